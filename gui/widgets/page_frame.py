"""The frame that all pages share: a top bar of 48 px, the middle, and an inspector of 320 px on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QFont
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from gui import theme
from gui.widgets.parts import SectionLabel

TOP_BAR_HEIGHT = 48
INSPECTOR_WIDTH = 320


class PageFrame(QWidget):
    """Subclasses fill `bar` (a row), `set_middle` and `inspect`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._leader: QWidget | None = None
        self.title = QLabel()
        self.title.setFont(theme.scaled_font(self.font(), 14 / 13, QFont.Weight.DemiBold))
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(16, 0, 16, 0)
        self.bar.setSpacing(12)
        self.bar.addWidget(self.title)
        top = TopBar()
        top.setLayout(self.bar)
        self.middle = QStackedWidget()
        self._inspector = QVBoxLayout()
        self._inspector.setContentsMargins(16, 12, 16, 16)
        self._inspector.setSpacing(8)
        self.inspector = Inspector(self._inspector)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(top, 0, 0, 1, 2)
        layout.addWidget(self.middle, 1, 0, 2, 1)
        layout.addWidget(self.inspector, 1, 1)
        layout.setColumnStretch(0, 1)
        layout.setRowStretch(1, 1)

    def lead_keys_to(self, leader: QWidget) -> None:
        """`leader`, in the middle, has the keys when the page is shown. A focus proxy would also catch Tab, which never came to the bar."""
        self._leader = leader

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        offers = [each for each in self.middle.findChildren(QPushButton) if each.isVisible()]
        if self._leader is not None and self._leader.isVisible():
            self._leader.setFocus(event.reason())
        elif offers:  # of an empty page
            offers[0].setFocus(event.reason())

    def inspect(self, heading: str, *widgets: QWidget, stretch: int = 0) -> SectionLabel:
        """Add a section to the inspector."""
        label = SectionLabel(heading)
        self._inspector.addWidget(label)
        for widget in widgets:
            self._inspector.addWidget(widget, stretch)
        self._inspector.addSpacing(8)
        return label

    def end_inspector(self) -> None:
        """Push the sections to the top."""
        self._inspector.addStretch(1)

    def keep_in_sight(self, *widgets: QWidget) -> QWidget:
        """Put `widgets` below the inspector, where they stay however low the window is; returns what holds them."""
        foot = InspectorFoot()
        column = QVBoxLayout(foot)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for widget in widgets:
            column.addWidget(widget)
        frame = self.layout()
        assert isinstance(frame, QGridLayout)
        frame.addWidget(foot, 2, 1)
        return foot


class TopBar(QFrame):
    """Name of the project, filters, and the buttons of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(TOP_BAR_HEIGHT)


class InspectorFoot(QFrame):
    """What is always at hand below the inspector."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(INSPECTOR_WIDTH)


class Inspector(QScrollArea):
    """Facts and choices on the right; scrolls where the window is low."""

    def __init__(self, layout: QVBoxLayout) -> None:
        super().__init__()
        content = QWidget()
        content.setObjectName("contents")
        content.setLayout(layout)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the keys, and scrolls into sight
        self.setFixedWidth(INSPECTOR_WIDTH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
