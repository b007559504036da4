"""How collecting behaves: safe and polite where nothing is set."""

from __future__ import annotations

import msgspec

HOUR = 3600.0
DAY = 24 * HOUR


class CollectSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The settings of collecting; times are seconds, sizes bytes, counted after decompression.

    `total_timeout` bounds one request with all its redirects. `delay` is the pause between two requests to one
    host; a longer Crawl-delay in robots.txt wins, and where that is longer than `longest_wait` the host's other
    pages are left for the next run. `first_backoff` doubles with each failure up to `longest_backoff`, which also
    caps what a server may ask for in Retry-After. `second_look` is when a page is asked again, once, for silent
    edits (0: never). `patience` is after how many failures in a row a host is left alone for the run.
    `allow_private_addresses` switches the guard off, for tests and intranets.
    """

    user_agent: str = "jarchi/0.1 (+https://jarchi.example)"
    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    total_timeout: float = 60.0
    max_bytes: int = 5_000_000
    max_listing_bytes: int = 10_000_000
    max_header_bytes: int = 65_536
    max_redirects: int = 5
    max_items: int = 1000
    max_sitemaps: int = 50
    delay: float = 1.0
    longest_wait: float = 60.0
    first_backoff: float = 900.0
    longest_backoff: float = 7 * DAY
    second_look: float = DAY
    patience: int = 3
    batch: int = 200
    allow_private_addresses: bool = False
