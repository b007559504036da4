"""`jarchi split`: some articles of a story tell of something else; a person says so, and it stays so."""

from __future__ import annotations

from typing import Annotated

import typer

from jarchi.cli.common import NoteOption, UserOption, WorkspaceOption, decided, open_ledger


def command(
    story: Annotated[str, typer.Argument(help="The story, by id.")],
    articles: Annotated[list[str], typer.Argument(help="The articles that tell of something else, by id.")],
    note: NoteOption = "",
    user: UserOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Move articles out of a story into one of their own; the decision wins over every later run.

    What reprints them moves with them. To move them into a story that is there, split them off and merge.
    """
    with open_ledger(workspace) as ledger:
        own, moved = ledger.split(articles, story, decided(user, note))
    typer.echo(f"{moved} article{'' if moved == 1 else 's'} moved into story {own}.")
