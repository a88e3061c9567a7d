"""Where a key leads in a gallery: pure arithmetic on its grid, right also where sections end in short lines."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractItemView

from gui.gallery.grid_geometry import GridGeometry

_Action = QAbstractItemView.CursorAction
_Move = Callable[[GridGeometry, int, int, int], int]

_VERTICAL = frozenset({_Action.MoveUp, _Action.MoveDown, _Action.MovePageUp, _Action.MovePageDown})


class GridCursor:
    """Remembers at which column vertical moves aim: after a short line they come back to it."""

    def __init__(self) -> None:
        self._row = -1
        self._column = 0

    def moved(self, grid: GridGeometry, row: int, action: QAbstractItemView.CursorAction, view: int) -> int:
        """The row that `action` leads to from `row`, in a view `view` px high; `row` itself at the ends."""
        move = _MOVES.get(action)
        if move is None:
            return row
        if row != self._row or action not in _VERTICAL:
            self._column = grid.column_of(row)
        self._row = move(grid, row, self._column, view)
        if action not in _VERTICAL:
            self._column = grid.column_of(self._row)
        return self._row


def _left(grid: GridGeometry, row: int, column: int, view: int) -> int:
    return max(0, row - 1)


def _right(grid: GridGeometry, row: int, column: int, view: int) -> int:
    return min(grid.count - 1, row + 1)


def _up(grid: GridGeometry, row: int, column: int, view: int) -> int:
    line = grid.line_of(row)
    return _in_line(grid, line.start - 1, column) if line.start else row


def _down(grid: GridGeometry, row: int, column: int, view: int) -> int:
    line = grid.line_of(row)
    return _in_line(grid, line.stop, column) if line.stop < grid.count else row


def _page_up(grid: GridGeometry, row: int, column: int, view: int) -> int:
    """To the line a screen above, at least one line, at most to the first card."""
    top = grid.rect(row).top() - _page(grid, view)
    if top < grid.rect(0).top():
        return 0
    target = grid.first_ending_from(top + grid.cell_height - 1)  # the first line that begins at `top` or below
    return _in_line(grid, target, column) if target < grid.line_of(row).start else _up(grid, row, column, view)


def _page_down(grid: GridGeometry, row: int, column: int, view: int) -> int:
    """To the line a screen below, at least one line, at most to the last card."""
    top = grid.rect(row).top() + _page(grid, view)
    if top > grid.rect(grid.count - 1).top():
        return grid.count - 1
    target = grid.first_beginning_after(top) - 1
    return _in_line(grid, target, column) if target >= grid.line_of(row).stop else _down(grid, row, column, view)


def _home(grid: GridGeometry, row: int, column: int, view: int) -> int:
    return 0


def _end(grid: GridGeometry, row: int, column: int, view: int) -> int:
    return grid.count - 1


def _in_line(grid: GridGeometry, row: int, column: int) -> int:
    """The card at `column` of the line of `row`, or the last one of a shorter line."""
    line = grid.line_of(row)
    return min(line.start + column, line.stop - 1)


def _page(grid: GridGeometry, view: int) -> int:
    return max(1, (view - grid.header) // grid.pitch) * grid.pitch


_MOVES: dict[QAbstractItemView.CursorAction, _Move] = {
    _Action.MoveLeft: _left,
    _Action.MovePrevious: _left,
    _Action.MoveRight: _right,
    _Action.MoveNext: _right,
    _Action.MoveUp: _up,
    _Action.MoveDown: _down,
    _Action.MovePageUp: _page_up,
    _Action.MovePageDown: _page_down,
    _Action.MoveHome: _home,
    _Action.MoveEnd: _end,
}
