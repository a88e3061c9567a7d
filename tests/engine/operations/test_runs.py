"""Runs wait, begin, are interrupted, go on with the same pictures, fail with a message, and leave a model and nothing else."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from engine.classifier.learning.material import fingerprint
from engine.classifier.model import files
from engine.classifier.model.card import read_card
from engine.classifier.recipe import Recipe
from engine.classifier.values import EpochReport, Example
from engine.errors import (
    ModelError,
    ModelNotSaved,
    NoRunLeft,
    ProjectReadOnly,
    RunBusy,
    RunDamaged,
    RunMissing,
    Sentence,
    SettingInvalid,
    TooFewClasses,
    WeightsUnreachable,
    WriteFailed,
)
from engine.operations import run_records
from engine.operations.importing import import_folders
from engine.operations.models import delete_model, models_of
from engine.operations.runs import (
    RunRecord,
    RunState,
    forget_run,
    has_checkpoint,
    keep_best,
    next_run,
    queue_run,
    run_named,
    runs_of,
    train_run,
)
from engine.operations.training import train_project
from engine.progress import run
from engine.project import changes
from engine.project.project import Project
from engine.project.sample import Split
from tests.conftest import ROOT, striped_picture

QUICK = Recipe(
    preset="scratch", architecture="test_resnet", image_size=32, epochs=3, batch_size=8, horizontal_flip=0.0, learning_rate=0.005
)


@pytest.fixture
def striped(project: Project, tmp_path: Path) -> Project:
    """Two classes of ten pictures; torch with one thread."""
    torch.set_num_threads(1)
    for kind, name in enumerate(("ant", "bee")):
        for index in range(10):
            striped_picture(tmp_path / "set" / name / f"{name}-{index}.png", kind, index)
    run(import_folders(project, [tmp_path / "set"]))
    return project


def interrupted(project: Project, recipe: Recipe = QUICK) -> RunRecord:
    """A run that was closed after its first epoch."""
    training = train_run(project, queue_run(project, recipe))
    for progress in training:
        if isinstance(progress.detail, EpochReport) and progress.detail.epoch:
            break
    training.close()
    (record,) = runs_of(project)
    return record


def test_runs_wait_in_the_order_of_their_creation_and_outlive_the_project(project: Project) -> None:
    made = [queue_run(project, replace(QUICK, seed=seed)) for seed in range(3)]
    assert [record.name for record in made] == ["run-1", "run-2", "run-3"]
    folder = project.folder
    project.close()
    with Project.open(folder, to_write=True) as again:
        assert runs_of(again) == made
        assert next_run(again) == made[0]
        assert [record.recipe.seed for record in runs_of(again)] == [0, 1, 2]
        forget_run(again, made[2])
        forget_run(again, made[2])
        assert queue_run(again, QUICK).name == "run-4"  # no name comes twice
        assert [record.name for record in runs_of(again)] == ["run-1", "run-2", "run-4"]
        with pytest.raises(RunMissing, match="run-1, run-2, run-4"):
            run_named(again, "run-3")


def test_only_a_whole_recipe_is_queued_and_only_by_the_writer(project: Project) -> None:
    with pytest.raises(SettingInvalid):
        queue_run(project, replace(QUICK, epochs=-1))
    with Project.open(project.folder) as second, pytest.raises(ProjectReadOnly):
        queue_run(second, QUICK)
    assert runs_of(project) == []


def test_a_run_that_ends_well_leaves_a_model_and_nothing_else(striped: Project) -> None:
    record = queue_run(striped, QUICK)
    outcome = run(train_run(striped, record))
    assert runs_of(striped) == [] and not record.folder.exists()
    card = read_card(striped.models_folder / "test-1")
    assert outcome.card == card
    samples = [sample for sample in striped.samples() if sample.split is Split.TRAIN]
    assert card.class_counts == (sum(sample.class_id == 1 for sample in samples), sum(sample.class_id == 2 for sample in samples))
    sides = {
        side: [Example(sample.path, (sample.class_id or 0) - 1, sample.digest) for sample in striped.samples() if sample.split is side]
        for side in Split
    }
    assert card.fingerprint == fingerprint(("ant", "bee"), sides[Split.TRAIN], sides[Split.VALIDATION])
    assert card.made_with["torch"] == torch.__version__.partition("+")[0] or card.made_with["torch"] == torch.__version__
    assert run(train_project(striped, replace(QUICK, epochs=1))).card.name == "test-2"


def test_a_closed_run_is_interrupted_and_goes_on_with_the_labels_that_it_began_with(striped: Project) -> None:
    record = interrupted(striped)
    assert (record.state, record.epochs_done) == (RunState.INTERRUPTED, 1)
    ants = [sample.id for sample in striped.samples() if sample.class_id == 1]
    striped.apply(changes.label(striped, ants[:5], striped.classes()[1]))
    striped.apply(changes.set_splits(striped, dict.fromkeys(ants[5:], Split.TRAIN)))
    outcome = run(train_run(striped, record))
    assert outcome.card.fingerprint == record.fingerprint
    assert sum(outcome.card.class_counts) == outcome.card.training_count
    assert [report.epoch for report in outcome.card.curves] == [1, 2, 3]
    assert runs_of(striped) == []


def test_pictures_that_were_taken_out_meanwhile_are_left_out_and_told(striped: Project, tmp_path: Path) -> None:
    for index in range(2):
        striped_picture(tmp_path / "more" / "train" / "ant" / f"more-{index}.png", 0, 100 + index)
    run(import_folders(striped, [tmp_path / "more"]))
    record = interrupted(striped)
    striped.undo()
    left = sum(sample.split is Split.TRAIN for sample in striped.samples())
    outcome = run(train_run(striped, record))
    assert any(note.text.startswith("{count} pictures with which") and note.facts == {"count": 2} for note in outcome.notes)
    assert sum(outcome.card.class_counts) == outcome.card.training_count == left
    assert not any("could not be read" in note.text for note in outcome.notes)
    assert outcome.card.notes == outcome.notes


def test_pictures_deleted_from_the_disk_meanwhile_are_told_too(striped: Project) -> None:
    record = interrupted(striped)
    gone = next(sample for sample in striped.samples() if sample.split is Split.TRAIN)
    gone.path.unlink()
    outcome = run(train_run(striped, record))
    assert any("could not be read" in str(note) and str(gone.path) in str(note) for note in outcome.notes)


def test_what_fails_is_kept_with_its_message_and_does_not_hold_up_the_next(project: Project) -> None:
    first, second = queue_run(project, QUICK), queue_run(project, QUICK)
    with pytest.raises(TooFewClasses):
        run(train_run(project, first))
    records = runs_of(project)
    assert [record.state for record in records] == [RunState.FAILED, RunState.WAITING]
    assert " ".join(map(str, records[0].message)) == str(TooFewClasses(count=0))
    assert next_run(project) == second


def test_a_training_that_is_begun_at_once_and_fails_at_once_leaves_nothing(project: Project) -> None:
    with pytest.raises(TooFewClasses):
        run(train_project(project, QUICK))
    assert runs_of(project) == []


def test_a_run_that_fails_once_begun_stays_listed_until_it_is_forgotten(striped: Project) -> None:
    with pytest.raises(WeightsUnreachable):
        run(train_project(striped, Recipe(architecture="resnet18")))
    (failed,) = runs_of(striped)
    assert failed.state is RunState.FAILED and "could not be downloaded" in str(failed.message[0])
    run(train_project(striped, replace(QUICK, epochs=1)))
    assert runs_of(striped) == [failed]
    forget_run(striped, failed)
    assert runs_of(striped) == []
    with pytest.raises(NoRunLeft, match="No run of this project"):
        run_named(striped, failed.name)


@pytest.mark.parametrize("recipe", [replace(QUICK, architecture="resnet_18"), Recipe(weights="nowhere")], ids=["architecture", "weights"])
def test_what_cannot_even_begin_leaves_nothing(striped: Project, recipe: Recipe) -> None:
    with pytest.raises(ModelError):
        run(train_project(striped, recipe))
    assert runs_of(striped) == []


def test_a_failed_run_can_be_trained_again_once_its_cause_is_gone(project: Project, tmp_path: Path) -> None:
    torch.set_num_threads(1)
    record = queue_run(project, QUICK)
    with pytest.raises(TooFewClasses):
        run(train_run(project, record))
    for kind, name in enumerate(("ant", "bee")):
        for index in range(6):
            striped_picture(tmp_path / "set" / name / f"{index}.png", kind, index)
    run(import_folders(project, [tmp_path / "set"]))
    assert run(train_run(project, record)).card.name == "test-1"


def test_one_run_is_trained_once_at_a_time(striped: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_records, "_STARTING_SECONDS", 0.05)
    record = queue_run(striped, QUICK)
    training = train_run(striped, record)
    next(training)
    assert runs_of(striped)[0].state is RunState.RUNNING
    with pytest.raises(RunBusy):
        next(train_run(striped, record))
    with pytest.raises(RunBusy):
        forget_run(striped, record)
    with Project.open(striped.folder) as looking:
        assert runs_of(looking)[0].state is RunState.RUNNING
    training.close()
    assert runs_of(striped)[0].state is RunState.INTERRUPTED
    forget_run(striped, record)
    with pytest.raises(RunMissing):
        next(train_run(striped, record))


def test_the_best_of_an_interrupted_run_can_be_kept(striped: Project) -> None:
    record = interrupted(striped, replace(QUICK, epochs=40))
    if not has_checkpoint(record):
        pytest.skip("the trainer keeps no checkpoint yet")
    outcome = run(keep_best(striped, record))
    assert max(report.epoch for report in outcome.card.curves) < 40
    assert runs_of(striped) == [] and models_of(striped) == [outcome.card]


def full_disk(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_disk_that_is_full_when_the_model_is_saved_keeps_the_run(striped: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    record = queue_run(striped, QUICK)
    with monkeypatch.context() as patched:
        patched.setattr(files, "_write_weights", full_disk)
        with pytest.raises(ModelNotSaved, match="No space left"):
            run(train_run(striped, record))
    (kept,) = runs_of(striped)
    assert kept.state is RunState.FAILED and "No space left" in str(kept.message[0]) and kept.epochs_done == 3
    assert models_of(striped) == []
    assert run(train_run(striped, kept)).card.name == "test-1"
    assert runs_of(striped) == []


def test_a_disk_that_is_full_meanwhile_is_told_once_and_does_not_end_the_training(
    striped: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = queue_run(striped, QUICK)
    told = []
    with monkeypatch.context() as patched:
        for progress in (training := train_run(striped, record)):
            told.append(progress.detail)
            if isinstance(progress.detail, EpochReport) and progress.detail.epoch == 1:
                patched.setattr(run_records, "write_atomically", full_disk)
            if isinstance(progress.detail, EpochReport) and progress.detail.epoch == 3:
                break
        training.close()
    notices = [detail for detail in told if "could not be written down" in str(getattr(detail, "text", ""))]
    assert len(notices) == 1 and runs_of(striped)[0].state is RunState.INTERRUPTED


def test_a_run_cannot_be_queued_on_a_full_disk(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_records, "write_atomically", full_disk)
    with pytest.raises(WriteFailed):
        queue_run(project, QUICK)
    assert runs_of(project) == [] and not any(run_records.runs_folder(project).iterdir())


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 1}', '{"format": 99}'])
def test_a_damaged_run_is_listed_as_failed_refused_in_words_and_can_be_forgotten(project: Project, content: str) -> None:
    record = queue_run(project, QUICK)
    (record.folder / "run.json").write_text(content)
    (listed,) = runs_of(project)
    assert listed.state is RunState.FAILED and "cannot go on" in str(listed.message[0])
    with pytest.raises(RunDamaged):
        run(train_run(project, listed))
    forget_run(project, listed)
    assert runs_of(project) == []


def test_a_run_whose_recipe_is_out_of_bounds_in_this_version_is_told(project: Project) -> None:
    record = queue_run(project, QUICK)
    stored = json.loads((record.folder / "run.json").read_text())
    stored["recipe"]["mixup"] = 17
    (record.folder / "run.json").write_text(json.dumps(stored))
    assert "mixup" in str(runs_of(project)[0].message[0])


def test_damaged_material_is_told(striped: Project) -> None:
    record = interrupted(striped)
    (record.folder / "material.json").write_text("[1, 2")
    with pytest.raises(RunDamaged, match=r"material\.json"):
        run(train_run(striped, record))
    assert runs_of(striped)[0].state is RunState.FAILED


def test_a_run_that_was_killed_after_its_model_was_saved_has_ended(striped: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    record = queue_run(striped, QUICK)
    with monkeypatch.context() as patched:
        patched.setattr("engine.operations.runs.remove", full_disk)  # the kill: its folder stays as it was
        run(train_run(striped, record))
    assert record.folder.exists() and runs_of(striped) == []
    delete_model(striped, "test-1")
    assert [each.state for each in runs_of(striped)] == [RunState.INTERRUPTED]  # its model is gone: it can be trained again
    assert run(train_run(striped, record)).card.name == "test-2"


def test_what_is_left_of_ended_runs_is_swept_away_with_the_next(striped: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    record = queue_run(striped, QUICK)
    with monkeypatch.context() as patched:
        patched.setattr("engine.operations.runs.remove", full_disk)
        run(train_run(striped, record))
    queue_run(striped, QUICK)
    assert [each.name for each in record.folder.parent.iterdir()] == ["run-2"]


def test_a_copied_project_finds_its_runs_interrupted(striped: Project, tmp_path: Path) -> None:
    import shutil

    training = train_run(striped, queue_run(striped, QUICK))
    next(training)
    copy = Path(shutil.copytree(striped.folder, tmp_path / "copy.fieldmark"))
    with Project.open(copy, to_write=True) as copied:
        assert [each.state for each in runs_of(copied)] == [RunState.INTERRUPTED]
    training.close()


def test_messages_can_still_be_translated_after_they_were_stored(project: Project) -> None:
    record = queue_run(project, QUICK)
    reason = Sentence("the largest value is {value}", {"value": "2"})
    told = SettingInvalid(value=3, field="mixup", reason=reason)
    run_records.store_run(replace(record, state=RunState.FAILED, message=(Sentence(told.what, told.facts),)))
    (again,) = runs_of(project)
    assert str(again.message[0]) == "“3” cannot be used for mixup: the largest value is 2."
    assert again.message[0].told(lambda text: text.replace("the largest value is", "höchstens")).endswith("höchstens 2.")


TRAINING = """
import sys, torch
from pathlib import Path
from engine.classifier.recipe import Recipe
from engine.classifier.values import EpochReport
from engine.operations.training import train_project
from engine.project.project import Project

