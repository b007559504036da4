"""Scope: which words of a content stand under its negations, and whether it says what can be so or not so."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence

import msgspec

from jarchi.link.claims_words import ClaimWords, claim_words
from jarchi.link.words import STOP_WORDS, words_of

BREAK = re.compile(r"[;:!?()\[\]…]|[,.](?=\s|$)|\s[-–—]+\s|--")
"""What parts clauses."""
QUOTES = re.compile(r"[\"“”«»„]|``|''")
PAUSE = re.compile(r"[.,;:!?\"“”«»„…]")
"""What stands between a cue and words that are none of its own."""
BARE = 8
"""Words of a content that may be a mere name of something, such as "the death penalty"."""
NAME = 2
"""So many words without a verb are one in any case."""
BEFORE, AFTER = 6, 7
"""Words before and after a figure that tell what it is about."""


class Scope(msgspec.Struct, frozen=True):
    """What of a content is denied: the stems under a negation, those it falls on, and all of its clauses.

    `is_open` says that it asks or supposes, `is_bare` that it names a thing and says nothing of it, `is_own` that it
    begins with a word such as "he", which in most reports is the speaker, `is_thing` that it has no verb and is no word
    for something said or for what one is accused of.
    """

    denied: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    is_open: bool = False
    is_bare: bool = False
    is_own: bool = False
    is_thing: bool = False


Stems = Callable[[Sequence[str]], list[str]]
"""Gives the stems of the words that carry what is said, without names."""


def scope_of(content: str, said: Sequence[str], language: str, stems: Stems) -> Scope:
    """Give the scope of a content; `said` are its words."""
    own = claim_words(language)
    parts = _negated(content, own, stems) if not own.negations.isdisjoint(said) else []
    is_put_off = not own.delays.isdisjoint(said)
    denied, heads, around = ([stem for part in parts for stem in part[at]] for at in range(3))
    begin = 1 if said and said[0] in own.joints else 0
    return Scope(
        denied=_each_once(denied),
        heads=() if is_put_off else _each_once(heads),
        around=_each_once(around),
        is_open=not own.conditions.isdisjoint(said) or _has_pair(said, own.suppositions),
        is_bare=_is_bare(said, own),
        is_own=len(said) > begin and said[begin] in own.pronouns,
        is_thing=bool(own.verbs) and begin == 0 and own.sayings.isdisjoint(said) and not _has_verb(said, own),
    )


def is_unsaid(before: Sequence[str], cue: Sequence[str], language: str) -> bool:
    """Tell whether a cue says that it was not said, or is doubted; `before` are the words before it."""
    own = claim_words(language)
    return not own.negations.isdisjoint((*before[-2:], *cue)) or not own.doubts.isdisjoint(cue)


def around_figure(before: str, after: str, language: str, stems: Stems) -> tuple[tuple[str, ...], bool]:
    """Give the stems beside a figure in its clause, and whether a word such as "of" or "in" makes it a part."""
    own = claim_words(language)
    left = words_of(BREAK.split(before)[-1])[-BEFORE:]
    right = words_of(BREAK.split(after)[0])[:AFTER]
    for at, word in enumerate(reversed(left)):
        if word in own.links:
            left = left[len(left) - at :]
            break
    right = right[: next((at for at, word in enumerate(right) if word in own.links), len(right))]
    leading = next((word for word in reversed(left) if word not in own.about), "")
    is_part = leading in own.partitives or _has_pair(right[:2], own.wholes)
    return _each_once(stems([*left, *right])), is_part


def _negated(content: str, own: ClaimWords, stems: Stems) -> list[tuple[list[str], list[str], list[str]]]:
    """Give, of each clause with an odd number of negations, the stems under it, those it falls on, and all."""
    found = []
    for clause in _clauses(content, own):
        places = [at for at in range(len(clause)) if _negates(clause, at, own)]
        if len(places) % 2 == 0:
            continue
        at = places[0]
        every, under = stems(clause), stems(clause[at + 1 :])
        is_over = not own.ceased.isdisjoint((*clause[max(at - 1, 0) : at], *clause[at + 1 : at + 2]))
        is_unclear = bool(under) and not _stands_first(under[0], clause[at + 1 :], own, stems)
        found.append((under or every, [] if is_over or is_unclear else under[:1] or every, every))
    return found


def _stands_first(stem: str, words: Sequence[str], own: ClaimWords, stems: Stems) -> bool:
    """Tell whether nothing but small words and names stands before a stem, so that a negation falls on it alone."""
    if not own.verbs:
        return True
    before = words[: next((at for at, word in enumerate(words) if stems([word]) == [stem]), 0)]
    small = own.verbs | own.openings | own.fillers
    return all(word in small or word not in STOP_WORDS for word in before)


def _clauses(content: str, own: ClaimWords) -> list[list[str]]:
    clauses: list[list[str]] = []
    for part in BREAK.split(content):
        clause: list[str] = []
        for word in words_of(part):
            if word in own.links:
                clauses.append(clause)
                clause = []
            else:
                clause.append(word)
        clauses.append(clause)
    return clauses


def _negates(clause: Sequence[str], at: int, own: ClaimWords) -> bool:
    following = clause[at + 1] if at + 1 < len(clause) else ""
    return clause[at] in own.negations and clause[at] not in own.goings_on and following not in own.onlys


def _is_bare(said: Sequence[str], own: ClaimWords) -> bool:
    if not said or not own.verbs or _has_verb(said, own):
        return False
    return len(said) <= NAME or (len(said) <= BARE and said[0] in own.openings)


def _has_verb(said: Sequence[str], own: ClaimWords) -> bool:
    """Tell whether a verb can be seen in a content; "ed" right behind "the" is no sign of one ("the endangered")."""
    if not own.verbs.isdisjoint(said):
        return True
    forms = [word for at, word in enumerate(said) if at != 1 or said[0] not in own.openings]
    return any(len(word) > 4 and word.endswith(("ed", "ing")) for word in forms)


def _has_pair(said: Sequence[str], pairs: frozenset[str]) -> bool:
    return bool(pairs) and any(f"{one} {other}" in pairs for one, other in itertools.pairwise(said))


def _each_once(stems: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(set(stems)))
