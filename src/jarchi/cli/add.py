"""`jarchi add`: say what to collect from."""

from __future__ import annotations

from typing import Annotated

import typer

from jarchi.cli.common import WorkspaceOption, open_pipeline


def command(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            help="Addresses of feeds, pages or sitemaps; OPML files; files or folders; ids of the pack's sources."
        ),
    ] = None,
    pack: Annotated[bool, typer.Option("--pack", help="Add every source of the region pack that has a feed.")] = False,
    source: Annotated[str | None, typer.Option(help="The source that what is added belongs to, by id.")] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Say what to collect from.

    Takes feeds, pages, sitemaps and OPML files, and files or folders of HTML, text, Markdown, JSONL and WARC.
    """
    from jarchi.errors import UsageError  # noqa: PLC0415

    if not what and not pack:
        raise UsageError(
            "Say what to add: an address, a file, a folder or a source's id, or --pack for the pack's sources."
        )
    with open_pipeline(workspace) as pipeline:
        found = pipeline.recognise(what or [], source=source, pack=pack)
        new = pipeline.ledger.add_inputs(found)
    for entry in found:
        typer.echo(f"{entry.kind:8} {entry.location}")
    typer.echo(f"{new} added, {len(found) - new} already there.")
