"""Opening a database: the engine, its settings, the schema, and plain sentences for what can go wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError

from jarchi.errors import LedgerError
from jarchi.ledger import migrations

BUSY_SECONDS = 30
"""How long a writer waits for another one: longer than any one transaction of ours takes."""

CACHE_KIB = 65_536
"""What a SQLite connection keeps in memory: 10,000 articles were stored in 16 s, with its default of 2 MB in 22 s."""

SQLITE_NEEDED = (3, 34)
"""The first SQLite whose full-text index has trigrams, without which Chinese cannot be found."""

WRITER_LOCK = 0x6A61726368690A
"""Names the lock by which PostgreSQL lets one writer at a time in, as SQLite does by itself ("jarchi")."""


def connect(address: str) -> Engine:
    """Give an engine for the ledger at `address`, with the newest schema in place.

    `address` is `sqlite:///PATH` or `postgresql+psycopg://USER:PASSWORD@HOST/DATABASE`. A SQLite file is made where
    there is none; a PostgreSQL database must be there. Raises `LedgerError`, which never tells the password.
    """
    url = _understood(address)
    try:
        engine = _sqlite(url) if url.get_backend_name() == "sqlite" else create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise LedgerError(
            "A ledger in PostgreSQL needs the package psycopg; install jarchi with its extra: jarchi[postgresql].",
            subject=place_of(url),
        ) from error
    try:
        _migrate(engine)
    except LedgerError:
        engine.dispose()
        raise
    return engine


def place_of(url: URL) -> str:
    """Name the ledger for a person, without its password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.set(query={}).render_as_string(hide_password=True)


@contextmanager
def faults(engine: Engine, deed: str) -> Iterator[None]:
    """Turn the database's refusals into `LedgerError`; what only a bug of ours can cause is let through."""
    try:
        yield
    except (IntegrityError, DataError):
        raise
    except DBAPIError as error:
        place = place_of(engine.url)
        raise LedgerError(f"The ledger {place} cannot be {deed}: {_reason(error, engine.url)}.", subject=place) from (
            error.orig if engine.url.password is None else None
        )


@contextmanager
def reading(engine: Engine, deed: str = "read") -> Iterator[Connection]:
    """Open a transaction that only reads: it sees the ledger as it was when it began, whatever is written meanwhile."""
    options: dict[str, Any] = {}
    if engine.dialect.name == "postgresql":
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with faults(engine, deed), engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, deed: str = "written") -> Iterator[Connection]:
    """Open a transaction that writes, alone: another writer waits until it ends. All of it is kept, or nothing."""
    with (
        faults(engine, deed),
        engine.connect().execution_options(jarchi_writes=True) as connection,
        connection.begin(),
    ):
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITER_LOCK})
        yield connection


def _understood(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        url = None
    if url is not None and url.drivername in {"postgresql", "postgresql+psycopg"}:
        return url.set(drivername="postgresql+psycopg")
    if (
        url is not None
        and url.drivername in {"sqlite", "sqlite+pysqlite"}
        and url.database not in {None, "", ":memory:"}
    ):
        if sqlite3.sqlite_version_info < SQLITE_NEEDED:
            raise LedgerError(f"This Python has SQLite {sqlite3.sqlite_version}; jarchi needs 3.34 or newer.")
        return url
    raise LedgerError(
        "The ledger's address must read sqlite:///PATH or postgresql+psycopg://USER:PASSWORD@HOST/DATABASE."
    )


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def settle(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # so that the BEGIN below is the only one
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes the lock at once: one that read first could find that another has written since.
        writes = connection.get_execution_options().get("jarchi_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _migrate(engine: Engine) -> None:
    with reading(engine, "opened") as connection:
        if _version(connection) == migrations.newest_version():
            return
    with writing(engine, "opened") as connection:
        if _version(connection) != migrations.newest_version():  # another program may have been quicker
            migrations.upgrade(connection)


def _version(connection: Connection) -> str | None:
    place = place_of(connection.engine.url)
    version = migrations.version_of(connection)
    if version is not None and version not in migrations.known_versions():
        raise LedgerError(
            f"The ledger {place} was written by a newer jarchi (schema {version}); update jarchi to open it.",
            subject=place,
        )
    if version is None and inspect(connection).get_table_names():
        raise LedgerError(
            f"The database {place} holds tables of another program; name an empty one for the ledger.", subject=place
        )
    if connection.dialect.name == "postgresql":
        encoding = connection.scalar(text("SHOW server_encoding"))
        if encoding != "UTF8":
            raise LedgerError(f"The database {place} is encoded in {encoding}; the ledger needs UTF8.", subject=place)
    return version


def _reason(error: DBAPIError, url: URL) -> str:
    """Give the first line of what the database said, without the password."""
    said = str(error.orig).strip().splitlines()
    reason = said[0].strip().rstrip(".") if said else type(error.orig).__name__
    return reason.replace(str(url.password), "***") if url.password else reason
