"""Classes as rows of a list, narrowed by a search; what the panel, the picker and the merge dialog have in common."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from engine.project.sample import SampleClass
from gui.classes.class_search import ClassSearch
from gui.widgets.chips import grouped

Index = QModelIndex | QPersistentModelIndex
ClassRole = Qt.ItemDataRole.UserRole + 3
CountRole = Qt.ItemDataRole.UserRole + 4
Counting = Callable[[int], int]


def pictures(count: int) -> str:
    """How many pictures, in words."""
    text = QCoreApplication.translate("ClassRows", "1 picture") if count == 1 else QCoreApplication.translate("ClassRows", "{0} pictures")
    return text.format(grouped(count))


class ClassRows(QAbstractListModel):
    """`counting` tells how many pictures the class of an id has."""

    def __init__(self, counting: Counting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.count = counting
        self._search = ClassSearch()
        self._shown: list[SampleClass] = []
        self._row_of: dict[int, int] = {}

    def set_classes(self, classes: Sequence[SampleClass]) -> None:
        self._search = ClassSearch(classes)
        self.find("")

    def find(self, text: str, first: Collection[int] = ()) -> None:
        """Show what `text` finds, best first, or all of them, those with the ids `first` ahead."""
        self.beginResetModel()
        self._set_shown(self._search.find(text, first))
        self.endResetModel()

    def shown(self) -> Sequence[SampleClass]:
        """The classes of the rows."""
        return self._shown

    def row_of(self, class_id: int | None) -> int:
        """The row of a class, or -1."""
        return -1 if class_id is None else self._row_of.get(class_id, -1)

    def _set_shown(self, classes: list[SampleClass]) -> None:
        self._shown = classes
        self._row_of = {each.id: row for row, each in enumerate(classes)}

    # ---- QAbstractListModel --------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        each = self._shown[index.row()]
        if role == ClassRole:
            return each
        if role == CountRole:
            return self.count(each.id)
        if role == Qt.ItemDataRole.DisplayRole:
            return each.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(each)
        return None

    def _spoken(self, each: SampleClass) -> str:
        parts = [each.name, pictures(self.count(each.id))]
        if each.shortcut:
            parts.append(QCoreApplication.translate("ClassRows", "key {0}").format(each.shortcut.upper()))
        return ", ".join(parts)
