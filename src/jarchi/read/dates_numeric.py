"""Dates in digits alone, which read the same in every language: 2019-03-23, 23.03.2019, 2019-03-23T14:30."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jarchi.read.dates_timex import date_value
from jarchi.records.readings import DateMention
from jarchi.records.spans import Span

EDGE = r"(?![\w%]|[.,:/-]\d|-\w)"
YEAR_FIRST = re.compile(
    r"(?<![\w$€£¥#№+])(?<![\d.,:/-])(?P<year>[12]\d{3})(?P<sign>[-./])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})"
    r"(?:[T ](?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?" + EDGE
)
YEAR_LAST = re.compile(
    r"(?<![\w$€£¥#№+])(?<![\d.,:/-])(?P<first>\d{1,2})(?P<sign>[-./])(?P<second>\d{1,2})(?P=sign)(?P<year>[12]\d{3})"
    + EDGE
)

LIKELY = re.compile(r"\d[-./]\d{1,2}[-./]\d")
"""What every date in digits holds: one quick look before the exact ones."""


def numeric_dates(text: str, sentence: Span, month_first: bool | None) -> Iterator[DateMention]:
    """Give the dates in digits inside `sentence`; each exists in the calendar.

    `month_first` says how the language writes 03/04/2019; where it is None, only 23/04/2019 and 04/23/2019 are sure.
    """
    if not LIKELY.search(text, sentence.start, sentence.end):
        return
    for found in YEAR_FIRST.finditer(text, sentence.start, sentence.end):
        value = date_value(int(found["year"]), int(found["month"]), int(found["day"]))
        if value and found["hour"]:
            value = f"{value}T{int(found['hour']):02}:{int(found['minute']):02}"
            yield DateMention(Span(*found.span()), value, "time", value)
        elif value:
            yield DateMention(Span(*found.span()), value, "date", value)
    for found in YEAR_LAST.finditer(text, sentence.start, sentence.end):
        value = day_month_year(found, False if found["sign"] == "." else month_first)
        if value:
            yield DateMention(Span(*found.span()), value, "date", value)


def day_month_year(found: re.Match[str], month_first: bool | None) -> str | None:
    """Give the value of two numbers and a year, nothing where either could be the month and usage differs."""
    year, first, second = int(found["year"]), int(found["first"]), int(found["second"])
    if month_first is None and first <= 12 and second <= 12 and first != second:
        return None
    if month_first or (month_first is None and second > 12):
        return date_value(year, first, second)
    return date_value(year, second, first)
