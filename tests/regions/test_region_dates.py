"""The dates a pack may use."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarchi.regions.dates import in_order, is_date


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2019", True),
        ("2019-06", True),
        ("2019-06-12", True),
        ("2024-02-29", True),
        ("2023-02-29", False),  # no leap year
        ("2019-13", False),
        ("2019-6", False),
        ("2019-06-12/2019-07-01", False),  # an interval
        ("2019~", False),  # approximate
        ("20190612", False),
        ("2019-W24", False),
        ("0000", False),
        ("٢٠١٩", False),  # digits of another script
        ("", False),
    ],
)
def test_days_months_and_years_of_the_calendar(value: str, expected: bool) -> None:
    assert is_date(value) is expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2019-03-19", "2019-03-19", True),
        ("2019-03-20", "2019-03-19", False),
        ("2019-06", "2019", True),  # both may be June
        ("2019", "2019-01", True),
        ("2020", "2019-12-31", False),
    ],
)
def test_order_is_judged_as_exactly_as_both_dates_are_known(start: str, end: str, expected: bool) -> None:
    assert in_order(start, end) is expected


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_every_calendar_day_cut_to_any_exactness_is_a_date(day: datetime.date, length: int) -> None:
    assert is_date(day.isoformat()[:length])


@given(st.text(max_size=12))
def test_any_text_is_judged_without_a_crash(value: str) -> None:
    assert is_date(value) in (True, False)
