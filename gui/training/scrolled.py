"""The middle of the Train page: what runs stays in sight at the top, everything else scrolls below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

_MARGIN, _TOP, _SPACE, _SCROLL_BAR = 16, 14, 12, 12  # px
_SETTLED_MS = 50  # layouts within layouts are done by then


class Scrolled(QWidget):
    """`head` can be hidden; the scroll bar shows only when needed, but cards keep their width beside it."""

    def __init__(self, head: QWidget, parts: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        content = QWidget()
        content.setObjectName("contents")
        column = QVBoxLayout(content)
        column.setContentsMargins(_MARGIN, _TOP, _MARGIN - _SCROLL_BAR, _MARGIN)
        column.setSpacing(_SPACE)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidget(content)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._top = QWidget()
        top = QVBoxLayout(self._top)
        top.setContentsMargins(_MARGIN, _TOP, _MARGIN, 0)
        top.addWidget(head)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._top)
        rows.addWidget(self.area, 1)

    def show_head(self, shown: bool) -> None:
        self._top.setVisible(shown)

    def hold(self, part: QWidget, act: Callable[[], object]) -> None:
        """Do what changes the heights above `part`, which stays where it is on the screen if there is enough to scroll."""
        before = part.mapTo(self.area.viewport(), QPoint()).y()
        act()

        def scroll_back() -> None:
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.value() + part.mapTo(self.area.viewport(), QPoint()).y() - before)

        QTimer.singleShot(_SETTLED_MS, self, scroll_back)

    def to_top(self) -> None:
        self.area.verticalScrollBar().setValue(0)
