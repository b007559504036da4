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
    from jarchi.errors import UsageError  # noqa: PLC0415
    from jarchi.ledger.placing import story_without  # noqa: PLC0415

    with open_ledger(workspace) as ledger:
        dossier = ledger.dossier(story)
        if dossier is None:
            raise UsageError(f"There is no story {story}; jarchi show finds stories by their ids.", subject=story)
        inside = {piece.revision.article for piece in dossier.pieces}
        if missing := sorted(set(articles) - inside):
            raise UsageError(f"The article {missing[0]} is not in story {story}.", subject=missing[0])
        if inside <= set(articles):
            raise UsageError("All articles of the story were named; there is nothing to part them from.", subject=story)
        own = story_without(min(articles), story)
        moved = ledger.place(articles, own, decided(user, note))
    typer.echo(f"{moved} article{'' if moved == 1 else 's'} moved into story {own}.")
