"""The parts of a card that repeat from card to card: drawn once for a size, a scheme and a screen, then kept."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap

from gui import icons, theme
from gui.gallery.card_style import CardStyle
from gui.widgets.labels import paint_square

SQUARE = 9
_MARK = 14  # px of an icon on the picture
_MARK_PAD = 3
_REASON = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


def card(size: QSize, kind: str, ratio: float) -> QPixmap:
    """A card with two pixels of room around it, for the frame of the selection; `kind` is "plain", "hover", "current" or "selected"."""
    return _card(size.width(), size.height(), kind, ratio, theme.current().scheme)


def backdrop(size: QSize, ratio: float) -> QPixmap:
    """The neutral ground where a picture will be."""
    return _backdrop(size.width(), size.height(), ratio, theme.current().scheme)


def square(colour: str, dashed: bool, ratio: float) -> QPixmap:
    """The square of a class; without a colour it is muted."""
    return _square(colour or theme.current().muted, dashed, ratio)


def marks(names: tuple[str, ...], ratio: float) -> QPixmap:
    """Small icons side by side on a rounded plate that lets the picture shine through a little."""
    return _marks(names, ratio, theme.current().scheme)


def paint_failure(painter: QPainter, style: CardStyle, box: QRect, reason: str, ratio: float) -> None:
    """The reason in the middle, with a symbol above it where there is room for both."""
    metrics = QFontMetrics(style.small)
    area = box.adjusted(4, 3, -4, -3)
    needed = metrics.boundingRect(QRect(0, 0, area.width(), 1000), _REASON, reason).height()
    symbol = 28 if needed + 34 <= area.height() else 20 if needed + 24 <= area.height() else 0
    space = symbol + 4 if symbol else 0
    whole_lines = max(1, (area.height() - space) // metrics.lineSpacing()) * metrics.lineSpacing()
    shown = min(needed, whole_lines)
    top = area.top() + (area.height() - space - shown) // 2
    if symbol:
        painter.drawPixmap(QPoint(box.center().x() + 1 - symbol // 2, top), icons.pixmap("unreadable", symbol, "muted", ratio))
    painter.setFont(style.small)
    painter.setPen(QColor(theme.current().muted))
    painter.save()
    words = QRect(area.left(), top + space, area.width(), shown)
    painter.setClipRect(words, Qt.ClipOperation.IntersectClip)
    painter.drawText(words, _REASON, reason)
    painter.restore()


def blank(size: QSize, ratio: float) -> QPixmap:
    """A transparent pixmap of `size`, with `ratio` device pixels a pixel."""
    pixmap = QPixmap(round(size.width() * ratio), round(size.height() * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


# ---- drawn once ------------------------------------------------------------------------------------------------
# `scheme` is not used below, but it makes a drawing of one scheme another than that of the other.


@lru_cache(maxsize=48)
def _card(width: int, height: int, kind: str, ratio: float, scheme: str) -> QPixmap:
    tokens = theme.current()
    pixmap = blank(QSize(width + 4, height + 4), ratio)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(tokens.surface))
    colour, line = {
        "plain": (tokens.border, 1.0),
        "hover": (tokens.border_strong, 1.0),
        "current": (tokens.accent, 1.5),
        "selected": (tokens.accent, 3.0),
    }[kind]
    outset = 1.0 if kind == "selected" else 0.0
    painter.setPen(QPen(QColor(colour), line))
    edge = QRectF(2, 2, width, height).adjusted(-outset, -outset, outset, outset)
    inner = edge.adjusted(line / 2, line / 2, -line / 2, -line / 2)
    painter.drawRoundedRect(inner, theme.RADIUS_CARD - line / 2 + outset, theme.RADIUS_CARD - line / 2 + outset)
    painter.end()
    return pixmap


@lru_cache(maxsize=16)
def _backdrop(width: int, height: int, ratio: float, scheme: str) -> QPixmap:
    pixmap = blank(QSize(width, height), ratio)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.current().backdrop))
    painter.drawRoundedRect(QRectF(0, 0, width, height), theme.RADIUS_SMALL, theme.RADIUS_SMALL)
    painter.end()
    return pixmap


@lru_cache(maxsize=256)
def _square(colour: str, dashed: bool, ratio: float) -> QPixmap:
    pixmap = blank(QSize(SQUARE, SQUARE), ratio)
    painter = QPainter(pixmap)
    paint_square(painter, QRectF(0, 0, SQUARE, SQUARE), colour, dashed)
    painter.end()
    return pixmap


@lru_cache(maxsize=64)
def _marks(names: tuple[str, ...], ratio: float, scheme: str) -> QPixmap:
    symbols = [icons.pixmap(name, _MARK, "text", ratio) for name in names]
    step = _MARK + _MARK_PAD
    size = QSize(step * len(names) + _MARK_PAD, _MARK + 2 * _MARK_PAD)
    pixmap = blank(size, ratio)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    plate = QColor(theme.current().surface)
    plate.setAlpha(224)  # text on it keeps 4.5:1 over any picture
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(plate)
    painter.drawRoundedRect(QRectF(0, 0, size.width(), size.height()), theme.RADIUS_SMALL, theme.RADIUS_SMALL)
    for place, symbol in enumerate(symbols):
        painter.drawPixmap(_MARK_PAD + place * step, _MARK_PAD, symbol)
    painter.end()
    return pixmap
