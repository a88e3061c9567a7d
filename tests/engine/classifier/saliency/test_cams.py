"""Heatmaps point at the evidence, lie rightly over the picture, and come out of transformers too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import timm
import torch
from PIL import Image

from engine.classifier.learning.training import train
from engine.classifier.model.files import LoadedModel
from engine.classifier.recipe import Recipe
from engine.classifier.saliency.cams import grad_cam, layer_cam
from engine.classifier.saliency.finding import saliency
from engine.classifier.saliency.view import over_picture
from engine.classifier.sight.input import InputConfig
from engine.classifier.sight.transforms import evaluation_transform, visible_box
from engine.classifier.values import Example
from engine.errors import ArchitectureUnsupported, PictureUnreadable
from engine.images.reader import read_image
from engine.progress import run
from tests.conftest import striped_picture
from tests.engine.classifier.conftest import NAMES


def test_a_heatmap_covers_the_picture_and_names_its_class(loaded: LoadedModel, tmp_path: Path) -> None:
    path = striped_picture(tmp_path / "wide.png", 2, 7, (90, 40))
    found = run(saliency(loaded, path))
    assert found.picture_size == (90, 40)
    assert found.heatmap.dtype == np.float32
    assert found.heatmap.shape[1] / found.heatmap.shape[0] == pytest.approx(90 / 40, rel=0.02)
    assert 0 <= found.heatmap.min() < found.heatmap.max() <= 1
    assert run(saliency(loaded, path, 1)).target == 1


def test_there_is_no_evidence_where_the_network_did_not_look(loaded: LoadedModel, tmp_path: Path) -> None:
    path = striped_picture(tmp_path / "wide.png", 2, 7, (90, 40))
    cut = replace(loaded, config=replace(loaded.config, crop_mode="center"))
    assert not run(saliency(cut, path)).heatmap[:, :20].any(), "outside the centre crop"
    assert run(saliency(loaded, path)).heatmap[:, [0, -1]].any(), "the whole picture was shown"


def _corner_picture(path: Path, kind: int, seed: int) -> Example:
    """Noise with a bright disc of the class's colour on the right half; the class is decided there alone."""
    random = np.random.default_rng(seed)
    pixels = random.normal(110, 18, (64, 64, 3))
    y, x = np.mgrid[0:64, 0:64]
    row = random.integers(14, 50)
    pixels[(x - 50) ** 2 + (y - row) ** 2 < 100, kind] += 120
    Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(path)
    return Example(path, kind)


# Attention spreads what a token knows over the others, so that a transformer points less sharply.
@pytest.mark.parametrize(("architecture", "contrast"), [("test_resnet", 1.5), ("test_vit", 1.15)])
def test_the_heat_is_where_the_class_is_decided(architecture: str, contrast: float, tmp_path: Path) -> None:
    pictures = [_corner_picture(tmp_path / f"{index}.png", index % 2, index) for index in range(40)]
    recipe = Recipe(
        preset="scratch",
        architecture=architecture,
        image_size=64,
        epochs=12,
        batch_size=8,
        horizontal_flip=0,
        smallest_crop=0.9,
        colour_jitter=0,
        learning_rate=1e-3,
    )
    trained = run(train(recipe, ("red", "green"), pictures[:32], pictures[32:], device="cpu"))
    assert trained.validation is not None
    assert trained.validation.accuracy > 0.9
    heat = np.mean([_heat(trained.network, trained.config, example) for example in pictures[32:]], axis=0)
    assert heat[:, 32:].mean() > contrast * heat[:, :32].mean()


def _heat(network: torch.nn.Module, config: InputConfig, example: Example) -> np.ndarray:
    _, _, cam = grad_cam(network, evaluation_transform(config)(read_image(example.path))[None], example.target)
    return np.asarray(Image.fromarray(cam.numpy()).resize((64, 64), Image.Resampling.BILINEAR))


@pytest.mark.parametrize(
    ("architecture", "arguments", "side"),
    [
        ("resnet18", {}, 64),
        ("mobilenetv2_100", {}, 128),
        ("convnext_atto", {}, 96),
        ("test_efficientnet", {}, 96),
        ("vit_tiny_patch16_224", {"img_size": 64}, 64),
        ("deit_tiny_patch16_224", {"img_size": 64}, 64),
        ("vit_small_patch14_dinov2", {"img_size": 56}, 56),
        ("swin_tiny_patch4_window7_224", {}, 224),
    ],
)
def test_every_kind_of_network_gives_a_map(architecture: str, arguments: dict[str, int], side: int) -> None:
    torch.manual_seed(1)
    network = timm.create_model(architecture, num_classes=4, **arguments).eval().requires_grad_(False)
    torch.nn.init.normal_(network.get_classifier().weight, std=0.1)
    _, _, cam = grad_cam(network, torch.randn(1, 3, side, side))
    assert torch.isfinite(cam).all()
    assert float(cam.max()) == 1.0
    assert float(cam.min()) < 1.0


