"""One setting of a form with sections: its name, its editor, and the way back to what it was by default."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSizePolicy, QToolButton, QWidget

from engine.fields import Option
from gui import icons, theme
from gui.editors import editor_of
from gui.recipes.words import value_words
from gui.text import of_engine

EDITOR_WIDTH, BACK_WIDTH = 116, 30  # px
_AROUND_CHOICE = 40  # px of a box that are not its text


class FieldRow(QWidget):
    """What differs from its default is bold and offers the way back; what has no effect is grey and says why."""

    edited = Signal(str)  # the name of the field

    def __init__(self, option: Option, context: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.option = option
        self._help = of_engine(context, option.help)
        self._editor = editor_of(option, context)
        self._editor.changed.connect(self._on_changed)
        self.label = QLabel(of_engine(context, option.label))
        self.label.setWordWrap(True)
        self.label.setBuddy(self._editor.widget)
        self._plain = self.label.font()
        self.back = QToolButton()
        self.back.setIcon(icons.icon("undo"))
        self.back.setIconSize(QSize(14, 14))
        self.back.clicked.connect(lambda: self._editor.write(self._default))
        self._arrange()
        self.set_default(option.default)

    def _arrange(self) -> None:
        editor = self._editor.widget
        below = isinstance(editor, QComboBox) and _widest(editor) > EDITOR_WIDTH - _AROUND_CHOICE
        if below:
            editor.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        else:
            editor.setFixedWidth(EDITOR_WIDTH)
        self.back.setFixedWidth(BACK_WIDTH)
        policy = self.back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # rows must not shift while one types
        self.back.setSizePolicy(policy)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.STEP)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.label, 0, 0, 1, 2 if below else 1)
        grid.addWidget(editor, 1 if below else 0, 0 if below else 1, 1, 2 if below else 1)
        grid.addWidget(self.back, 1 if below else 0, 2, Qt.AlignmentFlag.AlignVCenter)

    @property
    def widget(self) -> QWidget:
        """The editor itself."""
        return self._editor.widget

    def value(self) -> Any:
        return self._editor.read()

    def set_value(self, value: Any) -> None:
        """Show it without saying that somebody edited it."""
        self._editor.widget.blockSignals(True)
        self._editor.write(value)
        self._editor.widget.blockSignals(False)
        self._mark()

    def set_default(self, value: Any) -> None:
        """Where the way back leads to."""
        self._default = value
        words = self.tr("Back to {0}").format(value_words(self.option, value))
        self.back.setToolTip(words)
        self.back.setAccessibleName(f"{self.label.text()}: {words}")
        self._mark()

    def set_effect(self, objection: str) -> None:
        """Why the setting has no effect now; "" if it has."""
        self._editor.widget.setEnabled(not objection)
        self.label.setEnabled(not objection)
        tip = f"{objection}\n{self._help}" if objection else self._help
        for part in (self.label, self._editor.widget):
            part.setToolTip(tip)

    def _on_changed(self, *_: object) -> None:
        self._mark()
        self.edited.emit(self.option.name)

    def changeEvent(self, event: QEvent) -> None:
        """A new theme gives the labels back the fonts that they were made with, after this is told."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_default"):
            QTimer.singleShot(0, self, self._mark)

    def _mark(self) -> None:
        changed = self._editor.read() != self._default
        self.label.setFont(theme.scaled_font(self._plain, 1.0, QFont.Weight.DemiBold if changed else QFont.Weight.Normal))
        self.back.setVisible(changed)


def _widest(box: QComboBox) -> int:
    """Pixels of the longest line to choose."""
    return max((box.fontMetrics().horizontalAdvance(box.itemText(row)) for row in range(box.count())), default=0)
