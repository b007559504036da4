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
    """Give windows over `size` tokens, in order; each token is owned by exactly one."""
    if size <= REACH:
        return (Window(0, size, 0, size),) if size else ()
    stride = REACH - 2 * CONTEXT
    found = []
    first = 0
    while first < size:
        start = max(0, min(first - CONTEXT, size - REACH))
        end = start + REACH
        last = size if end == size else end - CONTEXT
        found.append(Window(start, end, first, last))
        first = last
    assert len(found) <= size // stride + 1
    return tuple(found)
