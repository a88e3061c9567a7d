"""What train, tune, crossval and recipe say of the recipe that they use, of a plan that comes twice, and of runs that cannot go on."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import timm
import torch
from safetensors.torch import save_file

from engine.classifier.recipe import Recipe
from engine.classifier.values import EpochReport, Plan, Reason
from engine.commands.training_lines import Teller
from engine.errors import Sentence
from engine.operations.importing import import_folders
from engine.operations.recipes import recipe_of, remember_recipe
from engine.operations.runs import queue_run, runs_of, train_run
from engine.progress import run
from engine.project.project import Project
from tests.conftest import ROOT
from tests.engine.conftest import Told

QUICK = Recipe(preset="scratch", architecture="test_resnet", image_size=32, epochs=2, batch_size=8, learning_rate=0.005)


@pytest.fixture
def folder(class_folders: Callable[..., Path], tmp_path: Path) -> Path:
    """A project of two classes whose last recipe is `QUICK`."""
    torch.set_num_threads(1)
    with Project.create(tmp_path / "insects") as project:
        run(import_folders(project, [class_folders({"ant": 8, "bee": 8})]))
        remember_recipe(project, QUICK)
        return project.folder


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    place = tmp_path / "pack"
    place.mkdir()
    cfg = {"mean": [0.5] * 3, "std": [0.25] * 3, "input_size": [3, 32, 32]}
    (place / "config.json").write_text(json.dumps({"architecture": "test_resnet", "num_classes": 4, "pretrained_cfg": cfg}))
    save_file(timm.create_model("test_resnet", num_classes=4).state_dict(), place / "model.safetensors")
    return place


def interrupted(folder: Path, times: int) -> list[str]:
    """The names of so many runs that were closed once they had learned something."""
    with Project.open(folder, to_write=True) as project:
        for seed in range(times):
            training = train_run(project, queue_run(project, replace(QUICK, epochs=40, seed=seed)))
            for progress in training:
                if isinstance(progress.detail, EpochReport) and progress.detail.epoch == 2:
                    break
            training.close()
        return [record.name for record in runs_of(project)]


def test_the_last_recipe_is_told_and_can_be_left(told: Told, folder: Path, pack: Path) -> None:
    _, said = told("train", folder)
    assert "Going on from this project's last recipe: From scratch, architecture test_resnet" in said and "--recipe default" in said
    assert " s of learning, " in said and " s in all" in said
    _, said = told("train", folder, "--recipe", "default", "--weights", pack)
    assert "Going on" not in said and "Training: Instant, weights" in said
    told("recipe", "save", "default", code=3)


def test_weights_after_a_run_from_scratch_mean_the_preset_instant(told: Told, folder: Path, pack: Path) -> None:
    _, said = told("train", folder, "--weights", pack)
    assert "the preset is instant now" in said and "linear head · loss" in said
    with Project.open(folder) as project:
        assert (recipe_of(project).preset, recipe_of(project).weights) == ("instant", str(pack))
    assert "begins without weights" in told("train", folder, "--preset", "scratch", "--weights", pack, code=3)[1]


def test_a_file_of_weights_is_called_one(told: Told, folder: Path, pack: Path) -> None:
    _, said = told("train", folder, "--weights", pack / "model.safetensors", code=3)
    assert "it is a file; give its folder" in said and str(pack) in said and "fieldmark weights import" in said


def test_features_that_were_kept_have_no_pace(told: Told, folder: Path, pack: Path) -> None:
    arguments = ("train", folder, "--recipe", "default", "--weights", pack, "--set", "image_size=32")
    assert "pictures/s" in told(*arguments)[1]
    (line,) = [line for line in told(*arguments)[1].splitlines() if line.startswith("linear head")]
    assert "nan" not in line and "pictures/s" not in line and "the head" not in line


def test_of_a_plan_that_comes_again_only_what_is_new_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    teller = Teller()
    size, rate = Reason("batch_size", 8, Sentence("few pictures")), Reason("learning_rate", 0.1, Sentence("usual"))
    for reasons in ((size, rate), (size, replace(rate, value=0.2)), (size, replace(rate, value=0.2))):
        teller.tell(Plan(Recipe(), reasons))
    said = capsys.readouterr().err.splitlines()
    assert said == ["batch_size = 8: few pictures", "learning_rate = 0.1: usual", "learning_rate = 0.2: usual"]


def test_what_was_not_measured_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    Teller().tell(EpochReport(3, 0.5, math.nan, 0.6, 0.7, 0.01, math.nan, stage="all layers"))
    assert capsys.readouterr().err == (
        "epoch   3 · loss 0.500, validation 0.600 · accuracy –, validation 70.0% · rate 0.01 · learning: all layers\n"
    )


def test_keeping_the_best_without_a_run_that_has_one(told: Told, folder: Path) -> None:
    assert "no run of this project has learned anything" in told("train", folder, "--keep-best", code=3)[1]
    name = told("train", folder, "--queue")[0]["run"]
    assert f"{name} has not learned anything" in told("train", folder, "--keep-best", "--run", name, code=3)[1]
    with Project.open(folder) as project:
        assert [record.name for record in runs_of(project)] == [name] and not list(project.models_folder.glob("*"))


def test_keeping_the_best_means_the_only_run_that_has_one(told: Told, folder: Path) -> None:
    first, second = interrupted(folder, 2)
    assert f"name one with --run ({first}, {second})" in told("train", folder, "--keep-best", code=3)[1]
    listed, said = told("runs", folder)
    assert "2 epochs done" in said and [row["can_keep_best"] for row in listed["runs"]] == [True, True]
    told("runs", "forget", folder, first)
    outcome, _ = told("train", folder, "--keep-best")
    assert outcome["stop_reason"] == "stopped by you" and told("runs", folder)[0]["runs"] == []


def test_a_run_that_goes_on_takes_no_other_recipe(told: Told, folder: Path) -> None:
    told("train", folder, "--queue")
    assert "--preset --seed" in told("train", folder, "--resume", "--preset", "instant", "--seed", "3", code=3)[1]
    assert len(told("runs", folder)[0]["runs"]) == 1


def test_where_no_run_is_left_none_is_listed(told: Told, folder: Path) -> None:
    for arguments in (("train", folder, "--resume"), ("runs", "forget", folder, "run-1")):
        outcome, said = told(*arguments, code=4)
        assert outcome["error"] == "NoRunLeft" and "–" not in said


def test_tuning_takes_the_same_options_and_says_its_recipe(told: Told, folder: Path, pack: Path) -> None:
    _, said = told("tune", folder, "--minutes", 0, code=3)
    assert "--trials" in said and "Searching" not in said
    options = ("--recipe", "default", "--weights", pack, "--subject", "digits", "--set", "image_size=32")
    outcome, said = told("tune", folder, *options, "--trials", 1, "--field", "head_regularization=1|10")
    assert "Tuning: Instant, weights" in said and outcome["recipe"]["architecture"] == "test_resnet"
    assert "the recipe" in told("tune", folder, "--resume", "--weights", pack, code=3)[1]


def test_cross_validation_takes_the_same_options_and_says_its_recipe(told: Told, folder: Path, pack: Path) -> None:
    outcome, said = told("crossval", folder, "--folds", 2, "--weights", pack, "--set", "head_regularization=10")
    assert "Going on from this project's last recipe" in said and "Cross-validating: Instant, weights" in said
    assert len(outcome["folds"]) == 2


def test_the_last_recipe_of_a_project_is_saved_by_name(told: Told, folder: Path, tmp_path: Path) -> None:
    saved, said = told("recipe", "save", "quick", folder, "--set", "epochs=7")
    assert "quick is saved, from the last training in insects.fieldmark: From scratch" in said and "epochs 7" in saved["in_words"]
    assert "from the usual values: Instant" in told("recipe", "save", "plain")[1]
    assert told("recipe", "diff", "plain", "default")[0]["differences"] == {}
    told("recipe", "save", "both", folder, "--from", "quick", code=3)
    Project.create(tmp_path / "new").close()
    assert "nothing was trained" in told("recipe", "save", "none", tmp_path / "new.fieldmark", code=3)[1]


EARLY = "import os, signal; from engine import interrupts; interrupts.begin(); {then}os.kill(os.getpid(), signal.SIGINT)"


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts by signal")
@pytest.mark.parametrize(
    ("then", "code", "word"), [("", 130, "Cancelled.\n"), ("interrupts.hand_over(); ", -signal.SIGINT, "KeyboardInterrupt")]
)
def test_an_interrupt_before_the_command_begins_is_told(then: str, code: int, word: str) -> None:
    done = subprocess.run([sys.executable, "-c", EARLY.format(then=then)], cwd=ROOT, capture_output=True, text=True, env=os.environ)
    assert done.returncode == code and word in done.stderr and ("Traceback" in done.stderr) == bool(then)
