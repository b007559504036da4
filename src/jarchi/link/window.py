"""The window: which articles stay in memory as time moves on."""

from __future__ import annotations

from bisect import bisect_left, insort

from jarchi.link.signatures import Signature

WINDOW = 30 * 86_400
MOST_ARTICLES = 30_000
"""An article of 3,000 characters takes about 25 KB with all indexes, so that memory stays under 0.8 GB."""
RANK = 20
"""Time has moved on to a moment once this many articles are as late: a few misdated ones cannot empty the window."""


class Window:
    """The articles in memory, in order of their moments: those of the last 30 days, and 30,000 at most.

    An older article is not kept, however late it comes in. `latest` never goes back, and each signature carries it:
    signatures put back in any order give the same window.
    """

    def __init__(self) -> None:
        self.signatures: dict[str, Signature] = {}
        self.order: list[tuple[int, str]] = []
        self.latest: int | None = None

    @property
    def present(self) -> int:
        """Give the moment that stands for an article without one: the latest, 0 where there is none yet."""
        if self.latest is not None:
            return self.latest
        return self.order[-1][0] if self.order else 0

    def latest_with(self, moment: int) -> int | None:
        """Give what `latest` becomes once an article of this moment is added."""
        moments = sorted((moment, *(near for near, _ in self.order[-RANK:])))
        if len(moments) < RANK:
            return self.latest
        return moments[-RANK] if self.latest is None else max(self.latest, moments[-RANK])

    def add(self, signature: Signature) -> list[Signature]:
        """Take in an article that is not held, and give those that fall out; it may be among them itself."""
        computed = self.latest_with(signature.moment)
        self.latest = max((late for late in (computed, signature.latest) if late is not None), default=None)
        insort(self.order, (signature.moment, signature.article))
        self.signatures[signature.article] = signature
        past = 0 if self.latest is None else bisect_left(self.order, (self.latest - WINDOW, ""))
        past = max(past, len(self.order) - MOST_ARTICLES)
        return [self.remove(article) for _, article in self.order[:past]]

    def replace(self, signature: Signature) -> Signature:
        """Put a signature in the place of that of the same article and moment, and give it back."""
        self.signatures[signature.article] = signature
        return signature

    def remove(self, article: str) -> Signature:
        """Take an article out and give its signature; raises `KeyError` where it is not held."""
        signature = self.signatures.pop(article)
        del self.order[bisect_left(self.order, (signature.moment, article))]
        return signature
