"""Claim keys: what is needed to compare a claim later, taken from the text and its reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, partial
from typing import TypeVar

from msgspec.structs import replace

from jarchi.link.claims_scope import BREAK, PAUSE, QUOTES, Scope, Stems, around_figure, is_unsaid, scope_of
from jarchi.link.claims_words import claim_words, content_stems, fates_of, speaker_stem, stem_of
from jarchi.link.signatures import ClaimKey, FigureKey, Stance, Trait
from jarchi.link.words import STOP_WORDS, words_of
from jarchi.records.readings import Claim, DateMention, Figure, Name, PlaceMention, Reading, Spans, claim_id
from jarchi.records.regions import Region
from jarchi.records.spans import Span, hull

Thing = TypeVar("Thing", Name, PlaceMention, DateMention, Figure)

MOST_CLAIMS = 24
MOST_WORDS = 24
SMALL = 3
"""Stop words of so few letters are grammar, also in names of speakers; longer ones can be what a body is called."""
NEAR = 24
"""Code points before a cue in which a negation of it stands."""
BESIDE = 9
OPENING, ENDING = 7, 6
"""Words beside a content, at its beginning ("it is not true that") and at its end by which it is called wrong."""
CLAUSES = frozenset({"that", "что"})
"""Words behind which a content says in full what it is of."""
REQUEST = 6
"""Words at the beginning of a content among which the word for a request stands."""
AT_EDGE = ' ,:–—-"“«„\n'
AROUND = 160
"""Code points before a content that stand for its sentence where sentences are not known."""


def lands_of(region: Region) -> dict[str, str]:
    """Give the country codes behind the stems of single words that name a country or its people in any language."""
    found: dict[str, set[str]] = {}
    for country in region.countries:
        for names in ((country.name,), *country.names.values(), *country.demonyms.values()):
            for name in names:
                words = words_of(name)
                if len(words) == 1:
                    found.setdefault(stem_of(words[0]), set()).add(country.code)
    return {word: min(codes) for word, codes in sorted(found.items()) if len(codes) == 1}


def claim_keys(
    text: str, reading: Reading, revision: str, lands: Mapping[str, str] | None = None
) -> tuple[ClaimKey, ...]:
    """Give what is needed to compare the first 24 claims of a reading later, in order of the text.

    `lands` are the words for countries (`lands_of`).
    """
    drawing = _Drawing(text, reading, revision, lands or {})
    return tuple(drawing.key(claim) for claim in reading.claims[:MOST_CLAIMS])


class _Drawing:
    """Draws the keys of one text's claims."""

    def __init__(self, text: str, reading: Reading, revision: str, lands: Mapping[str, str]) -> None:
        self.text = text
        self.reading = reading
        self.revision = revision
        self.lands = lands
        self.language = (reading.language or "").casefold().partition("-")[0]
        self.lexicon = claim_words(self.language)
        self.fates = fates_of(self.language)
        self.places = reading.meant_places

    def key(self, claim: Claim) -> ClaimKey:
        """Give the key of a claim."""
        content = claim.content
        said = self._words(content)
        who: Span | None = getattr(claim, "who", None)
        named = self._words((*claim.source, who) if who else claim.source)
        names = _inside(content, self.reading.names)
        places = _inside(content, self.places)
        people = [words for name in names if name.kind == "person" and (words := self._words((name.span,)))]
        days = (day for day in _inside(content, self.reading.dates) if day.kind == "date")
        known = {word for words in people for word in words}.union(self._words([place.span for place in places]))
        named_there = self._words([name.span for name in names])
        stems = partial(self._stems, known)
        countries = {place.country for place in places if place.precision == "country" and place.country}
        told = " … ".join(span.of(self.text) for span in content)
        kept = _each_once(stems(said)[:MOST_WORDS])
        scope = scope_of(told, said, self.language, stems)
        return ClaimKey(
            id=claim_id(self.revision, claim),
            voice=claim.actor or " ".join(content_stems(named, self.language)),
            by_actor=claim.actor is not None,
            speaker=claim.speaker,
            kind=claim.kind,
            polarity=claim.polarity,
            words=kept,
            actors=_each_once(name.actor for name in names if name.actor),
            figures=self._figures(content, partial(self._stems, known.union(named_there))),
            named=tuple(dict.fromkeys(self._speaker(named))),
            lands=_each_once(self._lands(named)),
            places=_each_once(self._place(place) for place in places if place.precision != "country"),
            countries=_each_once((*countries, *self._lands(said))),
            people=_each_once(stem_of(words[-1]) for words in people),
            days=_each_once(day.value for day in days if day.value),
            denied=scope.denied,
            heads=scope.heads,
            around=scope.around,
            names=_each_once(stem for word in named_there if (stem := stem_of(word)) in kept),
            traits=self._traits(claim, said, scope),
            stance=self._stance(claim),
            moves=tuple(sorted(self.lexicon.moves.intersection(said))),
        )

    def _speaker(self, words: list[str]) -> list[str]:
        kept = [word for word in words if len(word) > SMALL or word not in STOP_WORDS]
        stems = [speaker_stem(word, self.language) for word in kept if len(word) > 1]
        return [stem for stem in stems if stem not in self.lands]

    def _words(self, spans: Sequence[Span]) -> list[str]:
        return [word for span in spans for word in words_of(span.of(self.text))]

    def _lands(self, words: list[str]) -> list[str]:
        """Give the countries that single words name."""
        return [self.lands[stem] for word in words if (stem := stem_of(word)) in self.lands]

    def _place(self, place: PlaceMention) -> str:
        return f"g{place.geonames}" if place.geonames else stem_of(place.span.of(self.text).casefold())

    def _stems(self, known: AbstractSet[str], words: Sequence[str]) -> list[str]:
        """Give the stems of words without those that are `known` to name something, and without countries."""
        kept = [word for word in words if word not in known and stem_of(word) not in self.lands]
        return content_stems(kept, self.language)

    def _figures(self, content: Spans, stems: Stems) -> tuple[FigureKey, ...]:
        """Give the figures of a content that are no ranges."""
        found = []
        for figure in _inside(content, self.reading.figures):
            if figure.upper is not None:
                continue
            part = next(span for span in content if span.start <= figure.span.start < span.end)
            before, after = Span(part.start, figure.span.start), Span(figure.span.end, max(part.end, figure.span.end))
            is_aside = before.of(self.text).rstrip(" $€£¥₽₸").endswith("(")
            near, is_part = around_figure(before.of(self.text), after.of(self.text), self.language, stems)
            what = tuple(content_stems(self._words((figure.what,)), self.language)) if figure.what else ()
            key = FigureKey(float(figure.value), figure.unit or "", what, figure.bound, near)
            fates = tuple(one for one in near if one in self.fates)
            found.append(replace(key, is_part=is_part, is_aside=is_aside, role=figure.role or "", fates=fates))
        return tuple(found)

    def _is_unsaid(self, claim: Claim) -> bool:
        """Tell whether the cue says that it was not said, or is doubted."""
        if not claim.cue:
            return False
        before = Span(max(0, claim.cue[0].start - NEAR), claim.cue[0].start).of(self.text)
        return is_unsaid(words_of(PAUSE.split(before)[-1]), self._words(claim.cue), self.language)

    def _traits(self, claim: Claim, said: Sequence[str], scope: Scope) -> tuple[Trait, ...]:
        """Give what kind of content a claim has."""
        found: dict[Trait, bool] = {
            "open": scope.is_open or self._is_unsaid(claim),
            "bare": scope.is_bare,
            "thing": scope.is_thing and not self._is_denied(claim, said),
            "own": scope.is_own,
            "wish": bool(said) and (said[0] in self.lexicon.infinitives or self._is_request(said)),
            "sum": not self.lexicon.sums.isdisjoint(said),
            "of words": not self.lexicon.sayings.isdisjoint(said) and CLAUSES.isdisjoint(said),
            "denial told": not self.lexicon.denials.isdisjoint(said),
            "quoted": self._is_quoted(claim.content),
        }
        return tuple(trait for trait, is_so in found.items() if is_so)

    def _up_to_joint(self, before: str) -> str:
        """Give the words before a content without what joins it to them, such as ", that"."""
        bare = before.rstrip(AT_EDGE)
        while (last := bare.rpartition(" ")[2].casefold()) in self.lexicon.joints:
            bare = bare[: len(bare) - len(last)].rstrip(AT_EDGE)
        return bare

    def _is_request(self, said: Sequence[str]) -> bool:
        """Tell whether a content begins with something that is asked or offered ("an earlier request to ...")."""
        opening = said[: next((at for at, word in enumerate(said) if word in self.lexicon.joints), REQUEST)][:REQUEST]
        return said[0] in self.lexicon.openings and not self.lexicon.requests.isdisjoint(opening)

    def _is_denied(self, claim: Claim, said: Sequence[str]) -> bool:
        """Tell whether a thing is denied to be, not refused."""
        return not self.lexicon.denials.isdisjoint(self._words(claim.cue)) and not self._is_request(said)

    def _is_quoted(self, content: Spans) -> bool:
        first = max(0, content[0].start - 2) if content else 0
        return bool(content) and QUOTES.search(self.text, first, content[-1].end) is not None

    def _stance(self, claim: Claim) -> Stance:
        """Tell what the sentence of a claim says of it: that it is taken back, or is wrong."""
        at = claim.content[0].start if claim.content else claim.cue[0].start if claim.cue else 0
        around = Span(max(0, at - AROUND), at)
        sentence = next((span for span in self.reading.sentences if span.start <= at < span.end), around)
        words = f" {' '.join(words_of(sentence.of(self.text)))} "
        if _has_any(words, self.lexicon.retractions):
            return "retracts"
        if _has_any(words, self.lexicon.withdrawals) and _has_any(words, self.lexicon.sayings):
            return "retracts"
        return "refuses" if _has_any(words, self.lexicon.refusals) and self._is_refused(claim, sentence) else ""

    def _is_refused(self, claim: Claim, sentence: Span) -> bool:
        """Tell whether words beside a content, or at its edges, say that it is wrong; in its midst they do not."""
        content, refusals = hull(claim.content or claim.cue), self.lexicon.refusals
        first = max([sentence.start, *(span.end for span in claim.source if span.end <= content.start)])
        before = self._up_to_joint(Span(min(first, content.start), content.start).of(self.text))
        after = Span(content.end, max(sentence.end, content.end)).of(self.text)
        said = words_of(content.of(self.text))
        opening = next((said[:at] for at, word in enumerate(said[:OPENING]) if word in self.lexicon.joints), [])
        beside = (words_of(BREAK.split(before)[-1])[-BESIDE:], words_of(after)[:BESIDE], opening)
        ending = f" {' '.join(said[-ENDING:])}"
        return any(_has_any(f" {' '.join(words)} ", refusals) for words in beside) or any(
            ending.endswith(f" {phrase}") for phrase in refusals
        )


def _inside(content: Spans, things: Sequence[Thing]) -> list[Thing]:
    """Give the things that begin inside the content of a claim."""
    first, last = min((span.start for span in content), default=0), max((span.end for span in content), default=0)
    near = [thing for thing in things if first <= thing.span.start < last]
    return [thing for thing in near if any(span.start <= thing.span.start < span.end for span in content)]


def _has_any(words: str, phrases: frozenset[str]) -> bool:
    """Tell whether one of the phrases is among words; both stand between spaces."""
    return any(phrase in words for phrase in _between_spaces(phrases))


@cache
def _between_spaces(phrases: frozenset[str]) -> tuple[str, ...]:
    return tuple(f" {phrase} " for phrase in phrases)


def _each_once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))
