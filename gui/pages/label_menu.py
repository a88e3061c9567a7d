"""The menu on pictures of the grid: everything that can be done to those in hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QRectF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QIcon, QKeySequence, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from engine.project.sample import SampleClass, Split
from gui import icons
from gui.hand import Hand
from gui.session import Session
from gui.widgets.labels import paint_square

_MOST_CLASSES = 20  # more are chosen by typing
_ICON = 16  # px

# A line is what it says, its icon, the key that is shown, and what it does; None is a line between.
_Line = tuple[str, str, str, Callable[[], object]] | None


class LabelMenu(QObject):
    """`commands` are those of the label page."""

    def __init__(self, session: Session, hand: Hand, commands: Mapping[str, Callable[[], object]], parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._hand, self._commands, self._page = session, hand, commands, parent

    def build(self) -> QMenu:
        """A menu for what is in hand now; it deletes itself when it closes."""
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add_classes(menu.addMenu(icons.icon("label"), self.tr("Label as")))
        self._add(menu, self._labelling())
        self._add(menu.addMenu(icons.icon("pin"), self.tr("Keep in the split")), self._pins())
        self._add(menu.addMenu(icons.icon("copies"), self.tr("Duplicates")), self._duplicates())
        self._add(menu, self._rest())
        return menu

    def _labelling(self) -> list[_Line]:
        run = self._commands
        return [
            (self.tr("Not sure"), "help", "S", run["not_sure"]),
            (self.tr("Take off the label"), "unlabelled", "Del", run["take_labels_off"]),
            None,
            (self.tr("Large view"), "zoom", "Space", run["large_view"]),
            (self.tr("Compare"), "compare", "C", run["compare"]),
            None,
            (self.tr("Use as example of its class"), "example", "", self._hand.use_as_examples),
        ]

    def _pins(self) -> list[_Line]:
        pin = self._hand.pin
        return [
            (self.tr("Training"), "", "", lambda: pin(Split.TRAIN)),
            (self.tr("Validation"), "", "", lambda: pin(Split.VALIDATION)),
            (self.tr("Test"), "", "", lambda: pin(Split.TEST)),
            None,
            (self.tr("Unpin"), "", "", lambda: pin(Split.NONE)),
        ]

    def _duplicates(self) -> list[_Line]:
        return [
            (self.tr("Give them the class of this picture"), "", "G", self._hand.give_to_duplicates),
            (self.tr("Give them the class that most have"), "", "M", self._hand.give_majority),
        ]

    def _rest(self) -> list[_Line]:
        run = self._commands
        return [
            None,
            (self.tr("Select all of this class"), "", "", run["select_class"]),
            (self.tr("Select all of this folder"), "", "", run["select_folder"]),
            None,
            (self.tr("Show in the file manager"), "folder", "", self.show_folder),
            (self.tr("Copy path"), "", "", self.copy_paths),
            None,
            (self.tr("Take out of the project"), "delete", "Ctrl+Backspace", run["remove_selected"]),
        ]

    def _add(self, menu: QMenu, lines: list[_Line]) -> None:
        for line in lines:
            if line is None:
                menu.addSeparator()
                continue
            text, icon, key, act = line
            shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            action = menu.addAction(icons.icon(icon) if icon else QIcon(), f"{text}\t{shown}" if key else text)
            action.triggered.connect(lambda _=False, act=act: act())

    def _add_classes(self, menu: QMenu) -> None:
        for each in self._session.classes[:_MOST_CLASSES]:
            name = each.name.replace("&", "&&")
            action = menu.addAction(_square(each), f"{name}\t{each.shortcut.upper()}" if each.shortcut else name)
            action.triggered.connect(lambda _=False, target=each: self._hand.assign(target))
        if self._session.classes:
            menu.addSeparator()
        more = len(self._session.classes) > _MOST_CLASSES
        text = self.tr("Another class …") if more else self.tr("Find or make a class …")
        self._add(menu, [(text, "search", "L", self._commands["pick_class"])])

    # ---- files -----------------------------------------------------------------------------------------------

    def show_folder(self) -> None:
        """Open the folder of the current picture where the system shows folders."""
        current = self._hand.current()
        if current is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(current.folder))

    def copy_paths(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(sample.file for sample in self._hand.samples()))


def _square(each: SampleClass) -> QIcon:
    pixmap = QPixmap(_ICON, _ICON)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_square(painter, QRectF(3, 3, _ICON - 6, _ICON - 6), each.colour, suggested=False)
    painter.end()
    return QIcon(pixmap)
