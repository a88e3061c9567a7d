"""The bar over the pictures: search, the filter as pills, and the menus of filters, order, headers and saved views.

All of them only edit the view of the sample model, whose text is the one and only filter.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from engine.views.arrange import GROUPS
from engine.views.query import STATES, Query, Term, dimension_of, with_term, without_term
from engine.views.view import View
from gui import icons, theme
from gui.filters.filter_chips import FilterChips
from gui.filters.filter_panel import FilterPanel
from gui.filters.filter_words import FilterWords, told
from gui.filters.order_menus import GroupMenu, SortMenu
from gui.filters.search_box import SearchBox
from gui.filters.suggestions import Suggestions
from gui.filters.view_keeper import ViewKeeper
from gui.filters.views_panel import ViewsPanel
from gui.models.sample_model import SampleModel
from gui.session import Session


class FilterBar(QWidget):
    """Fits into 48 px. With little room, pills go under "+2". The buttons look the same whatever the filter is; only where
    there would not be room for one condition beside them they lose their words.
    """

    left = Signal()  # the search line gives the keyboard back

    def __init__(self, session: Session, model: SampleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._words = FilterWords(self)
        self.keeper = ViewKeeper(session, model, self)
        self.search = SearchBox(Suggestions(model, self._words))
        self.chips = FilterChips(lambda term: self._words.term(term, self._name_of))
        self.sort_menu, self.group_menu = SortMenu(self._words, self), GroupMenu(self._words, self)
        self.filter_button = _button(self.tr("Filter"), "filter")
        self.sort_button = _button(self.tr("Sort"), "sort", self.sort_menu)
        self.group_button = _button(self.tr("Group"), "group", self.group_menu)
        self.views_button = _button(self.tr("Views"), "view")
        self.panel = FilterPanel(model, self._words, self)
        self.views_panel = ViewsPanel(self.keeper, self)
        self._arrange()
        self._connect()
        self._show_view()
        self._show_counts()

    @property
    def buttons(self) -> tuple[QToolButton, ...]:
        return (self.filter_button, self.sort_button, self.group_button, self.views_button)

    def _arrange(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3 * theme.STEP)
        row.addWidget(self.search)
        row.addWidget(self.chips, 1)
        tools = QHBoxLayout()
        tools.setSpacing(2)
        for tool in self.buttons:
            tools.addWidget(tool)
        row.addLayout(tools)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def _connect(self) -> None:
        model = self._model
        model.view_changed.connect(self._show_view)
        model.modelReset.connect(self._show_shown)
        model.counts_changed.connect(self._show_counts)
        self.search.edited.connect(self._on_typed)
        self.search.left.connect(self.left)
        self.chips.everything_wanted.connect(self.show_everything)
        self.chips.state_toggled.connect(self._toggle_state)
        self.chips.removed.connect(self._remove)
        self.filter_button.clicked.connect(lambda: self.panel.open_below(self.filter_button))
        self.views_button.clicked.connect(lambda: self.views_panel.open_below(self.views_button))
        for popup in (self.panel, self.views_panel):
            popup.opened.connect(self._mark_buttons)
            popup.closed.connect(self._mark_buttons)  # a click has checked the button, which is right only while the panel is open
        self.panel.query_changed.connect(self.show_query)
        self.views_panel.chosen.connect(model.set_view)
        self.sort_menu.chosen.connect(lambda sort, down: self._change(sort=sort, descending=down))
        self.group_menu.chosen.connect(lambda group: self._change(group=group))

    # ---- what pages ask for ----------------------------------------------------------------------------------

    def show_everything(self) -> None:
        """No filter, and no headers that leave out what occurs only once."""
        alone = GROUPS.get(self._model.view.group)
        self._change(text="", group=View.group if alone and alone.several else self._model.view.group)

    def show_only(self, key: str, value: str) -> None:
        """Show what fits one condition alone, such as the pictures of a class."""
        self.show_query(with_term(Query(), key, value))

    def show_query(self, query: Query) -> None:
        self._change(text=query.text())

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # ---- editing the view ------------------------------------------------------------------------------------

    def _change(self, **parts: object) -> None:
        self._model.set_view(replace(self._model.view, **parts))  # type: ignore[arg-type] # parts of a view

    def _on_typed(self, text: str) -> None:
        if text.split() != self._model.view.text.split():
            self._change(text=text.strip())

    def _toggle_state(self, word: str) -> None:
        """One state or none: nothing is both unlabelled and not sure."""
        query = self._model.query
        chosen = not any(term.key == "is" and not term.negated and word in term.values for term in query.terms)
        for each in STATES:
            query = without_term(query, "is", each)
        self.show_query(with_term(query, "is", word) if chosen else query)

    def _remove(self, term: Term) -> None:
        self.show_query(Query(tuple(each for each in self._model.query.terms if each != term)))

    # ---- showing ---------------------------------------------------------------------------------------------

    def _show_view(self) -> None:
        view = self._model.view
        self.search.show_text(view.text)
        self.sort_menu.show_view(view)
        self.group_menu.show_view(view)
        self.views_panel.show_view(view)
        self._mark_buttons()
        self._show_shown()

    def _mark_buttons(self) -> None:
        view = self._model.view
        self._mark(
            self.filter_button, self.panel.isVisible() or any(_in_panel(term) for term in self._model.query.conditions), self.tr("Filter")
        )
        order = self.tr("descending") if view.descending else self.tr("ascending")
        sorted_by = self.tr("Sorted by: {0}, {1}").format(self._words.sorts[view.sort], order)
        self._mark(self.sort_button, (view.sort, view.descending) != (View.sort, View.descending), sorted_by)
        self._mark(self.group_button, view.group != View.group, self.tr("Headers: {0}").format(self._words.groups[view.group]))
        self._mark(self.views_button, self.views_panel.isVisible(), self.tr("Saved views"))

    def _mark(self, tool: QToolButton, active: bool, tip: str) -> None:
        tool.setChecked(active)
        tool.setToolTip(tip)
        tool.setAccessibleDescription(tip)

    def _show_shown(self) -> None:
        grouping = GROUPS.get(self._model.view.group)
        self.chips.show_query(self._model.query, whole=not (grouping and grouping.several))
        self.chips.show_shown(self._model.rowCount() if self._model.query.conditions else None)
        self.search.show_problems([told(problem) for problem in self._model.problems()])

    def _show_counts(self) -> None:
        self.chips.show_counts(self._model.counts)
        self._fit()  # the pill that is always there may be wider now

    def _name_of(self, sample_id: int) -> str:
        sample = self._model.context.samples.get(sample_id)
        return sample.name if sample else str(sample_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Whether the buttons have words does not hang on the filter: buttons that move under the hand are missed."""
        spacing = 3 * theme.STEP
        words = sum(_width_with_words(tool) + 2 for tool in self.buttons)
        room = self.width() - self.search.minimumWidth() - self.chips.room_wanted() - 2 * spacing
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if words <= room else Qt.ToolButtonStyle.ToolButtonIconOnly
        if self.filter_button.toolButtonStyle() != style:
            for tool in self.buttons:
                tool.setToolButtonStyle(style)
            self._row.activate()  # else they would be cut off for a moment


def _button(text: str, icon: str, menu: QMenu | None = None) -> QToolButton:
    tool = QToolButton()
    tool.setText(text)
    tool.setIcon(icons.icon(icon))
    tool.setIconSize(QSize(16, 16))
    tool.setAccessibleName(text)
    tool.setCheckable(True)
    tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if menu is not None:
        tool.setMenu(menu)
        tool.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return tool


def _width_with_words(tool: QToolButton) -> int:
    """Asked without changing the button, which would lay the bar out anew each time."""
    arrow = 20 if tool.menu() else 8
    return tool.fontMetrics().horizontalAdvance(tool.text()) + tool.iconSize().width() + 4 + 8 + arrow + 2


def _in_panel(term: Term) -> bool:
    return bool(term.key) and not (term.key == "is" and dimension_of("is", term.values[0]) == "state")
