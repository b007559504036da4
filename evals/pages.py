"""How much of a web page's furniture gets into a bulletin: menus, captions, bylines, calls to subscribe, related links.

    python evals/pages.py evals/outlets.toml

Pages of our own, made like those of outlets: each article of the file in six layouts, from a tidy one to one without
any element that tells an article from what stands around it. All go the whole way: the page reader, the reader of
texts, composing. A line is furniture if it has words of what was put around the article; told is how many of the
article's sentences some line has. The pages are ours, so the figure says what breaks, not what outlets do.
"""

from __future__ import annotations

import sys
import tomllib
from html import escape
from pathlib import Path

from bulletin import bulletins_of, pieces_of

from jarchi.collect.found import Fault
from jarchi.collect.pages import read_page
from jarchi.publish.words import plain
from jarchi.read import Reader
from jarchi.records.articles import Document
from jarchi.regions import load_region

HEAD = (
    '<head><meta charset="utf-8"><title>{title}</title><meta property="article:published_time" content="{day}"></head>'
)
MENU = (
    "<nav><ul>"
    + "".join(f"<li><a href='/{name}'>{name.title()}</a></li>" for name in ("news", "world", "sport"))
    + "</ul></nav>"
)


def paragraphs(article: list[str], between: dict[int, str]) -> str:
    """Give the article's paragraphs with something after some of them."""
    return "".join(f"<p>{escape(one)}</p>{between.get(number, '')}" for number, one in enumerate(article))


def tidy(title: str, article: list[str], around: list[str]) -> str:
    """An article element, the rest outside."""
    more = "".join(f"<p>{escape(one)}</p>" for one in around)
    return f"{MENU}<main><article><h1>{title}</h1>{paragraphs(article, {})}</article></main><footer>{more}</footer>"


def captioned(title: str, article: list[str], around: list[str]) -> str:
    """A figure with a caption at the top, a byline below the title."""
    figure = f"<figure><img src='a.jpg'><figcaption>{escape(around[2])}</figcaption></figure>"
    byline = f"<div class='byline'>{escape(around[3])}</div>"
    return f"{MENU}<article><h1>{title}</h1>{byline}{figure}{paragraphs(article, {})}</article>"


def interrupted(title: str, article: list[str], around: list[str]) -> str:
    """Related links and a newsletter box between the paragraphs."""
    between = {
        0: f"<p class='related'><a href='/x'>{escape(around[1])}</a></p>",
        2: f"<div class='newsletter'><p>{escape(around[0])}</p></div>",
    }
    return f"{MENU}<article><h1>{title}</h1>{paragraphs(article, between)}</article>"


def bold(title: str, article: list[str], around: list[str]) -> str:
    """Related links and credits as plain paragraphs, bold or in italics."""
    between = {
        1: f"<p><strong>{escape(around[1])}</strong></p>",
        len(article) - 1: f"<p><em>{escape(around[-2])}</em></p>",
    }
    return f"<div class='content'><h1>{title}</h1><p>{escape(around[3])}</p>{paragraphs(article, between)}</div>"


def divs(title: str, article: list[str], around: list[str]) -> str:
    """Nothing but divisions, with everything in one column."""
    cells = [around[4 % len(around)], around[2], *article, around[0], *around[1:]]
    return f"<div><h1>{title}</h1>{''.join(f'<div>{escape(one)}</div>' for one in cells)}</div>"


def breaks(title: str, article: list[str], around: list[str]) -> str:
    """One division with line breaks, and all that stands around it in the same one."""
    return f"<div><h1>{title}</h1>{'<br><br>'.join(map(escape, [around[2], *article, around[1], around[0]]))}</div>"


LAYOUTS = (tidy, captioned, interrupted, bold, divs, breaks)


def main() -> None:
    """Print the counts, and each line of furniture."""
    reader, texts = Reader(load_region("central_asia")), tomllib.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    told = lines = stray = sentences = 0
    for number, (language, one) in enumerate(texts.items()):
        for layout in LAYOUTS:
            day = f"2025-05-{13 + number}T09:00:00+06:00"
            head = HEAD.format(title=escape(one["title"]), day=day)
            body = layout(one["title"], one["article"], one["furniture"])
            found = read_page(
                f"<html lang='{language}'>{head}<body>{body}</body></html>".encode(), "https://post.example/1"
            )
            sentences += len(one["article"])
            if isinstance(found, Fault):
                print(f"{language} {layout.__name__}: {found.message}")
                continue
            document = Document(layout.__name__, found.text, found.title, published=found.published, language=language)
            pieces, relations = pieces_of([document], {document.id: reader.read(document)})
            made = [
                line.text
                for issue in bulletins_of(pieces, relations)
                for part in issue.sections
                for item in part.items
                for line in item.lines
            ]
            lines += len(made)
            told += sum(any(plain(sentence) in plain(text) for text in made) for sentence in one["article"])
            for text in made:
                if any(piece in text for words in one["furniture"] for piece in pieces_in(words)):
                    stray += 1
                    print(f"{language} {layout.__name__}: {text}")
    print(f"{len(texts) * len(LAYOUTS)} pages, {lines} lines, {told} of {sentences} sentences told")
    print(f"lines without furniture: {100 * (1 - stray / max(lines, 1)):.1f} %")


def pieces_in(words: str) -> list[str]:
    """Give the stretches of furniture by which it is known in a line: every four words in a row."""
    found = words.split()
    return [" ".join(found[at : at + 4]) for at in range(max(len(found) - 3, 1))]


if __name__ == "__main__":
    main()
