"""The command that shows what the model sees."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from engine.classifier.sight.subjects import SUBJECTS, with_subject
from engine.commands.shared import JsonFlag, ProjectFolder, absolute_pack, assignments_of, end, one_of
from engine.console import followed, say
from engine.fields import changed, validated
from engine.project.project import Project


def preview(
    project: ProjectFolder,
    out: Annotated[Path, typer.Option(metavar="FILE.png", help="Where the sheet goes: one row a picture, the plain view first.")],
    subject: Annotated[str, typer.Option(metavar="|".join(SUBJECTS), help="Augmentation by subject; left out: the recipe's.")] = "",
    architecture: Annotated[str | None, typer.Option(help="A network by its timm name.")] = None,
    weights: Annotated[str | None, typer.Option(metavar="pretrained|FOLDER", help="What training starts from.")] = None,
    assignments: Annotated[list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="Any field of the recipe.")] = None,
    pictures: Annotated[int, typer.Option(min=1, max=200, help="How many pictures, spread over the classes.")] = 8,
    views: Annotated[int, typer.Option(min=0, max=50, help="How many random views of each.")] = 7,
    seed: Annotated[int, typer.Option(min=0, help="The same seed repeats the same views.")] = 0,
    as_json: JsonFlag = False,
) -> None:
    """Show pictures of a project exactly as the network receives them, plain and augmented."""

    def command() -> dict[str, Any]:
        from engine.operations.preview import seen, spread, write_sheet
        from engine.operations.recipes import recipe_of

        if subject:
            one_of("--subject", subject, list(SUBJECTS))
        with Project.open(project) as opened:
            # new weights bring their own architecture, unless one is named too
            named = architecture if architecture is not None or weights is None else ""
            given = {"architecture": named, "weights": absolute_pack(weights)}
            recipe = replace(recipe_of(opened), **{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
            recipe = with_subject(recipe, subject) if subject else recipe
            recipe = validated(changed(recipe, assignments_of(assignments or [])))
            found = followed(seen(opened, recipe, spread(opened, pictures), views, seed))
        write_sheet(out, found)
        unreadable = {str(each.path): each.failure for each in found if each.failure}
        for path, reason in unreadable.items():
            say(f"{path} cannot be read: {reason}")
        say(f"{len(found) - len(unreadable)} pictures as the network sees them are in {out}")
        return {"out": str(out), "pictures": [str(each.path) for each in found], "unreadable": unreadable}

    end(command, as_json)
