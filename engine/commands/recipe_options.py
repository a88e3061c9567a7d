"""The options that make a recipe, for every command that trains: the project's last recipe, with what is said on the command line."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from engine.classifier.recipe import INSTANT, PRESETS, SCRATCH, Recipe, with_preset
from engine.classifier.sight.subjects import SUBJECTS, with_subject
from engine.classifier.weights.packs import CONFIG_FILE
from engine.commands.recipes import recipe_behind
from engine.commands.shared import absolute_pack, assignments_of, one_of
from engine.console import say
from engine.errors import SettingInvalid
from engine.fields import changed, validated
from engine.operations.recipes import DEFAULT, in_words, last_recipe, without_effect
from engine.project.project import Project

PresetOption = Annotated[str | None, typer.Option("--preset", metavar="|".join(PRESETS), help="How much of the network learns.")]
ArchitectureOption = Annotated[str | None, typer.Option("--architecture", help="A network by its timm name.")]
WeightsOption = Annotated[str | None, typer.Option("--weights", metavar="pretrained|FOLDER", help="What training starts from.")]
RecipeOption = Annotated[
    str | None,
    typer.Option(
        "--recipe",
        metavar="NAME|FILE|MODEL|default",
        help="A saved recipe, a recipe file, that of a model, or the usual values. Left out: the project's last one.",
    ),
]
SubjectOption = Annotated[
    str | None, typer.Option("--subject", metavar="|".join(SUBJECTS), help="Augmentation for what the pictures show.")
]
SetOption = Annotated[list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="Any field of the recipe.")]


@dataclass(frozen=True)
class Said:
    """What the command line says of the recipe; None where it says nothing."""

    preset: str | None = None
    architecture: str | None = None
    weights: str | None = None
    recipe: str | None = None
    subject: str | None = None
    assignments: list[str] | None = None
    seed: int | None = None

    def options(self) -> list[str]:
        """The options that were used."""
        names = {"assignments": "set"}
        return [f"--{names.get(each.name, each.name)}" for each in fields(self) if getattr(self, each.name) not in (None, [])]


def recipe_said(project: Project, said: Said) -> Recipe:
    """The recipe that was named, or that of the last training, with what was said; tells where it comes from, and what has no effect.

    Raises `SettingInvalid`, and what `recipe_behind` raises.
    """
    assignments = assignments_of(said.assignments or [])
    base = _base(project, said.recipe)
    if said.subject is not None:
        one_of("--subject", said.subject, list(SUBJECTS))
        base = with_subject(base, said.subject)
    given: dict[str, Any] = {"architecture": said.architecture, "weights": said.weights, "seed": said.seed}
    preset = said.preset
    if said.weights is not None:
        given |= _weights(said.weights, said.architecture)
        preset = _preset_with_weights(said, assignments.get("preset"), base)
    given = {name: value for name, value in given.items() if value is not None}
    base = with_preset(base, base.preset if preset is None else preset)
    recipe = validated(changed(replace(base, **given), assignments))
    for note in without_effect(recipe, [*(name for name, value in given.items() if value), *assignments]):
        say(str(note))
    return recipe


def _base(project: Project, reference: str | None) -> Recipe:
    if reference is not None:
        return recipe_behind(reference)
    last = last_recipe(project)
    if last is not None:
        say(f"Going on from this project's last recipe: {in_words(last)}; --recipe {DEFAULT} starts afresh.")
    return last or Recipe()


def _weights(weights: str, architecture: str | None) -> dict[str, str | None]:
    """New weights bring their own architecture, unless one is named too; a folder is remembered with its whole path."""
    place = Path(weights)
    if place.is_file():
        inside = f"give its folder, {place.parent}" if (place.parent / CONFIG_FILE).is_file() else "give the folder of a weights pack"
        raise SettingInvalid(
            value=weights, field="--weights", reason=f"it is a file; {inside}, or take it in with fieldmark weights import"
        )
    return {"weights": absolute_pack(weights), "architecture": "" if architecture is None else architecture}


def _preset_with_weights(said: Said, assigned: str | None, base: Recipe) -> str | None:
    """From scratch weights would silently do nothing: refused where that preset was named, left where it is only the last one."""
    named = assigned or said.preset
    if named == SCRATCH:
        reason = f"the preset {SCRATCH} begins without weights; say --preset instant, finetune or thorough"
        raise SettingInvalid(value=said.weights, field="--weights", reason=reason)
    if named is not None or base.preset != SCRATCH:
        return said.preset
    say(f"The preset {SCRATCH} begins without weights; as some are named, the preset is {INSTANT} now.")
    return INSTANT
