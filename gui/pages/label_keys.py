"""Which key does what while labelling: one table, and the keys that classes choose for themselves.

The grid, the large view and the comparison leave their keys to the label page, so that a hand need not learn them twice.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from engine.project.sample import SampleClass

RESERVED_KEYS = "LNSUCMG"  # letters that no class may take

# Key to command; the commands are those of `gui.actions`. Keys are given as they are typed, others by Qt's name.
COMMANDS: dict[str | Qt.Key, str] = {
    "L": "pick_class",
    "N": "new_class",
    "S": "not_sure",
    "U": "next_unlabelled",
    "C": "compare",
    "M": "majority",
    "G": "to_duplicates",
    "/": "search",
    Qt.Key.Key_Delete: "take_labels_off",
    Qt.Key.Key_Backspace: "take_labels_off",
    Qt.Key.Key_Escape: "leave",
}
_HARMLESS = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier  # some keyboards give digits with Shift alone


def command_of(event: QKeyEvent) -> str:
    """The command that `event` means, or empty."""
    if event.modifiers() & ~_HARMLESS:
        return ""
    return COMMANDS.get(event.text().upper()) or COMMANDS.get(Qt.Key(event.key()), "")


def class_of_key(event: QKeyEvent, classes: Iterable[SampleClass]) -> SampleClass | None:
    """The class whose key was pressed, whether in capitals or not."""
    typed = class_key(event)
    return next((each for each in classes if typed and each.shortcut.casefold() == typed), None)


def class_key(event: QKeyEvent) -> str:
    """The digit or letter that was typed, in lower case; empty for every other key."""
    typed = event.text().casefold()
    return typed if len(typed) == 1 and typed.isalnum() and not event.modifiers() & ~_HARMLESS else ""
