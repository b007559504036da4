"""Checking: what a passage does not bear out is withheld, with the reason."""

import pytest
from publish_shelf import POST, REGION, Shelf, replaced, report, week

from jarchi.publish import Material, check, compose
from jarchi.publish.check import fault_of
from jarchi.publish.lines import line_of

TEXT = (
    "Three people died on 19 June when a bridge fell in Upland, Minister Ada Brook said. "
    "The province has 12,400 people and one other bridge."
)
LATER = "2023-06-20T09:00:00Z"
PIECE = report("bridge", TEXT)
LINE = replaced(line_of(PIECE, 0), said_by="Minister Ada Brook")
PASSAGE = LINE.passages[0]
TEXTS = {PASSAGE.revision: TEXT}


def with_passage(**changes):
    return replaced(LINE, passages=(replaced(PASSAGE, **changes),))


CASES = [
    ("word for word", LINE, None),
    ("a part of the sentence", replaced(LINE, text="Three people died on 19 June"), None),
    ("a marked cut", replaced(LINE, text="Three people died … when a bridge fell in Upland"), None),
    ("a marked cut in the wrong order", replaced(LINE, text="fell in Upland … people died"), "the words are not"),
    ("another number", replaced(LINE, text=LINE.text.replace("19", "18")), "the number 18"),
    ("a number inside a longer one", replaced(LINE, text="people died on 9 June"), "the number 9"),
    ("another name", replaced(LINE, text=LINE.text.replace("Ada Brook", "Ida Brook")), "'Ida'"),
    ("another month", replaced(LINE, text=LINE.text.replace("June", "July")), "'July'"),
    ("a name put in brackets that is not there", replaced(LINE, text="Three people died [in Lowland]"), "'Lowland'"),
    ("other words", replaced(LINE, text=LINE.text.replace("died", "perished")), "the words are not"),
    ("a word left out without a mark", replaced(LINE, text=LINE.text.replace("people ", "")), "the words are not"),
    ("another speaker", replaced(LINE, said_by="the mayor"), "the speaker is not"),
    ("no passage", replaced(LINE, passages=()), "no passage"),
    ("an altered quote", with_passage(quote=PASSAGE.quote.replace("Three", "Thirty")), "the quote is not"),
    ("offsets shifted by one", with_passage(start=1, end=PASSAGE.end + 1), "the quote is not"),
    ("offsets beyond the text", with_passage(start=len(TEXT), end=len(TEXT) + 9), "outside"),
    ("offsets that run backward", with_passage(start=9, end=2), "outside"),
    ("a text that the ledger does not have", with_passage(revision="f" * 64), "not in the ledger"),
]


@pytest.mark.parametrize(("line", "fault"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_each_fault_is_named(line, fault):
    found = fault_of(line, TEXTS.__getitem__)
    assert found is None if fault is None else found and fault in found


def test_a_text_that_is_not_what_its_hash_says_backs_nothing():
    assert "not the one that the hash names" in fault_of(LINE, lambda _: TEXT + " ")


def bulletin():
    shelf = Shelf(
        PIECE,
        report(
            "again",
            "A bridge in Upland fell on Monday, killing three people.",
            source=POST,
            published="2023-06-20T09:00:00Z",
        ),
    )
    return compose(week(), REGION, Material(shelf.dossiers("", "~"))), shelf


def texts_of(shelf):
    return {piece.revision.sha256: piece.revision.text for piece in shelf.pieces()}.__getitem__


def altered(made, **changes):
    (section,) = made.sections
    return replaced(made, sections=(replaced(section, items=(replaced(section.items[0], **changes),)),))


def test_a_sound_bulletin_passes_whole():
    made, shelf = bulletin()
    assert check(made, texts_of(shelf)) == made


def test_only_the_bad_line_is_withheld_and_listed():
    made, shelf = bulletin()
    lines = made.sections[0].items[0].lines
    bad = replaced(lines[0], text=lines[0].text.replace("19", "29"))
    checked = check(altered(made, lines=(bad, *lines[1:])), texts_of(shelf))
    assert checked.sections[0].items[0].lines == lines[1:]
    assert [(entry.text, entry.story) for entry in checked.withheld] == [(bad.text, "s1")]


def test_a_headline_that_no_report_bears_withholds_the_story():
    made, shelf = bulletin()
    checked = check(altered(made, headline="Hundreds die as bridge falls"), texts_of(shelf))
    assert checked.sections == ()
    assert len(checked.withheld) == 1 + len(made.sections[0].items[0].lines)
