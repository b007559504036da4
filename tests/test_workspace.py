"""Workspaces: found from inside, refused with a sentence, held against a second jarchi."""

from __future__ import annotations

from pathlib import Path

import pytest

from jarchi.errors import SettingsError, WorkspaceError
from jarchi.workspace import NEW_SETTINGS, Workspace


def test_a_workspace_is_found_from_a_folder_inside_it(tmp_path: Path) -> None:
    Workspace.create(tmp_path / "w", NEW_SETTINGS.format(region="central_asia"))
    (tmp_path / "w" / "site" / "deep").mkdir(parents=True)
    assert Workspace.find(tmp_path / "w" / "site" / "deep").folder == tmp_path / "w"


def test_no_workspace_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="jarchi init"):
        Workspace.find(tmp_path)


def test_a_workspace_is_not_made_twice(tmp_path: Path) -> None:
    Workspace.create(tmp_path, "workers = 1\n")
    with pytest.raises(WorkspaceError, match="already is a workspace"):
        Workspace.create(tmp_path, "workers = 2\n")
    assert Workspace.open(tmp_path).settings.workers == 1


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("colour = 1\n", "colour"),  # an unknown setting is named
        ('workers = "two"\n', "workers"),  # a wrong type names the setting
        ("workers = \n", "jarchi.toml"),  # broken TOML names the file
        ('[[bulletins]]\nlens = "x"\nfrom = 2024-01-01\n', "to"),  # a missing field is named
        ('period = "fortnight"\n', "period"),  # an unknown period names the setting
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, part: str) -> None:
    (tmp_path / "jarchi.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=part):
        Workspace.open(tmp_path)


def test_a_second_jarchi_is_refused(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path, "")
    with workspace.locked(), pytest.raises(WorkspaceError, match="Another jarchi"), Workspace.open(tmp_path).locked():
        pass


def test_the_ledger_lies_in_the_workspace_unless_it_is_a_server(tmp_path: Path) -> None:
    assert (
        Workspace.create(tmp_path / "a", "").ledger_url == f"sqlite:///{(tmp_path / 'a' / 'ledger.sqlite').resolve()}"
    )
    server = 'ledger = "postgresql+psycopg://me@localhost/news"\n'
    assert Workspace.create(tmp_path / "b", server).ledger_url == "postgresql+psycopg://me@localhost/news"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            '[publish]\nfigure_rule = "mean"',
            "`publish.figure_rule` is 'mean', which is none of highest, latest, lowest",
        ),
        ('reviews = ["fortnight"]', "`reviews[0]` is 'fortnight', which is none of day, month, quarter, week, year."),
        ("workers = true", "Expected `int`, got `bool` - at `$.workers`."),
    ],
)
def test_a_setting_that_cannot_be_says_what_can(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "jarchi.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as raised:
        Workspace.open(tmp_path)
    assert fault in str(raised.value)
