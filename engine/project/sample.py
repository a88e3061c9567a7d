"""The values of a project: samples, classes and annotations.

`Sample` and `Facts` are tuples and not dataclasses: a project of 100 000 pictures makes that many of each when it opens.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


class Split(StrEnum):
    """The side on which a sample is; NONE is decided when training starts."""

    NONE = ""
    TRAIN = "train"
    VALIDATION = "validation"
    TEST = "test"


class Source(StrEnum):
    """Who gave an annotation."""

    PERSON = "person"
    FOLDER = "folder"
    FILE = "file"
    MODEL = "model"  # a model's answer that a person accepted


PRESENT, MISSING, CHANGED, UNREADABLE = range(4)  # what became of a sample's file when it was last looked for, or at


@dataclass(frozen=True, slots=True)
class SampleClass:
    """One of the user's categories. `colour` is "#RRGGBB"; `shortcut` one character or empty; `position` its order."""

    id: int
    name: str
    colour: str
    shortcut: str
    position: int


class Facts(NamedTuple):
    """What is known of a picture's file and looks; nobody decided it. None: not known (yet).

    `taken` is in seconds since 1970 by the camera's own clock; `frames` counts pages or frames, of which the first is used; `quality`
    holds the bits of `engine.images.quality`; `fingerprint` is a perceptual hash (signed 64 bits); samples of the same `near` group
    look nearly the same, those of the same `burst` were taken in one go; `state` is PRESENT, MISSING, CHANGED or UNREADABLE
    (it is there, but no picture comes out of it).
    """

    size: int = 0
    taken: int | None = None
    camera: str = ""
    format: str = ""
    frames: int = 1
    quality: int = 0
    sharpness: float | None = None
    brightness: float | None = None
    fingerprint: int | None = None
    near: int | None = None
    burst: int | None = None
    state: int = PRESENT


class Sample(NamedTuple):
    """One picture of a project. `file` is its absolute path, `digest` the content hash, sizes are upright pixels.

    `class_id` is None if unlabelled; `unsure` means that a person looked and could not tell; `group` is the user's own word for what
    belongs together, such as a site or a plant; a `pinned` sample keeps its split.
    """

    id: int
    file: str
    digest: str
    width: int
    height: int
    split: Split = Split.NONE
    class_id: int | None = None
    source: Source | None = None
    unsure: bool = False
    pinned: bool = False
    group: str = ""
    facts: Facts = Facts()

    @property
    def path(self) -> Path:
        return Path(self.file)

    @property
    def name(self) -> str:
        return self.file.rpartition(os.sep)[2]

    @property
    def folder(self) -> str:
        """The absolute path of its folder."""
        return self.file.rpartition(os.sep)[0]


class Marks(NamedTuple):
    """What edits can change of a sample, in the order of `Sample`'s fields."""

    split: Split
    class_id: int | None
    source: Source | None
    unsure: bool
    pinned: bool
    group: str


@dataclass(frozen=True, slots=True)
class NewSample:
    """A picture to be added: what the scan found out, and what it comes with.

    `class_name` "" means unlabelled; `source`, `time` (seconds since 1970) and `confidence` are those of an annotation that was exported
    earlier, None for one that is made now.
    """

    path: Path
    size: int
    modified_ns: int
    digest: str
    width: int
    height: int
    class_name: str = ""
    split: Split = Split.NONE
    group: str = ""
    unsure: bool = False
    pinned: bool = False
    taken: int | None = None
    camera: str = ""
    format: str = ""
    frames: int = 1
    source: Source | None = None
    time: float | None = None
    confidence: float | None = None
