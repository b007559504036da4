"""Copies: which earlier article a text reprints, told by the word sequences that the two share.

A text is a set of hashed shingles, sequences of five words, of which a sketch keeps the lowest hashes. The lowest
hashes of two texts are a fair sample of what they share, so both resemblance and containment can be estimated
(A. Broder, "On the resemblance and containment of documents", 1997). Min-hash values, the usual way, estimate
resemblance alone: they miss an agency's text inside a longer article, the most common copy in news.
"""

from __future__ import annotations

import heapq
import zlib
from collections import Counter
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from jarchi.link.holders import Holders
from jarchi.link.signatures import Signature

SHINGLE_WORDS = 5
BASE, MIXER = np.uint64(0x100000001B3), np.uint64(0x9E3779B97F4A7C15)
"""The hash of a shingle is a polynomial of the CRC-32 of its words, stirred by the golden ratio (Knuth, TAOCP 6.4)."""
SMALLEST_SKETCH = 256
LARGEST_SKETCH = 4096
INDEXED_BELOW = 2**32 // 8
FEWEST_SHINGLES = 8
FEWEST_INDEXED = 12
"""So many of a short text's lowest hashes are indexed at least: an eighth of a brief may be none at all."""
COMMON = 4
"""A shingle that so many originals hold is a site's boilerplate, a form, or a much quoted sentence: it tells of no
copying, and texts are compared without it. In evals/copies_made.py precision rose from 99.37 to 100, for most errors
were short texts around the same footer."""
COUNTERS = 1 << 24
"""Shingles are counted by their lowest 24 bits. With 30,000 originals half of the counters are in use, and one in a
thousand reaches four by chance."""
CANDIDATES = 8
WINDOW = 30 * 86_400

EDITED, LIKE_SIZE = 0.4, 0.6
"""The share that makes two texts of like size copies. Changing every tenth word leaves 0.9^5 = 0.59 of the shingles,
every seventh 0.46. In ECB+ reports that only quote the same words share up to 0.35; above 0.4 whole paragraphs are the
same. With it evals/copies.py finds 99 % of reprints with a tenth of the words changed, 82 % with every seventh."""
WHOLE, PART_SIZE = 0.5, 0.35
"""The share of the smaller text's shingles in one about three times as long, or longer still, that makes the one a
reprint of a part of the other, whatever stands around it. Between the two sizes the share that is asked for sinks. With
0.6, 0.5 and 0.45 texts cut to 40 % of which every tenth word was changed were found at 70, 84 and 93 %, and such texts
inside others three times as long at 51, 89 and 97 %; in evals/copies_made.py precision was 100, 99.87 and 99.75."""
BRIEF, BRIEF_SHARE = 40, 0.7
"""Two texts of which one has fewer shingles share one quoted sentence before they share 0.4."""
SMALLEST_PART = 0.15
"""A smaller share of the whole than this is a quotation, not a reprint."""


class Original(msgspec.Struct, frozen=True):
    """The article that a text reprints: the share of the smaller text's shingles that are in the larger one."""

    article: str
    story: str
    share: float


Hashes = NDArray[np.uint32]


