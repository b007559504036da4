"""What comes back: delivery reports (RFC 3464) in the mailboxes that there are, forged and broken ones too."""

import mailbox
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarchi.errors import UsageError
from jarchi.publish.mail.bounces import _issues, bounces

KNOWN = {"ada@one.example", "ben@two.example"}


def made(recipient: str, action: str = "failed", diagnostic: str = "smtp; 550 5.1.1 no such user") -> bytes:
    """Give a report as mail servers write it."""
    return f"""From: MAILER-DAEMON@mx.example
To: news@crier.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

I'm sorry.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: 5.1.1
Diagnostic-Code: {diagnostic}

--B
Content-Type: text/rfc822-headers

Subject: Two rivers
--B--
""".replace("\n", "\r\n").encode()


def test_each_address_that_was_not_reached_is_an_issue(tmp_path: Path) -> None:
    for name, raw in (
        ("1", made("ada@one.example")),
        ("2", made("Ben@Two.example")),
        ("3", b"Subject: hello\r\n\r\nhi"),
    ):
        (tmp_path / f"{name}.eml").write_bytes(raw)
    found = bounces(tmp_path, KNOWN)
    assert (found.messages, found.others) == (3, 1)
    assert [(issue.stage, issue.code, issue.subject) for issue in found.issues] == [
        ("publish", "bounced", "ada@one.example"),
        ("publish", "bounced", "Ben@Two.example"),
    ]
    assert found.issues[0].message == "Mail for it came back: 550 5.1.1 no such user. It stays on the list."


def test_what_was_only_delayed_and_who_was_never_written_to_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "1.eml").write_bytes(made("ada@one.example", "delayed"))
    (tmp_path / "2.eml").write_bytes(made("stranger@else.example"))
    assert bounces(tmp_path, KNOWN).issues == ()


def test_mailboxes_of_every_kind(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box")
    maildir = mailbox.Maildir(tmp_path / "maildir")
    for kind in (box, maildir):
        kind.add(made("ada@one.example"))
        kind.add(made("ben@two.example"))
        kind.flush()
    (tmp_path / "one.eml").write_bytes(made("ada@one.example"))
    assert len(bounces(tmp_path / "box", KNOWN).issues) == 2
    assert len(bounces(tmp_path / "maildir", KNOWN).issues) == 2
    assert len(bounces(tmp_path / "one.eml", KNOWN).issues) == 1
    with pytest.raises(UsageError, match="nowhere cannot be read: No such file"):
        bounces(tmp_path / "nowhere", KNOWN)


@given(st.binary())
def test_no_message_breaks_it(raw: bytes) -> None:
    list(_issues(raw))
    list(_issues(made("ada@one.example")[: len(raw) * 7] + raw))
