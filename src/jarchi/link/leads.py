"""Leads: what stands at the beginning of an article, so that a background paragraph joins no stories."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Mapping
from itertools import chain

import numpy as np

from jarchi.link.signatures import Signature

LEAD_THRESHOLD = 0.08
"""The likeness of two beginnings from which their articles may tell of one happening. On ECB+ (topics 1-25, six orders)
0, 0.08, 0.12 and 0.2 gave a B-cubed F1 of 0.890, 0.890, 0.885 and 0.880. In the sample, articles that only a background
paragraph brought together had 0.00 to 0.06, those of one happening 0.1 and more, mostly 0.3."""


def mask_of(terms: Iterable[str], lead: Container[str]) -> bytes:
    """Give a bit for each term, in their order: whether it is among those of the lead."""
    return np.packbits(np.array([term in lead for term in terms], np.bool_)).tobytes()


def lead_terms(signature: Signature) -> dict[str, int]:
    """Give the words and marks of an article's lead with their weights."""
    bits = np.unpackbits(np.frombuffer(signature.lead, np.uint8)).tolist()
    terms = chain(signature.words.items(), signature.marks.items())
    return {term: weight for (term, weight), bit in zip(terms, bits, strict=False) if bit}


def likeness(one: Mapping[int, float], other: Mapping[int, float]) -> float:
    """Give the cosine of two leads, 0 where one is empty."""
    product = math.fsum(weight * other[term] for term, weight in one.items() if term in other)
    length = math.fsum(weight * weight for weight in one.values()) * math.fsum(
        weight * weight for weight in other.values()
    )
    return product / math.sqrt(length) if length else 0.0
