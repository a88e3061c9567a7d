"""Small heatmaps for thumbnails: one a picture, in order, and none for what cannot be read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.classifier.recipe import Recipe
from engine.errors import ModelMissing
from engine.operations.heatmaps import LONGEST, SmallHeatmap, heatmaps
from engine.operations.importing import import_folders
from engine.operations.training import train_project
from engine.progress import run
from engine.project.project import Project
from tests.conftest import striped_picture

RECIPE = Recipe(preset="scratch", architecture="test_resnet", image_size=32, epochs=1, batch_size=8, patience=0)


@pytest.fixture
def model(project: Project, tmp_path: Path) -> Path:
    for kind, name in enumerate(("a", "b")):
        for index in range(6):
            striped_picture(tmp_path / "set" / name / f"{index}.png", kind, index)
    run(import_folders(project, [tmp_path / "set"]))
    return run(train_project(project, replace(RECIPE))).card.folder


def test_each_picture_has_one_over_the_whole_of_it(model: Path, tmp_path: Path) -> None:
    wide = striped_picture(tmp_path / "new" / "wide.png", 0, 1, size=(300, 100))
    broken = tmp_path / "new" / "broken.png"
    broken.write_bytes(b"no picture")
    tall = striped_picture(tmp_path / "new" / "tall.png", 1, 2, size=(40, 80))
    found: list[SmallHeatmap] = []
    count = run(heatmaps(model, [wide, broken, tall]), lambda progress: found.append(progress.detail) if progress.detail else None)
    assert count == 2 and [each.path for each in found] == [wide, broken, tall]
    assert (found[0].width, found[0].height) == (LONGEST, LONGEST // 3)
    assert (found[1].width, found[1].pixels) == (0, b"")
    assert (found[2].height, found[2].width * 2) == (LONGEST, LONGEST)
    assert all(len(each.pixels) == 4 * each.width * each.height for each in found)


def test_a_model_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        run(heatmaps(tmp_path / "gone", [tmp_path / "a.png"]))
