"""How fast English is read, all readers together, start-up left out: wall and CPU time, and memory.

    uv run python evals/reading.py FOLDER [--workers 2] [--times 3]

FOLDER holds texts, such as `text/` of a part of PolNeAR; one a file. Say with a figure how busy the machine was.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

from jarchi.engines import Processes, engine_for
from jarchi.records.articles import Document
from jarchi.stateless import read_documents


def main() -> None:
    """Read the texts some times over and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--times", type=int, default=3)
    arguments = parser.parse_args()
    texts = [path.read_bytes().decode("utf-8") for path in sorted(arguments.folder.glob("*.txt"))]
    documents = [Document(id=str(number), text=text, language="en") for number, text in enumerate(texts)]
    list(read_documents(documents[:1]))
    for _ in range(arguments.times):
        engine = engine_for(arguments.workers)
        wall, cpu = time.perf_counter(), time.process_time()
        list(read_documents(documents, engine=engine))
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        if isinstance(engine, Processes):
            engine.close()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{len(documents)} articles, {len(documents) / wall:.1f} a second, "
            f"{1000 * cpu / len(documents):.0f} ms of CPU each, {peak:.0f} MB"
        )


if __name__ == "__main__":
    main()
