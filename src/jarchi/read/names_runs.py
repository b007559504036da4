"""Runs: names that no list knows, told by their capitals and the words around them."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

import msgspec

from jarchi.read.lexicon import load_lexicon
from jarchi.read.words import Words
from jarchi.records.readings import NameKind

LONGEST_RUN = 14
HEADLINE_SHARE = 0.8
LETTERED = re.compile(r"[^\W\d_]")
SAYS_CUE = frozenset({"said", "says", "told", "added", "заявил", "заявила", "сказал", "сказала", "сообщил", "сообщила"})


class Cues(msgspec.Struct, frozen=True):
    """What a language's lexicon says of names; all words lower case."""

    titles: frozenset[str]
    title_qualifiers: frozenset[str]
    lower_titles: frozenset[str]
    organization_heads: frozenset[str]
    organization_endings: frozenset[str]
    field_words: frozenset[str]
    place_heads: frozenset[str]
    joiners: frozenset[str]
    particles: frozenset[str]
    dotted: frozenset[str]
    surname_endings: frozenset[str]
    first_names: frozenset[str]
    not_names: frozenset[str]
    sentence_openers: frozenset[str]
    also_people: frozenset[str]


class Run(msgspec.Struct, frozen=True):
    """A name at tokens `[first, last)`."""

    first: int
    last: int
    kind: NameKind


@cache
def cues_of(language: str) -> Cues:
    """Give what is known of names in `language`; nothing for a language without a lexicon."""
    lexicon = load_lexicon(language, "names")
    return Cues(*(word_set(lexicon.get(field, ())) for field in Cues.__struct_fields__))


def word_set(words: str | list[str] | tuple[str, ...]) -> frozenset[str]:
    """Give the words of a list, or of a text with blanks between them."""
    return frozenset(words.split() if isinstance(words, str) else words)


class Known(msgspec.Struct, frozen=True):
    """Token indexes that lists know: adjectives of countries, which alone are no names, places, and all names."""

    demonyms: frozenset[int]
    places: frozenset[int]
    place_ends: frozenset[int]
    listed: frozenset[int]


def find_runs(words: Words, known: Known) -> list[Run]:
    """Give the names written with capitals, in order, without titles before and marks behind.

    Lines in capitals alone are passed over; for a language without a lexicon there are no runs.
    """
    cues = cues_of(words.page.language or "")
    if not cues.titles:
        return []
    in_lower = {word for word, written in zip(words.lower, words.written, strict=True) if word == written}
    inside = capitals_inside(words)
    found: list[Run] = []
    capitals = words.capitals
    for first, last in words.stretches:
        inner = capitals[bisect_left(capitals, first) : bisect_left(capitals, last)]
        if not inner or is_headline(words, first, last):
            continue
        end = first
        for index in inner:
            if index < end:
                continue
            end = run_end(words, index, last, cues)
            start = first_of_name(words, (index, end), cues, known, in_lower if opens(words, index, first) else set())
            runs = [run for part in parted(words, start, end, cues, known) for run in cut(words, *part, cues, known)]
            found.extend(run for run in runs if not is_doubtful(run, index) or words.bare[run.first] in inside)
    return found


def capitals_inside(words: Words) -> frozenset[str]:
    """Give the words that have a capital where no sentence, quotation or title asks for one."""
    return frozenset(
        words.bare[index]
        for index in words.capitals
        if index and words.is_word(index - 1) and words.written[index - 1].islower()
    )


def is_doubtful(run: Run, first: int) -> bool:
    """Tell whether a run is one word that opens a sentence and has nothing else to show that it is a name."""
    return run.first == first and run.last - run.first == 1 and run.kind == "other"


def is_headline(words: Words, first: int, last: int) -> bool:
    """Tell whether a sentence is written in capitals alone, or nearly."""
    lettered = [word for word in words.written[first:last] if LETTERED.match(word) and len(word) > 1]
    return len(lettered) > 2 and sum(word.isupper() for word in lettered) > HEADLINE_SHARE * len(lettered)


