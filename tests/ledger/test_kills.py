"""A ledger survives being killed at any moment, and readers beside a writer see it whole."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from ledger_filling import document, link_all, read_all, store
from ledger_run import run

from jarchi.ledger import Ledger

SCRIPT = Path(__file__).parent / "ledger_run.py"


def killed_after(seconds: float, url: str, articles: int) -> bool:
    """Run in a process of its own and kill it so many seconds after it began to work; tells whether it was killed."""
    command = [sys.executable, "-u", str(SCRIPT), url, str(articles)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return True
        assert process.returncode == 0
        return False


def search_index_is_whole(url: str) -> None:
    """Let SQLite compare its index with the texts; it raises where they differ."""
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
        connection.close()


def test_the_search_index_follows_every_edit(ledger: Ledger, ledger_url: str) -> None:
    for text in ("The dam broke.", "The dam held.", "The dam broke.", "百年", "The dam broke."):
        store(ledger, document(1, text), document(2))
    search_index_is_whole(ledger_url)


@pytest.mark.slow
def test_a_run_killed_at_random_ends_like_one_that_was_not(ledger_url: str, tmp_path: Path) -> None:
    articles, chance = 140, random.Random(20260310)
    calm = tmp_path / "calm.sqlite"
    started = time.perf_counter()
    assert not killed_after(300, f"sqlite:///{calm}", articles)
    reach, kills = time.perf_counter() - started, 0
    for _ in range(12):
        if killed_after(chance.uniform(0.2, 0.9) * reach, ledger_url, articles):
            kills += 1
        else:  # it was through before, as less was left to do or the machine less busy
            reach *= 0.7
    run(ledger_url, articles)
    assert kills >= 4
    with Ledger.open(ledger_url) as rough, Ledger.open(f"sqlite:///{calm}") as undisturbed:
        assert list(rough.dump()) == list(undisturbed.dump())
        assert rough.search("envoy", 999) == undisturbed.search("envoy", 999)
    search_index_is_whole(ledger_url)


def test_what_a_kill_leaves_of_the_file_is_whole(tmp_path: Path) -> None:
    """A kill leaves the files as they are after some transaction: copies taken while writing stand for kills."""
    busy, copies = tmp_path / "busy.sqlite", []
    with Ledger.open(f"sqlite:///{busy}") as ledger:
        for number in range(4):
            store(ledger, document(number))
            folder = tmp_path / str(number)
            folder.mkdir()
            copies.append(folder / busy.name)
            for path in tmp_path.glob("busy.sqlite*"):
                shutil.copy(path, folder)
    for number, copy in enumerate(copies, 1):
        with Ledger.open(f"sqlite:///{copy}") as ledger:
            read_all(ledger)
            link_all(ledger)
            assert ledger.counts().articles == len(list(ledger.pieces())) == number


def test_readers_beside_a_writer_see_whole_batches(ledger: Ledger, ledger_url: str) -> None:
    seen: list[int] = []
    done = threading.Event()
    faults: list[BaseException] = []

    def watch() -> None:
        try:
            with Ledger.open(ledger_url) as other:
                while not done.is_set():
                    counts = other.counts()
                    seen.append(counts.articles)
                    assert counts.articles == counts.revisions
                    assert counts.articles % 5 == 0
        except BaseException as fault:  # noqa: BLE001  handed to the test below
            faults.append(fault)

    watcher = threading.Thread(target=watch)
    watcher.start()
    for first in range(0, 60, 5):
        store(ledger, *(document(number) for number in range(first, first + 5)))
    done.set()
    watcher.join(30)
    assert faults == []
    assert seen == sorted(seen)


def test_a_stream_shows_the_ledger_as_it_was_when_it_began(ledger: Ledger) -> None:
    for number in range(2):
        store(ledger, document(number))
    read_all(ledger)
    link_all(ledger)
    pieces = ledger.pieces()
    next(pieces)
    store(ledger, document(9))
    read_all(ledger)
    link_all(ledger)
    assert len(list(pieces)) == 1
    assert len(list(ledger.pieces())) == 3


def test_two_writers_take_turns(ledger: Ledger, ledger_url: str) -> None:
    def write(first: int) -> None:
        with Ledger.open(ledger_url) as other:
            for number in range(first, first + 10):
                store(other, document(number), document(number + 5))

    writers = [threading.Thread(target=write, args=(first,)) for first in (0, 5, 10)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert ledger.counts().articles == 25
