"""Which architecture is trained: a short list to choose from, any timm name to type, and the whole catalogue behind a button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from engine.classifier.architectures.catalogue import known, recommended, weights_of
from engine.classifier.recipe import RECOMMENDED
from gui import theme
from gui.text import of_engine
from gui.widgets.parts import MutedLabel, button


class NetworkBox(QWidget):
    """`name()` is never empty once something was shown."""

    edited = Signal()
    choose_wanted = Signal()  # the catalogue

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QComboBox()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        keep_narrow(self.box)
        self.box.setAccessibleName(self.tr("Architecture"))
        for each in recommended():
            self.box.addItem(each.name)
            self.box.setItemData(self.box.count() - 1, of_engine("architectures", each.note), Qt.ItemDataRole.ToolTipRole)
        self.choose_button = button(self.tr("Choose …"))
        self.choose_button.setToolTip(self.tr("Search all architectures by family, size, speed and licence."))
        self.note = MutedLabel()
        row = QHBoxLayout()
        row.setSpacing(2 * theme.STEP)
        row.addWidget(self.choose_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.box)
        column.addWidget(self.note)
        column.addLayout(row)
        self.set_name("")
        self.box.currentTextChanged.connect(self._on_changed)
        self.choose_button.clicked.connect(self.choose_wanted)

    def name(self) -> str:
        return self.box.currentText().strip()

    def set_name(self, name: str) -> None:
        """ "" shows the recommended one."""
        self.box.blockSignals(True)
        self.box.setCurrentText(name or RECOMMENDED)
        self.box.blockSignals(False)
        line = self.box.lineEdit()
        assert line is not None
        line.setCursorPosition(0)  # the family stands at the beginning
        self._describe()

    def _on_changed(self) -> None:
        self._describe()
        self.edited.emit()

    def _describe(self) -> None:
        row = known(self.name())
        if row is None:
            self.note.setText(self.tr("Nothing is known of it here. Any timm name will do."))
            return
        weights = weights_of(self.name())
        size = (weights.input_size if weights else None) or row.input_size
        facts = [self.tr("{0} M parameters").format(f"{row.parameters:.3g}")] if row.parameters else []
        facts += [self.tr("{0} px").format(size)] if size else []
        self.note.setText("\n".join(part for part in (of_engine("architectures", row.note), " · ".join(facts)) if part))


def keep_narrow(box: QComboBox) -> None:
    """As wide as there is room, not as its longest entry."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
