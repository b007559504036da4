"""How a bulletin reads: composes one over a folder of texts that nobody here wrote, and counts what an editor strikes.

    python evals/bulletin.py FOLDER [--most 120] [--lines 200] [--seed 7] [--readings CACHE.json] [--beside OUT]

FOLDER holds plain texts (`*.txt`, the first paragraph a title where it stands alone, the day of publication where the
name has one), JSON Lines as `jarchi read` takes them, or topics laid out like ECB+. All of them are read, linked and
composed by week through a lens that asks for nothing; then of some lines, drawn at random with the seed, it counts:

- dangling: begins with a pronoun, a link to the sentence before, or a day that nobody can place;
- furniture: captions, credits, bylines, datelines, calls to subscribe;
- unfaithful: a name, number, date or word that is in no cited passage (the checks, on the finished line);
- unattributed: a claim in the cited passage whose speaker the line neither holds nor names.

The rules here are plainer than those that compose, and made apart from them. With `--beside` it writes each bulletin
beside the plain digest of the same articles, the first two sentences of each story's first report, for blind reading:
A.md and B.md in an order drawn by the seed, with the answer in `key.json`.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
from stories import text_of

from jarchi.errors import ReadError
from jarchi.link import Linker, rank_agents
from jarchi.publish import Edition, Material, check, compose
from jarchi.publish.editions import period
from jarchi.publish.standing import CUT_SHORT
from jarchi.publish.words import plain
from jarchi.read import Reader
from jarchi.records.articles import Article, Document, Revision, sha256_of
from jarchi.records.bulletins import Bulletin, Item, Line
from jarchi.records.dossiers import Dossier, Piece
from jarchi.records.links import Relation
from jarchi.records.readings import Reading
from jarchi.records.regions import Lens
from jarchi.records.sources import Source
from jarchi.regions import load_region

SEEN = "2026-01-01T00:00:00Z"
START = datetime(2024, 1, 1, tzinfo=UTC)
DAY = re.compile(r"(\d{4}-\d\d-\d\d)")
DANGLING = re.compile(
    r"[\s\"'“‘]*(?:"
    r"(?:he|she|it|they|his|her|their|its|this|that|these|those|such|but|and|or|so|yet|however|also|then|meanwhile)\b"
    r"|(?:moreover|instead|therefore|thus|still|now)\b"
    r"|the (?:move|decision|statement|document|announcement|two|pair|latter|former|same|incident|official|measure)\b"
    r"|(?:in|at|by|after|before|under) (?:(?:his|her|their) [a-z ]+, (?![A-Z\[])|(?:this|that|these|those)\b)"
    r")|\bthe (?:same|next|previous|following) (?:day|week|month|year)\b"
    r"|\ba (?:day|week|month|year) (?:earlier|later)\b",
    re.IGNORECASE,
)
ASIDE = re.compile(r"\b(?:also|however|meanwhile)\b|\btoo(?=[.,;])", re.IGNORECASE)
LOOSE_DAY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!(?: [a-z]+){0,4}(?:['’]s)? \[| ?,? ?(?:[A-Z][a-z]+\.? \d|\d))"
    r"|\b(?:yesterday|today|tomorrow)\b(?!(?:['’]s)? \[)"
)
HANGING = (ASIDE, LOOSE_DAY, re.compile(r"\b(?:I|we|you)\b"))
FURNITURE = re.compile(
    r"subscribe|newsletter|read more|see also|read also|click here|continue reading|^advertisement|all rights reserved"
    r"|copyright|cookies|\b(?:file|stock|ap) photo|\bphotos?(?: by|:| courtesy)|\(photo|\bcaption\b"
    r"|reporting by|editing by|follow (?:us|him|her)|is a reporter"
    r"|sign up|share this|^by (?-i:[A-Z])|^(?-i:[A-Z][A-Z .,/-]{3,40})(?:\([^)]*\))?\s*[—–-]"
    r"|\b(?:left|right|center)\)|related stor"
    r"|ctrl\+enter|https?:|www\.|^source:|contact (?:her|him) at",
    re.IGNORECASE,
)
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|``.*?''")


def documents_of(folder: Path, most: int, seed: int) -> list[Document]:
    """Give up to `most` documents of a folder, in order of publication."""
    found = [*_texts(folder), *_lines(folder), *_annotated(folder)]
    chosen = random.Random(seed).sample(found, most) if len(found) > most else found
    return sorted(chosen, key=lambda document: (document.published or "", document.id))


DATED = re.compile(r"(?P<day>\d\d)[/.](?P<month>\d\d)[/.](?P<year>\d{4})(?: (?P<hour>\d\d:\d\d))?\s+")


def _texts(folder: Path) -> Iterator[Document]:
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_text(encoding="utf-8", errors="replace").strip()
        first, _, rest = text.partition("\n\n")
        title, body = (plain(first), rest.strip()) if rest.strip() and len(first) <= 200 else (None, text)
        named, dated = DAY.search(path.name), DATED.match(body)
        published = f"{named[1]}T12:00:00+00:00" if named else None
        if dated and not named:
            published = f"{dated['year']}-{dated['month']}-{dated['day']}T{dated['hour'] or '12:00'}:00+00:00"
            body = body[dated.end() :]
        if body:
            yield Document(path.stem, body, title, source=path.stem.partition("_")[0], published=published)


def _lines(folder: Path) -> Iterator[Document]:
    for path in sorted(folder.rglob("*.jsonl")):
        yield from (msgspec.json.decode(line, type=Document) for line in path.read_bytes().splitlines() if line.strip())


def _annotated(folder: Path) -> Iterator[Document]:
    """Give the articles of topics laid out like ECB+; they have no dates, so they come two hours apart."""
    for number, path in enumerate(sorted(folder.rglob("*.xml"))):
        if text := text_of(path).strip():
            moment = (START + timedelta(hours=2 * number)).isoformat()
            yield Document(path.stem, text, source=f"outlet {number % 9}", published=moment)


def readings_of(documents: Sequence[Document], cache: Path | None) -> dict[str, Reading]:
    """Give the reading of each document, from the cache where it has one; those that cannot be read are told."""
    known: dict[str, Reading] = {}
    if cache and cache.exists():
        known = msgspec.json.decode(cache.read_bytes(), type=dict[str, Reading])
    reader = Reader(load_region("central_asia"))
    for document in documents:
        if document.id not in known:
            try:
                known[document.id] = reader.read(document)
            except ReadError as error:
                print(f"{document.id}: {error}")
    if cache:
        cache.write_bytes(msgspec.json.encode(known))
    return known


def pieces_of(
    documents: Sequence[Document], readings: dict[str, Reading], sources: Sequence[Source] = ()
) -> tuple[list[Piece], list[Relation]]:
    """Link the documents and give them as the ledger would; a source that is not among `sources` is made up."""
    linker, pieces, relations = Linker(load_region("central_asia")), [], []
    known = {source.id: source for source in sources}
    for document in documents:
        if document.id not in readings:
            continue
        url = document.url or f"https://{document.source or 'outlet'}.example/{document.id}"
        article = Article.id_of(url)
        sha = sha256_of(document.text)
        id = Revision.id_of(article, document.title, sha)
        stated = msgspec.structs.replace(document, id=article)
        linked, _ = linker.link(stated, readings[document.id], id, moment=document.published or SEEN)
        name = document.source or "outlet"
        revision = Revision(id, article, url, name, document.text, sha, SEEN, document.title, document.published, "en")
        pieces.append(
            Piece(revision, readings[document.id], linked.membership, known.get(name, Source(name, name)), SEEN)
        )
        relations += linked.relations
    return pieces, relations


def bulletins_of(pieces: Sequence[Piece], relations: Sequence[Relation]) -> Iterator[Bulletin]:
    """Give the checked bulletin of each week that has a report."""
    region, lens = load_region("central_asia"), Lens("everything", "Everything")
    texts = {piece.revision.sha256: piece.revision.text for piece in pieces}
    for first, last in sorted({period("week", date.fromisoformat(piece.moment[:10])) for piece in pieces}):
        edition = Edition(lens, first, last)
        lower, upper = edition.bounds
        told = [piece for piece in pieces if lower <= piece.moment < upper]
        stories: dict[str, list[Piece]] = {}
        for piece in sorted(told, key=lambda piece: (piece.moment, piece.revision.article)):
            stories.setdefault(piece.membership.story, []).append(piece)
        dossiers = [Dossier(story, tuple(found)) for story, found in sorted(stories.items())]
        material = Material(dossiers, relations=relations, rank=rank_agents)
        yield check(compose(edition, region, material), texts.__getitem__)


def faults(line: Line, claims: dict[tuple[str, int, int], list[str]]) -> list[str]:
    """Name what an editor would strike in a line."""
    found = []
    bare = QUOTED.sub(" ", line.text)
    if DANGLING.match(line.text) or CUT_SHORT.search(line.text) or any(one.search(bare) for one in HANGING):
        found.append("dangling")
    if FURNITURE.search(line.text):
        found.append("furniture")
    for passage in line.passages:
        speakers = claims.get((passage.article, passage.start, passage.end), [])
        if speakers and not line.said_by and not any(plain(speaker) in plain(line.text) for speaker in speakers):
            found.append("unattributed")
            break
    return found


def claims_of(pieces: Sequence[Piece]) -> dict[tuple[str, int, int], list[str]]:
    """Give, by article and sentence, the words of the speakers of its claims."""
    found: dict[tuple[str, int, int], list[str]] = {}
    for piece in pieces:
        for claim in piece.reading.claims:
            for span in claim.content:
                home = next((one for one in piece.reading.sentences if one.start <= span.start < one.end), None)
                if home and claim.source:
                    words = " … ".join(source.of(piece.revision.text) for source in claim.source)
                    found.setdefault((piece.revision.article, home.start, home.end), []).append(words)
    return found


def digest_of(items: Sequence[Item], pieces: dict[str, Piece]) -> str:
    """Give the plain digest: each story's title and the first two sentences of its first report."""
    told = []
    for item in items:
        piece = pieces[item.reports[0].article]
        opening = " ".join(span.of(piece.revision.text) for span in piece.reading.sentences[:2])
        told.append(f"### {item.reports[0].title}\n\n{plain(opening)}\n\n*{item.reports[0].source_name}*\n")
    return "\n".join(told)


