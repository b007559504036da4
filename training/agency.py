"""Invented reports in the style of the region's news agencies, with who says what and the names in them marked.

PolNeAR is political news of one country. These are put together from phrases of our own, so that the encoder sees the
orders that agencies write in: the speaker with a role behind what is said, days between cue and content, the person
told behind "told", what follows without any claim. Spans follow PolNeAR's usage. Names are combinations of common
given names and surnames; none is meant to be anybody.
"""

from __future__ import annotations

import csv
import random
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from corpora import Sample

MARK = re.compile(r"<(/?)([sctPOLM])>")
ROLES = {"s": "source", "c": "cue", "t": "content"}
KINDS = {"P": "person", "O": "organization", "L": "place", "M": "other"}
PHRASES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
PLACES = Path(__file__).parents[1] / "src/jarchi/regions/central_asia/places.csv"


SLOTS = {
    "L": "place",
    "F": "person",
    "G": "somebody",
    "S": "speaker",
    "g": "body",
    "M": "medium",
    "T": "audience",
    "D": "day",
    "D2": "day_first",
    "B": "clause_then",
    "N": "clause_now",
    "A": "sentence_now",
    "R": "role",
    "X": "matter",
    "E": "deed",
    "C": "saying",
}
"""What fills each slot of the phrases: a method of the writer."""


class Writer:
    """Writes reports from one seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        with PLACES.open(encoding="utf-8", newline="") as rows:
            known = [row for row in csv.DictReader(rows) if row["precision"] in ("country", "city")]
        self.places = [row["name"] for row in known]
        self.countries = [row["name"] for row in known if row["precision"] == "country"]

    def one(self, choices: list[str] | tuple[str, ...]) -> str:
        """Give one of some phrases, filled."""
        return self.filled(self.chance.choice(choices))

    def filled(self, phrase: str) -> str:
        """Give a phrase with every slot filled."""
        return re.sub(r"\{(\w+)\}", lambda slot: getattr(self, SLOTS[slot[1]])(), phrase)

    def place(self) -> str:
        """Give a place."""
        return f"<L>{self.chance.choice(self.countries if self.chance.random() < 0.4 else self.places)}</L>"

    def person(self) -> str:
        """Give a person, in full or by surname."""
        middle = f" {self.chance.choice(PHRASES['father'])}" if self.chance.random() < 0.15 else ""
        family = self.chance.choice(PHRASES["family"])
        full = f"{self.chance.choice(PHRASES['given'])}{middle} {family}"
        return f"<P>{family if self.chance.random() < 0.25 else full}</P>"

    def somebody(self) -> str:
        """Give somebody unnamed."""
        return self.chance.choice(
            ["a border guard", "a resident", "one of the drivers", "a local official", "a teacher"]
        )

    def speaker(self) -> str:
        """Give who may speak."""
        kind = self.chance.random()
        if kind < 0.4:
            return self.one(PHRASES["body"])
        if kind < 0.6:
            return f"{self.one(PHRASES['title'])} {self.person()}"
        return (
            f"{self.person()}, {self.one(PHRASES['role'])},"
            if kind < 0.75
            else self.person()
            if kind < 0.85
            else self.place()
        )

    def body(self) -> str:
        """Give a body."""
        return self.one(PHRASES["body"])

    def medium(self) -> str:
        """Give a medium."""
        return self.chance.choice(PHRASES["medium"])

    def audience(self) -> str:
        """Give who is told something."""
        return self.one(PHRASES["told"])

    def day(self) -> str:
        """Give a day or an occasion."""
        return self.one(PHRASES["day"])

    def day_first(self) -> str:
        """Give a day to begin a sentence with."""
        day = self.one([each for each in PHRASES["day"] if each.startswith("on ")])
        return day[0].upper() + day[1:]

    def clause_then(self) -> str:
        """Give a clause in the past."""
        tail = (
            f" and that {self.one(PHRASES['thing'])} {self.one(PHRASES['doing'])}"
            if self.chance.random() < 0.15
            else ""
        )
        return f"{self.one(PHRASES['thing'])} {self.one(PHRASES['doing'])}{tail}"

    def clause_now(self) -> str:
        """Give a clause in the present."""
        return f"{self.one(PHRASES['thing'])} {self.one(PHRASES['now'])}"

    def sentence_now(self) -> str:
        """Give a clause to begin a sentence with."""
        text = self.clause_now()
        return text[0].upper() + text[1:]

    def role(self) -> str:
        """Give a role."""
        return self.one(PHRASES["role"])

    def matter(self) -> str:
        """Give a matter."""
        return self.one(PHRASES["matter"])

    def deed(self) -> str:
        """Give what somebody may do."""
        return self.one(PHRASES["deed"])

    def saying(self) -> str:
        """Give a cue."""
        return self.chance.choice(PHRASES["said"])

    def report(self) -> str:
        """Give a marked report of some paragraphs."""
        paragraphs = []
        for _ in range(self.chance.randint(3, 8)):
            kinds = [
                PHRASES["claims"] if self.chance.random() < 0.6 else PHRASES["plain"]
                for _ in range(self.chance.randint(1, 3))
            ]
            paragraphs.append(" ".join(sentence(self.one(kind)) for kind in kinds))
        if self.chance.random() < 0.3:
            paragraphs[0] = (
                f"<L>{self.chance.choice(self.places).upper()}</L>, March 5 ({self.medium()}) - {paragraphs[0]}"
            )
        return "\n\n".join(paragraphs)


def sentence(text: str) -> str:
    """Give a sentence with its first letter as a capital and without marks that stand side by side."""
    at = re.match(r"(<\w>|\")*", text)
    start = at.end() if at else 0
    return (
        (text[:start] + text[start].upper() + text[start + 1 :])
        .replace(",,", ",")
        .replace(",</s>,", ",</s>")
        .replace(",</s>.", "</s>.")
    )


def reports(count: int, seed: int = 11) -> Iterator[tuple[Sample, Sample]]:
    """Give each report as a sample of claims and as one of names."""
    writer = Writer(seed)
    for number in range(count):
        text, spans = unmarked(writer.report())
        for_claims, for_names = Sample(f"agency-{number}", text, "claims"), Sample(f"agency-{number}", text, "names")
        for start, end, mark in spans:
            sample, labels = (for_claims, ROLES) if mark in ROLES else (for_names, KINDS)
            sample.spans.append((start, end, labels[mark]))
        yield for_claims, for_names


def unmarked(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Give a text without its marks, and the spans between them."""
    text, spans, opened, at = "", [], {}, 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        if match[1]:
            spans.append((opened.pop(match[2]), len(text), match[2]))
        else:
            opened[match[2]] = len(text)
    return text + marked[at:], sorted(spans)
