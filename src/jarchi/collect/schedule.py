"""When to ask: whose turn it is among many hosts, and when to come back after an answer or a failure.

Pure: moments come in, moments go out. Turns are told in a time of their own, in which every request takes no time
at all; so the order of requests depends on the answers alone and not on how fast they came.
"""

from __future__ import annotations

import datetime
import heapq
from collections import deque
from email.utils import parsedate_to_datetime
from typing import Generic, TypeVar

import msgspec

from jarchi.collect.moments import utc
from jarchi.collect.settings import DAY, CollectSettings
from jarchi.records.inputs import Visit

T = TypeVar("T")


class Schedule(Generic[T]):
    """Tasks waiting in a line for each host. It does not wait, ask or know the time.

    Use: `take`, do the task, which may `add` others, then `done`, before the next `take`.
    """

    def __init__(self) -> None:
        self._lines: dict[str, deque[T]] = {}
        self._turns: list[tuple[float, int, str]] = []
        self._free_at: dict[str, float] = {}
        self._count = 0
        self._now = 0.0
        self._busy: str | None = None

    def __bool__(self) -> bool:
        """Tell whether a task waits."""
        return bool(self._turns)

    def add(self, host: str, task: T) -> None:
        """Put `task` at the end of its host's line."""
        line = self._lines.setdefault(host, deque())
        line.append(task)
        if len(line) == 1 and host != self._busy:
            self._queue(host)

    def take(self) -> tuple[str, T]:
        """Give the next task and its host: of all hosts the one that has waited longest for its turn."""
        self._now, _, host = heapq.heappop(self._turns)
        self._busy = host
        return host, self._lines[host].popleft()

    def done(self, host: str, delay: float) -> None:
        """Say that the task taken from `host` is over, and that the host is free again after `delay` seconds."""
        self._busy = None
        self._free_at[host] = self._now + delay
        if self._lines.get(host):
            self._queue(host)

    def drop(self, host: str) -> list[T]:
        """Take all tasks that wait for `host` out of the schedule, and give them in their order."""
        left = list(self._lines.pop(host, ()))
        self._turns = [turn for turn in self._turns if turn[2] != host]
        heapq.heapify(self._turns)
        return left

    def _queue(self, host: str) -> None:
        self._count += 1
        turn = max(self._now, self._free_at.get(host, 0.0))
        heapq.heappush(self._turns, (turn, self._count, host))


def backoff(failures: int, settings: CollectSettings) -> datetime.timedelta:
    """Give how long to leave an address alone after `failures` in a row: doubled each time, with a cap."""
    seconds = settings.first_backoff * 2.0 ** min(max(failures, 1) - 1, 30)
    return datetime.timedelta(seconds=min(seconds, settings.longest_backoff))


def retry_after(header: str | None, now: datetime.datetime) -> datetime.datetime | None:
    """Give the moment that a Retry-After header names, in seconds or as a date (RFC 9110, 10.2.3), at most a day on.

    None where it names none or one that is past.
    """
    text = (header or "").strip()
    latest = now + datetime.timedelta(seconds=DAY)
    if text.isascii() and text.isdigit():
        return min(now + datetime.timedelta(seconds=min(int(text[:9]), DAY)), latest)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
    return min(moment, latest) if moment > now else None


def is_due(visit: Visit | None, now: datetime.datetime) -> bool:
    """Tell whether the address of `visit` may be asked again."""
    return visit is None or visit.due is None or visit.due <= utc(now)


def needs_asking(visit: Visit | None, stamp: str | None, now: datetime.datetime) -> bool:
    """Tell whether a page that a feed or sitemap names is to be asked.

    Yes where it was never had, where its `stamp` changed, and, once, when its second look is due.
    """
    if visit is None:
        return True
    if visit.outcome not in {"ok", "unchanged"}:
        return is_due(visit, now)
    if stamp is not None and stamp != visit.stamp:
        return True
    return visit.due is not None and is_due(visit, now)


def after_failure(last: Visit, code: str, now: datetime.datetime, due: datetime.datetime) -> Visit:
    """Give the visit to remember of an address that could not be had; what was known of its content stays."""
    return msgspec.structs.replace(last, at=utc(now), outcome=code, due=utc(due), failures=last.failures + 1)


def after_page(
    visit: Visit, last: Visit | None, now: datetime.datetime, settings: CollectSettings, *, looks_twice: bool
) -> Visit:
    """Give `visit`, an answer, with the moment of its second look: one, a while after each new text or stamp."""
    had = last is not None and last.outcome in {"ok", "unchanged"}
    is_second = had and last is not None and last.stamp == visit.stamp
    if is_second or not looks_twice or settings.second_look <= 0:
        return visit
    return msgspec.structs.replace(visit, due=utc(now + datetime.timedelta(seconds=settings.second_look)))
