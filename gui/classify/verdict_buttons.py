"""The buttons that judge what is in hand, and how many pictures they mean."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui import theme
from gui.widgets.flow import FlowLayout
from gui.widgets.parts import SectionLabel, button


class VerdictButtons(QWidget):
    """`set_count` says how many pictures are in hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = SectionLabel()
        self._accepts = (self.tr("Correct ⏎"), self.tr("Unknown ⏎"))
        self.accept = button(self._accepts[0], "primary")
        self.accept.setToolTip(self.tr("What the first line of the card says is right"))
        self.pick = button(self.tr("It is … L"))
        self.pick.setToolTip(self.tr("Another class, by typing; the key of a class names it at once"))
        self.unknown = button(self.tr("Unknown U"))
        self.unknown.setToolTip(self.tr("It belongs to no class"))
        self.new_class = button(self.tr("New class from these …"), "quiet", "add")
        self._buttons = (self.accept, self.pick, self.unknown, self.new_class)
        holder = QWidget()
        row = FlowLayout(2 * theme.STEP, holder)  # large text or long words take a second line
        for each in self._buttons:
            row.addWidget(each)
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys to the grid
        self.new_class.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.STEP)
        column.addWidget(self.head)
        column.addWidget(holder)

    def showEvent(self, event: QShowEvent) -> None:
        """Whatever accepting means, the buttons beside it do not move under the hand."""
        super().showEvent(event)
        shown, widths = self.accept.text(), []
        for text in self._accepts:
            self.accept.setText(text)
            widths.append(self.accept.sizeHint().width())
        self.accept.setText(shown)
        self.accept.setMinimumWidth(max(widths))

    def set_count(self, count: int) -> None:
        self.head.setText(self.tr("{0} selected").format(count))
        self.head.setVisible(count > 1)
        self.allow(bool(count), False)

    def allow(self, readable: bool, accepts_unknown: bool) -> None:
        """Whether there is something to judge, and whether accepting the answer means to call it unknown."""
        for each in self._buttons:
            each.setEnabled(readable)
        self.accept.setText(self._accepts[accepts_unknown])
