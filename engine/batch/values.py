"""The values of a job: a picture that was found, what came of it, and the row that is shown. No file is opened here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

import numpy as np

UNKNOWN_VERDICT = "?"  # no class has that name: it cannot be a folder's


class State(IntEnum):
    """WAITING for an answer; ANSWERED; UNREADABLE; GONE: it was found, and could not be reached when its turn came.

    What is UNREADABLE is asked about again only when its file has changed, what is GONE whenever it is found.
    """

    WAITING = 0
    ANSWERED = 1
    UNREADABLE = 2
    GONE = 3


class Found(NamedTuple):
    """A picture file as the walk saw it: absolute path, bytes, time of its last change in ns since 1970."""

    path: str
    size: int
    modified_ns: int


class Waiting(NamedTuple):
    """A picture whose turn is to come, as it was when it was found."""

    id: int
    path: str
    size: int
    modified_ns: int


@dataclass(frozen=True)
class Finding:
    """What came of one picture. `probabilities` (K,) float32, empty if there is a `reason` instead; `novelty` 0..1 or NaN.

    `features` (D,) is kept as float16, to put unknown pictures together later. `size` and `modified_ns` are of the file that was read,
    taken before it was read, so that one that changes meanwhile is asked about again.
    """

    id: int
    size: int
    modified_ns: int
    probabilities: np.ndarray
    novelty: float = float("nan")
    features: np.ndarray | None = None
    reason: str = ""
    gone: bool = False


@dataclass(frozen=True)
class PictureAnswer:
    """One row to show or to write out. `probabilities` sum to 1, empty if there is no answer (yet); `novelty` is None if unknown.

    `verdict` is what a person said: the name of a class, `UNKNOWN_VERDICT`, or None for nothing. `modified` in seconds since 1970.
    """

    id: int
    path: Path
    state: State
    reason: str
    probabilities: tuple[float, ...]
    novelty: float | None
    verdict: str | None
    size: int
    modified: float

    def ranked(self, count: int) -> list[tuple[int, float]]:
        """The `count` most probable (class index, probability), best first; ties go to the earlier class."""
        order = sorted(range(len(self.probabilities)), key=lambda index: -self.probabilities[index])
        return [(index, self.probabilities[index]) for index in order[:count]]
