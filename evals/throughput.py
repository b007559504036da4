"""How `jarchi run` grows: time and memory over streams of growing size.

    uv run python evals/throughput.py [1000 2000 5000 10000]

Prints a row a size: wall seconds, seconds an article times 1,000, the largest resident set of any one process in
MB, and the size of the ledger. The stream is synthetic (evals/stream.py), so the figures are for speed, not quality.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from stream import stream


def measure(count: int, folder: Path) -> None:
    """Run the whole way over `count` articles in `folder` and print the row."""
    source = folder / "stream.jsonl"
    with source.open("w", encoding="utf-8") as lines:
        for article in stream(count):
            lines.write(json.dumps(article, ensure_ascii=False) + "\n")
    jarchi = [sys.executable, "-c", "from jarchi.cli import main; main()"]
    subprocess.run([*jarchi, "init", folder / "w"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([*jarchi, "add", source, "-w", folder / "w"], check=True, stdout=subprocess.DEVNULL)
    begun = time.perf_counter()
    subprocess.run([*jarchi, "run", "-w", folder / "w"], check=True)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    size = (folder / "w" / "ledger.sqlite").stat().st_size / 1e6
    print(
        f"{count:8,} articles {seconds:8.1f} s {1000 * seconds / count:6.2f} ms each"
        f" {peak:6.0f} MB {size:6.0f} MB ledger"
    )


if __name__ == "__main__":
    for size in [int(argument) for argument in sys.argv[1:]] or [1000, 2000, 5000, 10000]:
        with tempfile.TemporaryDirectory() as place:
            measure(size, Path(place))
