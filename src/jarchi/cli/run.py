"""`jarchi run`: collect, read, link and publish."""

from __future__ import annotations

import typer

from jarchi.cli.common import WorkspaceOption, open_pipeline


def command(workspace: WorkspaceOption = None) -> None:
    """Collect, read, link and publish what is new.

    Goes on where the last run ended, even where that was killed.
    """
    with open_pipeline(workspace) as pipeline:
        if not pipeline.ledger.inputs():
            typer.echo("Nothing to collect from yet: add feeds, pages, files or folders with `jarchi add`.")
        for stage in ("collect", "read", "link", "publish"):
            typer.echo(f"{stage:8} {getattr(pipeline, stage)()}")
        typer.echo(f"The bulletin is in {pipeline.workspace.site / 'index.html'}")
