"""Settling: stories that later articles split or merge."""

from __future__ import annotations

import random

import pytest
from link_builders import REGION, document, figure, name, place, reading

from jarchi.link import Linker
from jarchi.link.settling import is_due
from jarchi.records.articles import digest
from jarchi.records.links import Linked, Turn
from jarchi.stateless import link_documents

WORDS = """earthquake struck village rescuers searched rubble homes survivors officials damage roads aid tents
Batken Leilek Isfana landslide Umarov bridge hospital twelve schoolhouse tractor Sulyukta quarry
Khorog Shugnan Rushan avalanche Nazarov tunnel airport forty mosque helicopter Ishkashim glacier"""
TOPIC, NORTH, SOUTH = (line.split() for line in WORDS.splitlines())


def report(chance: random.Random, own: list[str], shared: int, words: int = 12) -> str:
    """Give a text of words of the topic and of the happening, in an order by chance."""
    text = chance.sample(TOPIC, shared) + chance.sample(own, words - shared)
    chance.shuffle(text)
    return " ".join(text * 2)


def stream(seed: int, happenings: list[tuple[str, list[str], int]]) -> list[tuple[str, str]]:
    """Give id and text of reports: how many of each happening."""
    chance = random.Random(seed)
    made = [(f"{name}{n}", report(chance, own, 6)) for name, own, count in happenings for n in range(count)]
    chance.shuffle(made)
    return made


def linked(reports: list[tuple[str, str]], placed: dict[str, str] | None = None) -> tuple[Linker, list[Turn]]:
    linker, turns = Linker(REGION, placed), []
    for number, (id, text) in enumerate(reports):
        found, _ = linker.link(document(id, text, 1 + number // 24, hour=number % 24), reading(id), f"r{id}")
        turns += [found.turn] if found.turn else []
    return linker, turns


def stories(linker: Linker) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for article, signature in linker.window.signatures.items():
        found.setdefault(signature.story, set()).add(article)
    return found


TWO = [("n", NORTH, 8), ("s", SOUTH, 8)]


@pytest.mark.parametrize("seed", range(5))
def test_two_happenings_alike_are_told_apart_in_the_end_whatever_came_first(seed: int) -> None:
    linker, _ = linked(stream(seed, TWO))
    sides = [{article[0] for article in articles} for articles in stories(linker).values()]
    assert all(len(side) == 1 for side in sides)
    assert len(sides) == 2


def test_a_split_names_what_tells_the_parts_apart() -> None:
    turns = [turn for seed in range(8) for turn in linked(stream(seed, TWO))[1]]
    split = next(turn for turn in turns if turn.kind == "split")
    assert split.story != split.into
    assert len({article[0] for article in split.articles}) == 1
    told = {word.casefold()[:5] for word in (SOUTH if split.articles[0][0] == "s" else NORTH)}
    assert any(word in split.why.partition(",")[0].casefold() for word in told)
    assert "needs 0.58" in split.why


def test_an_article_that_opened_a_story_keeps_its_id() -> None:
    for seed in range(8):
        linker, turns = linked(stream(seed, TWO))
        for story, articles in stories(linker).items():
            opener = [article for article in linker.window.signatures if "s" + digest(article) == story]
            assert not opener or opener[0] in articles, turns


def test_what_a_person_put_together_is_not_split() -> None:
    reports = stream(1, TWO)
    linker, turns = linked(reports, {name: "sperson" for name, _ in reports[:2]})
    assert all("sperson" not in (turn.story, turn.into) for turn in turns)
    assert {name for name, _ in reports[:2]} <= stories(linker)["sperson"]


def test_reprints_move_with_their_original() -> None:
    reports = [one for name, text in stream(2, TWO) for one in ((name, text), (f"{name}-copy", f"{text} says"))]
    linker, turns = linked(reports)
    assert turns
    for article, signature in linker.window.signatures.items():
        if signature.copy_of:
            assert signature.story == linker.window.signatures[signature.copy_of].story, article


def test_large_stories_are_looked_at_more_seldom() -> None:
    assert [count for count in range(30) if is_due(count)] == [4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28]


def test_answers_are_held_back_until_their_story_is_settled() -> None:
    for seed in range(12):
        reports = [document(name, text, 1, hour=number) for number, (name, text) in enumerate(stream(seed, TWO))]
        settled = [one for one in link_documents(reports, marks_only=True) if isinstance(one, Linked)]
        at_once = [one for one in link_documents(reports, marks_only=True, at_once=True) if isinstance(one, Linked)]
        assert [one.membership.article for one in settled] == [one.id for one in reports]
        assert [one.turn for one in at_once] == [one.turn for one in settled]
        if moved := {article for one in settled if one.turn for article in one.turn.articles}:
            into = {one.membership.story for one in settled if one.membership.article in moved}
            assert into <= {one.turn.into for one in settled if one.turn}
            assert settled != at_once
            break
    else:
        pytest.fail("no story took a turn")


def test_a_report_that_is_like_both_ties_stories_without_a_common_language() -> None:
    linker = Linker(REGION)
    russian = "Жители Керки напали на рабочих рудника Чжун, 47 человек пострадали от камней."
    early = "Villagers stormed a quarry at dawn in anger over dust that settles on their orchards and wells."
    later = "Villagers near Kerki stormed the quarry of Zhong in anger over dust on orchards and wells; 47 were hurt."
    marks = {"places": (place(russian, "Керки", 7),), "figures": (figure(russian, "47", 47),)}
    first = reading("a", "ru", names=(name(russian, "Чжун", "test:east"),), **marks)
    linker.link(document("a", russian), first, "ra")
    linker.link(document("b", early, hour=1), reading("b"), "rb")
    assert len(stories(linker)) == 2
    marks = {"places": (place(later, "Kerki", 7),), "figures": (figure(later, "47", 47),)}
    third = reading("c", "en", names=(name(later, "Zhong", "test:east"),), **marks)
    turn = linker.link(document("c", later, hour=2), third, "rc")[0].turn
    assert turn
    assert (turn.kind, len(stories(linker))) == ("merged", 1)
    assert turn.why.startswith("merged on the evidence of a report that is like both: likeness")
    assert "quarry" in turn.why
