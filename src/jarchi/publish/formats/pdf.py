"""A bulletin as PDF, set by typst: tagged for screen readers (PDF/UA-1), the same bytes for the same bulletin.

The fonts are those that typst brings (Latin, Greek, Cyrillic), and those of a folder that the settings name: what a
machine happens to have installed would change the bytes.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from jarchi.errors import PublishError
from jarchi.publish.extras import need
from jarchi.publish.formats.sheet import Note, Paragraph, Sheet
from jarchi.publish.marks import shown
from jarchi.publish.settings import PublishSettings
from jarchi.publish.wording import answer, counted, short
from jarchi.publish.words import plain

LANGUAGE = re.compile("[a-z]{2,3}")

GAPS = "Some words are in scripts that this document has no letters for; the bulletin's other forms have them whole."
UNSHOWN = "could not be displayed"
"""What typst says, under PDF/UA, of a sign that no font has."""


def pdf(sheet: Sheet, day: str, settings: PublishSettings) -> bytes:
    """Give the document, dated `day` (`YYYY-MM-DD`), by who publishes the site, in its fonts.

    Links lead into the site where it has an address, else to the sources. Raises `UsageError` where the extra `pdf` is
    not installed, `PublishError` where there is no such folder of fonts or typst gives up.
    """
    fonts = Path(settings.fonts) if settings.fonts else None
    typst = need("typst", "pdf", "A bulletin as PDF")
    if fonts and not fonts.is_dir():
        raise PublishError(f"There is no folder of fonts {fonts}.", subject=str(fonts))
    own = sorted(typst.Fonts(False, False, [fonts] if fonts else []).families())
    data = _data(sheet, settings, own)
    dated = datetime.fromisoformat(day).replace(tzinfo=UTC)
    try:
        return _set(typst, data, typst.Fonts(False, True, [fonts] if fonts else []), dated)
    except typst.TypstError as error:
        raise PublishError(f"{sheet.title} cannot be set as PDF: {plain(error.message)[:300]}.") from error


def _set(typst: Any, data: dict[str, Any], fonts: Any, dated: datetime) -> bytes:
    """Set the document under PDF/UA; where a sign is in no font, without that promise and with a line that says so."""
    template = files("jarchi.publish.formats").joinpath("bulletin.typ").read_bytes()
    shared = {"font_paths": fonts, "timestamp": dated}
    inputs = {"sheet": msgspec.json.encode(data).decode()}
    try:
        made: bytes = typst.compile(template, sys_inputs=inputs, pdf_standards=["ua-1"], **shared)
    except typst.TypstError as error:
        if UNSHOWN not in error.message:
            raise
        inputs = {"sheet": msgspec.json.encode(data | {"gaps": GAPS}).decode()}
        made = typst.compile(template, sys_inputs=inputs, **shared)
    return made


def _data(sheet: Sheet, settings: PublishSettings, fonts: list[str]) -> dict[str, Any]:
    """Give a sheet as the template takes it, every text without what no font has."""
    told = {
        "by": settings.title,
        "address": settings.address,
        "fonts": fonts,
        "gaps": "",
        "coverage": [f"{one.name}: {answer(one)}, {counted(one.articles, 'article')}" for one in sheet.coverage],
        "unread": [
            f"Not read, {counted(count, 'item')}: {code}. {short(why, 200)}" for count, code, why in sheet.unread
        ],
        "withheld": f"{counted(sheet.withheld, 'line')} withheld by the checks",
        "notes": [_note(note, settings.address) for note in sheet.notes],
    }
    return {**_plain(sheet), **_plain(told)}


def _note(note: Note, address: str) -> dict[str, Any]:
    href, where = (f"{address}{note.path}", "The passage") if address else (note.url, "At the source")
    return {**_plain(note), "quote": plain(note.quote), "href": href, "where": where}


def _plain(value: Any) -> Any:
    """Give records as data in which texts can be shown and languages are codes that typst takes."""
    if isinstance(value, msgspec.Struct):
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        more = {"told_by": value.told_by} if isinstance(value, Paragraph) else {}
        return _plain(fields | more)
    if isinstance(value, dict):
        return {name: _language(one) if name == "language" else _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return shown(value) if isinstance(value, str) else value


def _language(code: str | None) -> str | None:
    found = (code or "").partition("-")[0].lower()
    return found if LANGUAGE.fullmatch(found) else None
