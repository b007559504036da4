"""Bytes to text: what the server declares, what the page declares, and what the bytes themselves say."""

from __future__ import annotations

import codecs
import re

import msgspec

SNIFFED = 4096
"""How far into a page its declaration is looked for; the HTML standard asks for 1,024 bytes."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
# As browsers do (WHATWG Encoding): the left name is what pages say, the right one what they are written in.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
_WIDE = ("utf-16", "utf-32", "iso2022", "hz")
_CYRILLIC = frozenset(range(0xC0, 0x100)) | {0xA8, 0xB8, 0xB2, 0xB3, 0xAF, 0xBF, 0xAA, 0xBA}
_PLAIN = bytes(range(0x80))


class Decoded(msgspec.Struct, frozen=True):
    """A text, the charset that it was read in, and a sentence where that is not what was declared."""

    text: str
    charset: str
    note: str = ""


def decode(data: bytes, declared: str | None = None, *, look_inside: bool = True) -> Decoded:
    """Read `data` in the charset that fits it; never fails, and says in `note` what it had to assume.

    Order: byte order mark; a declared charset of 16-bit units; UTF-8 where the bytes are valid UTF-8 (by chance
    other text is not); the charset that the server (`declared`) or, with `look_inside`, the page names; UTF-8
    with a few bytes broken; Windows-1251 or KOI8-R where the high bytes look Cyrillic; Windows-1252.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return Decoded(data[len(bom) :].decode(name, "replace"), name)
    named = _named(data, declared, look_inside=look_inside)
    if named and named[0].startswith(_WIDE) and (text := _strict(data, named[0])) is not None:
        return Decoded(text, named[0])
    if (text := _strict(data, "utf-8")) is not None:
        return Decoded(text, "utf-8")
    return _decode_legacy(data, named)


def _decode_legacy(data: bytes, named: list[str]) -> Decoded:
    """Read bytes that are not valid UTF-8."""
    # A server's blanket Latin-1 says nothing: it is the default of old servers, and it fits any bytes.
    for name in sorted(named, key=lambda one: one == "cp1252"):
        if name == "cp1252" and _looks_cyrillic(data):
            found = _cyrillic(data)
            return Decoded(data.decode(found, "replace"), found, f"read as {found}, not as declared")
        if name != "utf-8" and (text := _strict(data, name)) is not None:
            return Decoded(text, name)
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken * 50 <= len(text):
        return Decoded(text, "utf-8", f"{broken} characters are not valid UTF-8 and were replaced")
    name = _cyrillic(data) if _looks_cyrillic(data) else "cp1252"
    return Decoded(data.decode(name, "replace"), name, f"no charset fits what is declared; read as {name}")


def _named(data: bytes, declared: str | None, *, look_inside: bool) -> list[str]:
    """Give the codecs that the server and the page name, in that order."""
    names = [declared or ""]
    if look_inside and (match := _META.search(data[:SNIFFED])):
        names.append(match.group(1).decode("ascii"))
    found: list[str] = []
    for name in names:
        try:
            info = codecs.lookup(name.strip().strip("\"'").lower() or "?")
        except (LookupError, ValueError):
            continue
        # Python also lists codecs that are no charsets (zlib, base64), and ones of its own with escapes.
        if getattr(info, "_is_text_encoding", True) and info.name not in {"unicode_escape", "raw_unicode_escape"}:
            found.append(_MEANT.get(info.name, info.name))
    return found


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeError, ValueError, LookupError):
        return None


def _looks_cyrillic(data: bytes) -> bool:
    """Tell whether nearly all high bytes are Cyrillic letters of Windows-1251, and they are not rare."""
    high = data[: 1 << 20].translate(None, _PLAIN)
    letters = sum(byte in _CYRILLIC for byte in high)
    words = sum(0x41 <= byte & 0xDF <= 0x5A for byte in data[: 1 << 20] if byte < 0x80)
    return letters * 10 >= len(high) * 9 and letters * 3 > words


def _cyrillic(data: bytes) -> str:
    """Tell Windows-1251 from KOI8-R: most letters of a text are small ones, and the two keep those in opposite rows."""
    high = data[: 1 << 20].translate(None, _PLAIN)
    return "koi8_r" if 2 * sum(0xC0 <= byte < 0xE0 for byte in high) > len(high) else "cp1251"
