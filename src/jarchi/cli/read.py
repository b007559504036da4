"""`jarchi read`: the stage in a workspace, or, given a file or `-`, readings on standard output."""

from __future__ import annotations

from typing import Annotated

import typer

from jarchi.cli.common import WorkspaceOption, open_pipeline


def command(
    file: Annotated[
        str | None,
        typer.Argument(metavar="[FILE.jsonl | -]", help="Articles, one JSON object a line; needs no workspace."),
    ] = None,
    only: Annotated[str | None, typer.Option(help="Give only these fields, such as names,claims.")] = None,
    region: Annotated[str, typer.Option(help="The region pack to read with; only with FILE or -.")] = "central_asia",
    workspace: WorkspaceOption = None,
) -> None:
    """Read what is not read yet.

    Given FILE or -, write a reading for each line of it to standard output instead.
    """
    if file is None:
        with open_pipeline(workspace) as pipeline:
            typer.echo(f"read     {pipeline.read()}")
        return
    from jarchi.cli.lines import read_lines  # noqa: PLC0415

    raise typer.Exit(read_lines(file, only=only, region=region))
