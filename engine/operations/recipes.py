"""The recipe that a project was trained with last is where its next training starts from."""

from __future__ import annotations

import json
from dataclasses import asdict

from engine.classifier.recipe import Recipe, recipe_from_json
from engine.errors import SettingInvalid
from engine.project.project import Project

_KEY = "recipe"


def remember_recipe(project: Project, recipe: Recipe) -> None:
    project.remember(_KEY, json.dumps(asdict(recipe)))


def recipe_of(project: Project) -> Recipe:
    """The remembered recipe, or the default one."""
    stored = project.recall(_KEY)
    try:
        return recipe_from_json(json.loads(stored)) if stored else Recipe()
    except SettingInvalid:  # written by another version with other bounds
        return Recipe()
