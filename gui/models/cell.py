"""What the gallery needs to know of one picture to paint it; models hand it out under `CellRole`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt

CellRole = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class PictureKey:
    """A picture by its path and, where known, the hash of its content."""

    path: Path
    digest: str = ""


@dataclass(frozen=True)
class Bar:
    """One line of a prediction: a class, its colour as #rrggbb and its probability in 0..1."""

    name: str
    colour: str
    probability: float


@dataclass(frozen=True)
class Cell:
    """One card. `bars` replace the caption; a `failure` replaces the picture by its reason."""

    picture: PictureKey
    caption: str = ""
    colour: str = ""
    suggested: bool = False
    percent: str = ""
    bars: tuple[Bar, ...] = ()
    failure: str = ""
