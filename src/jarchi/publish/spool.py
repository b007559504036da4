"""The spool: rows set aside on the disk while a site is made, and read back in order, a page at a time."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterator
from types import TracebackType
from typing import Any

import msgspec


class Leaf(msgspec.Struct, frozen=True):
    """A page of a list: its number, the numbers of the pages after and before it in time, its rows, newest first."""

    number: int
    newer: int | None
    older: int | None
    rows: list[Any]


class Spool:
    """Lists of rows under keys, kept in one nameless file; in memory a row takes sixteen bytes.

    A context: the file is gone when it ends, however it ends.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # closed when the context ends
        self._orders: dict[str, array[int]] = {}
        self._places: dict[str, array[int]] = {}

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, key: str, order: int, row: object) -> None:
        """Set a row aside under a key; rows come back by `order`, the highest first, equal ones last come first."""
        self._orders.setdefault(key, array("q")).append(order)
        self._places.setdefault(key, array("q")).append(self._file.seek(0, 2))
        self._file.write(msgspec.json.encode(row) + b"\n")

    def count(self, key: str) -> int:
        """Give how many rows there are under a key."""
        return len(self._orders.get(key, ()))

    def keys(self) -> list[str]:
        """Give the keys, sorted."""
        return sorted(self._orders)

    def rows(self, key: str) -> Iterator[bytes]:
        """Give the rows of a key in order, each as JSON."""
        orders, places = self._orders.get(key, array("q")), self._places.get(key, array("q"))
        for index in sorted(range(len(orders)), key=lambda index: (-orders[index], -index)):
            self._file.seek(places[index])
            yield self._file.readline()

    def pages(self, key: str, size: int, kind: Any = Any) -> Iterator[Leaf]:
        """Give the rows of a key in pages, the newest page first and at least one.

        Pages are counted from the oldest row, `size` rows to each, so that what is added changes the newest one alone,
        which has up to twice as many. It is number 0; the others count up from the oldest, 1.
        """
        older = max(self.count(key) // size - 1, 0)
        wanted = self.count(key) - older * size
        number: int = 0
        page: list[Any] = []
        for row in self.rows(key):
            if len(page) == wanted:
                yield _leaf(number, older, page)
                number, page, wanted = number - 1 if number else older, [], size
            page.append(msgspec.json.decode(row, type=kind))
        yield _leaf(number, older, page)


def _leaf(number: int, pages: int, rows: list[Any]) -> Leaf:
    newer = None if not number else number + 1 if number < pages else 0
    older = number - 1 if number > 1 else pages if not number and pages else None
    return Leaf(number, newer, older, rows)
