"""The values that training, prediction and explanation hand around. Light to import: no torch here."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.classifier.recipe import Recipe
from engine.errors import Sentence

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True)
class Example:
    """One labelled picture: `target` is the index of its class in the list of class names.

    `key` is the hash of the file's content, by which embeddings are kept (empty: not kept). Examples of one `group` must stay
    together in cross-validation (None: it stands alone).
    """

    path: Path
    target: int
    key: str = ""
    group: int | None = None


@dataclass(frozen=True)
class Storage:
    """Where a training keeps what outlives it; None keeps nothing. `run`: its checkpoints. `embeddings`: of all trainings."""

    run: Path | None = None
    embeddings: Path | None = None


NOWHERE = Storage()


# ---- what a training says while it runs: the `detail` of its `Progress` -----------------------------------------


@dataclass(frozen=True)
class Reason:
    """Why the field `field` of the recipe, which was automatic, has become `value`."""

    field: str
    value: Any
    text: Sentence


@dataclass(frozen=True)
class Plan:
    """A recipe in which nothing is automatic any more, and the reasons for what was put in its place."""

    recipe: Recipe
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class StepReport:
    """Where the epoch stands, about twice a second. `epoch` counts fractions; the loss is in nats, smoothed over steps.

    `memory` is that of the graphics card in bytes, 0 without one.
    """

    epoch: float
    loss: float
    learning_rate: float
    images_per_second: float
    memory: int = 0


@dataclass(frozen=True)
class EpochReport:
    """The curves of one training epoch. Losses in nats, accuracies in 0..1, speed in pictures a second.

    `stage` is the layers that learned, a marked text. NaN stands for what was not measured.
    """

    epoch: int
    training_loss: float
    training_accuracy: float
    validation_loss: float
    validation_accuracy: float
    learning_rate: float
    images_per_second: float
    balanced_accuracy: float = math.nan
    seconds: float = math.nan
    stage: str = ""


@dataclass(frozen=True)
class Glimpse:
    """What the network says of a few validation pictures after an epoch; always the same ones, in the same order."""

    epoch: int
    predictions: tuple[Prediction, ...]
    targets: tuple[int, ...]


@dataclass(frozen=True)
class Notice:
    """Something that the user should know and that does not end the training."""

    text: Sentence


# ---- answers -----------------------------------------------------------------------------------------------------


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

    `heatmap`: float32 (H, W) in 0..1 over the whole upright picture, which is `picture_size` = (width, height) px. `method` is a key of
    `saliency.methods.METHODS`. `cells`: float32 (h, w) in 0..1, what was found in the view that the model has of the picture, as coarse
    as it was found; the heatmap is its smooth enlargement.
    """

    target: int
    heatmap: np.ndarray = field(repr=False, compare=False)
    picture_size: tuple[int, int]
    method: str = "gradcam"
    cells: np.ndarray | None = field(default=None, repr=False, compare=False)
