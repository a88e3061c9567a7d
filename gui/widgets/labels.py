"""Small painted words: section heads, key caps and the colour squares of classes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
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


class ColourSquare(QWidget):
    """The square of a class; dashed for a suggestion."""

    def __init__(self, colour: str = "", parent: QWidget | None = None, side: int = 10, suggested: bool = False) -> None:
        super().__init__(parent)
        self._colour = colour
        self._suggested = suggested
        self.setFixedSize(side, side)

    def set_colour(self, colour: str, suggested: bool = False) -> None:
        self._colour, self._suggested = colour, suggested
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_square(painter, QRectF(self.rect()), self._colour or theme.current().muted, self._suggested)
        painter.end()


class KeyCap(QWidget):
    """A key, as it is printed on the keyboard, shown where it acts."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.small_font(self.font()))
        return QSize(max(20, metrics.horizontalAdvance(self._text) + 12), max(18, metrics.height() + 3))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._text:
            return
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.small_font(self.font()))
        painter.setPen(QPen(QColor(tokens.border_strong), 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(QColor(tokens.muted))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()


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
