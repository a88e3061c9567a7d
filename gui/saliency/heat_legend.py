"""The colours of a heatmap from little to much evidence."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme

_BAR, _GAP = 8, 8  # px: height of the bar, and what lies between it and the words


class HeatLegend(QWidget):
    """An empty track until it is `lit`: the colours come with numpy, which the first map brings into memory."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours: QImage | None = None
        self._low, self._high = self.tr("little"), self.tr("much")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Colours of the heatmap"))
        self.setAccessibleDescription(self.tr("From violet for little evidence to pale yellow for much"))

    def light(self, colours: QImage) -> None:
        """Show `colours`, of any size, from left to right."""
        self._colours = colours
        self.update()

    @property
    def lit(self) -> bool:
        return self._colours is not None

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.small_font(self.font()))
        words = metrics.horizontalAdvance(self._low) + metrics.horizontalAdvance(self._high)
        return QSize(words + 2 * _GAP + 60, max(16, metrics.height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setFont(theme.small_font(self.font()))
        metrics = painter.fontMetrics()
        left, right = metrics.horizontalAdvance(self._low) + _GAP, metrics.horizontalAdvance(self._high) + _GAP
        painter.setPen(QColor(theme.current().muted))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._low)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._high)
        bar = QRectF(left, (self.height() - _BAR) / 2, max(0, self.width() - left - right), _BAR)
        outline = QPainterPath()
        outline.addRoundedRect(bar, _BAR / 2, _BAR / 2)
        painter.fillPath(outline, QColor(theme.current().track))
        if self._colours is not None:
            painter.setClipPath(outline)
            painter.drawImage(bar, self._colours)
        painter.end()
