"""The example pictures of one class as cards for a gallery."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, Qt

from engine.project.sample import Sample
from gui.classes.class_rows import Index
from gui.models.cell import Cell, CellRole, PictureKey


class ExampleModel(QAbstractListModel):
    """Rows are samples, in the order in which they were chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._samples: list[Sample] = []

    def set_samples(self, samples: Sequence[Sample]) -> None:
        """Show these; if they are the same, nothing moves and what is selected stays."""
        if [each.id for each in samples] != [each.id for each in self._samples]:
            self.beginResetModel()
            self._samples = list(samples)
            self.endResetModel()

    def sample_at(self, row: int) -> Sample:
        return self._samples[row]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._samples)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        sample = self._samples[index.row()]
        if role == CellRole:
            return Cell(PictureKey(sample.path, sample.digest), caption=sample.name)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return sample.name
        return sample.file if role == Qt.ItemDataRole.ToolTipRole else None
