"""What a parser finds in a file or page: an article that has no identity yet."""

from __future__ import annotations

import re

import msgspec

from jarchi.records.issues import Issue, Outcome

LONGEST_TITLE = 500
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4})(?![A-Za-z]))?(?:[-_][A-Za-z0-9]{1,8}){0,4}")


class Found(msgspec.Struct, frozen=True):
    """An article's text as found; `source` is a name as given, `id` the article's own within its file.

    `note` is a sentence where something had to be assumed to read it.
    """

    text: str
    title: str | None = None
    url: str | None = None
    source: str | None = None
    published: str | None = None
    language: str | None = None
    id: str = ""
    note: str = ""


class Fault(msgspec.Struct, frozen=True):
    """Why a page or record gives no article: a code and a sentence."""

    code: str
    message: str
    outcome: Outcome = "set aside"

    def issue(self, subject: str, *, source: str = "") -> Issue:
        """Give the fault as the issue of `subject`."""
        return set_aside(subject, self.code, self.message, source=source, outcome=self.outcome)


def set_aside(subject: str, code: str, message: str, *, source: str = "", outcome: Outcome = "set aside") -> Issue:
    """Give the issue of an item that was not taken, for the reason in `code`."""
    return Issue(stage="collect", source=source, subject=subject, code=code, message=message, outcome=outcome)


def failed(subject: str, code: str, message: str, *, source: str = "") -> Issue:
    """Give the issue of an item that an error stopped."""
    return set_aside(subject, code, message, source=source, outcome="failed")


def noted(subject: str, code: str, message: str, *, source: str = "") -> Issue:
    """Give the issue of an item that was taken with something a person should know."""
    return set_aside(subject, code, message, source=source, outcome="note")


def clean_title(title: str | None) -> str | None:
    """Give `title` on one line, at most 500 characters; None where nothing is left."""
    line = " ".join((title or "").replace("\x00", " ").split())
    return line[:LONGEST_TITLE] or None


def clean_language(tag: str | None) -> str | None:
    """Give the language and, if named, script of a BCP 47 tag ("ru-RU" is "ru", "uz_cyrl" is "uz-Cyrl")."""
    match = _LANGUAGE.fullmatch((tag or "").strip())
    if match is None:
        return None
    language, script = match.group(1).lower(), match.group(2)
    return f"{language}-{script.title()}" if script else language


def is_storable(text: str) -> bool:
    """Tell whether every store and format can hold `text`: no NUL and no lone surrogate."""
    if "\x00" in text:
        return False
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
