"""TimelineJS JSON: the stories in time, each with its lead, who said it and where it was reported.

TimelineJS shows texts as HTML, so all words are escaped.
"""

from __future__ import annotations

from typing import Any

import msgspec
from markupsafe import escape

from jarchi.publish.exports.drafts import Drafts
from jarchi.publish.exports.formats import Format, Ground
from jarchi.publish.exports.rows import StoryRow, StoryRows
from jarchi.publish.marks import shown
from jarchi.publish.wording import STANDING, counted, outside
from jarchi.records.articles import instant

FILE = "timeline.json"


class Timeline:
    """Writes a slide a story."""

    def __init__(self, drafts: Drafts, ground: Ground) -> None:
        days = f"{ground.first} to {ground.last}" if ground.first else "All that was reported."
        title = {"text": {"headline": _words(f"{ground.title}: {ground.region.name}"), "text": _words(days)}}
        self._stream = drafts.open(FILE)
        self._stream.write(b'{"title":' + msgspec.json.encode(title) + b',"events":[')
        self._before = b"\n"
        self._sources = {source.id: source.name for source in ground.sources}
        self._countries = {country.code: country.name for country in ground.region.countries}

    def story(self, rows: StoryRows) -> None:
        """Write the slide of a story that has a time."""
        if instant(rows.story.first):
            self._stream.write(self._before + msgspec.json.encode(self._slide(rows.story)))
            self._before = b",\n"

    def close(self) -> None:
        """End the list."""
        self._stream.write(b"\n]}\n")

    def _slide(self, story: StoryRow) -> dict[str, Any]:
        group = self._countries.get(story.countries[0]) if story.countries else None
        return {
            "start_date": _date(story.first),
            **({"end_date": _date(story.last)} if story.last[:10] != story.first[:10] else {}),
            "text": {"headline": _words(story.headline), "text": self._text(story)},
            **({"group": _words(group)} if group else {}),
            "unique_id": story.story,
            "passage": {name: getattr(story, name) for name in ("quote", "start", "end", "revision", "url")},
        }

    def _text(self, story: StoryRow) -> str:
        parts = []
        if story.lead:
            said = f", said by “{_words(story.said_by)}”" if story.said_by else ""
            names = _words(", ".join(self._sources.get(source, source) for source in story.sources[:6]))
            doubt = f"; {STANDING[story.status]}" if story.status in STANDING else ""
            parts.append(f"<p>{_words(story.lead)}</p><p>{names}{said}{doubt}</p>")
        parts.append(f"<p>{counted(story.independent, 'independent source')}</p>")
        if story.page.startswith("http"):
            parts.append(f'<p><a href="{_words(story.page)}">The story and its passages</a></p>')
        elif outside(story.url):
            parts.append(f'<p><a href="{_words(outside(story.url))}">At the source</a></p>')
        return "".join(parts)


def _date(moment: str) -> dict[str, int]:
    found = instant(moment)
    assert found is not None
    return {"year": found.year, "month": found.month, "day": found.day}


def _words(text: str | None) -> str:
    return str(escape(shown(text or "")))


FORMAT = Format(name="timeline", about="stories in time, for TimelineJS", files=(FILE,), open=Timeline)