def told_of(items: Sequence[Item]) -> str:
    """Give the items of a bulletin as Markdown, without a sign of who made it."""
    told = []
    for item in items:
        lines = " ".join(plain(line.text) for line in item.lines)
        told.append(f"### {item.headline}\n\n{lines}\n\n*{', '.join(sorted({r.source_name for r in item.reports}))}*\n")
    return "\n".join(told)


def write_beside(folder: Path, made: Sequence[Bulletin], pieces: Sequence[Piece], chance: random.Random) -> None:
    """Write each bulletin beside the plain digest, unnamed, and the key to which is which."""
    known = {piece.revision.article: piece for piece in pieces}
    key = {}
    for bulletin in made:
        items = [item for section in bulletin.sections for item in section.items][:12]
        pair = [("bulletin", told_of(items)), ("digest", digest_of(items, known))]
        chance.shuffle(pair)
        place = folder / bulletin.from_
        place.mkdir(parents=True, exist_ok=True)
        for letter, (_, text) in zip("AB", pair, strict=True):
            (place / f"{letter}.md").write_text(text, encoding="utf-8")
        key[bulletin.from_] = {letter: name for letter, (name, _) in zip("AB", pair, strict=True)}
    (folder / "key.json").write_text(json.dumps(key, indent=1), encoding="utf-8")


