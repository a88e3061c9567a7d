"""What a training works on and what it comes to: the pictures, the answers on those held back, the outcome."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from engine.classifier.sight.dataset import PictureMemory
from engine.classifier.values import EpochReport, Example, Reason
from engine.errors import TooFewClasses, translate

FINISHED, EARLY_STOP = translate("operations", "finished"), translate("operations", "early stop")
STOPPED, OUT_OF_TIME = translate("operations", "stopped by you"), translate("operations", "time is up")
DIVERGED = translate("operations", "diverged: back to the best")


@dataclass(frozen=True)
class Material:
    """The pictures of one run. `unreadable` fills up with {path: reason} as they turn out to be."""

    training: Sequence[Example]
    validation: Sequence[Example]
    memory: PictureMemory = field(default_factory=PictureMemory)
    unreadable: dict[Path, str] = field(default_factory=dict)

    def note(self, examples: Sequence[Example], failures: Sequence[tuple[int, str]]) -> None:
        self.unreadable.update((examples[index].path, reason) for index, reason in failures)

    def readable(self, examples: Sequence[Example]) -> int:
        return sum(example.path not in self.unreadable for example in examples)


@dataclass(frozen=True)
class Evaluation:
    """Answers on the readable validation pictures: mean cross-entropy in nats, and class indices."""

    loss: float
    targets: tuple[int, ...] = ()
    predicted: tuple[int, ...] = ()

    @property
    def accuracy(self) -> float:
        """0..1; NaN if there were no pictures."""
        right = sum(target == answer for target, answer in zip(self.targets, self.predicted, strict=True))
        return right / len(self.targets) if self.targets else math.nan

    @property
    def balanced_accuracy(self) -> float:
        """The mean recall of the classes that occur, 0..1; NaN if there were no pictures."""
        truth, answers = np.array(self.targets), np.array(self.predicted)
        recalls = [float((answers[truth == each] == each).mean()) for each in np.unique(truth)]
        return sum(recalls) / len(recalls) if recalls else math.nan


@dataclass(frozen=True)
class Seen:
    """What the network makes of pictures as predictions see them: those it has learned from, and those held back.

    `features` float32 (N, D) are of training pictures of the classes `targets` int64 (N,), of which those of one group in `groups` (N,)
    belong together. `held_out` float32 (M, D) and `logits` float32 (M, K) are of validation pictures of the classes `truth` int64 (M,).
    """

    features: np.ndarray = field(repr=False)
    targets: np.ndarray = field(repr=False)
    groups: np.ndarray = field(repr=False)
    held_out: np.ndarray = field(repr=False)
    logits: np.ndarray = field(repr=False)
    truth: np.ndarray = field(repr=False)


@dataclass(frozen=True)
class Outcome:
    """How the training went; `evaluation` is that of the state that was kept. `seen` is there if the network was not changed since."""

    evaluation: Evaluation
    reports: tuple[EpochReport, ...]
    stop_reason: str
    reasons: tuple[Reason, ...] = ()
    seen: Seen | None = field(default=None, repr=False, compare=False)


def group_numbers(examples: Sequence[Example]) -> np.ndarray:
    """int64 (N,), the same for one picture, its copies, and the pictures of one group."""
    numbers: dict[object, int] = {}
    names = [(example.group,) if example.group is not None else example.key or (example.path,) for example in examples]
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], np.int64)


def fingerprint(class_names: Sequence[str], training: Sequence[Example], validation: Sequence[Example]) -> str:
    """SHA-256 over the pictures (by content where it is known, else by path), their classes and their sides, whatever their order."""
    rows = sorted(
        f"{side}\t{class_names[each.target]}\t{each.key or each.path.as_posix()}"
        for side, examples in (("train", training), ("validation", validation))
        for each in examples
    )
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def check_classes(examples: Sequence[Example]) -> None:
    """Raise `TooFewClasses` if the examples are of less than two classes."""
    count = len({example.target for example in examples})
    if count < 2:
        raise TooFewClasses(count=count)
