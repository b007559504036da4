"""Signatures: all that the linker needs to know of a linked article, small enough to keep and to reload."""

from __future__ import annotations

import msgspec

from jarchi.errors import LinkError
from jarchi.records.readings import ClaimKind, EventType, Polarity, Reality, Speaker


class FigureKey(msgspec.Struct, frozen=True, array_like=True):
    """A figure inside a claim: its value, its unit, and the word stems of what it counts."""

    value: float
    unit: str
    what: tuple[str, ...]


class ClaimKey(msgspec.Struct, frozen=True, omit_defaults=True):
    """A claim reduced to what can be compared: who speaks, and the stems, actors and figures of what is said.

    `voice` is the speaker's actor id (then `by_actor`), else the stems of the words that name it, else empty.
    """

    id: str
    voice: str
    speaker: Speaker
    kind: ClaimKind
    polarity: Polarity
    words: tuple[str, ...]
    actors: tuple[str, ...] = ()
    figures: tuple[FigureKey, ...] = ()
    by_actor: bool = False


class EventKey(msgspec.Struct, frozen=True, omit_defaults=True):
    """An event reduced to type, day (proleptic ordinal, UTC) and the pack's actors on either side."""

    id: str
    type: EventType
    day: int
    reality: Reality
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


class Signature(msgspec.Struct, frozen=True, omit_defaults=True):
    """One linked article. Two processes that link the same stream give the same bytes.

    `moment` is in seconds since 1970, UTC; `latest` is how far time had moved on once it was in (see
    window.py). `words` and `marks` are terms with whole-number weights: stems of one language, and what means the
    same in every language (terms.py). `sketch` holds sorted 32-bit shingle hashes, little end first (copies.py).
    """

    article: str
    revision: str
    story: str
    moment: int
    latest: int | None = None
    language: str = ""
    copy_of: str | None = None
    words: dict[str, int] = {}
    marks: dict[str, int] = {}
    sketch: bytes = b""
    shingles: int = 0
    claims: tuple[ClaimKey, ...] = ()
    events: tuple[EventKey, ...] = ()

    def encode(self) -> bytes:
        """Give the signature as JSON; equal signatures give equal bytes."""
        return _ENCODER.encode(self)

    @staticmethod
    def decode(data: bytes) -> Signature:
        """Give the signature that `encode` wrote; raises `LinkError` for bytes that hold none."""
        try:
            return _DECODER.decode(data)
        except msgspec.DecodeError as error:
            raise LinkError(f"a stored signature cannot be read ({error}); link the article again") from error


_ENCODER = msgspec.json.Encoder(order="deterministic")
_DECODER = msgspec.json.Decoder(Signature)
