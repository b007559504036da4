"""Engines: where a stage's function runs over its items, in this process or in several.

An engine keeps the order of its items and never loses one; which engine runs changes the time a stage takes, never
what it gives. A function given to an engine of several processes has to be importable by name.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Protocol, TypeVar

from jarchi.errors import JarchiError

A = TypeVar("A")
B = TypeVar("B")

WARM_UP = 128
"""Items done in this process, by threads, before others are started: that takes seconds and as much memory again.

Threads serve English as well as processes do (84 articles of 940 words: a fifth less CPU time in all), as its reader
is mostly inside the encoder, which lets other threads run; what is read by rules alone takes 1 to 2 s for so many."""


class Engine(Protocol):
    """Runs a function over items."""

    def map(self, function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """Give `function(item)` for each item, in order, as each is ready; an item's error is raised in its turn."""
        ...


class Serial:
    """Runs everything in this process."""

    def map(self, function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """Give `function(item)` for each item, one after the other."""
        return map(function, items)


class Processes:
    """Runs the items of a long run in `workers` processes; they end with this one, even where it is killed.

    A run that is not long stays in this process: its first item is done alone, as it loads what all need, the others
    by as many threads, so what is run must bear that.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def map(self, function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """Give `function(item)` for each item in order; at most 8 items a process are in flight.

        A thread feeds the items, so that a result is given as soon as it is ready even where the next item is
        still awaited (a pipe that another program writes to).
        """
        rest = iter(items)
        if self._pool is None:
            for item in islice(rest, 1):
                yield function(item)
            threads = ThreadPoolExecutor(self.workers)
            try:
                yield from self._map_in_pool(function, islice(rest, WARM_UP - 1), lambda: threads)
            finally:
                threads.shutdown(cancel_futures=True)
        yield from self._map_in_pool(function, rest, self._started)

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _map_in_pool(self, function: Callable[[A], B], items: Iterator[A], pool: Callable[[], Executor]) -> Iterator[B]:
        flight: queue.Queue[Future[B] | Exception | None] = queue.Queue(maxsize=8 * self.workers)
        stopped = threading.Event()
        task = (lambda item: pool().submit(function, item), items, flight, stopped)
        feeder = threading.Thread(target=self._feed, args=task, daemon=True)
        feeder.start()
        try:
            while (entry := flight.get()) is not None:
                if isinstance(entry, Exception):
                    raise entry
                yield entry.result()
        except BrokenProcessPool as error:
            self._pool = None
            raise JarchiError(
                "A worker process was stopped from outside, often for want of memory; nothing is lost:"
                " run the command again, with fewer workers in jarchi.toml if it repeats.",
                code="worker",
            ) from error
        finally:
            stopped.set()

    def _feed(
        self,
        submit: Callable[[A], Future[B]],
        items: Iterator[A],
        flight: queue.Queue[Future[B] | Exception | None],
        stopped: threading.Event,
    ) -> None:
        end: Exception | None = None
        try:
            for item in items:
                self._put(flight, submit(item), stopped)
                if stopped.is_set():
                    return
        except Exception as error:  # noqa: BLE001 - handed to the consumer, which raises it
            end = error
        self._put(flight, end, stopped)
        if end is not None:
            self._put(flight, None, stopped)

    @staticmethod
    def _put(
        flight: queue.Queue[Future[B] | Exception | None],
        entry: Future[B] | Exception | None,
        stopped: threading.Event,
    ) -> None:
        while not stopped.is_set():
            try:
                return flight.put(entry, timeout=0.2)
            except queue.Full:
                continue

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self.workers, mp_context=multiprocessing.get_context("spawn"), initializer=_end_with_parent
            )
        return self._pool


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_exit_after, args=(parent,), daemon=True).start()


def _exit_after(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)


def engine_for(workers: int) -> Serial | Processes:
    """Give the engine for a number of worker processes; 0 means as many as this machine has cores, at most 8."""
    wanted = workers or min(
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 8
    )
    return Processes(wanted) if wanted > 1 else Serial()
