"""What the training loop costs beside bare torch, and how near training from pictures on the disk comes to what the parts allow.

Prints JSON. Ratios are taken between passes that alternate in one process, so that a busy machine slows both alike:
1. in memory: the same network, optimizer and batches, bare against Fieldmark's; images/s and their ratio (1 is no cost).
2. from disk: images/s of Fieldmark's loop against 1 / (1 / decode + 1 / step), which a loop without threads could reach at best.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional

from engine.classifier.device import placed, reuse_memory, seed_everything
from engine.classifier.learning.feed import PictureFeed
from engine.classifier.learning.layers import STAGES, let_learn, optimizer_for, set_training
from engine.classifier.learning.learner import Learner
from engine.classifier.learning.losses import loss_of
from engine.classifier.learning.machine import fabric_for
from engine.classifier.learning.material import Material
from engine.classifier.learning.ranks import Ranks
from engine.classifier.learning.trainer import Trainer
from engine.classifier.network import create
from engine.classifier.recipe import Recipe
from engine.classifier.sight.dataset import Batch
from engine.classifier.sight.transforms import tensor_of
from engine.classifier.values import EpochReport, Example, Plan
from engine.progress import run
from tests.conftest import striped_picture

CLASSES, ROUNDS = 3, 3
SETTINGS = {
    "lenet5 at 28 px": Recipe(preset="scratch", architecture="lenet5", batch_size=64),
    "resnet18 at 96 px": Recipe(preset="scratch", architecture="resnet18", image_size=96, batch_size=32),
    "mobilenetv2_100 at 160 px": Recipe(preset="scratch", architecture="mobilenetv2_100", image_size=160, batch_size=32),
}
STEPS = {"lenet5 at 28 px": 60, "resnet18 at 96 px": 8, "mobilenetv2_100 at 160 px": 6}


def planned(recipe: Recipe) -> Recipe:
    """Nothing automatic: the same for the bare loop."""
    return replace(
        recipe, learning_rate=1e-4, epochs=1, balance="none", batch_norm="live", precision="fp32", monitor="accuracy", patience=0
    )


class TensorFeed:
    """The same pixels again and again."""

    def __init__(self, pixels: torch.Tensor, size: int) -> None:
        self._pixels, self._size = pixels, size

    def training(self, epoch: int, first: int) -> Generator[Batch, None, None]:
        for start in range(first, len(self._pixels), self._size):
            part = self._pixels[start : start + self._size]
            yield Batch(part, list(range(start, start + len(part))), ())

    def validation(self) -> Generator[Batch, None, None]:
        yield from ()


class Setting:
    """One network with two ways to train it."""

    def __init__(self, recipe: Recipe, count: int) -> None:
        self.recipe = planned(recipe)
        seed_everything(0)
        self.network = run(create(self.recipe, CLASSES))
        self.module = placed(self.network.module, "cpu")
        self.fabric = fabric_for(self.recipe, "cpu")
        self.examples = [Example(Path(f"{index}.png"), index % CLASSES) for index in range(count)]
        height, width = self.network.config.size
        self.pixels = torch.randint(0, 256, (count, height, width, 3), dtype=torch.uint8)

    def learner(self) -> Learner:
        loss = loss_of(self.recipe, [1] * CLASSES, "cpu")
        return Learner(self.fabric, self.module, self.network.config, self.recipe, loss, CLASSES)

    def ours(self, feed: Any, material: Material) -> float:
        """Images a second of one epoch, as the loop itself reports it."""
        trainer = Trainer(self.learner(), feed, Plan(self.recipe), material, Ranks(self.fabric))
        speeds: list[float] = []
        run(
            trainer.run(),
            lambda progress: speeds.append(progress.detail.images_per_second) if isinstance(progress.detail, EpochReport) else None,
        )
        return speeds[-1]

    def bare(self) -> float:
        images = tensor_of(self.pixels, self.network.config, "cpu")
        targets = torch.tensor([example.target for example in self.examples])
        let_learn(self.module, STAGES["all"][0])
        optimizer = optimizer_for(self.module, self.recipe, self.recipe.learning_rate)
        set_training(self.module, keep_statistics=False)
        began = time.perf_counter()
        for start in range(0, len(images), self.recipe.batch_size):
            part = slice(start, start + self.recipe.batch_size)
            loss = functional.cross_entropy(self.module(images[part]), targets[part], label_smoothing=self.recipe.label_smoothing)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.module.parameters(), self.recipe.clip)
            optimizer.step()
        return len(images) / (time.perf_counter() - began)


def medians(rounds: int, **ways: Callable[[], float]) -> dict[str, float]:
    """Images a second of each way, taken in turns; the first round warms up."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds + 1):
        for name, way in ways.items():
            found[name].append(way())
    return {name: round(statistics.median(speeds[1:]), 1) for name, speeds in found.items()}


def in_memory(name: str) -> dict[str, float]:
    setting = Setting(SETTINGS[name], STEPS[name] * SETTINGS[name].batch_size)
    feed = TensorFeed(setting.pixels, setting.recipe.batch_size)
    speeds = medians(ROUNDS, bare=setting.bare, ours=lambda: setting.ours(feed, Material(setting.examples, ())))
    return {**speeds, "ratio": round(speeds["ours"] / speeds["bare"], 3)}


def from_disk(name: str, folder: Path) -> dict[str, float]:
    setting = Setting(SETTINGS[name], STEPS[name] * SETTINGS[name].batch_size)
    files = [striped_picture(folder / f"{index}.jpg", index % CLASSES, index, (640, 480)) for index in range(len(setting.examples))]
    examples = [Example(file, index % CLASSES) for index, file in enumerate(files)]

    def feed() -> tuple[PictureFeed, Material]:
        material = Material(examples, ())  # a memory of its own, so that each pass decodes
        return PictureFeed(
            material, setting.network.config, setting.recipe, setting.recipe.batch_size, Ranks(setting.fabric), False
        ), material

    def decode() -> float:
        source, began = feed()[0], time.perf_counter()
        count = sum(len(batch.indices) for batch in source.training(1, 0))
        return count / (time.perf_counter() - began)

    step = TensorFeed(setting.pixels, setting.recipe.batch_size)
    speeds = medians(
        ROUNDS, decode=decode, step=lambda: setting.ours(step, Material(setting.examples, ())), ours=lambda: setting.ours(*feed())
    )
    possible = 1 / (1 / speeds["decode"] + 1 / speeds["step"])
    return {**speeds, "one after the other": round(possible, 1), "ratio": round(speeds["ours"] / possible, 3)}


def main() -> None:
    reuse_memory()
    with tempfile.TemporaryDirectory() as folder:
        result = {
            "benchmark": "training_loop",
            "machine": f"{platform.machine()}, {os.cpu_count()} cores, no GPU used",
            "in memory, images/s": {name: in_memory(name) for name in SETTINGS},
            "from disk (640x480 JPEG), images/s": {
                name: from_disk(name, Path(folder) / name.partition(" ")[0]) for name in list(SETTINGS)[1:]
            },
        }
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
