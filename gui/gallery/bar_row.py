"""One line of a prediction, painted the same way in the gallery's cards and in the inspector: name, thin bar, percent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from gui.models.cell import Bar
from gui.theme import Tokens

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
_BADGE_PAD, _DOT = 6, 6  # px
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class RowStyle:
    """The columns of a row that is `width` px wide: the name, the bar (0: no room for one) and the percent."""

    name: int
    bar: int
    percent: int
    thickness: int
    gap: int


def row_style(width: int, font: QFont, name_share: float = 0.42, thickness: int = 6) -> RowStyle:
    """How to divide `width` px; the bar is left out where fewer than 16 px would remain for it."""
    gap = 8 if width > 160 else 6
    metrics = QFontMetrics(font)
    percent = max(metrics.horizontalAdvance(percent_text(share)) for share in (0.999, 1.0)) + 1
    name = int(width * name_share)
    bar = width - name - percent - 2 * gap
    if bar < 16:
        return RowStyle(width - percent - gap, 0, percent, thickness, gap)
    return RowStyle(name, bar, percent, thickness, gap)


def percent_text(probability: float) -> str:
    """A whole percent that never claims certainty: 0.4 % is "<1 %" and 99.7 % is ">99 %". Nothing for what is not a number."""
    if probability != probability:
        return ""
    if 0 < probability < 0.005:
        return "<1\u00a0%"
    if 0.995 <= probability < 1:
        return ">99\u00a0%"
    return f"{probability * 100:.0f}\u00a0%"


@lru_cache(maxsize=8192)
def elided(text: str, width: int, font: QFont | str) -> str:
    """`text` cut to `width` px with an ellipsis. `font` may be given by its `key()`-like description, which is cheap to hash."""
    metrics = QFontMetrics(_font_of(font) if isinstance(font, str) else font)
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


@lru_cache(maxsize=32)
def _font_of(description: str) -> QFont:
    font = QFont()
    font.fromString(description)
    return font


def paint_row(painter: QPainter, rect: QRect, bar: Bar, style: RowStyle, font_key: str, tokens: Tokens) -> None:
    """Paint `bar` into `rect`; the painter's font must be the one that `font_key` describes (`QFont.toString()`)."""
    if bar.badge:
        _paint_badge(painter, rect, bar, font_key, tokens)
        return
    x, y, width, height = rect.x(), rect.y(), rect.width(), rect.height()
    painter.setPen(_colour(tokens.text))
    painter.drawText(QRect(x, y, style.name, height), _LEFT, elided(bar.name, style.name, font_key))
    painter.setPen(_colour(tokens.muted))
    painter.drawText(QRect(x + width - style.percent, y, style.percent, height), _RIGHT, percent_text(bar.probability))
    if style.bar:
        left = x + style.name + style.gap
        paint_bar(
            painter, QRectF(left, y + (height - style.thickness) / 2, style.bar, style.thickness), bar.probability, bar.colour, tokens
        )


def _paint_badge(painter: QPainter, rect: QRect, bar: Bar, font_key: str, tokens: Tokens) -> None:
    """The word on a pill, after a dot in the colour of its class if it has one."""
    before = _DOT + 4 if bar.colour else 0
    name = elided(bar.name, rect.width() - 2 * _BADGE_PAD - before, font_key)
    width = painter.fontMetrics().horizontalAdvance(name) + 2 * _BADGE_PAD + before
    pill = QRectF(rect.x(), rect.y() + 1, width, rect.height() - 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_colour(tokens.track))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    if bar.colour:
        painter.setBrush(_colour(bar.colour))
        painter.drawEllipse(QRectF(pill.x() + _BADGE_PAD, pill.center().y() - _DOT / 2, _DOT, _DOT))
    painter.setPen(_colour(tokens.text))
    painter.drawText(pill.adjusted(before, 0, 0, 0), _CENTRE, name)


def paint_bar(painter: QPainter, rect: QRectF, share: float, colour: str, tokens: Tokens) -> None:
    """A rounded track with its first `share` (0..1) filled; what is not zero shows at least as a sliver."""
    radius = rect.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_colour(tokens.track))
    painter.drawRoundedRect(rect, radius, radius)
    if share > 0 and share == share:
        painter.setBrush(_colour(colour or tokens.muted))
        filled = QRectF(rect.x(), rect.y(), max(2.0, rect.width() * min(1.0, share)), rect.height())
        corner = min(radius, filled.width() / 2)
        painter.drawRoundedRect(filled, corner, corner)


@lru_cache(maxsize=256)
def _colour(name: str) -> QColor:
    return QColor(name)
