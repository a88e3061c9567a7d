"""Classes to choose from by typing, with the offer to make the one that is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt

from engine.project.sample import SampleClass
from gui.classes.class_rows import ClassRows, Counting, Index


class PickerRows(ClassRows):
    """With a last row that offers to make a class of the typed name, unless there is one."""

    def __init__(self, counting: Counting, parent: QObject | None = None) -> None:
        super().__init__(counting, parent)
        self._offered = ""
        self._by_name: dict[str, SampleClass] = {}

    def set_classes(self, classes: Sequence[SampleClass]) -> None:
        self._by_name = {each.name.casefold(): each for each in reversed(classes)}
        super().set_classes(classes)

    def known(self, name: str) -> SampleClass | None:
        """The class of that name, whether in capitals or not: there cannot be another."""
        return self._by_name.get(_single_spaced(name).casefold())

    def offer(self, name: str) -> None:
        """From the next `find` on, offer to make a class of this name."""
        self._offered = "" if self.known(name) else _single_spaced(name)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown) + bool(self._offered)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and index.row() == len(self._shown):
            texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return self.tr("New class “{0}”").format(self._offered) if role in texts else None
        return super().data(index, role)


def _single_spaced(name: str) -> str:
    return " ".join(name.split())
