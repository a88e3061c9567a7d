"""Entries of a menu of which one is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

K = TypeVar("K")


def exclusive(menu: QMenu, texts: Mapping[K, str]) -> dict[K, QAction]:
    """Add one entry for each of `texts`; returns them by their keys."""
    group = QActionGroup(menu)
    actions = {key: QAction(text, menu, checkable=True) for key, text in texts.items()}
    for action in actions.values():
        group.addAction(action)
        menu.addAction(action)
    return actions
