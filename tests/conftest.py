"""What all tests stand on: no network beyond this machine, and a ledger on each database."""

from __future__ import annotations

import ipaddress
import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from jarchi.ledger import Ledger

hypothesis.settings.register_profile("jarchi", deadline=None)  # a busy machine is no fault of the code
hypothesis.settings.load_profile("jarchi")

DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
NUMBERS = itertools.count(1)
EMPTY = """DO $$ DECLARE name text; BEGIN
    PERFORM pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid();
    SET LOCAL session_replication_role = replica;  -- so that the order of the tables does not matter
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'jarchi_version' LOOP
        EXECUTE 'DELETE FROM ' || quote_ident(name);
    END LOOP;
END $$"""
SERVER_SETTINGS = "-F -c listen_addresses=127.0.0.1 -c synchronous_commit=off -c full_page_writes=off"


@pytest.fixture(scope="session", autouse=True)
def loopback_only() -> Iterator[None]:
    """Let no test reach beyond this machine; a test that tries fails."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
        yield


def _guarded(connect: Any) -> Any:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_loopback(str(address[0])):
            raise AssertionError(f"a test tried to reach {address}")
        return connect(self, address)

    return guarded


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Start a PostgreSQL server on a free port; gives its address without a database."""
    programs = _postgresql_programs()
    if programs is None:
        if os.environ.get("CI"):
            pytest.fail("the programs of PostgreSQL are missing; install the package postgresql")
        pytest.skip("the programs of PostgreSQL are not on this machine")
    # Not in pytest's own temporary folder, which the user that the server runs as may not enter.
    folder = Path(tempfile.mkdtemp(prefix="jarchi-postgresql-"))
    user: dict[str, Any] = {}
    if os.geteuid() == 0:  # the server refuses to run as root
        user = {"user": "nobody", "group": "nogroup", "extra_groups": []}
        shutil.chown(folder, "nobody", "nogroup")
    data, port = folder / "data", _free_port()

    def call(*command: str | Path) -> None:
        log = (folder / "calls.log").open("w")
        done = subprocess.run(command, cwd=folder, stdout=log, stderr=log, check=False, timeout=60, **user)
        assert done.returncode == 0, (folder / "calls.log").read_text()

    locale = ("--encoding=UTF8", "--locale=C.UTF-8")
    call(programs / "initdb", "-D", data, "-U", "jarchi", "--auth=trust", "--no-sync", *locale)
    options = f"{SERVER_SETTINGS} -c port={port} -c unix_socket_directories={folder}"
    call(programs / "pg_ctl", "-D", data, "-l", folder / "server.log", "-w", "-o", options, "start")
    yield f"postgresql+psycopg://jarchi@127.0.0.1:{port}"
    call(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    shutil.rmtree(folder, ignore_errors=True)


def _postgresql_programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    if on_path := shutil.which("initdb"):
        return Path(on_path).parent
    return None


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an empty ledger to copy, which is quicker than making one for each test."""
    path = tmp_path_factory.mktemp("template") / "ledger.sqlite"
    Ledger.open(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def postgresql_ledger(postgresql_server: str) -> Iterator[str]:
    """Make a ledger to empty before each test: making one takes seconds on a busy machine."""
    with _database(postgresql_server) as url:
        Ledger.open(url).close()
        yield url


@pytest.fixture(params=DATABASES)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of a database with nothing in it, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite'}"
        return
    server = request.getfixturevalue("postgresql_server")
    with _database(server) as url:
        yield url


@pytest.fixture(params=DATABASES)
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of a fresh ledger, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        path = tmp_path / "ledger.sqlite"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    url = request.getfixturevalue("postgresql_ledger")
    _execute(url, EMPTY)
    yield url


@contextmanager
def _database(server: str) -> Iterator[str]:
    name = f"ledger_{next(NUMBERS)}"
    _execute(f"{server}/postgres", f"CREATE DATABASE {name} TEMPLATE template0 {_order(server)}")
    try:
        yield f"{server}/{name}"
    finally:
        _execute(f"{server}/postgres", f"DROP DATABASE {name} WITH (FORCE)")


def _order(server: str) -> str:
    """Make a database sort as English does where it can, so that an order left to the database shows."""
    newest = int(_execute(f"{server}/postgres", "SHOW server_version_num"))
    return "LOCALE_PROVIDER icu ICU_LOCALE 'en-US'" if newest >= 150_000 else ""


def _execute(url: str, statement: str) -> Any:
    import psycopg  # noqa: PLC0415  only where there is a server

    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchone()[0] if cursor.description else None  # type: ignore[index]
