"""Parts beside each other where there is room, below each other where there is not."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from gui import theme

_LEFT_TO_RIGHT, _TOP_TO_BOTTOM = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class WideRow(QWidget):
    """Changes its direction at `least` px of width."""

    def __init__(self, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = least
        self._box = QBoxLayout(_LEFT_TO_RIGHT, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(3 * theme.STEP)

    def add(self, part: QWidget, stretch: int) -> None:
        self._box.addWidget(part, stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        direction = _LEFT_TO_RIGHT if self.width() >= self._least else _TOP_TO_BOTTOM
        if direction != self._box.direction():
            self._box.setDirection(direction)
