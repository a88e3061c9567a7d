"""Section heads, muted sentences, and the colour squares of classes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gui import theme


class SectionLabel(QLabel):
    """The head of a section: small capitals, spaced, muted."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", "muted")
        self.setFont(theme.heading_font(self.font()))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


class MutedLabel(QLabel):
    """A wrapping sentence of lesser weight."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", "muted")
        self.setWordWrap(True)


def paint_square(painter: QPainter, rect: QRectF, colour: str, suggested: bool) -> None:
    """The square of a class: solid for a label, dashed for a suggestion."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if suggested:
        pen = QPen(QColor(colour), 1.5)
        pen.setDashPattern([1.6, 1.3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        rect = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
    painter.drawRoundedRect(rect, 2, 2)
