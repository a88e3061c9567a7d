"""How one card of the gallery is divided: the picture on top, below it the caption or the confidence bars."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics

from gui import theme
from gui.gallery.bar_row import RowStyle, row_style

MOST_BARS = 3
_INSET = 7  # px between the card's edge and the picture


@dataclass(frozen=True)
class CardStyle:
    """What all cards of one width, font and scheme share. Rectangles are relative to the card."""

    card: QSize
    picture: QRect
    caption: QRect
    rows: tuple[QRect, ...]
    row: RowStyle
    font: QFont
    font_key: str
    small: QFont
    small_key: str
    percent: int


def card_height(width: int, bars: int, font: QFont) -> int:
    """The height of a card `width` px wide with a caption, or with room for `bars` confidence bars."""
    footer = bars * _row_height(font) + 8 if bars else QFontMetrics(font).height() + 14
    return _INSET + _picture_height(width) + footer


def card_style(width: int, bars: int, font: QFont) -> CardStyle:
    """The division of a card `width` px wide; `bars` as in `card_height`."""
    height = card_height(width, bars, font)
    small = theme.small_font(font)
    picture = QRect(_INSET, _INSET, width - 2 * _INSET, _picture_height(width))
    below = picture.bottom() + 1
    row_height = _row_height(font)
    rows = tuple(QRect(_INSET, below + 4 + n * row_height, picture.width(), row_height) for n in range(min(bars or MOST_BARS, MOST_BARS)))
    return CardStyle(
        card=QSize(width, height),
        picture=picture,
        caption=QRect(_INSET + 1, below + 1, picture.width() - 2, height - below - 2),
        rows=rows,
        row=row_style(picture.width(), small),
        font=QFont(font),
        font_key=font.toString(),
        small=small,
        small_key=small.toString(),
        percent=QFontMetrics(font).horizontalAdvance("100%") + 6,
    )


def _picture_height(width: int) -> int:
    return round((width - 2 * _INSET) * 0.75)


def _row_height(font: QFont) -> int:
    return QFontMetrics(theme.small_font(font)).height() + 4
