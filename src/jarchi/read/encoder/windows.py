"""Windows: a long text in stretches that the network can see at once, each token owned by one of them."""

from __future__ import annotations

import msgspec

REACH = 254
"""Tokens in a window, its two frame tokens left out: what the network was trained on."""
CONTEXT = 24
"""Tokens at each inner edge of a window that only give context; the neighbouring window owns them."""


class Window(msgspec.Struct, frozen=True):
    """The network sees tokens `[start, end)` and is believed on `[first, last)`."""

    start: int
    end: int
    first: int
    last: int


def windows_of(size: int) -> tuple[Window, ...]:
    """Give windows of one length over `size` tokens, in order; each token is owned by exactly one."""
    if size <= REACH:
        return (Window(0, size, 0, size),) if size else ()
    count = -(-(size - 2 * CONTEXT) // (REACH - 2 * CONTEXT))
    length = -(-(size + 2 * CONTEXT * (count - 1)) // count)
    starts = [min(at * (length - 2 * CONTEXT), size - length) for at in range(count)]
    firsts = [0, *(start + CONTEXT for start in starts[1:])]
    return tuple(
        Window(start, start + length, first, last)
        for start, first, last in zip(starts, firsts, [*firsts[1:], size], strict=True)
    )
