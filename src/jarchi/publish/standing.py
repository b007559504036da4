"""Standing: whether a sentence can be read alone, away from the text around it.

A sentence that points back ("He said ...", "The move ...", "a day earlier") would say something else in a bulletin
than in its article, so it is not chosen. The words are data, by language, in standing.toml; a sentence of a language
that has none there is judged by its length and punctuation.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Literal

import msgspec
from babel import Locale

from jarchi.publish.words import WORD

Fault = Literal["short", "long", "broken", "furniture", "speaks to the reader", "points back"]

SHORTEST = 40
SHORTEST_DENSE = 14
LONGEST = 450
LONGEST_DENSE = 200
"""Code points. Under 40 a sentence is often a caption, over 450 a list; scripts without spaces are denser."""

CLOSED = re.compile(r"[.!?…。！？؟۔།][\"'”’»›)\]」』]*\s*$")
DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
OPENING = re.compile(r"^[\s\"'“‘«‹„(\[—–-]+")
GLUED = re.compile(r"[a-zа-я][.!?][A-ZА-Я][a-zа-я]")
CAMEL = re.compile(r"[a-zа-я][A-ZА-Я]")
"""Texts run together without a space, as a list or a table is when its markup is lost."""

OPENING_CLAUSE = 60
"""Code points in which an opening clause ends, and in which "this" points to what was told before the sentence."""

FULL_STOP = re.compile(r"[a-zа-яё]{4,}[’”»\"']?\.$")
NOW = re.compile(r"\b(?:is|are|it's|it’s|has|have|do|does|can|should|remains?|still)\b")
DEED = re.compile(
    r"\b(?:\w{2,}ed|said|told|met|held|took|made|came|went|began|won|lost|sent|gave|left|will|was|were|would|to be)\b"
)
CLAUSE = re.compile(
    r"(?:As|While|When|Since|After|Before|Although|Though|Even|Until|If|Once|Despite|In|On|At|With|By) "
)
QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"|``.*?''")
CUT_SHORT = re.compile(
    r"(?:\.\.|…|\b[A-Z]\.|\b(?:[A-Z]\.)+[A-Z]\.|\b(?:Gov|Govs|Sen|Sens|Rep|Reps|Gen|Col|Lt|Sgt|Cpl|Maj|Capt|Cmdr|Adm|Dr|Mr|Mrs"
    r"|Ms|Prof|Rev|Hon|Pres|Supt|Det|Sec|Mt|Ft|St|Sts|Ave|Blvd|No|Nos|Vol|Jan|Feb|Aug|Sept|Oct|Nov|Dec|vs|гг?|ул|им|тыс|млн)\.)"
    r"[\"'”’»)\]]*\s*$"
)
"""A sentence that ends in dots, in an initial or in a short form such as "Gov." goes on elsewhere."""
DATELINE_ALONE = re.compile(r"(?:\([^()]{2,40}\)\s*)?[A-ZА-ЯЁІҢҒҮҰҚӨҺ][A-ZА-ЯЁІҢҒҮҰҚӨҺ'’ -]{2,30}[,/][^.!?]{0,50}\.")
BYLINE = re.compile(r"^\s*(?:(?-i:By [A-Z])|автор:?\s+\w)|©|\w+:\s*$", re.IGNORECASE)
CREDIT = re.compile(
    r"\((?:[A-Z][\w.’'-]+ ){1,3}?[A-Z]?[\w.’'-]*/ ?[A-Z][\w .&-]{1,40}\)|\((?:AP|AFP|EPA|TASS|Reuters) (?:Photo|photo)"
)
"""Who took a picture: "(Ann Hill/Daily Post)"."""


class Ties(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one language, as standing.toml describes them."""

    leads: tuple[str, ...] = ()
    pointers: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    elsewhen: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    cuts: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    heirs: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    definites: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    days: tuple[str, ...] = ()


def fault(sentence: str, language: str | None, *, is_first: bool = False) -> Fault | None:
    """Give why a sentence cannot stand alone, None where it can; the first of a text answers none before it."""
    text = sentence.strip()
    dense = bool(DENSE.search(text[:LONGEST]))
    if len(text) < (SHORTEST_DENSE if dense else SHORTEST):
        return "short"
    if len(text) > (LONGEST_DENSE if dense else LONGEST):
        return "long"
    if _is_broken(text):
        return "broken"
    if BYLINE.search(text) or DATELINE_ALONE.fullmatch(text) or is_furniture(text):
        return "furniture"
    if _found(_words(tongue_of(language), "voices"), unquoted(text)):
        return "speaks to the reader"
    return "points back" if points_back(text, language, is_first=is_first) else None


def unquoted(text: str) -> str:
    """Give a text without what stands between quotation marks."""
    return QUOTED.sub(" ", text)


def tongue_of(language: str | None) -> str:
    """Give the language whose words judge a text: its own, English where nothing is known of it."""
    return language if language and language in _ties() else "en" if language is None else ""


