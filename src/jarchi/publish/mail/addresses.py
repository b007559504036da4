"""Addresses of mail: read from a list, from a setting, and checked so that none can carry a header with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.utils import parseaddr

import msgspec

from jarchi.errors import SettingsError
from jarchi.records.issues import Issue

LOCAL = re.compile(r"[^\s\x00-\x20\x7f-\x9f<>()\[\]\\,;:@\"]{1,64}")
DOMAIN = re.compile(r"(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*")


class Recipients(msgspec.Struct, frozen=True):
    """The addresses of a list, each once, in its order, and what in it is no address."""

    addresses: tuple[str, ...]
    issues: tuple[Issue, ...] = ()


def checked(text: str) -> str | None:
    """Give an address with its domain in ASCII; None for what is no plain address (no name, no quotes, no comment)."""
    local, at, domain = text.rpartition("@")
    if not at or not LOCAL.fullmatch(local) or local.startswith(".") or local.endswith(".") or ".." in local:
        return None
    try:
        ascii_domain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    return f"{local}@{ascii_domain}" if DOMAIN.fullmatch(ascii_domain) else None


def recipients(lines: Iterable[str], name: str) -> Recipients:
    """Read a list: an address a line; what follows `#` is a comment. `name` is what the list is called in issues."""
    found: dict[str, str] = {}
    issues = []
    for number, line in enumerate(lines, 1):
        text = line.partition("#")[0].strip().removeprefix("\ufeff")
        if not text:
            continue
        address = checked(text)
        if address:
            found.setdefault(address.casefold(), address)
        else:
            told = f"Line {number} of {name} is no address and was passed over: {text[:80]!r}."
            issues.append(Issue("publish", "mail", f"{name}:{number}", "no-address", told, "note"))
    return Recipients(tuple(found.values()), tuple(issues))


def sender(setting: str, what: str) -> Address:
    """Give the address of a setting, with its name; raises `SettingsError` where it is none."""
    name, plain = parseaddr(setting)
    address = checked(plain)
    if not address or any(ord(letter) < 32 for letter in setting):
        raise SettingsError(f'[mail] {what} = {setting!r} is no address; write it as "Name <name@host.example>".')
    try:
        local, _, domain = address.rpartition("@")
        return Address(display_name=name, username=local, domain=domain)
    except (HeaderParseError, ValueError) as error:
        raise SettingsError(f"[mail] {what} = {setting!r} is no address: {error}.") from error
