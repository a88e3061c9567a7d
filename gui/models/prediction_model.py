"""The answers of a model for pictures whose class is known, as a list for a gallery."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from engine.classifier.values import Prediction
from gui.gallery.bar_row import percent_text
from gui.models.cell import Bar, Cell, CellRole, PictureKey
from gui.text import reason

Index = QModelIndex | QPersistentModelIndex
_BARS_IN_CELL = 3


class PredictionModel(QAbstractListModel):
    """Rows are predictions in the order in which they were given; a cell shows the answer and, where `truths` has it, the true class."""

    def __init__(self) -> None:
        super().__init__()
        self.class_names: Sequence[str] = ()
        self.class_colours: Sequence[str] = ()
        self.predictions: list[Prediction] = []
        self.truths: dict[Path, int] = {}

    def show(
        self, class_names: Sequence[str], class_colours: Sequence[str], predictions: Iterable[Prediction], truths: dict[Path, int]
    ) -> None:
        """Show these in place of those before."""
        self.beginResetModel()
        self.class_names, self.class_colours = class_names, class_colours
        self.predictions, self.truths = list(predictions), truths
        self.endResetModel()

    def prediction(self, index: Index) -> Prediction:
        return self.predictions[index.row()]

    def bars(self, prediction: Prediction, count: int) -> tuple[Bar, ...]:
        return tuple(Bar(self.class_names[index], self.class_colours[index], value) for index, value in prediction.ranked(count))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.predictions)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        prediction = self.prediction(index)
        if role == CellRole:
            return Cell(PictureKey(prediction.path), bars=self._cell_bars(prediction), failure=reason(prediction.failure))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            bars = self.bars(prediction, 1)
            return f"{prediction.path.name}, " + (
                f"{bars[0].name} {percent_text(bars[0].probability)}" if bars else reason(prediction.failure)
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(prediction.path)
        return None

    def _cell_bars(self, prediction: Prediction) -> tuple[Bar, ...]:
        truth = self.truths.get(prediction.path)
        best = self.bars(prediction, _BARS_IN_CELL)
        if truth is None:
            return best
        true = Bar(self.tr("is {0}").format(self.class_names[truth]), self.class_colours[truth], prediction.probabilities[truth])
        return (best[0], true)