def main() -> None:
    """Print the counts, and the lines with a fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=120)
    parser.add_argument("--lines", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--readings", type=Path)
    parser.add_argument("--beside", type=Path)
    parser.add_argument("--show", action="store_true", help="print every item")
    options = parser.parse_args()
    documents = documents_of(options.folder, options.most, options.seed)
    pieces, relations = pieces_of(documents, readings_of(documents, options.readings))
    made = list(bulletins_of(pieces, relations))
    items = [item for bulletin in made for section in bulletin.sections for item in section.items]
    lines = [line for item in items for line in item.lines]
    chance = random.Random(options.seed)
    drawn = chance.sample(lines, options.lines) if len(lines) > options.lines else lines
    claims = claims_of(pieces)
    counts = dict.fromkeys(("dangling", "furniture", "unattributed"), 0)
    for line in drawn:
        for fault in faults(line, claims):
            counts[fault] += 1
            print(f"{fault:12} {plain(line.text)}")
    if options.show:
        print(told_of(items))
    if options.beside:
        write_beside(options.beside, made, pieces, chance)
    silent = sum(not item.lines for item in items)
    withheld = sum(len(bulletin.withheld) for bulletin in made)
    print(f"{len(documents)} articles, {len(items)} stories ({silent} without a line), {len(lines)} lines")
    print(f"of {len(drawn)} lines: " + ", ".join(f"{count} {name}" for name, count in counts.items()))
    print(f"unfaithful, withheld by the checks: {withheld}")
    clean = 100 * (1 - sum(bool(faults(line, claims)) for line in drawn) / max(len(drawn), 1))
    print(f"lines without a fault: {clean:.1f} %")


if __name__ == "__main__":
    main()
