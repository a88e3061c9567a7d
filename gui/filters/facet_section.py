"""One dimension in the filter panel: its head, a line to search long lists, and the values with their counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from gui.filters.choice_rows import ROW_HEIGHT, Choice, ChoiceList, ChoiceModel
from gui.widgets.labels import SectionLabel

_SPACE = 4  # px
_MANY = 10  # values, from which on one may search among them


class FacetSection(QWidget):
    """Shows itself when there is something to choose between."""

    toggled = Signal(object, bool)  # Choice, whether it is to be ruled out

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Choice] = ()
        self._model = ChoiceModel()
        self.list = ChoiceList(self._model)
        self.list.setAccessibleName(title)
        self.list.toggled.connect(self.toggled)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search in {0}").format(title))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_SPACE)
        self._head = SectionLabel(title)
        parts: tuple[QWidget, ...] = (self._head, self.search, self.list)
        for part in parts:
            column.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_rows(())

    def show_rows(self, rows: Sequence[Choice]) -> None:
        self._rows = rows
        self.search.setVisible(len(rows) > _MANY)
        self.setVisible(len(rows) > 1 or any(each.ticked is not None for each in rows))
        self._narrow()

    @property
    def rows(self) -> int:
        """How many lines there are to show."""
        return len(self._rows)

    def height_with(self, rows: int) -> int:
        """The height in px of the section with so many lines in sight."""
        heads = [self._head] if self.search.isHidden() else [self._head, self.search]
        return sum(part.sizeHint().height() + _SPACE for part in heads) + rows * ROW_HEIGHT

    def set_room(self, rows: int) -> None:
        """So many lines are in sight; the others are scrolled to."""
        self.list.setFixedHeight(rows * ROW_HEIGHT)

    def forget_search(self) -> None:
        self.search.clear()

    def _narrow(self) -> None:
        text = self.search.text().casefold()
        self._model.show_rows([each for each in self._rows if text in each.text.casefold() or each.ticked is not None])
