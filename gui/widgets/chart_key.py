"""The legend of a chart: a piece of each line, its name, and a value; and the pens that lines and legend share."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme

_COLOURS = {"light": ("#0072B2", "#C77700", "#009E73"), "dark": ("#56B4E9", "#E69F00", "#2FC79A")}
_DASHES: tuple[list[float], ...] = ([], [4.0, 2.5], [1.0, 2.0])
_LINE, _GAP = 20, 6  # px


def curve_pen(number: int, ratio: float = 0.0) -> QPen:
    """The colour and dash of the curve `number` in the current scheme.

    In the plot's own coordinates the pen must be cosmetic, which counts in device pixels: `ratio` of them are one pixel.
    """
    pen = QPen(QColor(_COLOURS[theme.current().scheme][number % 3]), 2 * (ratio or 1))
    pen.setCosmetic(ratio > 0)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if _DASHES[number % 3] else Qt.PenCapStyle.RoundCap)
    if _DASHES[number % 3]:
        pen.setDashPattern(_DASHES[number % 3])
    return pen


def faint_pen(number: int, ratio: float) -> QPen:
    """Thin and pale, in the colour of the curve `number`: for what is less sure than that curve."""
    pen = QPen(theme.mixed(curve_pen(number).color(), theme.current().surface, 0.5), ratio)
    pen.setCosmetic(True)
    return pen


class ChartKey(QWidget):
    """One entry of the legend; the value is the one that is pointed at, else the last one."""

    def __init__(self, number: int, name: str, widest: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self._name = name
        self._widest = widest
        self.value = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        self._name = name
        self.setToolTip(name)
        self.updateGeometry()
        self.update()

    def set_value(self, value: str) -> None:
        if value != self.value:
            self.value = value
            self.setAccessibleName(f"{self._name} {value}")
            self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.small_font(self.font()))
        return QSize(_LINE + _GAP + metrics.horizontalAdvance(f"{self._name} {self._widest}") + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.small_font(self.font()))
        return QSize(_LINE + _GAP + metrics.horizontalAdvance(self._widest) + 2, metrics.height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.small_font(self.font()))
        metrics = painter.fontMetrics()
        room = self.width() - _LINE - _GAP - metrics.horizontalAdvance(f" {self._widest}")
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, max(0, room + 1))
        left = max(0, room - metrics.horizontalAdvance(name))
        painter.setPen(curve_pen(self._number))
        painter.drawLine(left, self.height() // 2, left + _LINE, self.height() // 2)
        text = QRectF(left + _LINE + _GAP, 0, self.width() - left - _LINE - _GAP, self.height())
        painter.setPen(QColor(tokens.muted))
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(QColor(tokens.text))
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.value)
        painter.end()
