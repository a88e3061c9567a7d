"""The answer for one picture: up to five classes with their probabilities."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.gallery.bar_row import paint_row, percent_text, row_style
from gui.models.cell import Bar

MOST_ROWS = 5


class ConfidenceBars(QWidget):
    """Keeps its height for `rows` lines, so that pictures with fewer classes do not make the page jump."""

    def __init__(self, parent: QWidget | None = None, rows: int = 0) -> None:
        super().__init__(parent)
        self._rows = min(rows, MOST_ROWS)
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Probabilities"))

    @property
    def bars(self) -> tuple[Bar, ...]:
        return self._bars

    def height_of(self, rows: int) -> int:
        """px of so many lines; there are at most five."""
        return min(rows, MOST_ROWS) * self._row_height()

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show the first five of `bars`."""
        height = self.sizeHint().height()
        self._bars = tuple(bars[:MOST_ROWS])
        self.setAccessibleDescription(", ".join(f"{bar.name} {percent_text(bar.probability)}" for bar in self._bars))
        if self.sizeHint().height() != height:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, self.height_of(max(self._rows, len(self._bars))))

    def minimumSizeHint(self) -> QSize:
        return QSize(96, self.sizeHint().height())

    def _row_height(self) -> int:
        return QFontMetrics(theme.small_font(self.font())).height() + 5

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = theme.small_font(self.font())
        painter.setFont(font)
        style, height, key = row_style(self.width(), font, name_share=0.3), self._row_height(), font.toString()
        for number, bar in enumerate(self._bars):
            paint_row(painter, QRect(0, number * height, self.width(), height), bar, style, key, theme.current())
        painter.end()
