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
from jarchi.publish.wording import answer, counted, short
from jarchi.publish.words import plain

LANGUAGE = re.compile("[a-z]{2,3}")

BEYOND = re.compile(
    "[\u0590-\u08ff\u0900-\u1cff\u2e80-\ud7af\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U0003ffff]"
)
"""Scripts for which typst brings no letters: Hebrew, Arabic, those of India and further east, Chinese, emoji."""


def pdf(sheet: Sheet, day: str, by: str, address: str = "", fonts: Path | None = None) -> bytes:
    """Give the document; `day` (`YYYY-MM-DD`) is what it is dated, `by` who publishes it.

    Links lead into the site at `address`, or to the sources where that is empty. Raises `UsageError` where the extra
    `pdf` is not installed, `PublishError` where `fonts` is no folder or typst gives up.
    """
    typst = need("typst", "pdf", "A bulletin as PDF")
    if fonts and not fonts.is_dir():
        raise PublishError(f"There is no folder of fonts {fonts}.", subject=str(fonts))
    own = typst.Fonts(False, False, [fonts] if fonts else [])
    template = files("jarchi.publish.formats").joinpath("bulletin.typ").read_bytes()
    data = msgspec.json.encode(_data(sheet, by, address, sorted(own.families()))).decode()
    dated = datetime.fromisoformat(day).replace(tzinfo=UTC)
    try:
        made: bytes = typst.compile(
            template,
            font_paths=typst.Fonts(False, True, [fonts] if fonts else []),
            sys_inputs={"sheet": data},
            pdf_standards=["ua-1"],
            timestamp=dated,
        )
    except typst.TypstError as error:
        raise PublishError(f"{sheet.title} cannot be set as PDF: {plain(error.message)[:300]}.") from error
    return made


def lacks_letters(sheet: Sheet) -> bool:
    """Tell whether a sheet has words in scripts that typst brings no letters for."""
    return BEYOND.search(msgspec.json.encode(sheet).decode()) is not None


def _data(sheet: Sheet, by: str, address: str, fonts: list[str]) -> dict[str, Any]:
    """Give a sheet as the template takes it, every text without what no font has."""
    told = {
        "by": by,
        "address": address,
        "fonts": fonts,
        "coverage": [f"{one.name}: {answer(one)}, {counted(one.articles, 'article')}" for one in sheet.coverage],
        "unread": [
            f"Not read, {counted(count, 'item')}: {code}. {short(why, 200)}" for count, code, why in sheet.unread
        ],
        "withheld": f"{counted(sheet.withheld, 'line')} withheld by the checks",
        "notes": [_note(note, address) for note in sheet.notes],
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
