"""Asking for an address over HTTP: each redirect checked, time and size bounded, the answer a value or an error."""

from __future__ import annotations

import datetime
import functools
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from email.message import Message
from types import TracebackType
from typing import Literal, Self

import httpcore2
import httpx2
import msgspec

from jarchi.collect.addresses import is_web, join
from jarchi.collect.guard import GuardedBackend
from jarchi.collect.robots import MOST_READ
from jarchi.collect.schedule import retry_after
from jarchi.collect.settings import CollectSettings
from jarchi.errors import CollectError, FetchError, RefusedError, TooLargeError
from jarchi.records.inputs import Visit

Wanted = Literal["page", "listing", "robots"]
ENCODINGS = frozenset({"", "identity", "gzip", "deflate", "br"})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
ACCEPT: dict[Wanted, str] = {
    "page": "text/html,application/xhtml+xml;q=0.9,text/plain;q=0.5,*/*;q=0.1",
    "listing": "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5",
    "robots": "text/plain,*/*;q=0.1",
}
READABLE = ("text/", "application/xhtml", "application/xml", "application/octet-stream")
LONGEST_VALIDATOR = 256


class BusyError(FetchError):
    """The server asks us to come back later; `after` is its Retry-After header as it came."""

    code = "busy"

    def __init__(self, message: str, *, subject: str, code: str, after: str | None) -> None:
        super().__init__(message, subject=subject, code=code)
        self.after = after


class Response(msgspec.Struct, frozen=True):
    """An answer that can be used: 200 with its content, unpacked, or 304 without. `url` is where it came from."""

    url: str
    status: int
    content: bytes = b""
    content_type: str = ""
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None

    def visit(self, url: str, at: str, *, last: Visit | None = None, origin: str | None = None) -> Visit:
        """Give what to remember of this answer to a request for `url`, made for the input with the id `origin`."""
        unchanged = self.status == 304
        return Visit(
            url=url,
            at=at,
            outcome="unchanged" if unchanged else "ok",
            etag=self.etag or (last.etag if unchanged and last else None),
            last_modified=self.last_modified or (last.last_modified if unchanged and last else None),
            input=origin,
        )


@functools.cache
def _trust() -> ssl.SSLContext:
    """Give the certificates we trust, read once: it takes 30 ms."""
    return httpx2.create_ssl_context()


class _Body(httpx2.SyncByteStream):
    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        if hasattr(self._stream, "close"):
            self._stream.close()


