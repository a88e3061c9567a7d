"""How the window is laid out: the rail at the left, the pages, notices below them, the task bar at the foot."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from gui import icons
from gui.widgets.rail import Rail


def framed(rail: Rail, pages: QWidget, notice: QWidget, foot: QWidget) -> QWidget:
    """The contents of the window."""
    below = QVBoxLayout()
    below.setContentsMargins(12, 0, 12, 0)
    below.addWidget(notice)
    right = QVBoxLayout()
    right.setSpacing(0)
    right.addWidget(pages, 1)
    right.addLayout(below)
    upper = QHBoxLayout()
    upper.setSpacing(0)
    upper.addWidget(rail)
    upper.addLayout(right, 1)
    holder = QWidget()
    whole = QVBoxLayout(holder)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addLayout(upper, 1)
    whole.addWidget(foot)
    return holder


def fill_rail(rail: Rail, steps: Iterable[QAction], menu: QMenu) -> None:
    """Undo, redo and the menu below the four pages."""
    for action in steps:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setAccessibleName(action.text())
        rail.add_at_bottom(button)
    name = QCoreApplication.translate("MainWindow", "Menu")
    more = QToolButton()
    more.setObjectName("menu")
    more.setIcon(icons.icon("more"))
    more.setToolTip(name)
    more.setAccessibleName(name)
    more.setMenu(menu)
    more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    rail.add_at_bottom(more)


def fitting(wanted: QSize) -> QSize:
    """`wanted`, or what the screen has room for beside its panels and the frame of the window."""
    return wanted.boundedTo(QGuiApplication.primaryScreen().availableSize() - QSize(16, 48))
