"""Pills that filter: a name and how many there are."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from gui import theme


class Chip(QPushButton):
    """A checkable pill. `count` None shows the name alone; numbers are grouped with spaces."""

    def __init__(self, text: str = "", count: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._count = count
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._update_name()

    @property
    def count(self) -> int | None:
        return self._count

    def set_count(self, count: int | None) -> None:
        if count != self._count:
            self._count = count
            self._update_name()
            self.updateGeometry()
            self.update()

    def shown_text(self) -> str:
        return self.text() if self._count is None else f"{self.text()} {grouped(self._count)}"

    def sizeHint(self) -> QSize:
        bold = QFontMetrics(theme.scaled_font(self._font(), 1.0, QFont.Weight.DemiBold))
        return QSize(bold.horizontalAdvance(self.shown_text()) + 24, bold.height() + 12)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, on = theme.current(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.hasFocus()
        edge = tokens.accent if focus else tokens.accent_soft if on else tokens.border
        width = 2.0 if focus else 1.0
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(self._ground()))
        rect = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        painter.setFont(theme.scaled_font(self._font(), 1.0, QFont.Weight.DemiBold if on else QFont.Weight.Normal))
        painter.setPen(QColor(self._ink()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.shown_text())
        painter.end()

    def _ground(self) -> str:
        tokens = theme.current()
        if self.isChecked():
            return tokens.accent_soft
        if self.isDown():
            return tokens.pressed
        return tokens.hover if self.underMouse() and self.isEnabled() else tokens.surface

    def _ink(self) -> str:
        tokens = theme.current()
        if not self.isEnabled():
            return tokens.disabled
        return tokens.accent_text if self.isChecked() else tokens.muted

    def _font(self) -> QFont:
        return theme.scaled_font(self.font(), 12 / 13)

    def _update_name(self) -> None:
        self.setAccessibleName(self.shown_text())


def grouped(number: int) -> str:
    """1344 as "1 344": with a no-break space, which reads the same in all languages of the window."""
    return f"{number:,}".replace(",", "\u00a0")
