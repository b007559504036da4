"""`Issue`, the value for a fault in somebody's data."""

from __future__ import annotations

from typing import Literal

import msgspec

Stage = Literal["collect", "read", "link", "publish"]
Outcome = Literal["failed", "set aside", "note"]


class Issue(msgspec.Struct, frozen=True):
    """A fault in somebody's data: which stage met it, from which source, about what, and what it means.

    "failed": an error stopped the item. "set aside": the item is out of scope for the reason in `code`. "note":
    the item was handled, but a person should know. `subject` is a URL, a file or an id; `message` is a sentence.
    """

    stage: Stage
    source: str
    subject: str
    code: str
    message: str
    outcome: Outcome = "failed"
