"""A real SMTP server on this machine that keeps what it is given, and can be told to refuse, to drop and to wait."""

from __future__ import annotations

import asyncio
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


class Box:
    """The handler of a server: messages by recipient in the order they came, and how it is to answer.

    `refuse` are answers to RCPT by address, `data` the answer to every DATA, `drops` how often the line breaks before
    an answer to DATA, after the message was kept where `drops_late`.
    """

    def __init__(self) -> None:
        self.got: list[tuple[str, EmailMessage]] = []
        self.raw: list[bytes] = []
        self.refuse: dict[str, str] = {}
        self.data = ""
        self.sender = ""
        self.drops = 0
        self.drops_late = False
        self.wait = 0.0
        self.connections = 0
        self.users: list[bytes] = []

    async def handle_EHLO(  # as aiosmtpd calls it
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.sender:
            return self.sender
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.wait:
            await asyncio.sleep(self.wait)
        if self.drops:
            self.drops -= 1
            if self.drops_late:
                self._keep(envelope)
            assert server.transport is not None
            server.transport.abort()
            return "421 gone"
        if self.data:
            return self.data
        self._keep(envelope)
        return "250 OK"

    def _keep(self, envelope: Envelope) -> None:
        assert isinstance(envelope.content, bytes)
        self.raw.append(envelope.content)
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.got += [(address, message) for address in envelope.rcpt_tos]

    @property
    def addresses(self) -> list[str]:
        """Give whom the messages were for, in the order they came."""
        return [address for address, _ in self.got]

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.users.append(data.login)
        return AuthResult(success=data == LoginPassword(b"crier", b"secret words"), handled=False)


@contextmanager
def served(box: Box, **options: object) -> Iterator[int]:
    """Serve a box on a free port of this machine; gives the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop(no_assert=True)


def certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """Make a certificate for this machine that nobody vouches for; gives it and a server's context with it."""
    if not shutil.which("openssl"):
        pytest.skip("the program openssl is not on this machine")
    cert, key = folder / "cert.pem", folder / "key.pem"
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    subprocess.run([*made, "-keyout", key, "-out", cert, "-days", "2", *names], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return cert, context
