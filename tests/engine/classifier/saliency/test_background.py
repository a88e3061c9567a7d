"""The alarm rings for a model that has learned the backgrounds, and is silent for one that has learned the subjects."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.classifier.learning.training import train
from engine.classifier.model.files import load, save
from engine.classifier.recipe import Recipe
from engine.classifier.saliency.background import background_alarm
from engine.classifier.values import Example
from engine.progress import run


def _picture(path: Path, kind: int, seed: int, by_background: bool) -> Example:
    """A disc on noise: either the disc has the class's tint, or all that is around a grey one."""
    random = np.random.default_rng(seed)
    pixels = random.normal(110, 18, (64, 64, 3))
    y, x = np.mgrid[0:64, 0:64]
    row, column = random.integers(20, 44, 2)
    disc = (x - column) ** 2 + (y - row) ** 2 < 90
    pixels[~disc if by_background else disc, kind] += 60 if by_background else 120
    Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(path)
    return Example(path, kind)


@pytest.mark.parametrize("by_background", [True, False])
def test_it_tells_the_background_from_the_subject(by_background: bool, tmp_path: Path) -> None:
    pictures = [_picture(tmp_path / f"{index}.png", index % 2, index, by_background) for index in range(48)]
    recipe = Recipe(
        preset="scratch",
        architecture="test_resnet",
        image_size=64,
        epochs=12,
        batch_size=8,
        horizontal_flip=0,
        smallest_crop=0.9,
        colour_jitter=0,
        learning_rate=1e-3,
    )
    trained = run(train(recipe, ("red", "green"), pictures[:36], pictures[36:], device="cpu"))
    assert trained.validation is not None and trained.validation.accuracy > 0.9, "right either way: accuracy does not tell"
    save(trained, tmp_path / "model")
    found = run(background_alarm(load(tmp_path / "model", "cpu"), [each.path for each in pictures[36:]]))
    assert found.rings == by_background, str(found.told())
    assert sum(each.stays for each in found.masked) > 8 if by_background else not found.suspects
