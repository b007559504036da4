"""The training corpora as texts with labelled spans.

Each loader takes the folder of one corpus as its authors published it and gives `Sample` values; nothing of a corpus
is ever written into the project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

NO_SPACE_BEFORE = set(".,;:!?%)]}'") | {"'s", "n't", "'re", "'ve", "'ll", "'d", "'m"}
NO_SPACE_AFTER = set("([{$")


@dataclass
class Sample:
    """A text, its labelled spans `(start, end, label)` in code points, and the task that the labels belong to."""

    id: str
    text: str
    task: str
    spans: list[tuple[int, int, str]] = field(default_factory=list)


def polnear(folder: Path, *, every_annotator: bool = False) -> Iterator[Sample]:
    """Give the articles of PolNeAR with Source, Cue and Content spans; one annotator each unless all are asked for.

    A discontinuous span gives one labelled span a fragment. Where an article has several annotators the first by
    name is taken.
    """
    by_article: dict[str, list[Path]] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        by_article.setdefault(path.stem.rsplit("_", 1)[0], []).append(path)
    for article, paths in by_article.items():
        text = (folder / "text" / f"{article}.txt").read_text(encoding="utf-8")
        for path in paths if every_annotator else paths[:1]:
            yield Sample(path.stem, text, "claims", list(_brat_spans(path)))


def _brat_spans(path: Path) -> Iterator[tuple[int, int, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        match = re.match(r"T\d+\t(Source|Cue|Content) ([\d ;]+)\t", line)
        if match:
            for fragment in match[2].split(";"):
                start, end = fragment.split()
                yield int(start), int(end), match[1].lower()


def conllpp(path: Path) -> Iterator[Sample]:
    """Give the documents of CoNLL++ as running text with person, organization, place and other spans."""
    kinds = {"PER": "person", "ORG": "organization", "LOC": "place", "MISC": "other"}
    documents = path.read_text(encoding="utf-8").split("-DOCSTART- -X- -X- O")
    for number, document in enumerate(documents):
        text, spans = "", []
        for sentence in filter(None, (block.strip() for block in document.split("\n\n"))):
            text += "\n" if text else ""
            previous, opened = "", None
            for line in sentence.splitlines():
                word, _, _, tag = line.split(" ")
                glued = not previous or word in NO_SPACE_BEFORE or previous in NO_SPACE_AFTER
                text += "" if glued else " "
                if tag.startswith("I-") and opened is not None and spans[-1][2] == kinds[tag[2:]]:
                    spans[-1] = (opened, len(text) + len(word), kinds[tag[2:]])
                elif tag != "O":
                    opened = len(text)
                    spans.append((opened, opened + len(word), kinds[tag[2:]]))
                else:
                    opened = None
                text += word
                previous = word
        if text:
            yield Sample(f"{path.stem}-{number}", text, "names", spans)
