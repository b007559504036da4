"""The linker as a whole: stopping and going on, determinism, hostile input, time and memory."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from link_builders import REGION, document, event, reading

from jarchi.errors import LinkError
from jarchi.link import Linker, Signature
from jarchi.link.window import RANK, Window
from jarchi.records.articles import Document
from jarchi.records.links import Linked
from jarchi.records.readings import Claim, Name, Reading
from jarchi.records.spans import Span

TOPICS = [
    [f"{syllable}{letter}{ending}" for letter in "aeiou" for ending in ("k", "mo", "rt")] for syllable in "bdfgklmn"
]
COMMON = [f"w{number}" for number in range(40)]
ACTORS = ["test:north", "test:south", "test:east"]

Item = tuple[Document, Reading, str, str | None]


def items(seed: int, count: int, days: int) -> list[Item]:
    """Give a made-up stream: topics that come and go, reprints, revisions, late and undated articles."""
    chance = random.Random(seed)
    made: list[Item] = []
    for number in range(count):
        topic = chance.choice(TOPICS)
        words = [
            chance.choice(topic if chance.random() < 0.6 else COMMON) for _ in range(chance.choice((0, 6, 40, 80)))
        ]
        text = " ".join(words)
        if made and chance.random() < 0.25:
            text = chance.choice(made)[0].text
        identity = f"a{chance.randrange(number + 1) if chance.random() < 0.1 else number}"
        hour = number * days * 24 // count - (chance.randrange(240) if chance.random() < 0.1 else 0)
        published = (
            f"{2024 + (chance.random() < 0.02)}-{1 + max(0, hour) // 672 % 12:02}-{1 + max(0, hour) // 24 % 28:02}"
        )
        one = Document(identity, text, published=None if chance.random() < 0.1 else published)
        made.append((one, _reading(one, chance), f"r{number}", None))
    return made


def _reading(one: Document, chance: random.Random) -> Reading:
    size = len(one.text)
    if size < 30:
        return reading(one.id, None)
    starts = [chance.randrange(size - 25) for _ in range(4)]
    pair = chance.sample(ACTORS, 2)
    return reading(
        one.id,
        chance.choice(("en", "ru", None)),
        names=tuple(Name(Span(at, at + 6), "person", chance.choice([*ACTORS, None])) for at in starts),
        claims=tuple(
            Claim((Span(at, at + 5),), (), (Span(at, at + 25),), actor=chance.choice(ACTORS)) for at in starts
        ),
        events=(event(one.text, one.text[:5], chance.choice(("ACCUSE", "COERCE")), *pair),),
    )


def run(linker: Linker, stream: list[Item]) -> list[tuple[Linked, dict[str, bytes]]]:
    """Link a stream; give with each link the signatures to keep: the article's own, and those that its turn moved."""
    results = []
    for one, read, revision, moment in stream:
        linked, signature = linker.link(one, read, revision, moment=moment)
        moved = linker.moved_by(linked.turn) if linked.turn else []
        results.append((linked, {kept.article: kept.encode() for kept in (signature, *moved)}))
    return results


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), cut=st.floats(0, 1), days=st.sampled_from([2, 20, 90]))
def test_stopping_after_any_article_changes_nothing(seed: int, cut: float, days: int) -> None:
    stream = items(seed, 60, days)
    stop = int(cut * len(stream))
    whole = run(Linker(REGION), stream)
    kept: dict[str, bytes] = {}
    for _, signatures in whole[:stop]:
        kept |= signatures
    resumed = Linker(REGION)
    shuffled = list(kept.values())
    random.Random(seed).shuffle(shuffled)
    for signature in shuffled:
        resumed.remember(Signature.decode(signature))
    assert run(resumed, stream[stop:]) == whole[stop:]


def test_every_process_gives_the_same_bytes() -> None:
    """Strings hash to other numbers in every process; nothing may hang on that."""
    script = (
        "import hashlib, test_linker as t; from link_builders import REGION; from jarchi.link import Linker;"
        "print(hashlib.sha256(repr(t.run(Linker(REGION), t.items(3, 80, 20))).encode()).hexdigest())"
    )
    here = os.path.dirname(__file__)
    outputs = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": here},
            cwd=here,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert outputs[0] == outputs[1] != ""


