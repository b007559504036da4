"""The shell of exporting: walks the ledger once, checks every row, and puts all files in their place at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from jarchi.errors import UsageError
from jarchi.publish.exports.check import checked
from jarchi.publish.exports.drafts import Drafts
from jarchi.publish.exports.formats import Format, Ground, formats
from jarchi.publish.exports.walk import walk
from jarchi.publish.extras import need
from jarchi.publish.ports import ALWAYS, Ledger
from jarchi.publish.settings import PublishSettings
from jarchi.records.regions import Lens, Region

Progress = Callable[[int, int | None], None]


class Wanted(msgspec.Struct, frozen=True):
    """What to export: formats by name (all that can be written where empty), a period, a lens.

    `bounds` are moments `[first, last)`; `first` and `last` the days they stand for, empty for everything.
    """

    names: tuple[str, ...] = ()
    bounds: tuple[str, str] = ALWAYS
    first: str = ""
    last: str = ""
    lens: Lens | None = None


class ExportSummary(msgspec.Struct, frozen=True):
    """What was exported; `lacking` are the formats that were not asked for by name and lack what they need."""

    stories: int
    rows: int
    withheld: int
    files: tuple[str, ...]
    changed: int
    lacking: tuple[str, ...] = ()

    def __str__(self) -> str:
        told = f"{self.stories} stories, {self.rows} rows, {self.withheld} withheld"
        return f"{told}; {len(self.files)} files, {self.changed} written"


def export(  # noqa: PLR0913, PLR0917  # the door of the room: each is another thing to hand in
    ledger: Ledger,
    region: Region,
    settings: PublishSettings,
    wanted: Wanted,
    folder: Path,
    progress: Progress = lambda done, total: None,
) -> ExportSummary:
    """Write open data into `folder`; files of other names stay.

    One walk feeds every format. Nothing is in its place before all rows are checked and all files whole; a file is
    replaced only where its bytes differ. Memory does not grow with the number of stories. Raises `UsageError` for a
    format that there is not or that lacks what it needs, `PublishError` where the folder cannot be written.
    """
    chosen, lacking = _choose(wanted.names)
    ground = Ground(
        title=settings.title,
        address=settings.address,
        region=region,
        sources=ledger.sources(),
        inputs=ledger.inputs(),
        first=wanted.first,
        last=wanted.last,
    )
    stories = rows = withheld = 0
    total = ledger.counts().stories
    with Drafts(folder) as drafts:
        writers = [format.open(drafts, ground) for format in chosen]
        for told, texts in walk(ledger, region, settings, wanted.bounds, wanted.lens):
            sound, dropped = checked(told, texts)
            for writer in writers:
                writer.story(sound)
            stories, withheld = stories + 1, withheld + dropped
            rows += 1 + len(sound.reports) + len(sound.claims) + len(sound.figures) + len(sound.events)
            progress(stories, total)
        for writer in writers:
            writer.close()
    return ExportSummary(stories, rows, withheld, tuple(drafts.names), drafts.changed, lacking)


def _choose(names: Sequence[str]) -> tuple[list[Format], tuple[str, ...]]:
    """Give the formats asked for, or all that can be written, and those that cannot."""
    known = formats()
    for name in names:
        if name not in known:
            raise UsageError(f"There is no format {name!r}; there are {', '.join(known)}.", subject=name)
    if names:
        chosen = [known[name] for name in dict.fromkeys(names)]
        for format in chosen:
            if format.extra:
                need(format.module, format.extra, f"The format {format.name}")
        return chosen, ()
    ready = [format for format in known.values() if not format.extra or _is_there(format)]
    return ready, tuple(format.name for format in known.values() if format not in ready)


def _is_there(format: Format) -> bool:
    try:
        need(format.module, format.extra, format.name)
    except UsageError:
        return False
    return True
