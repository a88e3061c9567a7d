"""The loop that trains layers: what it tells, when it ends, what it keeps, and that a run that was stopped goes on as if it never was."""

from __future__ import annotations

import json
import math
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from engine.classifier.learning.checkpoint import FILE
from engine.classifier.learning.learner import Learner
from engine.classifier.learning.material import EARLY_STOP, FINISHED, OUT_OF_TIME, STOPPED
from engine.classifier.learning.trainer import STAGE
from engine.classifier.learning.training import TrainedModel, train
from engine.classifier.recipe import Recipe
from engine.classifier.values import EpochReport, Example, Glimpse, Notice, Plan, StepReport, Storage
from engine.errors import CheckpointUnusable, DeviceFailed, OutOfMemory, TrainingDiverged
from engine.progress import EarlyEnd, Progress, run
from tests.engine.classifier.conftest import FROM_SCRATCH, NAMES

RATE = 0.003
QUICK = replace(FROM_SCRATCH, epochs=3, learning_rate=RATE, patience=0)
Examples = tuple[list[Example], list[Example]]


def trained_by(recipe: Recipe, examples: Examples, **more: Any) -> tuple[TrainedModel, list[Progress]]:
    told: list[Progress] = []
    return run(train(recipe, NAMES, *examples, device="cpu", **more), told.append), told


def details(told: list[Progress], kind: type) -> list[Any]:
    return [progress.detail for progress in told if isinstance(progress.detail, kind)]


def curve(model: TrainedModel) -> list[float]:
    """All that the curves show, epoch by epoch; speeds are left out."""
    names = ("epoch", "training_loss", "training_accuracy", "validation_loss", "validation_accuracy", "learning_rate")
    return [getattr(each, name) for each in model.curves for name in names]


def assert_same(one: TrainedModel, other: TrainedModel) -> None:
    assert curve(one) == pytest.approx(curve(other), rel=1e-6, nan_ok=True)
    for name, tensor in one.network.state_dict().items():
        assert torch.equal(tensor, other.network.state_dict()[name]), name


def closed_after(operation: Generator[Progress, None, Any], steps: int) -> None:
    for _ in range(steps):
        next(operation)
    operation.close()


# ---- what it tells -----------------------------------------------------------------------------------------


def test_it_tells_its_plan_its_epochs_and_the_answers_on_a_few_pictures(examples: Examples) -> None:
    model, told = trained_by(QUICK, examples)
    assert details(told, Plan)[0].recipe.batch_norm == "live"
    reports = details(told, EpochReport)
    assert [each.epoch for each in reports] == [1, 2, 3] and tuple(reports) == model.curves
    assert all(0 <= each.balanced_accuracy <= 1 and each.seconds > 0 and each.images_per_second > 0 for each in reports)
    glimpses = details(told, Glimpse)
    assert [each.epoch for each in glimpses] == [1, 2, 3]
    assert {each.path for each in glimpses[0].predictions} == {each.path for each in glimpses[2].predictions}
    assert set(glimpses[0].targets) == {0, 1, 2} and len(glimpses[0].targets) == 8
    assert all(math.isclose(sum(each.probabilities), 1, rel_tol=1e-5) for each in glimpses[0].predictions)
    steps = [progress for progress in told if progress.stage == STAGE]
    done = [step.done for step in steps]
    assert done == sorted(done) and done[-1] == steps[-1].total


