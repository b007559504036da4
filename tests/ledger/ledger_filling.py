"""Articles, readings and links of our own making, for the tests of the ledger."""

from __future__ import annotations

from collections.abc import Sequence

from jarchi.ledger import Ledger
from jarchi.records.articles import Article, Document, Revision, sha256_of
from jarchi.records.inputs import Haul
from jarchi.records.links import Linked, Membership, Relation
from jarchi.records.readings import Claim, Event, Name, Participant, Reading, claim_id, event_id
from jarchi.records.spans import Span

SEEN = "2026-03-10T08:00:00Z"


def document(number: int, text: str = "", **fields: str | None) -> Document:
    """Give an article published in the hour `number` of 1 March 2026."""
    given: dict[str, str | None] = {
        "title": f"Report {number}",
        "url": f"https://news.example/{number}",
        "source": "news",
        "published": f"2026-03-01T{number % 24:02}:00:00+00:00",
    }
    return Document(
        id=f"a{number}", text=text or f"The minister met the envoy of country {number}.", **(given | fields)
    )


def article_id(number: int) -> str:
    return Article.id_of(f"https://news.example/{number}")


def revision_id(given: Document) -> str:
    return Revision.id_of(Article.id_of(given.url or given.id), given.title, sha256_of(given.text))


def reading(revision: Revision, reader: str = "reader-1") -> Reading:
    """Give a reading of "The minister met the envoy ...": one claim, one event with two actors."""
    who = (Participant(Span(0, 12), "region:minister"),)
    whom = (Participant(Span(17, 26), "region:envoy"),)
    return Reading(
        revision.article,
        reader,
        "en",
        published=(revision.published or "")[:10] or None,
        sentences=(Span(0, len(revision.text)),),
        names=(Name(Span(0, 12), "person", "region:minister"), Name(Span(17, 26), "person")),
        claims=(Claim((Span(0, 12),), (Span(13, 16),), (Span(17, 26),), "region:minister", "official"),),
        events=(Event((Span(13, 16),), "CONSULT", "meet", who, whom, "2026-03-01", 1526384),),
    )


def link(revision: Revision, given: Reading, story: str = "s1", copy_of: str | None = None) -> tuple[Linked, bytes]:
    """Give a link with one inferred relation from the article's event to its claim."""
    tie = Relation(
        "before",
        event_id(revision.id, given.events[0]),
        claim_id(revision.id, given.claims[0]),
        "inferred",
        "shared actors",
        revision.id,
        (Span(13, 16),),
    )
    membership = Membership(revision.article, revision.id, story, copy_of, "the same names")
    return Linked(membership, (tie,)), b'{"of":"' + revision.id.encode() + b'"}'


def store(ledger: Ledger, *documents: Document, seen: str = SEEN) -> None:
    ledger.store(Haul(documents), seen)


def read_all(ledger: Ledger, reader: str = "reader-1", batch: int = 100) -> list[str]:
    """Read what is unread; gives the ids of the revisions in the order in which they came."""
    order = []
    while revisions := ledger.unread(reader, batch):
        ledger.save_readings(reader, [(revision.id, reading(revision, reader)) for revision in revisions], SEEN)
        order += [revision.id for revision in revisions]
    return order


def link_all(ledger: Ledger, linker: str = "linker-1", batch: int = 100, stories: int = 3) -> list[str]:
    """Link what is unlinked, each article into one of a few stories; gives the article ids in their order."""
    order: list[str] = []
    while pairs := ledger.unlinked(linker, batch):
        ledger.save_links(linker, [link(revision, given, _story(revision, stories)) for revision, given in pairs])
        order += [revision.article for revision, _ in pairs]
    return order


def _story(revision: Revision, stories: int) -> str:
    return f"s{int(revision.article, 16) % stories}"


def fill(ledger: Ledger, documents: Sequence[Document]) -> None:
    store(ledger, *documents)
    read_all(ledger)
    link_all(ledger)
