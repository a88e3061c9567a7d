"""Joins a large view with the hand: it shows the picture in hand, and its keys mean that picture alone."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gui.classify.answer_desk import AnswerDesk
from gui.classify.answer_keys import command_of
from gui.saliency.large import LargeSaliency
from gui.widgets.parts import grouped


class LargeHand(QObject):
    """Lives as long as the view `large`. What a key means is told by `page.keyPressEvent`."""

    def __init__(self, desk: AnswerDesk, large: LargeSaliency, page: QWidget) -> None:
        super().__init__(large)
        self._desk, self._large, self._page = desk, large, page
        large.moved.connect(self._on_moved)
        large.key_pressed.connect(self._on_key)
        large.finished.connect(self._on_finished)
        selection = desk.gallery.selectionModel()
        for signal in (selection.currentChanged, selection.selectionChanged, desk.model.modelReset, desk.model.came):
            signal.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        """Show what is in hand, as soon as it is known."""
        each, cells = self._desk.hand.current(), self._desk.model.cells
        if each is None or cells is None:
            return
        if each.path != self._large.path:
            self._large.show_picture(each.path)
        row, count = self._desk.hand.current_row(), self._desk.model.rowCount()
        place = self.tr("{0} of {1}").format(grouped(row + 1), grouped(count))
        answer = cells.spoken(each).removeprefix(each.path.name).lstrip(", ")
        keys = self.tr("⏎ correct, L another class, U unknown")
        self._large.head.set_place(" · ".join((place, answer, keys)), row > 0, row + 1 < count)

    def _on_moved(self, by: int) -> None:
        self._desk.gallery.select_row(self._desk.hand.current_row() + by)

    def _on_key(self, event: QKeyEvent) -> None:
        command, hand = command_of(event), self._desk.hand
        if command == "select_like":  # nobody would see what is selected
            return
        if hand.count() > 1:
            self._desk.gallery.select_row(hand.current_row())
        if command == "pick":
            self._desk.naming.pick(self._large.tiles[0].view)
        else:
            self._page.keyPressEvent(event)

    def _on_finished(self) -> None:
        """The picker outlives the view over which it was opened."""
        from gui.classes.class_picker import ClassPicker

        for picker in self._large.findChildren(ClassPicker):
            picker.leave()
            picker.setParent(self._page.window())
