"""Bringing a database to the schema of this program: Alembic, called from here, without an env.py or a command.

Alembic takes as long to load as all the rest of the ledger, so only a database that has to be changed loads it.
"""

from __future__ import annotations

import functools
from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table

VERSION_TABLE = "jarchi_version"
SCRIPTS = Path(__file__).parent


@functools.cache
def known_versions() -> tuple[str, ...]:
    """Give all versions that this program can bring up to the newest, oldest first: a script is named by its own."""
    return tuple(sorted(path.name.partition("_")[0] for path in (SCRIPTS / "versions").glob("[0-9]*_*.py")))


def newest_version() -> str:
    """Give the version of the schema that this program works with."""
    return known_versions()[-1]


def version_of(connection: Connection) -> str | None:
    """Give the version of the schema that a database has; None where it has none of ours."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found: str | None = connection.scalar(select(column("version_num")).select_from(table(VERSION_TABLE)))
    return found


def upgrade(connection: Connection, version: str = "head") -> None:
    """Bring the database to `version`, inside the transaction that `connection` is in."""
    from alembic.config import Config  # noqa: PLC0415
    from alembic.runtime.environment import EnvironmentContext  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    scripts = ScriptDirectory(str(SCRIPTS))
    environment = EnvironmentContext(
        Config(),
        scripts,
        fn=lambda current, _context: scripts._upgrade_revs(version, current),
        destination_rev=version,
    )
    with environment:
        environment.configure(connection=connection, version_table=VERSION_TABLE)
        environment.run_migrations()
