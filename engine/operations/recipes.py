"""The recipes that people keep by name, and the one that a project was trained with last."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from engine.classifier.recipe import PRESETS, Recipe, recipe_from_json
from engine.errors import FieldmarkError, FolderNotWritable, RecipeMissing, RecipeUnusable, Sentence, SettingInvalid, translate
from engine.fields import Option, differences, has_effect, options, validated
from engine.operations.recipe_files import read_recipe, read_recipe_and_notes, write_recipe
from engine.paths import config_folder
from engine.project.project import Project

DEFAULT = "default"  # where a recipe is named: the usual values
_KEY = "recipe"
_ENDING = ".json"
_LONGEST_NAME = 60
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*%.]')  # in file names, on one system or another
_DEVICES = re.compile(r"(?i)con|prn|aux|nul|com\d|lpt\d")  # names that Windows keeps for itself


# ---- of a project ------------------------------------------------------------------------------------------


def remember_recipe(project: Project, recipe: Recipe) -> None:
    project.remember(_KEY, json.dumps(asdict(recipe)))


def last_recipe(project: Project) -> Recipe | None:
    """The remembered recipe, None if there is none that this version can use."""
    stored = project.recall(_KEY)
    try:
        return recipe_from_json(json.loads(stored)) if stored else None
    except SettingInvalid:  # written by another version with other bounds
        return None


def recipe_of(project: Project) -> Recipe:
    """The remembered recipe, or the default one."""
    return last_recipe(project) or Recipe()


# ---- by name -----------------------------------------------------------------------------------------------


def saved_recipes() -> dict[str, Recipe]:
    """{name: recipe} in alphabetical order, without those that cannot be read (`unusable_recipes`)."""
    return {name: recipe for name, recipe in _all() if isinstance(recipe, Recipe)}


def unusable_recipes() -> dict[str, FieldmarkError]:
    """{name: why it cannot be read} of the others: written by another version, or damaged."""
    return {name: error for name, error in _all() if isinstance(error, FieldmarkError)}


def saved_recipe(name: str) -> tuple[Recipe, tuple[Sentence, ...]]:
    """The recipe and what was left out of it; raises `RecipeMissing`, `RecipeUnusable`."""
    if not _file(name).is_file():
        raise RecipeMissing(name=name, names=", ".join(saved_recipes()) or "–")
    return read_recipe_and_notes(_file(name))


def save_recipe(name: str, recipe: Recipe) -> None:
    """Keep it under `name`, in the place of what had that name; raises `SettingInvalid`, `OutputNotWritable`."""
    write_recipe(_file(_usable(name)), validated(recipe))


def delete_recipe(name: str) -> None:
    """Raises `RecipeMissing`, `FolderNotWritable`."""
    try:
        _file(name).unlink()
    except FileNotFoundError as error:
        raise RecipeMissing(name=name, names=", ".join(saved_recipes()) or "–") from error
    except OSError as error:
        raise FolderNotWritable(folder=_folder(), reason=error.strerror or error) from error


def rename_recipe(name: str, new: str) -> None:
    """Raises `RecipeMissing`, `SettingInvalid` if the new name is taken or none, `FolderNotWritable`."""
    source, target = _file(name), _file(_usable(new))
    if not source.is_file():
        raise RecipeMissing(name=name, names=", ".join(saved_recipes()) or "–")
    if target.exists() and not target.samefile(source):  # the same file: only the case of letters changes
        raise SettingInvalid(value=new, field="name", reason=translate("errors", "there is a recipe of that name already"))
    try:
        os.replace(source, target)
    except OSError as error:
        raise FolderNotWritable(folder=_folder(), reason=error.strerror or error) from error


def _all() -> Iterable[tuple[str, Recipe | FieldmarkError]]:
    for file in sorted(_folder().glob(f"*{_ENDING}"), key=lambda file: file.name.casefold()):
        name = re.sub(r"%([0-9A-F]{2})", lambda match: chr(int(match[1], 16)), file.name.removesuffix(_ENDING))
        try:
            yield name, read_recipe(file)
        except RecipeUnusable as error:
            yield name, error


def _folder() -> Path:
    return config_folder() / "recipes"


def _file(name: str) -> Path:
    """Where the recipe `name` lies: no name leads out of the folder."""
    safe = _UNSAFE.sub(lambda match: f"%{ord(match[0]):02X}", name.strip())
    if _DEVICES.fullmatch(safe):
        safe = f"%{ord(safe[0]):02X}{safe[1:]}"
    return _folder() / f"{safe}{_ENDING}"


def _usable(name: str) -> str:
    if not name.strip():
        raise SettingInvalid(value=name, field="name", reason=translate("errors", "a name is needed"))
    if name.strip() == DEFAULT:
        raise SettingInvalid(value=name, field="name", reason=translate("errors", "that name stands for the usual values"))
    if len(name.strip()) > _LONGEST_NAME:
        reason = Sentence(translate("errors", "a name has at most {count} letters"), {"count": _LONGEST_NAME})
        raise SettingInvalid(value=name, field="name", reason=reason)
    return name


# ---- in words ----------------------------------------------------------------------------------------------


def in_words(recipe: Recipe) -> str:
    """The preset, and of the rest only what has an effect and is not as usual: "Fine-tune, epochs 20, mixup 0.2"."""
    changed = [(option, value) for option, value, _ in differences(recipe, Recipe(preset=recipe.preset)) if has_effect(option, recipe)]
    return ", ".join([PRESETS[recipe.preset], *(f"{option.name} {_worded(option, value)}" for option, value in changed)])


def _worded(option: Option, value: object) -> str:
    if option.kind is bool:
        return "on" if value else "off"
    if value == option.low and option.lowest:
        return option.lowest
    return f"{value:g}" if isinstance(value, float) else str(value)


def without_effect(recipe: Recipe, names: Iterable[str]) -> list[Sentence]:
    """About the fields of `names` that do nothing beside the other values of `recipe`."""
    text = translate("errors", "“{name}” has no effect with {other} {value}.")
    known = {option.name: option for option in options(Recipe)}
    idle = [known[name] for name in names if name in known and not has_effect(known[name], recipe)]
    return [Sentence(text, {"name": option.name, **_reason(option, recipe)}) for option in idle]


def _reason(option: Option, recipe: Recipe) -> dict[str, object]:
    """The first field that keeps `option` from mattering, and its value."""
    other = next(name for name, values in option.needs.items() if getattr(recipe, name) not in values)
    return {"other": other, "value": getattr(recipe, other)}
