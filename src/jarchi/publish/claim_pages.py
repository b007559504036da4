"""The pages of claims: who said it, who took it up, who denied it, in order of time, and the figures side by side."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

import msgspec

from jarchi.publish.addresses import article_path, claim_path, passage_path
from jarchi.publish.figure_rows import FigureRule, FindHistory, Value, figure_rows
from jarchi.publish.formats.jsonld import history_node, script
from jarchi.publish.rendering import Templates
from jarchi.publish.turns import FindClaim, line_for
from jarchi.publish.words import plain
from jarchi.records.articles import Revision
from jarchi.records.bulletins import Line
from jarchi.records.histories import ClaimHistory, Step
from jarchi.records.readings import Claim

MOST_STEPS = 100

JOINT = re.compile(r"^(?:that|что) ", re.IGNORECASE)
"""What joins a content to its cue and heads no page."""

STATUS = {
    "one voice": "One voice: nobody independent has said the same.",
    "several independent voices": "Several independent voices say so.",
    "official only": "Officials alone say so.",
    "denied": "Denied.",
    "contradicted": "Contradicted: what others say cannot hold beside it.",
    "retracted": "Taken back by who said it.",
    "could not be verified": "Could not be verified, as the reports themselves say.",
}
CREDIBILITY = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtfully true",
    5: "improbable",
    6: "cannot be judged",
}
DEEDS = {
    "says": "said first",
    "repeats": "said again",
    "reprints": "reprinted",
    "confirms": "confirmed",
    "denies": "denied",
    "contradicts": "contradicted",
    "updates": "a later figure",
    "retracts": "taken back",
}
FindText = Callable[[str], tuple[Revision, Claim] | None]


class Entry(msgspec.Struct, frozen=True):
    """A step as the page tells it: its line, or the words of an older text that the article has no more."""

    step: Step
    deed: str
    line: Line | None
    gone: str


class Finds(msgspec.Struct, frozen=True):
    """What a page looks up: claims with their articles, with the texts they stood in, and histories, by id."""

    claim: FindClaim
    text: FindText
    history: FindHistory


def claim_page(templates: Templates, history: ClaimHistory, finds: Finds, rule: FigureRule) -> tuple[str, str]:
    """Give the page of a claim as (path, page); `rule` names the value of its figures that stands first."""
    path = claim_path(history.id)
    entries = [_entry(step, finds) for step in history.steps[:MOST_STEPS]]
    lines = [entry.line for entry in entries if entry.line and entry.line.passages]
    root = templates.root(path)
    return path, templates.render(
        "claim.html",
        path,
        data=script([history_node(root + path, lines, root)]) if lines else None,
        history=history,
        title=title_of(history, finds.text),
        status=STATUS[history.status],
        credibility=CREDIBILITY[history.credibility],
        entries=[entry for entry in entries if entry.line or entry.gone],
        left=max(len(history.steps) - MOST_STEPS, 0),
        rows=figure_rows(history, finds.claim, finds.history, rule),
        opened=functools.partial(_opened, finds.claim),
    )


def title_of(history: ClaimHistory, find_text: FindText) -> str:
    """Give the words of the claim as they were first said."""
    found = find_text(history.id)
    told = JOINT.sub("", words_of(*found)) if found else "…"
    return told[:1].upper() + told[1:]


def words_of(revision: Revision, claim: Claim) -> str:
    """Give the content of a claim in one line."""
    return plain(" … ".join(span.of(revision.text) for span in claim.content)) or "…"


def _entry(step: Step, finds: Finds) -> Entry:
    found = finds.claim(step.claim)
    line = line_for(*found) if found else None
    older = finds.text(step.claim) if line is None else None
    return Entry(step, DEEDS[step.kind], line, words_of(*older) if older else "")


def _opened(find: FindClaim, value: Value) -> str:
    """Give the path that opens the passage of a value."""
    found = find(value.claim)
    line = line_for(*found) if found else None
    return passage_path(line.passages[-1]) if line else article_path(value.article)
