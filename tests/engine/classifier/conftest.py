"""Tiny networks, striped pictures and a weights pack made here: no test of this folder needs a network or real weights."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import timm
import torch
from safetensors.torch import save_file

from engine.classifier.learning.training import TrainedModel, train
from engine.classifier.model.files import LoadedModel, load, save
from engine.classifier.recipe import Recipe
from engine.classifier.values import Example
from engine.progress import run
from tests.conftest import striped_picture

NAMES = ("upright", "level", "disc")
FROM_SCRATCH = Recipe(
    preset="scratch",
    architecture="test_resnet",
    image_size=32,
    epochs=4,
    batch_size=8,
    horizontal_flip=0.0,
    smallest_crop=0.8,
    colour_jitter=0.0,
)


@pytest.fixture(autouse=True)
def one_thread() -> None:
    """Two threads for networks this small mostly wait for each other."""
    torch.set_num_threads(1)


def examples_in(folder: Path, count: int, seed: int) -> list[Example]:
    """`count` pictures of each of the three kinds."""
    return [
        Example(striped_picture(folder / f"{kind}-{seed}-{index}.png", kind, seed + 100 * kind + index), kind)
        for index in range(count)
        for kind in range(len(NAMES))
    ]


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Example], list[Example]]:
    """(training, validation): 36 and 12 pictures."""
    folder = tmp_path_factory.mktemp("stripes")
    return examples_in(folder, 12, 0), examples_in(folder, 4, 5000)


@pytest.fixture(scope="session")
def trained(examples: tuple[list[Example], list[Example]]) -> TrainedModel:
    """A model from scratch that has learned the stripes."""
    torch.set_num_threads(1)
    return run(train(replace(FROM_SCRATCH, epochs=8), NAMES, *examples, device="cpu"))


@pytest.fixture
def model_folder(trained: TrainedModel, tmp_path: Path) -> Path:
    save(trained, tmp_path / "stripes-1", ("#0072B2", "#E69F00", "#009E73"))
    return tmp_path / "stripes-1"


@pytest.fixture
def loaded(model_folder: Path) -> LoadedModel:
    return load(model_folder, "cpu")


@pytest.fixture
def weights_pack(tmp_path: Path) -> Callable[..., Path]:
    """Saves a network with random weights as timm does: `weights_pack("test_resnet")`."""

    def make(architecture: str = "test_resnet", classes: int = 10) -> Path:
        torch.manual_seed(3)
        network = timm.create_model(architecture, num_classes=classes)
        folder = tmp_path / "packs" / architecture
        folder.mkdir(parents=True)
        cfg = {"mean": [0.5, 0.5, 0.5], "std": [0.25, 0.25, 0.25], "input_size": [3, 48, 48], "num_classes": classes}
        config = {"architecture": architecture, "num_classes": classes, "pretrained_cfg": cfg}
        (folder / "config.json").write_text(json.dumps(config))
        save_file(network.state_dict(), folder / "model.safetensors")
        return folder

    return make
