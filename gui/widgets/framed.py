"""A table in a card of its own, whose corners stay round."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractScrollArea

from gui.widgets.parts import Card


def framed(view: QAbstractScrollArea) -> Card:
    """A card that holds `view` alone; the view should be of the kind "clear"."""
    card = Card()
    card.body.setContentsMargins(1, 4, 1, 4)
    card.body.addWidget(view)
    return card
