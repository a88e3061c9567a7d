"""The values that training, prediction and explanation hand around. Light to import: no torch here."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True)
class Example:
    """One labelled picture: `target` is the index of its class in the list of class names."""

    path: Path
    target: int


@dataclass(frozen=True)
class EpochReport:
    """The curves of one training epoch. Losses in nats, accuracies in 0..1, speed in pictures a second."""

    epoch: int
    training_loss: float
    training_accuracy: float
    validation_loss: float
    validation_accuracy: float
    learning_rate: float
    images_per_second: float


@dataclass(frozen=True)
class Prediction:
    """What a model says of one picture: `probabilities[i]` belongs to the model's class `i` and they sum to 1.

    A picture that could not be read has no probabilities and a `failure` instead.
    """

    path: Path
    probabilities: tuple[float, ...] = ()
    failure: str = ""

    def ranked(self, count: int) -> list[tuple[int, float]]:
        """The `count` most probable (class index, probability), best first; ties go to the earlier class."""
        order = sorted(range(len(self.probabilities)), key=lambda index: -self.probabilities[index])
        return [(index, self.probabilities[index]) for index in order[:count]]


@dataclass(frozen=True)
class ClassScore:
    """Precision, recall and F1 in 0..1 of one class, and the number of pictures that truly belong to it."""

    name: str
    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True)
class Scores:
    """The metrics of a model on labelled pictures. `confusion[truth][predicted]` counts pictures."""

    accuracy: float
    balanced_accuracy: float
    per_class: tuple[ClassScore, ...]
    confusion: tuple[tuple[int, ...], ...]
    count: int


@dataclass(frozen=True)
class Saliency:
    """Where in the picture the evidence for class `target` lies.

    `heatmap`: float32 (H, W) in 0..1 over the whole upright picture, which is `picture_size` = (width, height) px.
    """

    target: int
    heatmap: np.ndarray = field(repr=False, compare=False)
    picture_size: tuple[int, int]
    method: str = "Grad-CAM"
