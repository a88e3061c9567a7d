"""The head, the scores, the table of architectures and the device."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
import timm
import torch

from engine.classifier.architectures.names import checked
from engine.classifier.device import best_device, describe
from engine.classifier.learning.head import fit_head
from engine.classifier.metrics import scores
from engine.classifier.network import pooled_features, set_head
from engine.errors import ArchitectureUnknown, ArchitectureUnsupported
from tests.conftest import ROOT


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
