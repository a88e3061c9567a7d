"""Classes of which several can be ticked, for the dialog that merges them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from gui.classes.class_rows import ClassRows, Counting, Index


class TickedRows(ClassRows):
    """Classes with a box to tick; what is ticked stays so while a search hides it, and comes first when the search ends."""

    ticked_changed = Signal()

    def __init__(self, counting: Counting, parent: QObject | None = None) -> None:
        super().__init__(counting, parent)
        self.ticked: dict[int, None] = {}  # in the order in which they were

    def tick(self, ids: Sequence[int], alone: bool = False) -> None:
        """Tick these too, or these `alone`, and show them first."""
        self.ticked = dict.fromkeys(ids if alone else [*self.ticked, *ids])
        self.find("")
        self.ticked_changed.emit()

    def find(self, text: str, first: Collection[int] = ()) -> None:
        super().find(text, first or self.ticked)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole and index.isValid():
            return Qt.CheckState.Checked if self._shown[index.row()].id in self.ticked else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        id_ = self._shown[index.row()].id
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self.ticked[id_] = None
        else:
            self.ticked.pop(id_, None)
        self.dataChanged.emit(index, index)
        self.ticked_changed.emit()
        return True
