"""`jarchi issues`: what went wrong, and what was set aside and why."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, get_args

import typer

from jarchi.cli.common import WorkspaceOption, open_ledger


def command(
    stage: Annotated[
        str | None, typer.Option(help="Only those of collect, read, link or publish.", show_default=False)
    ] = None,
    outcome: Annotated[
        str | None, typer.Option(help='Only "failed", "set aside" or "note".', show_default=False)
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """List what failed and what was set aside.

    Each with its subject, a code and the reason.
    """
    from jarchi.errors import UsageError  # noqa: PLC0415
    from jarchi.records.issues import Outcome, Stage  # noqa: PLC0415

    for value, known in ((stage, get_args(Stage)), (outcome, get_args(Outcome))):
        if value is not None and value not in known:
            raise UsageError(f"{value!r} is not one of {', '.join(known)}.", subject=value)
    with open_ledger(workspace) as ledger:
        stored = ledger.issues()
    issues = [one for one in stored if stage in {None, one.stage} and outcome in {None, one.outcome}]
    for issue in issues:
        typer.echo(f"{issue.outcome:9} {issue.stage:8} {issue.code:16} {issue.subject}\n          {issue.message}")
    counts = Counter((issue.outcome, issue.code) for issue in issues)
    told = ", ".join(f"{count} {outcome} ({code})" for (outcome, code), count in counts.most_common())
    typer.echo(f"{len(issues)} issue{'' if len(issues) == 1 else 's'}{': ' + told if told else ''}.")
