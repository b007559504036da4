"""Hold the figures we claim: run each evaluation of `floors.toml` and compare it with its floor.

    python evals/floors.py [--data FOLDER] [--measure]

`FOLDER` holds the public corpora (default: `../shared/data` beside the project, or $JARCHI_DATA). An evaluation whose
corpus is not there is skipped, and said to be. The exit code is 1 where a figure lies below its floor or a corpus is
not the one the floor was measured on; with `--measure` the figures and hashes are only printed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]


def digest(folder: Path) -> str:
    """Give 16 hexadecimal digits that stand for the names and bytes of all files below a folder."""
    sum = hashlib.sha256()
    paths = [folder] if folder.is_file() else folder.rglob("*")
    for path in sorted(path for path in paths if path.is_file()):
        sum.update(str(path.relative_to(folder)).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return sum.hexdigest()[:16]


@cache
def told(command: tuple[str, ...]) -> tuple[int, str, str]:
    """Run an evaluation once, however many figures it gives, and give its exit code and what it told."""
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def measure(floor: dict[str, object], corpus: Path) -> float:
    """Run one evaluation and give its figure."""
    command = tuple(str(part).format(corpus=corpus) for part in floor["command"])  # type: ignore[attr-defined]
    code, output, errors = told(command)
    found = re.search(str(floor["figure"]), output)
    if code or not found:
        raise SystemExit(f"{floor['name']}: the evaluation gave no figure.\n{output}{errors}")
    return float(found[1])


def main() -> int:
    """Compare every figure with its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--data", type=Path, default=Path(os.environ.get("JARCHI_DATA", ROOT.parent / "shared" / "data"))
    )
    parser.add_argument("--measure", action="store_true")
    options = parser.parse_args()
    low = 0
    for floor in tomllib.loads((ROOT / "evals" / "floors.toml").read_text(encoding="utf-8"))["floor"]:
        base = ROOT if floor["corpus"].startswith("evals/") else options.data
        corpus = (base / floor["corpus"]).resolve()
        if not corpus.exists():
            print(f"skipped  {floor['name']}: {floor['corpus']} is not in the data folder")
            continue
        same = floor.get("sha256") == (hash := digest(corpus))
        figure = measure(floor, corpus)
        held = figure >= floor["floor"] and same
        low += not held
        why = "" if same else f" (the corpus is not the one the floor was measured on: {hash})"
        print(f"{'holds' if held else 'LOW':8} {floor['name']}: {figure} (floor {floor['floor']}){why}", flush=True)
    return 1 if low and not options.measure else 0


if __name__ == "__main__":
    raise SystemExit(main())
