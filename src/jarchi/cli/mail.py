"""`jarchi mail`: send a bulletin to a list of people, or show what would be sent."""

from __future__ import annotations

import os
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jarchi.cli.common import WorkspaceOption, open_pipeline

if TYPE_CHECKING:
    from jarchi.publish.mail.settings import MailSettings


def command(  # noqa: PLR0913, PLR0917  # an option each
    recipients: Annotated[
        Path | None,
        typer.Argument(
            metavar="LIST", help="The list, an address a line; else the one in the settings.", show_default=False
        ),
    ] = None,
    lens: Annotated[str | None, typer.Option(help="Through this lens; else the first.", show_default=False)] = None,
    first: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day.", show_default=False)
    ] = None,
    last: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="The last day.", show_default=False)
    ] = None,
    preview: Annotated[
        Path | None,
        typer.Option(help="Write the mail into this folder (.eml, .html, .txt) and send nothing.", show_default=False),
    ] = None,
    review: Annotated[bool, typer.Option("--review", help="Send a review in place of a bulletin.")] = False,
    bounces: Annotated[
        Path | None,
        typer.Option(help="Send nothing; note what came back, in an mbox, a Maildir or .eml.", show_default=False),
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Send a bulletin by mail.

    The newest, or that of --lens, --from and --to, to each address of a list that has not had it.
    """
    from jarchi.errors import UsageError  # noqa: PLC0415

    if (first is None) != (last is None):
        raise UsageError("A period needs --from and --to together; without them the newest bulletin is sent.")
    with open_pipeline(workspace) as pipeline:
        if bounces:
            found = pipeline.bounces(bounces)
            for issue in found.issues:
                typer.echo(f"{issue.subject}: {issue.message}")
            typer.echo(f"mail     {found}")
            return
        settings = with_secrets(pipeline.workspace.settings.mail)
        days = (first.date(), last.date()) if first and last else None
        edition = pipeline.edition_to_mail(lens, days, "review" if review else "bulletin")
        there = recipients or pipeline.workspace.folder / settings.list
        if preview:
            for path in pipeline.preview_mail(edition, settings, preview):
                typer.echo(path)
            return
        summary = pipeline.mail(edition, settings, there, time.sleep)
    for issue in summary.issues:
        typer.echo(f"{issue.code}: {issue.subject}: {issue.message}", err=True)
    typer.echo(f"mail     {summary}")
    if summary.later:
        raise typer.Exit(1)


def with_secrets(settings: MailSettings) -> MailSettings:
    """Give the settings with what the environment says of user, password and secret."""
    import msgspec  # noqa: PLC0415

    names = {"user": "JARCHI_MAIL_USER", "password": "JARCHI_MAIL_PASSWORD", "secret": "JARCHI_MAIL_SECRET"}
    told = {field: os.environ[name] for field, name in names.items() if os.environ.get(name)}
    return msgspec.structs.replace(settings, **told)
