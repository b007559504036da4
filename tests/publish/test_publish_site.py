"""The site: every link leads somewhere, every passage opens, nothing from outside gets to be markup."""

import hashlib
import json
import os
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from publish_shelf import (
    EVERYTHING,
    HERALD,
    POST,
    Shelf,
    claim,
    contents,
    publish_to,
    replaced,
    report,
    spans,
    week,
)

from jarchi.errors import PublishError
from jarchi.publish.writing import DRAFT, JOURNAL, MANIFEST, Folder
from jarchi.records.articles import Revision, sha256_of
from jarchi.records.issues import Issue
from jarchi.records.links import Relation
from jarchi.records.readings import DateMention, Event, Figure, Name, Participant, event_id
from jarchi.records.sources import Source

VOID = {"meta", "link", "input", "br", "hr", "img"}
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> \u202e\x07\x0b {{ 7*7 }} ]]>"

TEXT = """A bridge fell in Upland on Monday, killing three people on their way to work.

Minister Ada Brook said that 12 engineers had warned of rust. The builders of Northern Span denied this.

Lowland sent 40 divers \U0001f30a to help, since the river is deep."""


def busy_shelf():
    text = TEXT
    claims = [
        claim(text, "Minister Ada Brook", "said", "12 engineers had warned of rust", speaker="official"),
        claim(text, "The builders of Northern Span", "denied", "this", polarity="denied"),
    ]
    event = Event(
        spans(text, "fell"), "ASSAULT", actors=(Participant(spans(text, "Upland")[0], "two-rivers:minister"),)
    )
    help_ = Event(spans(text, "sent"), "AID")
    main = report(
        "one",
        text,
        claims=claims,
        events=[event, help_],
        figures=[Figure(spans(text, "40")[0], 40, what=spans(text, "divers")[0])],
        names=[Name(spans(text, "Ada Brook")[0], "person", "two-rivers:minister")],
        dates=[DateMention(spans(text, "Monday")[0], "2023-06-19", "date")],
        revisions=2,
    )
    ids = [event_id(main.revision.id, found) for found in (event, help_)]
    tie = Relation("causes", ids[0], ids[1], "stated", "since", main.revision.id, spans(text, "since"))
    older = text.replace("three people", "two people")
    first = replaced(main.revision, text=older, sha256=sha256_of(older), title="A bridge shakes in Upland")
    odd = Source("odd", HOSTILE, homepage="javascript:alert(1)", reason=HOSTILE)
    return Shelf(
        main,
        report("two", text, source=POST, copy_of=main.revision.url, title="Bridge in Upland"),
        report("three", "Мост в Upland рухнул в понедельник; погибли три человека.", source=HERALD, language="ru"),
        report(
            "bad",
            f"Upland said {HOSTILE} to all who asked for it on that day.",
            title=HOSTILE,
            story="s2",
            source=odd,
            url="javascript:alert(1)//",
        ),
        report(
            "rtl",
            "قال المسؤول إن الجسر في Upland سقط يوم الاثنين وقتل ثلاثة أشخاص.",
            title="سقط الجسر",
            story="s3",
            language="fa",
            published=None,
        ),
        report("empty", "x" * 40_000, title=None, story="s4"),
        report(
            "long",
            " ".join(f"Sentence number {n} on the rivers of Lowland is here." for n in range(900)),
            title="W" * 5000,
            story="s5",
        ),
        relations=[tie],
        issues=[Issue("collect", "wire", "https://x.example/", "status-500", HOSTILE)],
        older=[first],
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    publish_to(folder, busy_shelf(), week(), week(replaced(EVERYTHING, id="Other lens!", name="Other")), sample=True)
    return folder


class Page(HTMLParser):
    """Reads a page strictly: elements close in order, ids are unique; keeps links, ids, headings and text."""

    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.links, self.ids, self.headings, self.scripts, self.tags, self.text = [], [], [], [], [], ""
        self._open = []
        self.feed(path.read_text(encoding="utf-8"))
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        assert len(found) == len(attrs), (tag, attrs)
        assert not [name for name in found if name.startswith("on") or name == "style"]
        self.tags.append((tag, found))
        self.ids += [found["id"]] if "id" in found else []
        self.links += [(found[name], found) for name in ("href", "src") if name in found]
        if tag in ("h1", "h2", "h3"):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag):
        assert self._open.pop() == tag, tag

    def handle_data(self, data):
        self.text += data


def pages(site):
    return {path: Page(path) for path in sorted(site.rglob("*.html"))}


