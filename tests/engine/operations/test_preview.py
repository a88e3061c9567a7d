"""The preview shows what training and prediction see, to the pixel, and tells what cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import typer
from PIL import Image
from typer.testing import CliRunner

from engine.classifier.network import create
from engine.classifier.recipe import Recipe
from engine.classifier.sight.dataset import batches
from engine.classifier.sight.subjects import with_subject
from engine.classifier.sight.transforms import evaluation_transform, training_transform
from engine.commands.preview import preview
from engine.errors import ArchitectureUnknown, OutputNotWritable
from engine.operations.importing import import_folders
from engine.operations.preview import SeenPicture, seen, spread, write_sheet
from engine.progress import Progress, run
from engine.project.project import Project

RECIPE = Recipe(preset="scratch", architecture="test_resnet", image_size=48)


@pytest.fixture
def folder(tmp_path: Path, class_folders: Callable[..., Path]) -> Path:
    with Project.create(tmp_path / "things.fieldmark") as project:
        run(import_folders(project, [class_folders({"upright": 5, "level": 4})]))
    return tmp_path / "things.fieldmark"


def test_it_is_what_training_and_prediction_are_given(folder: Path) -> None:
    with Project.open(folder) as project:
        ids = [sample.id for sample in project.samples()][::-3]
        progress: list[Progress] = []
        found = run(seen(project, RECIPE, ids, views=2, seed=4), progress.append)
        paths = [project.samples([id_])[0].path for id_ in ids]
    assert [each.path for each in found] == paths
    assert [each.detail for each in progress if isinstance(each.detail, SeenPicture)] == found
    config = run(create(RECIPE, 2)).config
    (plain,) = batches(paths, evaluation_transform(config), 9)
    (random,) = batches([path for path in paths for _ in range(2)], training_transform(config, RECIPE), 9, seed=4)
    assert (np.stack([each.plain for each in found if each.plain is not None]) == plain.pixels.numpy()).all()
    assert (np.concatenate([each.augmented for each in found]) == random.pixels.numpy()).all()


def test_unreadable_pictures_are_told_and_samples_that_are_gone_left_out(folder: Path) -> None:
    with Project.open(folder) as project:
        first, second = project.samples()[:2]
        first.path.write_bytes(b"no picture")
        found = run(seen(project, RECIPE, [first.id, 10**9, second.id], views=1))
    assert [(each.path, each.plain is None, len(each.augmented)) for each in found] == [(first.path, True, 0), (second.path, False, 1)]
    assert found[0].failure and not found[1].failure


def test_subjects_change_the_views_and_none_shows_the_plain_one(folder: Path) -> None:
    with Project.open(folder) as project:
        ids = spread(project, 2)
        found = {name: run(seen(project, with_subject(RECIPE, name), ids)) for name in ("microscope", "none")}
        with pytest.raises(ArchitectureUnknown):
            run(seen(project, replace(RECIPE, architecture="nonet"), ids))
    assert all((view == each.plain).all() for each in found["none"] for view in each.augmented)
    assert all((view != each.plain).any() for each in found["microscope"] for view in each.augmented)


def test_the_frame_tells_what_the_plain_view_shows(folder: Path) -> None:
    with Project.open(folder) as project:
        ids = spread(project, 1)
        found = {mode: run(seen(project, replace(RECIPE, crop_mode=mode), ids))[0].frame for mode in ("border", "center", "squash")}
    assert found["squash"] == (0, 0, 1, 1)
    assert found["border"] == pytest.approx((0, -0.1, 1, 1.2)), "pictures of 48 x 40 px"
    assert found["center"][2] < 1 and found["center"][3] <= 1


def test_samples_are_spread_over_the_classes(folder: Path) -> None:
    with Project.open(folder) as project:
        classes = {sample.id: sample.class_id for sample in project.samples()}
        assert len({classes[id_] for id_ in spread(project, 2)}) == 2
        assert sorted(spread(project, 100)) == sorted(classes)
    with Project.create(folder.with_name("empty.fieldmark")) as empty:
        assert spread(empty, 3) == []


def test_the_sheet_holds_all_views(folder: Path, tmp_path: Path) -> None:
    with Project.open(folder) as project:
        found = run(seen(project, RECIPE, spread(project, 3), views=4))
    write_sheet(tmp_path / "new" / "sheet.png", found)
    with Image.open(tmp_path / "new" / "sheet.png") as sheet:
        assert sheet.size == (5 * 100 + 8, 3 * 100 + 4)
        first = np.asarray(sheet)[4:100:2, 4:100:2]
    assert (first == found[0].plain).all()
    with pytest.raises(OutputNotWritable):
        write_sheet(tmp_path / "sheet.nonsense", found)


def test_the_command_writes_a_sheet(folder: Path, tmp_path: Path) -> None:
    app = typer.Typer()
    app.command()(preview)
    out = tmp_path / "sheet.png"
    arguments = [str(folder), "--out", str(out), "--subject", "digits", "--architecture", "test_resnet", "--views", "2", "--json"]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    assert out.is_file()
    assert CliRunner().invoke(app, [str(folder), "--out", str(out), "--subject", "cats"]).exit_code == 3
