"""The voice of each claim and whose report it is, beside where it stands; empty until it is brought up to date."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the columns."""
    op.add_column("standing", sa.Column("voice", TEXT, nullable=False, server_default=""))
    op.add_column("standing", sa.Column("owner", TEXT, nullable=False, server_default=""))