def opens(words: Words, index: int, first: int) -> bool:
    """Tell whether a capital at `index` may be owed to its place: after the start, a quotation mark or a colon."""
    return index == first or not words.is_word(index - 1)


def is_capital(words: Words, index: int) -> bool:
    """Tell whether token `index` is a word with a capital first letter."""
    return words.is_word(index) and words.written[index][0].isupper()


def run_end(words: Words, first: int, last: int, cues: Cues) -> int:
    """Give the end of the run of capitals that starts at token `first`, a word with a capital."""
    end = first + 1
    heads = words.bare[first].lower() in cues.organization_heads
    while end < min(last, first + LONGEST_RUN) and words.are_joined(end):
        step = next_of_run(words, end, last, cues, heads)
        if not step:
            break
        heads = heads or words.bare[end + step - 1].lower() in cues.organization_heads
        end += step
    return end


def next_of_run(words: Words, end: int, last: int, cues: Cues, heads: bool) -> int:
    """Give how many tokens from `end` on belong to the run before: 0 where it ends there."""
    word, written = words.lower[end], words.written[end]
    follows = end + 1 < last and words.are_joined(end + 1) and is_capital(words, end + 1)
    if is_capital(words, end):
        return 1
    if written == "." and follows and (len(words.written[end - 1]) == 1 or words.lower[end - 1] in cues.dotted):
        return 2
    if word in cues.particles and follows:
        return 2
    if heads and word in cues.joiners:
        return joined_tail(words, end, last, cues)
    if heads and cues.joiners == frozenset() and word in cues.field_words and words.is_word(end):
        return 1 if len(word) > 2 or (end + 1 < last and words.lower[end + 1] in cues.field_words) else 0
    return 0


def joined_tail(words: Words, end: int, last: int, cues: Cues) -> int:
    """Give how many tokens "of", "for the", "and" bring into an organisation's name."""
    after = end + 1
    if after < last and words.lower[after] == "the":
        after += 1
    if after >= last or not is_capital(words, after):
        return 0
    is_field = words.bare[after].lower() in cues.field_words
    return after + 1 - end if words.lower[end] in ("of", "for") or is_field else 0


def first_of_name(words: Words, run: tuple[int, int], cues: Cues, known: Known, in_lower: set[str]) -> int:
    """Give the first token of a run that does not owe its capital to the sentence that it opens, or to grammar."""
    first, last = run
    is_opening = bool(in_lower)
    while first < last and is_opener(words, first, cues, known, in_lower):
        first, in_lower = first + 1, set()
    is_common = is_opening and not cues.joiners and first not in known.listed | known.demonyms
    if is_common and first + 1 < last and not is_body(words, first, cues) and len(words.written[first]) > 1:
        is_initial = len(words.written[first + 1]) == 1
        first += is_initial or first + 1 in known.listed or is_body(words, first + 1, cues)
    return first


def is_body(words: Words, index: int, cues: Cues) -> bool:
    """Tell whether a word heads the name of a body: "министерство", "МВД"."""
    return words.bare[index].lower() in cues.organization_heads or is_institution(words.bare[index])


def is_opener(words: Words, index: int, cues: Cues, known: Known, in_lower: set[str]) -> bool:
    """Tell whether token `index` is a common word that has a capital because of its place."""
    word = words.bare[index].lower()
    if len(word) == 1 and index + 1 < words.size and words.written[index + 1] == ".":
        return False
    if not words.is_word(index) or (index in known.listed and word not in cues.sentence_openers):
        return not words.is_word(index)
    if word in cues.not_names:
        return word not in cues.first_names
    return word in cues.sentence_openers or word in in_lower


def parted(words: Words, first: int, last: int, cues: Cues, known: Known) -> list[tuple[int, int]]:
    """Give the run in parts: a body's country ends its name, what follows is another's ("МИД Китая Ван И")."""
    parts = []
    has_head = False
    begin = first
    for index in range(first, last):
        word = words.bare[index].lower()
        has_head = has_head or word in cues.organization_heads or is_institution(words.bare[index])
        ends = has_head and index in known.place_ends and index + 1 < last and is_capital(words, index + 1)
        after = words.bare[index + 1].lower() if index + 1 < last else ""
        if ends and after not in cues.organization_heads | cues.field_words:
            parts.append((begin, index + 1))
            begin, has_head = index + 1, False
    return [*parts, (begin, last)]


