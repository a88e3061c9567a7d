"""The preset instant: embeddings are kept and used again, views teach, and the head's regularization has a reason."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.classifier.learning import embedding
from engine.classifier.learning.backbone import backbone_identity
from engine.classifier.learning.embedding import Embedder, Embeddings
from engine.classifier.learning.feature_views import FeatureView, plain_view, training_views
from engine.classifier.learning.head import Head
from engine.classifier.learning.instant import fit_linear_head
from engine.classifier.learning.material import Material, Outcome
from engine.classifier.network import Network, create, set_head
from engine.classifier.recipe import Recipe
from engine.classifier.sight.dataset import PictureMemory
from engine.classifier.values import NOWHERE, EpochReport, Example, Storage
from engine.errors import ArchitectureUnsupported, TooFewClasses
from engine.progress import Progress, run
from tests.engine.classifier.conftest import examples_in

Pictures = tuple[list[Example], list[Example]]


@pytest.fixture
def recipe(weights_pack: Callable[..., Path]) -> Recipe:
    return Recipe(architecture="test_resnet", weights=str(weights_pack()), image_size=32, balance="none", precision="fp32")


@pytest.fixture
def pictures(tmp_path: Path) -> Pictures:
    return keyed(examples_in(tmp_path, 6, 0)), keyed(examples_in(tmp_path, 3, 5000))


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    return Storage(embeddings=tmp_path / "embeddings")


def keyed(examples: list[Example]) -> list[Example]:
    return [replace(each, key=hashlib.sha256(each.path.read_bytes()).hexdigest()) for each in examples]


def network_of(recipe: Recipe) -> Network:
    return run(create(recipe, 3))


def fitted(recipe: Recipe, pictures: Pictures, storage: Storage = NOWHERE) -> tuple[Network, Outcome, Material]:
    network, material = network_of(recipe), Material(*pictures)
    return network, run(fit_linear_head(network, recipe, material, 3, "cpu", storage)), material


def weights_of(network: Network) -> torch.Tensor:
    head = network.module.get_classifier()  # type: ignore[operator]
    return torch.cat([head.weight.flatten(), head.bias])


def embedded(network: Network, examples: list[Example], storage: Storage, view: FeatureView | None = None) -> tuple[Embedder, Embeddings]:
    embedder = Embedder(network, "cpu", storage=storage)
    return embedder, run(embedder.embed(examples, view or plain_view(network.config)))


# ---- embeddings that are kept ----------------------------------------------------------------------------------


def test_a_second_fit_needs_neither_pictures_nor_network(recipe: Recipe, pictures: Pictures, storage: Storage) -> None:
    recipe = replace(recipe, views=3)
    first, before, _ = fitted(recipe, pictures, storage)
    for example in (*pictures[0], *pictures[1]):
        example.path.unlink()
    second, after, material = fitted(recipe, pictures, storage)
    assert torch.equal(weights_of(first), weights_of(second))
    assert after.evaluation == before.evaluation
    assert material.unreadable == {}
    assert np.isnan(after.reports[0].images_per_second)  # nothing was shown to the network
    assert before.reports[0].images_per_second > 0


def test_only_what_is_missing_is_computed(recipe: Recipe, pictures: Pictures, storage: Storage) -> None:
    network = network_of(recipe)
    assert embedded(network, pictures[0][:5], storage)[0].computed == 5
    embedder, found = embedded(network, pictures[0], storage)
    assert embedder.computed == len(pictures[0]) - 5
    fresh = embedded(network, pictures[0], NOWHERE)[1]
    assert found.indices == fresh.indices == list(range(len(pictures[0])))
    assert np.allclose(found.features, fresh.features, atol=1e-5)


def test_pictures_without_a_key_are_computed_each_time(recipe: Recipe, pictures: Pictures, storage: Storage) -> None:
    network, nameless = network_of(recipe), [replace(each, key="") for each in pictures[0]]
    assert [embedded(network, nameless, storage)[0].computed for _ in range(2)] == [18, 18]


def test_a_run_that_was_broken_off_keeps_what_it_had(
    recipe: Recipe, pictures: Pictures, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding, "_WRITTEN_AT_ONCE", 4)
    network = network_of(recipe)
    operation = Embedder(network, "cpu", batch_size=4, storage=storage).embed(pictures[0], plain_view(network.config))
    for progress in operation:
        if progress.done >= 8:
            break
    assert embedded(network, pictures[0][:8], storage)[0].computed == 0  # already before it is closed: a kill closes nothing
    operation.close()
    assert embedded(network, pictures[0], storage)[0].computed == 10


def test_other_weights_sizes_and_precisions_are_other_backbones(recipe: Recipe) -> None:
    network = network_of(recipe)
    names = {backbone_identity(network, precision) for precision in ("fp32", "bf16")}
    names.add(backbone_identity(network_of(replace(recipe, image_size=40)), "fp32"))
    names.add(backbone_identity(network_of(replace(recipe, crop_mode="squash")), "fp32"))
    with torch.no_grad():
        next(network.module.parameters()).view(-1)[0] += 1e-6
    names.add(backbone_identity(network, "fp32"))
    assert len(names) == 5


def test_the_head_is_no_part_of_the_backbone(recipe: Recipe) -> None:
    network, other = network_of(recipe), run(create(recipe, 7))
    before = backbone_identity(network, "fp32")
    features = network.module.get_classifier().in_features  # type: ignore[operator]
    set_head(network.module, Head(np.ones((3, features), np.float32), np.ones(3, np.float32)), "test_resnet")
    assert backbone_identity(network, "fp32") == before == backbone_identity(other, "fp32")


def test_too_little_memory_halves_the_batch(recipe: Recipe, pictures: Pictures, monkeypatch: pytest.MonkeyPatch) -> None:
    network = network_of(recipe)
    whole = embedded(network, pictures[0], NOWHERE)[1]
    forward, seen = embedding.pooled_features, []

    def cramped(module: object, images: torch.Tensor) -> torch.Tensor:
        seen.append(len(images))
        if len(images) > 5:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return forward(module, images)

    monkeypatch.setattr(embedding, "pooled_features", cramped)
    assert np.allclose(embedded(network, pictures[0], NOWHERE)[1].features, whole.features, atol=1e-5)
    assert seen == [18, 9, 5, 4, 9, 5, 4]


def test_bf16_is_near_fp32(recipe: Recipe, pictures: Pictures) -> None:
    network = network_of(recipe)
    exact = embedded(network, pictures[0], NOWHERE)[1].features
    rough = run(Embedder(network, "cpu", "bf16").embed(pictures[0], plain_view(network.config))).features
    assert rough.dtype == np.float32
    assert 0 < np.abs(rough - exact).max() < 0.1 * np.abs(exact).max()


# ---- views -------------------------------------------------------------------------------------------------------


def test_views_are_plain_then_mirrored_then_random(recipe: Recipe) -> None:
    config = network_of(recipe).config
    names = [view.name.split()[0] for view in training_views(config, replace(recipe, views=4))]
    assert names == ["plain", "mirror", "random", "random"]
    unmirrored = training_views(config, replace(recipe, views=3, horizontal_flip=0.0))
    assert [view.name.split()[0] for view in unmirrored] == ["plain", "random", "random"]
    assert len({view.name for view in unmirrored}) == 3


def test_without_augmentation_there_is_nothing_to_draw(recipe: Recipe) -> None:
    still = {"smallest_crop": 1.0, "stretch": 0.0, "horizontal_flip": 0.0, "colour_jitter": 0.0}
    assert [view.name for view in training_views(network_of(recipe).config, replace(recipe, views=4, **still))] == ["plain"]


def test_the_mirror_view_is_what_a_mirrored_picture_gives(recipe: Recipe, pictures: Pictures, tmp_path: Path) -> None:
    from PIL import Image, ImageOps

    network = network_of(recipe)
    mirrored = []
    for index, example in enumerate(pictures[0][:4]):
        with Image.open(example.path) as image:
            ImageOps.mirror(image).save(tmp_path / f"mirrored-{index}.png")
        mirrored.append(Example(tmp_path / f"mirrored-{index}.png", example.target))
    view = training_views(network.config, replace(recipe, views=2))[1]
    by_view = embedded(network, pictures[0][:4], NOWHERE, view)[1].features
    by_file = embedded(network, mirrored, NOWHERE)[1].features
    plain = embedded(network, pictures[0][:4], NOWHERE)[1].features
    assert np.abs(by_view - by_file).max() < 0.1 * np.abs(plain - by_file).max()


def test_random_views_follow_content_and_seed(recipe: Recipe, pictures: Pictures) -> None:
    network = network_of(recipe)

    def features(seed: int, examples: list[Example]) -> np.ndarray:
        view = training_views(network.config, replace(recipe, views=3, seed=seed))[2]
        return embedded(network, examples, NOWHERE, view)[1].features

    once = features(0, pictures[0])
    assert np.allclose(features(0, pictures[0][::-1])[::-1], once, atol=1e-5)  # wherever a picture stands among the others
    assert not np.allclose(features(1, pictures[0]), once, atol=1e-3)


def test_views_are_of_training_pictures_only_and_all_are_counted(recipe: Recipe, pictures: Pictures) -> None:
    seen: list[Progress] = []
    run(fit_linear_head(network_of(recipe), replace(recipe, views=3), Material(*pictures), 3, "cpu"), seen.append)
    steps = [progress for progress in seen if progress.stage == embedding.STAGE]
    assert {step.total for step in steps} == {3 * 18 + 9}
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert steps[-1].done == 3 * 18 + 9


# ---- the head ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("views", [1, 4])
def test_it_learns_and_says_how(recipe: Recipe, pictures: Pictures, views: int) -> None:
    network, outcome, _ = fitted(replace(recipe, views=views), pictures)
    (report,) = outcome.reports
    assert isinstance(report, EpochReport)
    assert report.epoch == 0
    assert report.validation_accuracy == outcome.evaluation.accuracy > 0.7
    assert report.balanced_accuracy == outcome.evaluation.balanced_accuracy
    (reason,) = outcome.reasons
    assert reason.field in {field.name for field in dataclasses.fields(Recipe)}
    assert isinstance(reason.value, float)
    assert "cross-validation" in str(reason.text)
    with torch.inference_mode():
        found = run(Embedder(network, "cpu", memory=PictureMemory(0)).embed(pictures[1], plain_view(network.config)))
        head = network.module.get_classifier()  # type: ignore[operator]
        answers = head(torch.from_numpy(found.features)).argmax(1).tolist()
    assert tuple(answers) == outcome.evaluation.predicted


def test_a_given_regularization_is_taken_without_a_reason(recipe: Recipe, pictures: Pictures) -> None:
    weak, strong = (fitted(replace(recipe, head_regularization=value), pictures) for value in (0.1, 1e5))
    assert weak[1].reasons == strong[1].reasons == ()
    assert weights_of(strong[0]).norm() < weights_of(weak[0]).norm() / 2


def test_balance_changes_the_head(recipe: Recipe, pictures: Pictures) -> None:
    recipe = replace(recipe, head_regularization=10.0)
    uneven = [each for index, each in enumerate(pictures[0]) if each.target != 2 or index < 6]
    plain, weighted, adjusted = (fitted(replace(recipe, balance=each), (uneven, pictures[1])) for each in ("none", "weights", "logits"))
    assert not torch.allclose(weights_of(plain[0]), weights_of(weighted[0]))
    assert weights_of(adjusted[0])[-1] > weights_of(plain[0])[-1]  # the bias of the rare class


def test_unreadable_pictures_are_left_out_of_all_views(recipe: Recipe, pictures: Pictures, tmp_path: Path, storage: Storage) -> None:
    broken = Example(tmp_path / "broken.png", 0, "broken")
    broken.path.write_bytes(b"no picture")
    training = [broken, *pictures[0], replace(broken, target=1)]
    recipe = replace(recipe, views=3, head_regularization=10.0)
    network, outcome, material = fitted(recipe, (training, [*pictures[1], broken]), storage)
    assert set(material.unreadable) == {broken.path}
    assert torch.allclose(weights_of(network), weights_of(fitted(recipe, pictures)[0]), atol=1e-3)
    assert len(outcome.evaluation.targets) == len(pictures[1])


def test_no_validation_pictures(recipe: Recipe, pictures: Pictures) -> None:
    outcome = fitted(recipe, (pictures[0], []))[1]
    assert outcome.evaluation.targets == ()
    assert outcome.reports[0].training_accuracy > 0.7


@pytest.mark.parametrize("count", [0, 1])
def test_less_than_two_readable_classes(recipe: Recipe, pictures: Pictures, tmp_path: Path, count: int) -> None:
    gone = [Example(tmp_path / f"gone-{index}.png", index) for index in range(3)]
    with pytest.raises(TooFewClasses):
        fitted(replace(recipe, views=2), ([*pictures[0][:count], *gone], pictures[1]))


def test_features_that_are_no_numbers_are_told(recipe: Recipe, pictures: Pictures, storage: Storage) -> None:
    network = network_of(recipe)
    with torch.no_grad():
        next(network.module.parameters()).fill_(torch.nan)
    with pytest.raises(ArchitectureUnsupported, match="not finite"):
        run(fit_linear_head(network, recipe, Material(*pictures), 3, "cpu", storage))
    assert embedded(network, pictures[0], storage)[0].computed == len(pictures[0])  # nothing of it was kept
