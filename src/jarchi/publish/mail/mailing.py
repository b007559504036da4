"""A mailing: from a checked bulletin and a list to messages, sent or only shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec

from jarchi.errors import PublishError, SettingsError, UsageError
from jarchi.publish.editions import Edition
from jarchi.publish.formats.sheet import sheet_of
from jarchi.publish.mail.addresses import Recipients, recipients
from jarchi.publish.mail.journal import NAME, Journal
from jarchi.publish.mail.letter import Letter, letter
from jarchi.publish.mail.message import Post
from jarchi.publish.mail.sending import Clock, MailSummary, Office, send
from jarchi.publish.mail.settings import MailSettings
from jarchi.publish.rendering import Sources, Templates
from jarchi.publish.settings import PublishSettings
from jarchi.records.bulletins import Bulletin
from jarchi.records.regions import Region
from jarchi.records.sources import Source

NOBODY = "reader@example.org"
"""Whom a preview is addressed to (RFC 2606)."""


class Mailing(msgspec.Struct, frozen=True):
    """A bulletin to be mailed, with what its letter is made by."""

    edition: Edition
    bulletin: Bulletin
    sources: tuple[Source, ...]
    region: Region
    publish: PublishSettings
    mail: MailSettings

    def letter(self) -> Letter:
        """Give the letter; raises `UsageError` where the extra `mail` is not installed."""
        sources = Sources(self.sources)
        templates = Templates(self.publish, self.region, sources)
        return letter(self.edition.id, self.edition.folder, sheet_of(self.bulletin, sources), self.publish, templates)

    def _post(self) -> Post:
        return Post(self.mail, self.publish.title, self.publish.address)

    def preview(self, folder: Path, now: Callable[[], datetime]) -> list[Path]:
        """Write the mail as it would go to somebody, and its two parts; sends nothing. Gives the files."""
        settings = msgspec.structs.replace(self.mail, from_=self.mail.from_ or f"jarchi <{NOBODY}>")
        told = self.letter()
        message = Post(settings, self.publish.title, self.publish.address).addressed(told, NOBODY, now())
        parts = (("mail.html", message.get_body(("html",))), ("mail.txt", message.get_body(("plain",))))
        files = {"mail.eml": message.as_bytes()} | {name: part.get_content().encode() for name, part in parts if part}
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name, content in files.items():
                (folder / name).write_bytes(content)
        except OSError as error:
            raise PublishError(f"{folder} cannot be written: {error.strerror}.", subject=str(folder)) from error
        return [folder / name for name in files]

    def send(self, there: Path, workspace: Path, clock: Clock) -> MailSummary:
        """Send the letter to the list in the file `there`; the journal lies in the folder of the workspace.

        Raises `SettingsError` where nobody sends, `UsageError` for a list that cannot be read or an empty bulletin,
        `PublishError` where the server fails.
        """
        if not self.mail.from_:
            raise SettingsError('Nobody sends the mail: set [mail] from = "Name <name@host.example>" in jarchi.toml.')
        if not (self.bulletin.sections or self.bulletin.themes):
            raise UsageError(
                f"The bulletin {self.edition.id} tells no story; nothing was sent.", subject=self.edition.id
            )
        post, found = self._post(), list_at(there)
        if not found.addresses:
            raise UsageError(f"{there} has no address; nothing was sent.", subject=str(there))
        for issue in found.issues:
            clock.report(issue.subject, issue)
        with Journal(workspace / NAME) as journal:
            summary = send(self.letter(), found.addresses, Office(post, self.mail, journal, clock))
        return msgspec.structs.replace(summary, issues=(*found.issues, *summary.issues))


def list_at(path: Path) -> Recipients:
    """Read the list in a file; raises `UsageError` where it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise UsageError(f"The list {path} cannot be read: {reason}.", subject=str(path)) from error
    return recipients(text.split("\n"), path.name)
