"""A workspace: a folder with `jarchi.toml`, the ledger and the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from jarchi.collect.settings import CollectSettings
from jarchi.errors import SettingsError, WorkspaceError
from jarchi.publish.editions import Kind
from jarchi.publish.mail.settings import MailSettings
from jarchi.publish.settings import PublishSettings
from jarchi.records.regions import Period

SETTINGS = "jarchi.toml"
NO_CHOICE = re.compile(r"Invalid enum value '?(?P<value>.*?)'? - at `\$\.(?P<path>.+)`", re.DOTALL)
"""How msgspec says that a value is none of those that can be."""


class BulletinSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """A bulletin asked for by name: a lens and its first and last day, both inside; a review tells of threads."""

    lens: str
    from_: date
    to: date
    kind: Kind = "bulletin"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of `jarchi.toml`; every setting has a default that is safe to keep.

    `region` is a built-in pack or the path of a pack's folder; `ledger` a database URL, where a SQLite path is
    taken from the workspace; `workers` the number of processes that read, 0 for one a core; `lenses` the lenses to
    publish, all of the pack's where empty; `period` overrides the lenses' own; `reviews` are periods that are told in
    review too (`["month", "year"]`); `bulletins` names bulletins outright and then no others are made.
    """

    region: str = "central_asia"
    ledger: str = "sqlite:///ledger.sqlite"
    workers: int = 0
    lenses: tuple[str, ...] = ()
    period: Period | None = None
    reviews: tuple[Period, ...] = ()
    bulletins: tuple[BulletinSettings, ...] = ()
    collect: CollectSettings = CollectSettings()
    publish: PublishSettings = PublishSettings()
    mail: MailSettings = MailSettings()


NEW_SETTINGS = """\
# A workspace of jarchi. Every setting has a default; docs/reference/settings.md tells them all.

region = "{region}"                  # a built-in pack, or the path of a folder with one
ledger = "sqlite:///ledger.sqlite"   # or postgresql+psycopg://user@host/database
"""


class Workspace(msgspec.Struct, frozen=True):
    """A folder and the settings found there."""

    folder: Path
    settings: Settings

    @classmethod
    def open(cls, folder: Path) -> Workspace:
        """Open the workspace in `folder`; raises `WorkspaceError` or `SettingsError`."""
        path = folder / SETTINGS
        if not path.is_file():
            raise WorkspaceError(
                f"There is no workspace in {folder}: make one with `jarchi init {folder}`, or name one with -w.",
                subject=str(folder),
            )
        return cls(folder, read_settings(path))

    @classmethod
    def find(cls, start: Path) -> Workspace:
        """Open the workspace that `start` lies in: the folder itself or the nearest one above it."""
        for folder in (start, *start.parents):
            if (folder / SETTINGS).is_file():
                return cls.open(folder)
        return cls.open(start)

    @classmethod
    def create(cls, folder: Path, text: str) -> Workspace:
        """Make a workspace with `text` as its settings; refuses a folder that already is one or is a file."""
        if (folder / SETTINGS).exists():
            raise WorkspaceError(f"{folder} already is a workspace; nothing was changed.", subject=str(folder))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / SETTINGS).write_text(text, encoding="utf-8")
        except OSError as error:
            raise WorkspaceError(
                f"{folder} cannot become a workspace: {error.strerror}.", subject=str(folder)
            ) from error
        return cls.open(folder)

    @property
    def site(self) -> Path:
        """Give the folder of the published site."""
        return self.folder / "site"

    @property
    def publish(self) -> PublishSettings:
        """Give the settings of publishing, the folder of fonts made absolute."""
        settings = self.settings.publish
        fonts = str((self.folder / settings.fonts).resolve()) if settings.fonts else ""
        return msgspec.structs.replace(settings, fonts=fonts)

    @property
    def ledger_url(self) -> str:
        """Give the ledger's database URL, a SQLite path made absolute."""
        prefix = "sqlite:///"
        if not self.settings.ledger.startswith(prefix):
            return self.settings.ledger
        return prefix + str((self.folder / self.settings.ledger.removeprefix(prefix)).resolve())

    @property
    def region(self) -> str:
        """Give the name of the built-in pack, or the absolute path of the pack's folder."""
        path = self.folder / self.settings.region
        return str(path.resolve()) if path.is_dir() else self.settings.region

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the workspace against a second jarchi that would write; raises `WorkspaceError` where one is at work."""
        lock = FileLock(self.folder / ".jarchi.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise WorkspaceError(
                f"Another jarchi is at work in {self.folder}: wait until it has ended, or stop it.",
                subject=str(self.folder),
            ) from error
        except OSError as error:
            raise WorkspaceError(
                f"{self.folder} cannot be worked in: {error.strerror or error}.", subject=str(self.folder)
            ) from error
        try:
            yield
        finally:
            lock.release()


def read_settings(path: Path) -> Settings:
    """Read `jarchi.toml`; raises `SettingsError` with the setting and what is wrong with it."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Settings)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise SettingsError(f"{path.name} is not right: {_told(str(error))}.", subject=str(path)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path.name} cannot be read: {error}.", subject=str(path)) from error


def _told(fault: str) -> str:
    """Give a fault of the settings; where a value is none of those that its setting can have, these too."""
    found = NO_CHOICE.fullmatch(fault)
    if found is None:
        return fault
    kind = msgspec.inspect.type_info(Settings)
    for name in re.sub(r"\[.*?\]", "", found["path"]).split("."):
        kind = next(field.type for field in _fields(kind) if field.encode_name == name)
    allowed = ", ".join(str(value) for one in _kinds(kind) for value in getattr(one, "values", ()))
    return f"`{found['path']}` is {found['value']!r}, which is none of {allowed}"


def _fields(kind: msgspec.inspect.Type) -> tuple[msgspec.inspect.Field, ...]:
    return next((one.fields for one in _kinds(kind) if isinstance(one, msgspec.inspect.StructType)), ())


def _kinds(kind: msgspec.inspect.Type) -> tuple[msgspec.inspect.Type, ...]:
    """Give the types that a setting can have: of a list, those of its items."""
    if isinstance(kind, msgspec.inspect.VarTupleType):
        return _kinds(kind.item_type)
    return kind.types if isinstance(kind, msgspec.inspect.UnionType) else (kind,)
