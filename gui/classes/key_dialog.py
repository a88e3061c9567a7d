"""Asks for the key that labels with a class: press it, see who has it now, and Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from engine.errors import translate
from engine.project.sample import SampleClass
from gui.classes.key_cap import KeyCap
from gui.pages.label_keys import COMMANDS, RESERVED_KEYS, class_key

# What the letters do that no class may take, by the name of their command.
_REASONS = {
    "pick_class": translate("KeyDialog", "{0} finds a class by its name. Press another key."),
    "new_class": translate("KeyDialog", "{0} makes a new class. Press another key."),
    "not_sure": translate("KeyDialog", "{0} says that you are not sure. Press another key."),
    "next_unlabelled": translate("KeyDialog", "{0} goes to the next picture without a label. Press another key."),
    "compare": translate("KeyDialog", "{0} compares pictures. Press another key."),
    "majority": translate("KeyDialog", "{0} gives duplicates the class that most of them have. Press another key."),
    "to_duplicates": translate("KeyDialog", "{0} gives duplicates the class of the picture in hand. Press another key."),
}
_OTHER_REASON = translate("KeyDialog", "{0} does something else on this page. Press another key.")
_NONE_KEYS = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class KeyDialog(QDialog):
    """Gives nothing until it is accepted; then `chosen` tells the key, in lower case, empty for none."""

    chosen = Signal(str)

    def __init__(self, target: SampleClass, classes: Sequence[SampleClass], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Key"))
        self.setMinimumWidth(380)
        self._target = target
        self._owners = {each.shortcut: each for each in classes if each.shortcut and each.id != target.id}
        self.key = target.shortcut
        self.cap = KeyCap(self.key)
        self.question = _text(self.tr("Press the key for “{0}”").format(target.name))
        self.outcome = _text("")
        self.outcome.setMinimumHeight(2 * self.outcome.fontMetrics().lineSpacing())  # so that the dialog does not jump
        self._build()
        self._tell(self._state(), self.tr("A digit or a letter, or Backspace for no key."))

    def _build(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText(self.tr("Use this key"))
        ok.setProperty("kind", "primary")
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        for each in buttons.buttons():  # keys are for the dialog; Enter presses the default button all the same
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(16)
        layout.addWidget(self.question)
        layout.addWidget(self.cap, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.outcome)
        layout.addWidget(buttons)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()

    def accept(self) -> None:
        super().accept()
        if self.key != self._target.shortcut:
            self.chosen.emit(self.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = class_key(event)
        if event.key() in _NONE_KEYS:
            self._offer("")
        elif typed and typed.upper() in RESERVED_KEYS:
            self._refuse(QCoreApplication.translate("KeyDialog", _REASONS.get(COMMANDS.get(typed.upper(), ""), _OTHER_REASON)), typed)
        elif typed:
            self._offer(typed)
        elif event.text().isprintable() and event.text():
            self._refuse(self.tr("{0} cannot be the key of a class: press a digit or a letter."), event.text())
        else:
            super().keyPressEvent(event)

    def _offer(self, key: str) -> None:
        self.key = key
        self.cap.set_key(key)
        self._tell(self._state())

    def _refuse(self, reason: str, key: str) -> None:
        self._tell(reason.format(key.upper()), danger=True)

    def _state(self) -> str:
        """What taking the key would mean."""
        if not self.key:
            return self.tr("“{0}” has no key.").format(self._target.name)
        owner = self._owners.get(self.key)
        if owner is None:
            return self.tr("{0} labels with “{1}”.").format(self.key.upper(), self._target.name)
        if self._target.shortcut:
            return self.tr("{0} labels with “{1}” now. The two swap their keys: “{1}” gets {2}.").format(
                self.key.upper(), owner.name, self._target.shortcut.upper()
            )
        return self.tr("{0} labels with “{1}” now, which is left without a key.").format(self.key.upper(), owner.name)

    def _tell(self, *sentences: str, danger: bool = False) -> None:
        self.outcome.setText(" ".join(sentences))
        self.outcome.setAccessibleName(self.outcome.text())
        self.outcome.setProperty("kind", "danger" if danger else "muted")
        self.outcome.style().unpolish(self.outcome)
        self.outcome.style().polish(self.outcome)


def _text(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)  # names must not be taken for markup
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label