def test_what_cannot_be_explained_is_told(loaded: LoadedModel, tmp_path: Path) -> None:
    path = striped_picture(tmp_path / "one.png", 0, 0)
    with pytest.raises(PictureUnreadable):
        run(saliency(loaded, tmp_path / "gone.png"))
    plain = torch.nn.Sequential(torch.nn.AdaptiveAvgPool2d(1), torch.nn.Flatten(), torch.nn.Linear(3, len(NAMES)))
    with pytest.raises(ArchitectureUnsupported):
        run(saliency(replace(loaded, network=plain), path))


@pytest.mark.parametrize(
    ("mode", "percent", "expected"),
    [
        ("center", 1.0, (50, 0, 150, 100)),
        ("center", 0.5, (75, 25, 125, 75)),
        ("squash", 1.0, (0, 0, 200, 100)),
        ("border", 1.0, (0, -50, 200, 150)),
    ],
)
def test_the_visible_box(mode: str, percent: float, expected: tuple[float, ...]) -> None:
    config = InputConfig((32, 32), (0, 0, 0), (1, 1, 1), crop_pct=percent, crop_mode=mode)
    assert visible_box(config, (200, 100)) == pytest.approx(expected)


def test_a_hot_corner_of_the_view_lies_rightly_on_the_picture() -> None:
    cam = torch.zeros(4, 4)
    cam[0, 3] = 1.0
    heat = over_picture(cam, (50, 0, 150, 100), (200, 100))
    row, column = np.unravel_index(heat.argmax(), heat.shape)
    assert row / heat.shape[0] < 0.2
    assert 0.6 < column / heat.shape[1] <= 0.75
    assert not heat[:, int(0.76 * heat.shape[1]) :].any()


@pytest.mark.parametrize("architecture", ["resnet18", "vit_tiny_patch16_224"])
def test_layercam_is_finer_where_the_network_has_finer_maps(architecture: str) -> None:
    torch.manual_seed(1)
    arguments = {"img_size": 128} if architecture.startswith("vit") else {}
    network = timm.create_model(architecture, num_classes=4, **arguments).eval().requires_grad_(False)
    torch.nn.init.normal_(network.get_classifier().weight, std=0.1)
    pixels = torch.randn(1, 3, 128, 128)
    logits, chosen, cam = layer_cam(network, pixels)
    plain_logits, plain, coarse = grad_cam(network, pixels)
    assert chosen == plain and torch.allclose(logits, plain_logits)
    assert float(cam.max()) == 1.0 and float(cam.min()) >= 0.0
    assert cam.shape[0] == (2 * coarse.shape[0] if architecture == "resnet18" else coarse.shape[0])


def test_the_logits_are_those_of_a_plain_look(loaded: LoadedModel) -> None:
    pixels = torch.randn(1, 3, 32, 32)
    logits, chosen, _ = grad_cam(loaded.network, pixels)
    with torch.no_grad():
        plain = loaded.network(pixels)
    assert torch.allclose(logits, plain, atol=1e-5) and chosen == int(plain.argmax())
    assert all(parameter.grad is None for parameter in loaded.network.parameters())


def test_the_mirror_image_is_asked_where_the_model_learned_that_it_is_the_same(loaded: LoadedModel, tmp_path: Path) -> None:
    path = striped_picture(tmp_path / "one.png", 2, 3)
    assert loaded.card.recipe.horizontal_flip == 0
    asked: list[int] = []
    hook = loaded.network.register_forward_pre_hook(lambda module, inputs: asked.append(len(inputs[0])))
    stem = next(module for module in loaded.network.modules() if isinstance(module, torch.nn.Conv2d))
    seen: list[int] = []
    counted = stem.register_forward_pre_hook(lambda module, inputs: seen.append(len(inputs[0])))
    run(saliency(loaded, path))
    flipping = replace(loaded, card=replace(loaded.card, recipe=replace(loaded.card.recipe, horizontal_flip=0.5)))
    both = run(saliency(flipping, path))
    hook.remove()
    counted.remove()
    assert seen == [1, 2] and not asked, "one pass each, and none beside it"
    assert both.heatmap.max() > 0.5


def test_a_mirrored_picture_gets_the_mirrored_map() -> None:
    torch.manual_seed(1)
    network = timm.create_model("resnet18", num_classes=4).eval().requires_grad_(False)
    torch.nn.init.normal_(network.get_classifier().weight, std=0.1)
    pixels = torch.randn(1, 3, 128, 128)
    for method in (grad_cam, layer_cam):
        logits, chosen, cam = method(network, pixels, 2, mirrored=True)
        _, _, other = method(network, pixels.flip(3), 2, mirrored=True)
        assert chosen == 2 and logits.shape == (1, 4)
        assert torch.allclose(cam, other.flip(-1), atol=1e-4)


def test_what_was_found_is_kept_as_coarse_as_it_was(loaded: LoadedModel, tmp_path: Path) -> None:
    found = run(saliency(loaded, striped_picture(tmp_path / "one.png", 2, 3)))
    assert found.cells is not None and found.cells.dtype == np.float32
    assert found.cells.shape[0] < 32 < found.heatmap.shape[0] and found.cells.max() == 1
