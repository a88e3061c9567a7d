"""Two recipes side by side: only the settings in which they differ, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QVBoxLayout, QWidget

from engine.classifier.recipe import Recipe
from gui import theme
from gui.recipes.rows import row_of
from gui.recipes.words import Difference, differing
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.framed import framed
from gui.widgets.labels import MutedLabel, SectionLabel
from gui.widgets.table import TextTable

_NO_EFFECT = "–"
_PRESENT = ""  # the name of the present recipe in the box


class RecipeComparison(QWidget):
    """Holds a saved recipe against `current`, or against another saved one that is chosen in the box."""

    def __init__(self, current: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = current
        self._name = ""
        self._recipes: Mapping[str, Recipe] = {}
        self.other = ChoiceBox()
        self.other.setAccessibleName(self.tr("Compared with"))
        self.table = TextTable(self.tr("Differences"), [self.tr("Setting"), "", ""], right=(), wide=0)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setWordWrap(False)
        for column in (1, 2):
            self.table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self._card = framed(self.table)
        self.remark = MutedLabel()
        self.remark.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * theme.STEP)
        layout.addLayout(row_of(SectionLabel(self.tr("Compared with")), None, self.other))
        layout.addWidget(self._card, 1)
        layout.addWidget(self.remark, 1)
        self.other.currentIndexChanged.connect(self._compare)

    def show_recipe(self, name: str, recipes: Mapping[str, Recipe]) -> None:
        """Compare that of `recipes` which is called `name`; "" compares none."""
        kept = self.other.currentData()
        self._name, self._recipes = name, recipes
        self.other.blockSignals(True)
        self.other.clear()
        self.other.addItem(self.tr("Present recipe"), _PRESENT)
        for each in sorted(recipes, key=str.casefold):
            if each != name:
                self.other.addItem(each, each)
        self.other.setCurrentIndex(max(0, self.other.findData(kept)))
        self.other.setEnabled(bool(name))
        self.other.blockSignals(False)
        self._compare()

    def _compare(self) -> None:
        other = self._recipes.get(self.other.currentData(), self._current)
        found = differing(self._recipes[self._name], other) if self._name else []
        self.table.setHorizontalHeaderLabels([self.tr("Setting"), self._name, self.other.currentText()])
        self._fill(found)
        self._card.setVisible(bool(found))
        self.remark.setText(self._about_sameness())
        self.remark.setVisible(not found)

    def _about_sameness(self) -> str:
        if not self._name:
            return self.tr("Choose a saved recipe to see how it differs from the present one.")
        return self.tr("The two are alike: they lead to the same training.")

    def _fill(self, found: Sequence[Difference]) -> None:
        self.table.set_rows([(each.label, each.one or _NO_EFFECT, each.other or _NO_EFFECT) for each in found])
        for row, each in enumerate(found):
            self._tell(row, 0, f"{each.section} · {each.label}" if each.section else each.label)
            for column, text in ((1, each.one), (2, each.other)):
                if not text:
                    self._tell(row, column, self.tr("This setting has no effect in this recipe."), theme.current().muted)

    def _tell(self, row: int, column: int, tip: str, colour: str = "") -> None:
        item = self.table.item(row, column)
        if item is not None:
            item.setToolTip(tip)
            if colour:
                item.setForeground(QBrush(QColor(colour)))
