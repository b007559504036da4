"""Lines: which sentences of a story's reports the bulletin prints, word for word, with their passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from jarchi.publish.addresses import text_path
from jarchi.publish.attribution import NOBODY, Attribution, Claims
from jarchi.publish.edits import SUBJECT, Marked, body, marked, unplaced_day
from jarchi.publish.judged import Judged
from jarchi.publish.lineages import owner
from jarchi.publish.standing import (
    CUT_SHORT,
    LONGEST,
    fault,
    has_loose_pronoun,
    has_stranger,
    is_bare_quotation,
    leans,
)
from jarchi.publish.words import alike, content_words
from jarchi.records.bulletins import Line, Passage
from jarchi.records.dossiers import Piece
from jarchi.records.readings import Spans
from jarchi.records.spans import Span

UP = "../../../"
"""From a bulletin's folder to the root of the site; passages name their text relative to `bulletin.json`."""

MOST_LINES = 4
FEWEST_LINES = 2
MOST_WORDS = 1_300
"""Code points of an item's lines together: what a reader takes in before the next headline."""

SEARCHED = 25
"""Sentences of a report that are weighed: what a bulletin needs stands early. Denials are sought in all."""

SAME = 0.5
"""Two sentences that share half of the shorter one's words tell the same. Chosen by eye on lines from PolNeAR and LGL
texts, where at two thirds some said again what stood beside them."""

REPEATED = 0.85
"""A sentence no longer than the title that has so much of its words tells nothing more."""

ENOUGH = 1.6
"""The score under which a sentence is not worth printing once there are two lines."""

LEAD_SCORE = (3.0, 1.6, 1.0, 0.6, 0.3)
"""What a sentence gains by standing first, second ... in its report: the pyramid of news writing."""

LEADS, FIRST = 3, 1.0
"""Sentences that may lead a story, and what the first of them gains beside its place: what the reporter put first is
nearly always who did what. Chosen by eye on leads from PolNeAR and LGL texts."""

LANGUAGE_SCORE = 2.0
"""What a sentence gains by being in the bulletin's language: others come in where they alone tell something."""

FOREIGN = 1
"""Lines in other languages beside two or more in the bulletin's own: one lets another voice be heard, more would mostly
say again what was said, since sentences of two languages cannot be compared here."""

CUT_COST = 0.8
"""What a sentence loses where words had to be cut from it: a whole one reads better."""

SAME_VOICE = 0.9
"""What a sentence loses for each line already taken from its owner: other voices are worth hearing."""


class Candidate(NamedTuple):
    """A sentence that could be printed, and what speaks for it."""

    piece: int
    sentence: int
    score: float
    is_foreign: bool
    words: frozenset[str]
    attribution: Attribution
    printed: frozenset[int]
    disputed: frozenset[str] = frozenset()

    def apart_from(self, other: Candidate) -> bool:
        """Tell whether the two print no sentence in common."""
        return self.piece != other.piece or not self.printed & other.printed

    @property
    def place(self) -> tuple[int, int]:
        """Give its place among the reports, in their order."""
        return self.piece, self.sentence


def choose(
    pieces: Sequence[Piece], best: int, judged: Judged, *, language: str = "en", most: int = MOST_LINES
) -> tuple[Line, ...]:
    """Give up to `most` lines from `pieces` (independent reports, in order of time), `best` being the headline's.

    The lead is a sentence of the best report; the others follow in the order of the reports. A denial or disputed
    claim that can stand is always among them. Gives nothing where no sentence can stand alone.
    """
    candidates = [
        found for number, piece in enumerate(pieces) for found in _candidates(number, piece, judged, language)
    ]
    if all(found.is_foreign for found in candidates):  # nothing better is to be had: they stand as the own ones would
        candidates = [found._replace(is_foreign=False, score=found.score + LANGUAGE_SCORE) for found in candidates]
    taken = _lead(candidates, best)
    while len(taken) < most and (following := _next(candidates, taken, pieces)):
        taken = _with(taken, following)
    _hear_the_denial(candidates, taken, most)
    _hear_the_other_side(candidates, taken, most, judged)
    ordered = taken[:1] + sorted(taken[1:], key=lambda candidate: candidate.place)
    lines: list[Line] = []
    for found in ordered:
        told = " ".join([line.text for line in lines])
        lines.append(line_of(pieces[found.piece], found.sentence, found.attribution, told))
    return tuple(lines)


