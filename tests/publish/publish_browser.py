"""Chromium over its debugging pipe, for tests that must see a page as a reader does."""

from __future__ import annotations

import fcntl
import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
]
PATIENCE, START = 15, 45
"""Seconds to wait for an answer or a page, and for the first answer of all: over 10 s on a busy machine."""


def program() -> str:
    """Give the path of Chromium; without it the test is skipped, but fails where CI is set."""
    found = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    if not found and os.environ.get("CI"):
        pytest.fail("Chromium is not on this machine, and CI must have it.")
    if not found:
        pytest.skip("Chromium is not on this machine.")
    return found


class Browser:
    """One page of a headless Chromium: what it is told, what it answers, and all it said or asked for meanwhile.

    Nothing here waits on a script of the page, so that it also works where scripts are off or the page goes away; and
    whatever does not come within `PATIENCE` is an error.
    """

    def __init__(self) -> None:
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._process, self._to, self._from = _started(self._profile.name)
        self._number, self._rest, self._session = 0, b"", ""
        self._patience = START
        self._loaded: set[str] = set()
        self.console: list[str] = []
        self.requests: list[str] = []
        target = self.tell("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.tell("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._patience = PATIENCE
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.tell(f"{domain}.enable")
        self.tell("Page.setLifecycleEventsEnabled", enabled=True)

    def close(self) -> None:
        """End the browser with all its processes."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(self._patience)
        os.close(self._to)
        os.close(self._from)
        self._profile.cleanup()

    def tell(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command and give its answer."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._to, data) :]
        answer: dict[str, Any] = {}
        end = time.monotonic() + self._patience
        while answer.get("id") != self._number:
            answer = self._hear(end)
        assert "error" not in answer, (method, answer["error"])
        return answer["result"]

    def _hear(self, end: float) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._from], [], [], max(end - time.monotonic(), 0))
            assert ready, "Chromium does not answer"
            chunk = os.read(self._from, 1 << 16)
            assert chunk, "Chromium ended"
            self._rest += chunk
        message, _, self._rest = self._rest.partition(b"\0")
        heard = json.loads(message)
        method, params = heard.get("method"), heard.get("params", {})
        if method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Page.lifecycleEvent" and params["name"] == "load":
            self._loaded.add(params["loaderId"])
        elif method in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"):
            self.console.append(json.dumps(params)[:400])
        return heard

    def open(
        self,
        path: Path | str,
        fragment: str = "",
        *,
        width: int = 1280,
        scheme: str = "light",
        scripts: bool = True,
    ) -> None:
        """Open a file or an address at a width in a colour scheme, and wait until it has loaded."""
        self.tell("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.tell("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        features = [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self.tell("Emulation.setEmulatedMedia", features=features)
        url = path.as_uri() if isinstance(path, Path) else path
        self._go("about:blank")  # or a mere fragment of the page that is open would load nothing
        self._go(url + (f"#{fragment}" if fragment else ""))

    def _go(self, url: str) -> None:
        answer = self.tell("Page.navigate", url=url)
        assert "errorText" not in answer, (url, answer)
        end = time.monotonic() + self._patience
        while answer["loaderId"] not in self._loaded:
            self._hear(end)

    def ask(self, script: str) -> Any:
        """Give the value of an expression on the page; a promise is waited for."""
        found = self.tell("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def until(self, script: str) -> None:
        """Wait until an expression is true on the page, or on the one that comes after it."""
        end = time.monotonic() + self._patience
        while not _quietly(lambda: self.ask(script)):
            assert time.monotonic() < end, f"{script} did not come true"
            time.sleep(0.02)

    def press(self, key: str, *, shift: bool = False) -> None:
        """Press a key: a character, or one of Tab and Enter."""
        codes = {"Tab": 9, "Enter": 13}
        shared = {"key": key, "modifiers": 8 if shift else 0}
        if key in codes:
            shared |= {"code": key, "windowsVirtualKeyCode": codes[key]}
        text = {"Tab": "", "Enter": "\r"}.get(key, key)
        self.tell("Input.dispatchKeyEvent", type="keyDown", text=text, **shared)
        self.tell("Input.dispatchKeyEvent", type="keyUp", **shared)


def _started(profile: str) -> tuple[subprocess.Popen[bytes], int, int]:
    """Start Chromium in a process group of its own; gives it with the ends of the pipes to write to and read from."""
    to_read, to_write = os.pipe()
    from_read, from_write = os.pipe()
    # Chromium reads from 3 and writes to 4; numbers from 10 on cannot be in the way of these.
    inside = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (to_read, from_write)]
    process = subprocess.Popen(
        [
            *("bash", "-c", f'exec "$@" 3<&{inside[0]} 4>&{inside[1]}', "bash"),
            *(program(), *FLAGS, f"--user-data-dir={profile}", "about:blank"),
        ],
        pass_fds=inside,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    for end in (to_read, from_write, *inside):
        os.close(end)
    return process, to_write, from_read


def _quietly(ask: Callable[[], Any]) -> Any:
    """Give the answer, or nothing where the page went away while it was asked."""
    try:
        return ask()
    except AssertionError:
        return None
