"""A ledger on each database, and articles to fill it with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from jarchi.ledger import Ledger


@pytest.fixture
def ledger(ledger_url: str) -> Iterator[Ledger]:
    with Ledger.open(ledger_url) as opened:
        yield opened
