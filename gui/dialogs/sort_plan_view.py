"""What a dry run found: how many pictures go into which folders, what room they need, and what stays where it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from engine.operations.sorting import SortPlan
from gui import theme
from gui.dialogs.sort_words import obstacle_text, plan_lines, problem_lines
from gui.quantities import size_text
from gui.widgets.framed import framed
from gui.widgets.labels import SectionLabel
from gui.widgets.parts import grouped
from gui.widgets.table import TextTable

_MOST_FOLDERS, _MOST_PROBLEMS = 500, 20  # that are listed
_LEAST_HEIGHT = 132  # px of the table


class SortPlanView(QWidget):
    """`show_plan` it; None asks for a dry run."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = QLabel()
        self.obstacle = QLabel()
        self.problems = QLabel()
        for label in (self.facts, self.obstacle, self.problems):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.obstacle.setProperty("kind", "danger")
        self.problems.setProperty("kind", "muted")
        heads = [self.tr("Folder"), self.tr("Pictures"), self.tr("Size")]
        self.table = TextTable(self.tr("Folders"), heads, right={1, 2})
        self.table.setMinimumHeight(_LEAST_HEIGHT)
        self._card = framed(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.STEP)
        column.addWidget(SectionLabel(self.tr("Dry run")))
        column.addWidget(self.facts)
        column.addWidget(self.obstacle)
        column.addWidget(self._card, 1)
        column.addWidget(self.problems)
        column.addStretch()

    def show_plan(self, plan: SortPlan | None) -> None:
        self._card.setVisible(plan is not None and bool(plan.folders))
        self.obstacle.setVisible(plan is not None and not plan.fits)
        self.problems.setVisible(plan is not None and bool(plan.problems))
        if plan is None:
            self.facts.setText(self.tr("Check first what would happen. No file is touched by that."))
        else:
            self.facts.setText("\n".join(plan_lines(plan)))
            self.obstacle.setText(obstacle_text(plan))
            self.problems.setText("\n".join(problem_lines(plan.problems, _MOST_PROBLEMS)))
            rows = [(each.name or "./", grouped(each.pictures), size_text(each.bytes)) for each in plan.folders[:_MOST_FOLDERS]]
            self.table.set_rows(rows)
        self.facts.setProperty("kind", "muted" if plan is None else "")
        self.facts.style().unpolish(self.facts)
        self.facts.style().polish(self.facts)
