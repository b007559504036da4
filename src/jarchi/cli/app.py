"""The application: every command by its name, and what all of them do on Ctrl-C and on a closed pipe."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from typing import Any

import typer

from jarchi import __version__
from jarchi.cli import (
    add,
    bulletin,
    claims,
    collect,
    demo,
    desk,
    export,
    init,
    issues,
    link,
    mail,
    merge,
    publish,
    read,
    run,
    show,
    split,
    status,
)

STAGES = (demo, init, add, run, collect, read, link, publish)
WINDOWS = (bulletin, mail, export, status, claims, issues, show, merge, split, desk)
"""In the order in which a newcomer meets them."""


class Stopped(BaseException):
    """Ctrl-C inside a command, under a name that the command-line library does not take for its own."""


app = typer.Typer(
    name="jarchi",
    help="Read a region's news and publish a bulletin in which every line can be checked.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _told(command: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(command)
    def careful(*arguments: Any, **options: Any) -> None:
        try:
            command(*arguments, **options)
        except KeyboardInterrupt as error:
            raise Stopped from error
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            raise SystemExit(141) from None

    return careful


for module in (*STAGES, *WINDOWS):
    app.command(module.__name__.rpartition(".")[2])(_told(module.command))


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"jarchi {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    debug: bool = typer.Option(False, "--debug", help="Show where an error arose, for a report of a fault in jarchi."),
    version: bool = typer.Option(False, "--version", callback=_print_version, is_eager=True, help="Show the version."),
) -> None:
    if debug:
        os.environ["JARCHI_DEBUG"] = "1"
