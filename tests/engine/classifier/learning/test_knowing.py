"""What a training notes at its end: with every preset, without a second look where it has looked, and never at the cost of the model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from engine.classifier.learning import knowing
from engine.classifier.learning.knowing import STAGE, Knowledge, knowledge_of, look
from engine.classifier.learning.material import Material, Seen
from engine.classifier.learning.training import TrainedModel, train
from engine.classifier.network import pooled_features
from engine.classifier.recipe import Recipe
from engine.classifier.sight.transforms import evaluation_transform
from engine.classifier.values import Example, Notice
from engine.images.reader import read_image
from engine.progress import Progress, run
from tests.engine.classifier.conftest import FROM_SCRATCH, NAMES, examples_in

Pictures = tuple[list[Example], list[Example]]


@pytest.fixture(scope="module")
def more(tmp_path_factory: pytest.TempPathFactory) -> Pictures:
    """(training, validation): 36 and 24 pictures, enough to calibrate."""
    folder = tmp_path_factory.mktemp("more")
    return examples_in(folder, 12, 0), examples_in(folder, 8, 5000)


def features_of(model: TrainedModel, paths: list[Path]) -> np.ndarray:
    transform = evaluation_transform(model.config)
    with torch.inference_mode():
        found = pooled_features(model.network, torch.stack([transform(read_image(path)) for path in paths]))
    return found.numpy()


def noise(path: Path, seed: int) -> Path:
    from PIL import Image

    Image.fromarray(np.random.default_rng(seed).integers(0, 256, (40, 48, 3), np.uint8)).save(path)
    return path


@pytest.mark.parametrize("preset", ["scratch", "instant", "finetune"])
def test_every_preset_calibrates_and_remembers(preset: str, more: Pictures, weights_pack: Callable[..., Path], tmp_path: Path) -> None:
    recipe = replace(FROM_SCRATCH, preset=preset, epochs=6 if preset == "scratch" else 1)
    if preset != "scratch":
        recipe = replace(recipe, weights=str(weights_pack()), image_size=48)
    seen: list[Progress] = []
    model = run(train(recipe, NAMES, *more, device="cpu"), seen.append)
    assert model.calibration is not None and model.calibration.count == 24
    assert model.known is not None and len(model.known.points) == 36
    assert not any(isinstance(each.detail, Notice) for each in seen)
    looked = [each for each in seen if each.stage == STAGE and each.total]
    assert (looked[-1].done, looked[-1].total) == (60, 60) if preset != "instant" else not looked
    scores = model.known.scores(features_of(model, [each.path for each in more[1]]))
    assert 0.15 < np.median(scores) < 0.6  # of few pictures held out the score is a cautious one
    same = model.known.scores(features_of(model, [more[0][0].path]))
    strange = model.known.scores(features_of(model, [noise(tmp_path / "noise.png", 1)]))
    assert same[0] < strange[0]


def test_instant_is_looked_at_as_predictions_are(more: Pictures, weights_pack: Callable[..., Path]) -> None:
    """What came of the embeddings is what a second look at the finished network finds."""
    recipe = Recipe(preset="instant", architecture="test_resnet", weights=str(weights_pack()), image_size=48)
    model = run(train(recipe, NAMES, *more, device="cpu"))
    again = run(look(model.network, model.config, "cpu", Material(*more), recipe.seed))
    assert model.calibration is not None and model.known is not None and again.calibration is not None and again.known is not None
    assert again.calibration.temperature == pytest.approx(model.calibration.temperature, rel=1e-3)
    features = features_of(model, [each.path for each in more[1]])
    assert np.allclose(again.known.scores(features), model.known.scores(features), atol=0.02)


def test_without_validation_it_remembers_and_does_not_calibrate(more: Pictures) -> None:
    model = run(train(replace(FROM_SCRATCH, epochs=1), NAMES, more[0], [], device="cpu"))
    assert model.calibration is None and model.known is not None


def test_few_pictures_are_no_ground_for_either(tmp_path: Path) -> None:
    few = examples_in(tmp_path, 3, 0)
    model = run(train(replace(FROM_SCRATCH, epochs=1), NAMES, few, few[:3], device="cpu"))
    assert (model.calibration, model.known) == (None, None)


def test_a_model_that_is_only_judged_is_not_looked_at(more: Pictures) -> None:
    seen: list[Progress] = []
    model = run(train(replace(FROM_SCRATCH, epochs=1), NAMES, *more, device="cpu", to_keep=False), seen.append)
    assert (model.calibration, model.known) == (None, None) and STAGE not in {each.stage for each in seen}


def test_unreadable_pictures_are_left_out(more: Pictures, tmp_path: Path) -> None:
    (tmp_path / "broken.png").write_bytes(b"no picture")
    training = [*more[0], Example(tmp_path / "broken.png", 0)]
    model = run(train(replace(FROM_SCRATCH, epochs=1), NAMES, training, more[1], device="cpu"))
    assert model.known is not None and len(model.known.points) == 36 and model.training_count == 36
    kept = Material(training, more[1])
    run(look(model.network, model.config, "cpu", kept, 0))
    assert list(kept.unreadable) == [tmp_path / "broken.png"]


@pytest.mark.parametrize(
    "error", [RuntimeError("CUDA error: unspecified"), MemoryError(), AttributeError("no forward_head"), np.linalg.LinAlgError("SVD")]
)
def test_what_fails_is_told_and_the_model_stays(more: Pictures, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def failing(*_: object) -> None:
        raise error

    for place in ("novelty.learned", "_asked"):
        with monkeypatch.context() as patched:
            patched.setattr(f"{knowing.__name__}.{place}", failing)
            seen: list[Progress] = []
            model = run(train(replace(FROM_SCRATCH, epochs=1), NAMES, *more, device="cpu"), seen.append)
        assert (model.calibration, model.known) == (None, None) and model.validation is not None
        notices = [str(each.detail.text) for each in seen if isinstance(each.detail, Notice)]
        assert len(notices) == 1 and (str(error) or "MemoryError") in notices[0]


def test_numbers_that_are_not_finite_are_told() -> None:
    features = np.full((40, 4), np.inf, np.float32)
    whole = np.ones((40, 4), np.float32)
    targets = np.arange(40) % 2
    seen: list[Progress] = []
    for broken in (
        Seen(features, targets, targets, whole, whole[:, :2], targets),
        Seen(whole, targets, targets, features, whole[:, :2], targets),
        Seen(whole, targets, targets, whole, features[:, :2], targets),
    ):
        assert run(knowledge_of(broken, 0), seen.append) == Knowledge()
    assert sum("not finite" in str(each.detail.text) for each in seen if isinstance(each.detail, Notice)) == 3


def test_too_little_memory_is_made_do_with(trained: TrainedModel, more: Pictures, monkeypatch: pytest.MonkeyPatch) -> None:
    class Small(nn.Module):
        """Takes five pictures at once."""

        def forward_features(self, images: torch.Tensor) -> torch.Tensor:
            if len(images) > 5:
                raise RuntimeError("DefaultCPUAllocator: can't allocate memory")
            found: torch.Tensor = trained.network.forward_features(images)  # type: ignore[operator]
            return found

        def forward_head(self, maps: torch.Tensor, pre_logits: bool = False) -> torch.Tensor:
            found: torch.Tensor = trained.network.forward_head(maps, pre_logits=pre_logits)  # type: ignore[operator]
            return found

    small, large = (run(look(each, trained.config, "cpu", Material(*more), 0)) for each in (Small(), trained.network))
    assert small.known is not None and large.known is not None and small.calibration is not None and large.calibration is not None
    assert small.calibration.temperature == pytest.approx(large.calibration.temperature, rel=1e-3)
    assert np.allclose(small.known.distances, large.known.distances, atol=1e-3)


def test_it_can_be_broken_off(trained: TrainedModel, more: Pictures) -> None:
    work = look(trained.network, trained.config, "cpu", Material(*more), 0)
    assert next(work).stage == STAGE
    next(work)
    work.close()
    assert list(work) == []
