"""The documents are true: generated pages are current, links lead somewhere, commands and code run."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from running import jarchi

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(
    (ROOT / "docs").rglob("*.md")
)
JARCHI = f"{shlex.quote(sys.executable)} -c 'from jarchi.cli import main; main()'"


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)


def test_generated_pages_are_current() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "docs/generate.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"run docs/generate.py: {done.stdout}{done.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


HERE_DOCUMENT = re.compile(r"cat > (\S+) <<'END'\n(.*?)^END\n", re.M | re.S)


def test_the_tutorial_works(tmp_path: Path) -> None:
    for block in blocks(ROOT / "docs/tutorial.md", "sh"):
        for name, content in HERE_DOCUMENT.findall(block):
            (tmp_path / name).write_text(content, encoding="utf-8")
        for line in HERE_DOCUMENT.sub("", block).splitlines():
            command = shlex.split(line.replace("pip install uv && ", ""))
            assert command[:3] == ["uv", "run", "jarchi"], line
            done = jarchi(*command[3:], folder=tmp_path)
            assert done.returncode == 0, f"{line}\n{done.stdout.decode()}{done.stderr.decode()}"
    assert (tmp_path / "my-region" / "site" / "index.html").exists()


@pytest.mark.slow
def test_the_tutorial_works_in_a_shell(tmp_path: Path) -> None:
    for block in blocks(ROOT / "docs/tutorial.md", "sh"):
        script = block.replace("pip install uv && ", "").replace("uv run jarchi", "jarchi")
        script = f'set -e\njarchi() {{ {JARCHI[:-1]}\' "$@"; }}\n{script}'
        done = subprocess.run(
            ["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=100
        )
        assert done.returncode == 0, f"{block}\n{done.stdout}{done.stderr}"
    assert (tmp_path / "my-region" / "site" / "index.html").exists()


@pytest.mark.slow
def test_python_in_the_pages_is_well_typed(tmp_path: Path) -> None:
    """The package is typed for those who use it: the examples pass the strict checks."""
    pages = [block for page in PAGES for block in blocks(page, "python") if block.startswith("import jarchi")]
    assert pages
    for number, block in enumerate(pages):
        (tmp_path / f"example_{number}.py").write_text(block, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--config-file=", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_python_in_the_pages_runs(tmp_path: Path) -> None:
    for page in PAGES:
        for block in blocks(page, "python"):
            if not block.startswith("import jarchi"):
                continue  # a signature
            done = subprocess.run(
                [sys.executable, "-c", block], cwd=tmp_path, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, f"{page.name}: {done.stderr}"
