"""A site and a ledger for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from collect_site import Ledger, Site


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()
