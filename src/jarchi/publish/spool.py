"""The spool: rows set aside on the disk while a site is made, and read back in order, a page at a time."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterator
from types import TracebackType
from typing import Any

import msgspec


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

    def pages(self, key: str, size: int, kind: Any = Any) -> Iterator[tuple[int, int, list[Any]]]:
        """Give the rows of a key in pages of `size`, as (its number from 0, the last number, rows); at least one."""
        total = self.count(key)
        last = max(total - 1, 0) // size
        page: list[Any] = []
        number = 0
        for row in self.rows(key):
            page.append(msgspec.json.decode(row, type=kind))
            if len(page) == size:
                yield number, last, page
                number, page = number + 1, []
        if page or not total:
            yield number, last, page
