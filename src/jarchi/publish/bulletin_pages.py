"""The pages of a bulletin: the front, sections that do not fit on it, all connections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from markupsafe import Markup

from jarchi.publish.addresses import numbered, slug
from jarchi.publish.editions import Kind
from jarchi.publish.formats.feeds import lens_base
from jarchi.publish.formats.jsonld import bulletin_node, claims_of, script
from jarchi.publish.maps import Atlas
from jarchi.publish.rendering import Templates
from jarchi.publish.timeline import timeline
from jarchi.publish.wording import counted
from jarchi.records.bulletins import Bulletin, Item, Section

FRONT = 66_000
"""Bytes of stories that the front page takes, shared between the sections, so that it stays well under 150 KB."""

ITEM, LINE, PASSAGE = 700, 450, 160
"""Bytes that a story, a line and a citation take beside their words, measured on the sample."""

BRIEFS = 8
PAGE = 100
FULL_PAGE = 12
STATED, INFERRED = 8, 5


class Entry(msgspec.Struct, frozen=True):
    """A bulletin as lists and other pages name it; the counts are those after the checks."""

    folder: str
    title: str
    lens: str
    first: str
    last: str
    days: str
    stories: int
    lines: int
    withheld: int
    kind: Kind = "bulletin"

    @property
    def year(self) -> str:
        """Give the year of its last day, by which the archive is divided."""
        return self.last[:4]


class Part(msgspec.Struct, frozen=True):
    """A section as the front page shows it: stories in full, in brief, and how many are left to a page of its own."""

    section: Section
    full: tuple[Item, ...]
    brief: tuple[Item, ...]
    rest: int
    path: str


def front(  # noqa: PLR0913  # each is another thing that the page shows
    templates: Templates, bulletin: Bulletin, folder: str, path: str, entries: Sequence[Entry], *, atlas: Atlas
) -> str:
    """Give the front page of a bulletin as it stands at `path`; `entries` are all bulletins, the newest first.

    The map of its places is drawn by `atlas`.
    """
    stated = [dot for dot in bulletin.dots if dot.basis == "stated"]
    inferred = [dot for dot in bulletin.dots if dot.basis == "inferred"]
    more = len(stated) > STATED or len(inferred) > INFERRED
    own = [entry for entry in entries if (entry.lens, entry.kind) == (bulletin.lens, bulletin.kind)]
    at = next((number for number, entry in enumerate(own) if entry.folder == folder), 0)
    return templates.render(
        "bulletin.html",
        path,
        bulletin=bulletin,
        folder=folder,
        feed=lens_base(bulletin.lens),
        data=_data(bulletin, path, templates.root(path)),
        standfirst=standfirst(bulletin),
        sections=parts(bulletin, folder),
        timeline=timeline(bulletin),
        period_map=atlas.map_of_stories([item for part in bulletin.sections for item in part.items]),
        stated=stated[:STATED],
        inferred=inferred[:INFERRED],
        more_dots=f"{folder}/connections.html" if more else "",
        newer=own[at - 1] if at else None,
        older=own[at + 1] if at + 1 < len(own) else None,
        beside=[entry for entry in entries if entry not in own and _meets(entry, bulletin)][:6],
    )


def _data(bulletin: Bulletin, path: str, root: str) -> Markup:
    lines = (line for section in bulletin.sections for item in section.items for line in item.lines)
    return script([bulletin_node(bulletin, root + path, root), *claims_of(lines, root)])


def more_pages(templates: Templates, bulletin: Bulletin, folder: str) -> Iterator[tuple[str, str]]:
    """Give the further pages of a bulletin as (path, page): sections that the front cuts short, and all connections."""
    for part in parts(bulletin, folder):
        if part.rest:
            items = part.section.items
            cuts = [0, *range(FULL_PAGE, len(items), PAGE)] if len(items) > FULL_PAGE else [0]
            for number, (start, end) in enumerate(zip(cuts, [*cuts[1:], len(items)], strict=True)):
                path = numbered(part.path, number)
                shared = {"bulletin": bulletin, "folder": folder, "section": part.section, "items": items[start:end]}
                yield (
                    path,
                    templates.render("section.html", path, **_turning(part.path, number, len(cuts) - 1), **shared),
                )
    if bulletin.dots:
        first = f"{folder}/connections.html"
        pages = [bulletin.dots[start : start + PAGE // 4] for start in range(0, len(bulletin.dots), PAGE // 4)]
        for number, page in enumerate(pages):
            path = numbered(first, number)
            turning = _turning(first, number, len(pages) - 1)
            yield path, templates.render("ties.html", path, bulletin=bulletin, folder=folder, dots=page, **turning)


def _turning(path: str, number: int, last: int) -> dict[str, object]:
    return {"path": path, "number": number, "last": last}


def parts(bulletin: Bulletin, folder: str) -> list[Part]:
    """Give the sections as the front page shows them; each gets an equal share of its room, and what others left."""
    found = []
    room, left = FRONT, len(bulletin.sections)
    for section in bulletin.sections:
        share, taken = room // left, 0
        full: list[Item] = []
        brief: list[Item] = []
        for item in section.items:
            size = weight(item)
            if not item.brief and not brief and (taken + size <= share or not full):
                full.append(item)
            elif len(brief) < BRIEFS and taken + size // 2 <= share:
                brief.append(msgspec.structs.replace(item, lines=item.lines[:1]))
                size //= 2
            else:
                continue
            taken += size
        room, left = max(room - taken, 0), left - 1
        path = f"{folder}/{slug((section.country or 'elsewhere').lower())}.html"
        found.append(Part(section, tuple(full), tuple(brief), len(section.items) - len(full) - len(brief), path))
    return found


def weight(item: Item) -> int:
    """Give about how many bytes a story takes on a page."""
    words = sum(len(line.text.encode("utf-8", "replace")) + LINE + PASSAGE * len(line.passages) for line in item.lines)
    return ITEM + 2 * len(item.headline[:240].encode("utf-8", "replace")) + words + 200 * len(item.figures)


def standfirst(bulletin: Bulletin) -> str:
    """Give what the bulletin holds, in one or two sentences of counts."""
    items = [item for theme in bulletin.themes for item in theme.points]
    items += [item for section in bulletin.sections for item in section.items]
    if not items:
        return "Nothing was reported that this bulletin looks for."
    reports = [report for item in items for report in item.reports]
    sources = len({report.source for report in reports})
    counts = counted(len(items), "story", "stories"), counted(len(reports), "report"), counted(sources, "source")
    text = "{} from {} by {}.".format(*counts)
    if bulletin.themes:
        text += f" {counted(len(bulletin.themes), 'thread runs', 'threads run')} through it."
    several = sum(item.independent > 1 for item in items)
    if several:
        text += f" {counted(several, 'story rests', 'stories rest')} on more than one independent source."
    gaps = [entry.name for entry in bulletin.coverage if entry.sources and not entry.answered]
    if gaps:
        text += f" No source answered from {_listed(gaps[:4])}{' and elsewhere' if len(gaps) > 4 else ''}."
    return text


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _meets(entry: Entry, bulletin: Bulletin) -> bool:
    return entry.first <= bulletin.to and bulletin.from_ <= entry.last
