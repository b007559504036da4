"""People's decisions: added, superseded, never lost."""

from __future__ import annotations

from ledger_filling import document, fill, link_all, read_all

from jarchi.ledger import Ledger
from jarchi.records.review import Verdict

FIRST = Verdict("r1", "accepted", "ann", "2026-03-10T08:00:00Z", "e2", "It says so.")
SECOND = Verdict("r1", "rejected", "bek", "2026-03-10T09:00:00Z", "e2")
OTHER = Verdict("copy:a1", "accepted", "ann", "2026-03-10T08:30:00Z", "a0")


def test_the_newest_verdict_stands_and_the_older_is_kept(ledger: Ledger) -> None:
    for verdict in (FIRST, OTHER, SECOND):
        ledger.add_verdict(verdict)
    assert ledger.verdicts() == (OTHER, SECOND)
    assert ledger.history("r1") == (FIRST, SECOND)
    assert ledger.history("r2") == ()


def test_the_same_verdict_twice_is_one_and_a_change_of_mind_is_kept(ledger: Ledger) -> None:
    for verdict in (FIRST, FIRST, SECOND, FIRST):
        ledger.add_verdict(verdict)
    assert ledger.history("r1") == (FIRST, SECOND, FIRST)


def test_verdicts_outlive_every_run(ledger: Ledger) -> None:
    ledger.add_verdict(FIRST)
    fill(ledger, [document(1)])
    read_all(ledger, "reader-2")
    link_all(ledger, "linker-2")
    assert ledger.verdicts() == (FIRST,)
