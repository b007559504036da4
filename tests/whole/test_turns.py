"""Stories that take turns, in a workspace: stopped after every batch or not, the ledger ends the same."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from jarchi import pipeline as stages
from jarchi.ledger import Ledger
from jarchi.link import Linker
from jarchi.pipeline import Pipeline
from jarchi.records.review import Verdict
from jarchi.workspace import Workspace

for room in ("link", "cli", "whole"):
    sys.path.insert(0, str(Path(__file__).parents[1] / room))

from drive import CLOCK  # noqa: E402
from test_link_settling import NORTH, SOUTH, stream  # noqa: E402

from running import PROCESS  # noqa: E402

SEED = 0
"""With this order stories are both split and merged."""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("turns") / "reports.jsonl"
    chance = random.Random(1)
    lines = []
    for number, (name, text) in enumerate(stream(SEED, [("n", NORTH, 14), ("s", SOUTH, 14)])):
        said = f"{text}. Mayor {chance.choice('ABCD')}dams said that {number} people died."
        when = f"2024-02-{1 + number // 24:02}T{number % 24:02}:00:00Z"
        lines.append(json.dumps({"id": name, "text": said, "title": name, "source": name, "published": when}))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def ready(folder: Path, source: Path) -> Workspace:
    """Make a workspace in which all is read and nothing linked."""
    workspace = Workspace.create(folder, "workers = 1\n")
    with Ledger.open(workspace.ledger_url) as ledger:
        pipeline = Pipeline(workspace, ledger, now=lambda: CLOCK)
        ledger.add_inputs(pipeline.recognise([str(source)]))
        pipeline.collect()
        pipeline.read()
    return workspace


class Stop(Exception):  # noqa: N818 - no error
    """What stops a run after a batch."""


def link(workspace: Workspace, *, stopping: bool) -> list[str]:
    """Link all, or stop after every batch and begin anew; give the dump of the ledger."""

    def stop(stage: str, done: int, total: int | None) -> None:
        if stopping:
            raise Stop

    for _ in range(100):
        with Ledger.open(workspace.ledger_url) as ledger:
            try:
                Pipeline(workspace, ledger, now=lambda: CLOCK, progress=stop).link()
            except Stop:
                continue
            return list(ledger.dump())
    raise AssertionError("linking did not come to an end")


@pytest.mark.slow
def test_a_run_that_is_stopped_after_every_batch_ends_like_another(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = []
    found = Linker._turn

    def told(self: Linker, *given: object) -> object:
        turns.append(turn := found(self, *given))  # type: ignore[arg-type]
        return turn

    monkeypatch.setattr(Linker, "_turn", told)
    calm = link(ready(tmp_path / "calm", source), stopping=False)
    assert {turn.kind for turn in turns if turn} == {"split", "merged"}
    monkeypatch.setattr(stages, "BATCH", 5)
    assert link(ready(tmp_path / "rough", source), stopping=True) == calm


@pytest.mark.slow
def test_a_person_wins_over_every_turn(source: Path, tmp_path: Path) -> None:
    workspace = ready(tmp_path / "there", source)
    link(workspace, stopping=False)
    by_ann = Verdict("", "accepted", "ann", "2024-03-02T08:00:00Z", note="one storm")
    with Ledger.open(workspace.ledger_url) as ledger:
        stories = [outline.story for outline in ledger.stories()]
        moving = [piece.revision.article for story in stories[1:] for piece in ledger.dossier(story).pieces]  # type: ignore[union-attr]
        ledger.place(moving, stories[0], by_ann)
        assert len(list(ledger.stories())) == 1
        pipeline = Pipeline(workspace, ledger, now=lambda: CLOCK)
        pipeline.link()
        assert [outline.story for outline in ledger.stories()] == [stories[0]]
        merged = ledger.mergers()
        assert {merger.into for merger in merged.values()} == {stories[0]}
        assert set(stories[1:]) <= set(merged)
        pipeline.publish()
    gone = workspace.site / "stories" / f"{stories[1]}.html"
    assert f"{stories[0]}.html" in gone.read_text(encoding="utf-8")
    command = [*PROCESS, "show", stories[1], "-w", str(workspace.folder)]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert shown.startswith(f"Story {stories[0]}:")
    assert f"took in the story {stories[1]}: ann put it here on 2024-03-02: one storm" in shown
