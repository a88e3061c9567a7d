"""LeNet-5 and AlexNet behave as any network of timm: heads, pooled features, Grad-CAM, training."""

from __future__ import annotations

import numpy as np
import pytest
import timm
import torch
from torch import nn

from engine.classifier.architectures.names import all_names, checked, known_to_timm
from engine.classifier.learning.head import fit_head
from engine.classifier.network import create, pooled_features, set_head
from engine.classifier.recipe import Recipe
from engine.classifier.saliency.cams import grad_cam
from engine.errors import ArchitectureUnsupported
from engine.progress import run

CASES = [("lenet5", 28, 84), ("lenet5", 32, 84), ("lenet5", 12, 84), ("lenet5", 65, 84), ("alexnet", 96, 4096), ("alexnet", 63, 4096)]


def network_of(name: str, **arguments: object) -> nn.Module:
    torch.manual_seed(0)
    network: nn.Module = known_to_timm().create_model(name, **{"num_classes": 3, **arguments})
    return network.eval()


@pytest.mark.parametrize(("name", "side", "features"), CASES)
def test_timms_interface(name: str, side: int, features: int) -> None:
    network = network_of(name)
    images = torch.randn(2, 3, side, side)
    with torch.inference_mode():
        pooled = pooled_features(network, images)
        logits = network(images)
        assert torch.allclose(network.get_classifier()(pooled), logits)  # type: ignore[operator]
    assert (pooled.shape, logits.shape) == ((2, features), (2, 3))
    assert network.default_cfg["input_size"] == (3, 28, 28) if name == "lenet5" else (3, 224, 224)


@pytest.mark.parametrize("name", ["lenet5", "alexnet"])
def test_heads_come_and_go(name: str) -> None:
    network = network_of(name)
    side = 28 if name == "lenet5" else 63
    features = network.head_hidden_size
    head = fit_head(np.random.default_rng(0).normal(size=(9, features)).astype(np.float32), np.arange(9) % 3, 3, 1.0)
    set_head(network, head, name)
    images = torch.randn(2, 3, side, side)
    with torch.inference_mode():
        assert np.allclose(network(images).numpy(), head.logits(pooled_features(network, images).numpy()), atol=1e-3)
    network.reset_classifier(7)  # type: ignore[operator]
    assert network(images).shape == (2, 7)
    network.reset_classifier(0)  # type: ignore[operator]
    assert network(images).shape == (2, features)
    assert network_of(name, num_classes=0)(images).shape == (2, features)


@pytest.mark.parametrize("name", ["lenet5", "alexnet"])
def test_grad_cam_points(name: str) -> None:
    _, _, cam = grad_cam(network_of(name), torch.randn(1, 3, 28, 28) if name == "lenet5" else torch.randn(1, 3, 160, 160))
    assert cam.ndim == 2 and min(cam.shape) >= 4 and cam.max() == 1


def test_the_maps_are_those_that_the_network_itself_goes_on_with() -> None:
    network = network_of("lenet5")
    images = torch.randn(1, 3, 28, 28)
    with torch.inference_mode():
        final, maps = network.forward_intermediates(images)  # type: ignore[operator]
        assert torch.equal(final, network.forward_features(images))  # type: ignore[operator]
        assert [tuple(each.shape[1:]) for each in maps] == [(6, 28, 28), (16, 10, 10), (16, 5, 5)]
        assert len(network.forward_intermediates(images, indices=2, intermediates_only=True)) == 2  # type: ignore[operator]
        assert len(network.forward_intermediates(images, indices=[0])[1]) == 1  # type: ignore[operator]


@pytest.mark.parametrize("name", ["lenet5", "alexnet"])
def test_other_numbers_of_channels(name: str) -> None:
    side = 28 if name == "lenet5" else 63
    assert network_of(name, in_chans=1)(torch.zeros(1, 1, side, side)).shape == (1, 3)


def test_lenet_has_the_papers_layers() -> None:
    network = network_of("lenet5", num_classes=10, in_chans=1)
    shapes = [tuple(each.shape) for name, each in network.state_dict().items() if name.endswith("weight")]
    assert shapes == [(6, 1, 5, 5), (16, 6, 5, 5), (120, 16, 5, 5), (84, 120), (10, 84)]


def test_lenet_learns_a_few_pictures_by_heart() -> None:
    torch.manual_seed(0)
    network = known_to_timm().create_model("lenet5", num_classes=4).train()
    images, targets = torch.rand(32, 3, 28, 28), torch.arange(32) % 4
    optimizer = torch.optim.Adam(network.parameters(), 3e-3)
    for _ in range(80):
        optimizer.zero_grad()
        nn.functional.cross_entropy(network(images), targets).backward()
        optimizer.step()
    assert (network(images).argmax(1) == targets).float().mean() > 0.95


def test_they_are_known_by_name_and_recipes_make_them() -> None:
    assert {"lenet5", "alexnet"} <= set(all_names())
    assert checked("alexnet.tv_in1k") == "alexnet.tv_in1k"
    assert timm.get_pretrained_cfg("alexnet").license == "bsd-3-clause"
    network = run(create(Recipe(preset="scratch", architecture="lenet5"), 5))
    assert (network.config.size, network.architecture) == ((28, 28), "lenet5")
    with pytest.raises(ArchitectureUnsupported):
        run(create(Recipe(preset="scratch", architecture="alexnet", image_size=32), 5))


def test_its_layers_can_learn_at_different_rates() -> None:
    from timm.optim import param_groups_layer_decay

    groups = param_groups_layer_decay(network_of("lenet5"), layer_decay=0.5)
    assert len({group["lr_scale"] for group in groups}) >= 3
