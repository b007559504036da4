"""The bulletin beside a plain digest of the same articles: faithfulness, completeness, readability, sourcing.

    python evals/beside.py sample
    python evals/beside.py FOLDER [--most 240] [--seed 3] [--readings CACHE.json]

The digest is what a feed reader gives: for each story the title and the first two sentences of its first report. Both
are made of the same stories, by week, and judged by the same plain rules (those of evals/bulletin.py):

- faithfulness: lines whose words, names or numbers are in no cited passage; claims whose speaker the line neither holds
  nor names; stories that tell a claim which another report denies or contradicts, and not that it does;
- completeness: of the independent sources of stories with several, those heard; of what the reports say in their first
  25 sentences (claims with a speaker, figures with a unit, actors of the pack), what is told;
- readability: lines that hang in the air, lines of furniture, words a story;
- sourcing: lines with a passage that can be opened, and reprints shown as if they were sources.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from bulletin import bulletins_of, claims_of, documents_of, faults, pieces_of, readings_of

from jarchi.publish.check import fault_of
from jarchi.publish.judged import Judged, judged
from jarchi.publish.lineages import originals, owner
from jarchi.publish.words import plain
from jarchi.records.articles import Document
from jarchi.records.bulletins import Item, Line, Passage
from jarchi.records.dossiers import Piece
from jarchi.records.links import Relation
from jarchi.records.readings import claim_id
from jarchi.sample import sample_reports, sample_sources

SENTENCES = 2
SEARCHED = 25

Cell = tuple[int, int]


class Counts(msgspec.Struct):
    """What was counted of one way of telling: (bad or told, of all)."""

    lines: int = 0
    words: int = 0
    stories: int = 0
    unfaithful: int = 0
    unattributed: int = 0
    one_sided: int = 0
    disputed: int = 0
    heard: int = 0
    voices: int = 0
    told: int = 0
    said: int = 0
    dangling: int = 0
    furniture: int = 0
    opened: int = 0
    reprints: int = 0


def digest_lines(item: Item, pieces: dict[str, Piece]) -> list[Line]:
    """Give the first two sentences of the first report as lines that cite nothing but themselves."""
    piece = pieces[item.reports[0].article]
    text = piece.revision.text
    lines = []
    for span in piece.reading.sentences[:SENTENCES]:
        passage = Passage(piece.revision.article, "", piece.revision.sha256, "", span.start, span.end, span.of(text))
        lines.append(Line(plain(span.of(text)), (passage,), piece.source.id))
    return lines


def spans_of(lines: Sequence[Line]) -> Iterator[tuple[str, int, int]]:
    """Give where the lines stand in their articles."""
    yield from ((passage.article, passage.start, passage.end) for line in lines for passage in line.passages)


def matters(pieces: Sequence[Piece]) -> Iterator[tuple[str, int, str]]:
    """Give what the reports say: the article, the place, and a key by which the same thing is known elsewhere."""
    for piece in pieces:
        reading, article = piece.reading, piece.revision.article
        end = reading.sentences[:SEARCHED][-1].end if reading.sentences else 0
        for claim in reading.claims:
            if claim.source and claim.content and claim.inside is None and claim.content[0].start < end:
                yield article, claim.content[0].start, f"claim {article} {claim.content[0].start}"
        for figure in reading.figures:
            if figure.unit and figure.span.start < end:
                yield article, figure.span.start, f"figure {figure.value} {figure.unit}"
        for name in reading.names:
            if name.actor and name.span.start < end:
                yield article, name.span.start, f"actor {name.actor}"


def count(item: Item, lines: Sequence[Line], pieces: dict[str, Piece], known: Known, counts: Counts) -> None:
    """Count one story as these lines tell it."""
    own = [pieces[report.article] for report in item.reports]
    voices = originals(own, known.judged)
    spans = list(spans_of(lines))
    counts.stories += 1
    counts.lines += len(lines)
    counts.unfaithful += sum(fault_of(line, known.texts.__getitem__) is not None for line in lines)
    counts.words += sum(len(line.text.split()) for line in lines)
    for line in lines:
        found = faults(line, known.speakers)
        counts.dangling += "dangling" in found
        counts.furniture += "furniture" in found
        counts.unattributed += "unattributed" in found
    told = {key for article, at, key in matters(voices) if any(a == article and s <= at < e for a, s, e in spans)}
    counts.told += len(told)
    counts.said += len({key for _, _, key in matters(voices)})
    owners = {owner(piece.source) for piece in voices}
    if len(owners) > 1:
        counts.voices += len(owners)
        counts.heard += len({owner(pieces[article].source) for article, _, _ in spans} & owners)
    _disputes(own, spans, known, counts)


def _disputes(own: Sequence[Piece], spans: Sequence[tuple[str, int, int]], known: Known, counts: Counts) -> None:
    told: set[str] = set()
    for piece in own:
        for claim in piece.reading.claims:
            at = claim.content[0].start if claim.content else -1
            if any(article == piece.revision.article and start <= at < end for article, start, end in spans):
                told.add(claim_id(piece.revision.id, claim))
    for one, other in known.disputes:
        if one in told or other in told:
            counts.disputed += 1
            counts.one_sided += not (one in told and other in told)


class Known(msgspec.Struct, frozen=True):
    """What of a stream both ways of telling are judged by."""

    judged: Judged
    speakers: dict[tuple[str, int, int], list[str]]
    disputes: tuple[tuple[str, str], ...]
    texts: dict[str, str]


def sample() -> list[Document]:
    """Give the newest text of each report of the sample, in order of publication."""
    newest = {document.id: document for _, document in sample_reports()}
    return sorted(newest.values(), key=lambda document: (document.published or "", document.id))


def table(ours: Counts, plain_digest: Counts) -> str:
    """Give the table, a row a measure, as Markdown."""

    def share(part: int, whole: int) -> str:
        return f"{100 * part / whole:.1f} % of {whole}" if whole else "none"

    rows = [("", "bulletin", "digest")]
    for label, value in (
        ("stories, lines", lambda c: f"{c.stories}, {c.lines}"),
        ("unfaithful lines", lambda c: str(c.unfaithful)),
        ("claims without their speaker", lambda c: share(c.unattributed, c.lines)),
        ("disputes told with one side only", lambda c: share(c.one_sided, c.disputed)),
        ("independent sources heard", lambda c: share(c.heard, c.voices)),
        ("claims, figures, actors told", lambda c: share(c.told, c.said)),
        ("lines that hang in the air", lambda c: share(c.dangling, c.lines)),
        ("lines of furniture", lambda c: share(c.furniture, c.lines)),
        ("words a story", lambda c: f"{c.words / max(c.stories, 1):.0f}"),
        ("lines that open a passage", lambda c: share(c.opened, c.lines)),
        ("reprints shown as sources", lambda c: str(c.reprints)),
    ):
        rows.append((label, value(ours), value(plain_digest)))
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "| --- | --- | --- |", *lines[1:]])


def compare(documents: Sequence[Document], cache: Path | None) -> tuple[Counts, Counts]:
    """Give the counts of the bulletins and of the digests of some articles."""
    pieces, relations = pieces_of(documents, readings_of(documents, cache), sample_sources())
    by_article = {piece.revision.article: piece for piece in pieces}
    texts = {piece.revision.sha256: piece.revision.text for piece in pieces}
    known = Known(judged((), relations), claims_of(pieces), tuple(_disputed(relations)), texts)
    ours, digest = Counts(), Counts()
    for bulletin in bulletins_of(pieces, relations):
        for item in (item for section in bulletin.sections for item in section.items):
            count(item, item.lines, by_article, known, ours)
            count(item, digest_lines(item, by_article), by_article, known, digest)
            ours.opened += len(item.lines)
            digest.reprints += sum(report.copy_of is not None for report in item.reports)
    return ours, digest


def _disputed(relations: Sequence[Relation]) -> Iterator[tuple[str, str]]:
    yield from ((tie.subject, tie.object) for tie in relations if tie.kind in ("denies", "contradicts"))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--most", type=int, default=240)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--readings", type=Path)
    options = parser.parse_args()
    is_sample = options.folder == "sample"
    documents = sample() if is_sample else documents_of(Path(options.folder), options.most, options.seed)
    ours, digest = compare(documents, options.readings)
    print(f"{len(documents)} articles\n")
    print(table(ours, digest))
    clean = ours.dangling + ours.furniture + ours.unattributed + ours.unfaithful
    print(f"\nlines of the bulletin without a fault: {100 * (1 - clean / max(ours.lines, 1)):.1f} %")


if __name__ == "__main__":
    main()
