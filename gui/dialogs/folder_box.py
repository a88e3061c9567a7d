"""Shows which classes the folders of pictures would make, and asks which folder counts where they lie within each other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from engine.operations.import_preview import Foreseen
from engine.transfer.folders import FIRST, LAST, PATH
from gui import theme
from gui.widgets.labels import MutedLabel
from gui.widgets.parts import grouped

_NAMES_SHOWN = 120  # characters


class FolderBox(QWidget):
    """`nested` is what `import_folders` takes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._foreseen: Foreseen | None = None
        self.classes = MutedLabel(self.tr("Looking into the folders …"))
        self.classes.setTextFormat(Qt.TextFormat.PlainText)
        self.box = QComboBox()
        for text, nested in (
            (self.tr("The upper folder is the class"), FIRST),
            (self.tr("The innermost folder is the class"), LAST),
            (self.tr("All folders together are the class"), PATH),
        ):
            self.box.addItem(text, nested)
        self.box.setAccessibleName(self.tr("Folders within folders"))
        self.box.hide()
        row = QHBoxLayout()
        row.addWidget(self.box)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * theme.STEP)
        layout.addWidget(self.classes)
        layout.addLayout(row)
        self.box.currentIndexChanged.connect(self._show)

    @property
    def nested(self) -> str:
        return str(self.box.currentData())

    def set_nested(self, nested: str) -> None:
        self.box.setCurrentIndex(self.box.findData(nested))

    def set_foreseen(self, foreseen: Foreseen) -> None:
        self._foreseen = foreseen
        self.box.setVisible(foreseen.classes.get(FIRST, ()) != foreseen.classes.get(LAST, ()))
        self._show()

    def _show(self) -> None:
        if self._foreseen is None:
            return
        names = self._foreseen.classes.get(self.nested, ())
        if not names:
            self.classes.setText(self.tr("There are no folders with pictures to name them."))
            return
        listed = ", ".join(names)
        if len(listed) > _NAMES_SHOWN:
            listed = listed[:_NAMES_SHOWN].rpartition(", ")[0] + " …"
        if not self._foreseen.complete:
            text = self.tr("At least {0} classes: {1}")
        else:
            text = self.tr("1 class: {1}") if len(names) == 1 else self.tr("{0} classes: {1}")
        self.classes.setText(text.format(grouped(len(names)), listed))
