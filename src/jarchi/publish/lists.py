"""Lists: pages of rows that lead to other pages, the newest first; what is added changes the newest page alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import msgspec

from jarchi.publish.addresses import numbered
from jarchi.publish.rendering import Templates
from jarchi.publish.spool import Spool

Write = Callable[[str, str | bytes], None]

LIST = 100
"""Rows to a page of a list; the newest page has up to twice as many."""

SEARCH = 500
"""Articles to a part of the search data, about 75 KB."""


class Row(msgspec.Struct, frozen=True):
    """A line of a list: what it leads to, when, and a note on it."""

    title: str
    path: str
    moment: str
    note: str
    language: str | None = None


class Lists:
    """Writes lists from the spool."""

    def __init__(self, templates: Templates, spool: Spool) -> None:
        self._templates = templates
        self._spool = spool

    def add(self, key: str, row: Row) -> None:
        """Set a row aside for the list `key`."""
        self._spool.add(key, order(row.moment), row)

    def count(self, key: str) -> int:
        """Give how many rows a list has so far."""
        return self._spool.count(key)

    def write(self, write: Write, key: str, first: str, template: str = "rows.html", /, **values: object) -> None:
        """Write the pages of a list, the newest at `first`; a template gets the page as `leaf` beside `values`."""
        for leaf in self._spool.pages(key, LIST, Row):
            path = numbered(first, leaf.number)
            write(path, self._templates.render(template, path, leaf=leaf, rows=leaf.rows, path=first, **values))

    def search(self, write: Write, key: str, names: Sequence[Row]) -> int:
        """Write the data of the search: names first, then the articles; gives how many older parts there are."""
        write("search/names.js", search_part(names))
        older = 0
        for leaf in self._spool.pages(key, SEARCH, Row):
            older = older or leaf.older or 0
            write(f"search/{leaf.number or 'new'}.js", search_part(leaf.rows))
        return older


def search_part(rows: Sequence[Row]) -> bytes:
    """Give a part of the search data: a script with rows of title, page, day, note and language, in ASCII only."""
    data = [[row.title, row.path.removesuffix(".html"), row.moment[:10], row.note, row.language] for row in rows]
    return f"jarchi({json.dumps(data, separators=(',', ':'))});\n".encode("ascii")


def order(moment: str) -> int:
    """Give a moment as a number, by which rows are sorted."""
    return int("".join(filter(str.isdigit, moment)) or 0)
