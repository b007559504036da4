"""The shell of mail: one message a recipient through an SMTP server, each remembered before the next one goes.

Stopped at any moment and run again, it goes on where it was. SMTP leaves one gap: where the connection breaks after a
message was handed over and before the server said so, nobody can know; that one message is sent again, under the same
Message-ID (RFC 5321, 6.1: better twice than never).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import msgspec

from jarchi.errors import PublishError
from jarchi.publish.mail.journal import Journal, Sent
from jarchi.publish.mail.letter import Letter
from jarchi.publish.mail.line import Line, Refusal
from jarchi.publish.mail.message import Post
from jarchi.publish.mail.settings import MailSettings
from jarchi.records.issues import Issue

STRANGE = 5
"""Messages in a row that the server would not take, whoever they are for: then it is the message, not the people."""


class Clock(msgspec.Struct, frozen=True):
    """The outside: what time it is, how to wait, whom to tell how far it is and what became of each address."""

    now: Callable[[], datetime]
    sleep: Callable[[float], None]
    progress: Callable[[int, int | None], None] = lambda done, total: None
    report: Callable[[str, Issue | None], None] = lambda address, issue: None


class MailSummary(msgspec.Struct, frozen=True):
    """What became of a mailing: now, in earlier runs (`before` sent, `given_up` refused), and left to the next."""

    sent: int = 0
    before: int = 0
    given_up: int = 0
    refused: int = 0
    later: int = 0
    issues: tuple[Issue, ...] = ()

    def __str__(self) -> str:
        told = f"{self.sent} sent, {self.before} sent before, {self.refused} refused"
        told += f", {self.given_up} refused before" if self.given_up else ""
        return f"{told}, {self.later} to be tried again" if self.later else told


class Office(msgspec.Struct, frozen=True):
    """What sending goes by: who addresses, the settings, the journal, the outside."""

    post: Post
    settings: MailSettings
    journal: Journal
    clock: Clock


def send(letter: Letter, recipients: Sequence[str], office: Office) -> MailSummary:
    """Send a letter to those who have not had it; gives what became of it, with an issue for each refusal.

    Raises `PublishError` where the server cannot be reached, refuses login or sender, or breaks off again and again;
    what was sent until then is in the journal.
    """
    settings, journal, clock = office.settings, office.journal, office.clock
    done = journal.done(letter.edition)
    waiting = [address for address in recipients if address.casefold() not in done]
    states = [done[address.casefold()].state for address in recipients if address.casefold() in done]
    told = MailSummary(before=states.count("sent"), given_up=states.count("refused"))
    issues: list[Issue] = []
    sent = strange = 0
    with Line(settings) as line:
        for number, address in enumerate(waiting, 1):
            at = clock.now().astimezone(UTC)
            try:
                message = office.post.addressed(letter, address, at)
                line.deliver(message, office.post.sender.addr_spec, address, clock.sleep)
            except Refusal as refusal:
                strange = strange + 1 if refusal.is_strange else 0
                issues.append(issue := _issue(address, refusal))
                clock.report(address, issue)
                if refusal.is_final:
                    journal.write(Sent(letter.edition, address, "refused", _stamp(at)))
                if strange == STRANGE:
                    raise PublishError(
                        f"The server takes no message: {refusal.words}.", subject=settings.server
                    ) from None
            else:
                strange = 0
                journal.write(Sent(letter.edition, address, "sent", _stamp(at)))
                clock.report(address, None)
                sent += 1
            clock.progress(number, len(waiting))
            if settings.pause and number < len(waiting):
                clock.sleep(settings.pause)
    refused = sum(issue.code == "refused" for issue in issues)
    return msgspec.structs.replace(
        told,
        sent=sent,
        refused=refused,
        later=len(issues) - refused,
        issues=tuple(issues),
    )


def _stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _issue(address: str, refusal: Refusal) -> Issue:
    code = "refused" if refusal.is_final else "deferred"
    after = "It stays on the list." if refusal.is_final else "It is tried again in the next run."
    return Issue("publish", "mail", address, code, f"The server would not take mail for it: {refusal.words}. {after}")
