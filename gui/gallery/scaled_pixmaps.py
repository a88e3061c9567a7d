"""Thumbnails scaled to the size at which a card shows them, with rounded corners and backdrop, in bounded memory.

Scaling well takes time, so a frame may only scale for a few milliseconds; the rest is drawn roughly and comes in the next frames.
"""

from __future__ import annotations

import time
from collections import OrderedDict

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPixmap

from gui import theme

_MEMORY = 96 * 1024 * 1024  # bytes
_BUDGET = 0.003  # s of scaling in one frame
_TINY = 64  # px; pictures up to this size are enlarged with their pixels kept visible

_Key = tuple[int, int, int, float, str]


class ScaledPixmaps:
    """A cache for one delegate."""

    def __init__(self) -> None:
        self._pixmaps: OrderedDict[_Key, QPixmap] = OrderedDict()
        self._used = 0
        self._spent = 0.0

    def begin_frame(self) -> None:
        """Give the frame its share of time."""
        self._spent = 0.0

    def get(self, source: QPixmap, size: QSize, ratio: float) -> QPixmap | None:
        """`source` fitted into `size`, or None if this frame has no time left to make it."""
        tokens = theme.current()
        key = (source.cacheKey(), size.width(), size.height(), ratio, tokens.scheme)
        found = self._pixmaps.get(key)
        if found is not None:
            self._pixmaps.move_to_end(key)
            return found
        if self._spent > _BUDGET:
            return None
        started = time.perf_counter()
        made = _fitted(source, size, ratio, QColor(tokens.backdrop))
        self._keep(key, made)
        self._spent += time.perf_counter() - started
        return made

    def _keep(self, key: _Key, pixmap: QPixmap) -> None:
        self._pixmaps[key] = pixmap
        self._used += _bytes_of(pixmap)
        while self._used > _MEMORY and len(self._pixmaps) > 1:
            _, oldest = self._pixmaps.popitem(last=False)
            self._used -= _bytes_of(oldest)


def fitted_rect(picture: QSize, box: QRectF) -> QRectF:
    """Where a picture of that size lies when it is shown whole in the middle of `box`."""
    scale = min(box.width() / max(1, picture.width()), box.height() / max(1, picture.height()))
    width, height = picture.width() * scale, picture.height() * scale
    return QRectF(box.x() + (box.width() - width) / 2, box.y() + (box.height() - height) / 2, width, height)


def is_tiny(picture: QSize) -> bool:
    return max(picture.width(), picture.height()) <= _TINY


def _fitted(source: QPixmap, size: QSize, ratio: float, backdrop: QColor) -> QPixmap:
    pixels = QSize(round(size.width() * ratio), round(size.height() * ratio))
    flat = QPixmap(pixels)
    flat.fill(backdrop)
    painter = QPainter(flat)
    target = _snapped(fitted_rect(source.size(), QRectF(0, 0, pixels.width(), pixels.height())), pixels)
    mode = Qt.TransformationMode.FastTransformation if is_tiny(source.size()) else Qt.TransformationMode.SmoothTransformation
    scaled = source.scaled(target.size(), Qt.AspectRatioMode.IgnoreAspectRatio, mode)
    painter.drawPixmap(target.topLeft(), scaled)
    painter.end()
    return _rounded(flat, theme.RADIUS_SMALL * ratio, ratio)


def _snapped(rect: QRectF, box: QSize) -> QRect:
    """Whole pixels, and the full box where a gap of one or two pixels would remain."""
    left, top = round(rect.left()), round(rect.top())
    if left <= 2:
        left = 0
    if top <= 2:
        top = 0
    return QRect(left, top, max(1, box.width() - 2 * left), max(1, box.height() - 2 * top))


def _rounded(flat: QPixmap, radius: float, ratio: float) -> QPixmap:
    result = QPixmap(flat.size())
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(flat))
    painter.setBrushOrigin(QPointF(0, 0))
    painter.drawRoundedRect(QRectF(0, 0, flat.width(), flat.height()), radius, radius)
    painter.end()
    result.setDevicePixelRatio(ratio)
    return result


def _bytes_of(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
