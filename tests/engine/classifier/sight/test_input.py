"""The data config: read from files of any version, and the same with a network as without one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import timm

from engine.classifier.network import create
from engine.classifier.recipe import Recipe
from engine.classifier.sight.input import InputConfig, config_of, resolve
from engine.errors import ArchitectureUnknown, WeightsUnusable
from engine.progress import run

CONFIG = InputConfig((32, 48), (0.5, 0.4, 0.3), (0.2, 0.25, 0.3), "bicubic", 0.875, "center", "grey")


def test_a_config_survives_its_file_and_older_ones_open() -> None:
    assert InputConfig.from_json(CONFIG.to_json()) == CONFIG
    stored = CONFIG.to_json()
    del stored["colour"]
    assert InputConfig.from_json(stored).colour == "colour"
    assert CONFIG.padding == (128, 102, 76)


@pytest.mark.parametrize(
    "damage", [{"colour": "blue"}, {"crop_mode": "tile"}, {"size": [4, 4]}, {"std": [0, 1, 1]}, {"crop_pct": 1.5}, {"mean": [0.5]}]
)
def test_damaged_configs_are_refused(damage: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        InputConfig.from_json(CONFIG.to_json() | damage)


def test_only_the_centre_crop_cuts_edges_and_never_of_small_pictures() -> None:
    network = timm.create_model("test_resnet")
    own = timm.data.resolve_model_data_config(network)["crop_pct"]
    found = {mode: resolve(network, Recipe(crop_mode=mode)).crop_pct for mode in ("center", "border", "squash")}
    assert found == {"center": own, "border": 1.0, "squash": 1.0}
    assert own < 1
    assert resolve(network, Recipe(crop_mode="center", image_size=32)).crop_pct == 1.0


@pytest.mark.parametrize(
    "architecture",
    ["test_resnet", "test_vit", "test_efficientnet", "test_convnext", "resnet18.a1_in1k", "vit_tiny_patch16_224", "inception_v3", "lenet5"],
)
@pytest.mark.parametrize("size", [0, 64])
def test_no_network_is_needed_to_know_what_it_sees(architecture: str, size: int) -> None:
    size = 96 if size and architecture == "inception_v3" else size
    recipe = Recipe(preset="scratch", architecture=architecture, image_size=size, crop_mode="center", colour="grey")
    assert config_of(recipe) == run(create(recipe, 2)).config


def test_a_weights_pack_brings_its_own_config(weights_pack: Callable[..., Path]) -> None:
    recipe = Recipe(preset="finetune", architecture="test_resnet", weights=str(weights_pack()))
    config = config_of(recipe)
    assert (config.size, config.mean, config.std) == ((48, 48), (0.5,) * 3, (0.25,) * 3)
    assert config == run(create(recipe, 2)).config


def test_what_cannot_be_known_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArchitectureUnknown):
        config_of(Recipe(architecture="resnet_nineteen"))
    with pytest.raises(WeightsUnusable):
        config_of(Recipe(architecture="resnet18", weights=str(tmp_path)))
