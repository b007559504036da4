"""How well reports of one happening are brought together across languages: precision and recall of pairs.

    python evals/across.py [FOLDER] [--reports FILE] [--half odd|even|all] [--seeds 5] [--whole]

A pair is right where a report in one language and a report of the same happening in another are in one story.

`FILE` (default: `across_reports.jsonl` beside this script) holds invented reports, written apart from one another,
with near misses: the same place on another day, the same actors at another act. They come in order of time.

`FOLDER` is laid out like XWMT: `en-kk/en-kk.en` and `en-kk/en-kk.kk` hold a sentence a line, in articles told backwards
whose headline comes last. The English articles come first, in a shuffled order, three in four of the others' twins
among them; the others follow, shuffled, on the next day. They are **translations** of the English ones, not reports of
their own: figures and order of telling agree more, spellings less, than with two newsrooms. So a second figure is
given, where the English article has every second sentence and its twin the ones between: they share what the matter is
about, but no sentence. News of the world: few of its names are in the region pack. Whole articles belong to a half:
tune on the even one, report the odd one. Texts are read by rules; with `--whole` as `jarchi read` does, by the encoder.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from jarchi.link import Linker
from jarchi.read import Reader
from jarchi.records.articles import Document
from jarchi.records.readings import Reading
from jarchi.regions import load_region

LANGUAGES = ("ru", "kk", "ky", "uz")
REPORTS = Path(__file__).with_name("across_reports.jsonl")
START = datetime(2019, 9, 27, tzinfo=UTC)
SENTENCE_END = re.compile(r"""[.!?:,;]["”’' ]*$|["”] *$|[.!?] *\)$""")
FEWEST_LINES, MOST_LINES = 5, 12
LENGTHS = {"1 sentence": 1, "3 sentences": 3, "6 sentences": 6}
TWINLESS = 4
"""Every fourth article of the other language has no English twin: whatever it joins is wrong."""


class Article(msgspec.Struct, frozen=True):
    """An article of the parallel corpus in its natural order, the headline apart."""

    number: int
    title: str
    lines: list[str]


class Counted(msgspec.Struct):
    """Pairs across languages: those that are right, those given, those that should be."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    def __str__(self) -> str:
        precision = f"{100 * self.right / self.given:5.1f}" if self.given else "   - "
        return f"precision {precision}  recall {100 * self.right / max(1, self.wanted):5.1f}  of {self.wanted}"


def joined(text: str) -> str:
    """Give a tokenised line as it would be printed."""
    text = re.sub(r' " ([^"]*?) " ', r' "\1" ', f" {text} ").replace("&amp;", "&")
    text = re.sub(r"(« |\( )", lambda match: match[1][0], re.sub(r" ([,.;:!?%)»’])", r"\1", text))
    return text.replace("$ ", "$").strip()


def articles_of(folder: Path, language: str) -> tuple[list[Article], list[Article]]:
    """Give the English articles and their twins; pieces that are no whole article are left out."""
    stem = folder / f"en-{language}" / f"en-{language}"
    sides = [Path(f"{stem}.{each}").read_text(encoding="utf-8").splitlines() for each in ("en", language)]
    english, other, begin = [], [], 0
    for at, line in enumerate(sides[0], 1):
        if SENTENCE_END.search(line.strip()):
            continue
        if FEWEST_LINES <= at - begin <= MOST_LINES:
            for articles, side in zip((english, other), sides, strict=True):
                title, *lines = [joined(each) for each in reversed(side[begin:at])]
                articles.append(Article(len(articles), title, lines))
        begin = at
    return english, other


class Measure:
    """Reads and links streams, and counts pairs; what was read once is remembered."""

    def __init__(self, whole: bool) -> None:
        self.region = load_region("central_asia")
        reader = Reader(self.region)
        self.reads = reader.read if whole else reader.read_marks
        self.readings: dict[tuple[str, str], Reading] = {}

    def stories(self, documents: Sequence[Document]) -> dict[str, str]:
        """Link documents in their order and give the story in which each is at the end, by id."""
        linker = Linker(self.region)
        for document in documents:
            key = document.language or "", document.text
            if key not in self.readings:
                self.readings[key] = self.reads(document)
            linker.link(document, self.readings[key], document.id)
        return {document.id: linker.window.signatures[document.id].story for document in documents}


