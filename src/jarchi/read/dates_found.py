"""A matched form of a date: what its slots stand for, what its rule tells, and what the text around it gives."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import msgspec

from jarchi.read.dates_calendar import nearest_year
from jarchi.read.dates_context import Context

UNIT_SLOTS = ("unit", "period", "one", "many")


class Found(msgspec.Struct, frozen=True):
    """A matched form: what its slots stand for, the rule's facts, and what the text around it gives.

    `ahead` tells whether the sentence looks ahead.
    """

    slots: dict[str, Any]
    facts: dict[str, Any]
    context: Context
    ahead: Callable[[], bool]

    @property
    def day(self) -> datetime.date | None:
        """Give the day of publication."""
        return self.context.day

    def get(self, name: str) -> Any:
        """Give what the slot `name` stands for, or the rule's fact of that name, or nothing."""
        return self.slots.get(name, self.facts.get(name))

    def number(self, name: str) -> int | None:
        """Give the number in the slot or fact `name`, or nothing."""
        value = self.get(name)
        return None if value is None else int(value)

    def unit(self) -> str:
        """Give the unit of the calendar that the form speaks of."""
        return str(next((self.slots[name] for name in UNIT_SLOTS if name in self.slots), self.facts.get("unit")))

    def count(self) -> str:
        """Give the count in digits, X where it is not told, empty where it makes no number."""
        return str(self.get("vague") or self.get("count") or "")

    def month(self, name: str = "month") -> int | None:
        """Give the month, written as a name or as a number."""
        return self.number(name if name in self.slots else name.replace("month", "monthnumber"))

    def year_of(self, month: int, month_day: int | None) -> int | None:
        """Give the year that is written, else the one that publication tells for this month and day."""
        written = self.number("year")
        if written is not None:
            return written
        return nearest_year(self.day, month, month_day, self.ahead()) if self.day else None
