"""Number fields that sit well in scrolling forms: the wheel only turns them while they have the focus.

They also set the room left of the number, which Qt's style sheets cannot: for spin boxes they ignore the padding at the left.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSpinBox, QWidget


class SpinBox(QSpinBox):
    """For whole numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _prepare(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


class DoubleSpinBox(QDoubleSpinBox):
    """For fractions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _prepare(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


def _prepare(box: QAbstractSpinBox) -> None:
    box.lineEdit().setTextMargins(8, 0, 0, 0)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
