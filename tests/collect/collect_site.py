"""A web server that does as each test says, and a memory with a clock of its own."""

from __future__ import annotations

import datetime
import http.server
import threading
from collections.abc import Callable
from typing import Any

from jarchi.collect import CollectSettings, collect
from jarchi.records.inputs import Haul, Input, Visit
from jarchi.records.sources import Source

HTML = "text/html; charset=utf-8"
Answer = Callable[["Handler"], None]
START = datetime.datetime(2024, 5, 6, 12, 0, tzinfo=datetime.UTC)
PARAGRAPHS = "".join(
    f"<p>Delegation number {number} met the minister in the capital and spoke about water, trade and borders.</p>"
    for number in range(1, 7)
)


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers from the site's table; what is not there is a 404."""

    protocol_version = "HTTP/1.1"
    wbufsize = 65536  # headers and body in one segment, else each answer waits 40 ms for an acknowledgement
    server: Server

    def do_GET(self) -> None:
        site = self.server.site
        site.requests.append(self.path)
        site.headers.append({name.lower(): value for name, value in self.headers.items()})
        try:
            site.answers.get(self.path, Site.missing)(self)
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def give(self, body: bytes | str = b"", status: int = 200, kind: str = HTML, **more: str) -> None:
        """Answer properly; names of further headers are written with underscores."""
        data = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in more.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def raw(self, data: bytes) -> None:
        """Answer with these bytes and hang up."""
        self.close_connection = True
        self.wfile.write(data)
        self.wfile.flush()


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    site: Site

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


class Site:
    """A site under test: `on` says what a path answers, `requests` and `headers` what was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.requests: list[str] = []
        self.headers: list[dict[str, str]] = []
        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.site = self
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self.other = f"http://localhost:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @staticmethod
    def missing(handler: Handler) -> None:
        handler.give("nothing here", 404)

    def on(self, path: str, body: bytes | str = b"", status: int = 200, kind: str = HTML, **more: str) -> str:
        """Let `path` give this answer; give its address."""
        return self.when(path, lambda handler: handler.give(body, status, kind, **more))

    def when(self, path: str, answer: Answer) -> str:
        """Let `path` be answered by `answer`; give its address."""
        self.answers[path] = answer
        return self.url + path

    def article(self, path: str, title: str = "Talks in the capital", head: str = "") -> str:
        """Put an article of six paragraphs at `path`; give its address."""
        return self.on(
            path, f"<html><head><title>{title}</title>{head}</head><body><article>{PARAGRAPHS}</article></body></html>"
        )

    def feed(self, path: str, links: list[str], stamp: str = "Mon, 06 May 2024 10:00:00 +0500", **more: str) -> str:
        """Put an RSS feed with these links at `path`; give its address."""
        items = "".join(
            f"<item><title>Item {number}</title><link>{link}</link><pubDate>{stamp}</pubDate></item>"
            for number, link in enumerate(links, start=1)
        )
        body = f'<rss version="2.0"><channel><title>Daily</title>{items}</channel></rss>'
        return self.on(path, body, kind="application/rss+xml", **more)

    def asked(self) -> list[str]:
        """Give the paths that were asked, without robots.txt."""
        return [path for path in self.requests if path != "/robots.txt"]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class Ledger:
    """Remembers visits and sources as a ledger does, keeps the hauls, and has a clock that only `sleep` moves."""

    def __init__(self, *sources: Source) -> None:
        self.visits: dict[str, Visit] = {}
        self.known = list(sources)
        self.time = START
        self.slept: list[float] = []
        self.hauls: list[Haul] = []

    def visit(self, url: str) -> Visit | None:
        return self.visits.get(url)

    def sources(self) -> list[Source]:
        return self.known

    def now(self) -> datetime.datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += datetime.timedelta(seconds=seconds)

    def later(self, **step: float) -> None:
        self.time += datetime.timedelta(**step)

    def run(self, *inputs: Input, **settings: Any) -> list[Haul]:
        """Collect, and remember what came."""
        chosen = {"allow_private_addresses": True, "delay": 0.0, "read_timeout": 0.3, "total_timeout": 2.0} | settings
        self.hauls = []
        for haul in collect(inputs, self, CollectSettings(**chosen), now=self.now, sleep=self.sleep):
            self.hauls.append(haul)
            self.visits |= {visit.url: visit for visit in haul.visits}
            self.known += haul.sources
        return self.hauls

    @property
    def documents(self) -> list[Any]:
        return [document for haul in self.hauls for document in haul.documents]

    @property
    def issues(self) -> list[Any]:
        return [issue for haul in self.hauls for issue in haul.issues]

    @property
    def codes(self) -> list[str]:
        return [issue.code for issue in self.issues]

    @property
    def unchanged(self) -> int:
        return sum(haul.unchanged for haul in self.hauls)
