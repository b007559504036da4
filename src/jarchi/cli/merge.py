"""`jarchi merge`: two stories are one; a person says so, and it stays so."""

from __future__ import annotations

from typing import Annotated

import typer

from jarchi.cli.common import NoteOption, UserOption, WorkspaceOption, decided, open_ledger


def command(
    story: Annotated[str, typer.Argument(help="The story whose articles move, by id.")],
    into: Annotated[str, typer.Argument(help="The story they move into, by id.")],
    note: NoteOption = "",
    user: UserOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Move all articles of one story into another; the decision wins over every later run."""
    from jarchi.errors import UsageError  # noqa: PLC0415

    with open_ledger(workspace) as ledger:
        from_, to = ledger.dossier(story), ledger.dossier(into)
        for given, found in ((story, from_), (into, to)):
            if found is None:
                raise UsageError(f"There is no story {given}; jarchi show finds stories by their ids.", subject=given)
        if from_ is None or to is None or from_.story == to.story:
            raise UsageError("A story cannot be merged into itself.", subject=story)
        articles = [piece.revision.article for piece in from_.pieces]
        moved = ledger.place(articles, to.story, decided(user, note))
    typer.echo(f"{moved} article{'' if moved == 1 else 's'} moved into story {into}.")
