"""Engines keep order, lose nothing, and answer as soon as they can."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator

import pytest

from jarchi.engines import WARM_UP, Processes, Serial, engine_for


def square(number: int) -> int:
    return number * number


def fail_at_one_seventy(number: int) -> int:
    if number == 170:
        raise ValueError("seventy")
    return number


def where(_: int) -> int:
    return os.getpid()


@pytest.mark.parametrize("engine", [Serial(), Processes(2)], ids=["serial", "processes"])
def test_order_is_kept(engine: Serial | Processes) -> None:
    assert list(engine.map(square, range(200))) == [number * number for number in range(200)]


def test_a_long_run_moves_to_other_processes() -> None:
    engine = Processes(2)
    places = list(engine.map(where, range(WARM_UP + 20)))
    engine.close()
    assert set(places[:WARM_UP]) == {os.getpid()}
    assert os.getpid() not in places[WARM_UP:]


def test_an_error_is_raised_in_its_turn() -> None:
    engine, seen = Processes(2), []
    results = engine.map(fail_at_one_seventy, range(200))
    with pytest.raises(ValueError, match="seventy"):
        seen.extend(results)
    engine.close()
    assert seen == list(range(170))


def test_a_result_is_given_while_the_next_item_is_awaited() -> None:
    """A program that writes a line and waits for its answer must not wait for ever."""
    engine, gate = Processes(2), threading.Event()

    def items() -> Iterator[int]:
        yield from range(WARM_UP + 1)
        assert gate.wait(20)
        yield 0

    results = engine.map(square, items())
    got = [next(results) for _ in range(WARM_UP + 1)]
    gate.set()
    assert got[-1] == WARM_UP * WARM_UP
    assert list(results) == [0]
    engine.close()


def test_a_consumer_may_leave_early() -> None:
    engine = Processes(2)
    results = engine.map(square, iter(range(10**9)))
    for _ in range(WARM_UP + 5):
        next(results)
    begun = time.monotonic()
    results.close()  # type: ignore[attr-defined]
    engine.close()
    assert time.monotonic() - begun < 5


def test_one_worker_is_this_process() -> None:
    assert isinstance(engine_for(1), Serial)
