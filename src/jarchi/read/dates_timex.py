"""Values of ISO-TimeML (TIMEX3), and the same values in EDTF (ISO 8601-2) for people and programs.

Inside the reader a value is a TimeML string from the start, an interval two of one precision with a stroke between.
"""

from __future__ import annotations

import datetime
import re
from calendar import monthrange

YEARS = range(1000, 3000)
"""Years that news write about; a four-digit number beyond is no year."""

SEASONS = ("SP", "SU", "FA", "WI")
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The month in which a season of the north begins; winter is of the year in which it begins."""

DIVISIONS = {"quarter": ("Q", 4, 33), "half": ("H", 2, 40)}
"""Parts of a year: TimeML's letter, how many there are, EDTF's code for the first."""

SET_VALUES = {"P1D": "XXXX-XX-XX", "P1W": "XXXX-WXX", "P1M": "XXXX-XX", "P1Y": "XXXX"}
"""What comes again every day, week, month, year, in EDTF's unspecified digits."""

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
ATOM = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
PERIOD = re.compile(r"(\d{4}|XXXX)-(?:(Q|H)([1-4])|(SP|SU|FA|WI))")
AGAIN = re.compile(r"XXXX-(?:WXX-\d|\d\d)")
CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)?T(?:(\d\d)(?::(\d\d))?|[A-Z]{2})")
DURATION = re.compile(r"P(?:T?\d+(?:\.\d+)?[YMWDHS])+")

UNITS = ("day", "weekend", "week", "month", "quarter", "half", "season", "year", "decade", "century")
"""Units of the calendar from the finest to the coarsest."""


def edtf_of(timex: str | None, kind: str) -> str | None:
    """Give the EDTF of a TimeML value: nothing for a reference ("now"), an uncounted time ("months"), a bare night."""
    if not timex:
        return None
    if timex.startswith("P"):
        counted = SET_VALUES.get(timex) if kind == "set" else timex
        return counted if DURATION.fullmatch(timex) else None
    if clock := CLOCK.fullmatch(timex):
        return timex if clock[3] and clock[2] != "24" else clock[1]
    if timex.isdigit():
        return f"{timex:X<4}"
    if ATOM.fullmatch(timex) or "/" in timex or AGAIN.fullmatch(timex):
        return timex
    return edtf_week(timex) or edtf_period(timex)


def edtf_period(timex: str) -> str | None:
    """Give the EDTF of a quarter, half or season: `2019-Q1` is `2019-33`, `2019-SP` is `2019-21`."""
    found = PERIOD.fullmatch(timex)
    if not found:
        return None
    if found[4]:
        return f"{found[1]}-{21 + SEASONS.index(found[4])}"
    return f"{found[1]}-{(33 if found[2] == 'Q' else 40) + int(found[3]) - 1}"


def edtf_week(timex: str) -> str | None:
    """Give the interval of days that an ISO week, or its weekend, is."""
    found = WEEK.fullmatch(timex)
    first = week_start(int(found[1]), int(found[2])) if found else None
    if not found or not first:
        return None
    try:
        start = first + datetime.timedelta(days=5 if found[3] else 0)
        return f"{start}/{first + datetime.timedelta(days=6)}"
    except OverflowError:
        return None


def week_start(year: int, week: int) -> datetime.date | None:
    """Give the Monday of an ISO week, nothing for a week that the year does not have."""
    try:
        return datetime.date.fromisocalendar(year, week, 1)
    except ValueError:
        return None


def first_day(timex: str) -> datetime.date | None:
    """Give the first day of a value that is a date; nothing for a decade, a reference, a duration, an interval."""
    if week := WEEK.fullmatch(timex):
        monday = week_start(int(week[1]), int(week[2]))
        return monday + datetime.timedelta(days=5) if monday and week[3] else monday
    if (period := PERIOD.fullmatch(timex)) and period[1] != "XXXX":
        year, letter, rank = int(period[1]), period[2], int(period[3] or 0)
        month = SEASON_MONTHS[period[4]] if period[4] else 1 + (rank - 1) * (3 if letter == "Q" else 6)
        return existing(year, month, 1)
    found = ATOM.fullmatch(timex.split("T", maxsplit=1)[0])
    return existing(int(found[1]), int(found[2] or 1), int(found[3] or 1)) if found else None


def existing(year: int, month: int, day: int) -> datetime.date | None:
    """Give the date, nothing where there is none in that year."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def unit_of(timex: str) -> str | None:
    """Give the unit of the calendar that a value is one of."""
    if found := WEEK.fullmatch(timex):
        return "weekend" if found[3] else "week"
    if period := PERIOD.fullmatch(timex):
        return "season" if period[4] else "quarter" if period[2] == "Q" else "half"
    if atom := ATOM.fullmatch(timex.split("T", maxsplit=1)[0]):
        return "day" if atom[3] else "month" if atom[2] else "year"
    return {3: "decade", 2: "century"}.get(len(timex)) if timex.isdigit() else None


def date_value(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """Give the value of a year, month or day; nothing for a day that no calendar has."""
    if year not in YEARS or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return f"{year:04}"
    if day is None:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= monthrange(year, month)[1] else None


def division_value(year: int, unit: str, rank: int) -> str | None:
    """Give the value of a quarter or half of a year: `2019-Q1` is the first quarter of 2019."""
    letter, count, _ = DIVISIONS[unit]
    return f"{year:04}-{letter}{rank}" if year in YEARS and 1 <= rank <= count else None


def season_value(year: int, code: int) -> str | None:
    """Give the value of a season by EDTF's code: 21 is spring."""
    return f"{year:04}-{SEASONS[code - 21]}" if year in YEARS and 21 <= code <= 24 else None


def interval(start: str | None, end: str | None) -> str | None:
    """Give the interval of two values of one precision; nothing unless the first comes before the second."""
    if not start or not end or len(start) != len(end) or start >= end:
        return None
    return f"{start}/{end}"
