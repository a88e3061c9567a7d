"""A line that narrows a list while one types; the arrow keys move in the list, Enter takes what is current there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QWidget

from gui import icons

_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class FindLine(QLineEdit):
    """Steers `view`; what the text finds is for whoever listens to `textChanged`. Escape first clears the text, if it `clears`."""

    entered = Signal(bool)  # whether Ctrl was held

    def __init__(self, view: QAbstractItemView, placeholder: str, parent: QWidget | None = None, *, clears: bool = True) -> None:
        super().__init__(parent)
        self._view, self._clears = view, clears
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        self.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)

    def go_to_first(self) -> None:
        """Make the first row current, so that Enter takes the best match."""
        model = self._view.model()
        if model.rowCount():
            self._view.setCurrentIndex(model.index(0, 0))
            self._view.scrollToTop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES:
            QApplication.sendEvent(self._view, event)
            event.accept()
        elif event.key() in _ENTERS:
            self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            event.accept()  # in a dialog, Enter would press its button as well
        elif event.key() == Qt.Key.Key_Escape and self.text() and self._clears:
            self.clear()
            event.accept()
        else:
            super().keyPressEvent(event)
