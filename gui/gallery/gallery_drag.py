"""A selection of a gallery on its way to a class: what is dragged, and what that looks like under the pointer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QDrag, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.gallery.card_drawings import blank
from gui.gallery.scaled_pixmaps import fitted_rect
from gui.models.cell import SAMPLES_MIME
from gui.widgets.chips import grouped

_PICTURE = QSize(84, 63)
_STEP = 7  # px between the corners of stacked pictures
_PAD = 3  # px around a picture, within its card
_OVERHANG = 9  # px by which the badge stands out
MOST_PICTURES = 3


def samples_drag(source: QWidget, count: int, pictures: Sequence[QPixmap]) -> QDrag:
    """A drag of `count` samples; who receives it asks the page which ones. `pictures` lie on top of each other, the first uppermost."""
    mime = QMimeData()
    mime.setData(SAMPLES_MIME, str(count).encode())
    drag = QDrag(source)
    drag.setMimeData(mime)
    drag.setPixmap(drag_pixmap(pictures[:MOST_PICTURES], count, source.font(), source.devicePixelRatioF()))
    drag.setHotSpot(QPoint(0, 0))  # all of it lies below the tip of the pointer, which so stays free to aim
    return drag


def drag_pixmap(pictures: Sequence[QPixmap], count: int, font: QFont, ratio: float) -> QPixmap:
    """Up to three stacked pictures, and how many there are where it is more than one."""
    layers = max(1, min(MOST_PICTURES, count, len(pictures)))
    card = _PICTURE + QSize(2 * _PAD, 2 * _PAD)
    spread = _STEP * (layers - 1)
    badge = _badge_size(count, font) if count > 1 else QSize(0, 0)
    whole = QSize(max(card.width() + spread, badge.width()) + _OVERHANG, card.height() + spread + _OVERHANG)
    pixmap = blank(whole, ratio)
    painter = QPainter(pixmap)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    for layer in reversed(range(layers)):
        corner = QPoint(layer, layer) * _STEP
        _paint_card(painter, QRect(corner, card), pictures[layer] if layer < len(pictures) else None)
    if count > 1:
        right, bottom = whole.width(), card.height() + spread + _OVERHANG
        _paint_badge(painter, QRect(QPoint(right - badge.width(), bottom - badge.height()), badge), count, font)
    painter.end()
    return pixmap


def _paint_card(painter: QPainter, rect: QRect, picture: QPixmap | None) -> None:
    tokens = theme.current()
    edge = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(QColor(tokens.border_strong), 1))
    painter.setBrush(QColor(tokens.surface))
    painter.drawRoundedRect(edge, theme.RADIUS, theme.RADIUS)
    box = QRectF(rect).adjusted(_PAD, _PAD, -_PAD, -_PAD)
    path = QPainterPath()
    path.addRoundedRect(box, theme.RADIUS - _PAD, theme.RADIUS - _PAD)
    painter.fillPath(path, QColor(tokens.backdrop))
    if picture is not None:
        painter.save()
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.drawPixmap(fitted_rect(picture.size(), box), picture, QRectF(picture.rect()))
        painter.restore()


def _badge_font(font: QFont) -> QFont:
    return theme.scaled_font(font, 11.5 / 13, QFont.Weight.Bold)


def _badge_size(count: int, font: QFont) -> QSize:
    metrics = QFontMetrics(_badge_font(font))
    height = metrics.height() + 6
    return QSize(max(height, metrics.horizontalAdvance(grouped(count)) + 14), height)


def _paint_badge(painter: QPainter, rect: QRect, count: int, font: QFont) -> None:
    tokens = theme.current()
    edge = QRectF(rect).adjusted(1, 1, -1, -1)
    painter.setPen(QPen(QColor(tokens.surface), 2))
    painter.setBrush(QColor(tokens.accent))
    painter.drawRoundedRect(edge, edge.height() / 2, edge.height() / 2)
    painter.setFont(_badge_font(font))
    painter.setPen(QColor(tokens.on_accent))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, grouped(count))
