"""Paints one card of the gallery: the whole picture on a neutral ground, below it the class or the confidence bars.

Everything that repeats (cards, scaled pictures, cut texts) is drawn once and kept, for a frame holds dozens of cards.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui import icons, theme
from gui.models.cell import Cell, CellRole
from gui.models.thumbnail_loader import ThumbnailLoader
from gui.widgets.bar_row import RowStyle, elided, paint_bar, paint_row, row_style
from gui.widgets.labels import paint_square
from gui.widgets.scaled_pixmaps import ScaledPixmaps, fitted_rect

MOST_BARS = 3
_INSET = 7  # px between the card's edge and the picture
_SQUARE = 9
_ROOM_FOR_PERCENT = 104  # px; in narrower captions the name needs the room

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_REASON = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


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


def _picture_height(width: int) -> int:
    return round((width - 2 * _INSET) * 0.75)


def _row_height(font: QFont) -> int:
    return QFontMetrics(theme.small_font(font)).height() + 4


class CellDelegate(QStyledItemDelegate):
    """Paints the `Cell` that the model hands out under `CellRole`; thumbnails come from `loader`."""

    def __init__(self, loader: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loader = loader
        self._scaled = ScaledPixmaps()
        self._cards: dict[tuple[int, int, str, float, str], QPixmap] = {}
        self._styles: dict[tuple[int, int, str], CardStyle] = {}
        self.bars = 0

    def begin_frame(self) -> None:
        """The gallery calls this before it paints its cards."""
        self._scaled.begin_frame()

    @property
    def complete(self) -> bool:
        """Whether the last frame showed all pictures at their best."""
        return self._scaled.complete

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = option.rect.width() or 160
        return QSize(width, card_height(width, self.bars, option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        cell = index.data(CellRole)
        if isinstance(cell, Cell):
            style = self.style_of(option.rect.width(), option.font)
            self.paint_cell(painter, option.rect.topLeft(), cell, _kind(option.state), style, painter.device().devicePixelRatio())

    def paint_cell(self, painter: QPainter, corner: QPoint, cell: Cell, kind: str, style: CardStyle, ratio: float) -> bool:
        """Paint `cell` with its top left at `corner`; False if its thumbnail is still on its way.

        `kind` is "plain", "hover", "current" or "selected".
        """
        painter.drawPixmap(corner.x() - 2, corner.y() - 2, self._card(style.card, kind, ratio))
        arrived = self._paint_picture(painter, style, style.picture.translated(corner), cell, ratio)
        if self.bars or cell.bars:
            self._paint_bars(painter, style, corner, cell)
        else:
            self._paint_caption(painter, style, style.caption.translated(corner), cell, ratio)
        return arrived

    # ---- picture ---------------------------------------------------------------------------------------------

    def _paint_picture(self, painter: QPainter, style: CardStyle, box: QRect, cell: Cell, ratio: float) -> bool:
        source = None if cell.failure else self._loader.pixmap(cell.picture)
        if source is not None:
            self._paint_thumbnail(painter, box, source, ratio)
            return True
        painter.drawPixmap(box.topLeft(), self._card(box.size(), "backdrop", ratio))
        reason = cell.failure or self._loader.failure(cell.picture)
        if reason:
            _paint_failure(painter, style, box, reason, ratio)
        return bool(reason)

    def _paint_thumbnail(self, painter: QPainter, box: QRect, source: QPixmap, ratio: float) -> None:
        scaled = self._scaled.get(source, box.size(), ratio)
        if scaled is not None:
            painter.drawPixmap(box.topLeft(), scaled)
            return
        painter.drawPixmap(box.topLeft(), self._card(box.size(), "backdrop", ratio))
        painter.drawPixmap(fitted_rect(source.size(), QRectF(box)).toRect(), source)

    # ---- below the picture -----------------------------------------------------------------------------------

    def _paint_caption(self, painter: QPainter, style: CardStyle, line: QRect, cell: Cell, ratio: float) -> None:
        tokens = theme.current()
        painter.setFont(style.font)
        if not cell.caption:
            painter.setPen(QColor(tokens.muted))
            painter.drawText(line, _LEFT, elided(self.tr("unlabelled"), line.width(), style.font_key))
            return
        percent = style.percent if cell.percent and line.width() >= _ROOM_FOR_PERCENT else 0
        left = line.left()
        if cell.colour:
            painter.drawPixmap(left, line.center().y() - _SQUARE // 2, _square(cell.colour, cell.suggested, ratio))
            left += _SQUARE + 6
        name = QRect(left, line.top(), line.right() + 1 - left - percent, line.height())
        painter.setPen(QColor(tokens.muted if cell.suggested else tokens.text))
        painter.drawText(name, _LEFT, _caption(cell, name.width(), style.font_key))
        if percent:
            painter.setPen(QColor(tokens.muted))
            painter.drawText(line, _RIGHT, cell.percent)

    def _paint_bars(self, painter: QPainter, style: CardStyle, corner: QPoint, cell: Cell) -> None:
        tokens = theme.current()
        painter.setFont(style.small)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, bar in zip(style.rows, cell.bars, strict=False):
            paint_row(painter, row.translated(corner), bar, style.row, style.small_key, tokens)
        if not cell.bars and not cell.failure:
            self._paint_waiting_bars(painter, style, corner)

    def _paint_waiting_bars(self, painter: QPainter, style: CardStyle, corner: QPoint) -> None:
        """Empty tracks where the answer will stand."""
        tokens = theme.current()
        for row, share in zip(style.rows, (0.38, 0.3, 0.34), strict=False):
            middle = row.translated(corner).center().y()
            left = corner.x() + row.left()
            paint_bar(painter, QRectF(left, middle - 3, row.width() * share, 6), 0.0, "", tokens)
            if style.row.bar:
                paint_bar(painter, QRectF(left + style.row.name + style.row.gap, middle - 3, style.row.bar, 6), 0.0, "", tokens)

    # ---- what is drawn once ----------------------------------------------------------------------------------

    def style_of(self, width: int, font: QFont) -> CardStyle:
        """What the cards of this width share; the gallery asks once a frame."""
        key = (width, self.bars, font.key())
        if key not in self._styles:
            if len(self._styles) > 16:
                self._styles.clear()
            self._styles[key] = _made_style(width, self.bars or MOST_BARS, card_height(width, self.bars, font), font)
        return self._styles[key]

    def _card(self, size: QSize, kind: str, ratio: float) -> QPixmap:
        key = (size.width(), size.height(), kind, ratio, theme.current().scheme)
        if key not in self._cards:
            if len(self._cards) > 48:
                self._cards.clear()
            self._cards[key] = _drawn_backdrop(size, ratio) if kind == "backdrop" else _drawn_card(size, kind, ratio)
        return self._cards[key]


@lru_cache(maxsize=256)
def _square(colour: str, suggested: bool, ratio: float) -> QPixmap:
    pixmap = _blank(QSize(_SQUARE, _SQUARE), ratio)
    painter = QPainter(pixmap)
    paint_square(painter, QRectF(0, 0, _SQUARE, _SQUARE), colour, suggested)
    painter.end()
    return pixmap


def _caption(cell: Cell, width: int, font_key: str) -> str:
    """The name, with its question mark kept when a long one is cut."""
    if not cell.suggested:
        return elided(cell.caption, width, font_key)
    whole = elided(f"{cell.caption}?", width, font_key)
    return whole if whole.endswith("?") else elided(cell.caption, max(0, width - 8), font_key) + "?"


def _kind(state: QStyle.StateFlag) -> str:
    if state & QStyle.StateFlag.State_Selected:
        return "selected"
    if state & QStyle.StateFlag.State_HasFocus:
        return "current"
    return "hover" if state & QStyle.StateFlag.State_MouseOver else "plain"


def _made_style(width: int, bars: int, height: int, font: QFont) -> CardStyle:
    small = theme.small_font(font)
    picture = QRect(_INSET, _INSET, width - 2 * _INSET, _picture_height(width))
    below = picture.bottom() + 1
    row_height = _row_height(font)
    rows = tuple(QRect(_INSET, below + 4 + n * row_height, picture.width(), row_height) for n in range(min(bars, MOST_BARS)))
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


def _paint_failure(painter: QPainter, style: CardStyle, box: QRect, reason: str, ratio: float) -> None:
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


def _blank(size: QSize, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(size.width() * ratio), round(size.height() * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


def _drawn_card(size: QSize, kind: str, ratio: float) -> QPixmap:
    """A card with two pixels of room around it, for the frame of the selection."""
    tokens = theme.current()
    pixmap = _blank(size + QSize(4, 4), ratio)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(tokens.surface))
    colour, width = {
        "plain": (tokens.border, 1.0),
        "hover": (tokens.border_strong, 1.0),
        "current": (tokens.accent, 1.5),
        "selected": (tokens.accent, 3.0),
    }[kind]
    outset = 1.0 if kind == "selected" else 0.0
    painter.setPen(QPen(QColor(colour), width))
    edge = QRectF(2, 2, size.width(), size.height()).adjusted(-outset, -outset, outset, outset)
    inner = edge.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.drawRoundedRect(inner, theme.RADIUS_CARD - width / 2 + outset, theme.RADIUS_CARD - width / 2 + outset)
    painter.end()
    return pixmap


def _drawn_backdrop(size: QSize, ratio: float) -> QPixmap:
    pixmap = _blank(size, ratio)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.current().backdrop))
    painter.drawRoundedRect(QRectF(0, 0, size.width(), size.height()), theme.RADIUS_SMALL, theme.RADIUS_SMALL)
    painter.end()
    return pixmap
