"""Runs the whole way over a file in a workspace under a fixed clock; a test kills it."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from jarchi.ledger import Ledger
from jarchi.pipeline import Pipeline
from jarchi.workspace import Workspace

CLOCK = datetime(2024, 3, 1, tzinfo=UTC)


def drive(folder: Path, source: Path, ledger_url: str | None = None) -> None:
    """Collect, read, link and publish."""
    if not (folder / "jarchi.toml").exists():
        Workspace.create(folder, "workers = 1\n")
    workspace = Workspace.open(folder)
    with Ledger.open(ledger_url or workspace.ledger_url) as ledger:
        pipeline = Pipeline(workspace, ledger, now=lambda: CLOCK)
        ledger.add_inputs(pipeline.recognise([str(source)]))
        pipeline.collect()
        pipeline.read()
        pipeline.link()
        pipeline.publish()


if __name__ == "__main__":
    drive(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else None)
