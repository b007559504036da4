"""Holders: which articles hold each shingle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class Holders:
    """The articles that hold each shingle: the first one in one mapping, further ones, if any, in another.

    Of a million shingles nearly all have one holder. Python's collector of garbage passes by what maps numbers to
    strings, but would look through a million lists or tuples, for a quarter of a second each time.
    """

    def __init__(self) -> None:
        self.first: dict[int, str] = {}
        self.further: dict[int, list[str]] = {}

    def add(self, article: str, shingles: Iterable[int]) -> None:
        """Take in an article with its shingles."""
        for shingle in shingles:
            if self.first.setdefault(shingle, article) is not article:
                self.further.setdefault(shingle, []).append(article)

    def remove(self, article: str, shingles: Iterable[int]) -> None:
        """Forget an article that `add` was given with these shingles."""
        for shingle in shingles:
            further = self.further.get(shingle)
            if further is None:
                del self.first[shingle]
                continue
            if self.first[shingle] == article:
                self.first[shingle] = further.pop(0)
            else:
                further.remove(article)
            if not further:
                del self.further[shingle]

    def of(self, shingles: Iterable[int]) -> Iterator[str]:
        """Give the holders of each of some shingles, those of several as often as they hold one."""
        for shingle in shingles:
            if shingle in self.first:
                yield self.first[shingle]
                yield from self.further.get(shingle, ())
