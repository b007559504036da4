"""A bulletin as PDF: the same bytes, tagged, with every passage as a note, and no word from outside read as markup."""

import re
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from publish_shelf import REGION, SOURCES, Shelf, everybody, publish_to, replaced, report, week
from test_publish_site import HOSTILE, busy_shelf

from jarchi.errors import PublishError, UsageError
from jarchi.publish import PublishSettings, draft
from jarchi.publish.formats.pdf import GAPS, pdf
from jarchi.publish.formats.sheet import Sheet, sheet_of
from jarchi.publish.rendering import Sources

CRIER = PublishSettings(title="Crier")
TYPST = "#let x = 1; *bold* _it_ $x^2$ @label <label> \\ #sys.inputs `raw` = Heading // comment ]] }} \u202e \x07"


def sheet(shelf: Shelf | None = None, **more: object) -> Sheet:
    bulletin = draft(shelf or busy_shelf(), REGION, CRIER, week(), everybody)
    return sheet_of(replaced(bulletin, **more), Sources(tuple(SOURCES.values())))


def text_of(document: bytes, folder: Path) -> str:
    """Give the words of a document, by the program pdftotext."""
    if not shutil.which("pdftotext"):
        pytest.skip("the program pdftotext is not on this machine")
    (folder / "x.pdf").write_bytes(document)
    done = subprocess.run(["pdftotext", "-raw", folder / "x.pdf", "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_two_runs_give_the_same_bytes_dated_by_the_bulletin():
    one, other = (pdf(sheet(), "2023-06-25", CRIER) for _ in range(2))
    assert one == other
    assert one.startswith(b"%PDF-")
    assert re.search(rb"D:20230625000000(?:Z|\+00)", one)
    assert b"/MarkInfo" in one  # tagged, as PDF/UA asks


def test_every_sentence_and_every_passage_is_there(tmp_path):
    told = sheet()
    words = text_of(pdf(told, "2023-06-25", CRIER), tmp_path)
    compact = re.sub(r"[\s\u00ad-]", "", words)
    for chapter in told.chapters:
        for story in chapter.stories:
            for sentence in (one for paragraph in story.paragraphs for one in paragraph.sentences):
                if sentence.language == "en" and max(sentence.text) < "\U00010000":
                    assert re.sub(r"[\s-]", "", sentence.text)[:40] in compact
    for note in told.notes:
        assert f"Characters{note.start}to{note.end}" in compact
        assert note.revision in compact
    assert "said by “Minister Ada Brook”, official" in words


def test_nothing_from_outside_is_read_as_markup(tmp_path):
    text = f"A bridge fell in Upland {TYPST} on Monday, killing three people."
    told = sheet(Shelf(report("one", text, title=TYPST, language="xx-notalanguage")), title=HOSTILE)
    words = text_of(pdf(told, "2023-06-25", CRIER), tmp_path)
    for piece in ("#let x = 1;", "*bold*", "#sys.inputs", "<label>", "// comment"):
        assert piece in words


@pytest.mark.parametrize(
    ("what", "text", "has_gaps"),
    [
        ("Cyrillic is there", "Мост упал в Upland, погибли трое человек.", False),
        ("Kazakh too", "Upland Қазақстан үкіметі көпірді жөндейді.", False),
        ("Chinese is not", "A bridge named 长江大桥 fell in Upland on Monday.", True),
        ("nor is a wave", "A wave \U0001f30a took a bridge in Upland on Monday.", True),
    ],
)
def test_it_says_where_letters_are_missing(what, text, has_gaps, tmp_path):
    made = pdf(sheet(Shelf(report("one", text, title="A bridge falls"))), "2023-06-25", CRIER)
    assert (GAPS in text_of(made, tmp_path)) is has_gaps, what


def test_the_site_has_it_where_the_settings_ask(tmp_path):
    publish_to(tmp_path, busy_shelf(), pdf=True)
    folder = tmp_path / week().folder
    assert (folder / "bulletin.pdf").read_bytes().startswith(b"%PDF-")
    assert 'bulletin.pdf">PDF</a>' in (folder / "index.html").read_text(encoding="utf-8")


def test_what_is_missing_is_one_sentence(tmp_path, monkeypatch):
    with pytest.raises(PublishError, match="There is no folder of fonts /nowhere"):
        pdf(sheet(), "2023-06-25", replaced(CRIER, fonts="/nowhere"))
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(
        UsageError, match=r"A bulletin as PDF needs typst; install it with: pip install 'jarchi\[pdf\]'"
    ):
        publish_to(tmp_path / "site", busy_shelf(), pdf=True)
    assert not (tmp_path / "site").exists()  # before anything is written


def test_links_lead_into_the_site_where_it_has_an_address():
    told = sheet(Shelf(report("one", "A bridge fell in Upland on Monday, killing three people.")))
    inside = pdf(told, "2023-06-25", replaced(CRIER, address="https://news.example/"))
    assert b"https://news.example/articles/" in unpacked(inside)
    assert b"https://wire.example/one" in unpacked(pdf(told, "2023-06-25", CRIER))


def unpacked(document: bytes) -> bytes:
    """Give a document with its compressed streams beside it in the clear."""
    found = [document]
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", document, re.S):
        try:
            found.append(zlib.decompressobj().decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(found)
