"""The ledger's tables, the same on SQLite and PostgreSQL.

Ids are digests of what they name (records/articles.py), so a row written twice is the same row. Long keys, such as
addresses, are not indexed themselves but by a digest, for PostgreSQL refuses index entries over 2.7 kB. All text
compares by code point on both databases. The index for full-text search belongs to search.py alone.
"""

from __future__ import annotations

import json
import re
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint
from sqlalchemy import types as sqltypes
from sqlalchemy.engine import Dialect

NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")
"""What PostgreSQL, or UTF-8, cannot hold: U+0000 and lone surrogates."""


class Words(sqltypes.TypeDecorator[str]):
    """Text, ordered by code point. What no database can hold becomes U+FFFD; texts of articles are refused before."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> sqltypes.TypeEngine[Any]:
        """Give plain text on SQLite, and text under the "C" collation on PostgreSQL, which is the same order."""
        return Text(collation="C") if dialect.name == "postgresql" else Text()

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Mend what cannot be stored."""
        return value if value is None or (value.isascii() and "\0" not in value) else NOT_STORABLE.sub("\ufffd", value)


class Packed(sqltypes.TypeDecorator[Any]):
    """A small list, kept as JSON text."""

    impl = Words
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        """Write the list down."""
        return NOT_STORABLE.sub("\ufffd", json.dumps(value, ensure_ascii=False))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Read the list back."""
        return None if value is None else json.loads(value)


def words(name: str, *more: Any, key: bool = False, empty: bool = False) -> Column[str]:
    """Give a text column: a part of the primary key, one that may be NULL (`empty`), or neither."""
    return Column(name, Words, *more, primary_key=key, nullable=empty)


metadata = MetaData()

source = Table(
    "source",
    metadata,
    words("id", key=True),
    words("name"),
    words("kind"),
    words("country", empty=True),
    Column("languages", Packed, nullable=False),
    words("reliability"),
    words("reason"),
    words("homepage", empty=True),
    Column("feeds", Packed, nullable=False),
    Column("domains", Packed, nullable=False),
    words("owner", empty=True),
    words("checked", empty=True),
)

input_ = Table(
    "input",
    metadata,
    words("id", key=True),
    words("kind"),
    words("location"),
    words("source", empty=True),
)

visit = Table(
    "visit",
    metadata,
    words("key", key=True),  # a digest of the address
    words("url"),
    words("at"),
    words("outcome"),
    words("etag", empty=True),
    words("last_modified", empty=True),
    words("stamp", empty=True),
    words("due", empty=True),
    Column("failures", Integer, nullable=False),
    words("input", empty=True),
)

# `moment` places the current revision in time; `linked_by` is NULL while that revision has no reading, empty while it
# waits to be linked, and then the fingerprint of the linker: the index over it is the linker's queue.
article = Table(
    "article",
    metadata,
    Column("number", Integer, primary_key=True),  # for the search index, which wants small whole numbers
    words("id"),
    words("url"),
    words("source", ForeignKey("source.id")),
    words("first_seen"),
    words("last_seen"),
    words("current"),
    words("moment"),
    words("linked_by", empty=True),
    UniqueConstraint("id", name="article_id"),
    Index("article_queue", "linked_by", "moment", "id"),
    Index("article_moment", "moment", "id"),
)

revision = Table(
    "revision",
    metadata,
    words("id", key=True),
    words("article", ForeignKey("article.id")),
    Column("number", Integer, nullable=False),  # 1, 2, 3 ... within the article
    words("sha256"),
    words("title", empty=True),
    words("text"),
    words("published", empty=True),
    words("language", empty=True),
    words("first_seen"),
    words("moment"),
    UniqueConstraint("article", "number", name="revision_number"),
)

# Every revision has its row from the start; an empty fingerprint says that nobody has read it yet. The index is the
# reader's queue. `outcome` is "read", or the code of the issue that stands in a reading's place.
reading = Table(
    "reading",
    metadata,
    words("revision", ForeignKey("revision.id"), key=True),
    words("fingerprint"),
    words("moment"),
    words("outcome"),
    Column("payload", LargeBinary),
    Index("reading_queue", "fingerprint", "moment", "revision"),
)

mention = Table(
    "mention",
    metadata,
    words("actor", key=True),
    words("revision", ForeignKey("revision.id"), key=True),
    Index("mention_revision", "revision"),
)

claim = Table(
    "claim",
    metadata,
    words("id", key=True),
    words("revision", ForeignKey("revision.id")),
    Column("ordinal", Integer, nullable=False),
    words("actor", empty=True),
    words("speaker"),
    words("polarity"),
    words("kind"),
    Column("unverified", Integer, nullable=False),
    Index("claim_revision", "revision"),
    Index("claim_actor", "actor"),
)

event = Table(
    "event",
    metadata,
    words("id", key=True),
    words("revision", ForeignKey("revision.id")),
    Column("ordinal", Integer, nullable=False),
    words("type"),
    words("mode", empty=True),
    words("date", empty=True),
    Column("place", Integer),
    words("reality"),
    Index("event_revision", "revision"),
)

event_actor = Table(
    "event_actor",
    metadata,
    words("actor", key=True),
    words("event", ForeignKey("event.id"), key=True),
    words("role", key=True),  # "actor" or "recipient"
    words("revision", ForeignKey("revision.id")),
    Index("event_actor_revision", "revision"),
    Index("event_actor_event", "event"),
)

# `sequence` numbers the memberships in the order in which they were linked.
membership = Table(
    "membership",
    metadata,
    words("article", ForeignKey("article.id"), key=True),
    words("revision", ForeignKey("revision.id")),
    words("story"),
    words("copy_of", empty=True),
    words("why"),
    words("fingerprint"),
    words("moment"),
    Column("sequence", Integer, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Index("membership_story", "story", "moment", "article"),
    Index("membership_moment", "moment", "article", "story"),
    Index("membership_window", "fingerprint", "moment"),
    Index("membership_sequence", "sequence"),
    Index("membership_revision", "revision"),
)

relation = Table(
    "relation",
    metadata,
    words("article", ForeignKey("article.id"), key=True),  # the one whose linking found it
    words("id", key=True),
    words("kind"),
    words("subject"),
    words("object"),
    words("basis"),
    words("reason"),
    words("revision", empty=True),
    Column("spans", Packed, nullable=False),
    words("fingerprint"),
    Index("relation_id", "id"),
    Index("relation_subject", "subject"),
    Index("relation_object", "object"),
)

# Where each claim of a linked article stands; derived from the tables above and the verdicts, by claims.py alone.
# `head` is the claim that said it first; `steps` counts what happened to it. `voice` is the least id of the claims of
# one speaker; `owner` answers for the report, empty where that copies another one which says the same.
standing = Table(
    "standing",
    metadata,
    words("claim", key=True),
    words("head"),
    words("article", ForeignKey("article.id")),
    words("moment"),
    words("status"),
    words("since"),
    Column("credibility", Integer, nullable=False),
    Column("independent", Integer, nullable=False),
    Column("steps", Integer, nullable=False),
    words("voice"),
    words("owner"),
    Index("standing_head", "head"),
    Index("standing_article", "article"),
    Index("standing_status", "status", "since"),
    Index("standing_since", "since"),
)

# Where a story went that has no articles any more, so that its address still leads somewhere.
merger = Table("merger", metadata, words("story", key=True), words("into"), words("why"))

storyline = Table("storyline", metadata, words("id", key=True), words("story", key=True))

hypothesis = Table("hypothesis", metadata, words("id", key=True), words("question"))

answer = Table(
    "answer",
    metadata,
    words("hypothesis", ForeignKey("hypothesis.id"), key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    words("text"),
)

answer_claim = Table(
    "answer_claim",
    metadata,
    words("hypothesis", ForeignKey("hypothesis.id"), key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    words("claim", key=True),
    words("side"),  # "for" or "against"
)

# Verdicts are only ever added: of one subject, the newest stands.
verdict = Table(
    "verdict",
    metadata,
    Column("id", Integer, primary_key=True),
    words("subject"),
    words("decision"),
    words("user"),
    words("at"),
    words("value"),
    words("note"),
    Index("verdict_subject", "subject", "id"),
    sqlite_autoincrement=True,
)

issue = Table(
    "issue",
    metadata,
    words("key", key=True),  # a digest of stage and subject
    words("code", key=True),
    words("stage"),
    words("source"),
    words("subject"),
    words("message"),
    words("outcome"),
    words("at"),
    Index("issue_outcome", "outcome", "stage"),
)
