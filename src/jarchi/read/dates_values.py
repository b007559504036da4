"""What a time expression means: from the slots of a matched form to an EDTF value."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import msgspec

from jarchi.read.dates_calendar import (
    date_value,
    decade_value,
    division_value,
    duration_value,
    interval,
    nearest_year,
    shifted,
    weekday_value,
)
from jarchi.records.readings import DateKind

KINDS: dict[str, DateKind] = {"duration": "duration", "set": "set", "time": "time"}
SET_VALUES = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}
"""Values of what comes again: EDTF's unspecified digits, which say every day, week, month, year."""


class Found(msgspec.Struct, frozen=True):
    """A matched form: what its slots stand for, the rule's facts, and what the text around it gives.

    `day` is the day of publication, None where it is not known; `is_future` says that the sentence looks ahead.
    """

    slots: dict[str, Any]
    facts: dict[str, Any]
    day: datetime.date | None
    is_future: bool

    def number(self, name: str) -> int | None:
        """Give the number in the slot `name`, or the rule's fact of that name, or nothing."""
        value = self.slots.get(name, self.facts.get(name))
        return None if value is None else int(value)

    def month(self, name: str = "month") -> int | None:
        """Give the month, written as a name or as a number."""
        return self.number(name if name in self.slots else name.replace("month", "monthnumber"))

    def year_of(self, month: int, month_day: int | None) -> int | None:
        """Give the year that is written, else the one that publication tells for this month and day."""
        written = self.number("year")
        if written is not None:
            return written
        return nearest_year(self.day, month, month_day, self.is_future) if self.day else None


def value_of(means: str, found: Found) -> tuple[str, DateKind]:
    """Give EDTF value and kind of a matched form; the value is empty where it is no date or cannot be resolved."""
    return MEANINGS[means](found) or "", KINDS.get(means, "date")


def calendar(found: Found) -> str | None:
    """A month, or a day of a month."""
    month, day = found.month(), found.number("day")
    year = found.year_of(month or 0, day)
    return None if year is None else date_value(year, month, day)


def dated_weekday(found: Found) -> str | None:
    """A weekday with its date: without a year, of the years around publication one in which the two agree."""
    if "year" in found.slots or found.day is None:
        return calendar(found)
    month, day = int(found.slots["month"]), int(found.slots["day"])
    for year in (found.day.year, found.day.year - 1, found.day.year + 1):
        value = date_value(year, month, day)
        if value and datetime.date.fromisoformat(value).isoweekday() == found.slots["weekday"]:
            return value
    return None


def days(found: Found) -> str | None:
    """From a day to a day, of one month or two."""
    month = found.month() or 0
    last_month = found.month("month2") or month
    year = found.year_of(last_month, found.number("day2"))
    if year is None:
        return None
    first_year = year if month <= last_month or found.number("year2") is not None else year - 1
    return interval(
        date_value(first_year, month, found.number("day")),
        date_value(found.number("year2") or year, last_month, found.number("day2")),
    )


def months(found: Found) -> str | None:
    """From a month to a month."""
    first, last = int(found.slots["month"]), int(found.slots["month2"])
    year = found.year_of(last, None)
    if year is None:
        return None
    return interval(date_value(year if first < last else year - 1, first), date_value(year, last))


def years(found: Found) -> str | None:
    """From a year to a year."""
    first = int(found.slots["year"])
    last = found.number("year2")
    if last is None:
        last = first // 100 * 100 + int(found.slots["yy"])
        if int(found.slots["yy"]) <= 12:
            return None
    return interval(date_value(first), date_value(last)) if 0 < last - first <= 200 else None


def year(found: Found) -> str | None:
    """A year."""
    return date_value(int(found.slots["year"]))


def decade(found: Found) -> str | None:
    """A decade, by its first year; two digits are of the twentieth century."""
    if "shortdecade" in found.slots:
        return decade_value(1900 + int(found.slots["shortdecade"]))
    return decade_value(int(found.slots["decade"]))


def century(found: Found) -> str | None:
    """A century, by its number."""
    number = int(found.slots["century"])
    return f"{number - 1:02}XX" if 10 <= number <= 22 else None


def season(found: Found) -> str | None:
    """A season of a year, as EDTF numbers them."""
    written = date_value(int(found.slots["year"]))
    return f"{written}-{found.slots['season']}" if written else None


def division(found: Found) -> str | None:
    """A quarter or half of a year."""
    written = found.number("year")
    if written is None:
        if found.day is None:
            return None
        written = found.day.year + int(found.facts["shift"])
    rank = found.number("rank") or found.number("digit") or 0
    return division_value(written, found.facts["unit"], rank)


def shift(found: Found) -> str | None:
    """A period so many units from publication."""
    unit = found.slots.get("unit") or found.slots.get("period") or found.facts["unit"]
    by: int | None = found.facts.get("shift")
    if by is None:
        count = str(found.slots.get("count", found.facts.get("count", "")))
        if not count.isdigit():
            return None
        by = int(count) * int(found.facts["sign"])
    return shifted(found.day, unit, by) if found.day else None


def weekday(found: Found) -> str | None:
    """The day of a weekday near publication."""
    pick = found.facts["pick"]
    if pick == "near" and found.is_future:
        pick = "ahead"
    return weekday_value(found.day, int(found.slots["weekday"]), pick) if found.day else None


def month_of(found: Found) -> str | None:
    """A month, or a day of it, of the year so many years from publication."""
    if found.day is None:
        return None
    return date_value(found.day.year + int(found.facts["shift"]), int(found.slots["month"]), found.number("day"))


def month_day(found: Found) -> str | None:
    """A day of a month that is not named: the last one up to publication, the next one where the text looks ahead."""
    if found.day is None:
        return None
    day = int(found.slots["day"])
    months_on = (day < found.day.day) if found.is_future else -(day > found.day.day)
    year, month = divmod(found.day.year * 12 + found.day.month - 1 + months_on, 12)
    return date_value(year, month + 1, day)


def returning_month(found: Found) -> str | None:
    """The last or next time that a month comes, the month of publication left out."""
    if found.day is None:
        return None
    month, by = int(found.slots["month"]), int(found.facts["shift"])
    is_other_year = month >= found.day.month if by < 0 else month <= found.day.month
    return date_value(found.day.year + by * is_other_year, month)


def duration(found: Found) -> str | None:
    """A length of time."""
    count = str(found.slots.get("count", found.facts.get("count")))
    return duration_value(count, found.slots["unit"]) if count else None


def time(found: Found) -> str | None:
    """A time of day, local to the text."""
    hour, minute = int(found.slots["hour"]), found.number("minute") or 0
    half = found.facts.get("half")
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"T{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def repeated(found: Found) -> str | None:
    """What comes again every day, week, month, year, or on a weekday or in a month of each."""
    if "weekday" in found.slots:
        return f"XXXX-WXX-{found.slots['weekday']}"
    if "month" in found.slots:
        return f"XXXX-{int(found.slots['month']):02}"
    return SET_VALUES.get(found.slots.get("unit") or found.facts["unit"])


MEANINGS: dict[str, Callable[[Found], str | None]] = {
    "calendar": calendar,
    "century": century,
    "dated weekday": dated_weekday,
    "day of": month_of,
    "days": days,
    "decade": decade,
    "division": division,
    "duration": duration,
    "month day": month_day,
    "month of": month_of,
    "months": months,
    "returning month": returning_month,
    "season": season,
    "set": repeated,
    "shift": shift,
    "time": time,
    "weekday": weekday,
    "year": year,
    "years": years,
}
"""What the word after `means` in a lexicon stands for."""
