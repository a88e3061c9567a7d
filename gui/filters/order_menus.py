"""The menus of how pictures are sorted and under which headers they stand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from engine.views.arrange import ADDED, NO_GROUPS
from engine.views.view import View
from gui.filters.filter_words import FilterWords
from gui.widgets.exclusive import exclusive


class SortMenu(QMenu):
    chosen = Signal(str, bool)  # a key of SORTS, and whether it is descending

    def __init__(self, words: FilterWords, parent: QWidget) -> None:
        super().__init__(parent)
        self.keys = exclusive(self, words.sorts)
        self.addSeparator()
        self.directions = exclusive(self, {False: self.tr("Ascending"), True: self.tr("Descending")})
        for action in (*self.keys.values(), *self.directions.values()):
            action.triggered.connect(self._choose)
        self.show_view(View())

    def show_view(self, view: View) -> None:
        self.keys.get(view.sort, self.keys[ADDED]).setChecked(True)
        self.directions[view.descending].setChecked(True)

    def _choose(self) -> None:
        sort = next(key for key, action in self.keys.items() if action.isChecked())
        self.chosen.emit(sort, self.directions[True].isChecked())


class GroupMenu(QMenu):
    chosen = Signal(str)  # a key of GROUPS, or NO_GROUPS

    def __init__(self, words: FilterWords, parent: QWidget) -> None:
        super().__init__(parent)
        self.keys = exclusive(self, words.groups)
        self.insertSeparator(self.keys["folder"])
        for key, action in self.keys.items():
            action.triggered.connect(lambda _=False, key=key: self.chosen.emit(key))
        self.show_view(View())

    def show_view(self, view: View) -> None:
        self.keys.get(view.group, self.keys[NO_GROUPS]).setChecked(True)
