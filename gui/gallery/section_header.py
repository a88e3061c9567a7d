"""The line above the pictures of a section: its colour, its title in bold and how many there are."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from gui import theme
from gui.gallery.bar_row import elided
from gui.models.cell import Section
from gui.widgets.chips import grouped
from gui.widgets.labels import paint_square

_SQUARE = 10
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class HeaderLook:
    """How one header is drawn: on which ground, from where to where, under the pointer, over cards that scroll beneath it."""

    ground: QColor
    left: int
    right: int
    hovered: bool
    lifted: bool


def paint_header(painter: QPainter, rect: QRect, section: Section, font: QFont, look: HeaderLook) -> None:
    """Fill `rect` and write the section into it, with a hairline at its foot."""
    tokens = theme.current()
    painter.fillRect(rect, look.ground)
    if look.lifted:
        painter.fillRect(QRect(0, rect.bottom(), rect.width(), 1), QColor(tokens.border_strong))
    else:
        painter.fillRect(QRect(look.left, rect.bottom(), look.right - look.left, 1), QColor(tokens.border))
    x = look.left
    if section.colour:
        paint_square(painter, QRectF(x, rect.center().y() - _SQUARE // 2, _SQUARE, _SQUARE), section.colour, suggested=False)
        x += _SQUARE + 8
    bold = theme.scaled_font(font, 1.0, QFont.Weight.DemiBold)
    count = grouped(section.count)
    room = look.right - x - 8 - QFontMetrics(font).horizontalAdvance(count)
    title = elided(section.title, max(0, room), bold.toString())
    painter.setFont(bold)
    painter.setPen(QColor(tokens.accent_text if look.hovered else tokens.text))
    width = min(max(0, room), QFontMetrics(bold).horizontalAdvance(title) + 1)
    painter.drawText(QRect(x, rect.y(), width, rect.height() - 1), _LEFT, title)
    painter.setFont(font)
    painter.setPen(QColor(tokens.muted))
    painter.drawText(QRect(x + width + 8, rect.y(), look.right - x - width - 8, rect.height() - 1), _LEFT, count)
