"""Where the cards and headers of a gallery lie, by arithmetic alone: a million rows need no layout and can be resized at once.

Without sections there is one block of cards and no header, so that both cases take the same path.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from PySide6.QtCore import QPoint, QRect

GAP = 12
MARGIN = 16
HEADER = 36  # px of a section's header; GAP lies between it and the cards
SCROLL_BAR = 12  # px at the right that the scroll bar takes of the margin


@dataclass(frozen=True)
class GridGeometry:
    """`count` equal cards in lines that fill `width` px, from the top left; all in content coordinates.

    `sections` are the numbers of rows under each header; they add up to `count`, or are empty where there are no headers.
    """

    count: int
    width: int
    columns: int
    cell_width: int
    cell_height: int
    margin: int = MARGIN
    sections: tuple[int, ...] = ()

    @staticmethod
    def filling(width: int, wanted: int, margin: int = MARGIN) -> tuple[int, int]:
        """How many columns of at least `wanted` px fit into `width`, and how wide each one then is."""
        room = max(1, _room(width, margin))
        columns = max(1, room // (wanted + GAP))
        return columns, max(24, room // columns - GAP)

    @property
    def pitch(self) -> int:
        """From the top of one line of cards to the top of the next."""
        return self.cell_height + GAP

    @property
    def header(self) -> int:
        """The height of each header; 0 where there are none."""
        return HEADER if self.sections else 0

    @property
    def height(self) -> int:
        return self._tops[-1] - GAP + self.margin if self.count or self.sections else 0

    # ---- blocks: the sections, or all cards as one -------------------------------------------------------------

    @cached_property
    def _starts(self) -> list[int]:
        """The first row of each block, and `count` at the end."""
        return list(accumulate(self.sections or (self.count,), initial=0))

    @cached_property
    def _tops(self) -> list[int]:
        """Where each block begins, and where the next one would."""
        columns, pitch, lead = self.columns, self.pitch, self._lead
        heights = (lead - (-rows // columns) * pitch for rows in self.sections or (self.count,))
        return list(accumulate(heights, initial=0 if self.sections else self.margin))

    @property
    def _lead(self) -> int:
        """From the top of a block to its cards."""
        return HEADER + GAP if self.sections else 0

    def _block_at(self, y: int) -> int:
        return min(len(self._tops) - 2, max(0, bisect_right(self._tops, y) - 1))

    def _block_of(self, row: int) -> int:
        return bisect_right(self._starts, row) - 1

    def rows_of(self, section: int) -> range:
        return range(self._starts[section], self._starts[section + 1])

    # ---- cards -------------------------------------------------------------------------------------------------

    def left(self, column: int) -> int:
        """The odd pixels are spread over the gaps, so that the last card ends where the margin begins."""
        return self.margin + _room(self.width, self.margin) * column // self.columns

    def rect(self, row: int) -> QRect:
        block = self._block_of(row)
        line, column = divmod(row - self._starts[block], self.columns)
        return QRect(self.left(column), self._tops[block] + self._lead + line * self.pitch, self.cell_width, self.cell_height)

    def row_at(self, point: QPoint) -> int:
        """The card under `point`, or -1 in the gaps, margins and headers."""
        block = self._block_at(point.y())
        line = (point.y() - self._tops[block] - self._lead) // self.pitch
        row = self._starts[block] + line * self.columns + self.column_near(point.x())
        return row if line >= 0 and row < self._starts[block + 1] and self.rect(row).contains(point) else -1

    def column_near(self, x: int) -> int:
        step = _room(self.width, self.margin) / self.columns
        return min(self.columns - 1, max(0, int((x - self.margin) / step)))

    def column_of(self, row: int) -> int:
        return (row - self._starts[self._block_of(row)]) % self.columns

    def line_of(self, row: int) -> range:
        """The rows that lie beside `row`, itself included."""
        block = self._block_of(row)
        start = row - (row - self._starts[block]) % self.columns
        return range(start, min(start + self.columns, self._starts[block + 1]))

    def first_ending_from(self, y: int) -> int:
        """The first row whose card ends at `y` or below; `count` if all end above."""
        block = self._block_at(y)
        line = max(0, (y - self._tops[block] - self._lead + GAP) // self.pitch)
        return min(self._starts[block] + line * self.columns, self._starts[block + 1])

    def first_beginning_after(self, y: int) -> int:
        """The first row whose card begins below `y`; `count` if none does."""
        block = self._block_at(y)
        lines = max(0, (y - self._tops[block] - self._lead) // self.pitch + 1)
        return min(self._starts[block] + lines * self.columns, self._starts[block + 1])

    def rows_touching(self, top: int, bottom: int) -> range:
        """The rows of all lines of which at least a pixel (gap excluded) lies in top..bottom."""
        start = self.first_ending_from(top)
        return range(start, max(start, self.first_beginning_after(bottom)))

    def rows_between(self, one: QPoint, other: QPoint) -> range:
        """The rows in reading order from card to card; none where there is no card at `other`, just that card where none is at `one`."""
        end = self.row_at(other)
        start = self.row_at(one)
        if end < 0:
            return range(0)
        first, last = sorted((end if start < 0 else start, end))
        return range(first, last + 1)

    def runs_inside(self, area: QRect) -> list[range]:
        """The cards that `area` touches, as few runs of consecutive rows as possible."""
        columns = [column for column in range(self.columns) if self._column_touches(column, area)]
        rows = self.rows_touching(area.top(), area.bottom())
        if not columns or not rows:
            return []
        if len(columns) == self.columns:
            return [rows]
        first, stop = columns[0], columns[-1] + 1
        runs = (range(line.start + first, min(line.stop, line.start + stop)) for line in self._lines(rows))
        return [run for run in runs if run]

    def _lines(self, rows: range) -> Iterator[range]:
        start = rows.start
        while start < rows.stop:
            line = self.line_of(start)
            yield line
            start = line.stop

    def _column_touches(self, column: int, area: QRect) -> bool:
        left = self.left(column)
        return left <= area.right() and left + self.cell_width > area.left()

    # ---- headers -----------------------------------------------------------------------------------------------

    def sections_touching(self, top: int, bottom: int) -> range:
        """The sections of which anything, be it the header alone, lies in top..bottom."""
        if not self.sections:
            return range(0)
        return range(self._block_at(top), min(len(self.sections), bisect_right(self._tops, bottom)))

    def header_rect(self, section: int, scrolled: int) -> QRect:
        """Where the header of a section lies when `scrolled` px have gone; at the top it stays until the next one pushes it out."""
        held = min(scrolled, self._tops[section + 1] - HEADER)
        return QRect(0, max(self._tops[section], held), self.width, HEADER)

    def section_at(self, y: int, scrolled: int) -> int:
        """The section whose header lies at `y` when `scrolled` px have gone, or -1."""
        if self.sections:
            for section in (self._block_at(scrolled), self._block_at(y)):
                header = self.header_rect(section, scrolled)
                if header.top() <= y <= header.bottom():
                    return section
        return -1


def _room(width: int, margin: int) -> int:
    """The width that the columns share, each with the gap that follows it."""
    return width - margin - max(0, margin - SCROLL_BAR) + GAP
