"""What the gallery needs to know of one picture to paint it; models hand it out under `CellRole`."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt

CellRole = Qt.ItemDataRole.UserRole + 1
SAMPLES_MIME = "application/x-fieldmark-samples"  # a dragged selection: only its size as text; which samples, the page knows
MOST_MARKS = 3


@dataclass(frozen=True)
class PictureKey:
    """A picture by its path and, where known, the hash of its content."""

    path: Path
    digest: str = ""


WAITING = PictureKey(Path())  # of a card of which nothing is known yet: it has no picture to load


@dataclass(frozen=True)
class Bar:
    """One line of a prediction: a class, its colour as #rrggbb and its probability in 0..1.

    A `badge` is a word that no probability belongs to, such as what a person said.
    """

    name: str
    colour: str
    probability: float = math.nan
    badge: bool = False


@dataclass(frozen=True)
class Cell:
    """One card. `bars` replace the caption; a `failure` replaces the picture by its reason, and with bars the caption stays.

    `marks` are names of `gui.icons`, drawn over the picture, at most `MOST_MARKS`. `unsure` dashes the square of the caption as
    for a suggestion, but claims nothing: the caption says it all.
    """

    picture: PictureKey
    caption: str = ""
    colour: str = ""
    suggested: bool = False
    percent: str = ""
    bars: tuple[Bar, ...] = ()
    failure: str = ""
    marks: tuple[str, ...] = ()
    unsure: bool = False


@dataclass(frozen=True)
class Section:
    """A run of `count` consecutive rows under one header; `colour` as #rrggbb puts a square before the title.

    A model with a method `sections() -> Sequence[Section]` gets headers in the gallery; the counts add up to its rows, and none at all
    means no headers. It is asked after each change of the model, so it should hand out the same object while nothing changed.
    """

    title: str
    count: int
    colour: str = ""
