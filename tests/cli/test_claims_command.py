"""Claims through the real command: from articles to where each claim stands, in the terminal and on the site."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
JARCHI = [sys.executable, "-c", "from jarchi.cli import main; main()"]
ARTICLES = [
    (
        "wire",
        "2024-03-04T08:00:00Z",
        "Ridder without heat",
        "Kazakhstan's Energy Ministry said on Monday that 12,000 homes in Ridder were without heat, while it was minus "
        "25 degrees in the Altai. Union leader Bolat Isayev said that the owner of the heating plant in Ridder had "
        "been warned of the danger a year ago.",
    ),
    (
        "post",
        "2024-03-05T08:00:00Z",
        "Owner of Ridder heating plant rejects blame",
        "The owner of the plant denied that it had been warned of the danger a year ago. Staff of the Energy Ministry "
        "are at work in Ridder, where homes are without heat. The mayor of Ridder said that the boiler had burst.",
    ),
    (
        "herald",
        "2024-03-06T08:00:00Z",
        "Heat comes back to Ridder",
        "Kazakhstan's Energy Ministry said on Wednesday that 4,500 homes in Ridder were still without heat.",
    ),
]


def jarchi(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*JARCHI, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=200)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("claims")
    lines = [
        {
            "id": name,
            "url": f"https://{name}.example/1",
            "source": name,
            "published": at,
            "title": title,
            "language": "en",
        }
        | {"text": text}
        for name, at, title, text in ARTICLES
    ]
    (folder / "news.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    for command in (
        ("init", folder / "w"),
        ("add", folder / "news.jsonl", "-w", folder / "w"),
        ("run", "-w", folder / "w"),
    ):
        done = jarchi(*command)
        assert done.returncode == 0, done.stderr
    return folder / "w"


def claims(workspace: Path, *options: str) -> list[dict[str, object]]:
    done = jarchi("claims", "--json", "-w", workspace, *options)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_denied_claim_says_so_everywhere(workspace: Path) -> None:
    (denied,) = claims(workspace, "--status", "denied")
    assert (denied["since"], denied["credibility"], denied["steps"]) == ("2024-03-05T08:00:00Z", 4, 2)
    shown = jarchi("show", str(denied["id"]), "-w", workspace).stdout
    assert "denied since 2024-03-05 · 1 independent voice · credibility 4 of 6" in shown
    assert "denies      post: The owner of the plant: that it had been warned of the danger" in shown
    page = (workspace / "site" / "claims" / f"{denied['id']}.html").read_text(encoding="utf-8")
    assert page.index("said first") < page.index("<strong>denied</strong>")


def test_a_figure_that_moved_stands_in_one_row(workspace: Path) -> None:
    (moved,) = [one for one in claims(workspace) if "12,000 homes" in str(one["content"])]
    assert (moved["status"], moved["steps"]) == ("official only", 2)
    page = (workspace / "site" / "claims" / f"{moved['id']}.html").read_text(encoding="utf-8")
    assert "4,500 homes</strong> by the rule <em>official</em>" in page
    assert "<strong>lowest, official, latest</strong>" in page
    (row,) = moved["figures"]  # type: ignore[misc]
    assert (row["rule"], row["by"], row["chosen"]["value"], row["highest"]["value"]) == (
        *("official", "official"),
        *(4500, 12000),
    )
    (later,) = [one for one in claims(workspace) if "4,500 homes" in str(one["content"])]
    assert later["figures"] == moved["figures"], "the later value has the same row"
    shown = jarchi("show", str(moved["id"]), "-w", workspace).stdout
    assert "figure 4,500 homes · by the rule official · herald" in shown
    assert "  > 2024-03-06 herald: 4,500 homes  [" in shown
    assert "    2024-03-04 wire: 12,000 homes  [" in shown


def test_the_rule_is_a_setting_in_every_place(workspace: Path, tmp_path: Path) -> None:
    settings = workspace / "jarchi.toml"
    before = settings.read_text(encoding="utf-8")
    settings.write_text(before + '\n[publish]\nfigure_rule = "highest"\n', encoding="utf-8")
    try:
        (moved,) = [one for one in claims(workspace) if "12,000 homes" in str(one["content"])]
        assert moved["figures"][0]["chosen"]["value"] == 12000  # type: ignore[index]
        assert "figure 12,000 homes · by the rule highest · wire" in jarchi("show", moved["id"], "-w", workspace).stdout
        done = jarchi("export", "csv", "--into", tmp_path, "-w", workspace)
        assert done.returncode == 0, done.stderr
        with (tmp_path / "figures.csv").open(encoding="utf-8", newline="") as file:
            rows = {row["words"]: row for row in csv.DictReader(file) if row["row"]}
        assert {words: (row["rules"], row["leads"]) for words, row in rows.items()} == {
            "12,000": ("highest", "true"),
            "4,500": ("lowest official latest", "false"),
        }
        assert {row["row"] for row in rows.values()} == {rows["12,000"]["figure"]}
        settings.write_text(before + '\n[publish]\nfigure_rule = "mean"\n', encoding="utf-8")
        done = jarchi("claims", "-w", workspace)
        assert done.returncode != 0
        assert "`publish.figure_rule` is 'mean', which is none of highest, latest, lowest, official." in done.stderr
    finally:
        settings.write_text(before, encoding="utf-8")


def test_claims_are_listed_by_what_is_asked(workspace: Path) -> None:
    everything = claims(workspace, "--most", "0")
    assert {one["id"] for one in claims(workspace, "--country", "kz")} < {one["id"] for one in everything}
    assert claims(workspace, "--country", "TM") == claims(workspace, "--since", "2030-01-01") == []
    assert len(claims(workspace, "--most", "1")) == 1
    assert claims(workspace, "--story", str(everything[0]["story"]))
    told = jarchi("claims", "-w", workspace).stdout
    assert told.endswith(f"{len(everything)} claims.\n")


def test_what_is_asked_for_goes_by_name_and_is_never_ignored(workspace: Path) -> None:
    assert claims(workspace, "--country", "Kazakhstan") == claims(workspace, "--country", "kz") != []
    assert claims(workspace, "--status", "Denied") == claims(workspace, "--status", "denied") != []
    for option, slip, told in (
        ("--country", "Kazakhstn", "did you mean Kazakhstan?"),
        ("--actor", "tokajev", "did you mean central-asia:tokayev"),
        ("--story", "s0nothing", "is the id of no story here"),
    ):
        done = jarchi("claims", option, slip, "-w", workspace)
        assert (done.returncode, done.stdout) == (2, "")
        assert told in done.stderr
    assert jarchi("claims", "--most", "1", "-w", workspace).stdout.endswith("1 claim, and more; --most 0 lists all.\n")


def test_a_status_that_is_none_is_named(workspace: Path) -> None:
    done = jarchi("claims", "--status", "true", "-w", workspace)
    assert done.returncode == 2
    assert "'true' is not one of one voice, several independent voices" in done.stderr


def test_the_bulletin_tells_what_changed(workspace: Path) -> None:
    turns = [
        turn
        for path in (workspace / "site" / "bulletins").rglob("bulletin.json")
        for turn in json.loads(path.read_text(encoding="utf-8"))["turns"]
    ]
    assert {turn["kind"] for turn in turns} == {"denial", "figure"}
