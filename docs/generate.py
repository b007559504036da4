"""Make the generated reference: commands, settings and JSON Schemas, from the code itself.

    uv run python docs/generate.py [--check]

With `--check` nothing is written and the exit code is 1 where a page is out of date.
"""

from __future__ import annotations

import inspect
import json
import sys
from pathlib import Path
from typing import Any

import click
import msgspec
import typer.main

from jarchi.cli import app
from jarchi.collect import CollectSettings
from jarchi.publish import Importance, PublishSettings
from jarchi.records.articles import Document
from jarchi.records.bulletins import Bulletin
from jarchi.records.readings import Reading
from jarchi.workspace import BulletinSettings, Settings

ROOT = Path(__file__).parents[1]


class Link(msgspec.Struct):
    """A line of `jarchi link`."""

    version: int
    id: str
    story: str
    copy_of: str | None


def pages() -> dict[Path, str]:
    """Give every generated file with its content."""
    made = {
        ROOT / "docs/reference/commands.md": commands(),
        ROOT / "docs/reference/settings.md": settings(),
    }
    for name, record in {"document": Document, "reading": Reading, "link": Link, "bulletin": Bulletin}.items():
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **dedented(msgspec.json.schema(record))}
        made[ROOT / f"src/jarchi/schemas/{name}.json"] = json.dumps(schema, indent=1, sort_keys=True) + "\n"
    return made


def dedented(schema: dict[str, Any]) -> dict[str, Any]:
    """Give a JSON Schema with the margins of docstrings taken off its descriptions: msgspec did not before 0.23."""
    made = {key: dedented(value) if isinstance(value, dict) else value for key, value in schema.items()}
    if isinstance(made.get("description"), str):
        made["description"] = inspect.cleandoc(made["description"])
    return made


def commands() -> str:
    """Give the page of commands, each with its `--help`."""
    group = typer.main.get_command(app)
    context = click.Context(group, info_name="jarchi", terminal_width=100)
    parts = [
        "# Commands\n\nGenerated from `--help`.\n\n"
        "Exit codes: 0 done · 1 something failed · 2 asked for what cannot be · 3 the workspace ·\n4 the ledger · "
        "5 publishing ·\n130 stopped from the keyboard. Errors are one sentence on standard error; `--debug` says more."
    ]
    for name in group.list_commands(context):  # type: ignore[attr-defined]
        command = group.get_command(context, name)  # type: ignore[attr-defined]
        inner = click.Context(command, info_name=name, parent=context, terminal_width=100)
        text = "\n".join(line.rstrip() for line in command.get_help(inner).splitlines())
        parts.append(f"## jarchi {name}\n\n```text\n{text}\n```")
    return "\n\n".join(parts) + "\n"


def settings() -> str:
    """Give the page of settings, each with its default."""
    parts = ["# Settings\n\nGenerated from the records that `jarchi.toml` is read into. Unknown settings are refused."]
    for title, record in {
        "jarchi.toml": Settings,
        "[[bulletins]]": BulletinSettings,
        "[collect]": CollectSettings,
        "[publish]": PublishSettings,
        "[publish.importance]": Importance,
    }.items():
        about = (record.__doc__ or "").strip().replace("\n    ", "\n")
        rows = [f"| `{field.encode_name}` | `{default(field)}` |" for field in msgspec.structs.fields(record)]
        parts.append(f"## {title}\n\n{about}\n\n| setting | default |\n| --- | --- |\n" + "\n".join(rows))
    return "\n\n".join(parts) + "\n"


def default(field: msgspec.structs.FieldInfo) -> str:
    """Give a field's default as TOML would write it."""
    if field.default is msgspec.NODEFAULT:
        return "required" if field.default_factory is msgspec.NODEFAULT else "see below"
    if isinstance(field.default, msgspec.Struct):
        return "see below"
    return "none" if field.default is None else json.dumps(msgspec.to_builtins(field.default))


def main() -> int:
    """Write or check the pages."""
    old = [path for path, text in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in old:
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(pages()[path], encoding="utf-8")
        sys.stdout.write(f"{path.relative_to(ROOT)} {'is out of date' if '--check' in sys.argv else 'written'}\n")
    return 1 if old and "--check" in sys.argv else 0


if __name__ == "__main__":
    raise SystemExit(main())
