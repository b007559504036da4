"""`jarchi collect`: bring in what is new."""

from __future__ import annotations

import typer

from jarchi.cli.common import WorkspaceOption, open_pipeline


def command(workspace: WorkspaceOption = None) -> None:
    """Bring in what is new or changed.

    Asks the workspace's feeds, pages, sitemaps and files; a site is asked politely, and no sooner than it wants.
    """
    with open_pipeline(workspace) as pipeline:
        typer.echo(f"collect  {pipeline.collect()}")
