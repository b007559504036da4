"""The dates a pack may use: EDTF (ISO 8601-2) level 0, a day, a month or a year."""

from __future__ import annotations

import datetime
import re

EXPECTED = "a date as YYYY, YYYY-MM or YYYY-MM-DD"
_SHAPE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_FILL = "0000-01-01"


def is_date(value: str) -> bool:
    """Tell whether `value` is a day, month or year of the calendar; intervals and approximate dates are not."""
    if not _SHAPE.fullmatch(value):
        return False
    try:
        datetime.date.fromisoformat(value + _FILL[len(value) :])
    except ValueError:
        return False
    return True


def in_order(start: str, end: str) -> bool:
    """Tell whether `start` can lie before or on `end`, each as exact as it is: 2019-06 may precede 2019."""
    shared = min(len(start), len(end))
    return start[:shared] <= end[:shared]
