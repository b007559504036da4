"""`Ledger`: the one door to the database. Every method is one transaction; the work is done in the modules beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Engine

from jarchi.ledger import (
    claims,
    dumping,
    finding,
    linking,
    opening,
    placing,
    reading,
    reviewing,
    search,
    showing,
    storing,
)
from jarchi.ledger.answers import Counts, Found, Hit, StoryOutline, Tally
from jarchi.records.articles import Revision
from jarchi.records.dossiers import DatedEvent, Dossier, Piece, Told
from jarchi.records.histories import ClaimHistory, ClaimOutline, ClaimStatus, Standing
from jarchi.records.inputs import Haul, Input, Visit
from jarchi.records.issues import Issue, Outcome, Stage
from jarchi.records.links import Linked, Membership, Merger, Relation
from jarchi.records.readings import Claim, Event, Reading
from jarchi.records.review import Verdict
from jarchi.records.sources import Source


class Ledger:
    """What jarchi knows, in a SQLite file or a PostgreSQL database.

    A method that writes is kept whole or not at all, and may be called again after a kill: nothing is doubled. One
    writer works at a time, others wait; readers wait for nobody, and see the ledger as it was when they began. What
    gives an iterator streams, and reads until the iterator is used up or closed. All orders are fixed. Moments and
    times are ISO 8601 in UTC. Raises `LedgerError` where the database refuses.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str) -> Ledger:
        """Open the ledger at `url`, making or migrating it where needed.

        `url` is `sqlite:///PATH` or `postgresql+psycopg://USER:PASSWORD@HOST/DATABASE`. Raises `LedgerError` where
        it cannot be opened, is no database, belongs to another program or to a newer jarchi.
        """
        return cls(opening.connect(url))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Collecting

    def add_inputs(self, inputs: Sequence[Input]) -> int:
        """Add inputs; gives how many were new. Raises `LedgerError` on a path that is not valid Unicode."""
        with opening.writing(self._engine) as connection:
            return storing.add_inputs(connection, inputs)

    def inputs(self) -> tuple[Input, ...]:
        """Give all inputs, by location and kind."""
        with opening.reading(self._engine) as connection:
            return storing.inputs(connection)

    def remove_input(self, id: str) -> bool:
        """Forget an input, not what came from it; tells whether it was there."""
        with opening.writing(self._engine) as connection:
            return storing.remove_input(connection, id)

    def add_sources(self, sources: Sequence[Source]) -> None:
        """Write sources, replacing those of the same id."""
        with opening.writing(self._engine) as connection:
            storing.save_sources(connection, sources)

    def sources(self) -> tuple[Source, ...]:
        """Give all sources, by id."""
        with opening.reading(self._engine) as connection:
            return storing.sources(connection)

    def visit(self, url: str) -> Visit | None:
        """Give what is remembered of an address; None where it was never asked."""
        with opening.reading(self._engine) as connection:
            return storing.visit(connection, url)

    def store(self, haul: Haul, seen: str) -> Tally:
        """Store a haul, seen at `seen`, and count what became of each item.

        Sources of the haul are added where missing, never replaced. A document with U+0000 or a lone surrogate, which
        no database can hold, becomes an `Issue`; what succeeds clears the issues of collecting on the same subject.
        """
        with opening.writing(self._engine) as connection:
            return storing.store(connection, haul, seen)

    # Reading

    def unread(self, fingerprint: str, limit: int) -> list[Revision]:
        """Give the first revisions, by moment and id, that the reader `fingerprint` has not read, nor failed to."""
        with opening.reading(self._engine) as connection:
            return reading.unread(connection, fingerprint, limit)

    def count_unread(self, fingerprint: str) -> int:
        """Count the revisions that the reader `fingerprint` has not read."""
        with opening.reading(self._engine) as connection:
            return reading.count_unread(connection, fingerprint)

    def save_readings(self, fingerprint: str, outcomes: Sequence[tuple[str, Reading | Issue]], at: str = "") -> None:
        """Write what the reader `fingerprint` made of revisions: a reading each, or the issue in its place.

        Replaces older readings; an article whose newest text is concerned waits to be linked. `at` dates the issues.
        """
        with opening.writing(self._engine) as connection:
            reading.save_readings(connection, fingerprint, outcomes, at)

    # Linking

    def unlinked(self, fingerprint: str, limit: int) -> list[tuple[Revision, Reading]]:
        """Give the first articles, by moment and id, whose newest reading the linker `fingerprint` has not linked."""
        with opening.reading(self._engine) as connection:
            return linking.unlinked(connection, fingerprint, limit)

    def count_unlinked(self, fingerprint: str) -> int:
        """Count the articles whose newest reading the linker `fingerprint` has not linked."""
        with opening.reading(self._engine) as connection:
            return linking.count_unlinked(connection, fingerprint)

    def signatures(self, fingerprint: str, since: str = "") -> Iterator[bytes]:
        """Give what the linker `fingerprint` must remember, of articles since a moment, in the order it linked."""
        with opening.reading(self._engine) as connection:
            yield from linking.signatures(connection, fingerprint, since)

    def window_start(self, fingerprint: str, window: tuple[int, int, int]) -> str:
        """Give the moment from which on the linker `fingerprint` remembers articles, "" where that is from the first.

        `window` is how many seconds it goes back, reckoned from the newest article but so many, and how many articles
        it holds at most.
        """
        with opening.reading(self._engine) as connection:
            return linking.window_start(connection, fingerprint, *window)

    def save_links(
        self, fingerprint: str, links: Sequence[tuple[Linked, bytes]], moved: Mapping[str, bytes] | None = None
    ) -> None:
        """Write what the linker `fingerprint` found, with each article's signature, in place of what was there.

        `moved` are the signatures of articles that turns of stories have moved.
        """
        with opening.writing(self._engine) as connection:
            linking.save_links(connection, fingerprint, links, moved or {})

    # Issues and verdicts

    def add_issues(self, issues: Sequence[Issue], at: str) -> None:
        """Write issues; the same code on the same subject again replaces what was written."""
        with opening.writing(self._engine) as connection:
            reviewing.add_issues(connection, issues, at)

    def clear_issues(self, stage: Stage, subjects: Sequence[str]) -> None:
        """Forget the issues of a stage on subjects for which it has succeeded."""
        with opening.writing(self._engine) as connection:
            reviewing.clear_issues(connection, stage, subjects)

    def issues(self, stage: Stage | None = None, outcome: Outcome | None = None) -> tuple[Issue, ...]:
        """Give the issues of a stage and outcome, or of all, by stage, source, subject and code."""
        with opening.reading(self._engine) as connection:
            return reviewing.issues(connection, stage, outcome)

    def add_verdict(self, verdict: Verdict) -> None:
        """Write a verdict beside those that are there; it supersedes the earlier ones on its subject."""
        with opening.writing(self._engine) as connection:
            reviewing.add_verdict(connection, verdict)

    def place(self, articles: Sequence[str], story: str, verdict: Verdict) -> int:
        """Put articles, and what reprints them, into a story as a person decided; gives how many were moved.

        `verdict` gives user, time and note; one is kept for each article, and wins over every later run.
        """
        with opening.writing(self._engine) as connection:
            return placing.place(connection, articles, story, verdict)

    def split(self, articles: Sequence[str], story: str, verdict: Verdict) -> tuple[str, int]:
        """Put articles of a story, and what reprints them, into a story of their own; gives its id and how many moved.

        Raises `LedgerError` where they are not in the story, or are all of it.
        """
        with opening.writing(self._engine) as connection:
            return placing.split(connection, articles, story, verdict)

    def placed(self) -> dict[str, str]:
        """Give the story that a person put each article into."""
        with opening.reading(self._engine) as connection:
            return {article: story for article, (story, _) in placing.placed(connection).items()}

    def verdicts(self) -> tuple[Verdict, ...]:
        """Give the newest verdict on each subject, by subject."""
        with opening.reading(self._engine) as connection:
            return reviewing.verdicts(connection)

    def history(self, subject: str) -> tuple[Verdict, ...]:
        """Give all verdicts on a subject, oldest first."""
        with opening.reading(self._engine) as connection:
            return reviewing.history(connection, subject)

    # Showing

    def span_of_moments(self) -> tuple[str, str] | None:
        """Give the first and the last moment of linked articles; None where there are none."""
        with opening.reading(self._engine) as connection:
            return showing.span_of_moments(connection)

    def days(self) -> tuple[str, ...]:
        """Give the days (`YYYY-MM-DD`, UTC) that have linked articles, in order."""
        with opening.reading(self._engine) as connection:
            return showing.days(connection)

    def dossiers(self, first: str, last: str) -> Iterator[Dossier]:
        """Give the stories with articles at moments in `[first, last)`, by id, each with those articles alone."""
        with opening.reading(self._engine) as connection:
            yield from showing.dossiers(connection, first, last)

    def dossier(self, story: str) -> Dossier | None:
        """Give a story with all its articles; None where there is no such story."""
        with opening.reading(self._engine) as connection:
            return showing.dossier(connection, story)

    def mergers(self) -> dict[str, Merger]:
        """Give the stories that are no more, by id, each with the one in which its articles are now."""
        with opening.reading(self._engine) as connection:
            return placing.mergers(connection)

    def recent_stories(self, limit: int, offset: int = 0) -> list[StoryOutline]:
        """Give the outlines of stories, the one with the newest article first; `offset` of them are left out first."""
        with opening.reading(self._engine) as connection:
            return showing.recent_stories(connection, limit, offset)

    def stories(self) -> Iterator[StoryOutline]:
        """Give the outline of every story, by id."""
        with opening.reading(self._engine) as connection:
            yield from showing.stories(connection)

    def pieces(self) -> Iterator[Piece]:
        """Give all linked articles, by moment and id; memory does not grow with their number."""
        with opening.reading(self._engine) as connection:
            yield from showing.pieces(connection)

    def piece(self, article: str) -> Piece | None:
        """Give one article as it was last linked; None where it is not linked."""
        with opening.reading(self._engine) as connection:
            return showing.piece(connection, article)

    def mentioning(self, actor: str) -> Iterator[Piece]:
        """Give the linked articles that mention an actor, the newest first."""
        with opening.reading(self._engine) as connection:
            yield from showing.mentioning(connection, actor)

    def revision(self, id: str) -> Revision | None:
        """Give one text; None where there is none with this id."""
        with opening.reading(self._engine) as connection:
            return showing.revisions_of(connection, [id]).get(id)

    def revisions(self, article: str) -> tuple[Revision, ...]:
        """Give all texts that an article had, the first one first."""
        with opening.reading(self._engine) as connection:
            return showing.revisions(connection, article)

    def relations(self, first: str, last: str) -> tuple[Relation, ...]:
        """Give the relations found with the articles at moments in `[first, last)`, by id, each once."""
        with opening.reading(self._engine) as connection:
            return showing.relations(connection, first, last)

    def inferred(self, limit: int, offset: int = 0) -> list[Relation]:
        """Give a page of the inferred relations, by id, for a person to judge."""
        with opening.reading(self._engine) as connection:
            return showing.inferred(connection, limit, offset)

    def copies(self, limit: int, offset: int = 0) -> list[Membership]:
        """Give a page of the memberships that say an article is a copy, newest first."""
        with opening.reading(self._engine) as connection:
            return showing.copies(connection, limit, offset)

    def claim(self, id: str) -> tuple[Revision, Claim] | None:
        """Give a claim and the revision it was read out of; None where no reading has it any more."""
        with opening.reading(self._engine) as connection:
            return finding.claim(connection, id)

    def told(self, ids: Sequence[str]) -> dict[str, Told]:
        """Give where claims and events are told, of those that a linked article still tells."""
        with opening.reading(self._engine) as connection:
            return finding.told(connection, ids)

    def claims(
        self,
        status: ClaimStatus | None = None,
        actor: str | None = None,
        story: str | None = None,
        since: str = "",
    ) -> Iterator[ClaimOutline]:
        """Give the claims that meet what is given, what was said again once, the newest change of status first."""
        with opening.reading(self._engine) as connection:
            yield from claims.outlines(connection, status, actor, story, since)

    def claim_history(self, id: str) -> ClaimHistory | None:
        """Give what became of a claim; None where no linked article has it."""
        with opening.reading(self._engine) as connection:
            return claims.claim_history(connection, id)

    def claim_histories(self, ids: Sequence[str]) -> dict[str, ClaimHistory]:
        """Give what became of some claims, of those that a linked article has; a hundred or so at once."""
        with opening.reading(self._engine) as connection:
            return claims.claim_histories(connection, ids)

    def told_claims(self) -> Iterator[ClaimHistory]:
        """Give the histories of the claims to which something happened, by their first moment and id."""
        with opening.reading(self._engine) as connection:
            yield from claims.told_claims(connection)

    def standings(self, articles: Sequence[str]) -> dict[str, Standing]:
        """Give where each claim of some articles stands, by claim."""
        with opening.reading(self._engine) as connection:
            return claims.standings(connection, articles)

    def told_standings(self, ids: Sequence[str]) -> dict[str, Standing]:
        """Give where these claims stand, of those to which something happened."""
        with opening.reading(self._engine) as connection:
            return claims.told_standings(connection, ids)

    def event(self, id: str) -> tuple[Revision, Event] | None:
        """Give an event and the revision it was read out of; None where no reading has it any more."""
        with opening.reading(self._engine) as connection:
            return finding.event(connection, id)

    def events(self, first: str, last: str) -> Iterator[DatedEvent]:
        """Give the events told at moments in `[first, last)`, by moment, article and place in the text."""
        with opening.reading(self._engine) as connection:
            yield from showing.events(connection, first, last)

    def answered(self, first: str, last: str) -> dict[str, int]:
        """Count the articles of each source at moments in `[first, last)`; sources without any are absent."""
        with opening.reading(self._engine) as connection:
            return showing.answered(connection, first, last)

    def counts(self) -> Counts:
        """Count what the ledger holds."""
        with opening.reading(self._engine) as connection:
            return showing.counts(connection)

    def find(self, prefix: str) -> tuple[Found, ...]:
        """Give what `prefix` may name: an article's address, or the id of anything, whole or its beginning."""
        with opening.reading(self._engine) as connection:
            return finding.find(connection, prefix)

    def search(self, words: str, limit: int) -> tuple[Hit, ...]:
        """Give at most `limit` articles whose newest title or text has all of `words`, newest first."""
        with opening.reading(self._engine) as connection:
            return search.search(connection, words, limit)

    def dump(self) -> Iterator[str]:
        """Give the whole content as lines in a fixed order, to prove two ledgers equal."""
        with opening.reading(self._engine) as connection:
            yield from dumping.dump(connection)
