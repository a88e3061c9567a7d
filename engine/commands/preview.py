"""The command that shows what the model sees."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from engine.commands.recipe_options import (
    ArchitectureOption,
    PresetOption,
    RecipeOption,
    Said,
    SetOption,
    SubjectOption,
    WeightsOption,
    recipe_said,
)
from engine.commands.shared import JsonFlag, ProjectFolder, end
from engine.console import followed, say
from engine.project.project import Project


def preview(
    project: ProjectFolder,
    out: Annotated[Path, typer.Option(metavar="FILE.png", help="Where the sheet goes: one row a picture, the plain view first.")],
    preset: PresetOption = None,
    architecture: ArchitectureOption = None,
    weights: WeightsOption = None,
    recipe: RecipeOption = None,
    subject: SubjectOption = None,
    assignments: SetOption = None,
    pictures: Annotated[int, typer.Option(min=1, max=200, help="How many pictures, spread over the classes.")] = 8,
    views: Annotated[int, typer.Option(min=0, max=50, help="How many random views of each.")] = 7,
    seed: Annotated[int, typer.Option(min=0, help="The same seed repeats the same views.")] = 0,
    as_json: JsonFlag = False,
) -> None:
    """Show pictures of a project exactly as the network receives them, plain and augmented."""

    def command() -> dict[str, Any]:
        from engine.operations.preview import seen, spread, write_sheet

        with Project.open(project) as opened:
            seen_by = recipe_said(opened, Said(preset, architecture, weights, recipe, subject, assignments))
            found = followed(seen(opened, seen_by, spread(opened, pictures), views, seed))
        write_sheet(out, found)
        unreadable = {str(each.path): each.failure for each in found if each.failure}
        for path, reason in unreadable.items():
            say(f"{path} cannot be read: {reason}")
        say(f"{len(found) - len(unreadable)} pictures as the network sees them are in {out}")
        return {"out": str(out), "pictures": [str(each.path) for each in found], "unreadable": unreadable}

    end(command, as_json)
