"""`jarchi status`: what the workspace holds."""

from __future__ import annotations

import typer

from jarchi.cli.common import WorkspaceOption, open_pipeline


def command(workspace: WorkspaceOption = None) -> None:
    """Show what the ledger holds and what waits for a stage."""
    with open_pipeline(workspace) as pipeline:
        for name, value in pipeline.status():
            typer.echo(f"{name:22} {value}")
