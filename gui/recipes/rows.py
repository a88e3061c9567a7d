"""Widgets side by side, as dialogs put them below and above their tables."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui import theme


def row_of(*parts: QWidget | None, stretch: QWidget | None = None) -> QHBoxLayout:
    """The parts in a row; None is the room between them, `stretch` the part that takes what is left."""
    row = QHBoxLayout()
    row.setSpacing(2 * theme.STEP)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part, 1 if part is stretch else 0)
    return row
