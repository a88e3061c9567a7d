"""The sample project: 1797 real scans of handwritten digits, 8x8 px, from the scikit-learn package. Needs no network."""

from __future__ import annotations

import json
from pathlib import Path

from PIL import Image

import resources
from engine.classifier.recipe import Recipe
from engine.errors import translate
from engine.fields import from_json
from engine.operations.importing import import_folders
from engine.operations.recipes import remember_recipe
from engine.paths import data_folder, write_atomically
from engine.progress import Operation, Progress
from engine.project.project import SUFFIX, Project

_FACTS = json.loads(resources.path("sample_project.json").read_text(encoding="utf-8"))
_BRIGHTEST = 16  # the scans have 17 shades of grey
_FINISHED = "sample"


def sample_recipe() -> Recipe:
    """A small network from scratch, in seconds on a CPU."""
    return from_json(Recipe, _FACTS["recipe"])


def write_digits(folder: Path) -> Operation[tuple[Path, Path]]:
    """Write the scans as PNGs below `folder` unless they are there: `labelled/0..9/` and `new/`. Returns both folders."""
    labelled, new = folder / "labelled", folder / "new"
    if not (folder / "complete").exists():
        from sklearn.datasets import load_digits

        digits = load_digits()
        for index, (pixels, target) in enumerate(zip(digits.images, digits.target, strict=True)):
            place = labelled / str(target) if index < _FACTS["labelled"] else new
            place.mkdir(parents=True, exist_ok=True)
            Image.fromarray((pixels * 255 / _BRIGHTEST).round().astype("uint8")).save(place / f"digit-{index:04}.png")
            if index % 100 == 0:
                yield Progress(translate("operations", "Writing the sample pictures"), index, len(digits.target))
        write_atomically(folder / "complete", "")
    return labelled, new


def true_digits() -> dict[str, str]:
    """{file name: digit} of the pictures in `new`, to hold the answers against."""
    from sklearn.datasets import load_digits

    return {f"digit-{index:04}.png": str(target) for index, target in enumerate(load_digits().target) if index >= _FACTS["labelled"]}


def sample_project(folder: Path | None = None) -> Operation[Path]:
    """The folder of the sample project, made at first use: part of the digits with labels, the rest without.

    `folder` is where it and its pictures go (default: Fieldmark's own data folder). A half-made one is completed.
    """
    place = folder or data_folder()
    target = place / f"{_FACTS['name']}{SUFFIX}"
    labelled, new = yield from write_digits(place / "digits")
    if not target.exists():
        Project.create(target).close()
    with Project.open(target) as project:
        if project.writable and project.recall(_FINISHED) is None:
            yield from import_folders(project, [labelled], labels="folders")
            yield from import_folders(project, [new], labels="none")
            remember_recipe(project, sample_recipe())
            project.remember(_FINISHED, "complete")
    return target
