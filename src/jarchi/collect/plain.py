"""Plain text and Markdown files into articles, their wording untouched."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from jarchi.collect.charsets import decode
from jarchi.collect.found import Found, clean_language, clean_title
from jarchi.collect.markup import plain_text
from jarchi.collect.moments import read_moment

LONGEST_HEADING = 200
_FRONT = re.compile(r"---\n(.{0,5000}?)\n---\n", re.DOTALL)
_FIELD = re.compile(r"([A-Za-z_]+):[ \t]*(.*)")


def read_plain(data: bytes, charset: str | None = None) -> Found:
    """Give the article of a text file. A first line that stands alone and ends in no full stop is the title."""
    decoded = decode(data, charset, look_inside=False)
    text = _unix(decoded.text)
    first, _, rest = text.partition("\n\n")
    alone = "\n" not in first and 0 < len(first.strip()) <= LONGEST_HEADING and not first.rstrip().endswith((".", "。"))
    if alone and rest.strip():
        return Found(text=rest.strip(), title=clean_title(first), note=decoded.note)
    return Found(text=text, note=decoded.note)


def read_markdown(data: bytes) -> Found:
    """Give the article of a Markdown file (CommonMark, with tables) as plain text, a blank line between blocks.

    The title is that of the front matter or the first heading, which then leaves the text. Front matter may also
    give `date`, `url`, `source`, `language`. Images are left out, links keep their words.
    """
    decoded = decode(data, look_inside=False)
    text = _unix(decoded.text)
    front, text = _front_matter(text)
    title = front.get("title")
    blocks: list[str] = []
    is_heading = False
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        is_heading = token.type == "heading_open" or (is_heading and token.type == "inline")
        block = _words(token)
        if is_heading and block and not title and not blocks:
            title = block
        elif block:
            blocks.append(block)
    return Found(
        text="\n\n".join(blocks),
        title=clean_title(title),
        url=front.get("url") or front.get("link"),
        source=front.get("source"),
        published=read_moment(front.get("date") or front.get("published")),
        language=clean_language(front.get("language") or front.get("lang")),
        note=decoded.note,
    )


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    match = _FRONT.match(text)
    if match is None:
        return {}, text
    pairs = [field.groups() for line in match.group(1).split("\n") if (field := _FIELD.fullmatch(line))]
    return {name.lower(): value.strip().strip("\"'") for name, value in pairs}, text[match.end() :]


def _words(token: Token) -> str:
    if token.type == "inline":
        return "".join(_inline(child) for child in token.children or ()).strip()
    if token.type == "html_block":
        return plain_text(token.content)
    return token.content.strip() if token.type in {"code_block", "fence"} else ""


def _inline(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return "\n"
    return token.content if token.type in {"text", "code_inline", "text_special"} else ""
