"""`jarchi demo`: the built-in sample, from reports to a finished bulletin."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jarchi.cli.common import open_pipeline

SETTINGS = """\
# The workspace of `jarchi demo`: a built-in sample of invented outlets' reports on publicly reported facts.

region = "central_asia"

[publish]
sample = true

[[bulletins]]
lens = "central-asia"
from = 2018-09-01
to = 2018-12-31

[[bulletins]]
lens = "central-asia"
from = 2018-09-01
to = 2019-12-31
kind = "review"

[[bulletins]]
lens = "security"
from = 2018-09-01
to = 2019-12-31

[[bulletins]]
lens = "central-asia"
from = 2019-01-01
to = 2019-12-31

[[bulletins]]
lens = "china"
from = 2019-01-01
to = 2023-07-15

[[bulletins]]
lens = "central-asia"
from = 2023-06-19
to = 2023-07-16
"""


def command(
    folder: Annotated[Path, typer.Argument(help="The folder to make; it may be a demo's already.")] = Path(
        "jarchi-demo"
    ),
) -> None:
    """Make a bulletin of the built-in sample.

    Reads it, links it and writes its bulletins: offline, without a key or a server.
    """
    _prepare(folder)
    with open_pipeline(folder) as pipeline:
        for stage, account in pipeline.demo():
            typer.echo(f"{stage:8} {account}")
        typer.echo(
            f"\nOpen {pipeline.workspace.site / 'index.html'} in a browser: every sentence there opens its passage."
        )
    typer.echo("The outlets of this sample are invented; the facts were publicly reported.")


def _prepare(folder: Path) -> None:
    from jarchi.errors import WorkspaceError  # noqa: PLC0415
    from jarchi.workspace import SETTINGS as NAME  # noqa: PLC0415
    from jarchi.workspace import Workspace  # noqa: PLC0415

    settings = folder / NAME
    if settings.is_file():
        if settings.read_text(encoding="utf-8") != SETTINGS:
            raise WorkspaceError(
                f"{folder} is a workspace of your own; give the demo another folder.", subject=str(folder)
            )
        return
    if folder.is_dir() and any(folder.iterdir()):
        raise WorkspaceError(f"{folder} is not empty; give the demo another folder.", subject=str(folder))
    Workspace.create(folder, SETTINGS)
