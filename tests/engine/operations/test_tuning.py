"""Tuning and cross-validation of a project's own pictures, by operation and by command."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import typer

from engine.classifier.learning.search_space import Span
from engine.classifier.learning.trials import TrialReport, TrialState
from engine.classifier.recipe import Recipe
from engine.commands import tuning as commands
from engine.errors import ProjectReadOnly, SettingInvalid, TooFewClasses, TuningUnusable, WeightsUnusable
from engine.operations.importing import import_folders
from engine.operations.recipes import recipe_of, remember_recipe, saved_recipes
from engine.operations.tuning import (
    JOURNAL_FILE,
    cross_validate_project,
    forget_tuning,
    resume_tuning,
    tune_project,
    tunings_of,
)
from engine.progress import run
from engine.project import changes
from engine.project.project import Project
from engine.project.sample import Split

RECIPE = Recipe(preset="scratch", architecture="test_resnet", image_size=32, epochs=1, batch_size=8, learning_rate=1e-3, horizontal_flip=0)
SPACE = {"learning_rate": Span(1e-4, 1e-1, log=True)}


@pytest.fixture(autouse=True)
def one_thread() -> None:
    import torch

    torch.set_num_threads(1)


@pytest.fixture
def project(class_folders: Callable[..., Path], tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "birds") as made:
        run(import_folders(made, [class_folders({"ant": 12, "bee": 12})]))
        remember_recipe(made, RECIPE)
        yield made


def test_a_tuning_is_kept_gone_on_with_and_forgotten(project: Project) -> None:
    found = run(tune_project(project, RECIPE, SPACE, 0, trials=2))
    assert found.name == "tuning-1" and len(found.outcome.trials) == 2 and found.outcome.best_score is not None
    (record,) = run(tunings_of(project))
    assert record.tuning is not None and len(record.tuning.trials) == 2 and record.tuning.recipe == RECIPE
    again = run(resume_tuning(project, "tuning-1", 0, trials=1))
    assert [trial.values for trial in again.outcome.trials[:2]] == [trial.values for trial in found.outcome.trials]
    assert run(tune_project(project, RECIPE, SPACE, 0, trials=1)).name == "tuning-2"
    assert [each.name for each in run(tunings_of(project))] == ["tuning-2", "tuning-1"]
    forget_tuning(project, "tuning-1")
    assert [each.name for each in run(tunings_of(project))] == ["tuning-2"]


def test_the_test_side_takes_no_part(project: Project) -> None:
    run(tune_project(project, RECIPE, SPACE, 0, trials=1))
    sides = {sample.digest: sample.split for sample in project.samples()}
    assert Split.TEST in sides.values()
    stored = json.loads((project.folder / "tuning" / "tuning-1" / "material.json").read_text())
    assert {sides[row[1]] for row in stored["training"]} == {Split.TRAIN}
    assert {sides[row[1]] for row in stored["validation"]} == {Split.VALIDATION}
    examples = run(cross_validate_project(project, RECIPE, 2)).examples
    assert {sides[each.key] for each in examples} == {Split.TRAIN, Split.VALIDATION}


def test_it_goes_on_with_the_labels_it_began_with(project: Project) -> None:
    run(tune_project(project, RECIPE, SPACE, 0, trials=1))
    first = project.classes()[0]
    project.apply(changes.label(project, [sample.id for sample in project.samples() if sample.class_id != first.id][:3], first))
    found = run(resume_tuning(project, "tuning-1", 0, trials=1))
    assert [trial.state for trial in found.outcome.trials] == [TrialState.COMPLETE] * 2


def test_cancelling_keeps_what_was_tried(project: Project) -> None:
    operation = tune_project(project, RECIPE, SPACE, 0, trials=5)
    for progress in operation:
        if isinstance(progress.detail, TrialReport) and progress.detail.number == 1:
            break
    operation.close()
    (record,) = run(tunings_of(project))
    assert record.tuning is not None and [trial.state.value for trial in record.tuning.trials] == ["complete", "cut"]


def test_what_fails_at_once_leaves_nothing(project: Project, tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    with pytest.raises(WeightsUnusable):
        run(tune_project(project, replace(RECIPE, preset="finetune", weights=str(tmp_path / "pack")), SPACE, 0, trials=1))
    with pytest.raises(SettingInvalid):
        run(tune_project(project, RECIPE, {}, 0, trials=1))
    assert run(tunings_of(project)) == []
    with Project.create(tmp_path / "empty") as empty, pytest.raises(TooFewClasses):
        run(tune_project(empty, RECIPE, SPACE, 0, trials=1))
    assert not list((tmp_path / "empty.fieldmark" / "tuning").iterdir())


def test_damaged_and_missing_tunings_are_told_and_can_be_deleted(project: Project) -> None:
    run(tune_project(project, RECIPE, SPACE, 0, trials=1))
    (project.folder / "tuning" / "tuning-1" / JOURNAL_FILE).write_text("no journal\n")
    (record,) = run(tunings_of(project))
    assert record.tuning is None and "damaged" in str(record.trouble)
    with pytest.raises(TuningUnusable, match="damaged"):
        run(resume_tuning(project, "tuning-1", 1))
    forget_tuning(project, "tuning-1")
    with pytest.raises(TuningUnusable, match="none of that name"):
        forget_tuning(project, "tuning-1")


def test_a_project_that_may_only_be_looked_at_is_not_tuned(project: Project) -> None:
    with Project.open(project.folder) as second:
        for operation in (tune_project(second, RECIPE, SPACE, 1), cross_validate_project(second, RECIPE, 2), resume_tuning(second, "x", 1)):
            with pytest.raises(ProjectReadOnly):
                run(operation)  # type: ignore[arg-type]


def test_cross_validation_says_how_sure_it_is(project: Project) -> None:
    found = run(cross_validate_project(project, RECIPE, 3))
    assert len(found.scores.folds) == 3 and len(found.scores.predictions) == len(found.examples)
    assert 0 <= found.scores.accuracy[0] <= 1 and not (project.folder / "tuning").exists()


# ---- the command line --------------------------------------------------------------------------------------


@pytest.fixture
def command(project: Project, capsys: pytest.CaptureFixture[str]) -> Callable[..., dict[str, Any]]:
    """Runs `fieldmark tune` or `crossval` on the project with --json."""
    app = typer.Typer()
    for each in (commands.tune, commands.crossval):
        app.command()(each)
    folder = project.folder
    project.close()

    def run_command(name: str, *arguments: object, expect: int = 0) -> dict[str, Any]:
        with pytest.raises(SystemExit) as ended:
            app([name, str(folder), *map(str, arguments), "--json"])
        told = capsys.readouterr()
        assert ended.value.code == expect, told.err
        answer: dict[str, Any] = json.loads(told.out.splitlines()[-1])
        return answer | {"said": told.err}

    return run_command


def test_the_command_tunes_goes_on_and_keeps_the_best(command: Callable[..., dict[str, Any]], tmp_path: Path) -> None:
    told = command("tune", "--minutes", 0, "--trials", 2, "--field", "learning_rate=1e-4..1e-1", "--field", "optimizer=adamw|sgd")
    assert [trial["state"] for trial in told["trials"]] == ["complete", "complete"] and told["trials"][0]["as_is"]
    assert set(told["trials"][1]["values"]) == {"learning_rate", "optimizer"} and "Searching learning_rate=0.0001..0.1" in told["said"]
    assert "(the recipe as it is)" in told["said"]
    more = command("tune", "--minutes", 0, "--trials", 1, "--resume", "--save", "found", "--use")
    assert more["tuning"] == told["tuning"] and len(more["trials"]) == 3 and more["trials"][:2] == told["trials"]
    assert saved_recipes()["found"].learning_rate == more["recipe"]["learning_rate"]
    with Project.open(next(tmp_path.glob("*.fieldmark"))) as opened:
        assert recipe_of(opened) == saved_recipes()["found"]


def test_the_command_refuses_what_makes_no_sense(command: Callable[..., dict[str, Any]]) -> None:
    assert command("tune", "--field", "seed=1..2", expect=3)["error"] == "SettingInvalid"
    assert command("tune", "--resume", expect=3)["error"] == "SettingInvalid"
    assert command("tune", "--resume", "--field", "dropout", expect=3)["error"] == "SettingInvalid"


def test_the_command_cross_validates(command: Callable[..., dict[str, Any]]) -> None:
    told = command("crossval", "--folds", 2, "--set", "epochs=2")
    assert len(told["folds"]) == 2 and 0 <= told["accuracy"] <= 1 and "± " in told["said"]