torch.set_num_threads(1)
recipe = Recipe(preset="scratch", architecture="test_resnet", image_size=32, epochs=100, patience=0, batch_size=8, learning_rate=0.005)
with Project.open(Path(sys.argv[1]), to_write=True) as project:
    for progress in train_project(project, recipe):
        if isinstance(progress.detail, EpochReport):
            print(progress.detail.epoch, flush=True)
"""


@pytest.fixture
def killed(striped: Project) -> Iterator[Path]:
    """The folder of a project whose training was killed in its third epoch or later."""
    striped.close()
    worker = subprocess.Popen([sys.executable, "-c", TRAINING, str(striped.folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    while int(worker.stdout.readline()) < 2:
        pass
    time.sleep(0.02)
    worker.send_signal(signal.SIGKILL)
    worker.communicate()
    yield striped.folder


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_a_killed_training_is_interrupted_and_can_be_ended(killed: Path) -> None:
    with Project.open(killed, to_write=True) as project:
        (record,) = runs_of(project)
        assert record.state is RunState.INTERRUPTED and record.epochs_done >= 2
        short = record.recipe if has_checkpoint(record) else replace(record.recipe, epochs=3)
        run_records.store_run(replace(record, recipe=short))
        outcome = run(keep_best(project, record))
        assert outcome.card.metrics is not None and runs_of(project) == []
        assert outcome.card.fingerprint == record.fingerprint
