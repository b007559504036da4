"""The message: a letter addressed to one recipient, with the headers of a list (RFC 5322, 2369, 2919, 8058)."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import quote

from markupsafe import escape

from jarchi.publish.addresses import slug
from jarchi.publish.mail.addresses import sender
from jarchi.publish.mail.letter import LEAVE, Letter
from jarchi.publish.mail.settings import MailSettings
from jarchi.publish.marks import shown
from jarchi.publish.words import plain
from jarchi.records.articles import digest

POLICY = SMTP.clone(max_line_length=900)
"""Addresses in headers must not be folded inside, which the library's own line length would do."""


class Post:
    """Addresses letters as the settings say; raises `SettingsError` where these name no sender."""

    def __init__(self, settings: MailSettings, title: str, address: str) -> None:
        self._settings = settings
        self._title = plain(shown(title))
        self._site = address
        self.sender = sender(settings.from_, "from")
        self._reply_to = sender(settings.reply_to, "reply_to") if settings.reply_to else None
        self._leave = sender(settings.unsubscribe, "unsubscribe") if settings.unsubscribe else None

    def addressed(self, letter: Letter, recipient: str, at: datetime) -> EmailMessage:
        """Give the message of a letter to a recipient, an address that was checked, dated `at`.

        The same letter to the same recipient has the same Message-ID always, so that what is sent again after a break
        can be known as the same.
        """
        message = EmailMessage(policy=POLICY)
        id = digest("mail", letter.edition, recipient.casefold())
        message["From"] = self.sender
        name, _, host = recipient.rpartition("@")
        message["To"] = Address(username=name, domain=host)
        if self._reply_to:
            message["Reply-To"] = self._reply_to
        message["Subject"] = plain(letter.subject)
        message["Date"] = format_datetime(at)
        message["Message-ID"] = f"<{id}@{self.sender.domain}>"
        self._list_headers(message, letter, recipient)
        message["Auto-Submitted"] = "auto-generated"
        leave = self.leave(recipient)
        words = leave or f"write to {(self._reply_to or self.sender).addr_spec}"
        message.set_content(letter.text.replace(LEAVE, words), cte="quoted-printable")
        href = str(escape(leave or f"mailto:{(self._reply_to or self.sender).addr_spec}"))
        message.add_alternative(letter.html.replace(LEAVE, href), subtype="html", cte="quoted-printable")
        message.set_boundary(f"=_{id}")
        return message

    def leave(self, recipient: str) -> str:
        """Give the address that takes a recipient off the list: a page where there is one, else one to write to."""
        if self._settings.unsubscribe_url:
            url = self._settings.unsubscribe_url.replace("{address}", quote(recipient, safe=""))
            return url.replace("{token}", self.token(recipient))
        return f"mailto:{self._leave.addr_spec}?subject=unsubscribe" if self._leave else ""

    def token(self, recipient: str) -> str:
        """Give the code that proves, to who has the secret, that a click came from this recipient's mail."""
        secret = self._settings.secret.encode()
        return hmac.new(secret, recipient.casefold().encode(), hashlib.sha256).hexdigest()[:32]

    def _list_headers(self, message: EmailMessage, letter: Letter, recipient: str) -> None:
        lens = slug(letter.edition.partition("/")[0])
        message["List-Id"] = f"{_quoted(self._title)} <{self._settings.list_id or f'{lens}.{self.sender.domain}'}>"
        ways = []
        if self._settings.unsubscribe_url:
            ways.append(f"<{self.leave(recipient)}>")
        if self._leave:
            ways.append(f"<mailto:{self._leave.addr_spec}?subject=unsubscribe>")
        if ways:
            message["List-Unsubscribe"] = ", ".join(ways)
        if self._settings.unsubscribe_url:
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        if self._site:
            message["List-Archive"] = f"<{self._site}>"


def _quoted(phrase: str) -> str:
    """Give a phrase for a header that is not structured: in quotes, without what would end them."""
    return '"' + phrase.replace("\\", "").replace('"', "") + '"'
