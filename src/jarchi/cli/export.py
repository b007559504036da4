"""`jarchi export`: open data, each row with its passage."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from jarchi.cli.common import WorkspaceOption, open_pipeline


def command(  # noqa: PLR0913, PLR0917  # an option each
    names: Annotated[
        list[str] | None, typer.Argument(help="The formats, by name; all where none is named.", show_default=False)
    ] = None,
    into: Annotated[
        Path | None, typer.Option(help="The folder to write; else `export` in the workspace.", show_default=False)
    ] = None,
    first: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day.", show_default=False)
    ] = None,
    last: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="The last day.", show_default=False)
    ] = None,
    lens: Annotated[str | None, typer.Option(help="Only the stories that this lens shows.", show_default=False)] = None,
    show: Annotated[bool, typer.Option("--list", help="List the formats and write nothing.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Write open data, each row with its passage.

    Stories, reports, claims, figures and events, in as many formats as are installed.
    """
    if show:
        from jarchi.publish.exports import formats  # noqa: PLC0415

        for format in formats().values():
            extra = f" (pip install 'jarchi[{format.extra}]')" if format.extra else ""
            typer.echo(f"{format.name:12} {format.about}{extra}\n{'':12} {' '.join(format.files)}")
        return
    with open_pipeline(workspace) as pipeline:
        days = (first.date() if first else None, last.date() if last else None)
        folder = into or pipeline.workspace.folder / "export"
        summary = pipeline.export(names or (), folder, days, lens)
    typer.echo(f"export   {summary}")
    if summary.lacking:
        typer.echo(f"Not written, as an extra is missing: {', '.join(summary.lacking)}; see `jarchi export --list`.")
    typer.echo(f"The data is in {folder}")
