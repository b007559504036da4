"""Forms: the inflected forms of the verbs and nouns that a lexicon lists by lemma or by stem."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

Shape = Literal["base", "present", "past", "participle", "ing", "noun", "passive"]

VOWELS = "aeiou"
SHORT = re.compile(r"[^aeiou]*[aeiou][bdgklmnprt]\Z")

RUSSIAN: Mapping[str, tuple[tuple[str, Shape], ...]] = {
    "л": (("ть", "base"), *((ending, "past") for ending in ("л", "ла", "ло", "ли"))),
    "ся": (("ться", "base"), *((ending, "past") for ending in ("лся", "лась", "лось", "лись"))),
    "г": tuple((ending, "past") for ending in ("", "ла", "ло", "ли")),
    "кр": tuple((ending, "present") for ending in ("", "а", "о", "ы")),
    "ет": tuple((ending, "present") for ending in ("ет", "ют", "ут")),
    "ит": tuple((ending, "present") for ending in ("ит", "ят", "ат")),
    "ется": tuple((ending, "present") for ending in ("ется", "ются", "ится", "ятся", "утся")),
    "ть": (("ть", "base"), ("ти", "base")),
    "ться": (("ться", "base"),),
    "я": (("я", "ing"), ("в", "ing"), ("вши", "ing")),
    "н": tuple((ending, "passive") for ending in ("н", "на", "но", "ны", "ён", "ена", "ено", "ены")),
    "стр": tuple((ending, "passive") for ending in ("", "а", "о", "ы")),
    "ие": tuple((ending, "noun") for ending in ("ие", "ия", "ию", "ием", "ии", "ий", "иям", "иями", "иях")),
    "ка": tuple((ending, "noun") for ending in ("ка", "ки", "ке", "ку", "кой", "ок", "кам", "ками", "ках")),
    "а": tuple((ending, "noun") for ending in ("а", "ы", "и", "е", "у", "ой", "ою", "", "ам", "ами", "ах", "ей", "ь")),
    "": tuple((ending, "noun") for ending in ("", "а", "у", "ом", "е", "ы", "и", "ов", "ам", "ами", "ах", "ем", "ев")),
    "ы": tuple((ending, "noun") for ending in ("ы", "и", "ов", "ей", "ам", "ами", "ах", "ям", "ями", "ях", "ев")),
    "а.": tuple((ending, "noun") for ending in ("а", "и", "ы", "е", "у", "ой", "ою", "ам", "ами", "ах")),
    "я.": tuple((ending, "noun") for ending in ("я", "и", "ю", "ей", "е", "ем", "й", "ям", "ями", "ях")),
    "о.": tuple((ending, "noun") for ending in ("о", "а", "у", "ом", "е", "ам", "ами", "ах")),
    "ия.": tuple((ending, "noun") for ending in ("ия", "ий", "иям", "иями", "иях")),
    "ёв.": tuple((ending, "noun") for ending in ("й", "и", "ёв", "ев", "ям", "ями", "ях")),
    "ть.": tuple((ending, "noun") for ending in ("ь", "и", "ью", "ей", "ям", "ями", "ях")),
}
"""Russian endings by the sign a lexicon writes after "=": "заяви=л" stands for заявил, заявила, заявило, заявили."""


def english_verb(lemma: str, irregular: Mapping[str, str] | None = None) -> dict[str, Shape]:
    """Give the forms of an English verb with what they are; of a phrase, its first word changes ("point out").

    `irregular` gives past and participle of a lemma, "said" or "gave given". A form that is past and participle
    alike is "past".
    """
    head, _, tail = lemma.partition(" ")
    past, _, participle = (irregular or {}).get(head, "").partition(" ")
    doubled = head + head[-1] if SHORT.match(head) and head[-1] not in "wxy" else head
    if not past:
        past = head + "d" if head.endswith("e") else re.sub(r"(?<![aeiou])y\Z", "i", doubled) + "ed"
    ing = head[:-1] + "ing" if head.endswith("e") and not head.endswith(("ee", "oe")) else doubled + "ing"
    forms: dict[str, Shape] = {head: "base", third(head): "present", ing: "ing", past: "past"}
    if participle:
        forms[participle] = "participle"
    return {f"{form} {tail}".strip(): shape for form, shape in forms.items()}


def third(head: str) -> str:
    """Give the third person singular of an English verb."""
    if head.endswith(("s", "sh", "ch", "x", "z")):
        return head + "es"
    return re.sub(r"(?<![aeiou])y\Z", "ie", head) + "s"


def english_noun(lemma: str) -> dict[str, Shape]:
    """Give singular and plural of an English noun; of a phrase, its last word changes."""
    return {lemma: "noun", third(lemma): "noun"}


def russian(pattern: str) -> dict[str, Shape]:
    """Give the forms of "stem=sign", the sign one of `RUSSIAN`; a word without "=" stands for itself, as a noun."""
    stem, marked, sign = pattern.partition("=")
    if not marked:
        return {pattern: "noun"}
    return {stem + ending: shape for ending, shape in RUSSIAN[sign]}
