"""Drafts: files written aside, and put in their place together once all are whole; none where its bytes are there."""

from __future__ import annotations

import filecmp
import os
import shutil
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from jarchi.errors import PublishError

ASIDE = ".jarchi-export"


class Drafts:
    """The files of one export, as a context: where it ends with an error, or by a kill, none of them is there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._aside = folder / ASIDE
        self._open: dict[str, BinaryIO] = {}
        self.names: list[str] = []
        self.changed = 0

    def __enter__(self) -> Drafts:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(self._aside, ignore_errors=True)  # what a kill may have left
            self._aside.mkdir()
        except OSError as error:
            raise self._failure(error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            for stream in self._open.values():
                stream.close()
            if kind is None:
                self._place()
        except OSError as fault:
            raise self._failure(fault) from fault
        finally:
            shutil.rmtree(self._aside, ignore_errors=True)
        if isinstance(error, OSError):
            raise self._failure(error) from error

    def open(self, name: str) -> BinaryIO:
        """Give a new file to write; whoever wrote it may close it."""
        self._open[name] = stream = self.new(name).open("wb")
        return stream

    def new(self, name: str) -> Path:
        """Give where a new file is to be written by who opens it by name."""
        self.names.append(name)
        return self.path(name)

    def path(self, name: str) -> Path:
        """Give where a draft lies, to be read again once it is closed."""
        return self._aside / name

    def _place(self) -> None:
        for name in self.names:
            there = self._folder / name
            if not (there.is_file() and filecmp.cmp(self.path(name), there, shallow=False)):
                os.replace(self.path(name), there)
                self.changed += 1

    def _failure(self, error: OSError) -> PublishError:
        return PublishError(f"{self._folder} cannot be written: {error.strerror or error}.", subject=str(self._folder))
