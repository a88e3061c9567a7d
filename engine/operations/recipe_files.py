"""Recipes as files of their own, so that they can be handed on; the file is the JSON of `Recipe`'s fields."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import reduce
from pathlib import Path
from typing import Any

from engine.classifier.recipe import Recipe, recipe_from_json
from engine.errors import OutputNotWritable, RecipeUnusable, Sentence, SettingInvalid, translate
from engine.fields import options, validated
from engine.paths import write_atomically

SUFFIX = ".recipe.json"
_LARGEST = 1_000_000  # bytes; a recipe has two thousand
_EARLIER = {"freeze_batch_norm"}  # fields of earlier versions that `recipe_from_json` understands


def write_recipe(file: Path, recipe: Recipe) -> None:
    """Raises `OutputNotWritable`."""
    try:
        write_atomically(file, json.dumps(asdict(recipe), indent=2, ensure_ascii=False))
    except OSError as error:
        raise OutputNotWritable(file=file, reason=error.strerror or translate("errors", "the file may not be written")) from error


def read_recipe(file: Path) -> Recipe:
    """The recipe in `file`, also one of another version, whose unknown fields are left out; raises `RecipeUnusable`."""
    return read_recipe_and_notes(file)[0]


def read_recipe_and_notes(file: Path) -> tuple[Recipe, tuple[Sentence, ...]]:
    """The recipe in `file` and what was left out of it; raises `RecipeUnusable`, which names every field that is out of bounds."""
    stored = _stored(file)
    known = {option.name for option in options(Recipe)} | _EARLIER
    unknown = [str(name) for name in stored if name not in known]
    try:
        recipe = recipe_from_json(stored)
    except SettingInvalid as error:
        raise RecipeUnusable(file=file, reason=_objections(stored) or error.sentences()[0].rstrip(".")) from error
    text = translate("errors", "This version of Fieldmark does not know these fields of {file}, and left them out: {fields}.")
    return recipe, (Sentence(text, {"file": file, "fields": ", ".join(unknown)}),) if unknown else ()


def _stored(file: Path) -> dict[str, Any]:
    try:
        if file.stat().st_size > _LARGEST:
            raise RecipeUnusable(file=file, reason=translate("errors", "it is no recipe"))
        stored = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise RecipeUnusable(file=file, reason=error.strerror or translate("errors", "it cannot be read")) from error
    except (ValueError, RecursionError) as error:  # no text, or no JSON
        raise RecipeUnusable(file=file, reason=translate("errors", "it is no recipe")) from error
    if not isinstance(stored, dict) or "preset" not in stored:
        raise RecipeUnusable(file=file, reason=translate("errors", "it is no recipe"))
    return stored


def _objections(stored: Mapping[str, Any]) -> Sentence | None:
    """What is wrong with each field, in one sentence that can still be translated."""
    found = [Sentence("{field}: {reason}", error.facts) for error in map(_refusal, stored.items()) if error is not None]
    return reduce(lambda told, each: Sentence("{told}; {each}", {"told": told, "each": each}), found) if found else None


def _refusal(field: tuple[str, Any]) -> SettingInvalid | None:
    name, value = field
    try:
        if name in {option.name for option in options(Recipe)}:
            validated(replace(Recipe(), **{name: value}))
    except SettingInvalid as error:
        return error
    return None
