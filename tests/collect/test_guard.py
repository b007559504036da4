"""The private-address guard: every way to write or reach an address that is not public."""

from __future__ import annotations

import httpcore2
import pytest
from collect_site import Site

from jarchi.collect import CollectSettings
from jarchi.collect.client import Client
from jarchi.collect.guard import GuardedBackend, is_public
from jarchi.errors import FetchError, RefusedError

PRIVATE = {
    "loopback": "127.0.0.1",
    "the whole loopback net": "127.255.0.9",
    "ten": "10.1.2.3",
    "172.16": "172.16.0.1",
    "192.168": "192.168.1.1",
    "link-local, where clouds keep their secrets": "169.254.169.254",
    "carrier NAT": "100.64.0.1",
    "this network": "0.0.0.0",
    "broadcast": "255.255.255.255",
    "multicast": "224.0.0.1",
    "reserved": "240.0.0.1",
    "documentation": "192.0.2.1",
    "benchmarks": "198.18.0.1",
    "loopback, v6": "::1",
    "unspecified, v6": "::",
    "link-local, v6": "fe80::1",
    "link-local with a zone": "fe80::1%lo",
    "unique local": "fd00::1",
    "site-local": "fec0::1",
    "multicast, v6": "ff02::1",
    "mapped loopback": "::ffff:127.0.0.1",
    "mapped private": "::ffff:10.0.0.1",
    "compatible loopback": "::127.0.0.1",
    "6to4 of loopback": "2002:7f00:1::",
    "6to4 of 10.0.0.1": "2002:a00:1::1",
    "NAT64 of loopback": "64:ff9b::7f00:1",
    "NAT64 of the cloud's secrets": "64:ff9b::a9fe:a9fe",
    "local NAT64": "64:ff9b:1::1",
    "Teredo": "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "documentation, v6": "2001:db8::1",
    "no address at all": "example.org",
    "empty": "",
}
PUBLIC = ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"]

SPELLINGS = {
    "dotted": "http://127.0.0.1/",
    "decimal": "http://2130706433/",
    "hexadecimal": "http://0x7f000001/",
    "hexadecimal parts": "http://0x7f.0x0.0x0.0x1/",
    "octal": "http://0177.0.0.1/",
    "short": "http://127.1/",
    "full-width digits": "http://１２７.０.０.１/",
    "IPv6": "http://[::1]/",
    "mapped": "http://[::ffff:127.0.0.1]/",
    "mapped in hex": "http://[::ffff:7f00:1]/",
    "NAT64": "http://[64:ff9b::7f00:1]/",
    "a name of this machine": "http://localhost/",
    "a name with a dot": "http://localhost./",
}


@pytest.mark.parametrize("address", PRIVATE.values(), ids=PRIVATE.keys())
def test_private_addresses_are_told(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_told(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("url", SPELLINGS.values(), ids=SPELLINGS.keys())
def test_no_spelling_of_loopback_gets_through(url: str) -> None:
    with Client(CollectSettings(connect_timeout=0.5)) as client, pytest.raises((RefusedError, FetchError)) as caught:
        client.get(url, "page")
    # Where the system's resolver knows a spelling it is refused as private, else it is no name at all.
    assert caught.value.kind in {"private-address", "dns", "bad-address"}


class Recorder(httpcore2.SyncBackend):
    """A real backend that notes where it was told to connect, and connects to the test site instead."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.addresses: list[str] = []

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):  # type: ignore[no-untyped-def]
        self.addresses.append(host)
        return super().connect_tcp(
            "127.0.0.1", int(self.site.url.rpartition(":")[2]), timeout, local_address, socket_options
        )


def guarded(site: Site, answers: dict[str, list[str]]) -> tuple[Client, Recorder]:
    inner = Recorder(site)
    backend = GuardedBackend(inner, resolve=lambda host, port: answers[host])
    return Client(CollectSettings(read_timeout=0.5), backend=backend), inner


def test_a_name_that_resolves_to_a_private_address_is_refused(site: Site) -> None:
    client, inner = guarded(site, {"news.example": ["192.168.0.7", "::1"]})
    with client, pytest.raises(RefusedError) as caught:
        client.get("http://news.example/", "page")
    assert (caught.value.kind, caught.value.subject) == ("private-address", "http://news.example/")
    assert inner.addresses == []


def test_the_checked_address_is_the_one_connected_to(site: Site) -> None:
    """A name is resolved once; private addresses among its answers are passed over."""
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["10.0.0.1", "93.184.216.34"] if len(asked) == 1 else ["127.0.0.1"]

    site.article("/")
    inner = Recorder(site)
    with Client(CollectSettings(), backend=GuardedBackend(inner, resolve=resolve)) as client:
        assert client.get("http://news.example/", "page").status == 200
    assert (asked, inner.addresses) == (["news.example"], ["93.184.216.34"])


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1/admin", "http://169.254.169.254/latest/meta-data/", "http://inside.example/", "//[::1]/"],
)
def test_a_redirect_to_a_private_address_is_refused(site: Site, target: str) -> None:
    site.on("/", status=302, Location=target)
    names = {"news.example": ["93.184.216.34"], "inside.example": ["10.0.0.1"]}
    names |= {"127.0.0.1": ["127.0.0.1"], "169.254.169.254": ["169.254.169.254"], "::1": ["::1"]}
    client, inner = guarded(site, names)
    with client, pytest.raises(RefusedError) as caught:
        client.get("http://news.example/", "page")
    assert caught.value.kind == "private-address"
    assert inner.addresses == ["93.184.216.34"]


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://news.example/", "gopher://x/", "javascript:alert(1)"])
def test_a_redirect_to_another_scheme_is_refused(site: Site, target: str) -> None:
    url = site.on("/", status=302, Location=target)
    with Client(CollectSettings(allow_private_addresses=True)) as client, pytest.raises(RefusedError) as caught:
        client.get(url, "page")
    assert caught.value.kind == "bad-address"


def test_the_guard_is_off_only_by_its_setting(site: Site) -> None:
    url = site.article("/")
    with Client(CollectSettings()) as client, pytest.raises(RefusedError):
        client.get(url, "page")
    with Client(CollectSettings(allow_private_addresses=True)) as client:
        assert client.get(url, "page").status == 200


def test_a_name_without_address_is_a_dns_failure(site: Site) -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with (
        Client(CollectSettings(), backend=GuardedBackend(resolve=resolve)) as client,
        pytest.raises(FetchError) as caught,
    ):
        client.get("http://nowhere.example/", "page")
    assert caught.value.kind == "dns"


def test_local_sockets_are_refused() -> None:
    with pytest.raises(RefusedError):
        GuardedBackend().connect_unix_socket("/run/some.sock")
