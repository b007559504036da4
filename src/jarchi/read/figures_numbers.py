"""Numbers: the value of digits as a language groups them, of number words, and of both with a scale."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

LONGEST = 15
"""Digits up to which a number is read: more name nothing that news count, and pass what a double can hold."""

BLANKS = " \u00a0\u202f\u2009"
GROUPED = re.compile(rf"(\d{{1,3}})((?:[{BLANKS}]\d{{3}})+)(?:[.,]\d+)?")


def number_of(text: str, grouping: str, decimal: str) -> Decimal | None:
    """Give the value of digits with points, commas or blanks between them, nothing where they can be read two ways.

    `grouping` and `decimal` are the signs of the language. Shape comes first: signs that stand twice group, of two
    different signs the last is the decimal one. In "1.234" or "1,234" the language decides, and a sign it does not
    use so before three digits leaves the number unread.
    """
    digits = re.sub(rf"[{BLANKS}'’]", "", text)
    signs = [sign for sign in digits if not sign.isdigit()]
    if len(digits) - len(signs) > LONGEST:
        return None
    if len(set(signs)) == 2:
        return two_signs(digits, signs)
    if not signs:
        return plain(digits)
    head, *groups = re.split(r"\D", digits)
    if len(signs) > 1 or (signs[0] in grouping and len(groups[0]) == 3):
        are_groups = len(head) <= 3 and head != "0" and all(len(group) == 3 for group in groups)
        return plain(head + "".join(groups)) if are_groups else None
    is_strange = signs[0] == "," and "," not in decimal
    is_unsure = len(groups[0]) == 3 and head != "0" and (decimal != "." or signs[0] != ".") and len(text) == len(digits)
    return None if is_strange or is_unsure else plain(f"{head}.{groups[0]}")


def two_signs(digits: str, signs: list[str]) -> Decimal | None:
    """Give the value of digits with two kinds of signs: the last, which stands once, is the decimal one."""
    group, point = signs[0], signs[-1]
    whole, fraction = digits.rsplit(point, 1)
    if (
        signs.count(point) > 1
        or any(len(part) != 3 for part in whole.split(group)[1:])
        or len(whole.split(group)[0]) > 3
    ):
        return None
    return plain(f"{whole.replace(group, '')}.{fraction}")


def plain(digits: str) -> Decimal:
    """Give the value of digits of any script with at most one point."""
    return Decimal("".join(sign if sign == "." else str(int(sign)) for sign in digits))


def composed(values: Iterable[tuple[Decimal, bool]]) -> Decimal | None:
    """Give the value of numbers and scales in the order they are said: (2, 100, 50, 1000) is 250,000.

    Each value comes with whether it is a scale. A scale multiplies what stands smaller before it; a number must fill
    places that the one before it left empty, otherwise there are two numbers, and nothing is given.
    """
    stack: list[Decimal] = []
    for value, is_scale in values:
        if is_scale:
            smaller = Decimal(0)
            while stack and stack[-1] < value:
                smaller += stack.pop()
            stack.append((smaller or 1) * value)
        elif stack and value and stack[-1] and (stack[-1] < 10 or stack[-1] % (10 ** len(str(int(value)))) != 0):
            return None
        else:
            stack.append(value)
    return sum(stack, Decimal(0))


def as_number(value: Decimal) -> int | float:
    """Give a whole value as an integer, any other as a float."""
    return int(value) if value == value.to_integral_value() else float(value)
