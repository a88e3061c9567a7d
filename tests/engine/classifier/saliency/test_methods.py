"""Every method of the table gives a map for any class, can be cancelled, and says plainly for which networks it is nothing."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import timm
import torch

from engine.classifier.model.files import LoadedModel
from engine.classifier.saliency.covering import log_odds
from engine.classifier.saliency.finding import explained, saliency
from engine.classifier.saliency.methods import METHODS, ROLLOUT, attends_throughout, methods_for
from engine.classifier.saliency.rollout import attention_rollout
from engine.errors import ArchitectureUnsupported, MethodUnsuitable
from engine.progress import run
from tests.conftest import striped_picture

FOR_ALL = [key for key in METHODS if key != ROLLOUT]


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    return striped_picture(tmp_path / "one.png", 2, 7, (90, 40))


@pytest.mark.parametrize("method", FOR_ALL)
def test_every_method_gives_the_same_map_each_time_and_another_for_another_class(loaded: LoadedModel, picture: Path, method: str) -> None:
    first, second, other = (run(saliency(loaded, picture, target, method)) for target in (2, 2, 0))
    assert first.method == method and first.picture_size == (90, 40)
    assert first.heatmap.dtype == np.float32 and first.heatmap.shape[1] > first.heatmap.shape[0]
    assert first.heatmap.min() >= 0 and 0.5 < first.heatmap.max() <= 1
    assert np.array_equal(first.heatmap, second.heatmap), "chance is seeded"
    assert not np.allclose(first.heatmap, other.heatmap)


@pytest.mark.parametrize("method", FOR_ALL)
def test_the_answer_comes_with_the_map(loaded: LoadedModel, picture: Path, method: str) -> None:
    from engine.classifier.inference import predict

    prediction, found = run(explained(loaded, picture, None, method))
    (plain,) = run(predict(loaded, [picture]))
    assert prediction.probabilities == pytest.approx(plain.probabilities, abs=1e-4)
    assert found.target == prediction.ranked(1)[0][0]


@pytest.mark.parametrize("method", ["occlusion", "lime", "shap"])
def test_covering_finds_what_alone_decides(loaded: LoadedModel, picture: Path, method: str) -> None:
    """A network that only looks at the brightness of the upper left quarter."""

    class Corner(torch.nn.Module):
        def forward(self, views: torch.Tensor) -> torch.Tensor:
            seen = views[..., : views.shape[-2] // 2, : views.shape[-1] // 2].abs().mean(dim=(1, 2, 3))
            return torch.stack([10 * seen, torch.zeros_like(seen), torch.zeros_like(seen)], dim=1)

    heat = run(saliency(replace(loaded, network=Corner()), picture, 0, method)).heatmap
    height, width = heat.shape
    inside = heat[: height // 2, : width // 2].sum()
    assert inside > 0.75 * heat.sum()


def test_a_slow_method_stops_soon_after_it_is_closed(loaded: LoadedModel, picture: Path) -> None:
    asked = []
    begun, closed = threading.Event(), threading.Event()

    class Watched(torch.nn.Module):
        def forward(self, views: torch.Tensor) -> torch.Tensor:
            asked.append(len(views))
            if len(asked) > 1:  # the first look is for the answer
                begun.set()
                closed.wait(30)
            return loaded.network(views)

    operation = saliency(replace(loaded, network=Watched()), picture, 0, "lime")
    for _ in operation:
        if begun.is_set():
            break
    operation.close()
    closed.set()
    for thread in threading.enumerate():
        if thread.name == "waited-for":
            thread.join(30)
    assert asked == [1, 16], "it did not go on to its end"


def test_progress_is_told_and_ends_at_its_total(loaded: LoadedModel, picture: Path) -> None:
    steps = list(saliency(loaded, picture, 0, "occlusion"))
    assert steps and all(0 <= step.done <= step.total or not step.total for step in steps)
    assert any(step.total > 16 for step in steps)


@pytest.mark.parametrize(
    "name", ["vit_tiny_patch16_224", "deit_tiny_patch16_224", "test_vit", "beit_base_patch16_224", "eva02_tiny_patch14_224"]
)
def test_rollout_follows_the_attention_of_plain_transformers(name: str) -> None:
    torch.manual_seed(0)
    side = 224 if name == "beit_base_patch16_224" else 56 if "14" in name else 64
    arguments = {} if name == "beit_base_patch16_224" else {"img_size": side}
    network = timm.create_model(name, num_classes=3, **arguments).eval()
    pixels = torch.randn(1, 3, side, side)
    fused = [getattr(module, "fused_attn", None) for module in network.modules()]
    logits, chosen, cam = attention_rollout(network, pixels, 1)
    assert chosen == 1
    assert float(cam.min()) == 0 and float(cam.max()) == 1
    assert [getattr(module, "fused_attn", None) for module in network.modules()] == fused, "left as it was"
    assert not any(module._forward_hooks for module in network.modules())
    with torch.no_grad():
        assert torch.allclose(logits, network(pixels), atol=1e-4)


def test_rollout_points_where_the_class_token_looks() -> None:
    """All heads of the only block that counts are made to attend to one patch."""
    torch.manual_seed(0)
    network = timm.create_model("vit_tiny_patch16_224", img_size=64, num_classes=3, depth=2).eval()
    width = network.embed_dim
    with torch.no_grad():
        for block in network.blocks:
            block.attn.qkv.weight.zero_()
            block.attn.qkv.bias.zero_()
        attention = network.blocks[-1].attn
        attention.qkv.bias[:width] = 1.0  # what is looked for
        attention.qkv.weight[width : 2 * width] = 5.0  # what stands out is found
        network.pos_embed.zero_()
        network.blocks[-1].norm1 = torch.nn.Identity()
        network.patch_embed.proj.weight.fill_(0.01)
        network.patch_embed.proj.bias.zero_()
        network.cls_token.zero_()
    pixels = torch.zeros(1, 3, 64, 64)
    pixels[..., 32:48, 16:32] = 1.0
    _, _, cam = attention_rollout(network, pixels)
    assert np.unravel_index(int(cam.argmax()), cam.shape) == (2, 1)


def test_rollout_is_refused_in_words_where_patches_do_not_all_meet(loaded: LoadedModel, picture: Path) -> None:
    with pytest.raises(MethodUnsuitable) as refused:
        run(saliency(loaded, picture, method=ROLLOUT))
    assert isinstance(refused.value, ArchitectureUnsupported) and "transformers" in str(refused.value)
    swin = timm.create_model("swin_tiny_patch4_window7_224", num_classes=3).eval()
    with pytest.raises(ValueError):
        attention_rollout(swin, torch.randn(1, 3, 224, 224))


def test_the_card_tells_which_methods_make_sense(loaded: LoadedModel) -> None:
    assert [key for key, reason in methods_for(loaded.card).items() if reason] == [ROLLOUT]
    vit = replace(loaded.card, architecture="vit_small_patch14_dinov2")
    assert not any(methods_for(vit).values())


def test_names_tell_the_plain_transformers() -> None:
    plain = {name for module in ("vision_transformer", "deit", "beit", "eva") for name in timm.list_models(module=module)}
    missed = {name for name in plain if not attends_throughout(name)}
    assert all("18x2" in name or name in ("vit_intern300m",) for name in missed), missed
    others = set(timm.list_models()) - plain
    assert {name for name in others if attends_throughout(name) and "relpos" not in name} <= set()


def test_log_odds() -> None:
    logits = torch.tensor([[1.0, 2.0, 3.0]], dtype=torch.float64)
    share = logits.softmax(dim=1)[0, 2]
    assert float(log_odds(logits, 2)) == pytest.approx(float(torch.log(share / (1 - share))))
    assert float(log_odds(logits[:, :1], 0)) == 1.0
