"""Where each claim stands. It is empty at first: a new linker links all articles anew, and fills it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "standing",
        sa.Column("claim", TEXT, nullable=False),
        sa.Column("head", TEXT, nullable=False),
        sa.Column("article", TEXT, sa.ForeignKey("article.id"), nullable=False),
        sa.Column("moment", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("since", TEXT, nullable=False),
        sa.Column("credibility", sa.Integer, nullable=False),
        sa.Column("independent", sa.Integer, nullable=False),
        sa.Column("steps", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("claim"),
    )
    op.create_index("standing_head", "standing", ["head"])
    op.create_index("standing_article", "standing", ["article"])
    op.create_index("standing_status", "standing", ["status", "since"])
    op.create_index("standing_since", "standing", ["since"])
