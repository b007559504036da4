"""A rough web: real articles served as a careless world serves them, through `jarchi run`, with every item followed.

    uv run python evals/rough_web.py DATA [--each 30] [--keep FOLDER]

DATA holds the public corpora (PolNeAR, ECB+, LGL, NEREL, factRuEval, KazNERD, xwmt). Their texts, so many of each as
`--each` says, become pages with menus, scripts and broken tags, in charsets that are declared wrongly or not at all;
some stand in feeds that are no XML, in sitemaps, in archives and in files of all kinds, and between them answers that
are errors. Prints what became of every item: none may be lost, and of what was read nearly all words must have come
through in their order. The exit code is 1 where something was lost or a passage does not open.
"""

from __future__ import annotations

import argparse
import difflib
import gzip
import http.server
import io
import json
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path
from xml.etree import ElementTree

JARCHI = [sys.executable, "-c", "from jarchi.cli import main; main()"]
START = datetime(2024, 3, 4, 6, tzinfo=UTC)
NOISE = """<!doctype html><html{lang}><head>{meta}<title>{title} | The Daily</title>
<script>var a = "<p>not text</p>"; if (1 < 2 && 3 > 2) document.write("<div>");</script>
<style>p:before {{ content: "never read this" }}</style></head><body>
<div class="nav menu"><ul><li><a href="/">Home</a><li><a href="/world">World</a><li><a href="/x">Sport</a></ul></div>
<table><tr><td><div id=content class="article"><h1>{title}</h1>
<div class="share">Share on <a href="#">Facebook</a> <a href="#">Telegram</a></div>
{body}
<div class="related"><h3>Read also</h3><ul><li><a href="/1">Another thing that happened</a></ul></div>
</div></table><div id=footer>Copyright 2024 The Daily. All rights reserved.<br>Cookies &amp; privacy</footer></body>"""


def texts(data: Path, each: int, chance: random.Random) -> Iterator[tuple[str, str, str]]:
    """Give (language, title, text) of articles, at most `each` a corpus."""
    for name, language, found in (
        ("polnear", "en", _plain(data / "attribution/polnear/dev", "**/*.txt")),
        ("ecbplus", "en", _tokens(data / "stories/ecbplus")),
        ("lgl", "en", _lgl(data / "places/lgl.xml")),
        ("nerel", "ru", _plain(data / "names/nerel/dev", "*.txt")),
        ("factrueval", "ru", _plain(data / "names/factrueval", "*.txt")),
        ("kaznerd", "kk", _sentences((data / "names/kaznerd/IOB2_valid.txt").read_text("utf-8"))),
        ("xwmt-ky", "ky", _lines(next((data / "text/xwmt/en-ky").glob("*.ky")))),
        ("xwmt-uz", "uz", _lines(next((data / "text/xwmt/en-uz").glob("*.uz")))),
        ("xwmt-ru", "ru", _lines(next((data / "text/xwmt/en-ru").glob("*.ru")))),
    ):
        whole = [text for text in found if len(text) > 300]
        for number, text in enumerate(chance.sample(whole, min(each, len(whole)))):
            lines = [line.strip() for line in text.splitlines() if line.strip()]
            title = " ".join(lines[0].split()[:14])
            yield language, f"{title} ({name} {number})", "\n\n".join(lines)


def _plain(folder: Path, pattern: str) -> list[str]:
    return [path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.glob(pattern))]


def _tokens(folder: Path) -> list[str]:
    found = []
    for path in sorted(folder.glob("*/*.xml"))[::7]:
        sentences: dict[str, list[str]] = {}
        for token in ElementTree.parse(path).iter("token"):
            sentences.setdefault(token.get("sentence", ""), []).append(token.text or "")
        found.append("\n".join(" ".join(words) for words in sentences.values()))
    return found


def _lgl(path: Path) -> list[str]:
    return [one.text or "" for one in ElementTree.parse(path).iter("text")]


def _sentences(iob: str) -> list[str]:
    told = [" ".join(line.split(" ")[0] for line in part.splitlines()) for part in iob.split("\n\n") if part.strip()]
    return [" ".join(told[at : at + 8]) for at in range(0, len(told), 8)]


def _lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return ["\n".join(lines[at : at + 8]) for at in range(0, len(lines), 8)]


