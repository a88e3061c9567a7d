"""Answers without a model: pictures of stripes, and what a network might have said of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from engine.batch.answers import Answers, Finding, Found
from engine.batch.question import Question
from engine.classifier.asking import Asking
from tests.conftest import striped_picture

NAMES = ("ant", "bee", "wasp")
COLOURS = ("#0072B2", "#E69F00", "#009E73")


def question(folder: Path, names: Sequence[str] = NAMES, sha256: str = "0" * 64) -> Question:
    colours = tuple(COLOURS[place % 3] for place in range(len(names)))
    return Question(folder / "models" / "gone", sha256, tuple(names), colours, (folder / "card",), Asking())


def shares(best: int, confidence: float, classes: int = 3) -> np.ndarray:
    """Probabilities with `confidence` for class `best`; the next class gets most of the rest."""
    rest = np.full(classes, (1 - confidence) * 0.2 / max(1, classes - 2))
    rest[best] = confidence
    rest[(best + 1) % classes] = (1 - confidence) * (0.8 if classes > 2 else 1.0)
    return rest.astype(np.float32)


def made(folder: Path, count: int, file: str = "job", names: Sequence[str] = NAMES) -> Answers:
    """A job about `count` pictures of which none is answered yet."""
    answers = Answers.create(folder / f"{file}.answers", question(folder, names))
    expect(answers, folder, range(count))
    return answers


def expect(answers: Answers, folder: Path, numbers: Sequence[int]) -> None:
    paths = [striped_picture(folder / "card" / f"day{n % 2}" / f"{n:03}.png", n, n) for n in numbers]
    answers.expect([Found(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in paths])


def answer(answers: Answers, id_: int, best: int, confidence: float, novelty: float = 0.3) -> None:
    """One answer; `features` tell pictures of different classes apart."""
    features = np.eye(4, dtype=np.float32)[best % 4] + 0.01 * id_
    classes = len(answers.question.class_names)
    answers.put([Finding(id_, 1000, 10**18, shares(best, confidence, classes), novelty, features)])


def unreadable(answers: Answers, id_: int, reason: str = "the file is damaged") -> None:
    answers.put([Finding(id_, 1000, 10**18, np.empty(0, np.float32), reason=reason)])


def job(folder: Path, count: int = 12, file: str = "job") -> Answers:
    """A job that is over: picture n (ids from 1) is of class n % 3, from quite sure to hardly, the tenth is unlike all that is known
    and the last cannot be read."""
    answers = made(folder, count, file)
    for id_ in range(1, count):
        answer(answers, id_, id_ % 3, 0.95 - 0.05 * (id_ - 1), 0.999 if id_ == 10 else 0.3)
    unreadable(answers, count)
    answers.remember("thresholds", json.dumps({"confidence": 0.5, "novelty": 0.99}))
    answers.remember("began", "2026-01-02T10:00:00+00:00")
    answers.remember("ended", "2026-01-02T10:01:00+00:00")
    return answers
