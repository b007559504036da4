"""Lexicons: the words of a language that the readers go by, kept as data beside the code."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_lexicon(language: str, topic: str) -> dict[str, Any]:
    """Give `lexicons/<language>/<topic>.toml`, an empty table where there is none.

    The table is shared between callers: read it, never change it.
    """
    entry = files("jarchi.read") / "lexicons" / language / f"{topic}.toml"
    if not entry.is_file():
        return {}
    return tomllib.loads(entry.read_text(encoding="utf-8"))