def test_it_tells_its_pace_within_an_epoch(examples: Examples, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.classifier.learning.pace._REPORT_SECONDS", 0.0)
    _, told = trained_by(replace(QUICK, epochs=1), examples)
    steps = details(told, StepReport)
    assert len(steps) == 5  # 36 pictures in batches of 8
    assert [each.epoch for each in steps] == sorted(each.epoch for each in steps) and steps[-1].epoch == 1
    assert all(each.loss > 0 and each.images_per_second > 0 and 0 < each.learning_rate <= RATE for each in steps)


# ---- the same seed, the same run -----------------------------------------------------------------------------


RANDOM = replace(QUICK, mixup=0.2, dropout=0.3, random_erasing=0.3, ema=0.9, smallest_crop=0.5, balance="sampler", accumulation=2)


@pytest.mark.parametrize("recipe", [QUICK, RANDOM, replace(QUICK, optimizer="sgd", learning_rate=0.02)])
@pytest.mark.parametrize("steps", [4, 9, 14])
def test_a_run_that_was_closed_goes_on_as_if_it_never_was(recipe: Recipe, steps: int, examples: Examples, tmp_path: Path) -> None:
    straight, _ = trained_by(recipe, examples)
    storage = Storage(run=tmp_path)
    closed_after(train(recipe, NAMES, *examples, device="cpu", storage=storage), steps)
    assert (tmp_path / FILE).exists()
    resumed, told = trained_by(recipe, examples, storage=storage)
    assert_same(resumed, straight)
    assert len(details(told, EpochReport)) <= 3


def test_another_seed_gives_another_run(examples: Examples) -> None:
    one, other = trained_by(QUICK, examples)[0], trained_by(replace(QUICK, seed=1), examples)[0]
    assert curve(one) != pytest.approx(curve(other), nan_ok=True)


def test_fine_tuning_goes_on_after_its_head(examples: Examples, tmp_path: Path, weights_pack: Any) -> None:
    recipe = replace(QUICK, preset="finetune", weights=str(weights_pack()), learning_rate=1e-4)
    straight, _ = trained_by(recipe, examples)
    closed_after(train(recipe, NAMES, *examples, device="cpu", storage=Storage(tmp_path)), 25)
    assert_same(trained_by(recipe, examples, storage=Storage(tmp_path))[0], straight)


# ---- checkpoints ---------------------------------------------------------------------------------------------


def test_a_checkpoint_of_other_pictures_or_another_recipe_is_refused(examples: Examples, tmp_path: Path) -> None:
    closed_after(train(QUICK, NAMES, *examples, device="cpu", storage=Storage(tmp_path)), 9)
    for recipe, pictures in ((replace(QUICK, seed=5), examples), (QUICK, (examples[0][:-1], examples[1]))):
        with pytest.raises(CheckpointUnusable, match="are not those of this run"):
            run(train(recipe, NAMES, *pictures, device="cpu", storage=Storage(tmp_path)))


@pytest.mark.parametrize("damage", [b"", b"\x08\0\0\0\0\0\0\0{}      ", b"not safetensors at all"])
def test_a_damaged_checkpoint_is_refused(damage: bytes, examples: Examples, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(damage)
    with pytest.raises(CheckpointUnusable, match="damaged"):
        run(train(QUICK, NAMES, *examples, device="cpu", storage=Storage(tmp_path)))


def test_a_full_disk_is_told_and_does_not_end_the_training(examples: Examples, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("engine.classifier.learning.checkpoint._write", full)
    model, told = trained_by(QUICK, examples, storage=Storage(tmp_path))
    assert model.stop_reason == FINISHED and list(tmp_path.iterdir()) == []
    assert "No space left on device" in str(details(told, Notice)[0].text)


def test_a_checkpoint_is_plain_safetensors(examples: Examples, tmp_path: Path) -> None:
    from safetensors.torch import load_file

    closed_after(train(QUICK, NAMES, *examples, device="cpu", storage=Storage(tmp_path)), 9)
    tensors = load_file(tmp_path / FILE)
    assert any(name.startswith("/learner/optimizer/state/0/") for name in tensors)
    header = (tmp_path / FILE).read_bytes()
    length = int.from_bytes(header[:8], "little")
    assert json.loads(json.loads(header[8 : 8 + length])["__metadata__"]["fieldmark"])["format"] == 1


@pytest.mark.parametrize("at_once", [1, 3])
def test_a_checkpoint_within_an_epoch_is_enough_after_a_kill(
    at_once: int, examples: Examples, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed without a word: what counts is the last checkpoint, written after a few steps of the second epoch."""
    monkeypatch.setattr("engine.classifier.learning.trainer._CHECKPOINT_SECONDS", 0.0)
    monkeypatch.setattr("engine.classifier.learning.trainer._WRITING_SHARE", 1e9)
    monkeypatch.setattr("engine.classifier.learning.pace.Pace.is_due", property(lambda self: len(self._waiting) >= at_once))
    straight, _ = trained_by(QUICK, examples)
    backward, steps = Learner._backward, iter(range(100))

    def killed(self: Learner, *arguments: Any) -> Any:
        if next(steps) == 9:
            raise KeyboardInterrupt
        return backward(self, *arguments)

    monkeypatch.setattr(Learner, "_backward", killed)
    with pytest.raises(KeyboardInterrupt):
        trained_by(QUICK, examples, storage=Storage(tmp_path))
    monkeypatch.setattr(Learner, "_backward", backward)
    first: list[Progress] = []
    resumed = run(train(QUICK, NAMES, *examples, device="cpu", storage=Storage(tmp_path)), first.append)
    assert_same(resumed, straight)
    assert next(progress.done for progress in first if progress.total and progress.detail is None) > 36 + 8


# ---- how it ends -----------------------------------------------------------------------------------------------


def test_a_wish_to_end_keeps_the_best_so_far(examples: Examples) -> None:
    finish = EarlyEnd()
    told: list[Progress] = []

    def listen(progress: Progress) -> None:
        told.append(progress)
        if isinstance(progress.detail, EpochReport) and progress.detail.epoch == 2:
            finish.wish()

    model = run(train(replace(QUICK, epochs=1000), NAMES, *examples, device="cpu", finish=finish), listen)
    assert model.stop_reason == STOPPED and [each.epoch for each in model.curves] == [1, 2]
    assert model.validation is not None and model.validation.accuracy == max(each.validation_accuracy for each in model.curves)


def test_a_wish_before_the_first_epoch_is_over_still_leaves_a_judged_model(examples: Examples) -> None:
    finish = EarlyEnd()
    finish.wish()
    model = run(train(replace(QUICK, epochs=1000), NAMES, *examples, device="cpu", finish=finish))
    assert model.stop_reason == STOPPED and model.validation is not None and len(model.curves) == 1


def test_the_time_budget_ends_it(examples: Examples) -> None:
    model, _ = trained_by(replace(QUICK, epochs=1000, time_budget=0.01), examples)
    assert model.stop_reason == OUT_OF_TIME and model.seconds < 30


def test_patience_ends_it(examples: Examples) -> None:
    model, _ = trained_by(replace(QUICK, epochs=50, patience=1, learning_rate=1e-9), examples)
    assert model.stop_reason == EARLY_STOP and len(model.curves) < 50


def test_the_best_epoch_is_kept_by_what_is_monitored(examples: Examples) -> None:
    for monitor, best in (("accuracy", max), ("balanced_accuracy", max), ("loss", min)):
        model, _ = trained_by(replace(QUICK, monitor=monitor, epochs=4, learning_rate=0.02), examples)
        assert model.validation is not None
        kept = {"accuracy": model.validation.accuracy, "balanced_accuracy": model.validation.balanced_accuracy}
        values = {
            "accuracy": [each.validation_accuracy for each in model.curves],
            "balanced_accuracy": [each.balanced_accuracy for each in model.curves],
            "loss": [each.validation_loss for each in model.curves],
        }[monitor]
        if monitor in kept:
            assert kept[monitor] == pytest.approx(best(values))
        else:
            place = values.index(best(values))
            assert model.validation.accuracy == pytest.approx(model.curves[place].validation_accuracy)


# ---- what goes wrong ---------------------------------------------------------------------------------------------


def test_too_little_memory_halves_the_batch_and_changes_nothing_else(examples: Examples, monkeypatch: pytest.MonkeyPatch) -> None:
    """With frozen batch norm the gradient of a batch is the sum over its halves."""
    recipe = replace(QUICK, epochs=2, batch_norm="live", architecture="test_vit", image_size=64)
    roomy, _ = trained_by(recipe, examples)
    backward = Learner._backward

    def cramped(self: Learner, *arguments: Any) -> Any:
        if not self.micro or self.micro > 2:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB")
        return backward(self, *arguments)

    monkeypatch.setattr(Learner, "_backward", cramped)
    model, told = trained_by(recipe, examples)
    assert curve(model) == pytest.approx(curve(roomy), rel=1e-3)
    assert "going on with 2" in str(details(told, Notice)[0].text) and len(details(told, Notice)) == 1


def test_no_memory_for_a_single_picture_is_told(examples: Examples, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> Any:
        raise torch.OutOfMemoryError("CUDA out of memory")

    monkeypatch.setattr(Learner, "_backward", full)
    with pytest.raises(OutOfMemory, match="32 px"):
        trained_by(QUICK, examples)


def test_a_device_that_fails_leaves_a_checkpoint(examples: Examples, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backward, steps = Learner._backward, iter(range(100))

    def failing(self: Learner, *arguments: Any) -> Any:
        if next(steps) == 7:
            raise RuntimeError("CUDA error: unspecified launch failure\nCompile with TORCH_USE_CUDA_DSA")
        return backward(self, *arguments)

    monkeypatch.setattr(Learner, "_backward", failing)
    with pytest.raises(DeviceFailed, match="unspecified launch failure"):
        trained_by(QUICK, examples, storage=Storage(tmp_path))
    monkeypatch.setattr(Learner, "_backward", backward)
    resumed, _ = trained_by(QUICK, examples, storage=Storage(tmp_path))
    assert_same(resumed, trained_by(QUICK, examples)[0])


def test_a_loss_that_is_no_number_is_named_and_the_best_is_kept(examples: Examples, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TrainingDiverged, match="epoch 1"):
        trained_by(replace(QUICK, learning_rate=1e30), examples)
    backward, steps = Learner._backward, iter(range(100))

    def spoiled(self: Learner, *arguments: Any) -> Any:
        learned = backward(self, *arguments)
        return replace(learned, loss=learned.loss * math.nan) if next(steps) == 12 else learned

    monkeypatch.setattr(Learner, "_backward", spoiled)
    model, _ = trained_by(replace(QUICK, epochs=30), examples)
    assert "diverged" in model.stop_reason and len(model.curves) == 2


def test_pictures_deleted_while_it_runs_are_left_out(examples: Examples, tmp_path: Path) -> None:
    from shutil import copy

    moved = [[Example(Path(copy(each.path, tmp_path)), each.target) for each in side] for side in examples]
    operation = train(replace(QUICK, epochs=6), NAMES, *moved, device="cpu")
    model = None
    try:
        while True:
            progress = next(operation)
            if isinstance(progress.detail, EpochReport) and progress.detail.epoch == 1:
                for side in moved:
                    side[0].path.unlink()
    except StopIteration as end:
        model = end.value
    assert model is not None and model.stop_reason == FINISHED and model.training_count + model.validation_count >= 46
