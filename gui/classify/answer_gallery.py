"""The grid of answers: Enter is the page's, and the card under the pointer is told, for its heatmap."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from gui.gallery.gallery import Gallery

_ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class AnswerGallery(Gallery):
    """As `Gallery`, but Enter accepts instead of opening."""

    hovered = Signal(QModelIndex)  # invalid: none

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTERS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if not event.buttons():
            self.hovered.emit(self.indexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hovered.emit(QModelIndex())
