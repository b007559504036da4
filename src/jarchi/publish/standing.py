"""Standing: whether a sentence can be read alone, away from the text around it.

A sentence that points back ("He said ...", "The move ...", "a day earlier") would say something else in a bulletin
than in its article, so it is not chosen. The words are data, by language, in standing.toml; a sentence of a language
that has none there is judged by its length and punctuation.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from importlib.resources import files
from typing import Literal

import msgspec

Fault = Literal["short", "long", "broken", "furniture", "points back"]

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

BYLINE = re.compile(r"^\s*(?:by|автор:?)\s+\w+|©|\w+:\s*$", re.IGNORECASE)


class Ties(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one language, as standing.toml describes them."""

    leads: tuple[str, ...] = ()
    pointers: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    elsewhen: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()


def fault(sentence: str, language: str | None) -> Fault | None:
    """Give why a sentence cannot stand alone, None where it can."""
    text = sentence.strip()
    dense = bool(DENSE.search(text[:LONGEST]))
    if len(text) < (SHORTEST_DENSE if dense else SHORTEST):
        return "short"
    if len(text) > (LONGEST_DENSE if dense else LONGEST):
        return "long"
    if _is_broken(text):
        return "broken"
    if BYLINE.search(text) or _found(_furniture(), text):
        return "furniture"
    return "points back" if points_back(text, language) else None


def points_back(sentence: str, language: str | None) -> bool:
    """Tell whether a sentence depends on one before it: by its first words, or by a day it does not name."""
    tongues = [language] if language and language in _ties() else ["en", "ru"]
    opening = OPENING.sub("", sentence)
    return any(_openings(tongue).match(opening) or _found(_elsewhen(tongue), sentence) for tongue in tongues)


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
        or _has_open_quote(text)
    )


def _has_open_quote(text: str) -> bool:
    """Tell whether a quotation begins or ends elsewhere: its words would lose their speaker."""
    return text.count("“") != text.count("”") or text.count("«") != text.count("»") or text.count('"') % 2 == 1


def _found(pattern: re.Pattern[str] | None, text: str) -> bool:
    return pattern is not None and pattern.search(text) is not None


@functools.cache
def _ties() -> dict[str, Ties]:
    return msgspec.toml.decode(files(__package__).joinpath("standing.toml").read_bytes(), type=dict[str, Ties])


@functools.cache
def _openings(language: str) -> re.Pattern[str]:
    ties = _ties()[language]
    end = "" if language == "zh" else r"(?!\w)"
    leads = f"(?:(?:{_any(ties.leads)}) )*" if ties.leads else ""
    return re.compile(f"(?:{leads}(?:{_any(ties.pointers)})|(?:{_any(ties.links)})){end}", re.IGNORECASE)


@functools.cache
def _elsewhen(language: str) -> re.Pattern[str] | None:
    words = _ties()[language].elsewhen
    return re.compile(rf"(?<!\w)(?:{_any(words)})(?!\w)", re.IGNORECASE) if words else None


@functools.cache
def _furniture() -> re.Pattern[str]:
    words = [word for ties in _ties().values() for word in ties.furniture]
    return re.compile(rf"(?<!\w)(?:{_any(words)})", re.IGNORECASE)


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
