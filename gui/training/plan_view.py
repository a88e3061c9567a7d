"""What was decided for a run and why, and what the user should know of it, as a list to read; the reasons fold into one line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from engine.classifier.recipe import Recipe
from engine.classifier.values import Notice, Plan, Reason
from engine.errors import Sentence
from engine.fields import options
from gui import icons, theme
from gui.recipes.words import value_words
from gui.text import of_engine
from gui.training.run_words import run_words
from gui.widgets.glyph import Glyph
from gui.widgets.labels import MutedLabel
from gui.widgets.parts import Card

_MOST_NOTICES = 12
_COLUMN = 300  # px


class PlanView(QWidget):
    """One entry a reason: the setting, what it was set to, and the sentence that says why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices: list[Sentence] = []
        self._entries: list[QWidget] = []
        self._notice_count = 0
        self._plan = Plan(Recipe())
        self._columns = 1
        self._open = True
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(2 * theme.STEP, theme.STEP, 0, theme.STEP)
        self._grid.setHorizontalSpacing(6 * theme.STEP)
        self._grid.setVerticalSpacing(3 * theme.STEP)

    def clear(self) -> None:
        self._notices, self._plan = [], Plan(Recipe())
        self._show()

    def set_open(self, open_: bool) -> None:
        """Whether the reasons are shown; notices are always."""
        self._open = open_
        self._fold()

    def show_plan(self, plan: Plan) -> None:
        self._plan = plan
        self._show()

    def add_notice(self, notice: Notice) -> None:
        if notice.text not in self._notices:
            self._notices = [*self._notices, notice.text][-_MOST_NOTICES:]
            self._show()

    def lines(self) -> list[str]:
        """Each entry as one line of text."""
        return [*map(run_words, self._notices), *(f"{_setting(reason)} {run_words(reason.text)}" for reason in self._plan.reasons)]

    def _show(self) -> None:
        for old in self._entries:
            self._grid.removeWidget(old)
            old.setParent(None)
            old.deleteLater()
        noticed = [_noticed(run_words(notice)) for notice in reversed(self._notices)]
        self._notice_count = len(noticed)
        self._entries = [*noticed, *(_reasoned(_setting(reason), run_words(reason.text)) for reason in self._plan.reasons)]
        self._place()
        self._fold()

    def _fold(self) -> None:
        for number, entry in enumerate(self._entries):
            entry.setVisible(self._open or number < self._notice_count)
        self.setVisible(any(not entry.isHidden() for entry in self._entries))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns of reasons as there is room for."""
        super().resizeEvent(event)
        columns = max(1, min(3, self.width() // _COLUMN))
        if columns != self._columns:
            self._columns = columns
            self._place()

    def _place(self) -> None:
        top = self._notice_count
        for number, entry in enumerate(self._entries):
            if number < top:
                self._grid.addWidget(entry, number, 0, 1, self._columns)
            else:
                row, column = divmod(number - top, self._columns)
                self._grid.addWidget(entry, top + row, column, Qt.AlignmentFlag.AlignTop)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)


class PlanCard(Card):
    """Folded until somebody opens it; how it was left stays for the runs that follow. Hidden while there is nothing in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.plan = PlanView()
        self.head = QPushButton()
        self.head.setProperty("kind", "row")
        self.head.setCheckable(True)
        self.head.toggled.connect(self._on_toggled)
        self.body.setContentsMargins(2 * theme.STEP, 2 * theme.STEP, 4 * theme.STEP, 2 * theme.STEP)
        self.body.setSpacing(0)
        self.body.addWidget(self.head)
        self.body.addWidget(self.plan)
        self.body.addStretch(1)
        self._on_toggled(False)
        self.clear()

    def clear(self) -> None:
        self.plan.clear()
        self.head.hide()
        self.hide()

    def show_plan(self, plan: Plan) -> None:
        count = len(plan.reasons)
        self.head.setText(self.tr("Plan: {0} decisions, with their reasons").format(count))
        self.head.setVisible(count > 0)
        self.plan.show_plan(plan)
        self.setVisible(count > 0 or not self.isHidden())

    def add_notice(self, notice: Notice) -> None:
        self.plan.add_notice(notice)
        self.show()

    def _on_toggled(self, open_: bool) -> None:
        self.head.setIcon(icons.icon("down" if open_ else "right"))
        self.plan.set_open(open_)


def _setting(reason: Reason) -> str:
    option = next((each for each in options(Recipe) if each.name == reason.field), None)
    if option is None:
        return f"{reason.field}: {reason.value}"
    return f"{of_engine('recipe', option.label)}: {value_words(option, reason.value)}"


def _reasoned(setting: str, why: str) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    head = QLabel(setting)
    head.setFont(theme.scaled_font(head.font(), 1.0, QFont.Weight.DemiBold))
    for label in (head, MutedLabel(why)):
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(label)
    return holder


def _noticed(text: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2 * theme.STEP)
    words = QLabel(text)
    words.setWordWrap(True)
    words.setTextFormat(Qt.TextFormat.PlainText)
    row.addWidget(Glyph("warning", 18, "warning"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return holder
