"""Commands about sorts that were carried out: list them, finish one that was broken off, undo one."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from engine.commands.shared import JsonFlag, end
from engine.commands.sort_lines import say_problems
from engine.console import followed, say
from engine.project.project import Project

app = typer.Typer(no_args_is_help=True, help="Sorted pictures: list the sorts, finish one that was broken off, undo one.")

JournalArgument = Annotated[
    str, typer.Argument(metavar="JOURNAL", help="The name of a sort in the list, its journal file, or the folder that was sorted into.")
]
ProjectOption = Annotated[
    Path | None, typer.Option("--project", metavar="PROJECT", help="A project whose samples were moved: it learns where they are.")
]


@app.command(name="list")
def list_(as_json: JsonFlag = False) -> None:
    """List the sorts that were carried out, the newest first."""

    def command() -> dict[str, Any]:
        from engine.operations.sorting import journals

        cards = journals()
        for card in cards:
            when = time.strftime("%Y-%m-%d %H:%M", time.localtime(card.when))
            state = "unfinished" if card.unfinished else card.state
            say(f"{card.name}  {when}  {state:<10}  {card.how:<8}  {card.done} of {card.pictures}  {card.target}")
        if not cards:
            say("Nothing was sorted yet.")
        return {"sorts": [{"name": card.name, **asdict(card), "unfinished": card.unfinished} for card in cards]}

    end(command, as_json)


@app.command()
def finish(journal: JournalArgument, project: ProjectOption = None, as_json: JsonFlag = False) -> None:
    """Go on with a sort that was broken off, and try again what failed."""

    def command() -> dict[str, Any]:
        from engine.operations.sorting import finish_sort, journal_at

        with _opened(project) as opened:
            result = followed(finish_sort(journal_at(journal), opened))
        say_problems(result.problems, result.failed)
        say(f"{result.pictures} pictures are sorted into {result.target}")
        return _row(result)

    end(command, as_json)


@app.command()
def undo(journal: JournalArgument, project: ProjectOption = None, as_json: JsonFlag = False) -> None:
    """Bring files and folders back as they were before a sort; what was changed since is left and named."""

    def command() -> dict[str, Any]:
        from engine.operations.sorting import journal_at, undo_sort

        with _opened(project) as opened:
            result = followed(undo_sort(journal_at(journal), opened))
        say_problems(result.problems, result.kept)
        if not (result.pictures or result.sidecars or result.kept):
            say("It was undone before: nothing was left to do.")
            return _row(result)
        say(f"{result.pictures} pictures are as they were before; {result.folders} folders are gone again")
        if result.kept:
            say(f"{result.kept} files were left at their new place, as said above; move them back by hand if you want them there")
        return _row(result)

    end(command, as_json)


def _opened(folder: Path | None) -> AbstractContextManager[Project | None]:
    return nullcontext() if folder is None else Project.open(folder, to_write=True)


def _row(result: Any) -> dict[str, Any]:
    return {**asdict(result), "problems": [problem.told() for problem in result.problems]}
