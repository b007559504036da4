"""Two claims beside each other: what the later one does to the earlier one, and why."""

from __future__ import annotations

import msgspec

from jarchi.link.claims_figures import NOT_THE_SAME, Values, values_of
from jarchi.link.claims_voices import heads_of, voices
from jarchi.link.signatures import ClaimKey, Trait
from jarchi.records.links import RelationKind

PLACE, WORD = 0.5, 1.0
"""What shared places, people and words weigh: reports of one place share its name whatever they tell."""

ALIKE = 0.6
"""Contents say the same from this likeness on (the weight they share, twice, of the weight of both)."""
FIGURES_ALIKE = 0.5
"""Two values are of one thing from this likeness on."""
OPPOSED = 0.55
"""A content and its opposite are alike from here on."""
ABOUT = 0.5
"""A denial is about a claim when it shares half of its own weight and half of that of the shorter of the two."""
FEWEST = 1.5
"""The least weight that must be shared for two claims to be about one thing."""
LEAST = 1.0
"""With less in common nothing can be told, unless the earlier claim accuses who speaks in the later one."""
TOLD = 2
"""Words that are no names and that a denial must share with a claim: names alone tell of whom, not what."""
QUOTED = 0.85
LONG = 6
"""Two quotations are one, whoever is said to have spoken, from this likeness and so many shared words on."""
NAMED = 3.0
"""What must be shared with a mere name of something to confirm it."""

UNDENIED: frozenset[Trait] = frozenset({"open", "denial told"})
"""What asks or supposes, or tells of a denial itself, cannot be denied."""


class Said(msgspec.Struct, frozen=True):
    """A claim with the article that it stands in, its moment and language, and what it can share with others.

    `terms` are the stems of its words and people, `wheres` its places and countries.
    """

    claim: ClaimKey
    article: str
    moment: int
    language: str
    terms: frozenset[str]
    wheres: frozenset[str]

    @classmethod
    def of(cls, claim: ClaimKey, article: str, moment: int, language: str) -> Said:
        """Give the claim ready to be compared."""
        terms = frozenset((*claim.words, *claim.people))
        return cls(claim, article, moment, language, terms, frozenset((*claim.places, *claim.countries)))

    @property
    def weight(self) -> float:
        """Give how much there is to share."""
        return WORD * len(self.terms) + PLACE * len(self.wheres)


class Told(msgspec.Struct, frozen=True):
    """What a claim does to an earlier one, how alike they are, and from what that was inferred."""

    kind: RelationKind
    likeness: float
    reason: str


class _Both(msgspec.Struct, frozen=True):
    """What two claims have in common."""

    language: str
    shared: tuple[str, ...]
    weight: float
    likeness: float
    part: float
    own: float
    values: Values
    moved: str


def judged(later: Said, earlier: Said) -> Told | None:
    """Give what the later claim does to the earlier one, None where it does nothing that can be told."""
    shared = later.terms & earlier.terms
    weight = WORD * len(shared) + PLACE * len(later.wheres & earlier.wheres)
    if weight < LEAST and earlier.claim.kind != "accusation":
        return None
    if later.language != earlier.language or _names_others(later.claim, earlier.claim):
        return None
    both = _both(later, earlier, shared, weight)
    who = voices(later.claim, earlier.claim, later.language)
    told = (
        _one_quotation(later.claim, earlier.claim, both)
        or _answer(later.claim, earlier.claim, both, who)
        or _contrary(later.claim, earlier.claim, both, who)
        or _figures(later, earlier, both, who)
        or _agreement(later.claim, earlier.claim, both, who)
    )
    return Told(told[0], round(both.likeness, 3), told[1]) if told else None


def is_denial(claim: ClaimKey) -> bool:
    """Tell whether a claim says that what stands in it is not so."""
    return claim.kind == "denial" or claim.polarity == "denied" or claim.stance == "refuses"


def _names_others(later: ClaimKey, earlier: ClaimKey) -> bool:
    """Tell whether the two name other places, other countries or other people."""
    return _are_of_other_places(later.places, earlier.places) or any(
        one and other and not set(one) & set(other)
        for one, other in ((later.countries, earlier.countries), (later.people, earlier.people))
    )


