"""What narrows the catalogue of architectures: words, family, size, licence, and whether their weights are here."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLayout, QLineEdit, QVBoxLayout, QWidget

from engine.classifier.architectures.catalogue import catalogue
from gui.models.architecture_model import ArchitectureFilter
from gui.recipes.rows import row_of
from gui.training.wide_row import WideRow
from gui.widgets.choice_box import ChoiceBox

_FIND, _ABREAST = 240, 920  # px: the least of the search line, and of the whole line
_SIZES = (5, 10, 30, 100, 300)  # millions of parameters


class ArchitectureFilters(QWidget):
    """A line with `find`, the search line, at its beginning."""

    changed = Signal(object)  # ArchitectureFilter

    def __init__(self, find: QLineEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self.family = ChoiceBox()
        self.family.setAccessibleName(self.tr("Family"))
        self.family.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.family.setMinimumContentsLength(10)
        self.family.addItem(self.tr("All families"), "")
        for name in sorted({row.family for row in catalogue() if row.family}, key=str.casefold):
            self.family.addItem(name, name)
        self.most = ChoiceBox()
        self.most.setAccessibleName(self.tr("Parameters"))
        self.most.addItem(self.tr("Any size"), None)
        for most in _SIZES:
            self.most.addItem(self.tr("At most {0} M").format(most), float(most))
        self.commercial = QCheckBox(self.tr("Commercial use allowed"))
        self.commercial.setToolTip(self.tr("Only weights whose licence allows it without further conditions"))
        self.here = QCheckBox(self.tr("On this machine"))
        self.here.setToolTip(self.tr("Only architectures whose weights are here already"))
        find.setMinimumWidth(_FIND)
        row = WideRow(_ABREAST)
        row.add(_beside(row_of(find, self.family, self.most, stretch=find)), 1)
        row.add(_beside(row_of(self.commercial, self.here, None)), 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(row)
        for signal in (find.textChanged, self.family.currentIndexChanged, self.most.currentIndexChanged):
            signal.connect(self._on_changed)
        for tick in (self.commercial, self.here):
            tick.toggled.connect(self._on_changed)

    def value(self) -> ArchitectureFilter:
        family, most = str(self.family.currentData()), self.most.currentData()
        return ArchitectureFilter(self._find.text(), family, most, self.commercial.isChecked(), self.here.isChecked())

    def clear(self) -> None:
        """Show everything again."""
        self._find.clear()
        for box in (self.family, self.most):
            box.setCurrentIndex(0)
        for tick in (self.commercial, self.here):
            tick.setChecked(False)

    def _on_changed(self) -> None:
        self.changed.emit(self.value())


def _beside(row: QLayout) -> QWidget:
    holder = QWidget()
    row.setContentsMargins(0, 0, 0, 0)
    holder.setLayout(row)
    return holder