def _candidates(number: int, piece: Piece, judged: Judged, language: str) -> Iterable[Candidate]:
    reading = piece.reading
    tongue = reading.language or piece.revision.language
    claims = Claims(piece, judged.disputed)
    marks = _marks(piece, claims)
    titles = [content_words(title)] if (title := piece.revision.title) else []
    standing = 0
    for index in range(len(reading.sentences)):
        if index >= SEARCHED and not claims.of(index):
            continue
        shown = marked(piece, index, claims)
        attribution = _standing(piece, index, shown, claims)
        if attribution is None or (index >= SEARCHED and not attribution.is_denial):
            continue
        words = content_words(shown.whole)
        if any(_repeats(words, title) for title in titles):
            continue
        printed = frozenset(_indexes(index, attribution))
        score = marks.get(index, 0.0) + (LEAD_SCORE[standing] if standing < len(LEAD_SCORE) else 0.0)
        score += LANGUAGE_SCORE if tongue == language else 0.0
        score -= CUT_COST * any(edit.kind == "cut" for edit in shown.edits)
        standing += 1
        disputed = judged.disputed & claims.ids(index) if judged.disputed else frozenset()
        yield Candidate(number, index, score, tongue != language, words, attribution, printed, disputed)


def _standing(piece: Piece, index: int, shown: Marked, claims: Claims) -> Attribution | None:
    """Give who says what a sentence says; None where it cannot be read alone, or not without hiding who says it."""
    tongue = piece.reading.language or piece.revision.language
    if fault(shown.whole, tongue, is_first=index == 0) or hangs(piece, index, shown, tongue, claims):
        return None
    attribution = attributed(claims, index, shown)
    if attribution is None or not _has_sound_partner(piece, index, attribution, tongue):
        return None
    return None if attribution.partner is None and is_bare_quotation(shown.whole) else attribution


def standing_line(piece: Piece, index: int, claims: Claims) -> Line | None:
    """Give the line for a sentence, None where it cannot be read alone."""
    attribution = _standing(piece, index, marked(piece, index, claims), claims)
    return line_of(piece, index, attribution) if attribution else None


def hangs(piece: Piece, index: int, shown: Marked, language: str | None, claims: Claims) -> bool:
    """Tell whether a sentence needs what its report says before it: a thing or person met there, a day, a beginning."""
    span, sentence = body(piece, index), shown.whole
    opening = Span(span.start, min(span.start + SUBJECT, span.end))
    has_person = any(name.kind == "person" and opening.covers(name.span) for name in piece.reading.names)
    return (
        has_loose_pronoun(sentence, language, has_person or sentence.startswith("["))
        or has_stranger(span.of(piece.revision.text), language, _people(piece, index, span, shown, claims))
        or (index > 0 and leans(sentence, language, piece.revision.title or ""))
        or unplaced_day(piece, index)
        or (index > 0 and _continues(piece, index))
        or _goes_on(piece, index)
    )


def _people(piece: Piece, index: int, span: Span, shown: Marked, claims: Claims) -> list[int]:
    """Give where in a sentence a person is named: by name, as who speaks, or by the name put in for a pronoun."""
    named = [name.span.start for name in piece.reading.names if name.kind == "person"]
    named += [party.start for claim in claims.of(index) for party in claim.source]
    found = [at - span.start for at in named if span.start <= at < span.end]
    return [-1, *found] if shown.named else found


def _continues(piece: Piece, index: int) -> bool:
    """Tell whether the sentence before was cut short at a full stop that ended none ("Rep.", "U.S.", "5. 9")."""
    before, span, text = *piece.reading.sentences[index - 1 : index + 1], piece.revision.text
    if "\n" in text[before.end : span.start]:
        return False
    return CUT_SHORT.search(before.of(text)) is not None or _breaks_number(before, span, text)


