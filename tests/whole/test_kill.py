"""A run can be killed at any moment and run again: the ledger and the site end up the same."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jarchi.ledger import Ledger

DRIVE = Path(__file__).with_name("drive.py")
sys.path.insert(0, str(Path(__file__).parents[2] / "evals"))


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from stream import stream  # noqa: PLC0415 - lives beside the evaluations

    path = tmp_path_factory.mktemp("stream") / "stream.jsonl"
    path.write_text("".join(json.dumps(article) + "\n" for article in stream(120)), encoding="utf-8")
    return path


def files_of(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def dump_of(folder: Path) -> list[str]:
    with Ledger.open(f"sqlite:///{folder / 'ledger.sqlite'}") as ledger:
        return list(ledger.dump())


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_run_killed_many_times_ends_like_an_undisturbed_one(source: Path, tmp_path: Path) -> None:
    begun = time.monotonic()
    subprocess.run([sys.executable, DRIVE, tmp_path / "calm", source], check=True)
    whole = time.monotonic() - begun
    chance = random.Random(11)
    kills = 0
    while True:
        process = subprocess.Popen([sys.executable, DRIVE, tmp_path / "rough", source])
        try:
            code = process.wait(timeout=chance.uniform(0.2, 0.9) * whole if kills < 25 else None)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            kills += 1
            continue
        assert code == 0
        if kills >= 10:
            break
        kills += 1
    assert dump_of(tmp_path / "rough") == dump_of(tmp_path / "calm")
    assert files_of(tmp_path / "rough" / "site") == files_of(tmp_path / "calm" / "site")
