"""The fingerprint of a linker: which code, stop words and region its links were made with."""

from __future__ import annotations

import hashlib
from importlib.resources import files


def fingerprint_of(region: str) -> str:
    """Give 12 hexadecimal digits for this room's files and the region's fingerprint, the same on every machine."""
    total = hashlib.sha256(region.encode())
    entries = sorted(files("jarchi.link").iterdir(), key=lambda entry: entry.name)
    for entry in (*entries, files("jarchi").joinpath("folding.py")):
        if entry.name.endswith((".py", ".toml")):
            content = entry.read_bytes().replace(b"\r\n", b"\n")
            total.update(f"\n{entry.name} {len(content)}\n".encode())
            total.update(content)
    return total.hexdigest()[:12]
