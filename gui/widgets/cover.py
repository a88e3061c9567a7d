"""A view that lies over its whole page for a while: a line at the top, the classes at the bottom, and what it shows between them.

It keeps the focus, and leaves every key that it does not use itself to the page.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from gui import icons, theme
from gui.classes.class_strip import ClassStrip
from gui.widgets.labels import MutedLabel

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


class Cover(QWidget):
    """Subclasses fill `middle`."""

    closed = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.page = page
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.place, self.title = MutedLabel(), QLabel()
        self.place.setWordWrap(False)
        self.title.setFont(theme.scaled_font(self.font(), 14 / 13, QFont.Weight.DemiBold))
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setMinimumWidth(1)  # a long name gives way instead of widening the window
        self.close_button = QToolButton()
        self.close_button.setIcon(icons.icon("close"))
        self.close_button.setToolTip(self.tr("Back to the grid (Esc)"))
        self.close_button.setAccessibleName(self.tr("Back to the grid"))
        self.close_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.close_button.clicked.connect(self.leave)
        self.strip = ClassStrip()
        self.bar, self.middle = QHBoxLayout(), QHBoxLayout()
        self._arrange()
        self.hide()

    def _arrange(self) -> None:
        self.bar.setSpacing(12)
        self.bar.addWidget(self.title)
        self.bar.addWidget(self.place)
        self.bar.addStretch(1)
        self.bar.addWidget(self.close_button)
        self.middle.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(10)
        column.addLayout(self.bar)
        column.addLayout(self.middle, 1)
        column.addWidget(self.strip)

    def leave(self) -> None:
        if self.isVisibleTo(self.page):
            self.hide()
            self.closed.emit()

    def focusNextPrevChild(self, next: bool) -> bool:
        """What lies below is not to be reached by Tab; but when this hides, Qt must find another place for the focus."""
        if not self.isVisible():
            return super().focusNextPrevChild(next)
        self.tabbed()
        return True

    def tabbed(self) -> None:
        """Tab was pressed."""


class Covers(QObject):
    """At most one cover at a time lies over `page`, a grid of two rows and columns; what it hides comes back with the focus."""

    changed = Signal()

    def __init__(self, page: QWidget, *covers: Cover) -> None:
        super().__init__(page)
        self._covers = covers
        self._page = page
        layout = page.layout()
        assert isinstance(layout, QGridLayout)
        self._grid = layout
        self._uncovered = [widget for widget in page.findChildren(QWidget, options=_DIRECT) if layout.indexOf(widget) >= 0]
        for cover in covers:
            layout.addWidget(cover, 0, 0, 2, 2)
            cover.closed.connect(self._on_closed)

    @property
    def current(self) -> Cover | None:
        return next((cover for cover in self._covers if cover.isVisibleTo(self._page)), None)

    def make_way(self, cover: Cover) -> None:
        """Call it before `cover` opens, so that nothing below can be reached or is painted."""
        self._page.setFocusProxy(cover)
        for widget in self._uncovered:
            widget.hide()

    def _on_closed(self) -> None:
        for widget in self._uncovered:
            widget.show()
        self._page.setFocusProxy(None)  # type: ignore[arg-type]
        self._grid.activate()  # the window may have been resized meanwhile
        self._page.setFocus()
        self.changed.emit()
