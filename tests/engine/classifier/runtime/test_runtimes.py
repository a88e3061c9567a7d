"""Both runtimes compute what the network computes, from bytes to logits and features, whatever the number of views."""

from __future__ import annotations

import numpy as np
import pytest
import timm
import torch

from engine.classifier.learning.machine import is_out_of_memory
from engine.classifier.model.files import LoadedModel
from engine.classifier.network import add_hidden_layer, as_numpy, pooled_features
from engine.classifier.runtime.batch_size import batch_size_for
from engine.classifier.runtime.conversion import converted
from engine.classifier.runtime.on_openvino import OpenVinoRuntime
from engine.classifier.runtime.on_torch import TorchRuntime
from engine.classifier.runtime.outputs import Asked
from engine.classifier.sight.input import InputConfig
from engine.classifier.sight.transforms import tensor_of

CONFIG = InputConfig((64, 64), (0.5, 0.4, 0.3), (0.2, 0.25, 0.3))
NETWORKS = ("test_resnet", "test_vit", "test_convnext", "test_efficientnet", "test_nfnet", "test_mambaout")


def network(name: str) -> torch.nn.Module:
    torch.manual_seed(1)
    sized = {"img_size": 64} if "vit" in name else {}
    return timm.create_model(name, num_classes=3, **sized).eval()


def views(count: int, size: tuple[int, int] = (64, 64)) -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (count, *size, 3), np.uint8)


def expected(module: torch.nn.Module, pixels: np.ndarray, config: InputConfig = CONFIG) -> tuple[np.ndarray, np.ndarray]:
    with torch.inference_mode():
        images = tensor_of(torch.from_numpy(pixels), config)
        return as_numpy(module(images)), as_numpy(pooled_features(module, images))


@pytest.mark.parametrize("name", NETWORKS)
def test_openvino_computes_what_torch_computes(name: str) -> None:
    module = network(name)
    logits, features = expected(module, views(5))
    asked = Asked(module, CONFIG).eval().checked(CONFIG.size)
    for runtime in (TorchRuntime(asked, "cpu"), *(OpenVinoRuntime(converted(asked, CONFIG, None), at_once) for at_once in (1, 4))):
        found = runtime.begin(views(5)).result()
        assert (found.logits.dtype, found.features.dtype) == (np.float32, np.float32)
        np.testing.assert_allclose(found.logits, logits, atol=1e-4, err_msg=runtime.name)
        np.testing.assert_allclose(found.features, features, atol=1e-3, err_msg=runtime.name)


def test_a_hidden_layer_is_not_left_out() -> None:
    module = network("test_resnet")
    add_hidden_layer(module, 8, 0.5, "test_resnet")
    torch.nn.init.normal_(module.get_classifier().output.weight)  # type: ignore[union-attr, operator, arg-type]
    asked = Asked(module.eval(), CONFIG).eval().checked(CONFIG.size)
    found = OpenVinoRuntime(converted(asked, CONFIG, None), 2).begin(views(3)).result()
    np.testing.assert_allclose(found.logits, expected(module, views(3))[0], atol=1e-4)


class Stubborn(torch.nn.Module):
    """A network whose answer is not its head's of its features alone."""

    def __init__(self) -> None:
        super().__init__()
        self.inner = network("test_resnet")

    def forward_features(self, images: torch.Tensor) -> torch.Tensor:
        return self.inner.forward_features(images)  # type: ignore[operator, no-any-return]

    def forward_head(self, maps: torch.Tensor, pre_logits: bool = False) -> torch.Tensor:
        return self.inner.forward_head(maps, pre_logits=pre_logits)  # type: ignore[operator, no-any-return]

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        return self.forward_head(self.forward_features(images)) + images.mean()


def test_logits_are_the_networks_own_where_its_head_is_not_all() -> None:
    module = Stubborn().eval()
    asked = Asked(module, CONFIG).eval().checked(CONFIG.size)
    found = TorchRuntime(asked, "cpu").begin(views(1)).result()
    logits, features = expected(module, views(1))
    np.testing.assert_allclose(found.logits, logits, atol=1e-5)
    np.testing.assert_allclose(found.features, features, atol=1e-5)
    assert np.abs(found.logits - expected(module.inner, views(1))[0]).max() > 1e-3


def test_several_batches_may_be_under_way_and_be_fetched_in_any_order() -> None:
    asked = Asked(network("test_resnet"), CONFIG).eval().checked(CONFIG.size)
    runtime = OpenVinoRuntime(converted(asked, CONFIG, None), 2)
    parts = np.split(views(35), [1, 20, 21])
    underway = [runtime.begin(part) for part in parts]
    found = {index: underway[index].result().logits for index in (2, 3, 0, 1)}
    np.testing.assert_allclose(np.concatenate([found[index] for index in range(4)]), expected(asked.network, views(35))[0], atol=1e-4)
    assert runtime.begin(parts[0]).result().logits.shape == (1, 3)


def test_half_precision_is_near(loaded: LoadedModel) -> None:
    asked = Asked(loaded.network, loaded.config).eval().checked(loaded.config.size)
    pixels = views(6, loaded.config.size)
    logits, _ = expected(loaded.network, pixels, loaded.config)
    for runtime in (TorchRuntime(asked, "cpu", fast=True), OpenVinoRuntime(converted(asked, loaded.config, None), 2, fast=True)):
        found = runtime.begin(pixels).result().logits
        assert found.dtype == np.float32
        assert np.abs(found - logits).max() < 0.1 * np.abs(logits).max()


class Cramped(Asked):
    """Holds no more than `most` views in its memory."""

    most = 2
    shown: list[int] = []

    def forward(self, pixels: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        self.shown.append(len(pixels))
        if len(pixels) > self.most:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 MiB")
        return super().forward(pixels)


def test_too_many_views_for_the_memory_are_taken_by_halves_from_then_on() -> None:
    assert is_out_of_memory(torch.OutOfMemoryError("out of memory"))
    cramped = Cramped(network("test_resnet"), CONFIG).eval()
    cramped.shown = []
    runtime = TorchRuntime(cramped, "cpu")
    logits = expected(cramped.network, views(11))[0]
    np.testing.assert_allclose(runtime.begin(views(11)).result().logits, logits, atol=1e-5)
    assert max(cramped.shown) == 11
    cramped.shown.clear()
    np.testing.assert_allclose(runtime.begin(views(11)).result().logits, logits, atol=1e-5)
    assert max(cramped.shown) == 2, "it must not try again what did not fit"
    cramped.most = 0
    with pytest.raises(torch.OutOfMemoryError):
        runtime.begin(views(2))


def test_batches_of_large_views_are_small() -> None:
    runtime = TorchRuntime(Asked(network("test_resnet"), CONFIG), "cpu")
    sizes = [batch_size_for(runtime, InputConfig((side, side), (0, 0, 0), (1, 1, 1)), "cpu") for side in (224, 2048, 4096)]
    assert sizes == [32, 5, 1]
