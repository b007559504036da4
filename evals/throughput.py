"""How `jarchi run` grows: time and memory over streams of growing size, stage by stage.

    uv run python evals/throughput.py [1000 3000 10000] [--keep FOLDER]

For each size one `jarchi run` from a JSONL file into a new workspace. A row a stage: seconds on the clock, user and
system CPU seconds of all processes, milliseconds of CPU an article, the largest resident set of one process and of all
together in MB (sampled every tenth of a second). With --keep the workspaces stay under FOLDER to be looked into. The
stream is invented (evals/stream.py), so the figures are for speed, not for quality. Linux only, as it looks into /proc.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from stream import stream

JARCHI = [sys.executable, "-c", "from jarchi.cli import main; main()"]
TICKS = os.sysconf("SC_CLK_TCK")


class Watch:
    """Samples a process and its children: CPU so far, and the largest resident sets since it was last asked."""

    def __init__(self, root: int) -> None:
        self._root = root
        self._ended = threading.Event()
        self.largest = self.together = 0.0
        self.cpu = 0.0
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._ended.wait(0.1):
            family = [self._root, *_children(self._root)]
            sizes = [_resident(pid) for pid in family]
            self.largest, self.together = max(self.largest, *sizes), max(self.together, sum(sizes))
            self.cpu = max(self.cpu, sum(_cpu(pid, with_ended=pid == self._root) for pid in family))

    def lap(self) -> tuple[float, float, float]:
        """Give CPU seconds so far and the peaks in MB since the last lap."""
        time.sleep(0.15)
        found = self.cpu, self.largest, self.together
        self.largest = self.together = 0.0
        return found

    def stop(self) -> None:
        """Stop sampling."""
        self._ended.set()
        self._thread.join()


def _children(pid: int) -> list[int]:
    try:
        found = [int(word) for task in Path(f"/proc/{pid}/task").iterdir()
                 for word in (task / "children").read_text().split()]  # fmt: skip
    except OSError:
        return []
    return found + [one for child in found for one in _children(child)]


def _resident(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def _cpu(pid: int, *, with_ended: bool) -> float:
    """Give user and system seconds of a process, with those of its children that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11 : 15 if with_ended else 13])) / TICKS


def measure(count: int, folder: Path) -> None:
    """Run the whole way over `count` articles in `folder` and print its rows."""
    source = folder / "stream.jsonl"
    with source.open("w", encoding="utf-8") as lines:
        for article in stream(count):
            lines.write(json.dumps(article, ensure_ascii=False) + "\n")
    for command in (["init", folder / "w"], ["add", source, "-w", folder / "w"]):
        subprocess.run([*JARCHI, *command], check=True, stdout=subprocess.DEVNULL)
    begun = lap = time.perf_counter()
    before, peak = 0.0, 0.0
    with subprocess.Popen([*JARCHI, "run", "-w", folder / "w"], stdout=subprocess.PIPE, text=True) as process:
        watch = Watch(process.pid)
        assert process.stdout is not None
        for line in process.stdout:
            now = time.perf_counter()
            cpu, largest, together = watch.lap()
            print(
                f"{count:6} {now - lap:8.1f} s {cpu - before:8.1f} s CPU {1000 * (cpu - before) / count:7.2f} ms each"
                f" {largest:6.0f} MB {together:6.0f} MB together   {line.rstrip()}",
                flush=True,
            )
            before, lap, peak = cpu, time.perf_counter(), max(peak, largest)
        watch.stop()
    assert process.returncode == 0, process.returncode
    size = (folder / "w" / "ledger.sqlite").stat().st_size / 1e6
    files = sum(path.is_file() for path in (folder / "w" / "site").rglob("*"))
    print(
        f"{count:6} {lap - begun:8.1f} s {before:8.1f} s CPU {1000 * before / count:7.2f} ms each {peak:6.0f} MB;"
        f" ledger {size:.0f} MB, site of {files} files\n",
        flush=True,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 3000, 10000])
    parser.add_argument("--keep", type=Path, help="a folder for the workspaces; else they are removed")
    given = parser.parse_args()
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) if given.keep is None else given.keep / str(size)
            folder.mkdir(parents=True, exist_ok=True)
            measure(size, folder)