def _are_of_other_places(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether all places are others; a name that nobody could place may be any of those that were placed."""
    if not one or not other or set(one) & set(other):
        return False
    return {_is_placed(place) for place in one} == {_is_placed(place) for place in other}


def _is_placed(place: str) -> bool:
    return place[1:].isdigit()


def _both(later: Said, earlier: Said, shared: frozenset[str], weight: float) -> _Both:
    one, other = later.weight, earlier.weight
    likeness = 2 * weight / (one + other) if one + other else 0.0
    values, moved = values_of(later.claim, earlier.claim, likeness)
    return _Both(
        language=later.language,
        shared=tuple(sorted(shared)),
        weight=weight,
        likeness=likeness,
        part=weight / min(one, other) if min(one, other) else 0.0,
        own=weight / one if one else 0.0,
        values=values,
        moved=moved,
    )


def _one_quotation(later: ClaimKey, earlier: ClaimKey, both: _Both) -> tuple[RelationKind, str] | None:
    """Tell whether both hold the same words of somebody: two people do not choose the same ones."""
    if (
        not (("quoted" in later.traits) and ("quoted" in earlier.traits))
        or is_denial(later) != is_denial(earlier)
        or both.values in NOT_THE_SAME
    ):
        return None
    if both.likeness < QUOTED or len(both.shared) < LONG:
        return None
    return "repeats", f"the same quotation, sharing: {_listed(both)}"


def _answer(later: ClaimKey, earlier: ClaimKey, both: _Both, who: str) -> tuple[RelationKind, str] | None:
    """Tell whether the later claim takes the earlier one back or denies it."""
    is_back = later.stance == "retracts" and who == "one" and "open" not in later.traits
    if is_back and both.part >= ABOUT and both.weight >= FEWEST:
        return "retracts", f"the same speaker takes it back, sharing: {_listed(both)}"
    if not is_denial(later) or is_denial(earlier) or _is_one_speaker(later, earlier):
        return None
    return _denial(later, earlier, both) if _can_be_denied(later, earlier) else None


def _denial(later: ClaimKey, earlier: ClaimKey, both: _Both) -> tuple[RelationKind, str] | None:
    """Tell whether a denial is one of the earlier claim."""
    if earlier.kind == "accusation" and earlier.voice in later.actors and later.voice in earlier.actors:
        return "denies", "a denial by the accused that names the accuser"
    if "of words" in later.traits and both.weight >= LEAST and _names_the_voice(later, earlier, both.language):
        return "denies", f"a denial of the words of who said it, sharing: {_listed(both)}"
    is_whole = both.part == 1 and _is_accused(later, earlier)
    told = set(both.shared).difference(later.names, earlier.names, later.people, earlier.people)
    if both.part >= ABOUT and both.own >= ABOUT and len(told) >= (1 if is_whole else TOLD):
        return "denies", f"a denial that shares: {_listed(both)}"
    return None


def _can_be_denied(later: ClaimKey, earlier: ClaimKey) -> bool:
    """Tell whether a denial may answer a claim: who refuses an offer, or to do something, denies nothing."""
    if "wish" in later.traits or not UNDENIED.isdisjoint(earlier.traits) or earlier.kind == "demand":
        return False
    if "bare" in earlier.traits and earlier.kind != "accusation":
        return False
    return "thing" not in later.traits or later.stance == "refuses" or _is_accused(later, earlier)


def _names_the_voice(one: ClaimKey, other: ClaimKey, language: str) -> bool:
    """Tell whether a claim names who makes the other one, by more than the kind of body."""
    if other.by_actor:
        return other.voice in one.actors
    return set(other.named) <= set(one.words) and not set(other.named) <= heads_of(language)


def _is_one_speaker(later: ClaimKey, earlier: ClaimKey) -> bool:
    """Tell whether the words that name the speakers are the same, or those of one are among the other's."""
    one, other = set(later.named), set(earlier.named)
    known = later.by_actor and later.voice == earlier.voice
    return known or bool(one and other and later.lands == earlier.lands and (one <= other or other <= one))


def _is_accused(later: ClaimKey, earlier: ClaimKey) -> bool:
    """Tell whether the earlier claim is about who speaks in the later one."""
    about = {*earlier.words, *earlier.people}
    return bool(about & set(later.named) or set(later.lands) & set(earlier.countries) or later.voice in earlier.actors)


def _contrary(later: ClaimKey, earlier: ClaimKey, both: _Both, who: str) -> tuple[RelationKind, str] | None:
    """Tell whether the two say the opposite of one thing: what a negation of the one falls on, the other affirms."""
    if is_denial(later) or is_denial(earlier) or who == "one" or not _can_oppose(later, earlier):
        return None
    if both.likeness < OPPOSED or both.weight < FEWEST or _are_of_other_days(later, earlier):
        return None
    shared = set(both.shared)
    by_later, by_earlier = _denies(later, earlier, shared), _denies(earlier, later, shared)
    if by_later == by_earlier:
        return None
    if by_later and _is_accused(later, earlier):
        return "denies", f"whom it is about says that it is not so, sharing: {_listed(both)}"
    return "contradicts", f"one says it is so and the other that it is not, sharing: {_listed(both)}"


def _denies(one: ClaimKey, other: ClaimKey, shared: set[str]) -> bool:
    return bool(shared.intersection(one.heads) - set(other.around))


def _can_oppose(later: ClaimKey, earlier: ClaimKey) -> bool:
    """Tell whether both say that something is so or not so, of what may be the same."""
    if any(
        ("open" in one.traits)
        or ("bare" in one.traits)
        or one.kind == "demand"
        or (("wish" in one.traits) and one.kind != "promise")
        for one in (later, earlier)
    ):
        return False
    return _have_one_subject(later, earlier)


def _have_one_subject(later: ClaimKey, earlier: ClaimKey) -> bool:
    """Tell whether the two may speak of one person, where either begins with a word that stands for its speaker."""
    return all(
        _names_the_speaker(other, one) for one, other in ((later, earlier), (earlier, later)) if ("own" in one.traits)
    )


def _names_the_speaker(one: ClaimKey, other: ClaimKey) -> bool:
    """Tell whether a claim is about who makes the other one, or is made by the same."""
    about = {*one.words, *one.people, *one.actors, *(one.named if ("own" in one.traits) else ())}
    return bool(about & {*other.named, other.voice})


def _figures(later: Said, earlier: Said, both: _Both, who: str) -> tuple[RelationKind, str] | None:
    """Tell whether the two give values of one thing that differ: a later one, or one that cannot hold beside it."""
    if both.values != "apart" or both.likeness < FIGURES_ALIKE or is_denial(later.claim) != is_denial(earlier.claim):
        return None
    moves = set(later.claim.moves) - set(earlier.claim.moves)
    is_later = later.moment > earlier.moment or later.article == earlier.article
    is_part = ("sum" in earlier.claim.traits) and "sum" not in later.claim.traits
    if is_later and (who == "one" or moves) and not is_part:
        return "updates", f"{both.moved}, sharing: {_listed(both)}"
    if (
        who != "two"
        or ("sum" in later.claim.traits) != ("sum" in earlier.claim.traits)
        or _are_of_other_days(later.claim, earlier.claim)
    ):
        return None
    if _can_oppose(later.claim, earlier.claim):
        return "contradicts", f"{both.moved}, and both cannot hold, sharing: {_listed(both)}"
    return None


def _agreement(later: ClaimKey, earlier: ClaimKey, both: _Both, who: str) -> tuple[RelationKind, str] | None:
    """Tell whether the two say the same: one voice again, or another one."""
    if is_denial(later) != is_denial(earlier) or both.values in NOT_THE_SAME or _is_turned(later, earlier, both):
        return None
    if both.likeness < ALIKE or both.weight < FEWEST or _are_of_other_days(later, earlier):
        return None
    if who == "one":
        return "repeats", f"the same speaker again, sharing: {_listed(both)}"
    if who == "two" and _can_confirm(later, earlier, both):
        return "confirms", f"another speaker in an article that is no copy, sharing: {_listed(both)}"
    return None


def _can_confirm(later: ClaimKey, earlier: ClaimKey, both: _Both) -> bool:
    """Tell whether both say something, of what may be the same."""
    if any(("bare" in one.traits) for one in (later, earlier)) and both.weight < NAMED:
        return False
    is_own = ("own" in later.traits) and ("own" in earlier.traits)
    return ("open" in later.traits) == ("open" in earlier.traits) and (not is_own or _have_one_subject(later, earlier))


def _is_turned(later: ClaimKey, earlier: ClaimKey, both: _Both) -> bool:
    """Tell whether a negation turns what both share, or most of it, in one of the two alone."""
    shared = set(both.shared)
    if _denies(later, earlier, shared) or _denies(earlier, later, shared):
        return True
    if shared.intersection(later.heads, earlier.heads):
        return False
    one, other = (2 * len(shared.intersection(claim.around)) >= len(shared) for claim in (later, earlier))
    return one != other


def _are_of_other_days(later: ClaimKey, earlier: ClaimKey) -> bool:
    """Tell whether both name days, months or years, and none of one lies in one of the other."""
    return bool(later.days and earlier.days) and not any(
        one.startswith(other) or other.startswith(one) for one in later.days for other in earlier.days
    )


def _listed(both: _Both) -> str:
    return ", ".join(both.shared)
