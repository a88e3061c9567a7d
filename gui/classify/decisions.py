"""What becomes of pictures, in the user's words: the names of decisions for chips, headers and sentences."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.models.cell import Section

if TYPE_CHECKING:
    from gui.classify.answer_cells import AnswerCells
    from gui.classify.sheet import Layout, Sheet


class Decisions(QObject):
    """Belongs to one sheet."""

    def __init__(self, sheet: Sheet, cells: AnswerCells, parent: QObject | None = None) -> None:
        super().__init__(parent)
        from engine.batch.table import ELSEWHERE, UNKNOWN, UNREADABLE, UNSURE

        self._sheet, self._cells = sheet, cells
        self._words = {
            UNSURE: self.tr("Unsure"),
            UNKNOWN: self.tr("Unknown"),
            UNREADABLE: self.tr("Unreadable"),
            ELSEWHERE: self.tr("Other classes"),
        }
        self.others: Sequence[int] = tuple(self._words)  # in the order in which they come before the classes

    def name(self, code: int) -> str:
        """The class of that index, or the word for a code below zero."""
        return self._words.get(code) or self._sheet.question.class_names[code]

    def colour(self, code: int) -> str:
        return self._cells.colour(self._sheet.question.class_names[code]) if code >= 0 else ""

    def headings(self, layout: Layout, group: str) -> tuple[Section, ...]:
        """The headers over the parts of `layout`, which was grouped by `group`."""
        if layout.alike:
            return tuple(Section(self._alike(number), count) for number, count in layout.parts)
        if group == "folder":
            return tuple(Section(self._folder(number), count) for number, count in layout.parts)
        return tuple(Section(self.name(code), count, self.colour(code)) for code, count in layout.parts)

    def _alike(self, number: int) -> str:
        return self.tr("Alike, group {0}").format(number + 1) if number >= 0 else self.tr("Like no other")

    def _folder(self, number: int) -> str:
        """The folder from below the place that was given on; the whole path where it was given as such."""
        folder = self._sheet.table.folders[number]
        for source in map(str, self._sheet.question.sources):
            if folder.startswith(source + os.sep):
                return f"{Path(source).name}{folder[len(source) :]}"
        return Path(folder).name or folder
