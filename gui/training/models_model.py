"""The models of the project as rows of a table that can be sorted by each of its columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from engine.classifier.model.card import ModelCard
from gui import theme
from gui.recipes.words import recipe_words
from gui.text import of_engine, percent
from gui.training.accuracy_words import accuracy_words
from gui.widgets.task_bar import duration_text

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
SortRole = Role.UserRole + 1
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
NAME, RECIPE, ACCURACY, BALANCED, TIME, ENDED, LICENCE = range(7)
_NUMBERS = (ACCURACY, BALANCED, TIME)


@dataclass(frozen=True)
class _Column:
    """`key` is what rows are sorted by."""

    head: str
    text: Callable[[ModelCard], str]
    key: Callable[[ModelCard], Any]


class ModelsModel(QAbstractTableModel):
    """The best of the measured columns are bold; an edited name is a wish."""

    rename_wanted = Signal(object, str)  # ModelCard, its new name

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards: list[ModelCard] = []
        self._best: dict[int, float] = {}
        self._columns = (
            _Column(self.tr("Model"), lambda card: card.name, lambda card: card.created),
            _Column(self.tr("Recipe"), words_of, words_of),
            _Column(self.tr("Accuracy"), lambda card: percent(accuracy(card)), lambda card: accuracy(card) or 0.0),
            _Column(self.tr("Balanced"), lambda card: percent(balanced(card)), lambda card: balanced(card) or 0.0),
            _Column(self.tr("Time"), lambda card: duration_text(card.seconds), lambda card: card.seconds),
            _Column(self.tr("Ended"), _ended, _ended),
            _Column(self.tr("Licence"), licence, licence),
        )

    def set_cards(self, cards: Sequence[ModelCard]) -> None:
        self.beginResetModel()
        self._cards = list(cards)
        keys = {column: [self._columns[column].key(card) for card in cards] for column in (ACCURACY, BALANCED)}
        self._best = {column: max(values) for column, values in keys.items() if len(values) > 1}
        self.endResetModel()

    def cards(self) -> list[ModelCard]:
        return self._cards

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._cards)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        column, card = self._columns[index.column()], self._cards[index.row()]
        if role == Role.ToolTipRole and index.column() == ACCURACY:
            return accuracy_words(card.metrics)
        if role in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole, Role.EditRole):
            return column.text(card)
        if role == SortRole:
            return column.key(card)
        if role == Role.TextAlignmentRole:
            return _RIGHT if index.column() in _NUMBERS else _LEFT
        if role == Role.FontRole and self._best.get(index.column()) == column.key(card):
            return theme.scaled_font(QFont(), 1.0, QFont.Weight.DemiBold)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        editable = Qt.ItemFlag.ItemIsEditable if index.column() == NAME else Qt.ItemFlag.NoItemFlags
        return super().flags(index) | editable

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        card, name = self._cards[index.row()], str(value).strip()
        if role == Role.EditRole and name and name != card.name:
            self.rename_wanted.emit(card, name)
        return False  # the name changes once the folder does

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return self._columns[section].head
        if orientation == Qt.Orientation.Horizontal and role == Role.TextAlignmentRole:
            return _RIGHT if section in _NUMBERS else _LEFT
        return None


def accuracy(card: ModelCard) -> float | None:
    return card.metrics.accuracy if card.metrics else None


def balanced(card: ModelCard) -> float | None:
    return card.metrics.balanced_accuracy if card.metrics else None


def words_of(card: ModelCard) -> str:
    """Its recipe, with the architecture that was taken."""
    return recipe_words(card.recipe)


def licence(card: ModelCard) -> str:
    """That of the pretrained weights; a dash where there were none or it is unknown."""
    return (card.origin.license if card.origin else "") or "–"


def _ended(card: ModelCard) -> str:
    return of_engine("operations", card.stop_reason)
