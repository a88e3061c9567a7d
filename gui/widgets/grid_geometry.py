"""Where the cards of a gallery lie, by arithmetic alone: a million rows need no layout and can be resized at once."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

GAP = 12
MARGIN = 16
SCROLL_BAR = 12  # px at the right that the scroll bar takes of the margin


@dataclass(frozen=True)
class GridGeometry:
    """`count` equal cards in rows that fill `width` px, from the top left; all in content coordinates."""

    count: int
    width: int
    columns: int
    cell_width: int
    cell_height: int
    margin: int = MARGIN

    @staticmethod
    def filling(width: int, wanted: int, margin: int = MARGIN) -> tuple[int, int]:
        """How many columns of at least `wanted` px fit into `width`, and how wide each one then is."""
        room = max(1, _room(width, margin))
        columns = max(1, room // (wanted + GAP))
        return columns, max(24, room // columns - GAP)

    @property
    def lines(self) -> int:
        return -(-self.count // self.columns)

    @property
    def pitch(self) -> int:
        """From the top of one line of cards to the top of the next."""
        return self.cell_height + GAP

    @property
    def height(self) -> int:
        return 2 * self.margin + self.lines * self.pitch - GAP if self.count else 0

    def left(self, column: int) -> int:
        """The odd pixels are spread over the gaps, so that the last card ends where the margin begins."""
        return self.margin + _room(self.width, self.margin) * column // self.columns

    def rect(self, row: int) -> QRect:
        line, column = divmod(row, self.columns)
        return QRect(self.left(column), self.margin + line * self.pitch, self.cell_width, self.cell_height)

    def row_at(self, point: QPoint) -> int:
        """The card under `point`, or -1 in the gaps and margins."""
        line, column = (point.y() - self.margin) // self.pitch, self.column_near(point.x())
        row = line * self.columns + column
        return row if line >= 0 and 0 <= row < self.count and self.rect(row).contains(point) else -1

    def column_near(self, x: int) -> int:
        step = _room(self.width, self.margin) / self.columns
        return min(self.columns - 1, max(0, int((x - self.margin) / step)))

    def lines_touching(self, top: int, bottom: int) -> range:
        """The lines of which at least a pixel (gap excluded) lies in top..bottom."""
        first = max(0, (top - self.margin + GAP) // self.pitch)
        last = min(self.lines - 1, (bottom - self.margin) // self.pitch)
        return range(first, last + 1)

    def rows_touching(self, top: int, bottom: int) -> range:
        lines = self.lines_touching(top, bottom)
        return range(lines.start * self.columns, min(self.count, lines.stop * self.columns))

    def runs_inside(self, area: QRect) -> list[range]:
        """The cards that `area` touches, as few runs of consecutive rows as possible."""
        columns = [column for column in range(self.columns) if self._column_touches(column, area)]
        lines = self.lines_touching(area.top(), area.bottom())
        if not columns or not lines:
            return []
        if len(columns) == self.columns:
            return [range(lines.start * self.columns, min(self.count, lines.stop * self.columns))]
        runs = (range(line * self.columns + columns[0], min(self.count, line * self.columns + columns[-1] + 1)) for line in lines)
        return [run for run in runs if run]

    def _column_touches(self, column: int, area: QRect) -> bool:
        left = self.left(column)
        return left <= area.right() and left + self.cell_width > area.left()


def _room(width: int, margin: int) -> int:
    """The width that the columns share, each with the gap that follows it."""
    return width - margin - max(0, margin - SCROLL_BAR) + GAP
