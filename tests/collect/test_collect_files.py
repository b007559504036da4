"""Files and folders of every kind through the door: what is read, what is set aside, what is not read again."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest
from collect_site import PARAGRAPHS, Ledger

from jarchi.collect.files import walk
from jarchi.records.articles import Article
from jarchi.records.inputs import Input
from jarchi.records.issues import Issue
from jarchi.records.sources import Source

TEXT = "The envoys agreed on a new bridge over the river."
HTML = f"<html lang='en'><head><title>Talks</title></head><body><article>{PARAGRAPHS}</article></body></html>"


def files(path: Path, source: str | None = None) -> Input:
    return Input("files", str(path), source)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "news"
    path.mkdir()
    return path


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


def test_a_folder_is_read_in_order_of_names(folder: Path, ledger: Ledger) -> None:
    """Each kind becomes a document; its address holds the folder's name, never the machine's path."""
    (folder / "sub").mkdir()
    (folder / "a.html").write_text(HTML)
    (folder / "b.TXT").write_text(f"A bridge\n\n{TEXT}\n")
    (folder / "c.md").write_text(f"# The *bridge*\n\n{TEXT} [More](http://x.example/).\n")
    (folder / "sub" / "d.jsonl").write_text(line(id="x1", text=TEXT))
    (folder / "e.json").write_text(json.dumps([{"id": "y", "text": TEXT}, {"id": "z", "text": TEXT}]))
    ledger.run(files(folder))
    assert [(document.url, document.title) for document in ledger.documents] == [
        ("file:news/a.html", "Talks"),
        ("file:news/b.TXT", "A bridge"),
        ("file:news/c.md", "The bridge"),
        ("file:news/e.json#y", None),
        ("file:news/e.json#z", None),
        ("file:news/sub/d.jsonl#x1", None),
    ]
    assert {document.source for document in ledger.documents} == {"local:news"}
    assert all(document.id == Article.id_of(document.url) for document in ledger.documents)
    assert str(folder.parent) not in repr(ledger.hauls)
    assert ledger.documents[2].text == f"{TEXT} More."


def test_an_unchanged_file_is_not_read_again(folder: Path, ledger: Ledger) -> None:
    """Its documents are counted from the last visit; a changed one is read whole."""
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.jsonl").write_text(line(text=TEXT) * 7)
    ledger.run(files(folder))
    assert len(ledger.documents) == 8
    ledger.run(files(folder))
    assert (ledger.documents, ledger.unchanged) == ([], 8)
    (folder / "a.txt").write_text(TEXT + " It rained.")
    ledger.run(files(folder))
    assert (len(ledger.documents), ledger.unchanged) == (1, 7)


def test_hauls_are_bounded_and_a_visit_comes_last(folder: Path, ledger: Ledger) -> None:
    (folder / "a.jsonl").write_text("".join(line(id=str(number), text=TEXT) for number in range(25)))
    hauls = ledger.run(files(folder), batch=10)
    assert [len(haul.documents) for haul in hauls] == [10, 10, 5]
    assert [len(haul.visits) for haul in hauls] == [0, 0, 1]


def test_a_single_file_is_named_by_itself(folder: Path, ledger: Ledger) -> None:
    (folder / "a.txt").write_text(TEXT)
    ledger.run(files(folder / "a.txt", "central-asia:daily"))
    assert (ledger.documents[0].url, ledger.documents[0].source) == ("file:a.txt", "central-asia:daily")


def test_two_inputs_of_one_name_stay_apart(tmp_path: Path, ledger: Ledger) -> None:
    for year in ("2023", "2024"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "news.txt").write_text(f"{TEXT} {year}")
    ledger.run(*(files(tmp_path / year / "news.txt") for year in ("2023", "2024")))
    assert [document.url for document in ledger.documents] == ["file:news.txt", "file:news~2.txt"]
    ledger.run(*(files(tmp_path / year / "news.txt") for year in ("2023", "2024")))
    assert ledger.unchanged == 2


def test_json_lines_with_all_fields(folder: Path) -> None:
    """The text comes through unaltered, to the code point; the source is known by its name."""
    ledger = Ledger(Source("x:daily", "The Daily", domains=("daily.example",)))
    text = "  Ünïcode \U0001f30d é and e\u0301,\r\n two lines \u202b. "
    fields = {
        "id": "1",
        "text": text,
        "title": "T",
        "url": "HTTPS://Daily.example/1#top",
        "source": "the daily",
        "published": "2024-05-06T10:00:00+05:00",
        "language": "ru-RU",
        "extra": [1],
    }
    (folder / "a.jsonl").write_text(line(**fields))
    ledger.run(files(folder))
    (document,) = ledger.documents
    assert (document.text, document.url) == (text, "https://daily.example/1")
    assert (document.source, document.published, document.language) == ("x:daily", "2024-05-06T10:00:00+05:00", "ru")


BAD_LINES = {
    "no JSON": (b"{oops", "bad-json"),
    "no object": (b"[1, 2]", "bad-article"),
    "no text": (b'{"id": "1"}', "bad-article"),
    "a number for a text": (b'{"id": "1", "text": 5}', "bad-article"),
    "empty text": (b'{"id": "1", "text": "  "}', "no-text"),
    "NUL": (b'{"id": "1", "text": "a\\u0000b"}', "bad-text"),
    "lone surrogate": (b'{"id": "1", "text": "a\\ud800b"}', "bad-json"),
    "not UTF-8": (b'{"id": "1", "text": "\xff\xfe"}', "bad-json"),
    "too deep": (b'{"text": ' + b"[" * 40_000, "bad-json"),
    "too long": (b'{"text": "' + b"a" * 60_000 + b'"}', "too-large"),
}


@pytest.mark.parametrize(("bad", "code"), BAD_LINES.values(), ids=BAD_LINES.keys())
def test_a_bad_line_is_an_issue_and_the_rest_goes_on(folder: Path, ledger: Ledger, bad: bytes, code: str) -> None:
    good = line(id="ok", text=TEXT).encode()
    (folder / "a.jsonl").write_bytes(b"\xef\xbb\xbf" + good + b"\n" + bad + b"\n" + good.replace(b"ok", b"ok2"))
    ledger.run(files(folder), max_bytes=50_000)
    assert [document.url for document in ledger.documents] == ["file:news/a.jsonl#ok", "file:news/a.jsonl#ok2"]
    # A surrogate escape may be refused by the decoder already, or by us: either way the line is named.
    assert [issue.subject for issue in ledger.issues] == ["news/a.jsonl:3"]
    assert ledger.codes[0] in {code, "bad-text"}


def test_a_bad_date_is_noted_and_the_article_stays_undated(folder: Path, ledger: Ledger) -> None:
    (folder / "a.jsonl").write_text(line(text=TEXT, published="yesterday"))
    ledger.run(files(folder))
    assert (ledger.documents[0].published, ledger.documents[0].url) == (None, "file:news/a.jsonl#1")
    assert [(issue.code, issue.outcome) for issue in ledger.issues] == [("bad-date", "note")]


def test_an_address_that_is_no_web_address_is_not_believed(folder: Path, ledger: Ledger) -> None:
    (folder / "a.jsonl").write_text(line(id="1", text=TEXT, url="javascript:alert(1)"))
    ledger.run(files(folder))
    assert ledger.documents[0].url == "file:news/a.jsonl#1"


def test_packed_lines_even_if_cut_short(folder: Path, ledger: Ledger) -> None:
    """Random ids keep the packing from swallowing the whole in one block."""
    body = "".join(line(id=os.urandom(40).hex(), text=TEXT) for _ in range(2000)).encode()
    packed = gzip.compress(body)
    (folder / "a.jsonl.gz").write_bytes(packed)
    ledger.run(files(folder))
    assert (len(ledger.documents), ledger.codes) == (2000, [])
    (folder / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    ledger.run(files(folder))
    assert 900 < len(ledger.documents) < 1100
    assert ledger.codes == ["bad-json", "truncated"]


def test_a_packed_line_without_end_is_given_up(folder: Path, ledger: Ledger) -> None:
    (folder / "a.jsonl.gz").write_bytes(gzip.compress(b'{"text": "' + b"a" * 50_000_000, 1))
    ledger.run(files(folder), max_bytes=100_000)
    assert (ledger.documents, ledger.codes) == ([], ["too-large"])


def test_charsets_of_text_files(folder: Path, ledger: Ledger) -> None:
    text = "Министры встретились в столице и говорили о воде и торговле."
    (folder / "a.txt").write_text(text, "utf-8-sig")
    (folder / "b.txt").write_text(text, "cp1251")
    (folder / "c.txt").write_text(text, "utf-16")
    (folder / "d.md").write_text(text, "cp1251")
    ledger.run(files(folder))
    assert [document.text for document in ledger.documents] == [text] * 4
    assert [(issue.subject, issue.code) for issue in ledger.issues] == [
        ("news/b.txt", "charset"),
        ("news/d.md", "charset"),
    ]


def test_what_is_set_aside_says_why(folder: Path, ledger: Ledger) -> None:
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(b"\x7fELF\x00\x01\x02" * 100)
    (folder / "blank.txt").write_text(" \n ")
    (folder / "menu.html").write_text("<html><body><p>Menu</p></body></html>")
    (folder / ".git").mkdir()
    (folder / ".git" / "x.txt").write_text(TEXT)
    (folder / "bad.json").write_text("{")
    (folder / "big.txt").write_text("a" * 200_000)
    (folder / "pipe.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "fifo.txt")
    ledger.run(files(folder), max_bytes=100_000)
    assert {issue.subject.removeprefix("news/"): issue.code for issue in ledger.issues} == {
        "photo.jpg": "unknown-type",
        "empty.txt": "empty",
        "binary.txt": "binary",
        "blank.txt": "no-text",
        "menu.html": "no-text",
        ".git": "hidden",
        "bad.json": "bad-json",
        "big.txt": "too-large",
        "pipe.txt": "link",
        "fifo.txt": "no-file",
    }
    assert ledger.documents == []


def test_links_are_not_followed(folder: Path, ledger: Ledger) -> None:
    """Neither in a circle nor out of the folder, where something secret may lie."""
    secret = folder.parent / "secret.txt"
    secret.write_text(TEXT)
    (folder / "circle").symlink_to(folder)
    (folder / "out.txt").symlink_to(secret)
    (folder / "broken.txt").symlink_to(folder / "nowhere")
    ledger.run(files(folder))
    assert (ledger.documents, ledger.codes) == ([], ["link"] * 3)


def test_a_folder_that_is_gone_is_an_issue(folder: Path, ledger: Ledger) -> None:
    ledger.run(files(folder / "gone"), files(folder))
    assert ledger.codes == ["not-found"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_an_issue(folder: Path, ledger: Ledger) -> None:
    (folder / "a.txt").write_text(TEXT)
    (folder / "a.txt").chmod(0)
    ledger.run(files(folder))
    assert ledger.codes == ["unreadable"]


def test_odd_names_are_shown_as_text(folder: Path) -> None:
    (folder / os.fsdecode(b"\xff.txt")).write_text(TEXT)
    (folder / "новости 1.txt").write_text(TEXT)
    names = [item.subject if isinstance(item, Issue) else item.name for item in walk(str(folder), "news")]
    assert names == ["news/новости 1.txt", "news/\\xff.txt"]


def test_a_saved_page_keeps_its_own_address(folder: Path, ledger: Ledger) -> None:
    canonical = '<link rel="canonical" href="https://daily.example/1">'
    (folder / "a.html").write_text(HTML.replace("<title>", canonical + "<title>"))
    ledger.run(files(folder))
    assert (ledger.documents[0].url, ledger.documents[0].source) == ("https://daily.example/1", "host:daily.example")


def test_front_matter_speaks_for_markdown(folder: Path, ledger: Ledger) -> None:
    front = '---\ntitle: "The bridge"\ndate: 2024-05-06 10:00:00 +0500\nurl: https://daily.example/2\nlang: en\n---\n'
    (folder / "a.md").write_text(f"{front}\n## Background\n\n{TEXT}\n\n- one\n- two\n\n<div>Raw &amp; ready</div>\n")
    ledger.run(files(folder))
    (document,) = ledger.documents
    assert (document.title, document.url, document.language) == ("The bridge", "https://daily.example/2", "en")
    assert document.published == "2024-05-06T10:00:00+05:00"
    assert document.text == f"Background\n\n{TEXT}\n\none\n\ntwo\n\nRaw & ready"


def test_a_date_after_the_clock_is_noted(folder: Path, ledger: Ledger) -> None:
    (folder / "a.md").write_text(f"---\ntitle: Later\ndate: 2099-01-01\n---\n\n{TEXT}")
    (folder / "b.md").write_text(f"---\ntitle: Before\ndate: 2024-01-01\n---\n\n{TEXT}")
    ledger.run(files(folder))
    assert len(ledger.documents) == 2
    assert [(issue.subject, issue.code, issue.outcome) for issue in ledger.issues] == [
        ("file:news/a.md", "future-date", "note")
    ]
