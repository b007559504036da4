"""`jarchi init`: make a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def command(
    folder: Annotated[Path, typer.Argument(help="The folder to make the workspace in.")],
    region: Annotated[str, typer.Option(help="A built-in region pack, or the folder of one.")] = "central_asia",
) -> None:
    """Make a workspace in a folder.

    It holds jarchi.toml, the ledger and the site.
    """
    from jarchi.regions import load_region  # noqa: PLC0415
    from jarchi.workspace import NEW_SETTINGS, Workspace  # noqa: PLC0415

    where = str(Path(region).resolve()) if Path(region).is_dir() else region
    pack = load_region(where)
    Workspace.create(folder, NEW_SETTINGS.format(region=where.replace("\\", "/")))
    typer.echo(f"Made a workspace in {folder} for {pack.name}.")
    typer.echo("Next: add sources with `jarchi add`, then `jarchi run`.")
