"""Claim keys: what is needed to compare a claim later, taken from the text and its reading."""

from __future__ import annotations

from collections.abc import Mapping

from jarchi.link.claims_words import claim_words, content_stems, speaker_stem, stem_of
from jarchi.link.signatures import ClaimKey, FigureKey, Stance
from jarchi.link.words import STOP_WORDS, words_of
from jarchi.records.readings import Claim, Reading, Spans, claim_id
from jarchi.records.regions import Region
from jarchi.records.spans import Span

MOST_CLAIMS = 24
MOST_WORDS = 24
SMALL = 3
"""Stop words of so few letters are grammar, also in names of speakers; longer ones can be what a body is called."""
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

    def key(self, claim: Claim) -> ClaimKey:
        """Give the key of a claim."""
        content = claim.content
        said = self._words(content)
        people = [name for name in self.reading.names if name.kind == "person" and _holds(content, name.span)]
        who: Span | None = getattr(claim, "who", None)
        named = self._words((*claim.source, who) if who else claim.source)
        countries, places = self._places(content)
        stems = self._stems(content, {word for name in people for word in words_of(name.span.of(self.text))})
        return ClaimKey(
            id=claim_id(self.revision, claim),
            voice=claim.actor or " ".join(content_stems(named, self.language)),
            by_actor=claim.actor is not None,
            speaker=claim.speaker,
            kind=claim.kind,
            polarity=claim.polarity,
            words=tuple(sorted(dict.fromkeys(stems[:MOST_WORDS]))),
            actors=tuple(
                sorted({name.actor for name in self.reading.names if name.actor and _holds(content, name.span)})
            ),
            figures=self._figures(content),
            named=tuple(dict.fromkeys(self._speaker(named))),
            lands=self._lands(named),
            places=places,
            countries=tuple(sorted({*countries, *self._lands(said)})),
            people=tuple(
                sorted({stem_of(words[-1]) for name in people if (words := words_of(name.span.of(self.text)))})
            ),
            days=tuple(
                sorted(
                    {
                        day.value
                        for day in self.reading.dates
                        if day.kind == "date" and day.value and _holds(content, day.span)
                    }
                )
            ),
            negated=sum(word in self.lexicon.negations for word in said) % 2 == 1,
            stance=self._stance(claim),
            moves=tuple(sorted(self.lexicon.moves.intersection(said))),
        )

    def _speaker(self, words: list[str]) -> list[str]:
        kept = [word for word in words if len(word) > SMALL or word not in STOP_WORDS]
        stems = [speaker_stem(word, self.language) for word in kept if len(word) > 1]
        return [stem for stem in stems if stem not in self.lands]

    def _words(self, spans: Spans) -> list[str]:
        return [word for span in spans for word in words_of(span.of(self.text))]

    def _lands(self, words: list[str]) -> tuple[str, ...]:
        return tuple(sorted({self.lands[stem] for word in words if (stem := stem_of(word)) in self.lands}))

    def _places(self, content: Spans) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give the countries and the other places that the content names."""
        inside = [place for place in self.reading.meant_places if _holds(content, place.span)]
        countries = {place.country for place in inside if place.precision == "country" and place.country}
        others = {
            f"g{place.geonames}" if place.geonames else stem_of(place.span.of(self.text).casefold())
            for place in inside
            if place.precision != "country"
        }
        return tuple(sorted(countries)), tuple(sorted(others))

    def _stems(self, content: Spans, left_out: set[str]) -> list[str]:
        """Give the stems of the content without the words of places, people and countries."""
        inside = [place.span for place in self.reading.meant_places if _holds(content, place.span)]
        known = left_out | {word for span in inside for word in words_of(span.of(self.text))}
        words = [word for word in self._words(content) if word not in known and stem_of(word) not in self.lands]
        return content_stems(words, self.language)

    def _figures(self, content: Spans) -> tuple[FigureKey, ...]:
        return tuple(
            FigureKey(
                float(figure.value),
                figure.unit or "",
                tuple(content_stems(self._words((figure.what,)), self.language)) if figure.what else (),
                figure.bound,
            )
            for figure in self.reading.figures
            if figure.upper is None and _holds(content, figure.span)
        )

    def _stance(self, claim: Claim) -> Stance:
        """Tell what the sentence of a claim says of it."""
        at = claim.content[0].start if claim.content else claim.cue[0].start if claim.cue else 0
        around = Span(max(0, at - AROUND), at)
        sentence = next((span for span in self.reading.sentences if span.start <= at < span.end), around)
        words = f" {' '.join(words_of(sentence.of(self.text)))} "
        if any(f" {phrase} " in words for phrase in self.lexicon.retractions):
            return "retracts"
        return "refuses" if any(f" {phrase} " in words for phrase in self.lexicon.refusals) else ""


def _holds(spans: Spans, inner: Span) -> bool:
    return any(span.start <= inner.start < span.end for span in spans)
