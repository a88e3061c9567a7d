"""A box to choose from whose list is as wide as its longest line, however narrow the box itself is."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QStyle

_PADDING = 36  # px; of a line and of the list's frame


class ChoiceBox(QComboBox):
    """Shows all its lines at once, up to `_MOST`."""

    _MOST = 16

    def showPopup(self) -> None:
        view, metrics = self.view(), self.fontMetrics()
        widest = max((metrics.horizontalAdvance(self.itemText(row)) for row in range(self.count())), default=0)
        scrolls = self.count() > self._MOST
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self) if scrolls else 0
        view.setMinimumWidth(widest + _PADDING + bar)
        self.setMaxVisibleItems(self._MOST)
        super().showPopup()
