"""What the model of a gallery says of its sections, as far as it fits its rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel

from gui.models.cell import Section


class GallerySections:
    """`shown` are the sections below whose headers the cards lie, `sizes` their numbers of rows; both empty without headers."""

    def __init__(self) -> None:
        self.shown: Sequence[Section] = ()
        self.sizes: tuple[int, ...] = ()
        self._said: Sequence[Section] = ()
        self._rows = 0

    def read(self, model: QAbstractItemModel | None, rows: int) -> bool:
        """Ask the model, which has `rows` rows; whether anything is new. Asking is cheap while the model says the same object."""
        ask = getattr(model, "sections", None)
        said: Sequence[Section] = ask() if ask is not None else ()
        if said is self._said and rows == self._rows:
            return False
        self._said, self._rows = said, rows
        sizes = tuple(section.count for section in said)
        fitting = said if sum(sizes) == rows else ()  # a model in the middle of a change may be ahead of its rows
        changed = list(fitting) != list(self.shown)
        self.shown, self.sizes = fitting, sizes if fitting else ()
        return changed
