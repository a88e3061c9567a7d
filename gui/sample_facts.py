"""What can be told about a sample, in words: for the inspector and for comparing two pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject

from engine.images import flags
from engine.project.annotation import Annotation
from engine.project.sample import CHANGED, MISSING, UNREADABLE, Sample, Source, Split
from gui.quantities import size_text, when_text
from gui.text import percent
from gui.when import camera_moment


@dataclass(frozen=True)
class Fact:
    """One line: what it is about and what is so; `differs` from that of the picture beside it."""

    name: str
    value: str
    differs: bool = False


class SampleFacts(QObject):
    """Belongs to the language in which the window was opened."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.splits = {Split.TRAIN: self.tr("training"), Split.VALIDATION: self.tr("validation"), Split.TEST: self.tr("test")}
        self._sources = {
            Source.PERSON: self.tr("by hand"),
            Source.FOLDER: self.tr("from its folder"),
            Source.FILE: self.tr("from a file"),
            Source.MODEL: self.tr("a model's answer"),
        }
        self._flags = {
            flags.BLURRY: self.tr("blurry"),
            flags.DARK: self.tr("very dark"),
            flags.BRIGHT: self.tr("very bright"),
            flags.TINY: self.tr("tiny"),
            flags.ODD_ASPECT: self.tr("unusually long or high"),
        }
        self._states = {
            MISSING: self.tr("the file is not there"),
            UNREADABLE: self.tr("the file cannot be read"),
            CHANGED: self.tr("the file has changed since"),
        }

    def of(self, sample: Sample, annotation: Annotation | None = None) -> list[Fact]:
        """All that is known, in the order in which it is shown."""
        return [Fact(name, value) for name, value in self._lines(sample, annotation) if value]

    def _lines(self, sample: Sample, annotation: Annotation | None) -> Iterator[tuple[str, str]]:
        facts = sample.facts
        yield self.tr("File"), sample.name
        yield self.tr("Folder"), sample.folder
        yield self.tr("Size"), self._size(sample)
        yield self.tr("Pages"), self._pages(sample)
        yield self.tr("Taken"), "" if facts.taken is None else camera_moment(facts.taken)
        yield self.tr("Camera"), facts.camera
        yield self.tr("Labelled"), self._labelled(sample, annotation)
        yield self.tr("Split"), self._split(sample)
        yield self.tr("Group"), sample.group
        yield self.tr("Quality"), ", ".join(word for bit, word in self._flags.items() if facts.quality & bit)
        yield self.tr("State"), self._states.get(facts.state, "")

    def _size(self, sample: Sample) -> str:
        pixels = f"{sample.width} × {sample.height}"
        return f"{pixels} · {size_text(sample.facts.size)}" if sample.facts.size else pixels

    def _pages(self, sample: Sample) -> str:
        return self.tr("first of {0}").format(sample.facts.frames) if sample.facts.frames > 1 else ""

    def _labelled(self, sample: Sample, annotation: Annotation | None) -> str:
        if sample.unsure:
            return self.tr("not sure")
        if annotation is None:
            return self._sources[sample.source] if sample.source else ""
        source = self._sources[annotation.source]
        if annotation.confidence is not None:
            source = f"{source} ({percent(annotation.confidence, 0)})"
        return f"{source} · {when_text(annotation.time)}"

    def _split(self, sample: Sample) -> str:
        side = self.splits.get(sample.split, "")
        return self.tr("{0}, pinned").format(side) if sample.pinned and side else side


def compared(left: list[Fact], right: list[Fact]) -> tuple[list[Fact], list[Fact]]:
    """Both with the same lines, a dash where one has nothing to say, and marked where they differ."""
    names = list(dict.fromkeys(fact.name for facts in (left, right) for fact in facts))
    ours, theirs = ({fact.name: fact.value for fact in facts} for facts in (left, right))
    pairs = [(name, ours.get(name, "–"), theirs.get(name, "–")) for name in names]
    return [Fact(name, one, one != other) for name, one, other in pairs], [Fact(name, other, one != other) for name, one, other in pairs]
