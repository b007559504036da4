"""`jarchi status`: what the workspace holds, what waits for a stage, and what to do next."""

from __future__ import annotations

import typer

from jarchi.cli.common import WorkspaceOption, open_ledger, workspace_at


def command(workspace: WorkspaceOption = None) -> None:
    """Show what there is and what is waiting."""
    from jarchi.pipeline import state_of  # noqa: PLC0415
    from jarchi.stateless import region_at  # noqa: PLC0415

    found = workspace_at(workspace)
    region = region_at(found.region)
    with open_ledger(workspace) as ledger:
        state = state_of(ledger, region)
    front = found.site / "index.html"
    told = [("workspace", f"{found.folder.resolve()}, region {region.name}"), *state.lines()]
    told.append(("site", str(front) if front.is_file() else "not published yet"))
    for name, value in told:
        typer.echo(f"{name:14} {value}")
    typer.echo(f"\n{state.next}")
