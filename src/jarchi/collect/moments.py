"""Dates of publication as others write them, read into ISO 8601 with the zone they were given in."""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate_to_datetime

LONGEST_DATE = 64
ZONES = {
    # Abbreviations that feeds of the region use and RFC 5322 does not know. Not here: ALMT, which meant +06 until
    # 2024-03-01 and +05 since, so that a reader would have to guess.
    "MSK": "+0300",
    "UZT": "+0500",
    "TJT": "+0500",
    "TMT": "+0500",
    "PKT": "+0500",
    "KGT": "+0600",
    "AFT": "+0430",
    "IRST": "+0330",
}
_SPACED_OFFSET = re.compile(r"(\d) +([+-]\d\d:?\d\d)$")
_UTC_WORD = re.compile(r"(\d) ?(?:UTC|GMT)$", re.IGNORECASE)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}")


def utc(moment: datetime.datetime) -> str:
    """Give `moment`, which knows its zone, as ISO 8601 in UTC to the second."""
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_utc(stamp: str | None) -> datetime.datetime | None:
    """Give the moment that `utc` wrote; None for None and for what it did not write."""
    try:
        return datetime.datetime.strptime(stamp or "", "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=datetime.UTC)
    except ValueError:
        return None


def read_moment(raw: str | None) -> str | None:
    """Give a date, or a date and time with its zone if it has one, as ISO 8601; None where `raw` holds neither.

    Reads ISO 8601, RFC 5322 and dotted dates (day first). A zone is kept as given and never made up. Not read:
    years before 1900 and after 2100, a year or month alone, and the first second of 1970, which stands for "none".
    """
    text = (raw or "").strip()
    if not text or len(text) > LONGEST_DATE:
        return None
    moment = _iso(text) or _mail(text) or _dotted(text)
    if moment is None or not 1900 <= moment.year <= 2100:
        return None
    if isinstance(moment, datetime.datetime) and moment.replace(tzinfo=None) == datetime.datetime(1970, 1, 1):
        return None
    return moment.isoformat()


def has_zone(moment: str) -> bool:
    """Tell whether a moment that `read_moment` gave has a zone."""
    return "T" in moment and datetime.datetime.fromisoformat(moment).tzinfo is not None


def _iso(text: str) -> datetime.date | None:
    text = _UTC_WORD.sub(r"\1+00:00", _SPACED_OFFSET.sub(r"\1\2", text))
    try:
        return datetime.date.fromisoformat(text) if _DAY.fullmatch(text) else datetime.datetime.fromisoformat(text)
    except ValueError:
        return None


def _mail(text: str) -> datetime.datetime | None:
    head, _, last = text.rpartition(" ")
    text = f"{head} {ZONES.get(last.upper(), last)}"
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    # RFC 5322: -0000 is a time in UTC of which nobody says where it was written.
    return moment.replace(tzinfo=datetime.UTC) if text.endswith("-0000") else moment


def _dotted(text: str) -> datetime.date | None:
    match = _DOTTED.fullmatch(text)
    if match is None:
        return None
    day, month, year, hour, minute, second = (int(part) if part else 0 for part in match.groups())
    try:
        if match.group(4) is None:
            return datetime.date(year, month, day)
        return datetime.datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None
