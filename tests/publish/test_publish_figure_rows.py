"""Rows of figures: what was given for one thing, by whom, and the value under each named rule."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from publish_shelf import HERALD, POST, WIRE, claim, report, spans

from jarchi.publish.figure_rows import FigureRow, figure_rows
from jarchi.records.dossiers import Piece
from jarchi.records.histories import ClaimHistory, Step
from jarchi.records.readings import Claim, Figure, claim_id
from jarchi.records.sources import Source


def told(name: str, day: int, source: Source, words: str, *values: tuple[str, float, str], **more: object) -> Piece:
    """Give a report in which the mayor says `words`; `values` are word, value, what it counts."""
    text = f"The mayor said {words}."
    figures = [
        Figure(spans(text, word)[0], value, what=spans(text, what)[0] if what else None) for word, value, what in values
    ]
    said = claim(text, "The mayor", "said", words, **more)
    return report(
        name,
        text,
        source=source,
        published=(at := f"2024-03-{day:02}T08:00:00+00:00"),
        first_seen=at,
        claims=[said],
        figures=figures,
    )


def id_of(piece: Piece) -> str:
    return claim_id(piece.revision.id, piece.reading.claims[0])


def became(
    piece: Piece, *later: tuple[str, Piece], earlier: tuple[str, ...] = (), status: str = "one voice"
) -> ClaimHistory:
    steps = [("says", piece), *later]
    told_steps = [
        Step(kind, id_of(one), one.revision.article, one.source.id, one.moment)  # type: ignore[arg-type]
        for kind, one in steps
    ]
    return ClaimHistory(id_of(piece), "s1", status, piece.moment, 3, 1, tuple(told_steps), earlier)  # type: ignore[arg-type]


FIRST = told("first", 1, WIRE, "12 people died", ("12", 12, "people"), speaker="official")
SECOND = told("second", 2, POST, "30 people died", ("30", 30, "people"), speaker="witness")
THIRD = told("third", 3, HERALD, "19 people died", ("19", 19, "people"), speaker="official")
LAST = told("last", 4, POST, "21 people died", ("21", 21, "people"), speaker="witness")
PIECES = (FIRST, SECOND, THIRD, LAST)


def rows(*histories: ClaimHistory, rule: str = "official", pieces: tuple[Piece, ...] = PIECES) -> tuple[FigureRow, ...]:
    claims: Mapping[str, tuple[Piece, Claim]] = {id_of(piece): (piece, piece.reading.claims[0]) for piece in pieces}
    known = {step.claim: one for one in histories for step in one.steps if step.kind in ("says", "confirms")}
    return figure_rows(histories[0], claims.get, known.get, rule)  # type: ignore[arg-type]


MOVED = (
    became(FIRST, ("contradicts", SECOND), ("updates", THIRD)),
    became(SECOND, ("contradicts", FIRST), ("updates", LAST)),
    became(THIRD, earlier=(id_of(FIRST),)),
    became(LAST, earlier=(id_of(SECOND),)),
)


@pytest.mark.parametrize(("rule", "words"), [("official", "19"), ("latest", "21"), ("lowest", "12"), ("highest", "30")])
def test_each_rule_names_its_value(rule: str, words: str) -> None:
    (row,) = rows(*MOVED, rule=rule)
    assert [value.words for value in row.values] == ["12 people", "30 people", "19 people", "21 people"]
    assert (row.chosen.words, row.by) == (f"{words} people", rule)
    assert rule in row.rules_of(row.chosen)


@pytest.mark.parametrize("at", range(4))
def test_the_row_is_the_same_from_whichever_value_one_comes(at: int) -> None:
    turned = (*MOVED[at:], *MOVED[:at])
    assert rows(*turned) == rows(*MOVED)


def test_without_an_official_the_latest_leads_and_says_so() -> None:
    (row,) = rows(became(SECOND, ("updates", LAST)), became(LAST, earlier=(id_of(SECOND),)))
    assert (row.rule, row.by, row.chosen.words, row.official) == ("official", "latest", "21 people", None)


def test_an_old_value_told_again_later_is_not_the_latest() -> None:
    """On 9 March a report recalls what was said on the 2nd."""
    old = told("old", 9, WIRE, "15 people died", ("15", 15, "people"), speaker="official", said="2024-03-02")
    (row,) = rows(became(THIRD, ("contradicts", old)), became(old), pieces=(*PIECES, old))
    assert [(value.words, value.day) for value in row.values] == [
        ("15 people", "2024-03-02"),
        ("19 people", "2024-03-03"),
    ]
    assert row.latest.words == row.chosen.words == "19 people"


def test_what_was_taken_back_or_only_tells_a_change_is_no_value() -> None:
    taken = became(SECOND, status="retracted")
    assert not rows(became(FIRST, ("contradicts", SECOND)), taken)
    more = told("more", 5, POST, "people who died rose by 3 people", ("3", 3, "people"))
    figure = more.reading.figures[0]
    grown = Figure(figure.span, 3, what=figure.what, role="change")
    more = report("more", more.revision.text, claims=more.reading.claims, figures=[grown])
    assert not rows(became(FIRST, ("updates", more)), became(more), pieces=(*PIECES, more))


def test_each_thing_that_is_counted_has_a_row() -> None:
    one = told(
        "one",
        1,
        WIRE,
        "12 people and 3 dogs died in 2 houses",
        ("12", 12, "people"),
        ("3", 3, "dogs"),
        ("2", 2, "houses"),
    )
    two = told(
        "two",
        2,
        POST,
        "14 people and 5 dogs died in 2 houses",
        ("14", 14, "people"),
        ("5", 5, "dogs"),
        ("2", 2, "houses"),
    )
    found = rows(became(one, ("updates", two)), became(two), pieces=(one, two))
    assert [(row.what, row.highest.value) for row in found] == [("people", 14), ("dogs", 5)]
