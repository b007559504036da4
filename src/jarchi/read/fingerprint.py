"""The fingerprint of a reader: which code, words and region a reading was made with."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from importlib.resources.abc import Traversable


def fingerprint_of(region: str) -> str:
    """Give 12 hexadecimal digits for this room's code and lexicons, the records it fills, and the region's fingerprint.

    SHA-256 over names and bytes in sorted order; the same sources give the same digits on every machine.
    """
    total = hashlib.sha256(region.encode())
    folding = files("jarchi").joinpath("folding.py").read_bytes().replace(b"\r\n", b"\n")
    for name, content in (*sources(files("jarchi.read"), ""), *sources(files("jarchi.records"), ""), ("", folding)):
        total.update(f"\n{name} {len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()[:12]


def sources(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    """Give path and bytes of all Python, TOML, JSON and gazetteer files under `folder`, sorted by path."""
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            found += sources(entry, name)
        elif entry.name.endswith((".py", ".toml", ".json", ".bin")):
            found.append((name, entry.read_bytes().replace(b"\r\n", b"\n")))
    return sorted(found)