def _goes_on(piece: Piece, index: int) -> bool:
    following = piece.reading.sentences[index + 1 : index + 2]
    return bool(following) and _breaks_number(piece.reading.sentences[index], following[0], piece.revision.text)


def _breaks_number(before: Span, span: Span, text: str) -> bool:
    return text[max(before.end - 2, 0)].isdigit() and text[before.end - 1] == "." and text[span.start].isdigit()


def attributed(claims: Claims, index: int, shown: Marked) -> Attribution | None:
    """Give who says what a sentence says; a name put in for the speaker's pronoun is the speaker."""
    attribution = claims.attribution(index)
    if attribution and attribution is not NOBODY and shown.named and attribution.said_by is None:
        return msgspec.structs.replace(attribution, partner=None, said_by=shown.named)
    return attribution


def _repeats(words: frozenset[str], title: frozenset[str]) -> bool:
    """Tell whether a sentence only says again what the title says, as texts that begin with their title do."""
    return len(words) <= len(title) + 1 and alike(words, title) >= REPEATED


def _has_sound_partner(piece: Piece, index: int, attribution: Attribution, language: str | None) -> bool:
    """Tell whether the sentence that names the speaker, where another one does, can be printed with this one."""
    if attribution.partner is None:
        return True
    partner = piece.reading.sentences[attribution.partner]
    together = len(partner.of(piece.revision.text)) + len(piece.reading.sentences[index].of(piece.revision.text))
    return (
        abs(attribution.partner - index) <= 3
        and together <= LONGEST
        and not fault(partner.of(piece.revision.text), language)
    )


def _marks(piece: Piece, claims: Claims) -> dict[int, float]:
    """Give what each sentence gains by what was read in it: claims, events and figures above names and dates."""
    reading = piece.reading
    marks: dict[int, float] = {}
    found: list[tuple[Spans, float]] = [(claim.content[:1], 1.0) for claim in reading.claims]
    found += [(event.trigger[:1], 0.8 if event.reality == "happened" else 0.4) for event in reading.events]
    found += [((figure.span,), 0.6) for figure in reading.figures if figure.unit or figure.what]
    found += [((name.span,), 0.5 if name.actor else 0.25) for name in reading.names]
    found += [((place.span,), 0.2) for place in reading.meant_places] + [
        ((day.span,), 0.2) for day in reading.dates if day.value
    ]
    for spans, weight in found:
        for span in spans:
            index = claims.sentence_at(span.start)
            marks[index] = min(marks.get(index, 0.0) + weight, 3.0)
    return marks


def _lead(candidates: Sequence[Candidate], best: int) -> list[Candidate]:
    """Give the first sentence of the best report that can stand, or one of the next two that tells far more."""
    own = [candidate for candidate in candidates if candidate.piece == best] or candidates
    first = min((found.place for found in own), default=None)
    ahead = [found for found in own if found.piece == own[0].piece and found.sentence < SEARCHED][:LEADS] or own[:1]
    return sorted(ahead, key=lambda found: (-found.score - FIRST * (found.place == first), found.place))[:1]


def _next(candidates: Sequence[Candidate], taken: Sequence[Candidate], pieces: Sequence[Piece]) -> Candidate | None:
    voices = Counter(owner(pieces[found.piece].source) for found in taken)
    room = MOST_WORDS - sum(_length(found, pieces) for found in taken)
    scored = [
        (found.score - SAME_VOICE * voices[owner(pieces[found.piece].source)], -found.piece, -found.sentence, found)
        for found in candidates
        if _length(found, pieces) <= room and _is_welcome(found, taken) and _is_new(found, taken)
    ]
    score, _, _, found = max(scored, key=lambda entry: entry[:3], default=(0.0, 0, 0, None))
    return found if found and (score >= ENOUGH or len(taken) < FEWEST_LINES) else None


