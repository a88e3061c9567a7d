"""Commands that keep recipes by name, hand them on, and show in what two of them differ."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from engine.classifier.model.card import CARD_FILE, read_card
from engine.classifier.model.inspection import SUFFIX as MODEL_SUFFIX
from engine.classifier.recipe import Recipe
from engine.commands.shared import JsonFlag, assignments_of, end
from engine.console import say
from engine.errors import RecipeMissing, SettingInvalid
from engine.fields import Option, changed, differences, has_effect, options
from engine.operations import recipes
from engine.operations.recipe_files import read_recipe_and_notes, write_recipe
from engine.project.project import Project
from engine.project.schema import FILE_NAME

app = typer.Typer(no_args_is_help=True, help="Keep recipes by name, hand them on as files, and compare them.")
RecipeReference = Annotated[
    str,
    typer.Argument(metavar="RECIPE", help="A saved recipe, a recipe file, a model (its recipe), a project (its last recipe), or default."),
]
RecipeName = Annotated[str, typer.Argument(metavar="NAME", help="The name of a saved recipe.")]


def recipe_behind(reference: str) -> Recipe:
    """The recipe that `reference` means: the usual values, a saved one, else what lies there; what was left out of it is said.

    Raises `RecipeMissing`, `RecipeUnusable`, `ModelDamaged`, and what opening a project raises.
    """
    if reference == recipes.DEFAULT:
        return Recipe()
    place = Path(reference)
    if place.suffix == MODEL_SUFFIX or (place / CARD_FILE).is_file():
        return read_card(place).recipe
    if (place / FILE_NAME).is_file():
        with Project.open(place) as project:
            return recipes.recipe_of(project)
    try:
        recipe, notes = recipes.saved_recipe(reference)
    except RecipeMissing:
        if not place.is_file():
            raise
        recipe, notes = read_recipe_and_notes(place)
    for note in notes:
        say(str(note))
    return recipe


@app.command(name="list")
def list_(as_json: JsonFlag = False) -> None:
    """List the saved recipes, each in a few words."""

    def command() -> dict[str, Any]:
        saved, unusable = recipes.saved_recipes(), recipes.unusable_recipes()
        for name, recipe in saved.items():
            say(f"{name:<24} {recipes.in_words(recipe)}")
        for name, error in unusable.items():
            say(f"{name:<24} {error}")
        if not saved and not unusable:
            say("No recipe is saved yet: fieldmark recipe save NAME")
        return {
            "recipes": {name: recipes.in_words(recipe) for name, recipe in saved.items()},
            "unusable": {name: str(error) for name, error in unusable.items()},
        }

    end(command, as_json)


@app.command()
def show(recipe: RecipeReference, as_json: JsonFlag = False) -> None:
    """Show every field of a recipe; what differs from the usual is marked with a star, what has no effect is in brackets."""

    def command() -> dict[str, Any]:
        chosen = recipe_behind(recipe)
        plain = {option.name for option, _, _ in differences(chosen, Recipe(preset=chosen.preset))}
        for option in options(Recipe):
            line = f"{option.name:<20} {getattr(chosen, option.name)}"
            say(f"{'*' if option.name in plain else ' '} {line}" if has_effect(option, chosen) else f"  ({line})")
        return {"in_words": recipes.in_words(chosen), "recipe": asdict(chosen)}

    end(command, as_json)


@app.command()
def save(
    name: RecipeName,
    project: Annotated[Path | None, typer.Argument(metavar="[PROJECT]", help="Whose last recipe it starts from.")] = None,
    source: Annotated[
        str | None, typer.Option("--from", metavar="RECIPE", help="What it starts from; without this or PROJECT: the usual values.")
    ] = None,
    assignments: Annotated[list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="Any field of the recipe.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Save a recipe under a name, in the place of what had that name: the last one of a project, or another."""

    def command() -> dict[str, Any]:
        given = assignments_of(assignments or [])
        begun, whence = _start_of(project, source)
        recipe = changed(begun, given)
        for note in recipes.without_effect(recipe, given):
            say(str(note))
        recipes.save_recipe(name, recipe)
        say(f"{name.strip()} is saved, {whence}: {recipes.in_words(recipe)}")
        return {"saved": name.strip(), "in_words": recipes.in_words(recipe)}

    end(command, as_json)


