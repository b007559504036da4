"""A workspace with something to tell, made once: reading loads what takes seconds to load."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from running import jarchi

TEXT = (
    "The foreign ministers of Kazakhstan and Kyrgyzstan met in Astana on Thursday to discuss water supplies. "
    "-5 degrees were measured."
)


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a workspace in which one article was read and linked; whoever changes it puts it back."""
    folder = tmp_path_factory.mktemp("told") / "work"
    assert jarchi("init", folder).returncode == 0
    line = {"id": "1", "source": "Example Daily", "published": "2024-05-02T09:00:00Z", "text": TEXT}
    (folder / "articles.jsonl").write_text(json.dumps(line | {"title": "Ministers meet in Astana"}) + "\n")
    for command in (("add", folder / "articles.jsonl"), ("collect",), ("read",), ("link",)):
        done = jarchi(*command, "-w", folder)
        assert done.returncode == 0, done.stderr.decode()
    return folder