def sketch_of(words: list[str]) -> tuple[bytes, int]:
    """Give the sketch of a text and how many different shingles it has; the same words give the same bytes."""
    count = len(words) - SHINGLE_WORDS + 1
    if count <= 0:
        return b"", 0
    hashes = np.fromiter(map(zlib.crc32, map(str.encode, words)), np.uint64, len(words))
    total = np.zeros(count, np.uint64)
    for at in range(SHINGLE_WORDS):
        total = total * BASE + hashes[at : at + count]
    shingles = np.sort((total * MIXER >> np.uint64(32)).astype("<u4"))
    shingles = shingles[np.append(True, shingles[1:] != shingles[:-1])]
    size = min(LARGEST_SKETCH, max(SMALLEST_SKETCH, len(shingles) // 4))
    return shingles[:size].tobytes(), len(shingles)


def hashes_in(sketch: bytes) -> Hashes:
    """Give the hashes of a sketch, lowest first."""
    return np.frombuffer(sketch, "<u4")


class Shingles(NamedTuple):
    """The hashes of a text that are not common, lowest first, up to where its sketch is complete; and its size."""

    hashes: Hashes
    complete: int
    size: float


def share_of_smaller(one: Shingles, other: Shingles) -> tuple[float, float]:
    """Give which share of the smaller text's shingles the larger holds, and the smaller's size over the larger's."""
    complete = min(one.complete, other.complete)
    first, second = (text.hashes[: text.hashes.searchsorted(complete, "right")] for text in (one, other))
    smaller = min(len(first), len(second))
    if smaller == 0:
        return 0.0, 0.0
    sizes = sorted((one.size, other.size))
    return len(np.intersect1d(first, second, assume_unique=True)) / smaller, sizes[0] / sizes[1]


class Originals:
    """The articles in memory that are no copies, found by their shingles; nothing else shapes what it holds."""

    def __init__(self) -> None:
        self.signatures: dict[str, Signature] = {}
        self.holders = Holders()
        self.counters: NDArray[np.uint16] = np.zeros(COUNTERS, np.uint16)
        self.reprints: dict[str, set[str]] = {}

    def add(self, signature: Signature) -> None:
        """Take in an original; of a copy it is kept whose, and a text too short to tell is passed over."""
        if signature.copy_of is not None:
            self.reprints.setdefault(signature.copy_of, set()).add(signature.article)
        if signature.copy_of is not None or signature.shingles < FEWEST_SHINGLES:
            return
        self.signatures[signature.article] = signature
        hashes = hashes_in(signature.sketch)
        np.add.at(self.counters, _counter(hashes), 1)
        self.holders.add(signature.article, _indexed(hashes))

    def remove(self, signature: Signature) -> None:
        """Forget an article; one that is not held is no error."""
        if signature.copy_of is not None:
            reprints = self.reprints[signature.copy_of]
            reprints.discard(signature.article)
            if not reprints:
                del self.reprints[signature.copy_of]
        if self.signatures.pop(signature.article, None) is None:
            return
        hashes = hashes_in(signature.sketch)
        np.subtract.at(self.counters, _counter(hashes), 1)
        self.holders.remove(signature.article, _indexed(hashes))

    def original_of(self, signature: Signature) -> Original | None:
        """Give the article that `signature` reprints, None where it is a report of its own.

        Of several the one that shares most is taken, then the earlier one. An original that comes in after its reprint
        counts as the copy: what matters is that the two are one voice.
        """
        if signature.shingles < FEWEST_SHINGLES:
            return None
        own = self._uncommon(signature)
        found: list[tuple[float, int, str, float]] = []
        for article in self._candidates(signature, own):
            other = self.signatures[article]
            theirs = self._uncommon(other)
            share, ratio = share_of_smaller(own, theirs)
            if ratio >= SMALLEST_PART and share >= _share_asked(own.size, theirs.size):
                found.append((-share * min(own.size, theirs.size), other.moment, article, share))
        if not found:
            return None
        *_, article, share = min(found)
        return Original(article, self.signatures[article].story, share)

    def _uncommon(self, signature: Signature) -> Shingles:
        """Give the shingles of a text that tell it from others; all, where too few would be left."""
        hashes = hashes_in(signature.sketch)
        complete = int(hashes[-1]) if len(hashes) < signature.shingles else 2**32 - 1
        rare = hashes[self.counters[_counter(hashes)] < COMMON]
        if len(rare) < FEWEST_SHINGLES:
            rare = hashes
        return Shingles(rare, complete, signature.shingles * len(rare) / len(hashes))

    def _candidates(self, signature: Signature, own: Shingles) -> list[str]:
        """Give the articles that share most indexed shingles, the best first."""
        hits = Counter(self.holders.of(_indexed(own.hashes)))
        near = (
            (-count, self.signatures[article].moment, article)
            for article, count in hits.items()
            if abs(self.signatures[article].moment - signature.moment) <= WINDOW
        )
        return [article for _, _, article in heapq.nsmallest(CANDIDATES, near)]


def _share_asked(one: float, other: float) -> float:
    """Give the share that makes two texts copies, by their sizes."""
    smaller, larger = sorted((one, other))
    part = min(1.0, max(0.0, (LIKE_SIZE - smaller / larger) / (LIKE_SIZE - PART_SIZE)))
    asked = EDITED + part * (WHOLE - EDITED)
    return max(asked, BRIEF_SHARE) if smaller < BRIEF else asked


def _counter(hashes: Hashes) -> Hashes:
    return hashes & np.uint32(COUNTERS - 1)


def _indexed(hashes: Hashes) -> list[int]:
    found: list[int] = hashes[: max(int(hashes.searchsorted(INDEXED_BELOW)), FEWEST_INDEXED)].tolist()
    return found
