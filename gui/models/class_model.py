"""The classes of the open project with their counts, as a list that can be reordered by dragging."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal

from engine.project.sample import SampleClass
from gui.models.sample_model import SampleModel
from gui.session import Session

Index = QModelIndex | QPersistentModelIndex
ClassRole = Qt.ItemDataRole.UserRole + 3
CountRole = Qt.ItemDataRole.UserRole + 4
_MIME = "application/x-fieldmark-class"


class ClassModel(QAbstractListModel):
    """Rows are classes in the user's order; dropping one elsewhere asks for a new order through `reordered`."""

    reordered = Signal(list)  # class ids in the wanted order

    def __init__(self, session: Session, samples: SampleModel) -> None:
        super().__init__()
        self._session = session
        self._samples = samples
        self._classes: list[SampleClass] = []
        for signal in (session.project_opened, session.project_closed, session.classes_changed):
            signal.connect(self.reload)
        samples.counts_changed.connect(self._on_counts_changed)
        self.reload()

    def reload(self) -> None:
        self.beginResetModel()
        self._classes = list(self._session.classes)
        self.endResetModel()

    def classes(self) -> Sequence[SampleClass]:
        return self._classes

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._classes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        each = self._classes[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return each.name
        if role == ClassRole:
            return each
        if role == CountRole:
            return self._samples.counts[each.id]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("{0}, {1} pictures, key {2}").format(each.name, self._samples.counts[each.id], each.shortcut)
        return None

    # ---- reordering by dragging ----------------------------------------------------------------------------

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        fixed = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return fixed | Qt.ItemFlag.ItemIsDragEnabled if self._session.writable else fixed

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(_MIME, str(indexes[0].row()).encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if not data.hasFormat(_MIME):
            return False
        source = int(bytes(data.data(_MIME).data()).decode())
        self.move(source, len(self._classes) if row < 0 else row)
        return False  # False: the view must not remove the dragged row, the new order comes back from the project

    def move(self, source: int, before: int) -> None:
        """Ask for the class at row `source` to stand before the one that is now at row `before`."""
        ids = [each.id for each in self._classes]
        moved = ids.pop(source)
        ids.insert(before - (source < before), moved)
        if ids != [each.id for each in self._classes]:
            self.reordered.emit(ids)

    def _on_counts_changed(self) -> None:
        if self._classes:
            self.dataChanged.emit(self.index(0), self.index(len(self._classes) - 1))