def _is_welcome(found: Candidate, taken: Sequence[Candidate]) -> bool:
    """Tell whether one more line in the candidate's language is wanted."""
    foreign = sum(other.is_foreign for other in taken)
    return not found.is_foreign or foreign < FOREIGN or len(taken) - foreign < FEWEST_LINES


def _is_new(found: Candidate, taken: Iterable[Candidate]) -> bool:
    """Tell whether the candidate shares no sentence with those taken and says something else than each of them."""
    return all(
        _takes_in(found, other) or (found.apart_from(other) and alike(found.words, other.words) < SAME)
        for other in taken
    )


def _takes_in(found: Candidate, other: Candidate) -> bool:
    """Tell whether the candidate would print the other's sentence too, as the one that names its speaker."""
    return found.piece == other.piece and found.printed > other.printed


def _with(taken: Sequence[Candidate], found: Candidate) -> list[Candidate]:
    """Give the lines with one more, in the place of one that it takes in."""
    kept = [found if _takes_in(found, other) else other for other in taken]
    return kept if found in kept else [*kept, found]


def _length(found: Candidate, pieces: Sequence[Piece]) -> int:
    sentences = pieces[found.piece].reading.sentences
    return sum(sentences[index].end - sentences[index].start for index in _indexes(found.sentence, found.attribution))


def _hear_the_denial(candidates: Sequence[Candidate], taken: list[Candidate], most: int) -> None:
    """Make sure that what is denied is not told without its denial: it takes the last place, never the lead's."""
    if not taken or any(found.attribution.is_denial for found in taken):
        return
    denials = [found for found in candidates if found.attribution.is_denial and _is_new(found, taken)]
    if denials:
        del taken[max(most - 1, 1) :]
        taken.append(max(denials, key=lambda found: (found.score, -found.piece, -found.sentence)))


def _hear_the_other_side(candidates: Sequence[Candidate], taken: list[Candidate], most: int, judged: Judged) -> None:
    """Make sure that of two claims that cannot both hold not one alone is told: the other takes the last place."""
    told = {id for found in taken for id in found.disputed}
    if most < FEWEST_LINES or not told:
        return
    missing = {other for pair in judged.against for one, other in (pair, pair[::-1]) if one in told} - told
    others = [found for found in candidates if found.disputed & missing and all(found.apart_from(one) for one in taken)]
    if others:
        del taken[max(most - 1, 1) :]
        taken.append(max(others, key=lambda found: (found.score, -found.piece, -found.sentence)))


def _indexes(index: int, attribution: Attribution) -> list[int]:
    return sorted({index} if attribution.partner is None else {index, attribution.partner})


def line_of(piece: Piece, index: int, attribution: Attribution = NOBODY, told: str = "") -> Line:
    """Give the line for a sentence, with the one that names its speaker where the attribution asks for it.

    `told` are the lines that stand before it: a name that they have in full is not put in again.
    """
    claims = Claims(piece)
    indexes = _indexes(index, attribution)
    parts = [marked(piece, number, claims, told) for number in indexes]
    cited = sorted({number for part in parts for number in part.cited})
    joint = " " if indexes[-1] - indexes[0] <= 1 else " … "
    return Line(
        text=joint.join(part.text for part in parts),
        passages=tuple(passage_of(piece, number) for number in cited),
        source=piece.source.id,
        published=piece.published,
        said_by=attribution.said_by,
        speaker=attribution.speaker,
        unverified=attribution.unverified,
        kind=attribution.kind,
        language=piece.reading.language or piece.revision.language,
        edits=tuple(edit for part in parts for edit in part.edits),
    )


def passage_of(piece: Piece, index: int) -> Passage:
    """Give the passage of a sentence, without a dateline, its text named relative to a bulletin's folder."""
    span, revision = body(piece, index), piece.revision
    return Passage(
        article=revision.article,
        url=revision.url,
        revision=revision.sha256,
        file=UP + text_path(revision.sha256),
        start=span.start,
        end=span.end,
        quote=span.of(revision.text),
    )
