"""Queues of work: what lacks a stage's product for the stage's current fingerprint.

A marker column holds the fingerprint that a row was done with, and "" where it waits for its first. All markers but the
current one are waiting, in few groups, each in order in the index; so a batch costs its own size and the depth of the
index, however long the ledger is. NULL stands for what no stage waits for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Column, Connection, func, select


def waiting(
    connection: Connection, marker: Column[str], order: Sequence[Column[str]], fingerprint: str, limit: int
) -> list[str]:
    """Give at most `limit` values of the last column of `order`, of rows not done by `fingerprint`, in that order."""
    first: list[tuple[str, ...]] = []
    for other in _markers(connection, marker):
        if other != fingerprint:
            query = select(*order).where(marker == other).order_by(*order).limit(limit)
            first += [tuple(row) for row in connection.execute(query)]
    return [row[-1] for row in sorted(first)[:limit]]


def count_waiting(connection: Connection, marker: Column[str], fingerprint: str) -> int:
    """Count the rows that are not done by `fingerprint`."""
    return connection.scalar(select(func.count()).where(marker.is_not(None), marker != fingerprint)) or 0


def _markers(connection: Connection, marker: Column[str]) -> Iterator[str]:
    """Give the different markers by stepping through the index: "SELECT DISTINCT" would read all of it."""
    found = connection.scalar(select(func.min(marker)))
    while found is not None:
        yield found
        found = connection.scalar(select(func.min(marker)).where(marker > found))
