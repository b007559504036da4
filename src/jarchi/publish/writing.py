"""Writing the site: each file whole or not at all, only where its bytes differ, and none left over.

Before a file is made that was not there after the last publishing, its name goes into a journal. Killed at any
moment, the folder holds only files that the manifest or the journal names, so the next publishing can remove what it
did not write itself, and nothing that it did not make.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO

import msgspec

from jarchi.errors import PublishError

MANIFEST = ".manifest.json"
JOURNAL = ".manifest.journal"
DRAFT = ".draft"


class Folder:
    """The folder of a site, as a context: what was not written when it ends without an error is removed."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._written: set[str] = set()
        self._known: set[str] = set()
        self._journal: IO[str] | None = None
        self._folders: set[Path] = set()
        self.changed = 0
        self.removed = 0

    def __enter__(self) -> Folder:
        try:
            self._root.mkdir(parents=True, exist_ok=True)
            self._known = _manifest(self._root / MANIFEST) | _journal(self._root / JOURNAL)
            self._journal = (self._root / JOURNAL).open("a", encoding="utf-8", newline="\n")
            self._announce("")  # ends a line that a kill may have cut short
        except OSError as error:
            raise self._failure(self._root, error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._journal:
            self._journal.close()
        if kind is None:
            self._tidy()

    @property
    def files(self) -> int:
        """Give how many files the site has so far."""
        return len(self._written)

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file of the site, `name` relative to its root with forward slashes; text becomes UTF-8.

        Raises `PublishError` where the file cannot be written.
        """
        data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
        path = self._root / name
        try:
            if name not in self._written and name not in self._known:
                self._announce(name)
            self._written.add(name)
            if _holds(path, data):
                return
            self._make_folder(path.parent)
            draft = self._root / DRAFT
            draft.write_bytes(data)
            os.replace(draft, path)
        except OSError as error:
            raise self._failure(path, error) from error
        self.changed += 1

    def _announce(self, name: str) -> None:
        if self._journal:
            self._journal.write(name + "\n")
            self._journal.flush()

    def _make_folder(self, folder: Path) -> None:
        if folder not in self._folders:
            folder.mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)

    def _tidy(self) -> None:
        """Remove what this site no longer has, then record what it has."""
        try:
            for name in sorted(self._known - self._written):
                self._remove(name)
            draft = self._root / DRAFT
            draft.write_bytes(msgspec.json.format(msgspec.json.encode(sorted(self._written)), indent=0) + b"\n")
            if not _holds(self._root / MANIFEST, draft.read_bytes()):
                os.replace(draft, self._root / MANIFEST)
            draft.unlink(missing_ok=True)
            (self._root / JOURNAL).unlink(missing_ok=True)
        except OSError as error:
            raise self._failure(self._root, error) from error

    def _remove(self, name: str) -> None:
        parts = PurePosixPath(name).parts
        if not parts or ".." in parts or PurePosixPath(name).is_absolute():
            return
        path = self._root.joinpath(*parts)
        if path.is_file() or path.is_symlink():
            path.unlink()
            self.removed += 1
        for folder in path.parents:
            if folder == self._root or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()

    def _failure(self, path: Path, error: OSError) -> PublishError:
        return PublishError(f"{path} cannot be written: {error.strerror or error}.", subject=str(path))


def _holds(path: Path, data: bytes) -> bool:
    """Tell whether the file is there with exactly these bytes."""
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except FileNotFoundError:
        return False


def _manifest(path: Path) -> set[str]:
    """Give the names in a manifest; one that is missing or not ours names nothing."""
    try:
        return set(msgspec.json.decode(path.read_bytes(), type=list[str]))
    except (FileNotFoundError, msgspec.DecodeError):
        return set()


def _journal(path: Path) -> set[str]:
    """Give the names in a journal; a last line that a kill cut short may name nothing, which does no harm."""
    try:
        return set(path.read_text(encoding="utf-8", errors="replace").splitlines())
    except FileNotFoundError:
        return set()
