"""Training learns, repeats itself, can be broken off, and survives bad pictures."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.classifier.learning.training import TrainedModel, train
from engine.classifier.recipe import Recipe
from engine.classifier.values import EpochReport, Example
from engine.errors import TooFewClasses, TrainingDiverged
from engine.progress import Progress, run
from tests.conftest import striped_picture
from tests.engine.classifier.conftest import FROM_SCRATCH, NAMES, examples_in

Pictures = tuple[list[Example], list[Example]]


def weights_of(model: TrainedModel) -> np.ndarray:
    return torch.cat([tensor.flatten().double() for tensor in model.network.state_dict().values()]).numpy()


def test_learns_stripes_from_scratch(trained: TrainedModel) -> None:
    assert trained.validation is not None
    assert trained.validation.accuracy == 1.0
    assert trained.curves[-1].training_loss < trained.curves[0].training_loss
    assert (trained.training_count, trained.validation_count, trained.unreadable) == (36, 12, ())
    assert not trained.network.training


def test_progress_counts_pictures_and_reports_each_epoch(examples: Pictures) -> None:
    seen: list[Progress] = []
    run(train(replace(FROM_SCRATCH, epochs=2), NAMES, *examples, device="cpu"), seen.append)
    steps = [progress for progress in seen if progress.stage == "Training"]
    assert [report.detail.epoch for report in steps if isinstance(report.detail, EpochReport)] == [1, 2]
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert (steps[-1].done, steps[-1].total) == (72, 72)


def test_the_same_seed_gives_the_same_weights(examples: Pictures) -> None:
    recipe = replace(FROM_SCRATCH, epochs=2, smallest_crop=0.5, colour_jitter=0.3, horizontal_flip=0.5, random_erasing=0.3)
    first, second = (run(train(recipe, NAMES, *examples, device="cpu")) for _ in range(2))
    other = run(train(replace(recipe, seed=1), NAMES, *examples, device="cpu"))
    assert np.array_equal(weights_of(first), weights_of(second))
    assert not np.array_equal(weights_of(first), weights_of(other))


def test_instant_fits_a_head_on_a_weights_pack(examples: Pictures, weights_pack: Callable[..., Path]) -> None:
    recipe = Recipe(preset="instant", architecture="test_resnet", weights=str(weights_pack()), image_size=48)
    model = run(train(recipe, NAMES, *examples, device="cpu"))
    assert model.validation is not None
    assert model.validation.accuracy > 0.9
    assert model.config.mean == (0.5, 0.5, 0.5)
    assert [report.epoch for report in model.curves] == [0]
    assert model.stop_reason == "finished"


def test_finetuning_never_ends_below_its_head(examples: Pictures, weights_pack: Callable[..., Path]) -> None:
    recipe = Recipe(
        preset="finetune", architecture="test_resnet", weights=str(weights_pack()), image_size=48, epochs=5, learning_rate=0.5, patience=2
    )
    model = run(train(recipe, NAMES, *examples, device="cpu"))
    assert model.validation is not None
    assert model.validation.accuracy >= model.curves[0].validation_accuracy
    assert model.stop_reason == "early stop"
    assert len(model.curves) == 3  # the head, then two epochs that a far too high rate made no better


def test_frozen_batch_norm_keeps_its_statistics(examples: Pictures, weights_pack: Callable[..., Path]) -> None:
    pack = weights_pack()
    for frozen in (True, False):
        recipe = Recipe(
            preset="finetune",
            architecture="test_resnet",
            weights=str(pack),
            image_size=32,
            epochs=1,
            patience=0,
            batch_norm="frozen" if frozen else "live",
            batch_size=8,
        )
        model = run(train(recipe, NAMES, examples[0], [], device="cpu"))
        means = torch.cat([tensor for name, tensor in model.network.state_dict().items() if name.endswith("running_mean")])
        assert bool((means == 0).all()) is frozen


def test_closing_stops_training_and_its_threads(examples: Pictures) -> None:
    operation = train(replace(FROM_SCRATCH, epochs=1000), NAMES, *examples, device="cpu")
    for progress in operation:
        if progress.stage == "Training" and progress.done > 8:
            break
    assert any(thread.name.startswith("decoding") for thread in threading.enumerate())
    operation.close()
    assert not any(thread.name.startswith("decoding") for thread in threading.enumerate())


def test_unreadable_pictures_are_left_out_and_named(examples: Pictures, tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture")
    training = [Example(broken, 0), Example(tmp_path / "gone.png", 1), *examples[0]]
    model = run(train(replace(FROM_SCRATCH, epochs=1), NAMES, training, [*examples[1], Example(broken, 2)], device="cpu"))
    assert dict(model.unreadable) == {broken: "it is not a picture in a known format", tmp_path / "gone.png": "the file is not there"}
    assert (model.training_count, model.validation_count) == (36, 12)


@pytest.mark.parametrize("batch_size", [1, 8, 32])
def test_a_lone_last_picture_does_not_upset_batch_norm(examples: Pictures, batch_size: int) -> None:
    recipe = replace(FROM_SCRATCH, epochs=1, batch_size=batch_size, architecture="resnet10t", image_size=16)
    model = run(train(recipe, NAMES, examples[0][:33], [], device="cpu"))
    assert np.isfinite(weights_of(model)).all()


def test_without_validation_pictures_the_last_epoch_counts(examples: Pictures) -> None:
    model = run(train(replace(FROM_SCRATCH, epochs=2, patience=1), NAMES, examples[0], [], device="cpu"))
    assert model.validation is None
    assert len(model.curves) == 2
    assert model.stop_reason == "finished"


def test_one_class_is_too_few(examples: Pictures, tmp_path: Path, weights_pack: Callable[..., Path]) -> None:
    reds = [example for example in examples[0] if example.target == 0]
    with pytest.raises(TooFewClasses):
        run(train(FROM_SCRATCH, NAMES, reds, examples[1], device="cpu"))
    instant = Recipe(architecture="test_resnet", weights=str(weights_pack()), image_size=32)
    with pytest.raises(TooFewClasses):
        run(train(instant, NAMES, [*reds, Example(tmp_path / "gone.png", 1)], [], device="cpu"))


def test_two_classes_and_a_class_without_pictures(tmp_path: Path, weights_pack: Callable[..., Path]) -> None:
    training = [example for example in examples_in(tmp_path, 6, 0) if example.target != 1]
    recipe = Recipe(architecture="test_resnet", weights=str(weights_pack()), image_size=48)
    model = run(train(recipe, NAMES, training, training, device="cpu"))
    assert model.validation is not None
    assert model.validation.accuracy == 1.0
    assert model.validation.per_class[1].support == 0


def test_a_loss_that_is_no_number_is_told(examples: Pictures) -> None:
    with pytest.raises(TrainingDiverged, match="smaller learning rate"):
        run(train(replace(FROM_SCRATCH, learning_rate=1e30), NAMES, *examples, device="cpu"))


def test_accepts_pictures_of_any_shape(tmp_path: Path) -> None:
    sizes = [(1, 1), (3, 900), (900, 3), (8, 8), (64, 31), (31, 64)]
    pictures = [Example(striped_picture(tmp_path / f"{index}.png", index % 2, index, size), index % 2) for index, size in enumerate(sizes)]
    for mode in ("center", "squash", "border"):
        trained = run(train(replace(FROM_SCRATCH, epochs=1, crop_mode=mode), NAMES, pictures, pictures, device="cpu"))
        assert (trained.training_count, trained.unreadable) == (len(sizes), ())
