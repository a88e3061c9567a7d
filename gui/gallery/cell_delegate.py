"""Paints one card of the gallery: the whole picture on a neutral ground, below it the class or the confidence bars.

Everything that repeats (cards, scaled pictures, cut texts) is drawn once and kept, for a frame holds dozens of cards.
"""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui import theme
from gui.gallery import card_drawings
from gui.gallery.bar_row import elided, paint_bar, paint_row
from gui.gallery.card_style import CardStyle, card_height, card_style
from gui.gallery.scaled_pixmaps import ScaledPixmaps, fitted_rect
from gui.models.cell import MOST_MARKS, WAITING, Cell, CellRole
from gui.models.thumbnail_loader import ThumbnailLoader

_ROOM_FOR_PERCENT = 104  # px; in narrower captions the name needs the room
_MARKS_INSET = 4  # px between the marks and the edges of the picture

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Painted(Enum):
    """What a card still lacks after it has been painted."""

    WHOLE = "nothing"
    ROUGH = "time to scale its picture well"
    WAITING = "its thumbnail"


class CellDelegate(QStyledItemDelegate):
    """Paints the `Cell` that the model hands out under `CellRole`; thumbnails come from `loader`, asked for in the name of `view`."""

    def __init__(self, loader: ThumbnailLoader, parent: QWidget | None = None, view: int = 0) -> None:
        super().__init__(parent)
        self._loader = loader
        self._view = view
        self._scaled = ScaledPixmaps()
        self._styles: dict[tuple[int, int, str], CardStyle] = {}
        self.bars = 0

    def begin_frame(self) -> None:
        """The gallery calls this before it paints its cards."""
        self._scaled.begin_frame()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = option.rect.width() or 160
        return QSize(width, card_height(width, self.bars, option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        cell = index.data(CellRole)
        if isinstance(cell, Cell):
            style = self.style_of(option.rect.width(), option.font)
            self.paint_cell(painter, option.rect.topLeft(), cell, _kind(option.state), style, painter.device().devicePixelRatio())

    def paint_cell(self, painter: QPainter, corner: QPoint, cell: Cell, kind: str, style: CardStyle, ratio: float) -> Painted:
        """Paint `cell` with its top left at `corner`; `kind` is "plain", "hover", "current" or "selected"."""
        painter.drawPixmap(corner.x() - 2, corner.y() - 2, card_drawings.card(style.card, kind, ratio))
        painted = self._paint_picture(painter, style, style.picture.translated(corner), cell, ratio)
        if self.bars or cell.bars:
            self._paint_bars(painter, style, corner, cell)
        else:
            self._paint_caption(painter, style, style.caption.translated(corner), cell, ratio)
        return painted

    def style_of(self, width: int, font: QFont) -> CardStyle:
        """What the cards of this width share; the gallery asks once a frame."""
        key = (width, self.bars, font.key())
        if key not in self._styles:
            if len(self._styles) > 16:
                self._styles.clear()
            self._styles[key] = card_style(width, self.bars, font)
        return self._styles[key]

    # ---- picture ---------------------------------------------------------------------------------------------

    def _paint_picture(self, painter: QPainter, style: CardStyle, box: QRect, cell: Cell, ratio: float) -> Painted:
        if cell.picture is WAITING:
            painter.drawPixmap(box.topLeft(), card_drawings.backdrop(box.size(), ratio))
            return Painted.WHOLE
        source = None if cell.failure else self._loader.pixmap(cell.picture, self._view)
        painted = Painted.WAITING if source is None else self._paint_thumbnail(painter, box, source, ratio)
        if source is None:
            painter.drawPixmap(box.topLeft(), card_drawings.backdrop(box.size(), ratio))
            reason = cell.failure or self._loader.failure(cell.picture)
            if reason:  # needs all the room: no marks upon it
                card_drawings.paint_failure(painter, style, box, reason, ratio)
                return Painted.WHOLE
        if cell.marks:
            plate = card_drawings.marks(cell.marks[:MOST_MARKS], ratio)
            left = box.right() + 1 - _MARKS_INSET - round(plate.deviceIndependentSize().width())
            painter.drawPixmap(left, box.top() + _MARKS_INSET, plate)
        return painted

    def _paint_thumbnail(self, painter: QPainter, box: QRect, source: QPixmap, ratio: float) -> Painted:
        scaled = self._scaled.get(source, box.size(), ratio)
        if scaled is not None:
            painter.drawPixmap(box.topLeft(), scaled)
            return Painted.WHOLE
        painter.drawPixmap(box.topLeft(), card_drawings.backdrop(box.size(), ratio))
        painter.drawPixmap(fitted_rect(source.size(), QRectF(box)).toRect(), source)
        return Painted.ROUGH

    # ---- below the picture -----------------------------------------------------------------------------------

    def _paint_caption(self, painter: QPainter, style: CardStyle, line: QRect, cell: Cell, ratio: float) -> None:
        tokens = theme.current()
        painter.setFont(style.font)
        if not cell.caption:
            painter.setPen(QColor(tokens.muted))
            painter.drawText(line, _LEFT, elided(self.tr("unlabelled"), line.width(), style.font_key))
            return
        tentative = cell.suggested or cell.unsure
        percent = style.percent if cell.percent and line.width() >= _ROOM_FOR_PERCENT else 0
        left = line.left()
        if cell.colour or cell.unsure:
            square = card_drawings.square(cell.colour, tentative, ratio)
            painter.drawPixmap(left, line.center().y() - card_drawings.SQUARE // 2, square)
            left += card_drawings.SQUARE + 6
        name = QRect(left, line.top(), line.right() + 1 - left - percent, line.height())
        painter.setPen(QColor(tokens.muted if tentative else tokens.text))
        painter.drawText(name, _LEFT, _caption(cell, name.width(), style.font_key))
        if percent:
            painter.setPen(QColor(tokens.muted))
            painter.drawText(line, _RIGHT, cell.percent)

    def _paint_bars(self, painter: QPainter, style: CardStyle, corner: QPoint, cell: Cell) -> None:
        tokens = theme.current()
        painter.setFont(style.small)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rows = style.rows[1:] if cell.failure else style.rows  # there the caption stands first
        for row, bar in zip(rows, cell.bars, strict=False):
            paint_row(painter, row.translated(corner), bar, style.row, style.small_key, tokens)
        if cell.failure:
            painter.setPen(QColor(tokens.muted))
            name = style.rows[0].translated(corner)
            painter.drawText(name, _LEFT, elided(cell.caption, name.width(), style.small_key))
        elif not cell.bars:
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


def _caption(cell: Cell, width: int, font_key: str) -> str:
    """The name, with the question mark of a suggestion kept when a long one is cut."""
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
