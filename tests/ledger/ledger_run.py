"""A whole run over a ledger, in a process of its own, that a test may kill: `ledger_run.py URL ARTICLES`."""

from __future__ import annotations

import sys

from ledger_filling import article_id, document, link_all, read_all

from jarchi.ledger import Ledger
from jarchi.records.articles import Document
from jarchi.records.inputs import Haul, Visit
from jarchi.records.issues import Issue
from jarchi.records.review import Verdict

BATCH = 7
BY_ANN = Verdict("", "accepted", "ann", "2026-03-10T08:00:00Z", note="One happening.")
FEED = "https://news.example/feed"


def hauls(articles: int) -> list[Haul]:
    """Give hauls with edits, texts that return, issues that come and go, and a visit at the end of each."""
    found: list[Haul] = []
    for first in range(0, articles, BATCH):
        numbers = range(first, min(first + BATCH, articles))
        documents: list[Document] = [document(number) for number in numbers]
        documents += [
            document(number, f"The minister met the envoy again {number}.") for number in numbers if number % 3
        ]
        documents += [document(number) for number in numbers if number % 5 == 0]
        issue = Issue("collect", "news", f"https://news.example/{first + 1}", "timeout", "It did not answer in time.")
        found += [Haul(issues=(issue,)), Haul(tuple(documents), visits=(Visit(FEED, f"visit {first}"),))]
    return found


def run(url: str, articles: int) -> None:
    """Store, read, link and move some articles; what is done already is found and not done again."""
    with Ledger.open(url) as ledger:
        done = ledger.visit(FEED)
        stored = -1 if done is None else int(done.at.removeprefix("visit "))
        for number, haul in enumerate(hauls(articles)):
            if number // 2 * BATCH > stored:
                ledger.store(haul, f"2026-03-10T08:{number % 60:02}:00Z")
        read_all(ledger, batch=BATCH)
        link_all(ledger, batch=BATCH)
        ledger.place([article_id(number) for number in range(0, articles, 3)], "sperson", BY_ANN)
        link_all(ledger, batch=BATCH)


if __name__ == "__main__":
    run(sys.argv[1], int(sys.argv[2]))
