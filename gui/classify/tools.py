"""The small buttons of the bar: filter, order, headers, and heatmaps on all cards."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from gui import icons
from gui.classify.arranger import Arranger
from gui.classify.filter_popup import AnswerFilter
from gui.classify.order_menus import AnswerGroupMenu, AnswerSortMenu
from gui.widgets.parts import give_keys


class AnswerTools(QWidget):
    """Edits the arrangement; marks a button whose part of it is in use."""

    heatmaps_toggled = Signal(bool)

    def __init__(self, arranger: Arranger, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._arranger = arranger
        self.sort_menu, self.group_menu = AnswerSortMenu(arranger, self), AnswerGroupMenu(arranger, self)
        self.filter = AnswerFilter(arranger, self)
        self.filter_button = _tool(self.tr("Filter"), "filter")
        self.sort_button = _tool(self.tr("Sort"), "sort", self.sort_menu)
        self.group_button = _tool(self.tr("Headers"), "group", self.group_menu)
        self.heat_button = _tool(self.tr("Heatmaps on all cards"), "heat")
        give_keys(self.filter_button, "Ctrl+F", self.tr("Filter"))
        for each in (self.filter_button, self.heat_button):
            each.setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for each in self.buttons:
            row.addWidget(each)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.filter_button.clicked.connect(lambda: self.filter.open_below(self.filter_button))
        self.filter.closed.connect(self.refresh)
        self.heat_button.toggled.connect(self.heatmaps_toggled)
        arranger.changed.connect(self.refresh)
        self.refresh()

    @property
    def buttons(self) -> tuple[QToolButton, ...]:
        return (self.filter_button, self.sort_button, self.group_button, self.heat_button)

    def refresh(self) -> None:
        wish = self._arranger.wish
        for each in self.buttons:
            each.setEnabled(wish is not None)
        filters = wish is not None and (
            bool(wish.text)
            or any(getattr(wish.wanted, name) is not None for name in ("confidence", "margin", "novelty", "modified", "folders", "judged"))
        )
        self.filter_button.setChecked(filters)
        self.sort_button.setToolTip(f"{self.tr('Sort')}: {self.sort_menu.text()}")


def _tool(name: str, icon: str, menu: QMenu | None = None) -> QToolButton:
    made = QToolButton()
    made.setIcon(icons.icon(icon))
    made.setIconSize(QSize(18, 18))
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if menu is not None:
        made.setMenu(menu)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return made
