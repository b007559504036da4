"""The ledger: what jarchi knows, in the only room with SQL. SQLite embedded, PostgreSQL as a server, one code."""

from __future__ import annotations

from jarchi.ledger.answers import Counts, Found, Hit, StoryOutline, Tally
from jarchi.ledger.ledger import Ledger

__all__ = ["Counts", "Found", "Hit", "Ledger", "StoryOutline", "Tally"]
