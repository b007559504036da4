"""`jarchi link`: the stage in a workspace, or, given a file or `-`, stories and copies on standard output."""

from __future__ import annotations

from typing import Annotated

import typer

from jarchi.cli.common import WorkspaceOption, open_pipeline


def command(
    file: Annotated[
        str | None,
        typer.Argument(metavar="[FILE.jsonl | -]", help="Articles in order of publication, one JSON object a line."),
    ] = None,
    region: Annotated[str, typer.Option(help="The region pack to read with; only with FILE or -.")] = "central_asia",
    at_once: Annotated[
        bool,
        typer.Option(
            "--at-once",
            help="Write each line as it comes, before later ones can change its story; only with FILE or -.",
        ),
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Link what is not linked yet.

    Given FILE or -, write story and copy of each line to standard output instead, once no later line can change it.
    """
    if file is None:
        with open_pipeline(workspace) as pipeline:
            typer.echo(f"link     {pipeline.link()}")
        return
    from jarchi.cli.lines import link_lines  # noqa: PLC0415

    raise typer.Exit(link_lines(file, region=region, at_once=at_once))
