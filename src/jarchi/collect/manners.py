"""Our manners with hosts: robots.txt once a run, the pause between requests, and when to leave a host alone."""

from __future__ import annotations

import datetime

from jarchi.collect.addresses import host_of, server_of
from jarchi.collect.client import Client, moment_after
from jarchi.collect.found import Fault
from jarchi.collect.robots import Rules, read_robots, robots_url
from jarchi.collect.run import Run
from jarchi.collect.settings import DAY
from jarchi.errors import CollectError, FetchError, RefusedError

NETWORK = frozenset({"timeout", "connection", "dns", "tls", "protocol"})
BUSY = frozenset({"http-429", "http-503", "robots-unavailable"})


class Manners:
    """Knows how each host wants to be asked. It asks for robots.txt itself, and for nothing else."""

    def __init__(self, run: Run, client: Client) -> None:
        self._run = run
        self._client = client
        self._robots: dict[str, Rules | Fault] = {}
        self._free: dict[str, datetime.datetime] = {}
        self._strikes: dict[str, int] = {}
        self.until: dict[str, datetime.datetime] = {}
        """When hosts whose robots.txt answered "later" may be asked again."""

    def check(self, url: str) -> None:
        """Raise `RefusedError` or `FetchError` where robots.txt does not let us ask for `url`, or cannot be had."""
        server = server_of(url)
        if server not in self._robots:
            self._robots[server] = self._ask(url)
        rules = self._robots[server]
        if isinstance(rules, Fault):
            kind = FetchError if rules.code in NETWORK else RefusedError
            raise kind(rules.message, subject=url, code=rules.code)
        if not rules.allow(url):
            raise RefusedError(f"robots.txt does not let us ask for {url}", subject=url, code="robots")

    def pause(self, host: str) -> None:
        """Wait until `host` may be asked again."""
        free = self._free.get(host)
        wait = (free - self._run.now()).total_seconds() if free else 0.0
        if wait > 0:
            self._run.sleep(wait)

    def asked(self, host: str, url: str) -> float:
        """Keep in mind that `host` was asked for `url` just now, and give the seconds it is to be left in peace."""
        rules = self._robots.get(server_of(url))
        wanted = rules.delay if isinstance(rules, Rules) else 0.0
        delay = min(max(self._run.settings.delay, wanted), DAY)
        self._free[host] = self._run.now() + datetime.timedelta(seconds=delay)
        return delay

    def answered(self, host: str) -> None:
        """Forget the failures of `host`."""
        self._strikes.pop(host, None)

    def is_at_fault(self, host: str, code: str) -> bool:
        """Tell whether to leave `host` alone for this run: it says so, or it failed several times in a row."""
        if code in BUSY:
            return True
        self._strikes[host] = self._strikes.get(host, 0) + 1 if code in NETWORK else 0
        return self._strikes[host] >= self._run.settings.patience

    def _ask(self, url: str) -> Rules | Fault:
        """Ask for robots.txt as RFC 9309 says: none there allows all, a server in trouble nothing for now."""
        agent = self._run.settings.user_agent
        try:
            return read_robots(self._client.get(robots_url(url), "robots").content, agent)
        except CollectError as error:
            code = error.kind
            if code == "redirect-loop" or (code.startswith("http-4") and code != "http-429"):
                return read_robots(b"", agent)
            if code in NETWORK or isinstance(error, RefusedError):
                return Fault(code, error.message)
            after = moment_after(error, self._run.now())
            if after is not None:
                self.until[host_of(url)] = after
            return Fault("robots-unavailable", f"robots.txt cannot be had: {error.message}")
