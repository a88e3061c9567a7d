"""The lines of a report as a table. Texts are made when they are shown, so that a report of 100 000 lines opens at once."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from engine.operations.import_report import Issue
from engine.progress import Operation, Progress
from gui.text import of_engine

Index = QModelIndex | QPersistentModelIndex
KIND, PLACE, WHAT = range(3)
_CONTEXTS = ("operations", "transfer", "errors")
_STEP = 1000  # lines between two chances to be cancelled


def import_text(text: str) -> str:
    """What the engine says of an import, in the user's language: its parts mark their sentences under different headings."""
    return next((told for context in _CONTEXTS if (told := of_engine(context, text)) != text), text)


class IssueModel(QAbstractTableModel):
    """Rows are those of `issues` that were last given to `set_rows`, all of them at first."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        super().__init__()
        self._issues = issues
        self._rows: Sequence[int] = range(len(issues))
        self._heads = (self.tr("Kind"), self.tr("Place"), self.tr("What"))
        self._texts: list[str] = []  # what a search looks through; the thread that searches fills it

    def issue(self, row: int) -> Issue:
        return self._issues[self._rows[row]]

    def shown(self) -> list[Issue]:
        return [self._issues[row] for row in self._rows]

    def set_rows(self, rows: Sequence[int]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def found(self, kind: str, words: Sequence[str]) -> Operation[list[int]]:
        """The lines of a `kind` ("" is any) that hold all `words`; for one thread at a time."""
        rows = []
        for row, issue in enumerate(self._issues):
            if (not kind or issue.kind == kind) and all(word in self._text(row) for word in words):
                rows.append(row)
            if row % _STEP == 0:
                yield Progress("", row, len(self._issues))
        return rows

    def _text(self, row: int) -> str:
        while len(self._texts) <= row:
            self._texts.append(" ".join(self._issues[len(self._texts)].told(import_text)).casefold())
        return self._texts[row]

    # ---- QAbstractTableModel -------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role == Qt.ItemDataRole.DisplayRole:
            return self.issue(index.row()).told(import_text)[index.column()]
        if index.isValid() and role == Qt.ItemDataRole.ToolTipRole:
            return _whole(self.issue(index.row()))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


def _whole(issue: Issue) -> str:
    """The line as a tooltip; marked up, because Qt wraps only such ones, and takes a “<” in a name for markup otherwise."""
    _, place, reason = (html.escape(text) for text in issue.told(import_text))
    return f"<p><b>{place}</b></p><p>{reason}</p>"
