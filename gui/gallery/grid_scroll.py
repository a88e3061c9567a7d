"""How far a gallery must be scrolled: to show a card, and to keep the place while its cards change their size."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractItemView

from gui.gallery.grid_geometry import GAP, GridGeometry

_Hint = QAbstractItemView.ScrollHint


def rows_in_view(grid: GridGeometry, scrolled: int, view: int) -> range:
    """The rows of which something can be seen in a view `view` px high; the header at its top hides what is beneath it."""
    return grid.rows_touching(scrolled + grid.header, scrolled + view - 1)


def scroll_to(grid: GridGeometry, row: int, hint: QAbstractItemView.ScrollHint, scrolled: int, view: int) -> int:
    """The new scroll position that shows `row`, with the gaps around it."""
    rect = grid.rect(row)
    top, bottom = rect.top() - GAP - grid.header, rect.bottom() + 1 + GAP - view
    if hint == _Hint.PositionAtCenter:
        return rect.center().y() - (view + grid.header) // 2
    if hint == _Hint.PositionAtTop or (hint == _Hint.EnsureVisible and top < scrolled):
        return top
    return bottom if hint == _Hint.PositionAtBottom or bottom > scrolled else scrolled


@dataclass(frozen=True)
class Anchor:
    """The first card in view and how far below the upper edge it begins; a row of 0 holds nothing."""

    row: int = 0
    offset: int = 0

    @staticmethod
    def of(grid: GridGeometry, scrolled: int, view: int) -> Anchor:
        rows = rows_in_view(grid, scrolled, view)
        return Anchor(rows.start, grid.rect(rows.start).top() - scrolled) if rows else Anchor()

    def scroll_in(self, grid: GridGeometry) -> int:
        """The scroll position that brings the card to where it was."""
        return grid.rect(min(self.row, max(0, grid.count - 1))).top() - self.offset
