"""The two curves of a map's check, small: what is left of the class as the hottest parts are hidden, and as they are uncovered.

The map is drawn solid, the same map at other places dashed: where the two do not part, the map explains nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.gallery.bar_row import percent_text
from gui.widgets.chart_key import curve_pen

_PLOT = 88  # px
_GAP = 4 * theme.STEP
_MAP, _MOVED = 0, 1  # numbers of pens
_LINE = 16  # px of a line in the legend


@dataclass(frozen=True)
class Curves:
    """One of the two plots: shares of the picture (0..1) and the probability of the class at each, for the map and for the moved maps."""

    title: str
    shares: Sequence[float]
    of_map: Sequence[float]
    of_moved: Sequence[float]


class CheckPlot(QWidget):
    """Beside each other; both go from 0 to 100 % of the picture and from 0 to 100 % of the class."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves: tuple[Curves, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Curves of the check"))

    def set_curves(self, curves: Sequence[Curves]) -> None:
        self._curves = tuple(curves)
        self.setAccessibleDescription("; ".join(_told(each) for each in self._curves))
        self.updateGeometry()
        self.update()

    def curves(self) -> tuple[Curves, ...]:
        return self._curves

    def sizeHint(self) -> QSize:
        return QSize(288, _PLOT + 3 * self._line() + 3 * theme.STEP)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def _line(self) -> int:
        return QFontMetrics(theme.small_font(self.font())).height()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._curves:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.small_font(self.font()))
        width = (self.width() - _GAP * (len(self._curves) - 1)) / len(self._curves)
        for number, curves in enumerate(self._curves):
            left = number * (width + _GAP)
            painter.setPen(QColor(theme.current().muted))
            painter.drawText(QRectF(left, 0, width, self._line()), Qt.AlignmentFlag.AlignLeft, self._fitted(curves.title, width))
            self._paint_plot(painter, QRectF(left, self._line() + theme.STEP, width, _PLOT), curves)
        self._paint_legend(painter)
        painter.end()

    def _fitted(self, text: str, width: float) -> str:
        return QFontMetrics(theme.small_font(self.font())).elidedText(text, Qt.TextElideMode.ElideRight, int(width))

    def _paint_plot(self, painter: QPainter, area: QRectF, curves: Curves) -> None:
        tokens = theme.current()
        painter.setPen(QColor(tokens.border))
        for share in (0.0, 0.5):
            y = area.top() + share * area.height()
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(QColor(tokens.border_strong))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        for number, values in ((_MOVED, curves.of_moved), (_MAP, curves.of_map)):
            points = [
                QPointF(area.left() + share * area.width(), area.bottom() - value * area.height())
                for share, value in zip(curves.shares, values, strict=True)
            ]
            painter.setPen(curve_pen(number))
            painter.drawPolyline(QPolygonF(points))
        painter.setPen(QColor(tokens.muted))
        below = QRectF(area.left(), area.bottom() + 2, area.width(), self._line())
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, "0")
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, "100 %")

    def _paint_legend(self, painter: QPainter) -> None:
        top, left = self.height() - self._line(), 0.0
        for number, name in ((_MAP, self.tr("this map")), (_MOVED, self.tr("moved elsewhere"))):
            painter.setPen(curve_pen(number))
            painter.drawLine(QPointF(left, top + self._line() / 2), QPointF(left + _LINE, top + self._line() / 2))
            painter.setPen(QColor(theme.current().muted))
            width = painter.fontMetrics().horizontalAdvance(name)
            painter.drawText(QRectF(left + _LINE + 6, top, width + 2, self._line()), Qt.AlignmentFlag.AlignLeft, name)
            left += _LINE + 6 + width + 4 * theme.STEP


def _told(curves: Curves) -> str:
    of_map, of_moved = (percent_text(sum(values) / max(1, len(values))) for values in (curves.of_map, curves.of_moved))
    return f"{curves.title}: {of_map}, {of_moved}"
