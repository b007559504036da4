"""Weighing: does a capitalised stretch mean a place here? A logistic sum of named cues, all weights in a table."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

import msgspec

from jarchi.read.lexicon import load_lexicon
from jarchi.read.page import Page
from jarchi.read.places_find import Candidate, Unit
from jarchi.read.places_words import PlaceWords
from jarchi.records.readings import Name

BIG, CITY = 100_000, 1_000_000
WIDE = ("country", "admin1", "region")


NO_NAME = ("", 0, 0)


class Sight(msgspec.Struct):
    """A page as the weighing sees it: its units, its candidates, and what the names reader found at each offset."""

    text: str
    language: str
    units: Sequence[Unit]
    candidates: Sequence[Candidate]
    cues: PlaceWords
    names: Sequence[Name]
    name_starts: Sequence[int]
    lower: frozenset[str]
    located: frozenset[str]
    persons: frozenset[str]
    counts: Mapping[str, int]
    spoken: frozenset[str]
    starts: Mapping[int, Candidate]

    def name_at(self, offset: int) -> tuple[str, int, int]:
        """Give kind, start and end of the name that covers an offset; an empty kind where none does."""
        index = bisect_right(self.name_starts, offset) - 1
        if index < 0 or self.names[index].span.end <= offset:
            return NO_NAME
        name = self.names[index]
        return name.kind, name.span.start, name.span.end


def sight_of(page: Page, units: Sequence[Unit], candidates: Sequence[Candidate], cues: PlaceWords) -> Sight:
    """Give the page ready for weighing its candidates."""
    names = sorted(page.names, key=lambda name: name.span)
    lower = frozenset(unit.text for unit in units if unit.is_word and not unit.is_capital)
    starts: dict[int, Candidate] = {}
    for each in candidates:
        if each.form in ("short", "code") or (each.options and each.options[0].place.kind in ("country", "admin1")):
            starts.setdefault(each.first, each)
    spoken = {
        code
        for each in candidates
        if each.form != "code" and each.options and each.options[0].place.kind in ("country", "admin1", "admin2")
        for code in (each.options[0].place.division, each.options[0].place.country)
    }
    language = page.language or ""
    sight = Sight(
        page.text,
        language,
        units,
        candidates,
        cues,
        names,
        [name.span.start for name in names],
        lower,
        frozenset(),
        frozenset(),
        {},
        frozenset(spoken),
        starts,
    )
    sight.located = frozenset(each.key for each in candidates if is_located(sight, each))
    sight.persons = persons_of(units, cues)
    sight.counts = Counter(each.key for each in candidates)
    return sight


def persons_of(units: Sequence[Unit], cues: PlaceWords) -> frozenset[str]:
    """Give the words that follow a first name or title on the page, in lower case: surnames."""
    return frozenset(
        unit.lower
        for before, unit in pairwise(units)
        if unit.is_capital and unit.is_joined and (before.lower in cues.titles or before.lower in cues.first_names)
    )


def is_located(sight: Sight, each: Candidate) -> bool:
    """Tell whether a candidate stands behind "in" or before its container: "Paris, Texas"."""
    before = sight.units[each.first - 1].lower if each.first else ""
    return before in sight.cues.locative or container_of(sight, each) is not None


def container_of(sight: Sight, each: Candidate) -> Candidate | None:
    """Give what stands behind a candidate and a comma or in brackets: "Athens, Ga.", "Mary (Turkmenistan)"."""
    units = sight.units
    if each.form in ("people", "code") or each.last + 1 >= len(units) or units[each.last].text not in ",(":
        return None
    return sight.starts.get(each.last + 1) if units[each.last + 1].sentence == units[each.first].sentence else None


def stands_for_government(sight: Sight, each: Candidate) -> bool:
    """Tell whether a verb of speaking or deciding follows a name that no preposition makes a place."""
    sides = {*left_of(sight, each), *right_of(sight, each)}
    return not sides.isdisjoint({"> verb", "> person verb"}) and sides.isdisjoint({"< in", "< of", "< ,"})


def sort_of(each: Candidate) -> str:
    """Give the class of a candidate that its cues are weighed by."""
    if each.form in ("people", "site", "code", "short"):
        return each.form
    place = each.options[0].place
    if place.kind in WIDE:
        return "wide"
    if place.kind == "admin2":
        return "county"
    return "big" if max(option.place.population for option in each.options) >= BIG else "small"


def cues_at(sight: Sight, each: Candidate) -> Iterator[str]:
    """Give the cues of one candidate by name."""
    units, sort = sight.units, sort_of(each)
    first, last = units[each.first], units[each.last - 1]
    yield sort
    for side in (*left_of(sight, each), *right_of(sight, each), *inside(sight, each)):
        yield side
        yield f"{sort} {side}"
    yield from about(sight, each)
    kind, start, end = sight.name_at(first.start)
    where = "" if not kind else "is" if (start, end) == (first.start, last.end) else "in"
    yield f"name {where} {kind}"
    yield f"{sort} name {where} {kind}"


def inside(sight: Sight, each: Candidate) -> Iterator[str]:
    """Give the cues of a candidate's own words."""
    units, cues = sight.units, sight.cues
    first = units[each.first]
    words = each.last - each.first
    yield f"words {min(words, 3)}"
    if words == 1:
        lower = first.lower
        if first.text.isupper() and len(lower) > 3:
            yield "capitals"
        if first.text.isupper() and len(lower) <= 3:
            yield "letters"
        for name, known in (
            ("doubtful", cues.doubtful),
            ("first name", cues.first_names),
            ("not a name", cues.not_names),
        ):
            if lower in known:
                yield name
        if lower in sight.lower:
            yield "also small"
        if len(lower) < 5:
            yield "short word"
    if each.form == "site":
        yield f"head {units[each.last - 1].lower.rstrip('.')}"
    if each.options and all(option.is_alias for option in each.options):
        yield "alias"


