"""The error tree of jarchi, and `Issue`, the value for a fault in somebody's data.

    JarchiError                 anything jarchi refuses or fails to do; its text is one sentence for a person
    ├── UsageError              a command or call was asked for something it cannot do        (exit code 2)
    ├── SettingsError           jarchi.toml, or a setting, is wrong                           (exit code 2)
    ├── RegionError             a region pack is missing or wrong                             (exit code 2)
    ├── WorkspaceError          there is no workspace here, or another jarchi is at work      (exit code 3)
    ├── LedgerError             the database cannot be opened, read or written                (exit code 4)
    ├── CollectError            something outside could not be had
    │   ├── RefusedError        we may not ask: robots.txt, a private address, a bad scheme
    │   ├── FetchError          the server did not answer, or not with what we can use
    │   └── TooLargeError       what came is larger than the limit
    ├── ReadError               a text cannot be read: not text, lone surrogates, no such reader
    ├── ModelError               the weights that ship with jarchi are missing or damaged       (exit code 6)
    ├── LinkError               an article cannot be linked
    └── PublishError            the bulletin or the site cannot be written                    (exit code 5)

A fault in somebody's data is an `Issue` value (records/issues.py), stored and shown. An operation that fails
raises from this tree, with its subject and cause. A bug crashes.
"""

from __future__ import annotations

from typing import ClassVar

from jarchi.records.issues import Issue

__all__ = [
    "CollectError",
    "FetchError",
    "Issue",
    "JarchiError",
    "LedgerError",
    "LinkError",
    "ModelError",
    "PublishError",
    "ReadError",
    "RefusedError",
    "RegionError",
    "SettingsError",
    "TooLargeError",
    "UsageError",
    "WorkspaceError",
]


class JarchiError(Exception):
    """The root: a sentence for a person, what it is about, and a short code for programs."""

    exit_code: ClassVar[int] = 1
    code: ClassVar[str] = "error"

    def __init__(self, message: str, *, subject: str = "", code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.subject = subject
        self.kind = code or self.code


class UsageError(JarchiError):
    """A command or call was asked for something it cannot do."""

    exit_code = 2
    code = "usage"


class SettingsError(JarchiError):
    """A setting is wrong."""

    exit_code = 2
    code = "settings"


class RegionError(JarchiError):
    """A region pack is missing or wrong."""

    exit_code = 2
    code = "region"


class WorkspaceError(JarchiError):
    """There is no workspace here, or another jarchi is at work in it."""

    exit_code = 3
    code = "workspace"


class LedgerError(JarchiError):
    """The database cannot be opened, read or written."""

    exit_code = 4
    code = "ledger"


class CollectError(JarchiError):
    """Something outside could not be had."""

    code = "collect"


class RefusedError(CollectError):
    """We may not ask for it."""

    code = "refused"


class FetchError(CollectError):
    """The server did not answer, or not with what we can use."""

    code = "fetch"


class TooLargeError(CollectError):
    """What came is larger than the limit."""

    code = "too-large"


class ReadError(JarchiError):
    """A text cannot be read."""

    code = "unreadable"


class ModelError(JarchiError):
    """The weights that ship with jarchi are missing or damaged."""

    exit_code = 6
    code = "weights"


class LinkError(JarchiError):
    """An article cannot be linked."""

    code = "unlinkable"


class PublishError(JarchiError):
    """The bulletin or the site cannot be written."""

    exit_code = 5
    code = "publish"
