"""How one answer looks in the grid and is told in words: its bars, the mark of what a person said, its caption for screen readers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.gallery.bar_row import percent_text
from gui.models.cell import Bar, Cell, PictureKey
from gui.text import capitalised, reason

if TYPE_CHECKING:
    from engine.batch.answers import PictureAnswer
    from engine.batch.table import Thresholds
    from gui.classify.sheet import Sheet

BARS_IN_CELL, BARS_IN_HAND = 3, 5
ACCEPTED, CORRECTED, SAID_UNKNOWN = "check", "rename", "help"  # names of icons
UNSURE_MARK = "unlabelled"  # the icon with the dashes that mean tentative everywhere


@dataclass(frozen=True)
class Shown:
    """An answer with what the window shows of it: `ranked` are the most probable (class index, probability), `other` is what a second
    model says."""

    id: int
    path: Path
    reason: str
    ranked: tuple[tuple[int, float], ...]
    novelty: float | None
    verdict: str | None
    size: int
    modified: float
    other: Shown | None = None

    @property
    def margin(self) -> float:
        """By how much the first is more probable than the second."""
        return self.ranked[0][1] - (self.ranked[1][1] if len(self.ranked) > 1 else 0.0) if self.ranked else 0.0


def shown(answer: PictureAnswer, other: Shown | None = None) -> Shown:
    """A small part of an answer that may have thousands of classes."""
    ranked = tuple(answer.ranked(BARS_IN_HAND))
    return Shown(answer.id, answer.path, answer.reason, ranked, answer.novelty, answer.verdict, answer.size, answer.modified, other)


class AnswerCells(QObject):
    """Belongs to one sheet; `other_names` are the classes and colours of the model that it is compared with."""

    def __init__(self, sheet: Sheet, thresholds: Thresholds, parent: QObject | None = None) -> None:
        super().__init__(parent)
        from engine.batch.answers import UNKNOWN_VERDICT

        self._unknown = UNKNOWN_VERDICT
        self.names = sheet.question.class_names
        self._colours = dict(zip(self.names, sheet.question.class_colours, strict=False))
        self.thresholds = thresholds
        self._other_names: tuple[str, ...] = ()
        self.more_colours: dict[str, str] = {}  # of classes of the project that the model does not know

    def colour(self, name: str) -> str:
        return self._colours.get(name) or self.more_colours.get(name, "")

    def set_other(self, names: tuple[str, ...], colours: tuple[str, ...]) -> None:
        """The classes of the model that this one is compared with; classes of the same name keep their colour."""
        self._other_names = names
        self._colours = {**dict(zip(names, colours, strict=False)), **self._colours}

    def cell(self, each: Shown) -> Cell:
        mark = self.mark(each) or (UNSURE_MARK if self.is_unsure(each) else "")
        failure, bars, marks = capitalised(reason(each.reason)), self.bars(each, BARS_IN_CELL), (mark,) if mark else ()
        return Cell(PictureKey(each.path), caption=each.path.name if failure else "", bars=bars, failure=failure, marks=marks)

    def mark(self, each: Shown) -> str:
        """The icon of what a person said, or empty."""
        if each.verdict is None:
            return ""
        if each.verdict == self._unknown:
            return SAID_UNKNOWN
        return ACCEPTED if each.ranked and self.names[each.ranked[0][0]] == each.verdict else CORRECTED

    def bars(self, each: Shown, count: int) -> tuple[Bar, ...]:
        """What the model holds most probable, below a badge where a person said something else or it is unknown."""
        if each.other is not None:
            return self._compared(each, each.other)
        bars = (Bar(self.names[index], self.colour(self.names[index]), share) for index, share in each.ranked)
        return (*self._badge(each), *bars)[:count]

    def is_unknown(self, each: Shown) -> bool:
        if each.verdict is not None or not each.ranked:
            return each.verdict == self._unknown
        return each.novelty is not None and each.novelty > self.thresholds.novelty

    def is_unsure(self, each: Shown) -> bool:
        """Whether nobody said anything of it and no class is probable enough; what is unknown is not unsure as well."""
        if each.verdict is not None or not each.ranked or self.is_unknown(each):
            return False
        return each.ranked[0][1] < self.thresholds.confidence

    def spoken(self, each: Shown) -> str:
        """The file, its answer and what was said of it."""
        bars = self.bars(each, 1)
        told = f"{bars[0].name} {percent_text(bars[0].probability)}".strip() if bars else reason(each.reason)
        return ", ".join(filter(None, (each.path.name, told, self._judged(each))))

    def _judged(self, each: Shown) -> str:
        if self.is_unsure(each):
            return self.tr("unsure")
        words = {ACCEPTED: self.tr("accepted"), CORRECTED: self.tr("corrected"), SAID_UNKNOWN: self.tr("called unknown")}
        return words.get(self.mark(each), "")

    def _badge(self, each: Shown) -> tuple[Bar, ...]:
        if self.is_unknown(each):
            return (Bar(self.tr("unknown"), "", badge=True),)
        if each.verdict is not None and self.mark(each) == CORRECTED:
            return (Bar(each.verdict, self.colour(each.verdict), badge=True),)
        return ()

    def _compared(self, each: Shown, other: Shown) -> tuple[Bar, ...]:
        """One line of either model, A first."""
        lines = []
        for letter, names, one in (("A", self.names, each), ("B", self._other_names, other)):
            if one.novelty is not None and one.novelty > self.thresholds.novelty:
                lines.append(Bar(f"{letter} · {self.tr('unknown')}", "", badge=True))
                continue
            name, share = (names[one.ranked[0][0]], one.ranked[0][1]) if one.ranked else (self.tr("unreadable"), 0.0)
            lines.append(Bar(f"{letter} · {name}", self.colour(name), share))
        return tuple(lines)
