"""Accounts: what became of every item of a stage, in counts and in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from jarchi.ledger import Counts, Tally
from jarchi.records.articles import digest
from jarchi.records.issues import Issue
from jarchi.records.links import Linked
from jarchi.records.readings import Reading


class Collected(msgspec.Struct, frozen=True):
    """What collecting met: every item is new, changed, unchanged, set aside or failed, the last two by reason."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    set_aside: int = 0
    failed: int = 0
    reasons: tuple[tuple[str, int], ...] = ()

    @property
    def items(self) -> int:
        """Give how many items there were."""
        return self.new + self.changed + self.unchanged + self.set_aside + self.failed

    def plus(self, counted: Tally) -> Collected:
        """Give the account with one more haul in it."""
        return Collected(
            self.new + counted.new,
            self.changed + counted.changed,
            self.unchanged + counted.unchanged,
            self.set_aside + counted.set_aside,
            self.failed + counted.failed,
            _added(self.reasons, dict(counted.reasons)),
        )

    def __str__(self) -> str:
        parts = f"{self.new} new, {self.changed} changed, {self.unchanged} unchanged"
        return f"{_items(self.items)}: {parts}, {self.set_aside} set aside, {self.failed} failed{_why(self.reasons)}"


class ReadOut(msgspec.Struct, frozen=True):
    """What reading gave: every text was read or set aside, the latter by reason."""

    read: int = 0
    reasons: tuple[tuple[str, int], ...] = ()

    @property
    def items(self) -> int:
        """Give how many texts there were."""
        return self.read + sum(count for _, count in self.reasons)

    def plus(self, outcomes: Sequence[Reading | Issue]) -> ReadOut:
        """Give the account with one more batch in it."""
        faults = Counter(outcome.code for outcome in outcomes if isinstance(outcome, Issue))
        read = self.read + sum(isinstance(outcome, Reading) for outcome in outcomes)
        return ReadOut(read, _added(self.reasons, faults))

    def __str__(self) -> str:
        aside = sum(count for _, count in self.reasons)
        return f"{_items(self.items, 'text')}: {self.read} read, {aside} set aside{_why(self.reasons)}"


class LinkedUp(msgspec.Struct, frozen=True):
    """What linking gave: every article opened a story, joined one, or is a copy of an earlier article.

    `split` and `merged` count the stories that the program split, or merged into another, on the way.
    """

    opened: int = 0
    joined: int = 0
    copies: int = 0
    relations: int = 0
    split: int = 0
    merged: int = 0

    @property
    def items(self) -> int:
        """Give how many articles there were."""
        return self.opened + self.joined + self.copies

    def plus(self, links: Sequence[Linked]) -> LinkedUp:
        """Give the account with one more batch in it; a story has the id of the article that opened it."""
        copies = sum(linked.membership.copy_of is not None for linked in links)
        opened = sum(linked.membership.story == "s" + digest(linked.membership.article) for linked in links)
        return LinkedUp(
            self.opened + opened,
            self.joined + len(links) - copies - opened,
            self.copies + copies,
            self.relations + sum(len(linked.relations) for linked in links),
            self.split + sum(linked.turn is not None and linked.turn.kind == "split" for linked in links),
            self.merged + sum(linked.turn is not None and linked.turn.kind == "merged" for linked in links),
        )

    def __str__(self) -> str:
        parts = f"{self.opened} opened a story, {self.joined} joined one, {self.copies} are copies"
        turns = [f"{count} {word}" for count, word in ((self.split, "split"), (self.merged, "merged")) if count]
        turned = f"; of the stories {' and '.join(turns)} later" if turns else ""
        return f"{_items(self.items, 'article')}: {parts}; {self.relations} relations{turned}"


class State(msgspec.Struct, frozen=True):
    """What a workspace holds: counts, the first and last moment of linked articles, and what waits for a stage."""

    counts: Counts
    span: tuple[str, str] | None
    unread: int
    unlinked: int

    def lines(self) -> Iterator[tuple[str, str]]:
        """Give what a person wants to know, each with its name."""
        counts, inputs = self.counts, sum(self.counts.inputs.values())
        kinds = f" ({_listed(counts.inputs)})" if inputs else ""
        yield "inputs", f"{inputs}{kinds}" + (f", last asked {counts.collected}" if counts.collected else "")
        yield "sources known", str(counts.sources)
        days = f", {self.span[0][:10]} to {self.span[1][:10]}" if self.span else ""
        more = counts.revisions - counts.articles
        yield "articles", f"{counts.articles}{days}" + (f"; {more} later texts of them" if more else "")
        yield "texts read", f"{counts.readings}" + (f", {self.unread} waiting" if self.unread else "")
        waiting = f", {_items(self.unlinked, 'article')} waiting to be linked" if self.unlinked else ""
        yield "stories", f"{counts.stories}, {counts.copies} copies{waiting}"
        yield "issues", f"{_listed(counts.issues)}; `jarchi issues` lists them" if counts.issues else "none"

    @property
    def next(self) -> str:
        """Give what to do next."""
        if not self.counts.inputs and not self.counts.articles:
            return "Add something to collect from with `jarchi add`, then `jarchi run`."
        if self.unread or self.unlinked:
            return "`jarchi run` goes on with what is waiting."
        return "`jarchi run` collects what is new."


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items())


def _added(reasons: tuple[tuple[str, int], ...], more: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((Counter(dict(reasons)) + Counter(more)).items()))


def _why(reasons: tuple[tuple[str, int], ...]) -> str:
    return f" ({', '.join(f'{count} {code}' for code, count in reasons)})" if reasons else ""


def _items(count: int, noun: str = "item") -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
