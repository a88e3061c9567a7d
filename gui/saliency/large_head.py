"""The line above a large view: which picture it is, the steps to those beside it, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from gui import icons, theme
from gui.widgets.elided_label import ElidedLabel

_ARROW = QSize(28, 28)


class LargeHead(QWidget):
    """The arrows appear with `set_place`; `actions` stand at the right."""

    moved = Signal(int)  # -1, 1: the picture before or after is wanted

    def __init__(self, name: str, *actions: QWidget) -> None:
        super().__init__()
        self.before_button = self._arrow("left", self.tr("The picture before (←)"))
        self.after_button = self._arrow("right", self.tr("The next picture (→)"))
        self.before_button.clicked.connect(lambda: self.move_by(-1))
        self.after_button.clicked.connect(lambda: self.move_by(1))
        self.title, self.place = ElidedLabel(name), ElidedLabel()
        self.title.setFont(theme.scaled_font(self.font(), 14 / 13, QFont.Weight.DemiBold))
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.place.setProperty("kind", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.STEP)
        parts: tuple[QWidget, ...] = (self.before_button, self.after_button, self.title, self.place, *actions)
        for part in parts:
            row.addWidget(part, 1 if part is self.place else 0)

    def _arrow(self, icon: str, name: str) -> QToolButton:
        made = QToolButton()
        made.setIcon(icons.icon(icon))
        made.setFixedSize(_ARROW)
        made.setToolTip(name)
        made.setAccessibleName(name)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.hide()
        return made

    def set_place(self, words: str, before: bool, after: bool) -> None:
        """What is said beside the name, and whether there are pictures before and after this one."""
        self.place.setText(words)
        for arrow, there in ((self.before_button, before), (self.after_button, after)):
            arrow.show()
            arrow.setEnabled(there)

    def move_by(self, step: int) -> None:
        """Ask for the picture before (-1) or after (1), if there is one."""
        arrow = self.before_button if step < 0 else self.after_button
        if arrow.isVisible() and arrow.isEnabled():
            self.moved.emit(step)
