"""`jarchi show`, `status` and `issues` through the real command, over a small workspace."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from running import jarchi

ARTICLES = [
    ("wire", "2024-03-04T08:00:00Z", "Tokayev in Astana", "Kassym-Jomart Tokayev met the envoy in Astana on Monday."),
    ("post", "2024-03-05T08:00:00Z", "Grain for Tashkent", "President Tokayev said that grain would go to Tashkent."),
]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("show")
    lines = [
        json.dumps({"id": name, "url": f"https://{name}.example/1", "source": name, "published": at, "title": title})[
            :-1
        ]
        + f', "language": "en", "text": {json.dumps(text)}}}'
        for name, at, title, text in ARTICLES
    ]
    (folder / "news.jsonl").write_text("\n".join([*lines, "not an article"]) + "\n", encoding="utf-8")
    assert jarchi("init", folder / "w").returncode == 0
    assert jarchi("add", folder / "news.jsonl", "-w", folder / "w").returncode == 0
    told = jarchi("collect", "-w", folder / "w").stdout.decode()
    assert "3 items: 2 new, 0 changed, 0 unchanged, 0 set aside, 1 failed (1 " in told
    assert jarchi("status", "-w", folder / "w").stdout.decode().count("waiting") >= 1
    for stage in ("read", "link"):
        assert jarchi(stage, "-w", folder / "w").returncode == 0
    return folder / "w"


def show(workspace: Path, *what: str) -> str:
    done = jarchi("show", *what, "-w", workspace)
    return done.stdout.decode() or done.stderr.decode()


@pytest.mark.parametrize(
    "name", ["tokayev", "Kassym-Jomart Tokayev", "central-asia:tokayev", "Касым-Жомарт Токаев", "TOQAEV"]
)
def test_an_actor_by_id_or_by_any_spelling(workspace: Path, name: str) -> None:
    told = show(workspace, name)
    assert "Kassym-Jomart Tokayev (person, KZ)" in told
    assert told.index("2024-03-05") < told.index("2024-03-04"), "the newest passage comes first"
    assert "checked 20" in told, "a role says when it was checked"


def test_most_bounds_the_passages(workspace: Path) -> None:
    told = show(workspace, "tokayev", "--most", "1")
    assert "2024-03-04T" not in told
    assert "--most 2 shows more" in told


@pytest.mark.parametrize(
    ("slip", "word"),
    [
        ("Tokaev Kasym", "nothing is close"),
        ("tokajev", "central-asia:tokayev"),
        ("Mirziyoev Shavkat", "nothing is close"),
        ("central-asia:tokayef", "central-asia:tokayev"),
        ("grain", "Grain for Tashkent"),
        ("qqqq", "`jarchi status`"),
        ("", "`jarchi status`"),
    ],
)
def test_what_is_not_known_suggests_what_was_meant(workspace: Path, slip: str, word: str) -> None:
    done = jarchi("show", slip, "-w", workspace)
    told = done.stderr.decode()
    assert done.returncode == 2
    assert word in told or word == "nothing is close"
    assert "Traceback" not in told


def test_an_article_with_what_was_read_out_of_it_and_its_story(workspace: Path) -> None:
    told = show(workspace, "https://post.example/1")
    assert "grain would go to Tashkent" in told
    assert "claim  President Tokayev: " in told
    story = told.split("story ")[1].split()[0]
    assert "Grain for Tashkent" in show(workspace, story)


def test_status_says_what_is_there_and_what_to_do(workspace: Path) -> None:
    told = jarchi("status", "-w", workspace).stdout.decode()
    assert "articles       2, 2024-03-04 to 2024-03-05" in told
    assert "1 failed; `jarchi issues` lists them" in told
    assert told.endswith("`jarchi run` collects what is new.\n")


def test_issues_are_counted_by_code(workspace: Path) -> None:
    told = jarchi("issues", "-w", workspace).stdout.decode()
    assert "news.jsonl:3" in told
    assert told.splitlines()[-1].startswith("1 issue: 1 failed (")


def test_an_empty_workspace_says_what_to_do(tmp_path: Path) -> None:
    assert jarchi("init", tmp_path / "w").returncode == 0
    assert "jarchi add" in jarchi("status", "-w", tmp_path / "w").stdout.decode()
    assert "Nothing to collect from yet" in jarchi("run", "-w", tmp_path / "w").stdout.decode()
