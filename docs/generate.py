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

import msgspec
import typer.main

import jarchi
from jarchi.cli.app import app
from jarchi.collect import CollectSettings
from jarchi.publish import Importance, PublishSettings
from jarchi.publish.exports import formats
from jarchi.publish.exports.bridge import bridge
from jarchi.publish.exports.fields import fields_of
from jarchi.publish.exports.tables import TABLES
from jarchi.publish.mail.settings import MailSettings
from jarchi.records.articles import Document
from jarchi.records.bulletins import Bulletin
from jarchi.records.readings import Reading
from jarchi.workspace import BulletinSettings, Settings

ROOT = Path(__file__).parents[1]


EXPORTS = """# Exports

Generated from the code. `jarchi export [NAMES]... [--into FOLDER] [--from DAY] [--to DAY] [--lens ID]` walks the
ledger once and writes the formats that are named, or all. Every row is checked before it is written, one that its
passage does not bear out is withheld and counted, and no file is in its place before all are whole. The same ledger
gives the same bytes.

| format | is | files | needs |
| --- | --- | --- | --- |
{rows}

In every format a statement carries its passage: the sentence or sentences it was read from, as `quote`, which is
`text[start:end]` in Unicode code points; `revision`, the SHA-256 of that text as UTF-8; and the report's `url`.
PLOVER's lines call the quote `text`; annotations select the exact words with both selectors; FollowTheMoney has the
quote as `description` and its place in `notes`.

What the program read is not what happened. An event has a row in each report that tells it; `reality` says whether
the text tells it as a fact, and `claim` and `said_by` that somebody says so. A claim is never a fact by itself:
`status` says what became of it.

CSV is UTF-8 with comma and CRLF (RFC 4180). A text that a spreadsheet would take for a formula (beginning with `=`,
`+`, `-`, `@`, a tab or a line break) has an apostrophe before it; take one away where one stands before such a sign,
or before further apostrophes and such a sign. What is not known is an empty cell. Lists are parted by spaces in CSV
and are lists in Parquet."""

BRIDGE = """## From PLOVER to CAMEO

`cameo` has a row for each pair of one who acts and one acted upon. Root codes go by this bridge; "near" says that
CAMEO means something else by the code in part, and `is_close` is then false. Country codes are ISO 3166-1 alpha-3, as
in CAMEO, without its codes for roles.

| type | mode | CAMEO root | | note |
| --- | --- | --- | --- | --- |
{ways}

Sources:

{sources}"""


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
    made[ROOT / "docs/reference/exports.md"] = exports()
    made[ROOT / "docs/reference/python.md"] = python()
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
    """Give the page of commands, from their signatures: what a library prints of them changes with its versions."""
    parts = [
        "# Commands\n\nGenerated from the commands themselves; `jarchi COMMAND --help` says the same. Each takes "
        "`--help`,\nand `jarchi --debug COMMAND ...` shows where an error arose.\n\n"
        "Exit codes: 0 done · 1 something failed · 2 asked for what cannot be · 3 the workspace · 4 the ledger ·\n"
        "5 publishing · 6 the shipped weights · 130 stopped from the keyboard · 141 nobody reads the output any more.\n"
        "An error is one sentence on standard error."
    ]
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        about = inspect.cleandoc(command.help or "")
        rows = [row(parameter) for parameter in command.params if parameter.name != "help"]
        table = "| given | meaning | default |\n| --- | --- | --- |\n" + "\n".join(rows)
        parts.append(f"## jarchi {name}\n\n{about}\n\n{table}")
    return "\n\n".join(parts) + "\n"


def row(parameter: Any) -> str:
    """Give the row of a table for a command's argument or option."""
    names = [one for one in parameter.opts if one.startswith("-")] or [parameter.metavar or parameter.name]
    given = ", ".join(f"`{one}`" for one in names).replace("|", "\\|")
    has_default = parameter.default not in (None, False, ())
    shown = "required" if parameter.required else f"`{parameter.default}`" if has_default else ""
    return f"| {given} | {parameter.help} | {shown} |"