def opens_with_pronoun(sentence: str, language: str | None) -> str | None:
    """Give the pronoun that a sentence begins with and that a name could stand for, None where there is none."""
    pattern = _words(tongue_of(language), "subjects", flags=re.IGNORECASE)
    found = pattern.match(sentence) if pattern else None
    return found.group() if found else None


def leans(sentence: str, language: str | None, title: str) -> bool:
    """Tell whether a sentence begins with a thing that the reader should have met: "The school will ...".

    It does not where the title names the thing, where a name stands with it or where the words after it complete it.
    """
    ties = _ties().get(tongue_of(language))
    words = WORD.findall(OPENING.sub("", sentence[:200]))
    if ties is None or len(words) < 4 or words[0].casefold() not in ties.definites:
        return False
    noun = words[1:3]
    known = {word.casefold() for word in WORD.findall(title)}
    if any(word[0].isupper() or word[0].isdigit() or word.casefold() in known for word in noun):
        return False
    head = next((place for place in (2, 3) if words[place] in ties.heads), None)
    return (
        head is None or any(word in ties.verbs for word in words[1:head]) or "," in sentence.partition(words[head])[0]
    )


def has_loose_pronoun(sentence: str, language: str | None, has_person: bool) -> bool:
    """Tell whether a pronoun stands among the first words though nobody is named in the sentence."""
    pattern = _words(tongue_of(language), "pronouns", flags=re.IGNORECASE)
    opening = " ".join(unquoted(sentence).split()[:4])
    return not has_person and pattern is not None and pattern.search(opening) is not None


