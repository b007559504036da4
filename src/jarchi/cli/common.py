"""What the commands share: the workspace option, the open pipeline, progress on a terminal."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress

    from jarchi.ledger import Ledger
    from jarchi.pipeline import Pipeline
    from jarchi.records.review import Verdict
    from jarchi.workspace import Workspace

WorkspaceOption = Annotated[
    Path | None,
    typer.Option("--workspace", "-w", help="The workspace; else the one this folder lies in.", show_default=False),
]
NoteOption = Annotated[str, typer.Option(help="Why; kept with the decision.")]
UserOption = Annotated[
    str | None,
    typer.Option(help="The name kept with the decision; else your login name.", show_default=False),
]


def decided(user: str | None, note: str) -> Verdict:
    """Give a decision of a person now; what it is about is filled in where it is kept."""
    from jarchi.records.review import Verdict  # noqa: PLC0415

    return Verdict("", "accepted", user or getpass.getuser(), clock().strftime("%Y-%m-%dT%H:%M:%SZ"), note=note.strip())


def workspace_at(path: Path | None) -> Workspace:
    """Give the workspace in `path`, else the one that the current folder lies in."""
    from jarchi.workspace import Workspace  # noqa: PLC0415 - heavy, and not every command needs it

    return Workspace.open(path) if path else Workspace.find(Path.cwd())


@contextmanager
def open_ledger(path: Path | None) -> Iterator[Ledger]:
    """Open the ledger of a workspace to look at it."""
    from jarchi.ledger import Ledger  # noqa: PLC0415

    with Ledger.open(workspace_at(path).ledger_url) as ledger:
        yield ledger


@contextmanager
def open_pipeline(path: Path | None, now: Callable[[], datetime] | None = None) -> Iterator[Pipeline]:
    """Open a workspace to work in it, held against a second jarchi, with progress where a person watches."""
    workspace = workspace_at(path)
    from jarchi.ledger import Ledger  # noqa: PLC0415
    from jarchi.pipeline import Pipeline  # noqa: PLC0415

    with workspace.locked(), Ledger.open(workspace.ledger_url) as ledger, progress() as tell:
        yield Pipeline(workspace, ledger, now=now or clock, progress=tell)


def clock() -> datetime:
    """Give the time now, in UTC."""
    return datetime.now(UTC)


@contextmanager
def progress() -> Iterator[Callable[[str, int, int | None], None]]:
    """Give a function that shows how far a stage is: on standard error and only where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    bar = Bar()
    try:
        yield bar.tell
    finally:
        bar.stop()


class Bar:
    """The bar of one stage; it is gone when the stage is over, so that what is printed then stays."""

    def __init__(self) -> None:
        self._stage = ""
        self._bars: RichProgress | None = None

    def tell(self, stage: str, done: int, total: int | None) -> None:
        """Show that `done` of `total` items are done; all of them end the bar."""
        if done == total or stage != self._stage:
            self.stop()
        if done == total:
            return
        if self._bars is None:
            self._bars, self._stage = _bars(), stage
            self._bars.add_task(stage, total=total)
            self._bars.start()
        self._bars.update(self._bars.task_ids[0], completed=done, total=total)

    def stop(self) -> None:
        """Take the bar off the terminal."""
        if self._bars is not None:
            self._bars.stop()
            self._bars = None


def _bars() -> RichProgress:
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description:8}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
