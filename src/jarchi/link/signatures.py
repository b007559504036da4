"""Signatures: all that the linker needs to know of a linked article, small enough to keep and to reload.

Nothing in them can lead back to them, so that Python's collector of garbage may pass them by (`gc=False`).
"""

from __future__ import annotations

from typing import Literal

import msgspec

from jarchi.errors import LinkError
from jarchi.records.readings import Bound, ClaimKind, EventType, Polarity, Reality, Speaker

Stance = Literal["", "refuses", "retracts"]
"""What a sentence says of the claim in it: that it is wrong, that it is taken back."""

Trait = Literal["open", "bare", "thing", "own", "wish", "sum", "of words", "denial told", "quoted"]
"""What kind of content a claim has.

It asks or supposes, or was not said; it is the mere name of a thing, in some words, or in any; it begins with a word
that stands for the speaker; it is what one is to do; its figures are sums; it is of something said; it tells of a
denial itself; it is a quotation.
"""


class FigureKey(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A figure inside a claim: its value, its unit, the word stems of what it counts, and its bound.

    `near` are the stems beside it in its clause; `is_part` says that it stands behind a word such as "in" or before "of
    the", `is_aside` that it opens a bracket; `role` is that of the figure, `fates` tell what became of what it counts.
    """

    value: float
    unit: str
    what: tuple[str, ...]
    bound: Bound = "="
    near: tuple[str, ...] = ()
    is_part: bool = False
    is_aside: bool = False
    role: str = ""
    fates: tuple[str, ...] = ()


class ClaimKey(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A claim reduced to what can be compared: who speaks, and the words, names and figures of what is said.

    `voice` is the speaker's actor id (then `by_actor`), else the stems of the words that name it, else empty; `named`
    are those stems in any case, `lands` the countries among them. `words` are the stems of the content, without
    negations, numbers and the words of `places` (GeoNames ids and country codes) and `people`; `days` are EDTF values.
    `denied` are the stems under a negation, `heads` those it falls on, `around` all of its clause. `names` are those of
    `words` that name somebody or something. `traits` tell what
    kind of content it is, `stance` what its sentence says of it, `moves` the words with which it says that a figure has
    changed.
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
    named: tuple[str, ...] = ()
    lands: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    traits: tuple[Trait, ...] = ()
    stance: Stance = ""
    moves: tuple[str, ...] = ()


class EventKey(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """An event reduced to type, first and last day (proleptic ordinals, UTC) and who stands on either side.

    Parties are ids of the pack's actors and `country:XX` for states; `people` are `people:XX` for those of a country
    who were acted upon.
    """

    id: str
    type: EventType
    first: int
    last: int
    reality: Reality
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


class Signature(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One linked article. Two processes that link the same stream give the same bytes.

    `moment` is in seconds since 1970, UTC; `latest` is how far time had moved on once it was in (see
    window.py). `words`, `marks` and `names` are terms with whole-number weights: stems of one language, what means the
    same in every language, and keys of names for comparing across languages (terms.py). `lead` has a bit for each of
    `words`, then `marks`: whether it stands at the beginning (leads.py). `sketch` holds sorted 32-bit shingle hashes,
    little end first (copies.py).
    `agency` is the agency that published it, `credits` are those it says it has its news from (credits.py).
    `explained` are the ids of the events of which the text itself says what they led to, or what they answer.
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
    names: dict[str, int] = {}
    lead: bytes = b""
    sketch: bytes = b""
    shingles: int = 0
    claims: tuple[ClaimKey, ...] = ()
    events: tuple[EventKey, ...] = ()
    agency: str = ""
    credits: tuple[str, ...] = ()
    explained: tuple[str, ...] = ()

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
