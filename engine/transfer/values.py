"""The values of a transfer: what a source says of one picture, what is wrong with it, and what is written of one picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from engine.errors import LabelFileUnusable, Sentence, translate

SOURCES = ("person", "folder", "file", "model")  # who gave an annotation
SPLITS = ("train", "validation", "test")

# How folders, tags and columns say it where there is no better place; read back the same way.
UNLABELLED, UNSURE = "_unlabelled", "_unsure"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a source says of one picture.

    `path` is absolute where the picture was found, else as it was written. `class_name` "" means unlabelled; `split` is "", "train",
    "validation" or "test"; `group` names what must stay together, such as a site, a plant or a patient; `source` is one of `SOURCES` or ""
    where there is no annotation; `confidence` lies within 0..1; `time` is that of the annotation, in seconds since 1970.
    A `pinned` picture keeps its split.
    """

    path: Path
    class_name: str = ""
    split: str = ""
    group: str = ""
    unsure: bool = False
    source: str = ""
    confidence: float | None = None
    time: float | None = None
    pinned: bool = False


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a source, the rest of which goes on. `place` is a path, or a sentence such as "row 17"."""

    place: str | Sentence
    reason: Sentence

    def __str__(self) -> str:
        return self.told()

    def told(self, translator: Callable[[str], str] = str) -> str:
        place = self.place.told(translator) if isinstance(self.place, Sentence) else self.place
        return f"{place}: {self.reason.told(translator)}"


@dataclass(frozen=True)
class Reading:
    """All that a source says, in its own order, each picture once. `kind` is one of `engine.transfer.sources.KINDS`.

    `missing` is how many of the entries name a picture that is not there, `refused` how many labels name what cannot be a class;
    `remarks` are good to know where nothing is wrong.
    """

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    kind: str = ""
    missing: int = 0
    refused: int = 0
    remarks: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """What is written of one picture: what `Entry` says of it, its content hash and its upright size in pixels (0: not known)."""

    path: Path
    class_name: str = ""
    split: str = ""
    group: str = ""
    unsure: bool = False
    source: str = ""
    time: float | None = None
    confidence: float | None = None
    digest: str = ""
    width: int = 0
    height: int = 0
    pinned: bool = False


def problem(place: str | Sentence, text: str, /, **facts: object) -> Problem:
    """A problem whose marked `text` takes these `{facts}`."""
    return Problem(place, Sentence(text, facts))


def checked(reading: Reading, file: Path) -> Reading:
    """`reading` itself; raises `LabelFileUnusable` if not one picture that it names is there: then nothing would be labelled."""
    count = len(reading.entries)
    if not count:
        first = reading.problems[0].reason if reading.problems else translate("errors", "there is no picture in it")
        raise LabelFileUnusable(file=file, reason=first)
    if reading.missing == count:
        text = translate("errors", "none of its {count} rows names a picture that is there, the last: {path}")
        raise LabelFileUnusable(file=file, reason=Sentence(text, {"count": count, "path": reading.entries[-1].path}))
    return reading
