"""The sample, from reports to bulletins: every passage opens exactly, nothing is lost, and twice is the same."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from running import PROCESS, jarchi


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("demo") / "one"
    done = jarchi("demo", folder)
    assert (done.returncode, done.stderr) == (0, b"")
    return folder, done.stdout.decode()


def passages(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"quote", "start", "end", "file", "revision"} <= value.keys():
            yield value
        for inner in value.values():
            yield from passages(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from passages(inner)


def files_of(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def test_every_passage_opens_exactly(demo: tuple[Path, str]) -> None:
    seen = 0
    for path in sorted((demo[0] / "site").rglob("bulletin.json")):
        for passage in passages(json.loads(path.read_bytes())):
            data = (path.parent / passage["file"]).read_bytes()
            assert hashlib.sha256(data).hexdigest() == passage["revision"]
            assert data.decode("utf-8")[passage["start"] : passage["end"]] == passage["quote"]
            seen += 1
    assert seen > 100


def test_bulletins_hold_what_they_promise(demo: tuple[Path, str]) -> None:
    bulletins = [json.loads(path.read_bytes()) for path in sorted((demo[0] / "site").rglob("bulletin.json"))]
    assert len(bulletins) == 6
    (review,) = [bulletin for bulletin in bulletins if bulletin.get("kind") == "review"]
    assert len(review["themes"]) >= 4
    assert all(len(theme["points"]) > 1 for theme in review["themes"])
    items = [item for bulletin in bulletins for section in bulletin["sections"] for item in section["items"]]
    assert all(item["headline"] and item["lines"] for item in items)
    assert any(item["independent"] < len(item["reports"]) for item in items), "no copy was told from a second source"
    assert any(bulletin["coverage"] for bulletin in bulletins)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("uz/2023/toshkent-urumchi", "en/2023/tashkent-urumqi", True),
        ("ru/2023/delegatsiya-sintszyan", "en/2023/police-delegation-xinjiang", True),
        ("en/2023/chinese-goods-almaty", "en/2023/foreign-workers", False),
        ("en/2018/reply-to-cis-border-guards", "en/2018/gazprom-miller-turkmenistan", False),
    ],
    ids=["Uzbek and English flights", "a Russian and English delegation", "a paragraph of background", "another"],
)
def test_stories_hold_one_happening(demo: tuple[Path, str], one: str, other: str, together: bool) -> None:
    bulletins = [json.loads(path.read_bytes()) for path in sorted((demo[0] / "site").rglob("bulletin.json"))]
    items = [item for bulletin in bulletins for section in bulletin["sections"] for item in section["items"]]
    stories = [{report["url"].partition(".example/")[2] for report in item["reports"]} for item in items]
    assert all((other in story) is together for story in stories if one in story)
    assert any(one in story for story in stories)


def test_every_report_is_accounted_for(demo: tuple[Path, str]) -> None:
    folder, told = demo
    assert "66 items: 63 new, 3 changed, 0 unchanged, 0 set aside, 0 failed" in told
    counts = {verb: int(count) for count, verb in re.findall(r"(\d+) (opened|joined|are copies)", told)}
    assert sum(counts.values()) == 63
    assert len(list((folder / "site" / "articles").glob("*.html"))) >= 63


@pytest.mark.slow
def test_twice_is_the_same(demo: tuple[Path, str], tmp_path: Path) -> None:
    subprocess.run([*PROCESS, "demo", tmp_path / "two"], capture_output=True, check=True, timeout=280)
    assert files_of(demo[0] / "site") == files_of(tmp_path / "two" / "site")


def test_a_second_run_does_nothing_twice(demo: tuple[Path, str]) -> None:
    before = {path: path.stat().st_mtime_ns for path in (demo[0] / "site").rglob("*") if path.is_file()}
    done = jarchi("demo", demo[0])
    assert done.returncode == 0
    assert b"0 texts: 0 read" in done.stdout
    assert before == {path: path.stat().st_mtime_ns for path in (demo[0] / "site").rglob("*") if path.is_file()}


def test_a_folder_of_ones_own_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine", encoding="utf-8")
    done = jarchi("demo", tmp_path)
    assert done.returncode == 3
    assert b"is not empty" in done.stderr


def test_a_role_without_an_end_is_not_said_to_last(demo: tuple[Path, str]) -> None:
    (page,) = (demo[0] / "site" / "actors").glob("central-asia-abaev-*.html")
    roles = re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8"))
    assert "information minister of Kazakhstan, from 2016-05-06, no end recorded (" in roles
    assert "checked 23 November 2026" in roles
