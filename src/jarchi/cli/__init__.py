"""The command line: one thin file a command; each parses, calls the pipeline and prints."""

from __future__ import annotations

import os
import sys

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
    publish,
    read,
    run,
    show,
    status,
)
from jarchi.errors import JarchiError

app = typer.Typer(
    name="jarchi",
    help="Read a region's news and publish a bulletin in which every line can be checked.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

STAGES = (demo, init, add, run, collect, read, link, publish)
WINDOWS = (bulletin, mail, export, status, claims, issues, show, desk)

for command in (*STAGES, *WINDOWS):
    app.command(command.__name__.rpartition(".")[2])(command.command)


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


def main() -> None:
    """Run the command line; an error a person should see is one sentence on standard error and an exit code.

    Exit codes: 0 done, 1 something failed, 2 asked for what cannot be, 3 the workspace, 4 the ledger, 5 publishing,
    130 stopped from the keyboard.
    """
    debug = "--debug" in sys.argv[1:]
    try:
        app()
    except JarchiError as error:
        if debug:
            raise
        sys.stderr.write(f"jarchi: {error.message}\n")
        raise SystemExit(error.exit_code) from None
    except KeyboardInterrupt:
        sys.stderr.write("jarchi: stopped; run the same command again to go on where it was.\n")
        raise SystemExit(130) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(141) from None
