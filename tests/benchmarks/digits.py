"""LeNet-5 on 28x28 digits from PNG files: the plain loop of every tutorial against the preset scratch, same network, same pictures.

The plain loop is ImageFolder, ToTensor, Normalize, DataLoader, Adam 1e-3, batches of 64, 5 epochs. Prints JSON: its test accuracy and
seconds, after how many seconds ours (from its very start, plan and all) is as good, and where ours ends. Needs the shared data folder.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import time
from pathlib import Path
from typing import Any

import timm
import torch
from torch import nn
from torch.nn import functional
from torch.utils.data import DataLoader
from torchvision import transforms
from torchvision.datasets import ImageFolder

from engine.classifier.architectures.names import checked
from engine.classifier.device import reuse_memory
from engine.classifier.learning.training import train
from engine.classifier.recipe import Recipe, with_preset
from engine.classifier.sight.subjects import with_subject
from engine.classifier.values import EpochReport, Example
from engine.progress import Progress, run

DATA = Path(__file__).parents[3] / "shared" / "data" / "mnist"
EPOCHS = 5


def plain(seed: int) -> dict[str, float]:
    torch.manual_seed(seed)
    began = time.perf_counter()
    view = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.1307,) * 3, (0.3081,) * 3)])
    sides = [ImageFolder(str(DATA / side), view) for side in ("train", "test")]
    network = timm.create_model(checked("lenet5"), num_classes=10)
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)
    for _ in range(EPOCHS):
        network.train()
        for images, targets in DataLoader(sides[0], batch_size=64, shuffle=True):
            optimizer.zero_grad()
            functional.cross_entropy(network(images), targets).backward()
            optimizer.step()
    seconds = time.perf_counter() - began
    return {"seconds": seconds, "accuracy": accuracy(network, sides[1])}


def accuracy(network: nn.Module, side: ImageFolder) -> float:
    network.eval()
    with torch.inference_mode():
        right = sum(int((network(images).argmax(1) == targets).sum()) for images, targets in DataLoader(side, batch_size=256))
    return right / len(side)


def ours(seed: int, recipe: Recipe, wanted: float) -> dict[str, Any]:
    names = sorted(folder.name for folder in (DATA / "train").iterdir())
    sides = [
        [Example(file, place) for place, name in enumerate(names) for file in sorted((DATA / side / name).iterdir())]
        for side in ("train", "test")
    ]
    began = time.perf_counter()
    reached: list[float] = []

    def note(progress: Progress) -> None:
        if isinstance(progress.detail, EpochReport) and progress.detail.validation_accuracy >= wanted and not reached:
            reached.append(time.perf_counter() - began)

    model = run(train(Recipe(**{**vars(recipe), "seed": seed}), names, *sides, device="cpu"), note)
    assert model.validation is not None
    return {
        "as good after, s": reached[0] if reached else None,
        "accuracy": model.validation.accuracy,
        "seconds": time.perf_counter() - began,
        "epochs": model.curves[-1].epoch,
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, default=3)
    given = options.parse_args()
    reuse_memory()
    recipe = with_subject(with_preset(Recipe(architecture="lenet5"), "scratch"), "digits")
    plain(99), ours(99, recipe, 2.0)  # what is loaded and allocated only once
    rounds = []
    for seed in range(given.seeds):
        theirs = plain(seed)
        rounds.append({"plain": theirs, "ours": ours(seed, recipe, theirs["accuracy"])})
    ratios = [(each["ours"]["as good after, s"] or float("inf")) / each["plain"]["seconds"] for each in rounds]
    result = {
        "benchmark": "digits",
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, no GPU used",
        "training pictures": len(list((DATA / "train").rglob("*.png"))),
        "plain accuracy": [round(100 * each["plain"]["accuracy"], 2) for each in rounds],
        "our accuracy at the end": [round(100 * each["ours"]["accuracy"], 2) for each in rounds],
        "ours as good / plain, seconds": round(statistics.median(ratios), 3),
        "rounds": rounds,
    }
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
