"""Opening a ledger: what is made, what is refused, and in which words."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.types import TypeEngine

from jarchi.errors import LedgerError
from jarchi.ledger import Ledger, migrations, schema


def test_migrations_from_scratch_give_the_schema_of_the_program(empty_database_url: str) -> None:
    Ledger.open(empty_database_url).close()
    engine = create_engine(empty_database_url)

    def _written(kind: TypeEngine[Any]) -> str:
        return kind.compile(dialect=engine.dialect)

    with engine.connect() as connection:
        options = {
            "version_table": migrations.VERSION_TABLE,
            "compare_type": lambda _context, _one, _other, one, other: _written(one) != _written(other),
            "include_object": lambda _object, name, kind, *_: not (kind == "table" and name.startswith("search")),
        }
        assert compare_metadata(MigrationContext.configure(connection, opts=options), schema.metadata) == []
        tables = {name for name in inspect(connection).get_table_names() if not name.startswith("search")}
        assert tables == {*schema.metadata.tables, migrations.VERSION_TABLE}
    engine.dispose()


def test_opening_twice_changes_nothing(empty_database_url: str) -> None:
    with Ledger.open(empty_database_url) as ledger:
        first = list(ledger.dump())
    with Ledger.open(empty_database_url) as ledger:
        assert list(ledger.dump()) == first


@pytest.mark.slow
def test_two_may_open_a_new_ledger_at_once(empty_database_url: str) -> None:
    script = "import sys; from jarchi.ledger import Ledger; Ledger.open(sys.argv[1]).close()"
    command = [sys.executable, "-c", script, empty_database_url]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]
    assert [process.communicate(timeout=60)[1] for process in running] == [b"", b""]


def test_a_newer_schema_is_refused(empty_database_url: str) -> None:
    Ledger.open(empty_database_url).close()
    engine = create_engine(empty_database_url)
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {migrations.VERSION_TABLE} SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(LedgerError, match=r"newer jarchi \(schema 9999\); update jarchi"):
        Ledger.open(empty_database_url)


def test_a_database_of_another_program_is_left_alone(empty_database_url: str) -> None:
    engine = create_engine(empty_database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE invoices (id integer)"))
    with pytest.raises(LedgerError, match="tables of another program"):
        Ledger.open(empty_database_url)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["invoices"]
    engine.dispose()


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "letters.txt"
    path.write_text("Dear reader, " * 100)
    with pytest.raises(LedgerError, match=r"letters\.txt cannot be opened: file is not a database\."):
        Ledger.open(f"sqlite:///{path}")
    assert path.read_text().startswith("Dear reader")


@pytest.mark.parametrize("place", ["no/such/folder/ledger.sqlite", "."])
def test_a_place_where_no_file_can_be_is_refused(tmp_path: Path, place: str) -> None:
    with pytest.raises(LedgerError, match="cannot be opened: unable to open database file"):
        Ledger.open(f"sqlite:///{tmp_path / place}")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(LedgerError, match="cannot be opened"):
        Ledger.open(f"sqlite:///{tmp_path / 'ledger.sqlite'}")


@pytest.mark.parametrize(
    "url",
    ["", "ledger.sqlite", "sqlite://", "sqlite:///:memory:", "mysql://root@host/news", "postgresql+asyncpg://h/d"],
)
def test_an_address_that_is_none_of_ours_is_refused(url: str) -> None:
    with pytest.raises(LedgerError, match="must read sqlite:///PATH or"):
        Ledger.open(url)


def test_a_server_that_is_down_is_named_without_the_password() -> None:
    with pytest.raises(LedgerError) as caught:
        Ledger.open("postgresql+psycopg://ann:sesame@127.0.0.1:1/news?connect_timeout=2")
    assert "postgresql+psycopg://ann:***@127.0.0.1:1/news cannot be opened" in caught.value.message
    assert "sesame" not in caught.value.message
    assert "\n" not in caught.value.message


def test_a_missing_driver_is_one_sentence(tmp_path: Path) -> None:
    script = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from jarchi.errors import LedgerError\n"
        "from jarchi.ledger import Ledger\n"
        "try: Ledger.open('postgresql://ann@127.0.0.1/news')\n"
        "except LedgerError as error: print(error.message)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert "needs the package psycopg; install jarchi with its extra: jarchi[postgresql]." in done.stdout


def test_a_missing_database_is_refused(postgresql_server: str) -> None:
    with pytest.raises(LedgerError, match='database "nowhere" does not exist'):
        Ledger.open(f"{postgresql_server}/nowhere")


def test_a_broken_file_is_told_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(f"sqlite:///{path}") as ledger:
        ledger.counts()
    pages = bytearray(path.read_bytes())
    pages[4096:] = b"\xff" * (len(pages) - 4096)
    path.write_bytes(pages)
    with pytest.raises(LedgerError, match=r"cannot be (opened|read)"), Ledger.open(f"sqlite:///{path}") as ledger:
        ledger.counts()


def test_the_file_is_set_for_one_writer_and_many_readers(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    Ledger.open(f"sqlite:///{path}").close()
    assert sqlite3.connect(path).execute("PRAGMA journal_mode").fetchone() == ("wal",)
