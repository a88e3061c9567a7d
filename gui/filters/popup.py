"""A panel that hangs below a button and goes away with the next click elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBitmap,
    QColor,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gui import theme

_GAP = 10  # px between button and panel: below the bar that the button is in
_EDGE = 8  # px that stay free at the edges of the window


class Popup(QFrame):
    """Fill `body`; `open_below` shows it."""

    opened = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)  # for the round corners
        self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)  # a click on its button closes it, and does not open it again
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 14, 16, 14)
        self.body.setSpacing(3 * theme.STEP)

    def open_below(self, button: QWidget) -> None:
        """Show the panel below `button`, within the window that the button is in."""
        self.adjustSize()
        window = button.window()
        corner = button.mapToGlobal(QPoint(0, button.height() + _GAP))
        left, top = window.mapToGlobal(QPoint(_EDGE, 0)).x(), corner.y()
        right = window.mapToGlobal(QPoint(window.width() - _EDGE, 0)).x() - self.width()
        self.move(max(left, min(corner.x(), right)), top)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_panel(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cut_corners(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        event.accept()  # digits and letters must not label what is behind the panel

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.opened.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()


def cut_corners(widget: QWidget) -> None:
    """Take the corners off a translucent window where there may be no compositor: it would show them black.

    A mask knows no half-transparent pixels, so the other platforms go without.
    """
    if QGuiApplication.platformName() == "xcb":
        mask = QBitmap(widget.size())
        mask.clear()
        painter = QPainter(mask)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.color1)
        painter.drawRoundedRect(QRectF(widget.rect()), theme.RADIUS, theme.RADIUS)
        painter.end()
        widget.setMask(mask)


def paint_panel(widget: QWidget) -> None:
    """The ground of what lies above the window."""
    tokens = theme.current()
    painter = QPainter(widget)
    if not widget.mask().isEmpty():
        painter.fillRect(widget.rect(), QColor(tokens.border_strong))  # under the half-transparent pixels of the corners
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.border_strong), 1))
    painter.setBrush(QColor(tokens.raised))
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
    painter.end()
