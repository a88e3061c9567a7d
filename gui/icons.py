"""Icons by meaning, drawn from the Phosphor font in the colours of the theme at the moment they are painted.

QtAwesome, which brings the font, is first imported when the first icon is painted.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QIconEngine, QPainter, QPixmap

from gui import theme

_FAMILY = "ph"
_NAMES = {
    "label": "tag",
    "train": "trend-up",
    "evaluate": "grid-four",
    "classify": "folder-open",
    "undo": "arrow-u-up-left",
    "redo": "arrow-u-up-right",
    "add": "plus",
    "delete": "trash",
    "rename": "pencil-simple",
    "colour": "palette",
    "folder": "folder",
    "open": "folder-notch-open",
    "new": "file-plus",
    "sample": "flower-lotus",
    "play": "play",
    "pause": "pause",
    "stop": "stop",
    "cancel": "x-circle",
    "export": "export",
    "import": "download-simple",
    "search": "magnifying-glass",
    "zoom": "magnifying-glass-plus",
    "settings": "gear-six",
    "help": "question",
    "warning": "warning",
    "error": "warning-circle",
    "info": "info",
    "check": "check",
    "accept": "check-circle",
    "up": "caret-up",
    "down": "caret-down",
    "right": "caret-right",
    "more": "dots-three",
    "picture": "image-square",
    "unreadable": "file-x",
    "unlabelled": "circle-dashed",
    "suggestion": "sparkle",
    "report": "file-text",
    "sort": "sort-ascending",
    "move": "folder-simple-plus",
    "refresh": "arrow-clockwise",
    "small": "squares-four",
    "large": "square",
    "close": "x",
    "filter": "funnel-simple",
    "group": "rows",
    "view": "bookmark-simple",
    "left": "caret-left",
    "history": "clock-counter-clockwise",
    "copies": "copy",
    "compare": "columns",
    "pin": "push-pin",
    "example": "star",
    "select": "selection-all",
    "next": "skip-forward",
    "split": "chart-pie-slice",
    "backup": "archive",
    "heat": "fire",
    "watch": "eye",
    "options": "sliders-horizontal",
}
NAMES = tuple(_NAMES)


def icon(name: str, colour: str = "") -> QIcon:
    """The icon that means `name`. `colour` names a field of `theme.Tokens`; without it, it is text-like and follows its widget's state."""
    return QIcon(_GlyphEngine(_NAMES[name], colour))


def pixmap(name: str, size: int, colour: str, ratio: float = 1.0) -> QPixmap:
    """The icon `name` at `size` px in the theme's `colour`, for widgets that paint themselves; `ratio` device pixels a pixel."""
    return _glyph_pixmap(_NAMES[name], round(size * ratio), getattr(theme.current(), colour), ratio)


class _GlyphEngine(QIconEngine):
    """Paints one glyph; asks for its colour each time, so that icons change with the theme by themselves."""

    def __init__(self, glyph: str, colour: str) -> None:
        super().__init__()
        self._glyph = glyph
        self._colour = colour

    def clone(self) -> QIconEngine:
        return _GlyphEngine(self._glyph, self._colour)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        _draw(painter, rect, self._glyph, self._current_colour(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        if size.isEmpty():  # its widget has no room yet
            return QPixmap()
        square = _glyph_pixmap(self._glyph, min(size.width(), size.height()), self._current_colour(mode, state), 1.0)
        return square if size.width() == size.height() else _at_left(square, size)

    def _current_colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        tokens = theme.current()
        if mode == QIcon.Mode.Disabled:
            return tokens.disabled
        if self._colour:
            return str(getattr(tokens, self._colour))
        if state == QIcon.State.On or mode == QIcon.Mode.Selected:
            return tokens.accent_text
        return tokens.text if mode == QIcon.Mode.Active else tokens.muted


def _at_left(square: QPixmap, size: QSize) -> QPixmap:
    wide = QPixmap(size)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(0, (size.height() - square.height()) // 2, square)
    painter.end()
    return wide


@lru_cache(maxsize=512)
def _glyph_pixmap(glyph: str, pixels: int, colour: str, ratio: float) -> QPixmap:
    image = QPixmap(pixels, pixels)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    _draw(painter, QRect(QPoint(0, 0), image.size()), glyph, colour)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def _draw(painter: QPainter, rect: QRect, glyph: str, colour: str) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setPen(QColor(colour))
    painter.setFont(_font(min(rect.width(), rect.height())))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, _character(glyph))
    painter.restore()


@lru_cache(maxsize=64)
def _font(pixels: int) -> QFont:
    import qtawesome

    font = QFont(qtawesome.font(_FAMILY, pixels))
    font.setPixelSize(max(1, pixels))
    return font


@lru_cache(maxsize=256)
def _character(glyph: str) -> str:
    import qtawesome

    return str(qtawesome.charmap(f"{_FAMILY}.{glyph}"))