def has_stranger(sentence: str, language: str | None, people: Sequence[int]) -> bool:
    """Tell whether "he" or "her" stands where nobody was named, or "this" before something not told of.

    `people` are the places where the sentence names a person. Quotations are left alone. In an opening clause with a
    conjunction ("As he left, Reed said ...") the name may follow.
    """
    tongue, bare = tongue_of(language), QUOTED.sub(lambda found: " " * len(found.group()), sentence)
    nouns = _words(tongue, "persons", flags=re.IGNORECASE)
    known = [*people, *(found.start() for found in (nouns.finditer(bare) if nouns else ()))]
    heirs, near = _words(tongue, "heirs", flags=re.IGNORECASE), _near(tongue)
    comma = bare.find(",") if CLAUSE.match(bare) else -1
    follows = comma > 0 and any(comma < at <= comma + OPENING_CLAUSE // 2 for at in people)
    for found in heirs.finditer(bare) if heirs else ():
        if tongue != "en" and found.start() > OPENING_CLAUSE:
            break
        if not (follows and found.start() < comma) and not any(at < found.start() for at in known):
            return True
    pointed = near.search(bare) if near else None
    return pointed is not None and pointed.start() < OPENING_CLAUSE


def cut_opening(sentence: str, language: str | None) -> int:
    """Give how many code points of an opening such as "But " may be cut; 0 where there is none."""
    pattern = _cuts(tongue_of(language))
    found = pattern.match(sentence) if pattern else None
    return found.end() if found and found.end() < len(sentence) else 0


def has_day(sentence: str, language: str | None) -> list[tuple[int, int]]:
    """Give where a sentence names a day by its place in the week or as seen from the day of publication."""
    pattern = _days(tongue_of(language))
    return [found.span() for found in pattern.finditer(sentence)] if pattern else []


def is_nowadays(sentence: str, at: int, language: str | None) -> bool:
    """Tell whether "today" at this place means these times and no day: beside no verb of a deed done or to come."""
    if tongue_of(language) != "en" or sentence[at : at + 5].casefold() != "today":
        return False
    around = sentence[max(at - OPENING_CLAUSE, 0) : at] + sentence[at + 5 : at + 5 + OPENING_CLAUSE]
    return NOW.search(around) is not None and DEED.search(around) is None


def without_tail(title: str, outlet: str = "") -> str:
    """Give a headline without its end that is none of it: "(photo)", the outlet's name behind a dash, a full stop."""
    for mark in (" | ", " — ", " – ", " - ", " :: ", " / "):
        head, found, name = title.rpartition(mark)
        if found and outlet and name.casefold().strip() == outlet.casefold().strip():
            title = head
    tail = _tails().search(title)
    title = title[: tail.start()] if tail and tail.start() else title
    return title[:-1] if FULL_STOP.search(title) and ". " not in title else title


def is_bare_quotation(sentence: str) -> bool:
    """Tell whether a sentence is all quotation, so that nothing in it says whose."""
    return len(WORD.findall(unquoted(sentence))) < 2 <= len(WORD.findall(sentence))


def is_furniture(text: str) -> bool:
    """Tell whether words of a menu, a caption, a credit or a call to subscribe or to read on stand in a text."""
    return _found(_furniture(), text) or _found(CREDIT, text) or _starts().match(text) is not None


def points_back(sentence: str, language: str | None, *, is_first: bool = False) -> bool:
    """Tell whether a sentence depends on one before it: by its first words, or by a day it does not name."""
    tongues = [language] if language and language in _ties() else ["en", "ru"]
    opening, bare = OPENING.sub("", sentence), unquoted(sentence)
    return any(
        _openings(tongue, is_first).match(opening)
        or _found(_elsewhen(tongue), sentence)
        or _found(_words(tongue, "asides", flags=re.IGNORECASE), bare)
        for tongue in tongues
    )


def _is_broken(text: str) -> bool:
    """Tell whether this is no sentence: no full stop, a list's edge, mostly capitals, two texts run together."""
    letters = sum(map(str.isalpha, text))
    return (
        not CLOSED.search(text)
        or "\n\n" in text
        or text.count("|") > 1
        or letters < len(text) // 2
        or 2 * sum(map(str.isupper, text)) > letters
        or OPENING.sub("", text)[:1].islower()
        or GLUED.search(text) is not None
        or len(CAMEL.findall(text)) > 2
        or not is_balanced(text)
        or CUT_SHORT.search(text) is not None
        or unquoted(text).rstrip().endswith("?")
    )


def is_balanced(text: str) -> bool:
    """Tell whether no quotation begins or ends elsewhere: its words would lose their speaker."""
    return (
        text.count("“") == text.count("”")
        and text.count("«") == text.count("»")
        and text.count("(") == text.count(")")
        and text.count('"') % 2 == 0
        and text.count("``") == text.count("''")
    )


def _found(pattern: re.Pattern[str] | None, text: str) -> bool:
    return pattern is not None and pattern.search(text) is not None


@functools.cache
def _ties() -> dict[str, Ties]:
    return msgspec.toml.decode(files(__package__).joinpath("standing.toml").read_bytes(), type=dict[str, Ties])


@functools.cache
def _openings(language: str, is_first: bool) -> re.Pattern[str]:
    ties = _ties()[language]
    end = "" if language == "zh" else r"(?!\w)"
    leads = f"(?:(?:{_any(ties.leads)}) )*" if ties.leads else ""
    answers = [word for word in ties.links if not is_first or word in ("so", "or", "nor", *ties.cuts)]
    links = f"|(?:{_any(answers)})" if answers else ""
    return re.compile(f"(?:{leads}(?:{_any(ties.pointers)}){links}){end}", re.IGNORECASE)


@functools.cache
def _elsewhen(language: str) -> re.Pattern[str] | None:
    words = _ties()[language].elsewhen
    return re.compile(rf"(?<!\w)(?:{_any(words)})(?!\w)", re.IGNORECASE) if words else None


@functools.cache
def _tails() -> re.Pattern[str]:
    words = [word for ties in _ties().values() for word in ties.tails]
    return re.compile(rf"(?:\s*[(\[](?:{_any(words)})[)\]])+\s*$", re.IGNORECASE)


@functools.cache
def _starts() -> re.Pattern[str]:
    words = [word for ties in _ties().values() for word in ties.starts]
    return re.compile(rf"\s*(?:{_whole(words)})", re.IGNORECASE)


@functools.cache
def _words(language: str, kind: str, flags: int = 0) -> re.Pattern[str] | None:
    words: tuple[str, ...] = getattr(_ties().get(language, Ties()), kind)
    return re.compile(rf"(?<![\w.’'-])(?:{_any(words)})(?![\w’'-])", flags) if words else None


@functools.cache
def _days(language: str) -> re.Pattern[str] | None:
    ties = _ties().get(language)
    if ties is None or not ties.days:
        return None
    named = Locale.parse(language).days["format"]["wide"].values()
    return re.compile(rf"(?<!\w)(?:{_any([*named, *ties.days])})(?!\w)", re.IGNORECASE)


@functools.cache
def _near(language: str) -> re.Pattern[str] | None:
    """Give the pattern of a word such as "this" before a noun that no time is."""
    ties = _ties().get(language, Ties())
    if not ties.near:
        return None
    return re.compile(rf"(?<!\w)(?:{_any(ties.near)})(?= \w)(?! (?:{_any(ties.times)})(?!\w))", re.IGNORECASE)


@functools.cache
def _cuts(language: str) -> re.Pattern[str] | None:
    words = _ties().get(language, Ties()).cuts
    return re.compile(rf"(?:{_any(words)}),? (?=[\w\[])", re.IGNORECASE) if words else None


@functools.cache
def _furniture() -> re.Pattern[str]:
    words = [word for ties in _ties().values() for word in ties.furniture]
    return re.compile(rf"(?<!\w)(?:{_whole(words)})", re.IGNORECASE)


def _whole(words: Iterable[str]) -> str:
    """Give the words as alternatives that end where a word ends."""
    return "|".join(
        re.escape(word) + (r"(?!\w)" if word[-1].isalnum() else "") for word in sorted(words, key=len, reverse=True)
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
