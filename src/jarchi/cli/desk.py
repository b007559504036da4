"""`jarchi desk`: the review desk in the browser."""

from __future__ import annotations

import getpass
import secrets
from typing import Annotated

import typer

from jarchi.cli.common import WorkspaceOption, clock, open_ledger


def command(
    port: Annotated[int, typer.Option(help="The port on this machine.")] = 8765,
    user: Annotated[str | None, typer.Option(help="The name kept with your decisions; else your login name.")] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Open the review desk in the browser.

    Accept or reject what the program suggests; it serves this machine alone.
    """
    import uvicorn  # noqa: PLC0415

    from jarchi.desk import desk  # noqa: PLC0415

    with open_ledger(workspace) as ledger:
        application = desk(
            ledger,
            user=user or getpass.getuser(),
            token=secrets.token_urlsafe(24),
            now=lambda: clock().strftime("%Y-%m-%dT%H:%M:%SZ"),
        )
        typer.echo(f"The desk is at http://127.0.0.1:{port} (stop it with Ctrl-C).")
        uvicorn.run(application, host="127.0.0.1", port=port, log_level="warning")
