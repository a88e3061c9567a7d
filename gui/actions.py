"""What menus and keys can do, as a table: text, key, icon, and the name of the window's method.

Keys without Ctrl belong to the label page, which reads them itself (`gui.pages.label_keys`); menus only show them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from engine.errors import translate
from gui import icons


@dataclass(frozen=True)
class Command:
    """`handler` is the key in the table of handlers that `build` is given; `keys` has a second one after a space.

    `labelling`: only while the label page is shown. `shown`: the key is only shown. `toggles`: it has a tick, and the handler gets it.
    """

    menu: str
    text: str
    keys: str
    icon: str
    handler: str
    labelling: bool = False
    shown: bool = False
    toggles: bool = False


def _label_page(menu: str, text: str, keys: str, icon: str, handler: str, *, toggles: bool = False) -> Command:
    return Command(menu, text, keys, icon, handler, labelling=True, shown=bool(keys) and "Ctrl" not in keys, toggles=toggles)


PROJECT, EDIT, SELECT = translate("Actions", "Project"), translate("Actions", "Edit"), translate("Actions", "Select")
LABEL, GO = translate("Actions", "Label"), translate("Actions", "Go")

COMMANDS = (
    Command(PROJECT, translate("Actions", "New project …"), "Ctrl+N", "new", "new_project"),
    Command(PROJECT, translate("Actions", "Open project …"), "Ctrl+O", "open", "open_project"),
    Command(PROJECT, translate("Actions", "Open the sample"), "", "sample", "open_sample"),
    Command(PROJECT, translate("Actions", "Import folders …"), "Ctrl+I", "import", "import_folders"),
    Command(PROJECT, translate("Actions", "Report of the import …"), "", "report", "show_report"),
    Command(PROJECT, translate("Actions", "Export …"), "Ctrl+E", "export", "export"),
    Command(PROJECT, translate("Actions", "Training, validation and test …"), "", "split", "split"),
    Command(PROJECT, translate("Actions", "Look for missing pictures"), "", "search", "show_missing"),
    Command(PROJECT, translate("Actions", "Backups …"), "", "backup", "show_backups"),
    Command(PROJECT, translate("Actions", "Close project"), "Ctrl+W", "close", "close_project"),
    Command(PROJECT, translate("Actions", "Settings …"), "Ctrl+,", "settings", "show_settings"),
    Command(PROJECT, translate("Actions", "Help"), "F1", "help", "show_help"),
    Command(PROJECT, translate("Actions", "Quit"), "Ctrl+Q", "cancel", "quit"),
    Command(EDIT, translate("Actions", "Undo"), "Ctrl+Z", "undo", "undo"),
    Command(EDIT, translate("Actions", "Redo"), "Ctrl+Shift+Z Ctrl+Y", "redo", "redo"),
    Command(EDIT, translate("Actions", "History …"), "Ctrl+H", "history", "show_history"),
    _label_page(EDIT, translate("Actions", "Take out of the project"), "Ctrl+Backspace", "delete", "remove_selected"),
    _label_page(SELECT, translate("Actions", "Select all"), "Ctrl+A", "select", "select_all"),
    _label_page(SELECT, translate("Actions", "Select nothing"), "Ctrl+Shift+A", "", "select_none"),
    _label_page(SELECT, translate("Actions", "Invert the selection"), "Ctrl+Shift+I", "", "invert_selection"),
    _label_page(SELECT, translate("Actions", "Select all of this class"), "", "label", "select_class"),
    _label_page(SELECT, translate("Actions", "Select all of this folder"), "", "folder", "select_folder"),
    _label_page(SELECT, translate("Actions", "Search"), "Ctrl+F", "search", "search"),
    _label_page(LABEL, translate("Actions", "Choose a class …"), "L", "label", "pick_class"),
    _label_page(LABEL, translate("Actions", "New class"), "N", "add", "new_class"),
    _label_page(LABEL, translate("Actions", "Not sure"), "S", "help", "not_sure"),
    _label_page(LABEL, translate("Actions", "Take off the labels"), "Del", "unlabelled", "take_labels_off"),
    _label_page(LABEL, translate("Actions", "As most of the duplicates"), "M", "copies", "majority"),
    _label_page(LABEL, translate("Actions", "Duplicates as this picture"), "G", "copies", "to_duplicates"),
    _label_page(LABEL, translate("Actions", "Move on after labelling"), "", "", "move_on", toggles=True),
    _label_page(GO, translate("Actions", "Next unlabelled"), "U", "next", "next_unlabelled"),
    _label_page(GO, translate("Actions", "Large view"), "Space", "zoom", "large_view"),
    _label_page(GO, translate("Actions", "Compare two pictures"), "C", "compare", "compare"),
    Command(GO, translate("Actions", "Label"), "Ctrl+1", "label", "go_label"),
    Command(GO, translate("Actions", "Train"), "Ctrl+2", "train", "go_train"),
    Command(GO, translate("Actions", "Evaluate"), "Ctrl+3", "evaluate", "go_evaluate"),
    Command(GO, translate("Actions", "Classify"), "Ctrl+4", "classify", "go_classify"),
)

Handlers = Mapping[str, Callable[..., object]]


def build(window: QWidget, handlers: Handlers) -> tuple[dict[str, QAction], QMenu]:
    """All actions by handler name, added to `window` so that their keys work, and one menu that holds them."""
    actions: dict[str, QAction] = {}
    whole = QMenu(window)
    submenus: dict[str, QMenu] = {}
    for command in COMMANDS:
        action = _made(command, window, handlers)
        window.addAction(action)
        if command.menu not in submenus:
            submenus[command.menu] = whole.addMenu(QCoreApplication.translate("Actions", command.menu))
        submenus[command.menu].addAction(action)
        actions[command.handler] = action
    return actions, whole


def allow_labelling(actions: Mapping[str, QAction], allowed: bool) -> None:
    """Whether the label page is there to take its commands; on other pages their keys are free."""
    for command in COMMANDS:
        if command.labelling:
            actions[command.handler].setEnabled(allowed)


def _made(command: Command, window: QWidget, handlers: Handlers) -> QAction:
    text = QCoreApplication.translate("Actions", command.text)
    action = QAction(icons.icon(command.icon), text, window) if command.icon else QAction(text, window)
    if command.shown:
        shown = QKeySequence(command.keys).toString(QKeySequence.SequenceFormat.NativeText)
        action.setText(f"{text}\t{shown}")  # what follows the tab stands where menus show shortcuts
    else:
        action.setShortcuts([QKeySequence(keys) for keys in command.keys.split()])
    if command.toggles:
        action.setCheckable(True)
        action.triggered.connect(lambda on, name=command.handler: handlers[name](on))
    else:
        action.triggered.connect(lambda _=False, name=command.handler: handlers[name]())
    return action