def test_pages_are_well_formed_and_small(site):
    for path, page in pages(site).items():
        assert len(page.ids) == len(set(page.ids)), path
        assert path.stat().st_size < 150_000, path
        assert page.headings[0] == 1, path
        assert page.headings.count(1) == 1, path
        assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False)), (
            path,
            page.headings,
        )


def test_every_link_leads_to_a_file_and_a_place_in_it(site):
    known = pages(site)
    for path, page in known.items():
        for href, attributes in page.links:
            parts = urlsplit(href)
            if parts.scheme:
                assert parts.scheme in ("http", "https")
                assert {"noopener", "noreferrer", "external"} <= set(attributes["rel"].split())
                continue
            target = Path(os.path.normpath(path.parent / unquote(parts.path))) if parts.path else path
            assert target.is_file(), (path, href)
            assert target.is_relative_to(site), (path, href)
            if parts.fragment and parts.fragment != "main":
                assert parts.fragment in known[target].ids, (path, href)


def test_nothing_from_outside_becomes_markup(site):
    for path, page in pages(site).items():
        inline = [found for tag, found in page.tags if tag == "script" and "src" not in found]
        assert all(found == {"type": "application/ld+json"} for found in inline), path
        assert "img" not in {tag for tag, _ in page.tags}
        assert not [href for href, _ in page.links if "javascript" in href.lower()], path
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", path.read_text(encoding="utf-8")), path
        assert "49 ]]" not in page.text


def test_no_page_asks_another_host_for_anything(site):
    for page in pages(site).values():
        for tag, found in page.tags:
            if tag in ("script", "img", "iframe") or (tag == "link" and "stylesheet" in found.get("rel", "")):
                assert not urlsplit(found.get("src") or found.get("href")).scheme
    assert not re.search(r"url\(|@import|https?:", (site / "static/style.css").read_text())


def test_every_passage_of_every_bulletin_opens_exactly(site):
    bulletins = sorted(site.rglob("bulletin.json"))
    assert len(bulletins) == 2
    for path in bulletins:
        bulletin = json.loads(path.read_bytes())
        assert (bulletin["version"], bulletin["from"], bulletin["to"]) == (1, "2023-06-19", "2023-06-25")
        lines = [line for section in bulletin["sections"] for item in section["items"] for line in item["lines"]]
        lines += [dot[end] for dot in bulletin["dots"] for end in ("earlier", "later")]
        assert lines
        for passage in (passage for line in lines for passage in line["passages"]):
            data = (path.parent / passage["file"]).read_bytes()
            assert hashlib.sha256(data).hexdigest() == passage["revision"]
            assert data.decode()[passage["start"] : passage["end"]] == passage["quote"]


def test_an_article_page_carries_the_whole_text_and_lights_up_the_passage(site):
    bulletin = next(iter(sorted(site.rglob("bulletin.json"))))
    passage = json.loads(bulletin.read_bytes())["sections"][0]["items"][0]["lines"][0]["passages"][0]
    page = Page(site / f"articles/{passage['article']}.html")
    assert TEXT in page.text
    assert f"p{passage['start']}-{passage['end']}" in page.ids
    assert ":target" in (site / "static/style.css").read_text()


def test_an_article_page_lists_what_was_read_in_it(site):
    bulletin = json.loads(min(site.rglob("bulletin.json")).read_bytes())
    page = Page(site / f"articles/{bulletin['sections'][0]['items'][0]['lines'][0]['passages'][0]['article']}.html")
    listed = " ".join(page.text.partition("What was read")[2].split())
    assert "12 engineers had warned of rust Minister Ada Brook, official · statement" in listed
    assert "Persons Ada Brook" in listed
    assert "Dates Monday 2023-06-19" in listed
    assert "Figures 40 Evidence" in listed


def test_all_stories_are_listed(site):
    page = Page(site / "stories/index.html")
    assert {href for href, found in page.links if found.get("class") == "head"} == {
        f"../stories/s{n}.html" for n in range(1, 6)
    }


def test_a_long_article_has_several_pages(site):
    parts = [path for path in site.glob("articles/*.html") if path.name.count(".") == 2 and "changes" not in path.name]
    assert len(parts) >= 4


def test_a_changed_article_shows_what_went_and_what_came(site):
    (changed,) = site.glob("articles/*.changes.html")
    html = changed.read_text(encoding="utf-8")
    assert "<del>two</del><ins>three</ins> people" in html
    assert "<del>shakes</del><ins>falls</ins>" in html


def test_every_page_says_that_it_is_a_sample(site):
    for path in site.rglob("*.html"):
        assert 'class="sample"' in path.read_text(encoding="utf-8"), path


