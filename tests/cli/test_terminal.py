"""On a terminal: a bar while a stage is at work, and afterwards every summary still there to be read."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from running import PROCESS, jarchi

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals on this system")
STEP = re.compile(r"\x1b\[(\??[\d;]*)([A-Za-z])|(\r)|(\n)|([^\x1b\r\n]+)")
WIDE = 200


def screen(written: str) -> list[str]:
    """Give the lines that a terminal shows after what was written to it."""
    lines, row, column = [""], 0, 0
    for number, order, back, down, text in STEP.findall(written):
        if order == "A":
            row = max(0, row - int(number or 1))
        elif order == "K":
            lines[row] = ""
        elif back:
            column = 0
        elif down:
            row += 1
            lines += [""] * (row + 1 - len(lines))
        elif text:
            lines[row] = lines[row].ljust(column)[:column] + text + lines[row][column + len(text) :]
            column += len(text)
    return [line.rstrip() for line in lines]


def on_a_terminal(*arguments: object) -> list[str]:
    outer, inner = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(WIDE), "TERM": "xterm"}
    with subprocess.Popen(
        [*PROCESS, *map(str, arguments)], stdin=inner, stdout=inner, stderr=inner, env=environment
    ) as process:
        os.close(inner)
        written = b""
        while True:
            try:
                piece = os.read(outer, 65536)
            except OSError:  # Linux says so where the other end is closed
                break
            if not piece:
                break
            written += piece
        assert process.wait(100) == 0
    os.close(outer)
    return screen(written.decode())


def test_the_summaries_stay(tmp_path: Path) -> None:
    lines = [f'{{"id": "{n}", "text": "Kazakhstan will send {n} tons of grain to Tashkent."}}' for n in range(10, 40)]
    (tmp_path / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert jarchi("init", tmp_path / "w").returncode == 0
    assert jarchi("add", tmp_path / "news.jsonl", "-w", tmp_path / "w").returncode == 0
    shown = [line for line in on_a_terminal("run", "-w", tmp_path / "w") if line]
    assert [line.split()[0] for line in shown[:4]] == ["collect", "read", "link", "publish"], shown
    assert "30 items: 30 new" in shown[0]
    assert shown[4].startswith("The bulletin is in ")
    assert len(shown) == 5, "nothing is left of the bars"