def _start_of(project: Path | None, source: str | None) -> tuple[Recipe, str]:
    """What a recipe that is saved starts from, and that in words."""
    if project is not None and source is not None:
        raise SettingInvalid(value=source, field="--from", reason=f"the recipe of {project} was named too; give one of them")
    if project is None:
        return (recipe_behind(source), f"from {source}") if source is not None else (Recipe(), "from the usual values")
    with Project.open(project) as opened:
        last = recipes.last_recipe(opened)
    if last is None:
        raise SettingInvalid(value=project, field="PROJECT", reason="nothing was trained in it yet")
    return last, f"from the last training in {project.name}"


@app.command()
def delete(name: RecipeName, as_json: JsonFlag = False) -> None:
    """Delete a saved recipe; models that were trained with it keep theirs."""

    def command() -> dict[str, Any]:
        recipes.delete_recipe(name)
        say(f"{name} is deleted")
        return {"deleted": name}

    end(command, as_json)


@app.command()
def rename(name: RecipeName, new: Annotated[str, typer.Argument(metavar="NEW", help="Its new name.")], as_json: JsonFlag = False) -> None:
    """Give a saved recipe another name."""

    def command() -> dict[str, Any]:
        recipes.rename_recipe(name, new)
        say(f"{name} is now called {new}")
        return {"renamed": name, "name": new}

    end(command, as_json)


@app.command()
def diff(one: RecipeReference, other: RecipeReference, as_json: JsonFlag = False) -> None:
    """Show the fields in which two recipes differ."""

    def command() -> dict[str, Any]:
        first, second = recipe_behind(one), recipe_behind(other)
        found = differences(first, second)
        for option, mine, theirs in found:
            idle = "" if has_effect(option, first) or has_effect(option, second) else "  (no effect in either)"
            say(f"{option.name:<20} {mine!s:<16} {theirs}{idle}")
        if not found:
            say("The two recipes are the same.")
        return {"differences": {option.name: [mine, theirs] for option, mine, theirs in found}}

    end(command, as_json)


@app.command()
def export(
    recipe: RecipeReference,
    file: Annotated[Path, typer.Argument(metavar="FILE.recipe.json", help="Where the recipe goes.")],
    as_json: JsonFlag = False,
) -> None:
    """Write a recipe as a file of its own."""

    def command() -> dict[str, Any]:
        write_recipe(file, recipe_behind(recipe))
        say(f"The recipe is in {file}")
        return {"file": str(file)}

    end(command, as_json)


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.recipe.json", help="A recipe file.")],
    name: Annotated[str, typer.Option(metavar="NAME", help="What it is saved as; left out: as the file.")] = "",
    as_json: JsonFlag = False,
) -> None:
    """Save the recipe of a file."""

    def command() -> dict[str, Any]:
        recipe, notes = read_recipe_and_notes(file)
        chosen = name or file.name.removesuffix(".json").removesuffix(".recipe")
        recipes.save_recipe(chosen, recipe)
        for note in notes:
            say(str(note))
        say(f"{chosen}: {recipes.in_words(recipe)}")
        return {"saved": chosen, "notes": [str(note) for note in notes]}

    end(command, as_json)


@app.command()
def fields(as_json: JsonFlag = False) -> None:
    """List every field that --set knows: its bounds or choices, its usual value, and what it does."""

    def command() -> dict[str, Any]:
        section = None
        for option in options(Recipe):
            if option.section != section:
                section = option.section
                say(f"\n{section}" if section else "")
            say(f"  {option.name:<20} {_range(option):<44} {option.default!s:<14} {option.help}")
        return {"fields": [_field(option) for option in options(Recipe)]}

    end(command, as_json)


def _range(option: Option) -> str:
    if option.choices:
        return "|".join(option.choices)
    if option.low is None:
        return "yes|no" if option.kind is bool else "text"
    return f"{option.low:g}..{option.high:g}" + (f" ({option.low:g}: {option.lowest})" if option.lowest else "")


def _field(option: Option) -> dict[str, Any]:
    stored = {name: value for name, value in asdict(option).items() if name != "kind"}
    return {**stored, "kind": option.kind.__name__, "needs": {name: list(values) for name, values in option.needs.items()}}