class _Transport(httpx2.BaseTransport):
    """httpx2 over a connection pool with our network backend; httpx2's own transport takes no backend."""

    def __init__(self, backend: GuardedBackend) -> None:
        self._pool = httpcore2.ConnectionPool(
            ssl_context=_trust(), network_backend=backend, max_connections=8, keepalive_expiry=5.0
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        url = request.url
        answer = self._pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        assert isinstance(answer.stream, Iterable)
        return httpx2.Response(answer.status, headers=answer.headers, stream=_Body(answer.stream))

    def close(self) -> None:
        self._pool.close()


class Client:
    """Asks for one address at a time. It knows no robots.txt and no politeness: `check` and the caller do.

    It sends no cookies and no credentials, and takes no proxy from the environment.
    """

    def __init__(self, settings: CollectSettings, *, backend: GuardedBackend | None = None) -> None:
        self._settings = settings
        self._backend = backend or GuardedBackend(allow_private=settings.allow_private_addresses)
        timeout = httpx2.Timeout(settings.read_timeout, connect=settings.connect_timeout)
        self._http = httpx2.Client(transport=_Transport(self._backend), trust_env=False, timeout=timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def get(
        self, url: str, wanted: Wanted, *, visit: Visit | None = None, check: Callable[[str], None] | None = None
    ) -> Response:
        """Ask for `url`, conditionally where `visit` remembers validators, and follow redirects.

        `check` is called with each address before it is asked and may raise. Raises `RefusedError`
        ("private-address", "bad-address", what `check` says), `TooLargeError`, `BusyError` ("http-429",
        "http-503") and `FetchError` ("timeout", "dns", "tls", "connection", "truncated", "redirect-loop",
        "encoding", "content-type", "protocol", "http-404" and the like), each with `url` as its subject.
        """
        outer = self._backend.deadline  # of the request whose `check` asks for robots.txt
        self._backend.deadline = time.monotonic() + self._settings.total_timeout
        seen: list[str] = []
        hop = url
        try:
            while len(seen) <= self._settings.max_redirects:
                if not is_web(hop):
                    raise RefusedError(f"{hop[:200]} is no web address", code="bad-address")
                if check is not None:
                    check(hop)
                seen.append(hop)
                answer = self._ask(hop, wanted, visit)
                if isinstance(answer, Response):
                    return answer
                hop = answer
                if hop in seen:
                    break
            raise FetchError("the redirects lead nowhere", code="redirect-loop")
        except CollectError as error:
            error.subject = url
            raise
        finally:
            self._backend.deadline = outer

    def _ask(self, url: str, wanted: Wanted, visit: Visit | None) -> Response | str:
        """Give the answer of one hop, or the address that it redirects to."""
        headers = {
            "User-Agent": self._settings.user_agent,
            "Accept": ACCEPT[wanted],
            "Accept-Encoding": "gzip, deflate, br",
        }
        if visit is not None and visit.etag:
            headers["If-None-Match"] = visit.etag
        if visit is not None and visit.last_modified:
            headers["If-Modified-Since"] = visit.last_modified
        self._http.cookies.clear()
        with _named_errors(url), self._http.stream("GET", url, headers=headers, follow_redirects=False) as answer:
            self._check_headers(answer)
            if answer.status_code in REDIRECTS and (target := answer.headers.get("location")):
                return _target(url, target)
            _check_status(url, answer, conditional="If-None-Match" in headers or "If-Modified-Since" in headers)
            if wanted == "page" and answer.status_code == 200:
                _check_type(answer)
            content = b"" if answer.status_code == 304 else _body(answer, self._limit(wanted), wanted)
        return _response(url, answer, content)

    def _limit(self, wanted: Wanted) -> int:
        limits = {"page": self._settings.max_bytes, "listing": self._settings.max_listing_bytes, "robots": MOST_READ}
        return limits[wanted]

    def _check_headers(self, answer: httpx2.Response) -> None:
        if sum(len(name) + len(value) for name, value in answer.headers.raw) > self._settings.max_header_bytes:
            raise TooLargeError("its headers are too large")
        for coding in answer.headers.get("content-encoding", "").split(","):
            if coding.strip().lower() not in ENCODINGS:
                raise FetchError(f"it is compressed in a way we do not read: {coding.strip()[:40]}", code="encoding")


def _target(url: str, location: str) -> str:
    target = join(url, location)
    if target is None:
        raise RefusedError(f"it redirects to {location[:200]}, which is no web address", code="bad-address")
    return target


def _check_status(url: str, answer: httpx2.Response, *, conditional: bool) -> None:
    status = answer.status_code
    if status == 200 or (status == 304 and conditional):
        return
    message = f"{url} answered {status}"
    if status in {429, 503}:
        raise BusyError(message, subject=url, code=f"http-{status}", after=answer.headers.get("retry-after"))
    raise FetchError(message, subject=url, code=f"http-{status}")


def _check_type(answer: httpx2.Response) -> None:
    kind = answer.headers.get("content-type", "").strip().lower()
    if kind and not kind.startswith(READABLE):
        raise FetchError(f"it is of type {kind[:80]}, not a page", code="content-type")


def _body(answer: httpx2.Response, limit: int, wanted: Wanted) -> bytes:
    """Give the content, unpacked; of a robots.txt only as much as anybody reads."""
    content = bytearray()
    for chunk in answer.iter_bytes():
        content += chunk
        if len(content) <= limit and answer.num_bytes_downloaded <= limit:
            continue
        if wanted == "robots":
            break
        raise TooLargeError(f"it is longer than {limit} bytes")
    return bytes(content)


def _response(url: str, answer: httpx2.Response, content: bytes) -> Response:
    kind = Message()
    kind["content-type"] = answer.headers.get("content-type", "")[:200]
    charset = kind.get_param("charset")
    return Response(
        url=url,
        status=answer.status_code,
        content=content,
        content_type=kind.get_content_type() if kind["content-type"] else "",
        charset=charset if isinstance(charset, str) else None,
        etag=_validator(answer.headers.get("etag")),
        last_modified=_validator(answer.headers.get("last-modified")),
    )


def _validator(value: str | None) -> str | None:
    """Give `value` where it can be sent back: short and printable ASCII."""
    return value if value and len(value) <= LONGEST_VALIDATOR and value.isascii() and value.isprintable() else None


@contextmanager
def _named_errors(url: str) -> Iterator[None]:
    """Turn what the libraries raise into our tree; a bug of ours passes through."""
    try:
        yield
    except (httpcore2.TimeoutException, httpx2.TimeoutException) as error:
        raise FetchError(f"{url} did not answer in time", code="timeout") from error
    except httpx2.DecodingError as error:
        raise FetchError(f"{url} sent broken compressed data", code="encoding") from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError, httpx2.TransportError) as error:
        raise _network_error(url, error) from error
    except (httpx2.InvalidURL, httpcore2.UnsupportedProtocol, UnicodeError) as error:
        raise RefusedError(f"{url[:200]} is no web address", code="bad-address") from error


def _network_error(url: str, error: Exception) -> CollectError:
    causes = list(_causes(error))
    if any(getattr(cause, "error_status_hint", None) == 431 for cause in causes):
        return TooLargeError(f"{url} sent headers without end")
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return FetchError(f"{url} has no valid certificate, or breaks TLS", code="tls")
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return FetchError(f"the host of {url} cannot be resolved", code="dns")
    if isinstance(error, httpcore2.ProtocolError) and "complete message body" in str(error):
        return FetchError(f"{url} closed the connection before the end", code="truncated")
    if isinstance(error, httpcore2.ProtocolError) and "disconnected" not in str(error):
        return FetchError(f"{url} does not speak HTTP properly", code="protocol")
    return FetchError(f"{url} broke the connection off, or took none", code="connection")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def moment_after(error: CollectError, now: datetime.datetime) -> datetime.datetime | None:
    """Give when the server said to come back, for a `BusyError` that says so."""
    return retry_after(error.after, now) if isinstance(error, BusyError) else None
