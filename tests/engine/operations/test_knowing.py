"""A model of an earlier version is calibrated and learns what it knows from its project, also by the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from engine import cli
from engine.classifier.model.card import read_card
from engine.classifier.model.knowledge import add_knowledge
from engine.classifier.recipe import Recipe
from engine.errors import NothingToEvaluate, ProjectReadOnly
from engine.operations.importing import import_folders
from engine.operations.knowing import learn_known
from engine.operations.models import open_model
from engine.operations.training import train_project
from engine.progress import run
from engine.project import changes
from engine.project.project import Project
from engine.project.sample import Split

QUICK = Recipe(preset="scratch", architecture="test_resnet", image_size=32, epochs=1, batch_size=16, learning_rate=0.005)


@pytest.fixture
def taught(project: Project, class_folders: Callable[..., Path]) -> Project:
    """A project with enough validation pictures, and one model of an earlier version."""
    torch.set_num_threads(1)
    run(import_folders(project, [class_folders({"ant": 40, "bee": 40})]))
    samples = project.samples()
    sides = {sample.id: Split.VALIDATION if place % 3 == 0 else Split.TRAIN for place, sample in enumerate(samples)}
    project.apply(changes.set_splits(project, sides))
    card = run(train_project(project, QUICK)).card
    assert card.knows and card.calibration is not None
    add_knowledge(card.folder, None, None)
    return project


def only_model(project: Project) -> Path:
    (folder,) = (each for each in project.models_folder.iterdir() if not each.name.startswith("."))
    return folder


def test_a_model_learns_what_it_knows(taught: Project) -> None:
    folder = only_model(taught)
    before = open_model(folder)
    assert before.known is None and before.calibration is None
    card = run(learn_known(taught, folder))
    after = open_model(folder)
    assert card.knows and card == read_card(folder) == after.card
    assert after.known is not None and after.calibration is not None and after.calibration.count == 27
    assert card.sha256 == before.card.sha256 and card.answers_sha256 != before.card.answers_sha256


def test_broken_off_the_model_is_as_it_was(taught: Project) -> None:
    content = (only_model(taught) / "model.json").read_bytes()
    work = learn_known(taught, only_model(taught))
    while "knows" not in next(work).stage:
        pass
    work.close()
    assert (only_model(taught) / "model.json").read_bytes() == content


def test_a_project_without_its_classes_has_nothing_to_teach(taught: Project, tmp_path: Path) -> None:
    with Project.create(tmp_path / "other") as other, pytest.raises(NothingToEvaluate):
        run(learn_known(other, only_model(taught)))


def test_a_project_that_is_only_read(taught: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise ProjectReadOnly(folder=taught.folder)

    monkeypatch.setattr(taught, "check_writable", refuse)
    with pytest.raises(ProjectReadOnly):
        run(learn_known(taught, only_model(taught)))


def test_by_the_command_line(taught: Project, capsys: pytest.CaptureFixture[str]) -> None:
    taught.close()
    with pytest.raises(SystemExit) as ended:
        cli.main(["model", "calibrate", str(taught.folder), "--json"])
    said = capsys.readouterr()
    assert ended.value.code == 0, said.err
    told = json.loads(said.out)
    assert told["knows"] and told["temperature"] > 0 and "It can tell unknown pictures" in said.err
