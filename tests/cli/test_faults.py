"""What can go wrong around a command: one clear sentence, an exit code, no traceback."""

from __future__ import annotations

import errno
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock

from running import PROCESS, jarchi

ARTICLE = b'{"id": "a", "text": "Kazakhstan will ship 500 tons of grain to Tashkent."}\n'


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    assert jarchi("init", tmp_path / "w").returncode == 0
    assert jarchi("status", "-w", tmp_path / "w").returncode == 0
    return tmp_path / "w"


def check(done: subprocess.CompletedProcess[bytes], code: int, *words: str) -> None:
    told = done.stderr.decode()
    assert done.returncode == code, told
    assert told.startswith("jarchi: ")
    assert told.endswith(".\n")
    assert told.count("\n") == 1
    assert "Traceback" not in told
    for word in words:
        assert word in told


def test_a_ledger_that_is_no_database(workspace: Path) -> None:
    for path in workspace.glob("ledger.sqlite*"):
        path.unlink()
    (workspace / "ledger.sqlite").write_bytes(b"not a database at all" * 100)
    for command in ("status", "run", "issues", "claims"):
        check(jarchi(command, "-w", workspace), 4, "ledger.sqlite", "not a database")


def test_a_ledger_of_a_newer_jarchi(workspace: Path) -> None:
    with sqlite3.connect(workspace / "ledger.sqlite") as ledger:
        ledger.execute("UPDATE jarchi_version SET version_num = '9999'")
    check(jarchi("run", "-w", workspace), 4, "newer jarchi", "update jarchi")


def test_two_at_work_at_once(workspace: Path) -> None:
    with FileLock(workspace / ".jarchi.lock"):
        check(jarchi("run", "-w", workspace), 3, "Another jarchi is at work")
        assert jarchi("status", "-w", workspace).returncode == 0  # who only looks need not wait
        assert jarchi("issues", "-w", workspace).returncode == 0


def test_a_workspace_that_cannot_be_locked(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(workspace / ".jarchi.lock"))

    monkeypatch.setattr(FileLock, "acquire", refuse)
    check(jarchi("run", "-w", workspace), 3, "cannot be worked in", "Read-only file system")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
@pytest.mark.parametrize("command", [["read", "-"], ["link", "-"], ["--version"]], ids=" ".join)
def test_no_room_for_the_output(command: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*PROCESS, *command], input=ARTICLE, stdout=full, stderr=subprocess.PIPE, check=False, timeout=100
        )
    assert done.returncode == 1
    assert done.stderr == b"jarchi: what it has to tell cannot be written: No space left on device.\n"


@pytest.mark.skipif(os.name == "nt", reason="streams are closed in another way there")
def test_no_output_at_all() -> None:
    done = subprocess.run(
        ["bash", "-c", f'{sys.executable} -c "{PROCESS[2]}" read - >&-'],
        input=ARTICLE,
        capture_output=True,
        check=False,
        timeout=100,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_reader_that_goes_away() -> None:
    many = b"".join(ARTICLE.replace(b'"a"', f'"{number}"'.encode()) for number in range(400))
    with subprocess.Popen(
        [*PROCESS, "link", "-", "--at-once"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(many[: 40 * len(ARTICLE)])
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()
        try:
            process.stdin.write(many[40 * len(ARTICLE) :])
            process.stdin.close()
        except BrokenPipeError:
            pass
        assert process.wait(100) == 141
        assert process.stderr.read() == b""


def heed_ctrl_c() -> None:
    """Undo what a shell does to what it starts in the background: it has them ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_in_a_command() -> None:
    with subprocess.Popen(
        [*PROCESS, "link", "-", "--at-once"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heed_ctrl_c,  # noqa: PLW1509 - no other thread starts anything here
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(ARTICLE)
        process.stdin.flush()
        process.stdout.readline()
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert process.wait(100) == 130
        assert process.stderr.read().decode() == "jarchi: stopped; run the same command again to go on where it was.\n"


def test_a_terminal_that_knows_no_cyrillic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    done = subprocess.run(
        [*PROCESS, "show", "Шавкат Мирзиёев", "-w", "нигде"], capture_output=True, check=False, timeout=100
    )
    assert done.returncode == 3
    assert b"There is no workspace in" in done.stderr


def test_settings_that_are_not_right(workspace: Path) -> None:
    for text, word in (
        ("colour = 1", "colour"),
        ('workers = "many"', "workers"),
        ("region = ", "jarchi.toml"),
        ('region = "mars"', "mars"),
        ('ledger = "mysql://x"', "sqlite:///PATH"),
    ):
        (workspace / "jarchi.toml").write_text(text, encoding="utf-8")
        done = jarchi("status", "-w", workspace)
        check(done, 4 if word.startswith("sqlite") else 2, word)