def test_the_fingerprint_is_twelve_digits_and_hangs_on_the_region() -> None:
    assert len(Linker(REGION).fingerprint) == 12
    other = type(REGION)("x", "x", "1" * 12, (), (), (), (), (), ())
    assert Linker(other).fingerprint != Linker(REGION).fingerprint


def test_a_broken_signature_says_what_to_do() -> None:
    with pytest.raises(LinkError, match="link the article again"):
        Signature.decode(b'{"article": 3}')


HOSTILE = [
    "",
    " ",
    "\x00",
    "\ud800 lone half",
    "𝔄𝔅ℭ " * 30,
    "שלום עולם " * 30,
    "e\u0301" * 5000,
    "x" * 500_000,
    "a b " * 100_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_are_linked_like_others(text: str) -> None:
    linker = Linker(REGION)
    linked, signature = linker.link(Document("a", text, title=text), Reading("a", "", None), "ra")
    assert linked.membership.story
    assert Signature.decode(signature.encode()) == signature
    linker.link(Document("b", text, published="9999-12-31"), Reading("b", "", None), "rb")
    linker.link(Document("c", text, published="0001-01-01"), Reading("c", "", None), "rc")


def test_a_misdated_article_does_not_empty_the_window() -> None:
    linker = Linker(REGION)
    text = " ".join(COMMON)
    linker.link(document("a", text), reading("a"), "ra")
    linker.link(Document("future", "far away", published="2199-01-01"), reading("future"), "rf")
    assert linker.link(document("b", text, 2), reading("b"), "rb")[0].membership.copy_of == "a"


def test_the_window_drops_what_is_past_and_what_comes_too_late() -> None:
    window = Window()
    past = Signature("past", "r", "s", moment=0)
    assert window.add(past) == []
    fallen = [window.add(Signature(f"n{n}", "r", "s", moment=40 * 86_400 + n)) for n in range(RANK)]
    assert fallen[-1] == [past]
    assert not any(fallen[:-1])
    late = Signature("late", "r", "s", moment=5)
    assert window.add(late) == [late]
    assert len(window.signatures) == len(window.order) == RANK


def test_memory_is_bounded_by_the_window() -> None:
    """What has left the window has left every index."""
    linker = Linker(REGION)
    run(linker, items(1, 200, 300))
    held = linker.window.signatures
    assert len(held) < 60
    assert set(linker.originals.signatures) <= set(held)
    assert {article for counts in linker.stories.counts.values() for _, article in counts.articles} <= set(held)
    for article in list(held):
        linker._forget(linker.window.remove(article))
    assert not linker.stories.counts
    assert not linker.stories.terms.numbers
    assert not linker.originals.holders.first
    assert not linker.originals.holders.further
    assert not linker.acts.acts


@pytest.mark.parametrize("words", [4, 9, 60], ids=["headlines", "briefs", "reports"])
def test_a_thousand_items_alike_in_a_minute_stay_cheap(words: int) -> None:
    linker = Linker(REGION)
    text = " ".join(f"tremor{number}" for number in range(words))

    def spent(numbers: range) -> float:
        start = time.perf_counter()
        for number in numbers:
            linker.link(document(f"a{number}", f"{text} magnitude {number}"), reading(f"a{number}"), f"r{number}")
        return time.perf_counter() - start

    early, late = spent(range(200)), (spent(range(200, 800)), spent(range(800, 1000)))[1]
    assert len(linker.stories.counts) < 10
    assert late < 5 * early + 0.2


def test_what_a_person_put_into_a_story_stays_there_and_draws_what_is_like_it() -> None:
    text = "Dust from the quarry near Kerki: police detain villagers who attacked the mine and hurt 47 of its workers."
    later = "Police near Kerki detain 12 villagers who attacked the quarry; dust hurt 47 workers of the mine, they say."
    linker = Linker(REGION, {"b": "sperson"})
    alone = linker.link(document("a", text), reading("a"), "ra")[0].membership
    moved, kept = linker.link(document("b", f"{text} Nobody was killed, and roads are open."), reading("b"), "rb")
    assert alone.story != moved.membership.story == "sperson"
    assert moved.membership.why == "a person put it here"
    resumed = Linker(REGION, {"a": "sperson", "b": "sperson"})
    resumed.remember(linker.window.signatures["a"])
    resumed.remember(kept)
    assert resumed.link(document("c", later), reading("c"), "rc")[0].membership.story == "sperson"
