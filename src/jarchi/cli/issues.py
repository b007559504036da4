"""`jarchi issues`: what went wrong, and what was set aside and why."""

from __future__ import annotations

from typing import Annotated

import typer

from jarchi.cli.common import WorkspaceOption, open_ledger


def command(
    stage: Annotated[str | None, typer.Option(help="Only those of collect, read, link or publish.", show_default=False)] = None,
    outcome: Annotated[
        str | None, typer.Option(help='Only "failed", "set aside" or "note".', show_default=False)
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """List what failed and what was set aside, with its subject and the reason."""
    with open_ledger(workspace) as ledger:
        issues = ledger.issues(stage=stage, outcome=outcome)
    for issue in issues:
        typer.echo(f"{issue.outcome:9} {issue.stage:8} {issue.code:16} {issue.subject}\n          {issue.message}")
    typer.echo(f"{len(issues)} issue{'' if len(issues) == 1 else 's'}.")
