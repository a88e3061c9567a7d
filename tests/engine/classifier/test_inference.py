"""Asking a model: every picture one answer in its place, the same through every runtime, view by view, whatever happens to the files."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from engine.classifier import inference
from engine.classifier.asking import FAST, FIVE, OPENVINO, TILES, TORCH, Asking
from engine.classifier.calibration import Calibration, softmax
from engine.classifier.inference import AnswerBatch, Asker, predict, prepared
from engine.classifier.learning.training import TrainedModel
from engine.classifier.model.files import LoadedModel
from engine.classifier.network import as_numpy, pooled_features
from engine.classifier.runtime import choosing
from engine.classifier.sight.transforms import evaluation_transform
from engine.classifier.values import Example
from engine.images.failures import DRIVE_FAILS, NOT_THERE
from engine.images.reader import read_image
from engine.progress import Progress, run
from tests.conftest import striped_picture

Pictures = tuple[list[Example], list[Example]]


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "_SECONDS", 0.01)


@pytest.fixture
def plain(loaded: LoadedModel) -> LoadedModel:
    """As it was trained, without what it knows about itself."""
    return replace(loaded, calibration=None, known=None)


@pytest.fixture
def paths(examples: Pictures) -> list[Path]:
    return [example.path for example in (*examples[0], *examples[1])]


class Doubtful:
    """Counts the pictures it is asked about and finds each as novel as it is bright."""

    def scores(self, features: np.ndarray) -> np.ndarray:
        found: np.ndarray = (1 / (1 + np.exp(-features.mean(axis=1)))).astype(np.float32)
        return found


def merged(batches: list[AnswerBatch], count: int) -> dict[str, np.ndarray]:
    """The answers by place; each must have one."""
    places = [place for batch in batches for place in batch.places]
    assert sorted(places) == list(range(count))
    order = np.argsort(places)
    return {name: np.concatenate([getattr(each, name) for each in batches])[order] for name in ("probabilities", "features", "novelty")}


def expected(model: LoadedModel, path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Logits (1, K) and features (1, D) by way of the training-time path."""
    with torch.inference_mode():
        images = evaluation_transform(model.config)(read_image(path))[None]
        return as_numpy(model.network(images)), as_numpy(pooled_features(model.network, images))


def decoding() -> bool:
    return any(thread.name == "decoding" for thread in threading.enumerate())


@pytest.mark.parametrize("asking", [Asking(TORCH), Asking(OPENVINO), Asking(), Asking(OPENVINO, batch_size=5), Asking(TORCH, batch_size=1)])
def test_every_runtime_gives_the_answers_of_the_training_time_path(plain: LoadedModel, paths: list[Path], asking: Asking) -> None:
    asker = Asker(plain, asking)
    found = merged(list(asker.ask(paths)), len(paths))
    assert all(array.dtype == np.float32 for array in found.values())
    assert np.isnan(found["novelty"]).all()
    for place, path in enumerate(paths[:12]):
        logits, features = expected(plain, path)
        np.testing.assert_allclose(found["probabilities"][place], softmax(logits)[0], atol=1e-3)
        np.testing.assert_allclose(found["features"][place], features[0], atol=0.02)
    assert not decoding()


def test_fast_answers_name_the_same_classes(plain: LoadedModel, paths: list[Path]) -> None:
    exact, fast = (merged(list(Asker(plain, asking).ask(paths)), len(paths)) for asking in (Asking(TORCH), Asking(OPENVINO, FAST)))
    agreement = (exact["probabilities"].argmax(axis=1) == fast["probabilities"].argmax(axis=1)).mean()
    assert agreement >= 0.95


def test_probabilities_are_calibrated_and_pictures_scored(plain: LoadedModel, paths: list[Path]) -> None:
    informed = replace(plain, calibration=Calibration(temperature=4.0), known=Doubtful())  # type: ignore[arg-type]
    found = merged(list(Asker(informed, Asking(TORCH)).ask(paths)), len(paths))
    logits, _ = expected(plain, paths[0])
    np.testing.assert_allclose(found["probabilities"][0], softmax(logits / 4)[0], atol=1e-3)
    np.testing.assert_allclose(found["novelty"], Doubtful().scores(found["features"]))


@pytest.mark.parametrize("views", [FIVE, TILES])
def test_the_answers_about_several_views_are_averaged(plain: LoadedModel, tmp_path: Path, views: str) -> None:
    path = striped_picture(tmp_path / "wide.png", 0, 1, (160, 90))
    asking = Asking(TORCH, views=views, mirrored=True)
    (batch,) = Asker(plain, asking).ask([path, path])
    looked = inference.AskedViews(plain.config, asking)(path)
    assert len(looked) == {FIVE: 10, TILES: 14}[views]
    shares = []
    for view in looked:
        Image.fromarray(view).save(tmp_path / "view.png")
        (single,) = Asker(replace(plain, config=replace(plain.config, crop_pct=1.0)), Asking(TORCH)).ask([tmp_path / "view.png"])
        shares.append(single.probabilities[0])
    np.testing.assert_allclose(batch.probabilities, [np.mean(shares, axis=0)] * 2, atol=1e-5)
    assert batch.features.shape[0] == 2 and batch.novelty.shape == (2,)


