"""What menus and keys can do, as a table: text, shortcut, icon, and the name of the window's method."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from engine.errors import translate
from gui import icons


@dataclass(frozen=True)
class Command:
    """`handler` is the key in the table of handlers that `build` is given."""

    menu: str
    text: str
    shortcut: str
    icon: str
    handler: str


PROJECT, EDIT, GO = translate("Actions", "Project"), translate("Actions", "Edit"), translate("Actions", "Go")

COMMANDS = (
    Command(PROJECT, translate("Actions", "New project …"), "Ctrl+N", "new", "new_project"),
    Command(PROJECT, translate("Actions", "Open project …"), "Ctrl+O", "open", "open_project"),
    Command(PROJECT, translate("Actions", "Open the sample"), "", "sample", "open_sample"),
    Command(PROJECT, translate("Actions", "Import folders …"), "Ctrl+I", "import", "import_folders"),
    Command(PROJECT, translate("Actions", "Close project"), "Ctrl+W", "close", "close_project"),
    Command(PROJECT, translate("Actions", "Settings …"), "Ctrl+,", "settings", "show_settings"),
    Command(PROJECT, translate("Actions", "First steps"), "F1", "help", "show_help"),
    Command(PROJECT, translate("Actions", "Quit"), "Ctrl+Q", "cancel", "quit"),
    Command(EDIT, translate("Actions", "Undo"), "Ctrl+Z", "undo", "undo"),
    Command(EDIT, translate("Actions", "Redo"), "Ctrl+Shift+Z", "redo", "redo"),
    Command(EDIT, translate("Actions", "Take off the labels"), "", "unlabelled", "take_labels_off"),
    Command(EDIT, translate("Actions", "Take out of the project"), "Ctrl+Backspace", "delete", "remove_selected"),
    Command(GO, translate("Actions", "Label"), "Ctrl+1", "label", "go_label"),
    Command(GO, translate("Actions", "Train"), "Ctrl+2", "train", "go_train"),
    Command(GO, translate("Actions", "Evaluate"), "Ctrl+3", "evaluate", "go_evaluate"),
    Command(GO, translate("Actions", "Classify"), "Ctrl+4", "classify", "go_classify"),
)


def build(window: QWidget, handlers: dict[str, Callable[[], object]]) -> tuple[dict[str, QAction], QMenu]:
    """All actions by handler name, added to `window` so that their keys work, and one menu that holds them."""
    actions: dict[str, QAction] = {}
    whole = QMenu(window)
    submenus: dict[str, QMenu] = {}
    for command in COMMANDS:
        action = QAction(icons.icon(command.icon), QCoreApplication.translate("Actions", command.text), window)
        action.setShortcut(QKeySequence(command.shortcut))
        action.triggered.connect(lambda _=False, name=command.handler: handlers[name]())
        window.addAction(action)
        if command.menu not in submenus:
            submenus[command.menu] = whole.addMenu(QCoreApplication.translate("Actions", command.menu))
        submenus[command.menu].addAction(action)
        actions[command.handler] = action
    return actions, whole
