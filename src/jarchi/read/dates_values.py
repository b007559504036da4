"""What a time expression means: from the slots of a matched form to a TimeML value."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from jarchi.read.dates_calendar import (
    duration_value,
    moving_day,
    nearest_of,
    rounded,
    season_near,
    shifted,
    weekday_value,
)
from jarchi.read.dates_found import Found
from jarchi.read.dates_timex import (
    DAY,
    SEASONS,
    UNITS,
    date_value,
    division_value,
    existing,
    first_day,
    interval,
    season_value,
    unit_of,
)
from jarchi.records.readings import DateKind

KINDS: dict[str, DateKind] = {"duration": "duration", "range": "duration", "set": "set", "time": "time"}


def value_of(means: str, found: Found) -> tuple[str | None, DateKind]:
    """Give TimeML value and kind of a matched form; nothing where it is no date or cannot be resolved."""
    value = MEANINGS[means](found)
    part = found.get("part")
    if value and part and DAY.fullmatch(value):
        return f"{value}T{part}", "time"
    return value, found.facts.get("kind") or KINDS.get(means, "date")


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
        date = existing(year, month, day)
        if date and date.isoweekday() == found.slots["weekday"]:
            return date_value(year, month, day)
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
    """A year; in words by its hundreds and what follows them ("nineteen ninety-six")."""
    if "year" in found.slots:
        return date_value(int(found.slots["year"]))
    rest = found.count()
    return (
        date_value(100 * int(found.slots["hundreds"]) + int(rest)) if rest.isdigit() and 9 < int(rest) < 100 else None
    )


def decade(found: Found) -> str | None:
    """A decade, by its first year; two digits are of the twentieth century."""
    short = found.get("decadeword") or found.slots.get("shortdecade")
    first = 1900 + int(short) if short else int(found.slots["decade"])
    return rounded(first, "decade")


def century(found: Found) -> str | None:
    """A century, by its number."""
    number = int(found.slots["century"])
    return f"{number - 1:02}" if 10 <= number <= 22 else None


def season(found: Found) -> str | None:
    """A season of a year, the one near publication where no year is told."""
    code = int(found.slots["season"])
    written = found.number("year")
    if written is not None:
        return season_value(written, code)
    if found.day is None:
        return None
    which = found.number("which")
    if which is not None:
        return season_near(found.day, code, which)
    this = season_near(found.day, code, 0) or ""
    begun = first_day(this)
    if begun is None or begun <= found.day or found.ahead() or months_between(found.day, begun) < 3:
        return this
    return season_value(found.day.year - 1, code)


def months_between(first: datetime.date, last: datetime.date) -> int:
    """Give the months from the month of one day to that of another."""
    return last.year * 12 + last.month - first.year * 12 - first.month


def division(found: Found) -> str | None:
    """A quarter or half of a year, the last that had begun by publication where no year is told."""
    unit, rank = found.facts["unit"], found.number("rank") or found.number("digit") or 0
    written = found.number("year")
    if written is not None:
        return division_value(written, unit, rank)
    if found.day is None:
        return None
    which = found.number("which")
    if which is not None:
        return division_value(found.day.year + which, unit, rank)
    value = division_value(found.day.year, unit, rank)
    begun = first_day(value) if value else None
    if begun and begun > found.day and not found.ahead():
        return division_value(found.day.year - 1, unit, rank)
    return value


def holiday(found: Found) -> str | None:
    """A day that has a name, the one near publication where no year is told.

    "05-09" is a day of a month, "11-4-4" the fourth Thursday of November, "easter-2" two days before Easter.
    """
    told = str(found.slots["holiday"])
    written = found.number("year")
    if told.count("-") == 1 and told[0].isdigit():
        month, day = (int(part) for part in told.split("-"))
        year = found.year_of(month, day)
        return date_value(year, month, day) if year is not None else None
    if written is not None:
        return day_text(moving_day(told, written))
    if found.day is None:
        return None
    around = [each for by in (-1, 0, 1) if (each := moving_day(told, found.day.year + by))]
    return day_text(nearest_of(around, found.day, found.ahead()))


def day_text(day: datetime.date | None) -> str | None:
    """Give the value of a day of the years that news write about."""
    return date_value(day.year, day.month, day.day) if day else None


def shift(found: Found) -> str | None:
    """A period so many units from publication."""
    by = steps(found)
    return None if by is None or found.day is None else shifted(found.day, found.unit(), by)


def steps(found: Found) -> int | None:
    """Give by how many units a form shifts: what is told as a whole, or a count with its direction."""
    whole = found.number("which") if "which" in found.slots else found.number("shift")
    if whole is not None:
        return whole
    count = found.count()
    return int(count) * int(found.get("sign")) if count.isdigit() else None


def ago(found: Found) -> str | None:
    """So long ago: a reference to the past where the count is not told, and of the quarter told of, if a year ago."""
    count, unit = found.count(), found.unit()
    if count == "X":
        return "PAST_REF" if int(found.get("sign")) < 0 else "FUTURE_REF"
    if unit == "year" and count == "1" and found.context.near_quarter:
        return moved(found.context.near_quarter, "year", int(found.get("sign")))
    return shift(found)


def anchored(found: Found) -> str | None:
    """So many units from the last date told in the text; nothing where there is none."""
    last = (found.unit() == "year" and found.context.near_quarter) or found.context.last
    by = steps(found)
    if by is None or not last:
        return None
    return moved(last, found.unit(), by)


def moved(value: str, unit: str, by: int) -> str | None:
    """Give the period so many units from `value`, of a quarter a quarter again; nothing where `value` is coarser."""
    fine, day = unit_of(value), first_day(value)
    if not fine or not day or unit not in UNITS or UNITS.index(fine) > UNITS.index(unit):
        return None
    if fine == "quarter" and unit == "year":
        return f"{day.year + by:04}{value[4:]}" if date_value(day.year + by) else None
    return shifted(day, unit, by)


def told(found: Found) -> str | None:
    """The period that the text speaks of: "that week" of its last date, "the quarter" told last, "the year" of now."""
    unit = found.unit()
    if found.facts.get("strict"):
        return moved(found.context.last, unit, 0) if found.context.last else None
    if unit == "quarter" and found.context.quarter:
        return found.context.quarter
    return shifted(found.day, unit, -(unit == "quarter")) if found.day else None


def latest(found: Found) -> str | None:
    """The last quarter that was over by publication: the one told last, if it was."""
    if found.day is None:
        return found.context.quarter
    over = shifted(found.day, "quarter", -1)
    return found.context.quarter if over and found.context.quarter and found.context.quarter < over else over


def weekend(found: Found) -> str | None:
    """The weekend: the last one, that of the week of publication at its end or where the text looks ahead."""
    if found.day is None:
        return None
    return shifted(found.day, "weekend", 0 if found.day.isoweekday() > 5 or found.ahead() else -1)


def compared(found: Found) -> str | None:
    """The period of another year that the one told of is compared with: "the year-earlier quarter"."""
    written, quarter = found.number("year"), found.context.quarter
    if quarter:
        return f"{written:04}{quarter[4:]}" if written is not None else moved(quarter, "year", -1)
    if written is not None:
        return date_value(written)
    return shifted(found.day, "year", -1) if found.day else None


def weekday(found: Found) -> str | None:
    """The day of a weekday near publication, or of the week that is told beside it."""
    if found.day is None:
        return None
    number = int(found.slots["weekday"])
    if "which" in found.slots and found.facts.get("of_week"):
        monday = found.day - datetime.timedelta(days=found.day.weekday())
        return shifted(monday, "day", 7 * int(found.slots["which"]) + number - 1)
    pick = found.facts["pick"]
    return weekday_value(found.day, number, "ahead" if pick == "near" and found.ahead() else pick)


def month_of(found: Found) -> str | None:
    """A month, or a day of it, of the year so many years from publication."""
    by = steps(found)
    if found.day is None or by is None:
        return None
    return date_value(found.day.year + by, int(found.slots["month"]), found.number("day"))


def month_day(found: Found) -> str | None:
    """A day of a month that is not named: the last one up to publication, the next one where the text looks ahead."""
    if found.day is None:
        return None
    day = int(found.slots["day"])
    months_on = (day < found.day.day) if found.ahead() else -(day > found.day.day)
    year, month = divmod(found.day.year * 12 + found.day.month - 1 + months_on, 12)
    return date_value(year, month + 1, day)


def returning_month(found: Found) -> str | None:
    """The last or next time that a month, or a day of it, comes, the month of publication left out."""
    by = steps(found)
    if found.day is None or by is None:
        return None
    month = int(found.slots["month"])
    is_other_year = month >= found.day.month if by < 0 else month <= found.day.month
    return date_value(found.day.year + by * is_other_year, month, found.number("day"))


def duration(found: Found) -> str | None:
    """A length of time."""
    count = found.count()
    return duration_value(count, found.unit()) if count else None


def range_of(found: Found) -> str | None:
    """A length of time between two: not counted, as TimeML has no word for it."""
    return duration_value("X", found.unit())


def clock(found: Found) -> str | None:
    """A time of day, local to the text."""
    written = found.slots.get("clock")
    hour, minute = (int(written[:2]), int(written[2:])) if written else (found.number("hour"), found.number("minute"))
    half = found.get("half")
    if hour is None or (half and not 1 <= hour <= 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    hour, minute = int(hour), int(minute or 0)
    return f"T{hour:02}:{minute:02}" if (hour < 24 and minute < 60) or (hour, minute) == (24, 0) else None


def repeated(found: Found) -> str | None:
    """What comes again every day, week, month, year, or on a weekday, in a month or season of each."""
    for name in ("weekday", "weekdays"):
        if name in found.slots:
            return f"XXXX-WXX-{found.slots[name]}"
    if "month" in found.slots:
        return f"XXXX-{int(found.slots['month']):02}"
    if "season" in found.slots:
        return f"XXXX-{SEASONS[int(found.slots['season']) - 21]}"
    count = "1" if found.facts.get("times") else found.count() or "1"
    return duration_value(count, found.unit())


def reference(found: Found) -> str | None:
    """The present, the past or the future as such."""
    return str(found.facts.get("timex") or f"{found.get('ref')}_REF")


MEANINGS: dict[str, Callable[[Found], str | None]] = {
    "ago": ago,
    "anchored": anchored,
    "calendar": calendar,
    "century": century,
    "compared": compared,
    "dated weekday": dated_weekday,
    "day of": month_of,
    "days": days,
    "decade": decade,
    "division": division,
    "duration": duration,
    "holiday": holiday,
    "latest": latest,
    "month day": month_day,
    "month of": month_of,
    "months": months,
    "range": range_of,
    "reference": reference,
    "returning month": returning_month,
    "season": season,
    "set": repeated,
    "shift": shift,
    "time": clock,
    "told": told,
    "weekend": weekend,
    "weekday": weekday,
    "year": year,
    "years": years,
}
"""What the word after `means` in a lexicon stands for."""
