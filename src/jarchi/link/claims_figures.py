"""Figures of two claims beside each other: whether they count one thing, and whether they can both hold."""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from jarchi.link.signatures import ClaimKey, FigureKey

ROUNDED = 0.02
"""Two values this close together can both hold."""
ROUGH = 0.15
"""So can two of which one is said to be rough."""
SURELY = 0.8
"""From this likeness on the only figures of two claims are of one thing, whatever stands beside them."""
MOST_APART = 2
"""Lists of which more figures differ, and none is the same, are of two things."""

Values = Literal["same", "apart", "of others", "none"]
"""Whether the figures of two claims can both hold; "of others" says that they are of two things."""
NOT_THE_SAME: tuple[Values, ...] = ("apart", "of others")


def values_of(later: ClaimKey, earlier: ClaimKey, likeness: float) -> tuple[Values, str]:
    """Tell whether the figures of the two that count the same can both hold."""
    pairs = [
        (now, before)
        for now in later.figures
        for before in earlier.figures
        if now.role == before.role
        and _have_one_unit(now, before)
        and _count_alike(now, before, later, earlier, likeness)
    ]
    if later.moves:
        pairs = [(replace(now, bound="="), before) for now, before in pairs]
    if not pairs:
        return ("of others" if _are_of_others(later, earlier) else "none"), ""
    apart = [(now, before) for now, before in pairs if not _can_both_hold(now, before)]
    given = {one.value for one in later.figures} & {one.value for one in earlier.figures}
    if len(apart) < len(pairs) or any(now.value in given or before.value in given for now, before in apart):
        return "same", ""
    apart = [(now, before) for now, before in apart if not now.is_aside and not before.is_aside]
    if not apart:
        return "none", ""
    if len(apart) > MOST_APART:
        return "of others", ""
    now, before = apart[0]
    return "apart", f"{before.value:,.12g} becomes {now.value:,.12g}"


def _are_of_others(later: ClaimKey, earlier: ClaimKey) -> bool:
    """Tell whether both give figures of one unit, and no value is in both."""
    units = {one.unit for one in later.figures} & {one.unit for one in earlier.figures}
    return bool(units) and not any(
        now.unit == before.unit and _can_both_hold(now, before) for now in later.figures for before in earlier.figures
    )


def _have_one_unit(one: FigureKey, other: FigureKey) -> bool:
    """Tell whether two figures have one unit; a bare number ("the number of people is down to 40") may be of people."""
    return one.unit == other.unit or any(
        not bare.unit and not bare.what and counted.unit == "people" for bare, counted in ((one, other), (other, one))
    )


def _count_alike(now: FigureKey, before: FigureKey, later: ClaimKey, earlier: ClaimKey, likeness: float) -> bool:
    """Tell whether two figures of one unit count the same: by its words, or as the only ones of their claims."""
    alone = (
        sum(_have_one_unit(one, now) for one in later.figures)
        == sum(_have_one_unit(one, before) for one in earlier.figures)
        == 1
    )
    if now.is_part != before.is_part or not (_is_of_one_thing(now, before) or (alone and likeness >= SURELY)):
        return False
    if set(now.what) & set(before.what):
        return True
    return alone and (
        not now.what or not before.what or bool(now.unit) or _stand_in(now, earlier) or _stand_in(before, later)
    )


def _is_of_one_thing(now: FigureKey, before: FigureKey) -> bool:
    """Tell whether what stands beside two figures is the same, more than what they count: killed is not wounded."""
    if now.fates and before.fates and not set(now.fates) & set(before.fates):
        return False
    one, other = set(now.near) - set(now.what), set(before.near) - set(before.what)
    return not one or not other or bool(one & other)


def _stand_in(figure: FigureKey, claim: ClaimKey) -> bool:
    return bool(set(figure.what) & set(claim.words))


def _can_both_hold(one: FigureKey, other: FigureKey) -> bool:
    largest = max(abs(one.value), abs(other.value))
    near = ROUGH if "~" in (one.bound, other.bound) else ROUNDED
    if largest == 0 or abs(one.value - other.value) <= near * largest * (
        one.value >= 20 or "~" in (one.bound, other.bound)
    ):
        return True
    return _bounds(one, other) or _bounds(other, one)


def _bounds(one: FigureKey, other: FigureKey) -> bool:
    """Tell whether a value lies within what another one, a bound, says."""
    return (one.bound in (">", ">=") and other.bound in (">", ">=", "=") and other.value >= one.value) or (
        one.bound in ("<", "<=") and other.bound in ("<", "<=", "=") and other.value <= one.value
    )
