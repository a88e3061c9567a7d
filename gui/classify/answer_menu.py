"""The menu on the cards: everything that can be said of those in hand, with the keys that say it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from gui import icons
from gui.classify.answer_desk import AnswerDesk

_MOST_CLASSES = 20  # more are chosen by typing


class AnswerMenu(QObject):
    """`commands` are those of the page."""

    def __init__(self, desk: AnswerDesk, commands: Mapping[str, Callable[[], object]], page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._commands, self._page = desk, commands, page
        desk.gallery.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        desk.gallery.customContextMenuRequested.connect(self._on_wanted)

    def build(self) -> QMenu:
        """A menu for what is in hand now; it deletes itself when it closes."""
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        unknown = self._desk.hand.takes_for_unknown()
        if not unknown:
            self._add(menu, "accept", self.tr("Correct"), "Return", "check")
        self._add_classes(menu.addMenu(icons.icon("label"), self.tr("It is")))
        self._add(menu, "unknown", self.tr("Unknown"), "Return" if unknown else "U", "help")
        self._add(menu, "take_back", self.tr("Take back what was said"), "Backspace", "unlabelled")
        menu.addSeparator()
        self._add(menu, "large", self.tr("Large view"), "Space", "zoom")
        grouped = bool(self._desk.model.sections())
        self._add(menu, "select_like", self.tr("Select all below this header") if grouped else self.tr("Select all with this answer"), "G")
        return menu

    def _add(self, menu: QMenu, command: str, text: str, keys: str, icon: str = "") -> None:
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        action = menu.addAction(icons.icon(icon) if icon else QIcon(), f"{text}\t{shown}")
        action.triggered.connect(lambda _=False: self._commands[command]())

    def _add_classes(self, menu: QMenu) -> None:
        """The classes of the model and of the project, with the keys that those of the project have."""
        for each in self._desk.naming.choices.classes[:_MOST_CLASSES]:
            name = each.name.replace("&", "&&")
            action = menu.addAction(f"{name}\t{each.shortcut.upper()}" if each.shortcut else name)
            action.triggered.connect(lambda _=False, name=each.name: self._desk.hand.correct(name))
        menu.addSeparator()
        self._add(menu, "pick", self.tr("Find or make a class …"), "L", "search")

    def _on_wanted(self, position: QPoint) -> None:
        if self._desk.hand.count():
            self.build().popup(self._desk.gallery.viewport().mapToGlobal(position))
