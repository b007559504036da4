"""The command line: one thin file a command; each parses, calls the pipeline and prints. `app.py` lists them."""

from __future__ import annotations

import os
import sys

STOPPED = "jarchi: stopped; run the same command again to go on where it was.\n"


def main() -> None:
    """Run the command line; an error a person should see is one sentence on standard error and an exit code.

    Exit codes: 0 done, 1 something failed, 2 asked for what cannot be, 3 the workspace, 4 the ledger, 5 publishing,
    6 the shipped weights, 130 stopped from the keyboard, 141 the reader of the output went away.
    """
    try:
        _settle_streams()
        _run()
    except KeyboardInterrupt:
        sys.stderr.write(STOPPED)
        raise SystemExit(130) from None


def _run() -> None:
    from jarchi.cli.app import Stopped, app  # noqa: PLC0415 - takes a moment, in which Ctrl-C is told of already
    from jarchi.errors import JarchiError  # noqa: PLC0415

    try:
        app()
    except Stopped:
        raise KeyboardInterrupt from None
    except (JarchiError, OSError) as error:
        if "--debug" in sys.argv[1:]:
            raise
        told, code = (error.message, error.exit_code) if isinstance(error, JarchiError) else (_sentence(error), 1)
        sys.stderr.write(f"jarchi: {told.rstrip('.')}.\n")
        raise SystemExit(code) from None


def _sentence(error: OSError) -> str:
    """Give a sentence for what the system refused: a full disk, a missing right, a broken device."""
    subject = error.filename if isinstance(error.filename, str) else "what it has to tell"
    deed = "be used" if isinstance(error.filename, str) else "be written"
    return f"{subject} cannot {deed}: {error.strerror or error}"


def _settle_streams() -> None:
    """Make sure that there are streams, and that a character which the terminal does not know stops nothing."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number: no file of ours may become our output
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - lives as long as we do
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
