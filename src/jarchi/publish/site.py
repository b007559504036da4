"""The shell of publishing: composes and checks every bulletin, and only then writes the site."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from jarchi.publish.editing import Editing
from jarchi.publish.editions import Edition
from jarchi.publish.extras import need
from jarchi.publish.pages import Maker
from jarchi.publish.ports import Ledger, Rank
from jarchi.publish.settings import PublishSettings
from jarchi.publish.spool import Spool
from jarchi.publish.writing import Folder
from jarchi.records.bulletins import Bulletin
from jarchi.records.regions import Region

Progress = Callable[[int, int | None], None]
"""Told how many bulletins, articles and stories are done, and of how many."""


class PublishSummary(msgspec.Struct, frozen=True):
    """What publishing made; `stories` and `lines` are those of the bulletins, after the checks withheld some."""

    bulletins: int = 0
    stories: int = 0
    lines: int = 0
    withheld: int = 0
    articles: int = 0
    files: int = 0
    changed: int = 0
    removed: int = 0

    def __str__(self) -> str:
        told = f"{self.bulletins} bulletins, {self.stories} stories, {self.lines} lines, {self.withheld} withheld"
        return f"{told}; {self.articles} articles; {self.files} files, {self.changed} written, {self.removed} removed"


def silent(done: int, total: int | None) -> None:
    """Tell nobody."""


def publish(  # noqa: PLR0913, PLR0917  # the door of the room: each is another thing to hand in
    ledger: Ledger,
    region: Region,
    settings: PublishSettings,
    editions: Sequence[Edition],
    rank: Rank,
    site: Path,
    progress: Progress = silent,
) -> PublishSummary:
    """Write the site with these bulletins into the folder `site`, and remove what an earlier publishing left there.

    All bulletins are composed and checked before the first file is written. A file is written whole, and only where
    its bytes differ. Killed at any moment and run again, it gives the same folder. Files that it did not make stay.
    Memory does not grow with the ledger but for some bytes a row. Raises `PublishError` where a file cannot be
    written, `UsageError` where an extra that the settings ask for is not installed.
    """
    if settings.pdf:
        need("typst", "pdf", "A bulletin as PDF")
    counts = ledger.counts()
    tell = _Telling(progress, len(editions) + counts.articles + counts.stories)
    editing = Editing(ledger, region, settings, rank)
    with Spool() as spool:
        for index, edition in enumerate(_newest_first(editions)):
            spool.add("bulletins", -index, editing.edit(edition))
            tell.one()
        edited = editing.closed()
        maker = Maker(ledger, region, settings, spool, edited)
        with Folder(site) as folder:
            maker.still(folder.write)
            for _ in itertools.chain(maker.articles(folder.write), maker.stories(folder.write)):
                tell.one()
            maker.mergers(folder.write)
            maker.claims(folder.write)
            maker.bulletins(folder.write)
            maker.lists(folder.write)
        return PublishSummary(
            bulletins=len(edited.entries),
            stories=sum(entry.stories for entry in edited.entries),
            lines=sum(entry.lines for entry in edited.entries),
            withheld=sum(entry.withheld for entry in edited.entries),
            articles=spool.count("articles"),
            files=folder.files,
            changed=folder.changed,
            removed=folder.removed,
        )


def draft(ledger: Ledger, region: Region, settings: PublishSettings, edition: Edition, rank: Rank) -> Bulletin:
    """Give the checked bulletin of an edition and write nothing."""
    return Editing(ledger, region, settings, rank).edit(edition)


def _newest_first(editions: Sequence[Edition]) -> list[Edition]:
    """Give the editions by last day, the newest first; of one day the longest period, then in the order given.

    Reviews come after bulletins.
    """
    return sorted(
        editions, key=lambda edition: (edition.kind == "review", -edition.last.toordinal(), edition.first.toordinal())
    )


class _Telling:
    """Counts what is done and tells of it."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def one(self) -> None:
        """Tell that one more is done."""
        self._done += 1
        self._progress(self._done, self._total)
