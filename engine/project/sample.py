"""The values of a project: samples, classes and annotations."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


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


@dataclass(frozen=True, slots=True)
class SampleClass:
    """One of the user's categories. `colour` is "#RRGGBB"; `shortcut` one character or empty; `position` its order."""

    id: int
    name: str
    colour: str
    shortcut: str
    position: int


@dataclass(frozen=True, slots=True)
class Sample:
    """One picture of a project. `digest` is the content hash, sizes are upright pixels, `class_id` None if unlabelled."""

    id: int
    path: Path
    digest: str
    width: int
    height: int
    split: Split
    class_id: int | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class NewSample:
    """A picture to be added: what the scan found out, and the class name (empty: unlabelled) and split it comes with."""

    path: Path
    size: int
    modified_ns: int
    digest: str
    width: int
    height: int
    class_name: str = ""
    split: Split = Split.NONE
