"""The line to a mail server: opened for the first message, made anew where it breaks, and what its answers mean."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator
from email.message import EmailMessage

from jarchi.errors import PublishError
from jarchi.publish.mail.settings import MailSettings
from jarchi.publish.words import plain

TRIES = 3
"""Connections that are tried for one message."""

CLOSING = 421
"""What a server answers that closes the line, whatever it was asked (RFC 5321, 4.2.1)."""

BACKOFF = 2.0
"""Seconds before the second connection; twice that before the third."""


class Refusal(Exception):  # noqa: N818  # carries an answer, is no failure
    """The server would not take a message: for this recipient, or (`is_strange`) for what it holds."""

    def __init__(self, code: int, words: str, *, is_strange: bool = False) -> None:
        super().__init__(words)
        self.code = code
        self.words = words
        self.is_strange = is_strange

    @property
    def is_final(self) -> bool:
        """Tell whether the same message need not be tried again."""
        return self.code >= 500 and not self.is_strange


class Line:
    """The connection to the server: opened when the first message is there, made anew where it breaks."""

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings
        self._smtp: smtplib.SMTP | None = None
        self._carried = 0

    def __enter__(self) -> Line:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def deliver(self, message: EmailMessage, by: str, to: str, sleep: Callable[[float], None]) -> None:
        """Hand a message over; raises `Refusal` where the server will not have it, `PublishError` where it is lost."""
        for wait in _waits():
            if wait:
                sleep(wait)
            try:
                self._try(message, by, to)
            except (smtplib.SMTPServerDisconnected, OSError) as error:
                if isinstance(error, ssl.SSLCertVerificationError):
                    raise self._failure(f"its certificate does not hold ({error.verify_message})") from error
                self._close()
                broken = error
            else:
                return
        raise self._failure(f"the connection broke ({broken})") from broken

    def _try(self, message: EmailMessage, by: str, to: str) -> None:
        smtp = self._smtp or self._open()
        try:
            smtp.send_message(message, by, [to])
        except smtplib.SMTPRecipientsRefused as error:
            raise _refusal(*next(iter(error.recipients.values()))) from None
        except smtplib.SMTPSenderRefused as error:
            if error.smtp_code == CLOSING:
                raise smtplib.SMTPServerDisconnected(_words(error.smtp_code, error.smtp_error)) from error
            raise self._failure(
                f"it will not take mail from {by} ({_words(error.smtp_code, error.smtp_error)})"
            ) from error
        except smtplib.SMTPDataError as error:
            raise _refusal(error.smtp_code, error.smtp_error, is_strange=True) from None
        except smtplib.SMTPNotSupportedError:
            raise Refusal(553, "the server knows no addresses beyond ASCII") from None
        self._carried += 1
        if self._carried >= self._settings.batch:
            self._close()

    def _open(self) -> smtplib.SMTP:
        settings = self._settings
        context = ssl.create_default_context()
        try:
            if settings.security == "tls":
                smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                    settings.server, settings.way_in, timeout=settings.timeout, context=context
                )
            else:
                smtp = smtplib.SMTP(settings.server, settings.way_in, timeout=settings.timeout)
            self._smtp = smtp
            if settings.security == "starttls":
                smtp.starttls(context=context)
            if settings.user:
                smtp.login(settings.user, settings.password)
        except smtplib.SMTPNotSupportedError as error:
            raise self._failure(f"it cannot do what the settings ask for ({error})") from error
        except smtplib.SMTPAuthenticationError as error:
            raise self._failure(f"it refused the login ({_words(error.smtp_code, error.smtp_error)})") from error
        except smtplib.SMTPResponseException as error:
            raise self._failure(f"it refused the connection ({_words(error.smtp_code, error.smtp_error)})") from error
        return smtp

    def _close(self) -> None:
        smtp, self._smtp, self._carried = self._smtp, None, 0
        if smtp is not None:
            try:
                smtp.quit()
            except (smtplib.SMTPException, OSError):
                smtp.close()

    def _failure(self, reason: str) -> PublishError:
        where = f"{self._settings.server}:{self._settings.way_in}"
        return PublishError(
            f"The mail server {where} did not take the mail: {reason}; run the same command again to go on.",
            subject=where,
        )


def _waits() -> Iterator[float]:
    return (BACKOFF * number for number in range(TRIES))


def _refusal(code: int, words: bytes | str, *, is_strange: bool = False) -> Refusal:
    """Give what a server's answer means; one that says the line is closing means a break, not a refusal."""
    if code == CLOSING:
        raise smtplib.SMTPServerDisconnected(_words(code, words))
    return Refusal(code, _words(code, words), is_strange=is_strange)


def _words(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return plain(f"{code} {text}")[:200].rstrip(".")
