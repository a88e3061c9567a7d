"""A context menu from a table of entries, in sections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from gui import icons


@dataclass(frozen=True)
class Entry:
    """One line of a menu; `key` is shown, not bound."""

    text: str
    icon: str
    handler: Callable[[], object]
    enabled: bool = True
    key: str = ""


def show_menu(sections: Sequence[Sequence[Entry]], place: QPoint, parent: QWidget) -> QMenu:
    """Open a menu of `sections` at `place` on the screen; it goes when it is closed."""
    menu = QMenu(parent)
    for number, section in enumerate(sections):
        if number:
            menu.addSeparator()
        for entry in section:
            text = entry.text.replace("&", "&&")  # names of classes may hold one
            action = menu.addAction(icons.icon(entry.icon), f"{text}\t{entry.key}" if entry.key else text)
            action.setEnabled(entry.enabled)
            action.triggered.connect(lambda _=False, handler=entry.handler: handler())
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(place)
    return menu
