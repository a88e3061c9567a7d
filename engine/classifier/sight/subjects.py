"""Augmentation by subject: what may be changed about a picture without changing what it shows. Light to import."""

from __future__ import annotations

import dataclasses
from typing import Any

from engine.classifier.recipe import AUGMENTATION, Recipe
from engine.errors import translate
from engine.fields import options

SUBJECTS = {
    "photos": translate("recipe", "Photos"),
    "microscope": translate("recipe", "Microscope: any orientation"),
    "digits": translate("recipe", "Text and digits: no flips"),
    "camera_trap": translate("recipe", "Camera trap"),
    "surface": translate("recipe", "Industrial surface"),
    "none": translate("recipe", "None"),
}

_ANY_SUBJECT = ("rand_augment", "mixup", "cutmix")  # how strong, not what for: these stay as they are
_DEFAULTS = {each.name: each.default for each in options(Recipe) if each.section == AUGMENTATION and each.name not in _ANY_SUBJECT}

# What departs from the recipe's defaults, which are for photos.
_DEPARTURES: dict[str, dict[str, Any]] = {
    "photos": {},
    # no up and no left on a slide; cells keep their shape; stains differ
    "microscope": {"smallest_crop": 0.6, "stretch": 0.1, "rotation": 180.0, "vertical_flip": 0.5, "blur": 0.1},
    # a mirrored 2 is none, a 6 upside down is a 9, a cut stroke is another letter
    "digits": {"smallest_crop": 0.8, "stretch": 0.15, "rotation": 10.0, "horizontal_flip": 0.0, "colour_jitter": 0.1},
    # day, dusk and infrared; animals are small, run, and stand behind leaves
    "camera_trap": {"smallest_crop": 0.6, "rotation": 5.0, "colour_jitter": 0.3, "blur": 0.1, "noise": 0.04, "random_erasing": 0.15},
    # a flaw may lie at the edge; the lamp changes, its colour hardly matters
    "surface": {"smallest_crop": 0.8, "stretch": 0.1, "rotation": 5.0, "vertical_flip": 0.5, "noise": 0.02},
    "none": {"smallest_crop": 1.0, "stretch": 0.0, "horizontal_flip": 0.0, "colour_jitter": 0.0},
}


def with_subject(recipe: Recipe, name: str) -> Recipe:
    """The recipe with the augmentation for a subject of `SUBJECTS`; raises `KeyError` for another name."""
    return dataclasses.replace(recipe, **_DEFAULTS | _DEPARTURES[name])


def subject_of(recipe: Recipe) -> str:
    """The subject whose augmentation the recipe has, "" if it is nobody's."""
    return next((name for name in SUBJECTS if with_subject(recipe, name) == recipe), "")


def augments(recipe: Recipe) -> bool:
    """Whether random views of a picture differ at all; mixing is not a matter of views."""
    none = with_subject(recipe, "none")
    # with the whole picture in each crop nothing is left to stretch
    return bool(recipe.rand_augment) or dataclasses.replace(recipe, stretch=none.stretch) != none