def test_pictures_with_different_numbers_of_tiles_do_not_get_mixed_up(plain: LoadedModel, tmp_path: Path) -> None:
    sizes = [(20, 14), (160, 90), (90, 90), (20, 20), (300, 40)]
    paths = [striped_picture(tmp_path / f"{index}.png", index, index, size) for index, size in enumerate(sizes)]
    asker = Asker(plain, Asking(OPENVINO, views=TILES))
    together = merged(list(asker.ask(paths)), len(paths))
    for place, path in enumerate(paths):
        (alone,) = asker.ask([path])
        np.testing.assert_allclose(together["probabilities"][place], alone.probabilities[0], atol=1e-5)
        np.testing.assert_allclose(together["features"][place], alone.features[0], atol=1e-4)


def test_unreadable_pictures_are_failures_in_their_places(plain: LoadedModel, paths: list[Path], tmp_path: Path) -> None:
    (tmp_path / "text.jpg").write_text("no picture")
    mixed = [tmp_path / "gone.jpg", *paths[:5], tmp_path / "text.jpg", *paths[5:9], tmp_path]
    batches = list(Asker(plain, Asking(TORCH, batch_size=4)).ask(mixed))
    failures = {place: reason for batch in batches for place, reason in batch.failures}
    assert failures.keys() == {0, 6, 11} and failures[0] == NOT_THERE
    assert sorted(place for batch in batches for place in batch.places) == [1, 2, 3, 4, 5, 7, 8, 9, 10]
    assert all(len(batch.places) == len(batch.probabilities) == len(batch.features) == len(batch.novelty) for batch in batches)


def test_only_unreadable_pictures_or_none(plain: LoadedModel, tmp_path: Path) -> None:
    asker = Asker(plain, Asking(TORCH))
    (batch,) = asker.ask([tmp_path / "gone.jpg"])
    assert (batch.places, batch.failures, len(batch.probabilities)) == ([], ((0, NOT_THERE),), 0)
    assert list(asker.ask([])) == []


def test_pictures_that_vanish_meanwhile_are_failures(plain: LoadedModel, tmp_path: Path) -> None:
    paths = [striped_picture(tmp_path / f"{index}.png", index, index) for index in range(6)] * 50
    with closing(Asker(plain, Asking(TORCH, batch_size=2)).ask(paths)) as source:
        batches = [next(source)]
        for path in set(paths):
            path.unlink()
        batches += source
    answered = sorted([place for batch in batches for place in batch.places] + [place for batch in batches for place, _ in batch.failures])
    assert answered == list(range(300))
    assert {reason for batch in batches for _, reason in batch.failures} == {NOT_THERE}


def test_paths_are_taken_as_they_are_needed_and_closing_ends_the_threads(plain: LoadedModel, paths: list[Path]) -> None:
    taken = 0

    def endless() -> Iterator[Path]:
        nonlocal taken
        while True:
            taken += 1
            yield paths[taken % len(paths)]

    with closing(Asker(plain, Asking(OPENVINO, batch_size=4)).ask(endless())) as source:
        answered = sum(len(next(source).places) for _ in range(20))
    assert answered == 80 and taken < 80 + 60
    assert not decoding()


def test_a_drive_that_does_not_answer_is_a_failure(plain: LoadedModel, paths: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()

    class Stalling(inference.AskedViews):
        def __call__(self, path: Path) -> np.ndarray:
            if path == paths[3]:
                released.wait()
            return super().__call__(path)

    monkeypatch.setattr(inference, "AskedViews", Stalling)
    batches = list(Asker(plain, Asking(TORCH, batch_size=4)).ask(paths, patience=1.5))
    released.set()
    assert [failure for batch in batches for failure in batch.failures] == [(3, DRIVE_FAILS)]
    assert sum(len(batch.places) for batch in batches) == len(paths) - 1


def test_one_asker_can_be_asked_again(plain: LoadedModel, paths: list[Path]) -> None:
    asker = Asker(plain, Asking(OPENVINO))
    with closing(asker.ask(paths)) as source:
        next(source)
    first, second = (merged(list(asker.ask(paths)), len(paths)) for _ in range(2))
    np.testing.assert_array_equal(first["probabilities"], second["probabilities"])


def test_preparing_tells_what_it_does(plain: LoadedModel) -> None:
    steps: list[Progress] = []
    asker = run(prepared(plain, Asking()), steps.append)
    assert steps and {step.stage for step in steps} == {"Trying out what is fastest here"}
    assert asker.runtime in ("OpenVINO fp32", "PyTorch fp32") and asker.remarks == ()


# ---- predict -----------------------------------------------------------------------------------------------------


def test_many_predictions_are_worth_the_fastest_runtime(plain: LoadedModel, paths: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def watched(model: LoadedModel, asking: Asking) -> object:
        asked.append(asking.runtime)
        return choosing.chosen(model, asking)

    monkeypatch.setattr(inference, "chosen", watched)
    few, many = run(predict(plain, paths[:9])), run(predict(plain, (paths * 2)[:90]))
    assert asked == ["torch", "auto"]
    for one, other in zip(few, many, strict=False):
        assert one.path == other.path and one.probabilities == pytest.approx(other.probabilities, abs=1e-4)


def test_a_model_that_was_never_saved_can_be_asked(trained: TrainedModel, paths: list[Path]) -> None:
    from engine.classifier.learning.folds import _answering

    answers = run(predict(_answering(trained), paths * 2))
    assert len(answers) == 2 * len(paths) and all(math.isclose(sum(each.probabilities), 1, abs_tol=1e-5) for each in answers)
