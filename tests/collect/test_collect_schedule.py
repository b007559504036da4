"""When to ask: turns among hosts, pauses, and coming back."""

from __future__ import annotations

import datetime

import pytest
from collect_site import START
from hypothesis import given
from hypothesis import strategies as st

from jarchi.collect import CollectSettings
from jarchi.collect.schedule import Schedule, after_page, backoff, is_due, needs_asking, retry_after
from jarchi.records.inputs import Visit


def play(tasks: list[tuple[str, str]], delays: dict[str, float]) -> list[str]:
    schedule: Schedule[str] = Schedule()
    for host, task in tasks:
        schedule.add(host, task)
    order = []
    while schedule:
        host, task = schedule.take()
        order.append(task)
        schedule.done(host, delays.get(host, 1.0))
    return order


def test_hosts_take_turns_and_slow_ones_fewer() -> None:
    tasks = [("a", f"a{n}") for n in range(4)] + [("b", f"b{n}") for n in range(2)]
    assert play(tasks, {"b": 3.0}) == ["a0", "b0", "a1", "a2", "b1", "a3"]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 99))), st.floats(0, 5))
def test_every_task_is_done_once_and_in_its_host_s_order(tasks: list[tuple[str, int]], delay: float) -> None:
    named = [(host, f"{host}{index}") for index, (host, _) in enumerate(tasks)]
    order = play(named, {"a": delay})
    assert sorted(order) == sorted(name for _, name in named)
    for host in "abc":
        assert [name for name in order if name[0] == host] == [name for one, name in named if one == host]


def test_tasks_added_or_dropped_during_a_task() -> None:
    schedule: Schedule[str] = Schedule()
    schedule.add("a", "first")
    assert schedule.take() == ("a", "first")
    schedule.add("a", "second")
    schedule.add("b", "third")
    assert schedule.drop("a") == ["second"]
    schedule.done("a", 1.0)
    assert schedule.take() == ("b", "third")
    schedule.done("b", 1.0)
    assert not schedule
    schedule.add("a", "fourth")
    assert schedule.take() == ("a", "fourth")


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        ("Mon, 06 May 2024 12:10:00 GMT", 600),
        ("Mon, 06 May 2024 11:00:00 GMT", None),
        ("99999999999999999999", 86400),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86400),
        ("-5", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("١٢", None),
    ],
)
def test_retry_after(header: str | None, seconds: int | None) -> None:
    expected = None if seconds is None else START + datetime.timedelta(seconds=seconds)
    assert retry_after(header, START) == expected


def test_backing_off_doubles_up_to_a_week() -> None:
    settings = CollectSettings()
    assert [backoff(n, settings).total_seconds() for n in (1, 2, 3, 50)] == [900, 1800, 3600, 7 * 86400]


@pytest.mark.parametrize(
    ("visit", "stamp", "expected"),
    [
        (None, "s", True),
        (Visit("u", "t", stamp="s"), "s", False),
        (Visit("u", "t", stamp="s"), "s2", True),
        (Visit("u", "t", stamp="s"), None, False),
        (Visit("u", "t", stamp="s", due="2024-05-06T11:00:00Z"), "s", True),
        (Visit("u", "t", stamp="s", due="2024-05-06T13:00:00Z"), "s", False),
        (Visit("u", "t", "http-404", stamp="s", due="2024-05-06T13:00:00Z"), "s2", False),
        (Visit("u", "t", "http-404", stamp="s", due="2024-05-06T11:00:00Z"), "s", True),
        (Visit("u", "t", "postponed", due="2024-05-06T11:00:00Z"), None, True),
    ],
)
def test_which_pages_need_asking(visit: Visit | None, stamp: str | None, expected: bool) -> None:
    assert needs_asking(visit, stamp, START) is expected


def test_a_page_has_one_second_look() -> None:
    settings = CollectSettings()
    first = after_page(Visit("u", "t", stamp="s"), None, START, settings, looks_twice=True)
    assert first.due == "2024-05-07T12:00:00Z"
    assert not is_due(first, START)
    assert after_page(Visit("u", "t", stamp="s"), first, START, settings, looks_twice=True).due is None
    assert after_page(Visit("u", "t", stamp="s2"), first, START, settings, looks_twice=True).due is not None
