"""Bounces: reports of mail that a server took and could not deliver (RFC 3464), read from a mailbox that gathers them.

Only reports on addresses that the journal knows count: anybody can write a report, and nobody else was written to.
"""

from __future__ import annotations

import mailbox
from collections.abc import Collection, Iterable, Iterator
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from pathlib import Path

import msgspec

from jarchi.errors import UsageError
from jarchi.publish.words import plain
from jarchi.records.issues import Issue

LARGEST = 10_000_000
"""Bytes of a message that is read; a report is a few thousand."""


class Bounces(msgspec.Struct, frozen=True):
    """What a mailbox holds: an issue for each address that was not reached, and how many messages told of none."""

    issues: tuple[Issue, ...]
    messages: int
    others: int

    def __str__(self) -> str:
        return (
            f"{self.messages} messages, {len(self.issues)} addresses not reached, {self.others} messages of other kinds"
        )


def bounces(path: Path, known: Collection[str]) -> Bounces:
    """Read a mailbox (an mbox file, a Maildir, a folder of .eml files, or one such file); `known` are in lower case.

    Raises `UsageError` where there is none.
    """
    found: dict[str, Issue] = {}
    messages = others = 0
    for raw in _raw(path):
        messages += 1
        told = [issue for issue in _issues(raw) if issue.subject.casefold() in known]
        others += not told
        found |= {issue.subject.casefold(): issue for issue in told}
    return Bounces(tuple(found[address] for address in sorted(found)), messages, others)


def _raw(path: Path) -> Iterator[bytes]:
    try:
        if path.is_dir() and (path / "cur").is_dir():
            box: mailbox.Maildir | mailbox.mbox = mailbox.Maildir(path, create=False)
            yield from (box.get_bytes(key)[:LARGEST] for key in sorted(box.keys()))
        elif path.is_dir():
            yield from (one.read_bytes()[:LARGEST] for one in sorted(path.glob("*.eml")))
        elif path.read_bytes()[:5] == b"From ":
            box = mailbox.mbox(path, create=False)
            yield from (box.get_bytes(key)[:LARGEST] for key in box.keys())  # noqa: SIM118  a mailbox is no dict
        else:
            yield path.read_bytes()[:LARGEST]
    except (OSError, mailbox.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UsageError(f"The mailbox {path} cannot be read: {reason}.", subject=str(path)) from error


def _issues(raw: bytes) -> Iterable[Issue]:
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            payload = part.get_payload()
            for fields in payload if isinstance(payload, list) else ():
                if isinstance(fields, Message) and (issue := _issue(fields)):
                    yield issue


def _issue(fields: Message) -> Issue | None:
    """Give the issue of a recipient's fields; None for those of the whole message, and for what was only delayed."""
    address = _after(fields, "Original-Recipient") or _after(fields, "Final-Recipient")
    if not address or str(fields.get("Action", "")).strip().lower() != "failed":
        return None
    status = plain(str(fields.get("Status", "")))[:20]
    why = _after(fields, "Diagnostic-Code") or status or "no reason given"
    return Issue(
        "publish", "mail", address, "bounced", f"Mail for it came back: {why[:200].rstrip('.')}. It stays on the list."
    )


def _after(fields: Message, name: str) -> str:
    """Give the value of a field that begins with its type, as in `rfc822; ada@one.example`."""
    kind, found, value = str(fields.get(name, "")).partition(";")
    return plain(value) if found and kind.strip().lower() in {"rfc822", "utf-8", "smtp"} else ""
