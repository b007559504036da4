"""The settings of mail: the `[mail]` table of `jarchi.toml`."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

PORTS = {"starttls": 587, "tls": 465, "none": 25}


class MailSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """Who sends the mail, to whom, through which server.

    `from` is an address, with or without a name (`Crier <news@crier.example>`); `reply_to` and `unsubscribe` are
    addresses. `list` is the file of recipients, one address a line. `list_id` names the list (RFC 2919), else it is
    made of the lens and the sender's domain. `unsubscribe_url` is an https address that takes people off the list by
    one click (RFC 8058); `{address}` in it stands for the recipient, `{token}` for a code that only who has the secret
    can make. `server` and `port` say where to send, `security` how the way there is closed ("starttls", "tls", or
    "none", which is for this machine alone). `user` and `password` log in; JARCHI_MAIL_USER, JARCHI_MAIL_PASSWORD and
    JARCHI_MAIL_SECRET in the environment come before the file. `timeout` and `pause`, which is between two messages,
    are seconds; after `batch` messages the connection is made anew.
    """

    from_: str = ""
    reply_to: str = ""
    list: str = "recipients.txt"
    list_id: Annotated[str, msgspec.Meta(pattern=r"^([A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+)?$")] = ""
    unsubscribe: str = ""
    unsubscribe_url: Annotated[str, msgspec.Meta(pattern=r"^(https://[^\s<>\",]+)?$")] = ""
    server: str = "localhost"
    port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 0
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password: str = ""
    secret: str = ""
    timeout: Annotated[float, msgspec.Meta(gt=0)] = 30.0
    pause: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    batch: Annotated[int, msgspec.Meta(ge=1)] = 100

    @property
    def way_in(self) -> int:
        """Give the port, the usual one of the security where none is set."""
        return self.port or PORTS[self.security]
