"""The guard at the network's door: no connection to an address that is not public, none beyond its deadline.

Names are resolved here and the connection goes to the address that was checked, so that a name cannot answer twice
with different addresses. Numbers in other spellings (decimal, octal, hexadecimal) are resolved like names, into
plain addresses, before they are checked.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore2

from jarchi.errors import FetchError, RefusedError

Resolve = Callable[[str, int], Sequence[str]]
MOST_ADDRESSES = 4
"""How many addresses of one name are tried."""

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_UNICAST = ipaddress.IPv6Network("2000::/3")


def resolve_host(host: str, port: int) -> list[str]:
    """Give the addresses of `host` as the system resolves it, in its order; raises `OSError` where there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Tell whether `address`, IPv4 or IPv6, belongs to the public internet, and so does an IPv4 address inside it."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    inner = _embedded(ip) if isinstance(ip, ipaddress.IPv6Address) else None
    if inner is not None:
        return is_public(str(inner))
    if isinstance(ip, ipaddress.IPv6Address) and ip not in _UNICAST:
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _embedded(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Give the IPv4 address that a mapped, 6to4 or NAT64 address leads to."""
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour


class GuardedBackend(httpcore2.NetworkBackend):
    """A network backend that connects to public addresses only and keeps to `deadline`, a moment of `clock`."""

    def __init__(
        self,
        inner: httpcore2.NetworkBackend | None = None,
        *,
        resolve: Resolve = resolve_host,
        allow_private: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._inner = inner or httpcore2.SyncBackend()
        self._resolve = resolve
        self._allow_private = allow_private
        self._clock = clock
        self.deadline = float("inf")

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first checked address of `host` that answers.

        Raises `RefusedError` ("private-address") where none is public and `FetchError` ("dns") where there is none.
        """
        failure: httpcore2.ConnectError | httpcore2.ConnectTimeout | None = None
        for address in self._checked(host, port):
            try:
                stream = self._inner.connect_tcp(address, port, self.left(timeout), local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self)
        raise failure or httpcore2.ConnectError(f"no address of {host} answers")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.NetworkStream:
        """Refuse: a local socket is never public."""
        raise RefusedError(f"{path} is a local socket", subject=path, code="private-address")

    def left(self, timeout: float | None) -> float:
        """Give `timeout` cut to what is left until the deadline; raises `httpcore2.ReadTimeout` beyond it."""
        left = self.deadline - self._clock()
        if left <= 0:
            raise httpcore2.ReadTimeout("the whole request took too long")
        return left if timeout is None else min(timeout, left)

    def _checked(self, host: str, port: int) -> list[str]:
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise FetchError(f"the name {host} cannot be resolved", subject=host, code="dns") from error
        checked = [one for one in addresses if self._allow_private or is_public(one)]
        if addresses and not checked:
            raise RefusedError(f"{host} has no public address", subject=host, code="private-address")
        return checked[:MOST_ADDRESSES]


class _TimedStream(httpcore2.NetworkStream):
    """A stream whose every wait ends at the backend's deadline: a byte now and then does not keep it open."""

    def __init__(self, inner: httpcore2.NetworkStream, backend: GuardedBackend) -> None:
        self._inner = inner
        self._backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._backend.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._backend.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        secured = self._inner.start_tls(ssl_context, server_hostname, self._backend.left(timeout))
        return _TimedStream(secured, self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
