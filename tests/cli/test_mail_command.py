"""`jarchi mail`: a preview, a mailing through a real server, secrets from the environment, and a kill in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "publish"))
from mail_server import Box, served
from test_publish_bounces import made

from jarchi.cli.mail import with_secrets
from jarchi.publish.mail.settings import MailSettings
from running import PROCESS, jarchi


@pytest.fixture
def workspace(told: Path) -> Iterator[Path]:
    """Give the workspace with nothing sent and settings of its own."""
    before = (told / "jarchi.toml").read_text()
    yield told
    (told / "jarchi.toml").write_text(before)
    (told / "mail.journal.jsonl").unlink(missing_ok=True)


def set_up(workspace: Path, port: int, addresses: list[str]) -> None:
    with (workspace / "jarchi.toml").open("a") as stream:
        stream.write(f'\n[mail]\nfrom = "news@crier.example"\nserver = "127.0.0.1"\nsecurity = "none"\nport = {port}\n')
    (workspace / "recipients.txt").write_text("".join(f"{address}\n" for address in addresses))


def test_a_preview_needs_no_settings_and_no_server(workspace: Path, tmp_path: Path) -> None:
    done = jarchi("mail", "--preview", tmp_path / "look", "-w", workspace)
    assert done.returncode == 0, done.stderr.decode()
    assert "Ministers meet in Astana" in (tmp_path / "look/mail.html").read_text(encoding="utf-8")
    assert not (workspace / "mail.journal.jsonl").exists()


def test_a_mailing_and_what_became_of_it(workspace: Path) -> None:
    box = Box()
    box.refuse["ben@two.example"] = "550 no such user"
    with served(box) as port:
        set_up(workspace, port, ["ada@one.example", "ben@two.example"])
        done = jarchi("mail", "-w", workspace)
        again = jarchi("mail", "-w", workspace)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode() == "mail     1 sent, 0 sent before, 1 refused\n"
    assert again.stdout.decode() == "mail     0 sent, 1 sent before, 0 refused, 1 refused before\n"
    issues = jarchi("issues", "--stage", "publish", "-w", workspace).stdout.decode()
    assert "ben@two.example" in issues
    week = ("--lens", "central-asia", "--from", "2024-04-29", "--to", "2024-05-05")
    bulletin = jarchi("bulletin", *week, "--dry-run", "-w", workspace)
    assert b"ben@two.example" not in bulletin.stdout  # nobody's address gets into what is published


def test_what_came_back_is_an_issue(workspace: Path, tmp_path: Path) -> None:
    with served(Box()) as port:
        set_up(workspace, port, ["ada@one.example"])
        assert jarchi("mail", "-w", workspace).returncode == 0
    (tmp_path / "report.eml").write_bytes(made("ada@one.example"))
    done = jarchi("mail", "--bounces", tmp_path, "-w", workspace)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().endswith("mail     1 messages, 1 addresses not reached, 0 messages of other kinds\n")
    assert "bounced" in jarchi("issues", "--stage", "publish", "-w", workspace).stdout.decode()


def test_what_cannot_be_is_one_sentence(workspace: Path) -> None:
    for arguments, sentence in (
        (("mail",), "Nobody sends the mail"),
        (("mail", "--from", "2024-05-01"), "--from and --to together"),
        (("mail", "--lens", "nobody"), "There is no lens 'nobody'"),
    ):
        done = jarchi(*arguments, "-w", workspace)
        assert done.returncode == 2
        assert sentence in done.stderr.decode()
        assert len(done.stderr.decode().splitlines()) == 1


def test_secrets_come_from_the_environment_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JARCHI_MAIL_PASSWORD", "from outside")
    monkeypatch.delenv("JARCHI_MAIL_USER", raising=False)
    told = with_secrets(MailSettings(user="crier", password="in the file"))
    assert (told.user, told.password) == ("crier", "from outside")


@pytest.mark.slow
def test_a_kill_in_the_middle_leaves_nobody_out_and_doubles_nobody_known(workspace: Path) -> None:
    """The one message on its way when the process is killed may come twice, and then as the same message."""
    addresses = [f"reader{number}@many.example" for number in range(40)]
    box = Box()
    box.wait = 0.1
    with served(box) as port:
        set_up(workspace, port, addresses)
        for enough in (7, 20):
            process = subprocess.Popen([*PROCESS, "mail", "-w", workspace], stdout=subprocess.DEVNULL)
            while len(box.got) < enough:
                assert process.poll() is None
                time.sleep(0.01)
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        box.wait = 0.0
        done = jarchi("mail", "-w", workspace)
    assert done.returncode == 0, done.stderr.decode()
    counts = Counter(box.addresses)
    assert set(counts) == set(addresses)
    twice = [address for address, count in counts.items() if count > 1]
    assert len(twice) <= 2
    assert len({message["Message-ID"] for _, message in box.got}) == len(addresses)
