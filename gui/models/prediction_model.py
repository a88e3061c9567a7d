"""The answers of a model as a list for the gallery; it grows while a folder is being classified."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from engine.classifier.values import Prediction
from gui.models.cell import Bar, Cell, CellRole, PictureKey
from gui.text import reason

Index = QModelIndex | QPersistentModelIndex
UNREADABLE = -1  # stands for a class in filters and counts
EVERYTHING = -2
BARS_IN_CELL = 3


class PredictionModel(QAbstractListModel):
    """Rows are predictions in the order in which they came, or the least sure first; a filter shows one class."""

    def __init__(self) -> None:
        super().__init__()
        self.class_names: Sequence[str] = ()
        self.class_colours: Sequence[str] = ()
        self.predictions: list[Prediction] = []
        self.counts: Counter[int] = Counter()
        self.truths: dict[Path, int] = {}  # where it is known: the cell then shows the answer and the true class
        self._rows: list[int] = []
        self._shown = EVERYTHING

    def start(self, class_names: Sequence[str], class_colours: Sequence[str]) -> None:
        """Forget the answers and get ready for those of another model or folder."""
        self.beginResetModel()
        self.class_names, self.class_colours = class_names, class_colours
        self.predictions, self._rows = [], []
        self.counts.clear()
        self.endResetModel()

    def append(self, predictions: Iterable[Prediction]) -> None:
        first = len(self.predictions)
        self.predictions += predictions
        added = range(first, len(self.predictions))
        self.counts.update(answer(self.predictions[position]) for position in added)
        rows = [position for position in added if self._fits(position)]
        if rows:  # new answers go to the end also when sorted; sorting again under the user's eyes would make cells jump
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def arrange(self, shown: int, least_sure_first: bool) -> None:
        """Show the class of index `shown` (or EVERYTHING, or UNREADABLE), in the order of arrival or of confidence."""
        self.beginResetModel()
        self._shown = shown
        self._rows = [position for position in range(len(self.predictions)) if self._fits(position)]
        if least_sure_first:
            self._rows.sort(key=lambda position: max(self.predictions[position].probabilities, default=0.0))
        self.endResetModel()

    def prediction(self, index: Index) -> Prediction:
        return self.predictions[self._rows[index.row()]]

    def bars(self, prediction: Prediction, count: int) -> tuple[Bar, ...]:
        return tuple(Bar(self.class_names[index], self.class_colours[index], value) for index, value in prediction.ranked(count))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        prediction = self.prediction(index)
        if role == CellRole:
            return Cell(PictureKey(prediction.path), bars=self._cell_bars(prediction), failure=reason(prediction.failure))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            bars = self.bars(prediction, 1)
            return f"{prediction.path.name}, " + (f"{bars[0].name} {bars[0].probability:.0%}" if bars else reason(prediction.failure))
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(prediction.path)
        return None

    def _cell_bars(self, prediction: Prediction) -> tuple[Bar, ...]:
        truth = self.truths.get(prediction.path)
        best = self.bars(prediction, BARS_IN_CELL)
        if truth is None:
            return best
        true = Bar(self.tr("is {0}").format(self.class_names[truth]), self.class_colours[truth], prediction.probabilities[truth])
        return (best[0], true)

    def _fits(self, position: int) -> bool:
        return self._shown == EVERYTHING or answer(self.predictions[position]) == self._shown


def answer(prediction: Prediction) -> int:
    """The index of the most probable class, or UNREADABLE."""
    return prediction.ranked(1)[0][0] if prediction.probabilities else UNREADABLE
