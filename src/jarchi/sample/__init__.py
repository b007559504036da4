"""The built-in sample: reports of invented outlets on publicly reported facts, to show jarchi offline."""

from __future__ import annotations

from importlib.resources import files

import msgspec

from jarchi.records.articles import Document
from jarchi.records.sources import Source


class _Outlets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: tuple[Source, ...]


class _Meeting(msgspec.Struct, frozen=True):
    seen: str


def sample_sources() -> tuple[Source, ...]:
    """Give the invented outlets of the sample, in the order of sources.toml."""
    return msgspec.toml.decode(_bytes_of("sources.toml"), type=_Outlets).source


def sample_reports() -> tuple[tuple[str, Document], ...]:
    """Give the sample's texts as (seen, document), in the order in which they were met.

    `seen` is ISO 8601 in UTC. An article whose text changed comes once for each text, with the same id and URL.
    The ids are readable names inside the sample, not those that the ledger gives.
    """
    lines = _bytes_of("reports.jsonl")
    meetings = msgspec.json.Decoder(_Meeting).decode_lines(lines)
    documents = msgspec.json.Decoder(Document).decode_lines(lines)
    return tuple((meeting.seen, document) for meeting, document in zip(meetings, documents, strict=True))


def _bytes_of(name: str) -> bytes:
    return files(__name__).joinpath(name).read_bytes()
