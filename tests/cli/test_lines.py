"""The machine interface through the real command: one line out for each line in, whatever comes."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from running import PROCESS, jarchi

TEXT = "Kazakhstan's Foreign Ministry said on Monday that 14,286 foreigners worked in Almaty."


def lines(*articles: object) -> bytes:
    return "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles).encode()


def test_each_line_is_answered_in_order_and_bad_ones_in_their_place() -> None:
    given = (
        lines({"id": "a", "text": TEXT, "published": "2023-07-07T10:00:00+06:00"})
        + b"this is not JSON\n"
        + lines({"id": "b"})  # no text
        + lines({"id": "c", "text": ""})  # nothing to read
        + b'{"id": "d", "text": "a lone \\ud800 surrogate"}\n'
        + b"\n"  # a blank line is no article
        + b'{"id": "e", "text": "\xff\xfe"}\n'  # not UTF-8
        + lines({"id": "f", "text": TEXT})
    )
    command = [*PROCESS, "read", "-"]
    done = subprocess.run(command, input=given, capture_output=True, check=False, timeout=100)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [answer.get("id") for answer in answers] == ["a", None, "b", "c", None, None, "f"]
    assert [("error" in answer) for answer in answers] == [False, True, True, True, True, True, False]
    assert answers[0]["published"] == "2023-07-07"
    assert answers[0]["version"] == 1
    assert b"Traceback" not in done.stderr


def test_spans_count_code_points_of_the_text_as_it_came() -> None:
    text = "\U0001f600 e\u0301 " + TEXT
    done = jarchi("read", "-", given=lines({"id": "a", "text": text}))
    reading = json.loads(done.stdout)
    start, end = next(name["span"] for name in reading["places"] if name["name"] == "Almaty")
    assert text[start:end] == "Almaty"


def test_only_some_fields() -> None:
    done = jarchi("read", "-", "--only", "places", given=lines({"id": "a", "text": TEXT}))
    assert sorted(json.loads(done.stdout)) == ["id", "language", "places", "published", "reader", "version"]


def test_a_field_that_is_not_there_is_named() -> None:
    done = jarchi("read", "-", "--only", "moods", given=b"")
    assert done.returncode == 2
    assert b"moods" in done.stderr


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = jarchi("read", str(tmp_path / "none.jsonl"))
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"none.jsonl cannot be opened" in done.stderr


def test_links_name_story_and_copy() -> None:
    first = {
        "id": "a",
        "text": " ".join(f"{TEXT} Item {n} of the report." for n in range(12)),
        "published": "2023-07-07T10:00:00Z",
    }
    second = {**first, "id": "b", "published": "2023-07-07T12:00:00Z"}
    other = {
        "id": "c",
        "text": "Snow closed the mountain road to Naryn for two days.",
        "published": "2023-07-07T13:00:00Z",
    }
    done = jarchi("link", "-", given=lines(first, second) + b"{}\n" + lines(other))
    a, b, bad, c = (json.loads(line) for line in done.stdout.splitlines())
    assert (a["copy_of"], b["copy_of"], c["copy_of"]) == (None, "a", None)
    assert a["story"] == b["story"] != c["story"]
    assert "error" in bad
    assert done.returncode == 1


@pytest.mark.parametrize("command", ["status", "issues", "run", "collect", "read", "link", "publish"])
def test_no_workspace_is_one_sentence(command: str, tmp_path: Path) -> None:
    done = jarchi(command, "--workspace", str(tmp_path))
    assert done.returncode == 3
    assert done.stderr.decode().count("\n") == 1
    assert "jarchi init" in done.stderr.decode()