def python() -> str:
    """Give the page of the Python interface: each public name with what it takes and what it says of itself."""
    parts = [
        "# Python\n\nGenerated from the package. `import jarchi` loads a name when it is first used; all are typed.\n"
        "Offsets are half-open and count code points. [How to call it](../how-to/call-from-a-program.md)."
    ]
    for name in sorted(jarchi.__all__, key=lambda name: (isinstance(getattr(jarchi, name), type), name)):
        thing = getattr(jarchi, name)
        about = inspect.cleandoc(thing.__doc__ or "")
        if isinstance(thing, type) and issubclass(thing, msgspec.Struct):
            fields = [f"| `{field}` | `{told(kind)}` |" for field, kind in annotations(thing).items()]
            table = "| field | type |\n| --- | --- |\n" + "\n".join(fields)
            parts.append(f"## {name}\n\n{about}\n\n{table}")
        else:
            call = "" if isinstance(thing, type) else f"```python\n{signature(thing)}\n```\n\n"
            parts.append(f"## {name}\n\n{call}{about}")
    return "\n\n".join(parts) + "\n"


def annotations(record: type) -> dict[str, str]:
    """Give the fields of a record with their types, as they are written in the code."""
    return {name: kind for one in reversed(record.__mro__) for name, kind in getattr(one, "__annotations__", {}).items()
            if name in record.__struct_fields__}  # type: ignore[attr-defined]  # fmt: skip


def told(kind: object) -> str:
    """Give a type for a cell of a table."""
    return str(kind).replace("|", "\\|")


def signature(function: Any) -> str:
    """Give the line that a function is called by; its types stand as in the code."""
    found = inspect.signature(function)
    lines = [
        f"    {one.name}: {one.annotation}" + ("" if one.default is one.empty else f" = {one.default!r}")
        for one in found.parameters.values()
    ]
    named = [one.kind is one.KEYWORD_ONLY for one in found.parameters.values()]
    if True in named:
        lines.insert(named.index(True), "    *")
    return f"jarchi.{function.__name__}(\n" + ",\n".join(lines) + f",\n) -> {found.return_annotation}"


def settings() -> str:
    """Give the page of settings, each with its default."""
    parts = ["# Settings\n\nGenerated from the records that `jarchi.toml` is read into. Unknown settings are refused."]
    for title, record in {
        "jarchi.toml": Settings,
        "[[bulletins]]": BulletinSettings,
        "[collect]": CollectSettings,
        "[publish]": PublishSettings,
        "[publish.importance]": Importance,
        "[mail]": MailSettings,
    }.items():
        about = (record.__doc__ or "").strip().replace("\n    ", "\n")
        rows = [f"| `{field.encode_name}` | `{default(field)}` |" for field in msgspec.structs.fields(record)]
        parts.append(f"## {title}\n\n{about}\n\n| setting | default |\n| --- | --- |\n" + "\n".join(rows))
    return "\n\n".join(parts) + "\n"


def exports() -> str:
    """Give the page of exports: every format, and every field of every table."""
    rows = "\n".join(
        f"| `{format.name}` | {format.about} | {', '.join(f'`{name}`' for name in format.files)} "
        f"| {f'`jarchi[{format.extra}]`' if format.extra else ''} |"
        for format in formats().values()
    )
    parts = [EXPORTS.format(rows=rows)]
    for table in TABLES:
        fields = "\n".join(
            f"| `{field.name}` | {field.kind}{'' if field.is_required else ', may be empty'} | {field.about} |"
            for field in fields_of(table.row)
        )
        parts.append(f"## {table.name}\n\n{table.about}\n\n| field | kind | holds |\n| --- | --- | --- |\n{fields}")
    ways = "\n".join(
        f"| {way.type} | {way.mode or ''} | {way.root} {bridge().roots[way.root]} | {'' if way.is_close else 'near'} "
        f"| {way.note} |"
        for way in bridge().ways
    )
    sources = "\n".join(f"- {source}" for source in bridge().sources)
    parts.append(BRIDGE.format(ways=ways, sources=sources))
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
