"""Bringing a database to the schema of this program: Alembic, called from here, without an env.py or a command."""

from __future__ import annotations

import functools
from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

VERSION_TABLE = "jarchi_version"


@functools.cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(Path(__file__).parent))


def newest_version() -> str:
    """Give the version of the schema that this program works with."""
    return str(_scripts().get_current_head())


def known_versions() -> tuple[str, ...]:
    """Give all versions that this program can bring up to the newest."""
    return tuple(script.revision for script in _scripts().walk_revisions())


def version_of(connection: Connection) -> str | None:
    """Give the version of the schema that a database has; None where it has none of ours."""
    return MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()


def upgrade(connection: Connection, version: str = "head") -> None:
    """Bring the database to `version`, inside the transaction that `connection` is in."""
    scripts = _scripts()
    environment = EnvironmentContext(
        Config(),
        scripts,
        fn=lambda current, _context: scripts._upgrade_revs(version, current),
        destination_rev=version,
    )
    with environment:
        environment.configure(connection=connection, version_table=VERSION_TABLE)
        environment.run_migrations()
