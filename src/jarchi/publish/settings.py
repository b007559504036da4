"""The settings of publishing: the `[publish]` table of `jarchi.toml`."""

from __future__ import annotations

from typing import Annotated

import msgspec

from jarchi.publish.figure_rows import FigureRule
from jarchi.publish.importance import Importance


class PublishSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the site calls itself. Every setting may be left out.

    `address` is where the site will stand (`https://news.example/`): feeds, mail and documents then name full
    addresses; without it they are relative to the file, which works from a folder but not in every feed reader.
    `sample` puts a banner on every page that says so. `pdf` sets each bulletin as PDF too (the extra `pdf`), with the
    fonts of the folder `fonts` beside those for Latin, Greek and Cyrillic; its path is taken from the workspace.
    `importance` weighs what gives a story its place. `figure_rule` names the value that stands first where several were
    given for one thing: "official", the latest that an official gave, and where none did the latest; or "latest",
    "lowest", "highest" (docs/reference/claims.md).
    """

    title: str = "jarchi"
    motto: str = "The news of the region, told line by line from its sources"
    address: Annotated[str, msgspec.Meta(pattern=r"^(https?://[^\s<>\"]+/)?$")] = ""
    sample: bool = False
    pdf: bool = False
    fonts: str = ""
    importance: Importance = Importance()
    figure_rule: FigureRule = "official"
