"""Copies: which earlier article a text reprints, told by the word sequences that the two share.

A text is a set of hashed shingles, sequences of five words, of which a sketch keeps the lowest hashes. The lowest
hashes of two texts are a fair sample of what they share, so both resemblance and containment can be estimated
(A. Broder, "On the resemblance and containment of documents", 1997). Min-hash values, the usual way, estimate
resemblance alone: they miss an agency's text inside a longer article, the most common copy in news.
"""

from __future__ import annotations

import heapq
import struct
import zlib
from bisect import bisect_left, bisect_right
from collections import Counter

import msgspec

from jarchi.link.signatures import Signature

SHINGLE_WORDS = 5
SMALLEST_SKETCH = 256
LARGEST_SKETCH = 4096
INDEXED_BELOW = 2**32 // 8
FEWEST_SHINGLES = 8
MOST_HOLDERS = 100
"""A shingle that more originals hold than this is a site's boilerplate; it leads to no candidates."""
CANDIDATES = 8
WINDOW = 30 * 86_400

WHOLE = 0.8
"""The share of the smaller text's shingles in the larger that makes it a reprint, whatever stands around it."""
EDITED = 0.4
"""The share that makes two texts of like size copies. Changing every tenth word leaves 0.9^5 = 0.59 of the shingles,
every seventh 0.46. In ECB+ reports that only quote the same words share up to 0.35; above 0.4 whole paragraphs are the
same. With it evals/copies.py finds 99 % of reprints with a tenth of the words changed, 82 % with every seventh."""
LIKE_SIZE = 0.6
SMALLEST_PART = 0.15
"""A smaller share of the whole than this is a quotation, not a reprint."""


class Original(msgspec.Struct, frozen=True):
    """The article that a text reprints: the share of the smaller text's shingles that are in the larger one."""

    article: str
    story: str
    share: float


def sketch_of(words: list[str]) -> tuple[bytes, int]:
    """Give the sketch of a text and how many different shingles it has; the same words give the same bytes."""
    shingles = {
        zlib.crc32(" ".join(words[at : at + SHINGLE_WORDS]).encode()) * 0x9E3779B1 & 0xFFFFFFFF
        for at in range(len(words) - SHINGLE_WORDS + 1)
    }
    size = min(LARGEST_SKETCH, max(SMALLEST_SKETCH, len(shingles) // 4))
    lowest = sorted(shingles) if len(shingles) <= size else heapq.nsmallest(size, shingles)
    return struct.pack(f"<{len(lowest)}I", *lowest), len(shingles)


def hashes_in(sketch: bytes) -> tuple[int, ...]:
    """Give the hashes of a sketch, lowest first."""
    return struct.unpack(f"<{len(sketch) // 4}I", sketch)


def share_of_smaller(one: Signature, other: Signature) -> tuple[float, float]:
    """Give which share of the smaller text's shingles the larger holds, and the smaller's size over the larger's."""
    first, second = hashes_in(one.sketch), hashes_in(other.sketch)
    ceiling = min(_ceiling(first, one.shingles), _ceiling(second, other.shingles))
    first, second = first[: bisect_right(first, ceiling)], second[: bisect_right(second, ceiling)]
    smaller = min(len(first), len(second))
    if smaller == 0:
        return 0.0, 0.0
    sizes = sorted((one.shingles, other.shingles))
    return len(set(first).intersection(second)) / smaller, sizes[0] / sizes[1]


def _ceiling(hashes: tuple[int, ...], shingles: int) -> int:
    """Give the hash up to which the sketch is complete."""
    return hashes[-1] if len(hashes) < shingles else 2**32


class Originals:
    """The articles in memory that are no copies, found by their shingles; nothing else shapes what it holds."""

    def __init__(self) -> None:
        self.signatures: dict[str, Signature] = {}
        self.holders: dict[int, list[str]] = {}

    def add(self, signature: Signature) -> None:
        """Take in an original; a copy, or a text too short to tell, is passed over."""
        if signature.copy_of is not None or signature.shingles < FEWEST_SHINGLES:
            return
        self.signatures[signature.article] = signature
        for shingle in _indexed(signature):
            self.holders.setdefault(shingle, []).append(signature.article)

    def remove(self, signature: Signature) -> None:
        """Forget an article; one that is not held is no error."""
        if self.signatures.pop(signature.article, None) is None:
            return
        for shingle in _indexed(signature):
            holders = self.holders[shingle]
            holders.remove(signature.article)
            if not holders:
                del self.holders[shingle]

    def original_of(self, signature: Signature) -> Original | None:
        """Give the article that `signature` reprints, None where it is a report of its own.

        Of several the one that shares most is taken, then the earlier one. An original that comes in after its reprint
        counts as the copy: what matters is that the two are one voice.
        """
        if signature.shingles < FEWEST_SHINGLES:
            return None
        found: list[tuple[float, int, str]] = []
        for article in self._candidates(signature):
            other = self.signatures[article]
            share, ratio = share_of_smaller(signature, other)
            if ratio >= SMALLEST_PART and share >= (EDITED if ratio >= LIKE_SIZE else WHOLE):
                found.append((-share * min(signature.shingles, other.shingles), other.moment, article))
        if not found:
            return None
        other = self.signatures[min(found)[2]]
        return Original(other.article, other.story, share_of_smaller(signature, other)[0])

    def _candidates(self, signature: Signature) -> list[str]:
        """Give the articles that share most indexed shingles, the best first."""
        hits: Counter[str] = Counter()
        for shingle in _indexed(signature):
            holders = self.holders.get(shingle, ())
            if len(holders) <= MOST_HOLDERS:
                hits.update(holders)
        near = (
            (-count, self.signatures[article].moment, article)
            for article, count in hits.items()
            if abs(self.signatures[article].moment - signature.moment) <= WINDOW
        )
        return [article for _, _, article in heapq.nsmallest(CANDIDATES, near)]


def _indexed(signature: Signature) -> tuple[int, ...]:
    hashes = hashes_in(signature.sketch)
    return hashes[: bisect_left(hashes, INDEXED_BELOW)]