class World:
    """What the server answers, by path, and what is expected of each item: its text, or an issue."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.expected: dict[str, tuple[str, str]] = {}
        self.refused: dict[str, str] = {}
        self.base = ""

    def serve(self) -> http.server.ThreadingHTTPServer:
        """Start the server on a free port of this machine."""
        world = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                status, headers, body = world.answers.get(self.path, (404, {}, b"nothing"))
                cut = headers.get("X-Cut")
                self.send_response(status)
                for name, value in headers.items():
                    if not name.startswith("X-"):
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body[: len(body) // 2] if cut else body)
                if cut:
                    self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.base = f"http://127.0.0.1:{server.server_address[1]}"
        return server


def body_of(text: str, chance: random.Random) -> str:
    """Give a text as HTML of one of several careless kinds."""
    parts = [escape(part, quote=False) for part in text.split("\n\n")]
    style = chance.randrange(4)
    if style == 0:
        return "\n".join(f"<p>{part}</p>" for part in parts)
    if style == 1:
        return "\n".join(f"<p>{part}" for part in parts)  # never closed
    if style == 2:
        return "<div>" + "<br><br>".join(parts) + "</div>"
    return "\n".join(f"<p><span><b></b>{part}</span><img src=x alt=''></p><!-- ad -->" for part in parts)


CHARSETS = [
    ("utf-8", "utf-8", "utf-8"),
    ("utf-8", "iso-8859-1", ""),  # the server's blanket default, on a page in UTF-8
    ("utf-8", "", "windows-1251"),  # the page says otherwise
    ("cp1251", "windows-1251", ""),
    ("cp1251", "utf-8", ""),  # declared wrongly
    ("cp1251", "", ""),  # not declared
    ("koi8_r", "", "koi8-r"),
    ("utf-16", "utf-16", ""),
]


def page(language: str, title: str, text: str, chance: random.Random) -> tuple[dict[str, str], bytes]:
    """Give headers and bytes of a page."""
    codec, declared, inside = chance.choice(CHARSETS)
    if codec in {"cp1251", "koi8_r"}:
        try:
            (title + text).encode(codec)
        except UnicodeEncodeError:
            codec, declared, inside = CHARSETS[0]
    meta = f'<meta http-equiv=content-type content="text/html; charset={inside}">' if inside else ""
    filled = NOISE.format(
        lang=chance.choice(["", f' lang="{language}"']), meta=meta, title=escape(title), body=body_of(text, chance)
    )
    headers = {"Content-Type": "text/html" + (f"; charset={declared}" if declared else "")}
    return headers, filled.encode(codec)


def build(world: World, folder: Path, articles: list[tuple[str, str, str]], chance: random.Random) -> list[str]:
    """Fill the world and the folder; gives what `jarchi add` is to be told."""
    chance.shuffle(articles)
    shares = [articles[at::8] for at in range(8)]
    places = [
        _feed(world, shares[0], chance, broken=True),
        _feed(world, shares[1], chance, broken=False),
        _json_feed(world, shares[2], chance),
        _sitemap(world, shares[3], chance),
    ]
    folder.mkdir(parents=True)
    _archive(world, folder / "old.warc.gz", shares[4], chance)
    _loose(world, folder, shares[5], chance)
    _jsonl(world, folder / "wire.jsonl", shares[6])
    _jsonl(world, folder / "more.jsonl.gz", shares[7], packed=True)
    for name, content in {
        "empty.txt": b"",
        "picture.html": b"\x89PNG\r\n\x1a\n\x00\x00\x00" * 50,
        "table.xlsx": b"PK\x03\x04",
        "broken.jsonl": b'{"id": "x", "text": "never closed\n\xff\xfe\n{"text": 7}\n',
        "cut.warc.gz": (folder / "old.warc.gz").read_bytes()[:700],
        "menu.html": b"<html><body><a href=/>Home</a></body></html>",
    }.items():
        (folder / name).write_bytes(content)
        world.refused[f"site/{name}"] = "file"
    return [*places, str(folder)]


def _serve(world: World, article: tuple[str, str, str], chance: random.Random, path: str) -> str:
    """Put an article on the web, or one time in eight an answer that is none; gives its address."""
    url = f"{world.base}{path}"
    headers, body = page(*article, chance)
    fate = chance.randrange(40)
    failures = {
        0: (404, {}, b"gone"),
        1: (500, {}, b"broken"),
        2: (302, {"Location": "/"}, b""),
        3: (302, {"Location": path}, b""),
        4: (200, {"Content-Type": "application/pdf"}, b"%PDF-1.4"),
    }
    if fate in failures:
        world.answers[path] = failures[fate]
        world.refused[url] = str(fate)
        return url
    if fate == 5:
        body, headers["Content-Encoding"] = gzip.compress(body), "gzip"
    if fate == 6:
        body, headers["Content-Encoding"] = zlib.compress(body), "deflate"
    world.answers[path] = (200, headers, body)
    world.expected[url] = article[1], article[2]
    return url


def _feed(world: World, share: list[tuple[str, str, str]], chance: random.Random, *, broken: bool) -> str:
    items = []
    for number, article in enumerate(share):
        url = _serve(world, article, chance, f"/{'a' if broken else 'b'}/{number}.html")
        when = format_datetime(START + timedelta(hours=number))
        title = article[1].replace("&", "and") if not broken else article[1]  # a bare "&" and "<" break the XML
        items.append(
            f"<item><title>{title if broken else escape(title)}</title><link>{url}</link><pubDate>{when}</pubDate>"
            f"<description>{escape(article[2][:200])} &nbsp; &hellip;</description></item>"
        )
    name = "/a.rss" if broken else "/b.rss"
    head = "" if broken else '<?xml version="1.0" encoding="UTF-8"?>'
    end = "" if broken else "</channel></rss>"
    body = f'{head}<rss version="2.0"><channel><title>Feed & co</title>{"".join(items)}{end}'
    world.answers[name] = (200, {"Content-Type": "text/html" if broken else "application/rss+xml"}, body.encode())
    return world.base + name


def _json_feed(world: World, share: list[tuple[str, str, str]], chance: random.Random) -> str:
    items = [
        {"id": str(number), "url": _serve(world, article, chance, f"/c/{number}"), "title": article[1]}
        for number, article in enumerate(share)
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "c", "items": items}
    world.answers["/c.json"] = (200, {"Content-Type": "application/feed+json"}, json.dumps(feed).encode())
    return world.base + "/c.json"


def _sitemap(world: World, share: list[tuple[str, str, str]], chance: random.Random) -> str:
    rows = "".join(
        f"<url><loc>{_serve(world, article, chance, f'/d/{number}/')}</loc></url>"
        for number, article in enumerate(share)
    )
    names = "http://www.sitemaps.org/schemas/sitemap/0.9"
    world.answers["/d.xml.gz"] = (
        200,
        {"Content-Type": "application/x-gzip"},
        gzip.compress(f'<urlset xmlns="{names}">{rows}</urlset>'.encode()),
    )
    index = f'<sitemapindex xmlns="{names}"><sitemap><loc>{world.base}/d.xml.gz</loc></sitemap></sitemapindex>'
    world.answers["/sitemap.xml"] = (200, {"Content-Type": "application/xml"}, index.encode())
    return world.base + "/sitemap.xml"


def _archive(world: World, path: Path, share: list[tuple[str, str, str]], chance: random.Random) -> None:
    packed = io.BytesIO()
    for number, article in enumerate(share):
        url = f"https://archived.example/{number}"
        headers, body = page(*article, chance)
        answer = b"HTTP/1.1 200 OK\r\n" + "".join(f"{k}: {v}\r\n" for k, v in headers.items()).encode() + b"\r\n" + body
        head = (
            f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-03-05T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{number:032d}>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(answer)}\r\n\r\n"
        )
        packed.write(gzip.compress(head.encode() + answer + b"\r\n\r\n"))
        world.expected[url] = article[1], article[2]
    path.write_bytes(packed.getvalue())


def _loose(world: World, folder: Path, share: list[tuple[str, str, str]], chance: random.Random) -> None:
    for number, article in enumerate(share):
        language, title, text = article
        ending = (".txt", ".md", ".html")[number % 3]
        name = f"{language} {number} {'новость' if language != 'en' else 'news'}{ending}"
        if ending == ".html":
            content = page(*article, chance)[1]
        elif ending == ".md":
            content = f"# {title}\n\n{text}\n".encode("utf-8-sig" if number % 2 else "utf-8")
        else:
            codec = "cp1251" if language == "ru" and number % 2 else "utf-8"
            content = f"{title}\r\n\r\n{text}\r\n".encode(codec, "replace")
        (folder / name).write_bytes(content)
        world.expected[f"file:site/{name}"] = title, text


def _jsonl(world: World, path: Path, share: list[tuple[str, str, str]], *, packed: bool = False) -> None:
    lines = []
    for number, (_, title, text) in enumerate(share):
        url = f"https://{path.name.partition('.')[0]}.example/{number}"
        when = (START + timedelta(minutes=30 * number)).isoformat()
        lines.append(json.dumps({"id": str(number), "url": url, "title": title, "text": text, "published": when}))
        world.expected[url] = title, text
    content = "\n".join(lines).encode()
    path.write_bytes(gzip.compress(content) if packed else content)


def kept(given: str, found: str) -> float:
    """Give the share of the given words that came through in their order."""
    one, other = re.findall(r"\w+", given), re.findall(r"\w+", found)
    if not one:
        return 1.0
    blocks = difflib.SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(one)


def judge(world: World, workspace: Path) -> int:
    """Print what became of every item, and give how many were lost or do not open."""
    with sqlite3.connect(workspace / "ledger.sqlite") as ledger:
        rows = ledger.execute(
            "SELECT article.url, revision.title, revision.text FROM article JOIN revision ON revision.id = current"
        ).fetchall()
        issues = ledger.execute("SELECT subject, code, outcome, message FROM issue").fetchall()
    known = {url: (title or "", text) for url, title, text in rows}
    told = {subject for subject, *_ in issues}
    lost, shares = [], []
    for subject, (title, text) in world.expected.items():
        if subject in known:
            share = kept(text, f"{known[subject][0]} {known[subject][1]}")
            shares.append(share)
            if share < 0.95:
                print(f"  {share:.2f} of the words of {subject} ({title[:60]})")
        elif subject not in told:
            lost.append(subject)
    for subject in world.refused:
        if subject not in known and not any(subject in one for one in told):
            lost.append(subject)
    print(f"{len(world.expected)} articles given, {len(shares)} kept; {len(world.refused)} that are none")
    print("issues:", dict(Counter((code, outcome) for _, code, outcome, _ in issues)))
    print(
        f"words kept in order: mean {sum(shares) / len(shares):.4f}, under 0.95 in {sum(one < 0.95 for one in shares)}"
    )
    print("lost:", lost or "none")
    return len(lost) + _unopened(workspace)


def _unopened(workspace: Path) -> int:
    """Count the passages of all bulletins that do not open exactly."""
    total = wrong = 0
    for path in sorted((workspace / "site").rglob("bulletin.json")):
        waiting = [json.loads(path.read_bytes())]
        while waiting:
            one = waiting.pop()
            if isinstance(one, dict) and "quote" in one:
                total += 1
                text = (path.parent / one["file"]).read_text(encoding="utf-8")
                wrong += text[one["start"] : one["end"]] != one["quote"]
            waiting += list(one.values()) if isinstance(one, dict) else one if isinstance(one, list) else []
    print(f"{total} passages, {wrong} do not open")
    return wrong


def main() -> int:
    """Build the world, run jarchi on it, and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--each", type=int, default=30)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = given.keep or Path(place)
        chance, world = random.Random(5), World()
        server = world.serve()
        inputs = build(world, folder / "site", list(texts(given.data, given.each, chance)), chance)
        workspace = folder / "w"
        subprocess.run([*JARCHI, "init", workspace], check=True, stdout=subprocess.DEVNULL)
        with (workspace / "jarchi.toml").open("a", encoding="utf-8") as settings:
            settings.write("\n[collect]\nallow_private_addresses = true\ndelay = 0.0\nfirst_backoff = 0.1\n")
        subprocess.run([*JARCHI, "add", "-w", workspace, *inputs], check=True)
        subprocess.run([*JARCHI, "run", "-w", workspace], check=True)
        server.shutdown()
        return 1 if judge(world, workspace) else 0


if __name__ == "__main__":
    raise SystemExit(main())
