"""Paints what a gallery shows in one frame: its ground, the cards in the area to be painted, the headers above them, the rubber band."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QRegion

from gui import theme
from gui.gallery.cell_delegate import CellDelegate, Painted
from gui.gallery.grid_geometry import GridGeometry
from gui.gallery.section_header import HeaderLook, paint_header
from gui.models.cell import Cell, PictureKey, Section

FRAME = 3  # px by which the frame of a selected card, rounded up, lies outside of it


@dataclass(frozen=True)
class Frame:
    """What one frame shows. `region` is in the coordinates of the viewport; rows and sections of -1 are none."""

    grid: GridGeometry
    scrolled: int
    region: QRegion
    font: QFont
    ratio: float
    ground: QColor
    sections: Sequence[Section] = ()
    hovered: int = -1
    current: int = -1
    hovered_section: int = -1


@dataclass
class Unfinished:
    """The rows whose thumbnail is on its way, by picture, and those that there was no time to draw well."""

    waiting: list[tuple[PictureKey, int]]
    rough: list[int]


def paint_cards(painter: QPainter, frame: Frame, cells: CellDelegate, look: Callable[[int], tuple[object, bool]]) -> Unfinished:
    """Paint the cards that `frame.region` touches, with what is there of them; `look` tells a row's cell and whether it is selected."""
    region = frame.region.subtracted(_stuck(frame))
    area = region.boundingRect().adjusted(-FRAME, -FRAME, FRAME, FRAME)
    style = cells.style_of(frame.grid.cell_width, frame.font)
    left = Unfinished([], [])
    cells.begin_frame()
    # from the end, because the loader serves the latest request first: so pictures appear from the top
    for row in reversed(frame.grid.rows_touching(area.top() + frame.scrolled, area.bottom() + frame.scrolled)):
        rect = frame.grid.rect(row).translated(0, -frame.scrolled)
        if not region.intersects(rect.adjusted(-FRAME, -FRAME, FRAME, FRAME)):
            continue
        cell, selected = look(row)
        if isinstance(cell, Cell):
            kind = "selected" if selected else "current" if row == frame.current else "hover" if row == frame.hovered else "plain"
            painted = cells.paint_cell(painter, rect.topLeft(), cell, kind, style, frame.ratio)
            if painted is Painted.WAITING:
                left.waiting.append((cell.picture, row))
            elif painted is Painted.ROUGH:
                left.rough.append(row)
    return left


def _stuck(frame: Frame) -> QRect:
    """The header that hides what scrolls beneath it."""
    sections = frame.grid.sections_touching(frame.scrolled, frame.scrolled)
    return frame.grid.header_rect(sections[0], frame.scrolled).translated(0, -frame.scrolled) if sections else QRect()


def paint_headers(painter: QPainter, frame: Frame) -> None:
    """Paint the headers that `frame.region` touches over the cards."""
    if not frame.sections:
        return
    grid, area = frame.grid, frame.region.boundingRect()
    left, right = grid.left(0), grid.left(grid.columns - 1) + grid.cell_width
    for section in grid.sections_touching(frame.scrolled, area.bottom() + frame.scrolled):
        rect = grid.header_rect(section, frame.scrolled)
        lifted = rect.top() == frame.scrolled > grid.header_rect(section, 0).top()
        rect = rect.translated(0, -frame.scrolled)
        if frame.region.intersects(rect):
            look = HeaderLook(frame.ground, left, right, section == frame.hovered_section, lifted)
            paint_header(painter, rect, frame.sections[section], frame.font, look)


def paint_band(painter: QPainter, band: QRect) -> None:
    """The rubber band."""
    accent = QColor(theme.current().accent)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(accent, 1))
    accent.setAlpha(36)
    painter.setBrush(accent)
    painter.drawRoundedRect(QRectF(band).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


def card_area(grid: GridGeometry, row: int, scrolled: int) -> QRect:
    """What must be painted anew when the card of `row` changes, in the coordinates of the viewport."""
    return grid.rect(row).translated(QPoint(0, -scrolled)).adjusted(-FRAME, -FRAME, FRAME, FRAME)
