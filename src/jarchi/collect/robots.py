"""robots.txt (RFC 9309): what a host lets us ask for, and how slowly."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from protego import Protego

MOST_READ = 512_000
"""RFC 9309, 2.5: a crawler reads at least 500 KiB; what is beyond counts as not there."""


class Rules:
    """The rules of one host for us. Says nothing about private addresses or politeness beyond Crawl-delay."""

    def __init__(self, text: str, agent: str) -> None:
        self._rules = Protego.parse(text)
        self._agent = agent.partition("/")[0].strip() or "jarchi"

    def allow(self, url: str) -> bool:
        """Tell whether the host lets us ask for `url`."""
        return bool(self._rules.can_fetch(url, self._agent))

    @property
    def delay(self) -> float:
        """Give the seconds that the host wants between two requests, 0 where it says nothing."""
        asked = float(self._rules.crawl_delay(self._agent) or 0)
        rate = self._rules.request_rate(self._agent)
        if rate and rate.requests > 0:
            asked = max(asked, rate.seconds / rate.requests)
        return asked if 0 < asked < float("inf") else 0.0


def read_robots(data: bytes, agent: str) -> Rules:
    """Read robots.txt; lines that make no sense are passed over, so any bytes give rules."""
    text = data[:MOST_READ].decode("utf-8", "replace").removeprefix("\ufeff")
    return Rules(text.replace("\x00", ""), agent)


def robots_url(url: str) -> str:
    """Give the address of the robots.txt that rules `url`."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], "/robots.txt", "", ""))
