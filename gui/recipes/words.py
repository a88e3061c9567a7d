"""A recipe in words: what its fields are set to, what sets it apart, and where two of them differ."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from engine.classifier.recipe import PRESETS, PRETRAINED, Recipe
from engine.fields import Option, differences, has_effect
from gui.text import of_engine

_MOST = 4  # settings that are named in a line
_OWN = ("preset", "architecture", "weights")  # what the line begins with


@dataclass(frozen=True)
class Difference:
    """One setting with its two values in words; an empty value has no effect in its recipe."""

    label: str
    section: str
    one: str
    other: str


def value_words(option: Option, value: Any) -> str:
    """What the field is set to, as the form shows it."""
    if option.name in _SPECIAL:
        return _SPECIAL[option.name](str(value))
    if option.choices:
        return of_engine("recipe", option.choices[value])
    if option.kind is bool:
        return QCoreApplication.translate("RecipeWords", "yes") if value else QCoreApplication.translate("RecipeWords", "no")
    if option.lowest and value == option.low:
        return of_engine("recipe", option.lowest)
    return f"{value:g}" if option.kind is float else str(value)


def _architecture(name: str) -> str:
    return name or QCoreApplication.translate("RecipeWords", "recommended")


def _weights(source: str) -> str:
    return QCoreApplication.translate("RecipeWords", "pretrained") if source == PRETRAINED else Path(source).name


_SPECIAL = {"architecture": _architecture, "weights": _weights}


def recipe_words(recipe: Recipe) -> str:
    """Preset, architecture, and what was changed from the preset's own values: "Fine-tune · resnet50 · Epochs 20"."""
    plain = replace(Recipe(), preset=recipe.preset, architecture=recipe.architecture, weights=recipe.weights)
    changed = [(option, value) for option, value, _ in differences(recipe, plain) if has_effect(option, recipe)]
    parts = [of_engine("recipe", PRESETS[recipe.preset]), _architecture(recipe.architecture)]
    if recipe.uses_pack:
        parts.append(_weights(recipe.weights))
    parts += [f"{of_engine('recipe', option.label)} {value_words(option, value)}" for option, value in changed[:_MOST]]
    if len(changed) > _MOST:
        parts.append(QCoreApplication.translate("RecipeWords", "{0} more changes").format(len(changed) - _MOST))
    return " · ".join(parts)


def differing(one: Recipe, other: Recipe) -> list[Difference]:
    """The settings in which the two lead to different trainings, in the order of the form."""
    found = []
    for option, mine, theirs in differences(one, other):
        said = [value_words(option, value) if has_effect(option, recipe) else "" for recipe, value in ((one, mine), (other, theirs))]
        if any(said):
            found.append(Difference(of_engine("recipe", option.label), of_engine("recipe", option.section), said[0], said[1]))
    return found
