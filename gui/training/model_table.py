"""The table of models: sorted by any column, one or two of them selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from engine.classifier.model.card import ModelCard
from gui.training.models_model import ENDED, LICENCE, NAME, RECIPE, ModelsModel, SortRole

_ROW_HEIGHT = 32  # px
_MOST_ROWS = 10  # without scrolling within the table
_DISPENSABLE = {ENDED: 760, LICENCE: 880}  # column: px of the table below which it is hidden
_Flag = QItemSelectionModel.SelectionFlag


class ModelTable(QTableView):
    """Escape selects nothing, which brings back what is trained now."""

    chosen = Signal(object)  # list[ModelCard], in the order of the rows

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ModelsModel(self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self.rows)
        self._sorted.setSortRole(SortRole)
        self.setModel(self._sorted)
        self.setProperty("kind", "clear")
        self.setAccessibleName(self.tr("Models of this project"))
        self.setSortingEnabled(True)
        self.sortByColumn(NAME, Qt.SortOrder.DescendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heads.setSectionResizeMode(RECIPE, QHeaderView.ResizeMode.Stretch)
        heads.setMinimumSectionSize(56)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit(self.selected()))

    def set_cards(self, cards: Sequence[ModelCard]) -> None:
        """Those that were selected and are still there stay selected."""
        before = {card.name for card in self.selected()}
        self.rows.set_cards(cards)
        self.select([card for card in cards if card.name in before])
        height = self.horizontalHeader().sizeHint().height() + _ROW_HEIGHT * max(1, min(_MOST_ROWS, len(cards))) + 4
        self.setFixedHeight(height)

    def selected(self) -> list[ModelCard]:
        indexes = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        return [self.rows.cards()[self._sorted.mapToSource(index).row()] for index in indexes]

    def select(self, cards: Sequence[ModelCard]) -> None:
        names = {card.name for card in cards}
        self.clearSelection()
        for row, card in enumerate(self.rows.cards()):
            if card.name in names:
                index = self._sorted.mapFromSource(self.rows.index(row, NAME))
                self.selectionModel().select(index, _Flag.Select | _Flag.Rows)

    def edit_name(self) -> None:
        """Let the name of the selected model be written anew."""
        for index in self.selectionModel().selectedRows(NAME)[:1]:
            self.setFocus()
            self.edit(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns that can be read in a comparison give way to the others."""
        super().resizeEvent(event)
        for column, least in _DISPENSABLE.items():
            self.setColumnHidden(column, self.width() < least)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.selected():
            self.clearSelection()
        else:
            super().keyPressEvent(event)
