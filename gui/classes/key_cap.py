"""A key as it looks on a keyboard, large: the one that is about to be given."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme

_SIDE = 64


class KeyCap(QWidget):
    """Shows one character, or a dash for no key."""

    def __init__(self, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_key(key)

    def set_key(self, key: str) -> None:
        self._key = key
        self.setAccessibleName(self.tr("Key {0}").format(key.upper()) if key else self.tr("No key"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, rect = theme.current(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.border_strong), 1))
        painter.setBrush(QColor(tokens.pressed))
        painter.drawRoundedRect(rect.adjusted(0.5, 4.5, -0.5, -0.5), theme.RADIUS_CARD, theme.RADIUS_CARD)
        painter.setBrush(QColor(tokens.raised))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -4.5), theme.RADIUS_CARD, theme.RADIUS_CARD)
        painter.setFont(theme.scaled_font(self.font(), 26 / 13, QFont.Weight.DemiBold))
        painter.setPen(QColor(tokens.text if self._key else tokens.muted))
        painter.drawText(rect.adjusted(0, 0, 0, -4), Qt.AlignmentFlag.AlignCenter, self._key.upper() or "–")
        painter.end()
