"""What people decide, and the questions they hold open."""

from __future__ import annotations

from typing import Literal

import msgspec

Decision = Literal["accepted", "rejected"]


class Verdict(msgspec.Struct, frozen=True):
    """A person's decision on a suggestion. A later verdict on the same subject supersedes it; none is deleted.

    `subject` is a relation's id, or `copy:ARTICLE` or `story:ARTICLE` for a membership. An accepted story is the one
    that the article is in from now on, a rejected one is one that it is taken out of. `value` says what the suggestion
    said when it was judged (a story's or an article's id), so that another suggestion is not judged by it. `at` is
    ISO 8601 in UTC.
    """

    subject: str
    decision: Decision
    user: str
    at: str
    value: str = ""
    note: str = ""


class Answer(msgspec.Struct, frozen=True):
    """One of the rival answers to a question, with the claims for and against it."""

    text: str
    claims_for: tuple[str, ...] = ()
    claims_against: tuple[str, ...] = ()


class Hypothesis(msgspec.Struct, frozen=True):
    """A question with rival answers; it carries claims, never a score."""

    id: str
    question: str
    answers: tuple[Answer, ...]