def count(documents: Mapping[str, tuple[str, str]], stories: Mapping[str, str], language: str) -> Counted:
    """Count the pairs of a document in `language` with one in another; `documents` gives language and happening."""
    counted = Counted()
    own = [name for name, (spoken, _) in documents.items() if spoken == language]
    others = [name for name, (spoken, _) in documents.items() if spoken != language]
    for one in own:
        for other in others:
            is_wanted = documents[one][1] == documents[other][1]
            is_given = stories[one] == stories[other]
            counted.wanted += is_wanted
            counted.given += is_given
            counted.right += is_wanted and is_given
    return counted


def streams(
    sides: tuple[list[Article], list[Article]], language: str, half: str, pick: tuple[slice, slice], seeds: int
) -> Iterator[list[tuple[Document, str]]]:
    """Give shuffled streams of documents with their happenings: the English articles, then the others of a half."""
    english, other = sides
    scored = [each for each in other if half == "all" or each.number % 2 == (half == "odd")]
    twinless = {each.number for each in scored[::TWINLESS]}
    for seed in range(seeds):
        chance, stream = random.Random(seed), []
        for spoken, articles, day in (("en", english, 0), (language, scored, 1)):
            kept = [each for each in articles if spoken != "en" or each.number not in twinless]
            chance.shuffle(kept)
            for place, each in enumerate(kept):
                published = START + timedelta(days=day, minutes=10 * place)
                text = "\n".join(each.lines[pick[spoken != "en"]])
                name = f"{spoken}{each.number}"
                document = Document(name, text, title=each.title, language=spoken, published=published.isoformat())
                stream.append((document, str(each.number)))
        yield stream


def measure_folder(measure: Measure, folder: Path, half: str, seeds: int) -> None:
    """Print the figures of a parallel corpus, by language and length."""
    picks = {name: (slice(size), slice(size)) for name, size in LENGTHS.items()}
    picks["other sentences of it"] = slice(0, None, 2), slice(1, None, 2)
    totals: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for language in LANGUAGES:
        sides = articles_of(folder, language)
        for name, pick in picks.items():
            sum_ = Counted()
            for stream in streams(sides, language, half, pick, seeds):
                known = {document.id: (document.language or "", happening) for document, happening in stream}
                counted = count(known, measure.stories([document for document, _ in stream]), language)
                for field in Counted.__struct_fields__:
                    setattr(sum_, field, getattr(sum_, field) + getattr(counted, field))
                    totals[name][field] += getattr(counted, field)
            print(f"translations {language}, {name:21} {sum_}", flush=True)
    for name, total in totals.items():
        print(f"translations all, {name:20} {Counted(**total)}")


def measure_reports(measure: Measure, path: Path, half: str) -> None:
    """Print the figures of invented reports, by language."""
    reports = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if half != "all":
        reports = [each for each in reports if int(each["happening"][1:3]) % 2 == (half == "odd")]
    reports.sort(key=lambda each: (each["published"], each["id"]))
    names = ("id", "text", "title", "language", "published")
    stories = measure.stories([Document(**{name: each[name] for name in names}) for each in reports])
    known = {each["id"]: (each["language"], each["happening"]) for each in reports}
    total = Counted()
    for language in sorted({each["language"] for each in reports}):
        counted = count(known, stories, language)
        print(f"reports {language:12} {counted}")
        for field in Counted.__struct_fields__:
            setattr(total, field, getattr(total, field) + getattr(counted, field))
    halved = Counted(total.right // 2, total.given // 2, total.wanted // 2)
    print(f"reports all          {halved}")
    for one in known:
        for other in known:
            if one < other and (known[one][1] == known[other][1]) != (stories[one] == stories[other]):
                print(f"  {'wrong ' if stories[one] == stories[other] else 'missed'} {one} {other}")


def main() -> None:
    """Print precision and recall across languages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--reports", type=Path, default=REPORTS)
    parser.add_argument("--half", choices=("odd", "even", "all"), default="odd")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--whole", action="store_true", help="read the texts with the encoder too")
    options = parser.parse_args()
    measure = Measure(options.whole)
    measure_reports(measure, options.reports, options.half)
    if options.folder:
        measure_folder(measure, options.folder, options.half, options.seeds)


if __name__ == "__main__":
    main()