def test_foreign_words_say_their_language(site):
    html = (site / "countries/aa.html").read_text(encoding="utf-8")
    assert "سقط الجسر" in html
    story = (site / "stories/s3.html").read_text(encoding="utf-8")
    assert re.search(r'<h1 lang="fa" dir="auto">', story)


def test_the_search_data_is_a_script_in_ascii(site):
    found = []
    for name in ("new", "names"):
        data = (site / f"search/{name}.js").read_bytes().decode("ascii")
        found.append(json.loads(data.removeprefix("jarchi(").removesuffix(");\n")))
    assert len(found[0]) == 7
    assert all((site / f"{row[1]}.html").is_file() for rows in found for row in rows)


def test_the_feed_is_atom_with_times_from_the_reports(site):
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ET.parse(site / "feed.xml").getroot()
    entries = feed.findall(f"{atom}entry")
    assert entries
    ids = [entry.findtext(f"{atom}id") for entry in (feed, *entries)]
    assert len(ids) == len(set(ids))
    assert all(id.startswith("urn:uuid:") for id in ids)
    assert {entry.findtext(f"{atom}updated") for entry in entries} <= {"2023-06-20T08:00:00Z", "2023-06-20T09:00:00Z"}
    for entry in entries:
        assert (site / entry.find(f"{atom}link").get("href")).is_file()


def test_an_empty_ledger_gives_a_site_that_says_so(tmp_path):
    summary = publish_to(tmp_path, Shelf())
    assert (summary.bulletins, summary.articles) == (1, 0)
    assert "Nothing was reported" in (tmp_path / "index.html").read_text()


def test_two_runs_write_the_same_bytes_and_touch_nothing(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    publish_to(one, busy_shelf())
    publish_to(other, busy_shelf())
    assert contents(one) == contents(other)
    stamps = {path: path.stat().st_mtime_ns for path in one.rglob("*") if path.is_file()}
    summary = publish_to(one, busy_shelf())
    assert (summary.changed, summary.removed) == (0, 0)
    assert {path: path.stat().st_mtime_ns for path in one.rglob("*") if path.is_file()} == stamps


def test_what_the_site_no_longer_has_is_removed_and_what_is_not_ours_stays(tmp_path):
    publish_to(tmp_path, busy_shelf())
    (tmp_path / "CNAME").write_text("news.example")
    (tmp_path / "articles/mine.html").write_text("mine")
    small = Shelf(report("one", "A bridge fell in Upland on Monday, killing three people."))
    assert publish_to(tmp_path, small).removed > 5
    kept = contents(tmp_path)
    assert kept.pop("CNAME")
    assert kept.pop("articles/mine.html")
    publish_to(fresh := tmp_path / "fresh", small)
    assert {name: data for name, data in kept.items() if not name.startswith("fresh")} == contents(fresh)


def test_a_kill_at_any_write_leaves_what_the_next_run_mends(tmp_path, monkeypatch):
    small = Shelf(report("one", "A bridge fell in Upland on Monday, killing three people."))
    publish_to(tmp_path / "whole", small)
    whole = contents(tmp_path / "whole")
    real = os.replace
    for stop in (0, 1, 7, 19, 33):
        site, left = tmp_path / f"killed{stop}", [stop]

        def fall(one, other, left=left):
            if not left[0]:
                raise KeyboardInterrupt
            left[0] -= 1
            real(one, other)

        monkeypatch.setattr(os, "replace", fall)
        with pytest.raises(KeyboardInterrupt):
            publish_to(site, busy_shelf())
        monkeypatch.setattr(os, "replace", real)
        publish_to(site, small)
        assert contents(site) == whole


def test_a_manifest_cannot_lead_out_of_the_site(tmp_path):
    (tmp_path / "outside.txt").write_text("stays")
    site = tmp_path / "site"
    site.mkdir()
    (site / MANIFEST).write_text(json.dumps(["../outside.txt", "/etc/hosts", ""]))
    with Folder(site) as folder:
        folder.write("a.txt", "a")
    assert (tmp_path / "outside.txt").exists()
    assert not (site / JOURNAL).exists()
    assert not (site / DRAFT).exists()


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "site").write_text("a file")
    with pytest.raises(PublishError, match="site"):
        publish_to(tmp_path / "site", Shelf())


def test_all_texts_of_an_article_are_there(site):
    shelf = busy_shelf()
    for piece in shelf.pieces():
        revision: Revision
        for revision in shelf.revisions(piece.revision.article):
            assert (site / f"texts/{revision.sha256}.txt").read_bytes() == revision.text.encode()
