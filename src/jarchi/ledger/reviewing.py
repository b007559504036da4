"""Issues, which the program finds in somebody's data, and verdicts, which people give on its suggestions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, select

from jarchi.ledger import claims, placing, schema
from jarchi.ledger.rows import record_of, row_of, upsert
from jarchi.records.articles import digest
from jarchi.records.issues import Issue, Outcome, Stage
from jarchi.records.review import Verdict


def add_issues(connection: Connection, issues: Iterable[Issue], at: str) -> None:
    """Write issues down; the same code on the same subject again replaces what was written."""
    upsert(connection, schema.issue, [row_of(issue, key=digest(issue.stage, issue.subject), at=at) for issue in issues])


def clear_issues(connection: Connection, stage: Stage, subjects: Iterable[str]) -> None:
    """Forget the issues that a stage had with `subjects`, for it now has none."""
    keys = [{"subject_key": digest(stage, subject)} for subject in subjects]
    if keys:
        connection.execute(delete(schema.issue).where(schema.issue.c.key == bindparam("subject_key")), keys)


def issues(connection: Connection, stage: Stage | None, outcome: Outcome | None) -> tuple[Issue, ...]:
    """Give the issues of a stage and outcome, or of all, by stage, source, subject and code."""
    column = schema.issue.c
    query = select(schema.issue).order_by(column.stage, column.source, column.subject, column.code)
    if stage is not None:
        query = query.where(column.stage == stage)
    if outcome is not None:
        query = query.where(column.outcome == outcome)
    return tuple(record_of(Issue, row) for row in connection.execute(query).mappings())


def add_verdict(connection: Connection, verdict: Verdict) -> None:
    """Write a verdict beside those that are there; the very same one twice is written once."""
    before = history(connection, verdict.subject)
    if not before or before[-1] != verdict:
        connection.execute(insert(schema.verdict), [row_of(verdict)])
        claims.refresh(connection, claims.judged_on(connection, verdict.subject))
        if verdict.subject.startswith(placing.SUBJECT):
            placing.follow(connection, [verdict.subject.removeprefix(placing.SUBJECT)])


def verdicts(connection: Connection) -> tuple[Verdict, ...]:
    """Give the newest verdict on each subject, by subject."""
    newest = select(func.max(schema.verdict.c.id)).group_by(schema.verdict.c.subject)
    query = select(schema.verdict).where(schema.verdict.c.id.in_(newest)).order_by(schema.verdict.c.subject)
    return _verdicts(connection, query)


def history(connection: Connection, subject: str) -> tuple[Verdict, ...]:
    """Give all verdicts on a subject, oldest first."""
    query = select(schema.verdict).where(schema.verdict.c.subject == subject).order_by(schema.verdict.c.id)
    return _verdicts(connection, query)


def _verdicts(connection: Connection, query: Select[Any]) -> tuple[Verdict, ...]:
    return tuple(record_of(Verdict, row) for row in connection.execute(query).mappings())
