"""What stands over the groups of pictures in the grid."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QDate, QLocale, QObject

from engine.project.sample import Sample, SampleClass, Split
from engine.views.arrange import UNSURE, Arranged
from gui.filters.filter_words import month_text
from gui.models.cell import Section

_EPOCH = QDate(1970, 1, 1)


class SectionTitles(QObject):
    """Belongs to the language in which the window was opened."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unknown: Mapping[str, str] = {
            "class": self.tr("Unlabelled"),
            "day": self.tr("Date not known"),
            "month": self.tr("Date not known"),
            "split": self.tr("Not split yet"),
            "camera": self.tr("Camera not known"),
        }
        self._splits = {Split.TRAIN: self.tr("Training"), Split.VALIDATION: self.tr("Validation"), Split.TEST: self.tr("Test")}
        # thousands of these are made at once
        like, copies, burst = self.tr("Like {0}"), self.tr("Copies of {0}"), self.tr("Burst that begins with {0}")
        self._titles: Mapping[str, Callable[[object, Sample], str]] = {
            "day": lambda key, first: QLocale().toString(_EPOCH.addDays(int(str(key))), QLocale.FormatType.LongFormat),
            "month": lambda key, first: month_text(str(key)),
            "split": lambda key, first: self._splits[Split(str(key))],
            "near": lambda key, first: like.format(first.name),
            "duplicates": lambda key, first: copies.format(first.name),
            "bursts": lambda key, first: burst.format(first.name),
        }

    def of(self, group: str, arranged: Arranged, classes: Sequence[SampleClass]) -> tuple[Section, ...]:
        """The headers of samples that were arranged by `group`."""
        known = {each.id: each for each in classes}
        return tuple(self._section(group, part.key, part.count, first, known) for part, first in arranged.firsts())

    def _section(self, group: str, key: object, count: int, first: Sample, classes: Mapping[int, SampleClass]) -> Section:
        if key is None:
            return Section(self._unknown[group], count)
        if group == "class":
            if key == UNSURE:
                return Section(self.tr("Not sure"), count)
            return Section(classes[int(str(key))].name, count, classes[int(str(key))].colour)
        title = self._titles.get(group)
        return Section(title(key, first) if title else str(key), count)
