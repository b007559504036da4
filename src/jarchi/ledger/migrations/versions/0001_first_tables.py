"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

SEARCH_SQLITE = (
    """CREATE VIEW searchable AS
    SELECT article.number AS number, coalesce(revision.title, '') AS title, revision.text AS text
    FROM article JOIN revision ON revision.id = article.current""",
    """CREATE VIRTUAL TABLE search USING fts5(
    title, text, content='searchable', content_rowid='number', tokenize='trigram', detail=none)""",
)
SEARCH_POSTGRESQL = (
    """CREATE VIEW searchable AS
    SELECT article.number AS number, coalesce(revision.title, '') AS title, revision.text AS text
    FROM article JOIN revision ON revision.id = article.current""",
    "CREATE TABLE search (number integer PRIMARY KEY REFERENCES article (number), words tsvector NOT NULL)",
    "CREATE INDEX search_words ON search USING gin (words)",
)


def words(name: str, *more: sa.schema.SchemaItem, empty: bool = False) -> sa.Column[str]:
    """Give a text column."""
    return sa.Column(name, TEXT, *more, nullable=empty)


def whole(name: str, *, empty: bool = False) -> sa.Column[int]:
    """Give a column of whole numbers."""
    return sa.Column(name, sa.Integer, nullable=empty)


def key(*names: str) -> sa.PrimaryKeyConstraint:
    """Give the primary key of a table."""
    return sa.PrimaryKeyConstraint(*names)


def of(table: str, column: str = "id") -> sa.ForeignKey:
    """Give a reference to another table."""
    return sa.ForeignKey(f"{table}.{column}")


def upgrade() -> None:
    """Make all tables."""
    _outside()
    _articles()
    _readings()
    _links()
    _people()
    postgresql = op.get_bind().dialect.name == "postgresql"
    for statement in SEARCH_POSTGRESQL if postgresql else SEARCH_SQLITE:
        op.execute(statement)


def _outside() -> None:
    op.create_table(
        "source",
        words("id"),
        words("name"),
        words("kind"),
        words("country", empty=True),
        words("languages"),
        words("reliability"),
        words("reason"),
        words("homepage", empty=True),
        words("feeds"),
        words("domains"),
        words("owner", empty=True),
        words("checked", empty=True),
        key("id"),
    )
    op.create_table("input", words("id"), words("kind"), words("location"), words("source", empty=True), key("id"))
    op.create_table(
        "visit",
        words("key"),
        words("url"),
        words("at"),
        words("outcome"),
        words("etag", empty=True),
        words("last_modified", empty=True),
        words("stamp", empty=True),
        words("due", empty=True),
        whole("failures"),
        words("input", empty=True),
        key("key"),
    )
    op.create_table(
        "issue",
        words("key"),
        words("code"),
        words("stage"),
        words("source"),
        words("subject"),
        words("message"),
        words("outcome"),
        words("at"),
        key("key", "code"),
    )
    op.create_index("issue_outcome", "issue", ["outcome", "stage"])


def _articles() -> None:
    op.create_table(
        "article",
        sa.Column("number", sa.Integer, primary_key=True),
        words("id"),
        words("url"),
        words("source", of("source")),
        words("first_seen"),
        words("last_seen"),
        words("current"),
        words("moment"),
        words("linked_by", empty=True),
        sa.UniqueConstraint("id", name="article_id"),
    )
    op.create_index("article_queue", "article", ["linked_by", "moment", "id"])
    op.create_index("article_moment", "article", ["moment", "id"])
    op.create_table(
        "revision",
        words("id"),
        words("article", of("article")),
        whole("number"),
        words("sha256"),
        words("title", empty=True),
        words("text"),
        words("published", empty=True),
        words("language", empty=True),
        words("first_seen"),
        words("moment"),
        key("id"),
        sa.UniqueConstraint("article", "number", name="revision_number"),
    )


def _readings() -> None:
    op.create_table(
        "reading",
        words("revision", of("revision")),
        words("fingerprint"),
        words("moment"),
        words("outcome"),
        sa.Column("payload", sa.LargeBinary),
        key("revision"),
    )
    op.create_index("reading_queue", "reading", ["fingerprint", "moment", "revision"])
    op.create_table("mention", words("actor"), words("revision", of("revision")), key("actor", "revision"))
    op.create_index("mention_revision", "mention", ["revision"])
    op.create_table(
        "claim",
        words("id"),
        words("revision", of("revision")),
        whole("ordinal"),
        words("actor", empty=True),
        words("speaker"),
        words("polarity"),
        words("kind"),
        whole("unverified"),
        key("id"),
    )
    op.create_index("claim_revision", "claim", ["revision"])
    op.create_index("claim_actor", "claim", ["actor"])
    op.create_table(
        "event",
        words("id"),
        words("revision", of("revision")),
        whole("ordinal"),
        words("type"),
        words("mode", empty=True),
        words("date", empty=True),
        whole("place", empty=True),
        words("reality"),
        key("id"),
    )
    op.create_index("event_revision", "event", ["revision"])
    op.create_table(
        "event_actor",
        words("actor"),
        words("event", of("event")),
        words("role"),
        words("revision", of("revision")),
        key("actor", "event", "role"),
    )
    op.create_index("event_actor_revision", "event_actor", ["revision"])
    op.create_index("event_actor_event", "event_actor", ["event"])


def _links() -> None:
    op.create_table(
        "membership",
        words("article", of("article")),
        words("revision", of("revision")),
        words("story"),
        words("copy_of", empty=True),
        words("why"),
        words("fingerprint"),
        words("moment"),
        whole("sequence"),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        key("article"),
    )
    op.create_index("membership_story", "membership", ["story", "moment", "article"])
    op.create_index("membership_moment", "membership", ["moment", "article", "story"])
    op.create_index("membership_window", "membership", ["fingerprint", "moment"])
    op.create_index("membership_sequence", "membership", ["sequence"])
    op.create_index("membership_revision", "membership", ["revision"])
    op.create_table(
        "relation",
        words("article", of("article")),
        words("id"),
        words("kind"),
        words("subject"),
        words("object"),
        words("basis"),
        words("reason"),
        words("revision", empty=True),
        words("spans"),
        words("fingerprint"),
        key("article", "id"),
    )
    op.create_index("relation_id", "relation", ["id"])
    op.create_index("relation_subject", "relation", ["subject"])
    op.create_index("relation_object", "relation", ["object"])
    op.create_table("storyline", words("id"), words("story"), key("id", "story"))


def _people() -> None:
    op.create_table("hypothesis", words("id"), words("question"), key("id"))
    op.create_table(
        "answer", words("hypothesis", of("hypothesis")), whole("ordinal"), words("text"), key("hypothesis", "ordinal")
    )
    op.create_table(
        "answer_claim",
        words("hypothesis", of("hypothesis")),
        whole("ordinal"),
        words("claim"),
        words("side"),
        key("hypothesis", "ordinal", "claim"),
    )
    op.create_table(
        "verdict",
        sa.Column("id", sa.Integer, primary_key=True),
        words("subject"),
        words("decision"),
        words("user"),
        words("at"),
        words("value"),
        words("note"),
        sqlite_autoincrement=True,
    )
    op.create_index("verdict_subject", "verdict", ["subject", "id"])