def about(sight: Sight, each: Candidate) -> Iterator[str]:
    """Give the cues of the rest of the page."""
    sort = sort_of(each)
    if each.key in sight.located:
        yield f"{sort} located"
    if sight.units[each.last - 1].lower in sight.persons:
        yield f"{sort} person"
    if sight.counts[each.key] > 2:
        yield f"{sort} often"
    if sort in ("small", "big", "county"):
        divisions = {option.place.division for option in each.options}
        countries = {option.place.country for option in each.options}
        near = "division" if divisions & sight.spoken else "country" if countries & sight.spoken else "nowhere"
        yield f"{sort} {near}"
        largest = max(option.place.population for option in each.options)
        yield f"size {len(str(largest))}"


def left_of(sight: Sight, each: Candidate) -> Iterator[str]:
    """Give the cues of what stands before a candidate."""
    units = sight.units
    here = units[each.first]
    if each.first == 0 or units[each.first - 1].sentence != here.sentence or not here.is_joined:
        yield "< start"
        return
    before = units[each.first - 1]
    if before.is_word:
        yield word_before(sight.cues, before)
    elif before.text == "." and each.first > 1:
        yield "< initial" if len(units[each.first - 2].text) == 1 else "< short"
    else:
        yield "< number" if before.text[0].isdigit() else f"< {before.text}" if before.text in ",(-" else "< mark"
    if before.text == "," and each.first > 1 and units[each.first - 2].is_capital:
        yield "< capital,"


def word_before(cues: PlaceWords, before: Unit) -> str:
    """Give the cue of a word right before a candidate."""
    if before.is_owner:
        return "< owner"
    lists = (("in", cues.locative), ("of", cues.of_words), ("the", cues.articles), ("title", cues.titles))
    for name, words in lists:
        if before.lower in words:
            return f"< {name}"
    if not before.is_capital:
        return "< word"
    if len(before.text) == 1:
        return "< initial"
    return "< first name" if before.lower in cues.first_names else "< capital"


def right_of(sight: Sight, each: Candidate) -> Iterator[str]:
    """Give the cues of what stands after a candidate."""
    units, cues = sight.units, sight.cues
    here = units[each.last - 1]
    if container_of(sight, each):
        yield "> container"
    if here.is_owner:
        yield "> owner"
        return
    if each.last == len(units) or units[each.last].sentence != here.sentence:
        yield "> end"
        return
    after = units[each.last]
    if not after.is_joined:
        yield "> end"
    elif after.is_capital:
        known = after.lower in cues.bodies or after.lower in cues.site_heads
        yield "> body" if known else "> capital"
    elif after.lower in cues.person_verbs:
        yield "> person verb"
    elif after.lower in cues.government_verbs:
        yield "> verb"
    elif after.is_word:
        yield "> word"
    else:
        yield f"> {after.text}" if after.text in ",().-–—:/" else "> number" if after.text[0].isdigit() else "> mark"


def is_doubtful(sight: Sight, each: Candidate) -> bool:
    """Tell whether a word that is often a person's or a common one has nothing to show that it is a place here.

    That is one before another capitalised word ("Chad Johnson"), and a city's that opens a sentence ("Reading is fun").
    """
    first = sight.units[each.first]
    is_odd = each.form == "name" and each.last == each.first + 1 and first.lower in sight.cues.doubtful
    if not is_odd or each.key in sight.located:
        return False
    place = each.options[0].place
    is_known = place.kind in WIDE or place.is_capital or place.population >= CITY
    return "> capital" in right_of(sight, each) or (not is_known and "< start" in left_of(sight, each))


@cache
def weights() -> dict[str, float]:
    """Give the weight of each cue, learned by training/train_places.py."""
    found: dict[str, float] = load_lexicon("any", "places_weights").get("is_place", {})
    return found


def likelihood(sight: Sight, each: Candidate) -> float:
    """Give how likely a candidate is to mean a place, 0 to 1."""
    if is_doubtful(sight, each):
        return 0.0
    table = weights()
    total = table.get("all", 0.0) + sum(table.get(cue, 0.0) for cue in cues_at(sight, each))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
