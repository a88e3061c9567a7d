"""The table of trials: a click on a head sorts it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from engine.classifier.learning.trials import TrialReport
from gui.tuning.trial_model import NUMBER, SortRole, TrialModel

_ROW_HEIGHT = 30  # px


class _Sorted(QSortFilterProxyModel):
    """Says in the head by which column it is sorted: Qt's own arrow would lie on heads that stand at the right."""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        told = super().headerData(section, orientation, role)
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal and section == self.sortColumn():
            return f"{told} {'↑' if self.sortOrder() == Qt.SortOrder.AscendingOrder else '↓'}"
        return told


class TrialTable(QTableView):
    """Shows the `trials` model; `chosen` tells that another row was selected."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.trials = TrialModel(self)
        self._sorted = _Sorted(self)
        self._sorted.setSourceModel(self.trials)
        self._sorted.setSortRole(SortRole)
        self.setModel(self._sorted)
        self._sorted.sort(NUMBER)
        self.horizontalHeader().setSectionsClickable(True)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().sectionClicked.connect(self.sort_by)
        self.setProperty("kind", "clear")
        self.setAccessibleName(self.tr("Trials"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setStretchLastSection(True)
        self.setMinimumHeight(120)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())

    def sort_by(self, column: int) -> None:
        """By another column, or the other way round."""
        again = column == self._sorted.sortColumn() and self._sorted.sortOrder() == Qt.SortOrder.AscendingOrder
        self._sorted.sort(column, Qt.SortOrder.DescendingOrder if again else Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().headerDataChanged(Qt.Orientation.Horizontal, 0, self._sorted.columnCount() - 1)

    def selected(self) -> TrialReport | None:
        rows = self.selectionModel().selectedRows()
        return self.trials.trial(self._sorted.mapToSource(QModelIndex(rows[0])).row()) if rows else None
