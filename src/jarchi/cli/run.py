"""`jarchi run`: collect, read, link and publish."""

from __future__ import annotations

import typer

from jarchi.cli.common import WorkspaceOption, open_pipeline


def command(workspace: WorkspaceOption = None) -> None:
    """Collect, read, link and publish: all that is new since the last run."""
    with open_pipeline(workspace) as pipeline:
        for stage in ("collect", "read", "link", "publish"):
            typer.echo(f"{stage:8} {getattr(pipeline, stage)()}")
        typer.echo(f"The bulletin is in {pipeline.workspace.site / 'index.html'}")
