"""Terms: what an article is about, as weighted words of its language and marks that mean the same in every language."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from operator import itemgetter

import msgspec
from anyascii import anyascii
from msgspec.structs import replace

from jarchi.link.name_keys import name_keys
from jarchi.link.words import stems_of, words_of
from jarchi.records.articles import Document
from jarchi.records.readings import Figure, Reading

MOST_WORDS = 120
MOST_MARKS = 60
MOST_NAMES = 60
WORD_WEIGHT = 10
NAME_WEIGHT, MARK_WEIGHT = 20, 26
"""Names, places and figures tell happenings apart better than words do, those that are resolved or exact best."""
LEAD_SHARE = 3
LEAD_WORDS, LEAD_LETTERS = 120, 700
FEWEST_LEAD_WORDS, FEWEST_LEAD_LETTERS = 12, 100
"""Words and marks in the first third of a text count twice, up to here at most: further down stands the background that
neighbouring stories share."""
COUNTRY_WEIGHT = 8
"""Every other article of a region names the same few countries."""
NAME_STEM_LETTERS = 6
NAME_LETTERS = 4
NAME_KINDS = ("person", "organization", "other")
REST = r"(?:[^\W_]|['’‘ʻʼ-](?=[^\W_]))*+"
WORD = re.compile(rf"(?:[a-zа-яё]{REST}[\W\d_]*+)++|([^\W\d_]{REST})")
"""A word, but those that begin with a small letter are passed over, many at once: they are most of a text."""
ANY_WORD = re.compile(rf"[^\W\d_]{REST}")
TITLE_OPENER = re.compile(r"[.:!?]\s+[\"«“„‘']?|[\"«“„‘']")
MOST_CAPITALS = 0.7
"""A title that gives more of its words capitals tells no names by them."""
OPENERS = "\"«“„‘'"
DAYS = re.compile(r"\d{4}-\d{2}-\d{2}(?:/\d{4}-\d{2}-\d{2})?")


class NameWord(msgspec.Struct, frozen=True, gc=False):
    """A word of a name at an offset of the text, and one of its keys."""

    start: int
    word: str
    key: str


def words_with_weights(document: Document, words: list[str]) -> dict[str, int]:
    """Give the heaviest stems of the title and of the text's `words`, with their weights.

    A weight grows with the logarithm of the count. Of stems that weigh the same those met first are kept: news tells
    the most important thing first.
    """
    title = words_of(document.title or "")
    return _weigh(stems_of(title + lead_of(words) + title + words), MOST_WORDS)


def lead_of(words: list[str]) -> list[str]:
    """Give the words of a text's beginning."""
    return words[: min(LEAD_WORDS, max(FEWEST_LEAD_WORDS, len(words) // LEAD_SHARE))]


def lead_end(text: str) -> int:
    """Give the offset up to which names, places and figures stand in a text's beginning."""
    return min(LEAD_LETTERS, max(FEWEST_LEAD_LETTERS, len(text) // LEAD_SHARE))


def marks_with_weights(document: Document, reading: Reading) -> dict[str, int]:
    """Give what ties articles across languages, with weights: a letter for its kind, a colon, its key.

    `a:` an actor of the pack, `c:` and `g:` the GeoNames id of a country and of another place, `n:` a name in Latin
    letters, cut to a stem, `f:` an exact figure, `d:` a day or some days. Small counts and years are left out: they are
    in every article.
    """
    return _weigh(Counter(_marks(document.text, reading)), MOST_MARKS)


def terms_in_lead(document: Document, words: list[str], reading: Reading) -> frozenset[str]:
    """Give the stems and marks that stand in the title or in the text's beginning."""
    end = lead_end(document.text)
    marks = (mark for start, mark in _placed_marks(document.text, reading) if start < end)
    return frozenset((*stems_of(words_of(document.title or "") + lead_of(words)), *marks))


def _marks(text: str, reading: Reading) -> Iterator[str]:
    end = lead_end(text)
    for start, mark in _placed_marks(text, reading):
        yield mark
        if start < end:
            yield mark


def _placed_marks(text: str, reading: Reading) -> Iterator[tuple[int, str]]:
    for name in reading.names:
        if name.actor:
            yield name.span.start, f"a:{name.actor}"
        elif name.kind in NAME_KINDS:
            for word in words_of(anyascii(name.span.of(text))):
                if len(word) >= NAME_LETTERS:
                    yield name.span.start, f"n:{word[:NAME_STEM_LETTERS]}"
    for place in reading.meant_places:
        if place.geonames is not None:
            yield place.span.start, f"{'c' if place.precision == 'country' else 'g'}:{place.geonames}"
    for figure in reading.figures:
        if (mark := _figure_mark(figure)) is not None:
            yield figure.span.start, f"f:{mark}"
    for date in reading.dates:
        if DAYS.fullmatch(date.value or ""):
            yield date.span.start, f"d:{date.value}"


def names_with_weights(found: Sequence[NameWord], end: int) -> dict[str, int]:
    """Give the keys of names (name_keys.py), `k:` before each, with weights; those before the offset `end` count twice.

    They tie articles across languages alone: in one language the names of the marks are more exact.
    """
    counts = Counter(f"k:{each.key}" for each in found)
    counts.update(f"k:{each.key}" for each in found if each.start < end)
    return _weigh(counts, MOST_NAMES)


def name_words(document: Document, reading: Reading) -> list[NameWord]:
    """Give the words with a capital of text and title that are part of no actor's or resolved place's name, with keys.

    The word that opens a sentence or a quotation is among them where the next word has a capital too, or where it has
    one elsewhere. Words of the title stand at 0; a title that gives nearly all its words capitals tells nothing.
    """
    known = [name.span for name in reading.names if name.actor]
    known += [place.span for place in reading.meant_places if place.geonames is not None]
    inside = {index for span in known for index in range(span.start, span.end)}
    told = _capitals(document.text, {span.start for span in reading.sentences}, inside)
    language = reading.language or ""
    found = [NameWord(start, word, key) for start, word in told for key in name_keys(word, language)]
    resolved = {
        key for span in known for word in ANY_WORD.findall(span.of(document.text)) for key in name_keys(word, language)
    }
    title = [(word, key) for word in _capitals_of_title(document.title or "") for key in name_keys(word, language)]
    return [*(NameWord(0, word, key) for word, key in title if key not in resolved), *found]


def _capitals(text: str, opens: Container[int], inside: Container[int]) -> list[tuple[int, str]]:
    """Give the words with a capital that no sentence asks for, those at the offsets `inside` left out."""
    sure: list[tuple[int, str]] = []
    doubtful: list[tuple[int, str]] = []
    for match in WORD.finditer(text):
        start, end, word = *match.span(), match[1] or "-"
        if not word[0].isupper() or len(word) < NAME_LETTERS - word.isupper() or start in inside:
            continue
        is_opening = start in opens or text[start - 1] in OPENERS
        goes_on = text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
        (doubtful if is_opening and not goes_on else sure).append((start, word))
    certain = {word for _, word in sure}
    return sure + [each for each in doubtful if each[1] in certain]


def _capitals_of_title(title: str) -> list[str]:
    """Give the words with a capital inside a title; none where most words have one."""
    words = [match for match in ANY_WORD.finditer(title) if len(match.group()) >= NAME_LETTERS]
    capitals = [match for match in words if match.group()[0].isupper()]
    if len(capitals) > MOST_CAPITALS * len(words):
        return []
    opens = {0, *(match.end() for match in TITLE_OPENER.finditer(title))}
    return [match.group() for match in capitals if match.start() not in opens]


def figure_key(figure: Figure) -> str:
    """Give the value and unit of a figure as one string; the same amount gives the same string."""
    upper = "" if figure.upper is None else f"-{float(figure.upper):.12g}"
    return f"{float(figure.value):.12g}{upper}{' ' + figure.unit if figure.unit else ''}"


def _figure_mark(figure: Figure) -> str | None:
    """Give what stands for a figure; None for one that may be shared by chance.

    A value that tells enough goes without its unit, for that is not read as surely in every language.
    """
    whole = float(figure.value).is_integer()
    if not whole or (figure.value > 20 and not 1900 <= figure.value <= 2100):
        return figure_key(replace(figure, unit=None))
    return figure_key(figure) if figure.unit is not None else None


def _weigh(counts: Mapping[str, int], most: int) -> dict[str, int]:
    heaviest = sorted(counts.items(), key=itemgetter(1), reverse=True)[:most]
    return {term: round(_weight_of(term) * (1 + math.log(count))) for term, count in sorted(heaviest)}


def _weight_of(term: str) -> int:
    if ":" not in term:
        return WORD_WEIGHT
    return {"c": COUNTRY_WEIGHT, "n": NAME_WEIGHT, "k": NAME_WEIGHT}.get(term[0], MARK_WEIGHT)
