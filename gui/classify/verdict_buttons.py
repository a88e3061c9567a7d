"""The buttons that judge what is in hand, and how many pictures they mean."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui import theme
from gui.widgets.flow import FlowLayout
from gui.widgets.parts import SectionLabel, button


class VerdictButtons(QWidget):
    """`set_count` says how many pictures are in hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = SectionLabel()
        self.accept = button(self.tr("Correct ⏎"), "primary")
        self.accept.setToolTip(self.tr("What the first line of the card says is right"))
        self.pick = button(self.tr("It is … L"))
        self.unknown = button(self.tr("Unknown U"))
        self.new_class = button(self.tr("New class from these …"), "quiet", "add")
        self._buttons = (self.accept, self.pick, self.unknown, self.new_class)
        holder = QWidget()
        row = FlowLayout(2 * theme.STEP, holder)  # large text or long words take a second line
        for each in self._buttons:
            row.addWidget(each)
        self.new_class.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.STEP)
        column.addWidget(self.head)
        column.addWidget(holder)

    def set_count(self, count: int) -> None:
        self.head.setText(self.tr("{0} selected").format(count))
        self.head.setVisible(count > 1)
        for each in self._buttons:
            each.setEnabled(bool(count))

    def allow_accepting(self, allowed: bool) -> None:
        """Whether there is an answer that may be right."""
        self.accept.setEnabled(allowed)
