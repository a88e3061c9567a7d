"""Which key does what while answers are looked at: one table. Digits and letters that classes have chosen name these classes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

COMMANDS: dict[str | Qt.Key, str] = {
    Qt.Key.Key_Return: "accept",
    Qt.Key.Key_Enter: "accept",
    "L": "pick",
    "U": "unknown",
    "G": "select_like",
    Qt.Key.Key_Backspace: "take_back",
    Qt.Key.Key_Delete: "take_back",
    Qt.Key.Key_Escape: "select_none",
}
_HARMLESS = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier  # some keyboards give digits with Shift alone


def command_of(event: QKeyEvent) -> str:
    """The command that `event` means, or empty."""
    if event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
        return "undo"
    if event.modifiers() & ~_HARMLESS:
        return ""
    return COMMANDS.get(event.text().upper()) or COMMANDS.get(Qt.Key(event.key()), "")
