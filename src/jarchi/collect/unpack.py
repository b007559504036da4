"""Packed data, unpacked within bounds; what is cut short gives what came before the cut."""

from __future__ import annotations

import io
import zlib
from typing import IO

from jarchi.errors import FetchError, TooLargeError

GZIP = b"\x1f\x8b"
PIECE = 65_536


def gunzip(data: bytes, limit: int) -> bytes:
    """Unpack gzip `data`, all its members; other data comes back as it is.

    Raises `TooLargeError` beyond `limit` bytes, and `FetchError` where it is broken ("encoding") or its end is
    missing ("truncated").
    """
    if not data.startswith(GZIP):
        return data
    whole = bytearray()
    while data.startswith(GZIP):
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            whole += member.decompress(data, limit + 1 - len(whole))
        except zlib.error as error:
            raise FetchError("the compressed data is broken", code="encoding") from error
        if len(whole) > limit:
            raise TooLargeError(f"it unpacks to more than {limit} bytes")
        if not member.eof:
            raise FetchError("the compressed data ends too early", code="truncated")
        data = member.unused_data
    return bytes(whole)


class GzipStream(io.RawIOBase):
    """A gzip file of any length, read piece by piece. Where it breaks off it ends, and `broken` says so.

    The standard library's reader raises there instead, and what it had unpacked but not given out is lost.
    """

    def __init__(self, packed: IO[bytes]) -> None:
        self._packed = packed
        self._member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._pending = b""
        self._is_fresh = True
        self._given = 0
        self.broken = ""

    def tell(self) -> int:
        """Give how many bytes were read so far; fastwarc asks for it."""
        return self._given

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill `buffer` as far as one step goes; 0 at the end."""
        while not self.broken:
            packed = self._pending or self._packed.read(PIECE)
            if not packed:
                self.broken = "" if self._is_fresh else "it ends too early"
                return 0
            try:
                piece = self._step(packed, len(buffer))
            except zlib.error as error:
                self.broken = str(error)
                return 0
            if piece:
                self._given += len(piece)
                buffer[: len(piece)] = piece
                return len(piece)
        return 0

    def _step(self, packed: bytes, size: int) -> bytes:
        if self._is_fresh:
            packed = packed.lstrip(b"\x00")  # padding between members, as the gzip program allows
            if not packed:
                self._pending = b""
                return b""
        self._is_fresh = False
        piece = self._member.decompress(packed, size)
        self._pending = self._member.unconsumed_tail
        if self._member.eof:
            self._pending = self._member.unused_data
            self._member = zlib.decompressobj(zlib.MAX_WBITS | 16)
            self._is_fresh = True
        return piece
