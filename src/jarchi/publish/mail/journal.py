"""The journal of mail: who was sent which edition. A line is on the disk before the next message is sent.

It lies beside the ledger and not in it: a ledger may be shared, and the addresses of people are not open data.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Literal

import msgspec

from jarchi.errors import PublishError

NAME = "mail.journal.jsonl"


class Sent(msgspec.Struct, frozen=True):
    """A line: the edition, the address, what became of it, and when (ISO 8601, UTC)."""

    edition: str
    address: str
    state: Literal["sent", "refused"]
    at: str


class Journal:
    """The journal of a workspace, as a context; a last line that a kill cut short counts as not written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stream: IO[bytes] | None = None

    def __enter__(self) -> Journal:
        try:
            self._stream = self._path.open("ab")
            if self._path.stat().st_size and not self._ends_a_line():
                self._stream.write(b"\n")
        except OSError as error:
            raise PublishError(f"{self._path} cannot be written: {error.strerror}.", subject=str(self._path)) from error
        return self

    def _ends_a_line(self) -> bool:
        with self._path.open("rb") as stream:
            stream.seek(-1, os.SEEK_END)
            return stream.read() == b"\n"

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._stream:
            self._stream.close()

    def reached(self) -> set[str]:
        """Give everybody who was sent anything, in lower case."""
        return {sent.address.casefold() for sent in self._lines() if sent.state == "sent"}

    def done(self, edition: str) -> dict[str, Sent]:
        """Give, by address in lower case, who is done with an edition."""
        return {sent.address.casefold(): sent for sent in self._lines() if sent.edition == edition}

    def _lines(self) -> Iterator[Sent]:
        for line in self._path.read_bytes().splitlines():
            try:
                yield msgspec.json.decode(line, type=Sent)
            except msgspec.DecodeError:
                continue

    def write(self, sent: Sent) -> None:
        """Write a line, and wait until it is on the disk."""
        assert self._stream is not None
        try:
            self._stream.write(msgspec.json.encode(sent) + b"\n")
            self._stream.flush()
            os.fsync(self._stream.fileno())
        except OSError as error:
            raise PublishError(f"{self._path} cannot be written: {error.strerror}.", subject=str(self._path)) from error
