"""Folding: spellings of one word brought to one key over scripts, romanisations and case endings."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

FOLDS = (
    ("alex", "aleks"),
    ("shch", "sh"),
    ("dzh", "j"),
    ("tch", "ch"),
    ("zh", "j"),
    ("dj", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("ck", "k"),
    ("q", "k"),
    ("w", "v"),
    ("x", "h"),
    ("y", "i"),
)
"""Romanisations that stand for one letter; with the vowel rules below all spellings of Tokayev meet in one key."""

DOUBLED = re.compile(r"(.)\1+")
SOFT = re.compile(r"i(?:oi?)?(?=e)")
NOT_KEY = re.compile(r"[^a-z0-9]+")
CYRILLIC = re.compile(r"[\u0400-\u052f]")
UNFOLDED = re.compile(r"[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""Ideographs stay as they are: romanised, far too many would sound the same."""

ENDINGS = tuple(
    sorted(
        [
            *("а", "я", "у", "ю", "е", "и", "ы", "о", "ь", "й", "ой", "ою", "ею", "ом", "ем", "ём", "ым", "им", "ам"),
            *("ям", "ами", "ями", "ах", "ях", "ая", "яя", "ую", "юю", "ое", "ее", "ые", "ие", "ого", "его", "ому"),
            *("ему", "ых", "их", "ыми", "ими", "ия", "ии", "ию", "ией", "ий", "ый", "ье", "ья", "ью"),
        ],
        key=len,
        reverse=True,
    )
)
"""Case endings of Russian; "ов" and "ев" stay, for they end surnames."""


def _longest_first(*endings: str) -> tuple[str, ...]:
    return tuple(sorted((word for each in endings for word in each.split()), key=lambda word: (-len(word), word)))


_KAZAKH = """ның нің дың дің тың тің ға ге қа ке на не ды ді ты ті ны ні да де та те нда нде дан ден тан тен нан нен
мен бен пен дағы дегі тағы тегі ндағы ндегі"""
_KYRGYZ = """нын нин нун нүн дын дин дун дүн тын тин тун түн га ге го гө ка ке ко кө на не но нө да де до дө та те то тө
нда нде ндо ндө дан ден дон дөн тан тен тон төн нан нен нон нөн ды ди ду дү ты ти ту тү ны ни ну нү дагы деги догу
дөгү тагы теги тогу төгү ндагы ндеги ндогу ндөгү"""
_UZBEK = "ning ni ga ka qa da dan dagi gacha"
_UZBEK_CYRILLIC = "нинг ни га ка қа да дан даги гача"
_TAJIK = "и ро ву"
_TURKMEN = """yň iň uň üň nyň niň nuň nüň ny ni y i a e ä na ne da de nda nde dan den ndan nden daky däki ndaky ndäki"""
HANGING: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "kk": ((), _longest_first(_KAZAKH)),
    "ky": ((), _longest_first(_KYRGYZ)),
    "uz": (_longest_first(_UZBEK), _longest_first(_UZBEK_CYRILLIC)),
    "tg": ((), _longest_first(_TAJIK)),
    "tk": (_longest_first(_TURKMEN), ()),
}
"""Case endings, those behind a possessive ending too, that leave a name as it was: in Latin and in Cyrillic script."""

HANGERS = "-\u2010\u2011'\u2019\u2018\u02bb\u02bc"
"""Hyphens and apostrophes that may part a name from its ending."""

SHORTEST_STEM = 2


def small(text: str) -> str:
    """Give a text in lower case, code point by code point, so that every offset stays what it was."""
    lower = text.lower()
    return (
        lower if len(lower) == len(text) else "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
    )


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Give the key of a word: Latin letters and digits that all its usual romanisations share.

    Two words with one key are likely one name; a key is for comparing, never an offset into a text.
    """
    if UNFOLDED.search(word):
        return word
    key = NOT_KEY.sub("", anyascii(word).lower())
    for written, read in FOLDS:
        key = key.replace(written, read)
    return DOUBLED.sub(r"\1", SOFT.sub("", DOUBLED.sub(r"\1", key)))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Give a Cyrillic word without its case ending, any other word and any acronym as it is."""
    if not CYRILLIC.search(word) or word.isupper():
        return word
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=1 << 16)
def bases(word: str, language: str) -> tuple[str, ...]:
    """Give what a word may be without a case ending of a language that hangs them on names unchanged.

    "Тоқаевтың" gives "Тоқаев", "NATOʻning" "NATO", "OneIndia-ға" "OneIndia", the longest ending first. Nothing for a
    language whose endings are not listed, nor for a word that has none.
    """
    endings = HANGING.get(language)
    if endings is None:
        return ()
    found = []
    for ending in endings[bool(CYRILLIC.search(word))]:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            base = word[: -len(ending)].rstrip(HANGERS)
            if len(base) >= SHORTEST_STEM:
                found.append(base)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1 << 16)
def keys(word: str, language: str = "") -> tuple[str, ...]:
    """Give the keys under which a word of a text may be found: of its stem, of itself, and of what it is without the
    endings of a language, each once."""
    found = [fold(stem(word)) or word, fold(word) or word]
    for base in bases(word, language):
        found += fold(stem(base)) or base, fold(base) or base
    return tuple(dict.fromkeys(found))