def cut(words: Words, first: int, last: int, cues: Cues, known: Known) -> list[Run]:
    """Give the names inside a run: the body before a title, and the person behind it."""
    heads = [index for index in range(first, last) if words.bare[index].lower() in cues.organization_heads]
    titles = [index for index in range(first, last) if words.bare[index].lower() in cues.titles]
    if heads:
        while titles and titles[0] == first:
            first = titles.pop(0) + 1
            while first < last and words.lower[first] in cues.joiners:
                first += 1
    titles = [index for index in titles if not any(head > index for head in heads)]
    if not titles:
        return named(words, first, last, cues, known)
    before, after = titles[0], titles[-1] + 1
    while before > first and words.bare[before - 1].lower() in cues.title_qualifiers:
        before -= 1
    while after < last and not words.is_word(after):
        after += 1
    runs = named(words, first, before, cues, known) if before > first else []
    while after < last - 1 and is_only_place(words, after, cues, known):
        after += 1
    if after < last:
        runs.append(Run(after, last, "person"))
    return runs


def is_only_place(words: Words, index: int, cues: Cues, known: Known) -> bool:
    """Tell whether a token is a place or demonym and no first name: "президент Казахстана Касым-Жомарт ..."."""
    return index in known.places | known.demonyms and words.bare[index].lower() not in cues.first_names


def named(words: Words, first: int, last: int, cues: Cues, known: Known) -> list[Run]:
    """Give the run `[first, last)` with its kind, without demonyms before a name; nothing for what is no name."""
    lower = [word.lower() for word in words.bare[first:last]]
    is_organization = any(word in cues.organization_heads or word in cues.organization_endings for word in lower)
    if not is_organization:
        while first < last - 1 and (is_only_place(words, first, cues, known) or is_barred(words, first, cues)):
            first += 1
        while last - 1 > first and is_only_place(words, last - 1, cues, known):
            last -= 1
        lower = [word.lower() for word in words.bare[first:last]]
    while last > first and not words.is_word(last - 1):
        last -= 1
    if first >= last or all(index in known.demonyms or is_barred(words, index, cues) for index in range(first, last)):
        return []
    if len(lower) == 1 and (lower[0] in cues.organization_heads or len(words.bare[first]) == 1):
        return [Run(first, last, "organization")] if words.written[first - 1 : first] == ["the"] else []
    return [Run(first, last, kind_of(words, first, last, cues, is_organization))]


def is_barred(words: Words, index: int, cues: Cues) -> bool:
    """Tell whether a word has a capital by the rules of grammar alone: a day, a language, a faith."""
    word = words.bare[index].lower()
    return word in cues.not_names and word not in cues.first_names


def kind_of(words: Words, first: int, last: int, cues: Cues, is_organization: bool) -> NameKind:
    """Give the kind of a name by its words and its neighbours; "other" where they say nothing."""
    lower = [word.lower() for word in words.bare[first:last]]
    before = words.lower[first - 1] if first else ""
    after = words.lower[last] if last < words.size else ""
    if is_organization or (last - first == 1 and is_institution(words.bare[first])):
        return "organization"
    if lower[-1] in cues.place_heads or lower[0] in cues.place_heads:
        return "place"
    is_named = lower[0] in cues.first_names and len(lower) > 1
    if is_named or before in cues.titles or before in cues.lower_titles:
        return "person"
    if len(lower[-1]) > 4 and any(lower[-1].endswith(ending) for ending in cues.surname_endings):
        return "person"
    return "person" if len(lower) in (2, 3) and after in SAYS_CUE else "other"


def is_institution(word: str) -> bool:
    """Tell whether a word looks like the acronym of a body: two to six capitals."""
    return 2 <= len(word) <= 6 and word.isupper() and word.isalpha()
