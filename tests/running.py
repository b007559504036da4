"""The command line run inside the tests' own process: the same `main`, without the time that a new Python takes."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess
from unittest.mock import patch

from jarchi.cli import main

PROCESS = [sys.executable, "-c", "from jarchi.cli import main; main()"]
"""The same in a process of its own, for what must hold between processes."""


def jarchi(*arguments: str | Path, given: bytes = b"", folder: Path | None = None) -> CompletedProcess[bytes]:
    """Run a command with `given` on standard input, in `folder`; gives what it wrote and its exit code."""
    written, told = io.BytesIO(), io.BytesIO()
    with _standing_in(folder), _streams(given, written, told):
        with patch.object(sys, "argv", ["jarchi", *map(str, arguments)]):
            try:
                main()
                code: object = 0
            except SystemExit as end:
                code = end.code
        sys.stdout.flush()
        sys.stderr.flush()
    assert code is None or isinstance(code, int)
    return CompletedProcess(arguments, code or 0, written.getvalue(), told.getvalue())


@contextlib.contextmanager
def _streams(given: bytes, written: io.BytesIO, told: io.BytesIO) -> Iterator[None]:
    streams = [io.TextIOWrapper(stream, encoding="utf-8") for stream in (io.BytesIO(given), written, told)]
    with (
        patch.object(sys, "stdin", streams[0]),
        patch.object(sys, "stdout", streams[1]),
        patch.object(sys, "stderr", streams[2]),
        patch.dict(os.environ),
    ):
        yield
    for stream in streams:
        stream.detach()


@contextlib.contextmanager
def _standing_in(folder: Path | None) -> Iterator[None]:
    with contextlib.chdir(folder) if folder else contextlib.nullcontext():
        yield
