"""The one form in which a fault in a region pack is told."""

from __future__ import annotations

from jarchi.errors import RegionError


def fault(file: str, entry: str, field: str, expected: str, got: object = None) -> RegionError:
    """Give the error that names file, entry and field, what is expected there, and what stands there instead."""
    where = ", ".join(part for part in (file, entry, field) if part)
    found = f', got "{got}"' if isinstance(got, str) else "" if got is None else f", got {got}"
    return RegionError(f"{where}: expected {expected}{found}.", subject=where, code="region-pack")
