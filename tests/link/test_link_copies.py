"""Copies: reprints in every guise, and reports that only look like one."""

from __future__ import annotations

import random

import pytest
from link_builders import REGION, document, reading

from jarchi.link import Linker

VOCABULARY = [a + b + c for a in "bdfgklmnprst" for b in "aeiou" for c in ("n", "r", "sta", "lok", "vin")]


def news(seed: int, words: int = 200) -> str:
    """Give a made-up text; two seeds share words but hardly a sequence of them."""
    chance = random.Random(seed)
    return " ".join(chance.choice(VOCABULARY) for _ in range(words))


def edited(text: str, share: float) -> str:
    chance = random.Random(5)
    return " ".join("changed" if chance.random() < share else word for word in text.split())


def halves_swapped(text: str) -> str:
    words = text.split()
    return " ".join(words[100:] + words[:100])


AGENCY = news(1)
CASES = [
    ("the same text", AGENCY, True),
    ("another case and other marks", AGENCY.upper().replace(" ", ", "), True),
    ("cut to the first half", " ".join(AGENCY.split()[:100]), True),
    ("cut to a short brief", " ".join(AGENCY.split()[:50]), True),
    ("wrapped into a text three times as long", f"{news(2)} {AGENCY} {news(3)}", True),
    ("a byline and a footer added", f"By our own reporter. {AGENCY} Read more news on our site.", True),
    ("paragraphs in another order", halves_swapped(AGENCY), True),
    ("one word in twenty changed", edited(AGENCY, 0.05), True),
    ("one word in ten changed", edited(AGENCY, 0.10), True),
    ("another report", news(4), False),
    ("half of the words changed", edited(AGENCY, 0.5), False),
    ("a quarter of it quoted inside another report", f"{news(5)} {' '.join(AGENCY.split()[:50])}", False),
    ("too short to tell", " ".join(AGENCY.split()[:8]), False),
    ("empty", "", False),
]


@pytest.mark.parametrize(("intent", "text", "is_copy"), CASES, ids=[case[0] for case in CASES])
def test_copies(intent: str, text: str, is_copy: bool) -> None:
    linker = Linker(REGION)
    first, _ = linker.link(document("a", AGENCY, title="One"), reading("a"), "ra")
    linked, _ = linker.link(document("b", text, 2, title="Quite another headline"), reading("b"), "rb")
    assert linked.membership.copy_of == ("a" if is_copy else None)
    if is_copy:
        assert linked.membership.story == first.membership.story
        assert "word sequences" in linked.membership.why


def test_copies_point_to_the_origin_not_to_another_copy() -> None:
    linker = Linker(REGION)
    linker.link(document("a", AGENCY), reading("a"), "ra")
    linker.link(document("b", f"{AGENCY} {news(6, 60)}", 2), reading("b"), "rb")
    linked, _ = linker.link(document("c", f"{AGENCY} {news(6, 60)}", 3), reading("c"), "rc")
    assert linked.membership.copy_of == "a"


def test_a_revision_is_no_copy_of_itself_nor_of_its_copies() -> None:
    linker = Linker(REGION)
    first, _ = linker.link(document("a", AGENCY), reading("a"), "r1")
    linker.link(document("b", AGENCY, 2), reading("b"), "rb")
    again, _ = linker.link(document("a", f"{AGENCY} corrected", 3), reading("a"), "r2")
    assert again.membership.copy_of is None
    assert again.membership.story == first.membership.story


def test_a_copy_that_becomes_a_report_of_its_own_is_one() -> None:
    linker = Linker(REGION)
    linker.link(document("a", AGENCY), reading("a"), "ra")
    linker.link(document("b", AGENCY, 2), reading("b"), "r1")
    again, _ = linker.link(document("b", news(9), 2), reading("b"), "r2")
    assert again.membership.copy_of is None


def test_the_window_of_copies_is_thirty_days() -> None:
    for day, is_copy in ((30, True), (31, True), (1, True)):
        linker = Linker(REGION)
        linker.link(document("a", AGENCY), reading("a"), "ra")
        linked, _ = linker.link(document("b", AGENCY, day), reading("b"), "rb")
        assert (linked.membership.copy_of == "a") is is_copy
    linker = Linker(REGION)
    linker.link(document("a", AGENCY), reading("a"), "ra")
    linked, _ = linker.link(document("b", AGENCY), reading("b"), "rb", moment="2024-04-02T00:00:00Z")
    assert linked.membership.copy_of is None


def test_chinese_copies() -> None:
    text = "土库曼斯坦外交部长周三会见中国石油天然气集团负责人双方讨论了天然气管道建设和长期合作计划"
    linker = Linker(REGION)
    linker.link(document("a", text), reading("a", "zh"), "ra")
    linked, _ = linker.link(document("b", f"本报讯{text}", 2), reading("b", "zh"), "rb")
    assert linked.membership.copy_of == "a"
