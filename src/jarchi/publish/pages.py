"""The pages of the site, one after the other, from the checked bulletins and the streams of the ledger."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files

import msgspec

from jarchi.publish.addresses import (
    article_path,
    claim_path,
    country_path,
    numbered,
    source_path,
    story_path,
    text_path,
)
from jarchi.publish.article_pages import article_pages, changes_page
from jarchi.publish.bulletin_pages import front, more_pages
from jarchi.publish.check import check_item
from jarchi.publish.claim_pages import Finds, claim_page
from jarchi.publish.claim_pages import title_of as title_of_claim
from jarchi.publish.coverage import EVERYWHERE
from jarchi.publish.editing import Edited
from jarchi.publish.feed_pages import Feeds
from jarchi.publish.finder import Finder
from jarchi.publish.formats.feeds import country_shelf
from jarchi.publish.formats.markdown import markdown
from jarchi.publish.formats.pdf import pdf
from jarchi.publish.formats.sheet import sheet_of
from jarchi.publish.items import foremost, item_of, title_of
from jarchi.publish.lineages import originals
from jarchi.publish.lines import UP
from jarchi.publish.lists import LIST, Lists, Row
from jarchi.publish.maps import Atlas
from jarchi.publish.name_pages import Names
from jarchi.publish.ports import ALWAYS, Ledger
from jarchi.publish.rendering import Sources, Templates
from jarchi.publish.scope import Scope
from jarchi.publish.settings import PublishSettings
from jarchi.publish.spool import Spool
from jarchi.publish.story_pages import Telling, story_pages
from jarchi.publish.timeline import story_timeline
from jarchi.publish.wording import counted, short, voices
from jarchi.records.bulletins import Bulletin, Dot
from jarchi.records.dossiers import Dossier, Piece
from jarchi.records.regions import Region

Write = Callable[[str, str | bytes], None]

STATIC = ("style.css", "keys.js", "search.js", "icon.svg")
STORY_LINES = 8
AROUND = 10
"""Stories of a thread before and after a story that its page lists."""


class Maker:
    """Makes the pages and hands each to `write`; holds lists in the spool and no article longer than its page."""

    def __init__(self, ledger: Ledger, region: Region, settings: PublishSettings, spool: Spool, edited: Edited) -> None:
        self._ledger = ledger
        self._region = region
        self._settings = settings
        self._spool = spool
        self._edited = edited
        self._scope = Scope(region)
        self._atlas = Atlas(region)
        self._sources = Sources(ledger.sources())
        self._templates = Templates(settings, region, self._sources)
        self._feeds = Feeds(self._templates, region, settings)
        self._lists = Lists(self._templates, spool)
        self._named = Names(self._templates, region, self._lists, self._atlas)
        self._names = {country.code: country.name for country in region.countries}
        self._strand = functools.lru_cache(maxsize=1024)(self._strand_of)
        self._finder = Finder(ledger)
        self._origin = functools.lru_cache(maxsize=256)(self._origin_of)

    def still(self, write: Write) -> None:
        """Write what does not depend on the news."""
        for name in STATIC:
            write(f"static/{name}", files("jarchi.publish").joinpath("static", name).read_bytes())
        write("about.html", self._templates.render("about.html", "about.html"))
        if ground := self._atlas.ground():
            write("static/map.svg", self._templates.render("map.svg", "static/map.svg", ground=ground))

    def articles(self, write: Write) -> Iterator[Piece]:
        """Write the pages and texts of every article; gives each when it is done."""
        for piece in self._ledger.pieces():
            article = piece.revision.article
            within = [self._edited.entries[index] for index in self._edited.citing.get(article, ())]
            cited = self._edited.cited.get(article, ())
            for path, page in article_pages(self._templates, piece, self._origin_path(piece), cited, within):
                write(path, page)
            write(text_path(piece.revision.sha256), piece.revision.text.encode())
            if piece.revisions > 1:
                revisions = self._ledger.revisions(article)
                write(*changes_page(self._templates, piece, revisions))
                for revision in revisions:
                    write(text_path(revision.sha256), revision.text.encode())
            self._list(piece)
            yield piece

    def _origin_path(self, piece: Piece) -> dict[str, str] | None:
        origin = self._edited.judged.copy_of(piece)
        title = self._origin(origin) if origin else None
        return {"path": article_path(origin), "title": title} if origin and title else None

    def _origin_of(self, article: str) -> str | None:
        piece = self._finder.piece(article)
        return title_of(piece) if piece else None

    def _list(self, piece: Piece) -> None:
        article, source = piece.revision.article, piece.source
        countries = [self._names[code] for code in self._scope.concerned(self._scope.weigh([piece]))[:3]]
        row = Row(
            title=short(title_of(piece), 200),
            path=article_path(article),
            moment=piece.moment,
            note=" · ".join(filter(None, (short(source.name, 80), ", ".join(countries)))),
            language=piece.reading.language or piece.revision.language,
        )
        self._lists.add("articles", row)
        self._lists.add(f"source {source.id}", row)

    def stories(self, write: Write) -> Iterator[Dossier]:
        """Write the pages of every story, its lines checked; gives each when it is done."""
        for dossier in self._ledger.dossiers(*ALWAYS):
            countries = self._scope.concerned(self._scope.weigh(dossier.pieces))
            item = item_of(dossier, countries, self._edited.judged, most=STORY_LINES)
            texts = {piece.revision.sha256: piece.revision.text for piece in dossier.pieces}
            checked, _ = check_item(item, texts.__getitem__)
            if checked is None:  # the headline is a report's title by construction
                raise AssertionError(dossier.story)
            within = [self._edited.entries[index] for index in self._edited.telling.get(dossier.story, ())]
            telling = Telling(
                checked,
                originals(dossier.pieces, self._edited.judged),
                self._dots(dossier),
                within,
                self._atlas.map_of(dossier.pieces),
                story_timeline(checked),
                self._thread(dossier.story),
                (self._named.actors_of(dossier.pieces), self._named.places_of(dossier.pieces)),
            )
            for path, page in story_pages(self._templates, telling):
                write(path, page)
            self._feeds.story(write, dossier, checked)
            opened = min(piece.moment for piece in dossier.pieces)
            row = Row(short(item.headline, 200), story_path(dossier.story), opened, voices(item))
            for key in ("stories", *(f"country {country or ''}" for country in countries or (None,))):
                self._lists.add(key, row)
            self._named.story(dossier, row)
            yield dossier

    def mergers(self, write: Write) -> None:
        """Write a page for every story that was merged into another, so that its old address leads there."""
        for story, merger in self._ledger.mergers().items():
            there = story_path(story)
            write(there, self._templates.render("merged.html", there, merger=merger, into=self._strand_of(merger.into)))

    def _thread(self, story: str) -> list[Row]:
        """Give the other stories of a story's thread, in order of time: at most those around it."""
        thread = self._edited.threads.thread(story) if self._edited.threads else ()
        place = next((number for number, strand in enumerate(thread) if strand.story == story), 0)
        around = thread[max(place - AROUND, 0) : place + AROUND + 1]
        return [row for strand in around if strand.story != story and (row := self._strand(strand.story))]

    def _strand_of(self, story: str) -> Row | None:
        dossier = self._ledger.dossier(story)
        if dossier is None:
            return None
        voices = originals(dossier.pieces, self._edited.judged)
        head = voices[foremost(voices, "en")]
        return Row(short(title_of(head), 200), story_path(story), dossier.pieces[0].moment, "", head.reading.language)

    def _dots(self, dossier: Dossier) -> list[Dot]:
        found = {
            dot.relation: dot for piece in dossier.pieces for dot in self._edited.dots.get(piece.revision.article, ())
        }
        return list(found.values())

    def claims(self, write: Write) -> None:
        """Write the pages of the claims to which something happened, and the list of them."""
        finds = Finds(self._finder.claim, self._finder.words, self._ledger.claim_history)
        for history in self._ledger.told_claims():
            self._finder.places(step.claim for step in history.steps)
            write(*claim_page(self._templates, history, finds, self._settings.figure_rule))
            title = short(title_of_claim(history, self._finder.words), 200)
            row = Row(title, claim_path(history.id), history.since, history.status)
            self._lists.add("claims", row)
        told = counted(self._spool.count("claims"), "claim")
        line = f"{told} that somebody took up, denied, contradicted or brought up to date; the newest first."
        head = {"heading": "Claims", "standfirst": line, "kicker": None, "source": None}
        self._lists.write(write, "claims", "claims/index.html", **head, nothing="No claim so far.")

    def bulletins(self, write: Write) -> None:
        """Write the bulletins from the spool, the newest also as the front page and the feed."""
        newest: Bulletin | None = None
        entries = self._edited.entries
        for entry, row in zip(entries, self._spool.rows("bulletins"), strict=True):
            bulletin = msgspec.json.decode(row, type=Bulletin)
            newest = newest or bulletin  # reviews come last
            path = f"{entry.folder}/index.html"
            write(path, front(self._templates, bulletin, entry.folder, path, entries, atlas=self._atlas))
            write(f"{entry.folder}/bulletin.json", msgspec.json.format(row.strip(), indent=1) + b"\n")
            self._documents(write, entry.folder, bulletin)
            for further, page in more_pages(self._templates, bulletin, entry.folder):
                write(further, page)
        if newest:
            write(
                "index.html",
                front(self._templates, newest, entries[0].folder, "index.html", entries, atlas=self._atlas),
            )
        else:
            write("index.html", self._templates.render("empty.html", "index.html"))
        for number, last, some in _paged(entries):
            there = numbered("bulletins/index.html", number)
            shared = {"entries": some, "total": len(entries), "number": number, "last": last}
            write(there, self._templates.render("bulletins.html", there, **shared))

    def _documents(self, write: Write, folder: str, bulletin: Bulletin) -> None:
        """Write a bulletin as single documents, and the feed of its lens."""
        root = self._settings.address or UP
        sheet = sheet_of(bulletin, self._sources)
        write(f"{folder}/bulletin.md", markdown(sheet, root))
        if self._settings.pdf:
            write(f"{folder}/bulletin.pdf", pdf(sheet, bulletin.to, self._settings))
        self._feeds.bulletin(write, bulletin)

    def lists(self, write: Write) -> None:
        """Write the lists of stories, countries, sources and articles, with the search; needs all of these done."""
        told = f"{counted(self._spool.count('stories'), 'story', 'stories')}, the last begun first."
        head = {"heading": "Stories", "standfirst": told, "kicker": None, "source": None}
        self._lists.write(write, "stories", "stories/index.html", **head, nothing="No story so far.")
        self._feeds.close(write)
        self._countries(write)
        self._source_lists(write)
        self._search(write, self._named.close(write))

    def _countries(self, write: Write) -> None:
        tiles = []
        for country, name in (*self._names.items(), ("", EVERYWHERE)):
            path, count = country_path(country or None), self._spool.count(f"country {country}")
            tiles.append((name, path, count))
            line = f"{counted(count, 'story', 'stories')}, the last begun first."
            head = {
                "heading": name,
                "standfirst": line,
                "kicker": ("Countries", "countries/index.html"),
                "source": None,
            }
            feed = country_shelf(path, name).base if country and count else None
            self._lists.write(write, f"country {country}", path, **head, feed=feed, nothing="No story so far.")
        page = self._templates.render("countries.html", "countries/index.html", countries=tiles)
        write("countries/index.html", page)

    def _source_lists(self, write: Write) -> None:
        entries = [(source, self._spool.count(f"source {id}")) for id, source in sorted(self._sources.by_id.items())]
        entries.sort(key=lambda entry: (not entry[1], entry[0].name.casefold(), entry[0].id))
        for source, count in entries:
            line = (
                f"{counted(count, 'article')} read so far, the newest first."
                if count
                else "Nothing of it has been read so far."
            )
            head = {"heading": short(source.name, 120), "standfirst": line, "kicker": ("Sources", "sources/index.html")}
            self._lists.write(
                write,
                f"source {source.id}",
                source_path(source.id),
                **head,
                source=source,
                nothing="No article so far.",
            )
        for number, last, page in _paged(entries):
            path = numbered("sources/index.html", number)
            write(path, self._templates.render("sources.html", path, entries=page, number=number, last=last))

    def _search(self, write: Write, names: Sequence[Row]) -> None:
        older = self._lists.search(write, "articles", names)
        shared = {"total": self._lists.count("articles"), "chunks": older}
        self._lists.write(write, "articles", "search.html", "search.html", **shared)


def _paged(entries: Sequence[object]) -> Iterator[tuple[int, int, Sequence[object]]]:
    last = max(len(entries) - 1, 0) // LIST
    for number in range(last + 1):
        yield number, last, entries[number * LIST : (number + 1) * LIST]
