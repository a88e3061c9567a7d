"""The one preprocessing, the batches, the head, the scores, the table of architectures and the device."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import timm
import torch
from PIL import Image
from timm.data import create_transform

from engine.classifier.architectures.names import all_names, checked, recommended
from engine.classifier.device import best_device, describe
from engine.classifier.learning.head import fit_head
from engine.classifier.metrics import scores
from engine.classifier.network import pooled_features, set_head
from engine.classifier.recipe import Recipe
from engine.classifier.sight.dataset import PictureMemory, batches
from engine.classifier.sight.input import InputConfig, resolve
from engine.classifier.sight.transforms import evaluation_transform, training_transform
from engine.errors import ArchitectureUnknown, ArchitectureUnsupported
from engine.images.reader import read_image
from tests.conftest import ROOT, striped_picture

CONFIG = InputConfig((32, 32), (0.5, 0.4, 0.3), (0.2, 0.25, 0.3), "bicubic", 0.875, "center")


@pytest.mark.parametrize("mode", ["center", "squash", "border"])
def test_the_evaluation_view_is_timms(tmp_path: Path, mode: str) -> None:
    image = read_image(striped_picture(tmp_path / "one.png", 2, 1, (90, 50)))
    config = InputConfig(CONFIG.size, CONFIG.mean, CONFIG.std, CONFIG.interpolation, CONFIG.crop_pct, mode)
    theirs = create_transform(
        (3, 32, 32), interpolation="bicubic", mean=config.mean, std=config.std, crop_pct=config.crop_pct, crop_mode=mode
    )(image)
    assert torch.allclose(evaluation_transform(config)(image), theirs, atol=1e-5)
    assert InputConfig.from_json(config.to_json()) == config


def test_a_random_view_repeats_with_its_seed(tmp_path: Path) -> None:
    image = read_image(striped_picture(tmp_path / "one.png", 2, 1, (90, 50)))
    transform = training_transform(CONFIG, Recipe(random_erasing=0.5, vertical_flip=0.5))
    assert torch.equal(transform(image, (1, 2)), transform(image, (1, 2)))
    assert not torch.equal(transform(image, (1, 2)), transform(image, (1, 3)))
    assert transform.view(image, 0).size == (32, 32)


def test_small_pictures_are_not_cropped() -> None:
    network = timm.create_model("test_resnet")
    assert resolve(network, Recipe(image_size=32)).crop_pct == 1.0
    assert resolve(network, Recipe(crop_mode="squash")).size == (160, 160)


def test_batches_name_their_pictures_and_close_their_threads(tmp_path: Path) -> None:
    paths = [striped_picture(tmp_path / f"{index}.png", index, index) for index in range(9)]
    paths.insert(4, tmp_path / "gone.png")
    found = list(batches(paths, evaluation_transform(CONFIG), 4))
    assert [batch.indices for batch in found] == [[0, 1, 2, 3], [5, 6, 7], [8, 9]]
    assert [failure for batch in found for failure in batch.failures] == [(4, "the file is not there")]
    assert found[0].images.shape == (4, 3, 32, 32)
    assert found[0].images.dtype == torch.float32
    shuffled = [index for batch in batches(paths, evaluation_transform(CONFIG), 3, shuffle_seed=1) for index in batch.indices]
    assert sorted(shuffled) == [0, 1, 2, 3, 5, 6, 7, 8, 9] != shuffled
    with closing(batches(paths, evaluation_transform(CONFIG), 2)) as source:
        next(source)
    assert not any(thread.name.startswith("decoding") for thread in threading.enumerate())


def test_a_lone_last_picture_joins_the_batch_before(tmp_path: Path) -> None:
    paths = [striped_picture(tmp_path / f"{index}.png", 0, index) for index in range(5)]
    assert [len(batch.indices) for batch in batches(paths, evaluation_transform(CONFIG), 2)] == [2, 3]
    assert [len(batch.indices) for batch in batches(paths[:1], evaluation_transform(CONFIG), 2)] == [1]
    assert list(batches([], evaluation_transform(CONFIG), 2)) == []


def test_remembered_pictures_are_not_read_again(tmp_path: Path) -> None:
    path = striped_picture(tmp_path / "one.png", 0, 0, (10, 10))
    roomy, cramped = PictureMemory(300), PictureMemory(299)
    for memory in (roomy, cramped):
        memory.read(path, 0)
    path.unlink()
    assert roomy.read(path, 0).size == (10, 10)
    with pytest.raises(Exception, match="not there"):
        cramped.read(path, 0)


def test_the_head_separates_and_the_two_class_head_is_symmetric() -> None:
    random = np.random.default_rng(0)
    targets = np.repeat(np.arange(3), 20)
    features = (random.normal(0, 1, (60, 5)) + 6 * np.eye(5)[targets] * [1, 100, 1, 1, 1]).astype(np.float32)
    head = fit_head(features, targets, 4, 1.0)
    assert (head.weight.shape, head.bias.shape, head.weight.dtype) == ((4, 5), (4,), np.float32)
    assert (head.logits(features).argmax(1) == targets).all()
    pair = fit_head(features[:40], targets[:40], 2, 1.0)
    assert np.allclose(pair.weight[0], -pair.weight[1])
    assert np.isclose(pair.bias[0], -pair.bias[1])


@pytest.mark.parametrize("name", ["test_resnet", "test_efficientnet", "mobilenetv3_large_100", "test_vit", "test_convnext"])
def test_the_head_sits_on_the_pooled_features(name: str) -> None:
    network = timm.create_model(name, num_classes=3).eval()
    side = 160 if name == "test_vit" else 64
    images = torch.randn(2, 3, side, side)
    with torch.inference_mode():
        features = pooled_features(network, images)
    random = np.random.default_rng(0)
    head = fit_head(random.normal(size=(9, features.shape[1])).astype(np.float32), np.arange(9) % 3, 3, 1.0)
    set_head(network, head, name)
    with torch.inference_mode():
        assert np.allclose(network(images).numpy(), head.logits(features.numpy()), atol=1e-4)


def test_a_head_of_two_layers_is_refused() -> None:
    network = timm.create_model("deit_tiny_distilled_patch16_224", num_classes=2, img_size=32)
    head = fit_head(np.eye(4, 192, dtype=np.float32), np.array([0, 1, 0, 1]), 2, 1.0)
    with pytest.raises(ArchitectureUnsupported, match="single linear layer"):
        set_head(network, head, "deit_tiny_distilled_patch16_224")


def test_scores_by_hand() -> None:
    found = scores(("a", "b", "never"), [0, 0, 0, 1], [0, 0, 1, 1])
    assert found.accuracy == 0.75
    assert found.balanced_accuracy == pytest.approx((2 / 3 + 1) / 2)
    assert found.confusion == ((2, 1, 0), (0, 1, 0), (0, 0, 0))
    assert (found.per_class[1].precision, found.per_class[1].recall, found.per_class[2].support) == (0.5, 1.0, 0)
    assert scores(("a", "b"), [], []).count == 0


def test_the_table_of_architectures_is_true() -> None:
    for row in recommended():
        cfg = timm.get_pretrained_cfg(row.name)
        assert cfg is not None
        assert (row.license, row.input_size) == (cfg.license, cfg.input_size[-1])
        assert checked(row.name) in all_names()
    millions = sum(parameter.numel() for parameter in timm.create_model("mobilenetv2_100").parameters()) / 1e6
    assert next(row for row in recommended() if row.name == "mobilenetv2_100").parameters == pytest.approx(millions, abs=0.01)


def test_names_with_a_tag_and_misspelt_ones() -> None:
    assert checked("resnet18.a1_in1k") == "resnet18.a1_in1k"
    for wrong in ("resnet_18", "", "../etc/passwd"):
        with pytest.raises(ArchitectureUnknown):
            checked(wrong)


def test_the_device_is_described() -> None:
    assert best_device() in ("cuda", "mps", "cpu")
    assert torch.__version__ in describe()


def test_preloading_imports_all_and_keeps_collecting_garbage() -> None:
    code = "import gc, sys\nfrom engine.classifier.device import preload\npreload()\n"
    code += "sys.exit(not (gc.isenabled() and {'torch', 'timm', 'sklearn'} <= set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_grey_picture_becomes_three_channels(tmp_path: Path) -> None:
    Image.new("L", (8, 8), 128).save(tmp_path / "grey.png")
    assert evaluation_transform(CONFIG)(read_image(tmp_path / "grey.png")).shape == (3, 32, 32)
