"""Items: a story as the bulletin tells it."""

from __future__ import annotations

from collections.abc import Sequence

from jarchi.publish.edits import body
from jarchi.publish.figures import numbers
from jarchi.publish.judged import Judged
from jarchi.publish.lineages import independent, originals
from jarchi.publish.lines import MOST_LINES, choose
from jarchi.publish.standing import is_furniture, without_tail
from jarchi.publish.whereabouts import spots_of, when_of
from jarchi.publish.words import WORD, plain
from jarchi.records.bulletins import Item, Line, Report
from jarchi.records.dossiers import Dossier, Piece

QUOTES = "\"'“”‘’«»„"
SHORT_TITLE, LONG_TITLE = 9, 140
"""Code points between which a title tells a happening; shorter ones are labels, longer ones paragraphs."""

SEARCHED = 20_000
"""Code points of a text in which the words of a title in capitals are looked up."""

OPENINGS = 5
MOST_DIGITS = 4
"""Sentences that are tried as a title; of which fewer than a fourth of the letters' number may be digits."""

UNTITLED = 110
"""Code points of the text that stand for the title of a report without one."""


def item_of(  # noqa: PLR0913  # each is another thing that an item is made of
    dossier: Dossier,
    countries: tuple[str, ...],
    judged: Judged,
    *,
    language: str = "en",
    most: int = MOST_LINES,
    why: str = "",
    thread: str | None = None,
) -> Item:
    """Give a story in full: headline, up to `most` lines, its reports with copies marked, its figures.

    The dossier has its reports of the period in order of time, at least one; `most` 1 gives a story in brief; `why`
    tells its weight.
    """
    pieces = dossier.pieces
    voices = originals(pieces, judged)
    best = foremost(voices, language)
    lines = choose(voices, best, judged, language=language, most=most)
    return Item(
        story=dossier.story,
        headline=title_of(voices[best]),
        lines=lines,
        reports=tuple(report_of(piece, judged) for piece in pieces),
        independent=independent(pieces, judged),
        figures=numbers(voices, lines) if most > 1 else (),
        countries=countries,
        brief=most == 1,
        why=why,
        thread=thread,
        places=spots_of(pieces),
        when=when_of(pieces, lines),
    )


def lead_of(pieces: Sequence[Piece], judged: Judged, language: str = "en") -> Line | None:
    """Give the line that leads a story, None where no sentence of its reports can stand alone."""
    voices = originals(pieces, judged)
    lines = choose(voices, foremost(voices, language), judged, language=language, most=1)
    return lines[0] if lines else None


def foremost(voices: Sequence[Piece], language: str) -> int:
    """Give the index of the report that heads the story: the one with the best title, and of these the earliest.

    A title in the bulletin's language comes before others, one that tells before one that shouts, asks or only quotes.
    """

    def rank(index: int) -> tuple[bool, bool, int, int]:
        piece = voices[index]
        tongue = piece.reading.language or piece.revision.language
        title = (piece.revision.title or "").strip()
        return not title, tongue != language, _weakness(plain(title)), index

    return min(range(len(voices)), key=rank)


def _weakness(title: str) -> int:
    """Count what speaks against a title as a headline."""
    return (
        2 * _shouts(title)
        + title.rstrip(QUOTES).endswith("?")
        + title.startswith(tuple(QUOTES))
        + (not SHORT_TITLE <= len(title) <= LONG_TITLE)
    )


def _shouts(title: str) -> bool:
    capitals = sum(map(str.isupper, title))
    return len(title.split()) > 2 and 2 * capitals > sum(map(str.isalpha, title))


def title_of(piece: Piece) -> str:
    """Give the title of a report as a headline: on one line, not in capitals throughout, without "(photo)" at its end.

    Of a report without one, its first paragraph where that is short, else its first sentence, cut at a word with an
    ellipsis where it is long.
    """
    title = without_tail(plain(piece.revision.title or ""), piece.source.name)
    if title:
        return _calmed(title, piece.revision.text) if _shouts(title) else title
    opening = _opening(piece)
    if len(opening) <= UNTITLED:
        return opening or "…"
    return opening[:UNTITLED].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + " …"


def _opening(piece: Piece) -> str:
    """Give the words that stand for a title: the first paragraph or sentence that is no date and no credit."""
    text = piece.revision.text
    first = plain(text.strip().partition("\n")[0][: 4 * UNTITLED])
    places = range(min(len(piece.reading.sentences), OPENINGS))
    told = [plain(body(piece, index).of(text)[: 4 * UNTITLED]) for index in places]
    openings = [first, *told] if len(first) <= UNTITLED else [*told, first]
    return next((words for words in openings if _is_wording(words)), first)


def _is_wording(words: str) -> bool:
    return not is_furniture(words) and MOST_DIGITS * sum(map(str.isdigit, words)) < sum(map(str.isalpha, words))


def _calmed(title: str, text: str) -> str:
    """Give a title in capitals as its report writes its words: small where the text has them small, else as names."""
    forms: dict[str, str] = {}
    for word in WORD.findall(text[:SEARCHED]):
        if not word.isupper() or len(word) < 5:
            forms.setdefault(word.casefold(), word)
            if word.islower():
                forms[word.casefold()] = word
    calm = WORD.sub(lambda found: forms.get(found.group().casefold(), found.group().lower()), title)
    return calm[:1].upper() + calm[1:]


def report_of(piece: Piece, judged: Judged) -> Report:
    """Give the report as the bulletin lists it."""
    revision, source = piece.revision, piece.source
    return Report(
        article=revision.article,
        title=title_of(piece),
        url=revision.url,
        source=source.id,
        source_name=source.name,
        source_class=source.kind,
        reliability=source.reliability,
        published=piece.published,
        first_seen=piece.first_seen,
        copy_of=judged.copy_of(piece),
        revisions=piece.revisions,
        language=piece.reading.language or revision.language,
    )
