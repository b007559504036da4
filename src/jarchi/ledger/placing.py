"""Placing: articles that go into another story, because a person says so or because the linker finds out.

A verdict on `story:ARTICLE` that accepts a story puts the article into it, one that rejects a story takes it out, into
a story of its own. `membership.story` follows at once and in every later run, and wins over whatever the linker says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update

from jarchi.errors import LedgerError
from jarchi.ledger import claims, relating, schema
from jarchi.ledger.rows import batches, row_of, upsert
from jarchi.records.articles import digest, instant
from jarchi.records.links import Merger, Turn
from jarchi.records.review import Verdict

SUBJECT = "story:"
RELINKED = timedelta(days=30)
"""Articles that are no older than this, reckoned from the newest, are linked again in their new story; of older ones
the linker knows the neighbours no more."""

_member, _relation, _verdict, _merger = schema.membership.c, schema.relation.c, schema.verdict.c, schema.merger.c


def story_without(article: str, story: str) -> str:
    """Give the id of the story of its own that an article taken out of `story` has."""
    own = "s" + digest(article)
    return own if own != story else "s" + digest(article, story)


def placed(connection: Connection, articles: Iterable[str] | None = None) -> dict[str, tuple[str, Verdict]]:
    """Give the story that a person put each article into, with the verdict; of all articles, or of these alone."""
    query = select(schema.verdict).order_by(_verdict.id)
    if articles is None:
        last = SUBJECT[:-1] + chr(ord(SUBJECT[-1]) + 1)
        queries = [query.where(_verdict.subject >= SUBJECT, _verdict.subject < last)]
    else:
        queries = [query.where(_verdict.subject.in_([SUBJECT + one for one in ids])) for ids in batches(articles)]
    found: dict[str, tuple[str, Verdict]] = {}
    for one in queries:
        for row in connection.execute(one):
            article = row.subject.removeprefix(SUBJECT)
            verdict = Verdict(row.subject, row.decision, row.user, row.at, row.value, row.note)
            story = row.value if row.decision == "accepted" else story_without(article, row.value)
            found[article] = story, verdict
    return found


def why_placed(verdict: Verdict) -> str:
    """Say in one line that a person put an article where it is."""
    did = "put it here" if verdict.decision == "accepted" else "took it out of another story"
    return " ".join(f"{verdict.user} {did} on {verdict.at[:10]}{': ' + verdict.note if verdict.note else ''}".split())


def with_reprints(connection: Connection, articles: Iterable[str]) -> list[str]:
    """Give articles and what reprints them, in a fixed order: a lineage stays together."""
    found: set[str] = set()
    waiting = set(articles)
    while waiting:
        found |= waiting
        copies = [
            connection.scalars(select(_member.article).where(_member.copy_of.in_(ids)))
            for ids in batches(sorted(waiting))
        ]
        waiting = {article for batch in copies for article in batch} - found
    return sorted(found)


def place(connection: Connection, articles: Collection[str], story: str, verdict: Verdict) -> int:
    """Put articles and their reprints into a story as a person decided; gives how many were moved.

    `verdict` is kept for each of them, with its own subject and the story as its value.
    """
    found = {row.article: row.story for row in _members(connection, with_reprints(connection, articles))}
    moving = sorted(article for article, before in found.items() if before != story)
    standing = placed(connection, found)
    verdicts = {one: replace(verdict, subject=SUBJECT + one, decision="accepted", value=story) for one in sorted(found)}
    given = [row_of(new) for one, new in verdicts.items() if one not in standing or standing[one][1] != new]
    for batch in batches(given):
        connection.execute(insert(schema.verdict), batch)
    follow(connection, moving)
    return len(moving)


def split(connection: Connection, articles: Collection[str], story: str, verdict: Verdict) -> tuple[str, int]:
    """Put articles of a story, and what reprints them, into a story of their own; gives its id and how many moved."""
    inside = set(connection.scalars(select(_member.article).where(_member.story == story)))
    if not inside:
        raise LedgerError(f"There is no story {story}.", subject=story)
    if missing := sorted(set(articles) - inside):
        raise LedgerError(f"The article {missing[0]} is not in the story {story}.", subject=missing[0])
    if not articles or inside <= set(with_reprints(connection, articles)):
        raise LedgerError(
            f"There would be nothing left of the story {story}; name some of its articles, not all.", subject=story
        )
    own = story_without(min(articles), story)
    return own, place(connection, articles, own, verdict)


def follow(connection: Connection, articles: Sequence[str]) -> None:
    """Bring the memberships of articles in line with the newest verdicts on them, and what hangs on that.

    Those of the last 30 days are linked again in their new story.
    """
    decided = placed(connection, articles)
    touched = claims.concerned(connection, articles)
    moved, parted = move(connection, {one: (story, why_placed(verdict)) for one, (story, verdict) in decided.items()})
    newest = instant(connection.scalar(select(func.max(_member.moment))))
    since = (newest - RELINKED).strftime("%Y-%m-%dT%H:%M:%SZ") if newest else ""
    again = [row.article for row in moved if row.moment >= since]
    for ids in batches(again):
        column = schema.article.c
        connection.execute(
            update(schema.article).where(column.id.in_(ids), column.linked_by.is_not(None)).values(linked_by="")
        )
    if moved:
        claims.refresh(connection, touched | parted | claims.concerned(connection, articles))


def turn(connection: Connection, fingerprint: str, turned: Turn, signatures: Mapping[str, bytes]) -> set[str]:
    """Move articles as the linker `fingerprint` found on the evidence of all; where a person put one, there it stays.

    `signatures` are those that the linker keeps of articles from now on. Of a merged story those articles move too that
    the linker remembers no more. Gives the claims whose standing is to be brought up to date.
    """
    moving = set(with_reprints(connection, turned.articles))
    if turned.kind == "merged":
        moving.update(connection.scalars(select(_member.article).where(_member.story == turned.story)))
    moving -= placed(connection, moving).keys()
    again = sorted(moving.union(turned.relations))
    touched = claims.concerned(connection, again)
    _, parted = move(connection, dict.fromkeys(sorted(moving), (turned.into, turned.why)))
    kept = [{"key": article, "blob": signatures[article]} for article in sorted(moving & signatures.keys())]
    if kept:
        by_article = update(schema.membership).where(_member.article == bindparam("key"))
        connection.execute(by_article.values(signature=bindparam("blob")), kept)
    relating.add_relations(connection, fingerprint, turned.relations)
    return touched | parted | claims.concerned(connection, again)


def move(connection: Connection, moves: Mapping[str, tuple[str, str]]) -> tuple[list[Any], set[str]]:
    """Put articles into other stories, each for a reason.

    What was inferred between what moved and what stayed behind is taken back. A story that is left without articles
    leads to where its last one went. Gives the rows of those that moved, as they were before, and the claims and events
    that were parted: the standings of claims are the caller's.
    """
    moved = [row for row in _members(connection, list(moves)) if row.story != moves[row.article][0]]
    if not moved:
        return [], set()
    by_article = update(schema.membership).where(_member.article == bindparam("key"))
    rows = [{"key": row.article, "into": moves[row.article][0], "reason": moves[row.article][1]} for row in moved]
    connection.execute(by_article.values(story=bindparam("into"), why=bindparam("reason")), rows)
    left = {row.story: moves[row.article] for row in moved}
    parted = _part(connection, [row.revision for row in moved], left)
    for story, (into, why) in left.items():
        if connection.scalar(select(_member.article).where(_member.story == story).limit(1)) is None:
            upsert(connection, schema.merger, [{"story": story, "into": into, "why": why}])
    return moved, parted


def mergers(connection: Connection) -> dict[str, Merger]:
    """Give the stories that are no more, by id, each with the one in which its articles are now."""
    rows = {row.story: Merger(*row) for row in connection.execute(select(schema.merger).order_by(_merger.story))}
    ends = sorted({*rows, *(merger.into for merger in rows.values())})
    query = select(_member.story).distinct()
    alive = {story for ids in batches(ends) for story in connection.scalars(query.where(_member.story.in_(ids)))}
    found = {}
    for story, merger in rows.items():
        into, passed = merger.into, {story}
        while into not in alive and into in rows and into not in passed:
            passed.add(into)
            into = rows[into].into
        if story not in alive and into in alive:
            found[story] = replace(merger, into=into)
    return found


def _members(connection: Connection, articles: Sequence[str]) -> list[Any]:
    columns = (_member.article, _member.revision, _member.story, _member.moment)
    return [
        row
        for ids in batches(articles)
        for row in connection.execute(select(*columns).where(_member.article.in_(ids)).order_by(_member.article))
    ]


def _part(connection: Connection, moved: Collection[str], before: Collection[str]) -> set[str]:
    """Take away what was inferred between revisions that moved and the stories they left, but for what was accepted.

    Gives what was tied on the side of those stories.
    """
    own = {id for ids in batches(moved) for id in _told(connection, "revision", ids)}
    found: dict[tuple[str, str], str] = {}
    for ids in batches(sorted(own)):
        query = select(_relation.article, _relation.id, _relation.subject, _relation.object)
        query = query.where(_relation.basis == "inferred", or_(_relation.subject.in_(ids), _relation.object.in_(ids)))
        for article, id, subject, target in connection.execute(query):
            if other := {subject, target} - own:
                found[article, id] = other.pop()
    behind = {id for ids in batches(sorted(set(found.values()))) for id in _told(connection, "id", ids, before)}
    kept = claims.accepted(connection, {id for _, id in found})
    parted = {key: end for key, end in found.items() if end in behind and key[1] not in kept}
    for article, id in sorted(parted):
        connection.execute(delete(schema.relation).where(_relation.article == article, _relation.id == id))
    return set(parted.values())


def _told(connection: Connection, column: str, values: Sequence[str], stories: Collection[str] = ()) -> Iterator[str]:
    """Give the ids of claims and events with one of `values` in a column; with `stories`, of theirs alone."""
    for table in (schema.claim, schema.event):
        query = select(table.c.id).where(table.c[column].in_(values))
        if stories:
            query = query.join(schema.membership, _member.revision == table.c.revision).where(
                _member.story.in_(stories)
            )
        yield from connection.scalars(query)
