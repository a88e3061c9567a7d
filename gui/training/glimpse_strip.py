"""A few validation pictures as the network sees them while it learns: how sure it is of the true class, and of the strongest other one.

It paints itself: eight pictures with moving bars as widgets would lay out the page anew twenty times a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine.classifier.values import Glimpse, Prediction
from gui import icons, theme
from gui.gallery import card_drawings
from gui.gallery.bar_row import elided, paint_bar, percent_text
from gui.models.cell import Bar, PictureKey
from gui.models.thumbnail_loader import ThumbnailLoader

_NARROWEST, _WIDEST, _GAP = 104, 184, 12  # px of a cell, and between two
_SHAPE = 0.72  # height of a picture by its width
_MOST = 8
_ANIMATION_MS = 350
_BAR = 4  # px
_MARK, _MARK_GLYPH, _FRAME = 20, 14, 2.5  # px
_MARKS = {True: ("check", "success"), False: ("close", "danger")}  # icon and colour; the frame of what is wrong is broken, too


@dataclass(frozen=True)
class _Cell:
    picture: PictureKey
    right: bool
    rows: tuple[Bar, ...]  # the true class, then the strongest other one
    before: tuple[float, ...]  # what the rows showed the last time


class GlimpseStrip(QWidget):
    """Shows as many of the pictures as there is room for."""

    def __init__(self, thumbnails: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._names: Sequence[str] = ()
        self._colours: Sequence[str] = ()
        self._predictions: tuple[Prediction, ...] = ()
        self._cells: list[_Cell] = []
        self._drawn: dict[PictureKey, QPixmap] = {}  # cut and rounded once, since the bars move in front of them
        self._drawn_for: tuple[QSize, float] = (QSize(), 0.0)
        self._share = 1.0  # of the way from what was shown to what is
        self._animation = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=_ANIMATION_MS)
        self._animation.valueChanged.connect(self._on_step)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(self.tr("Validation pictures as it learns"))
        thumbnails.loaded_many.connect(self._on_loaded)

    def begin(self, names: Sequence[str], colours: Sequence[str]) -> None:
        """Forget what was shown; the pictures to come are of these classes."""
        self._animation.stop()
        self._names, self._colours = tuple(names), tuple(colours)
        self._predictions, self._cells = (), []
        self._drawn.clear()
        self.update()

    def show_glimpse(self, glimpse: Glimpse) -> None:
        """The bars move softly to their new lengths, unless news come in faster than that."""
        busy = self._animation.state() == QVariantAnimation.State.Running
        old = self._predictions
        self._predictions = glimpse.predictions[:_MOST]
        pairs = zip(self._predictions, glimpse.targets, strict=False)
        self._cells = [
            self._cell(prediction, target, old[place] if place < len(old) else None) for place, (prediction, target) in enumerate(pairs)
        ]
        self.setAccessibleDescription("; ".join(map(_sentence, self._cells)))
        if busy or not old or not self.isVisible():
            self._animation.stop()
            self._share = 1.0
            self.update()
        else:
            self._animation.start()

    def cells_right(self) -> list[bool]:
        """Which of the pictures the network names rightly."""
        return [cell.right for cell in self._cells]

    def _cell(self, prediction: Prediction, target: int, old: Prediction | None) -> _Cell:
        chances = prediction.probabilities
        rival = next((index for index, _ in prediction.ranked(2) if index != target), None)
        shown = [index for index in (target, rival) if index is not None and index < len(chances)]
        before = tuple(old.probabilities[index] if old and index < len(old.probabilities) else 0.0 for index in shown)
        right = bool(chances) and prediction.ranked(1)[0][0] == target
        rows = tuple(Bar(self._name(index), self._colour(index), chances[index]) for index in shown)
        return _Cell(PictureKey(prediction.path), right, rows, before)

    def _name(self, index: int) -> str:
        return self._names[index] if index < len(self._names) else str(index + 1)

    def _colour(self, index: int) -> str:
        return self._colours[index] if index < len(self._colours) else theme.current().accent

    # ---- painting ------------------------------------------------------------------------------------------

    def _fitting(self) -> int:
        return max(1, min(_MOST, (self.width() + _GAP) // (_NARROWEST + _GAP)))

    def _cell_width(self) -> int:
        count = self._fitting()
        return min(_WIDEST, (self.width() - (count - 1) * _GAP) // count)

    def _line(self) -> int:
        return QFontMetrics(theme.small_font(self.font())).height()

    def _height_for(self, cell: int) -> int:
        return round(cell * _SHAPE) + 2 * (theme.STEP + self._line() + 2 + _BAR)

    def sizeHint(self) -> QSize:
        return QSize(_MOST * (_NARROWEST + _GAP) - _GAP, self._height_for(_NARROWEST))

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, self._height_for(_NARROWEST))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        count = max(1, min(_MOST, (width + _GAP) // (_NARROWEST + _GAP)))
        return self._height_for(min(_WIDEST, (width - (count - 1) * _GAP) // count))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setFont(theme.small_font(self.font()))
        width = self._cell_width()
        for place, cell in enumerate(self._cells[: self._fitting()]):
            left = place * (width + _GAP)
            box = QRect(left, 0, width, round(width * _SHAPE))
            self._paint_picture(painter, cell, box)
            self._paint_rows(painter, cell, QRect(left, box.height(), width, self.height() - box.height()))
        painter.end()

    def _paint_picture(self, painter: QPainter, cell: _Cell, box: QRect) -> None:
        ratio = self.devicePixelRatioF()
        if self._drawn_for != (box.size(), ratio):
            self._drawn_for = (box.size(), ratio)
            self._drawn.clear()
        drawn = self._drawn.get(cell.picture)
        thumbnail = self._thumbnails.pixmap(cell.picture) if drawn is None else None
        if thumbnail is not None:
            drawn = self._drawn[cell.picture] = _rounded(thumbnail, box.size(), ratio)
        painter.drawPixmap(box.topLeft(), drawn or card_drawings.backdrop(box.size(), ratio))
        _paint_mark(painter, box, cell.right, ratio)

    def _paint_rows(self, painter: QPainter, cell: _Cell, area: QRect) -> None:
        tokens, line = theme.current(), self._line()
        font = painter.font().toString()
        top = area.y()
        for number, (bar, before) in enumerate(zip(cell.rows, cell.before, strict=True)):
            top += theme.STEP
            chance = before + (bar.probability - before) * self._share
            percent = percent_text(round(chance, 3))
            text = QRect(area.x(), top, area.width(), line)
            painter.setPen(QColor(tokens.text if number == 0 else tokens.muted))
            name = elided(bar.name, area.width() - painter.fontMetrics().horizontalAdvance(percent) - 6, font)
            painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
            painter.setPen(QColor(tokens.muted))
            painter.drawText(text, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, percent)
            paint_bar(painter, QRectF(area.x(), top + line + 2, area.width(), _BAR), chance, bar.colour, tokens)
            top += line + 2 + _BAR

    def _on_step(self, share: float) -> None:
        self._share = share
        self.update()

    def _on_loaded(self, keys: list[PictureKey]) -> None:
        if any(cell.picture in keys for cell in self._cells):
            self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = event.pos().x() // (self._cell_width() + _GAP)
            tip = f"{self._cells[place].picture.path.name}\n{_sentence(self._cells[place])}" if place < len(self._cells) else ""
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)


def _paint_mark(painter: QPainter, box: QRect, right: bool, ratio: float) -> None:
    """A frame and, at its corner, a disc for what is right or a square for what is wrong: by colour and by shape."""
    tokens, (name, colour) = theme.current(), _MARKS[right]
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(getattr(tokens, colour)), _FRAME, Qt.PenStyle.SolidLine if right else Qt.PenStyle.DashLine))
    inner = QRectF(box).adjusted(_FRAME / 2, _FRAME / 2, -_FRAME / 2, -_FRAME / 2)
    painter.drawRoundedRect(inner, theme.RADIUS_SMALL, theme.RADIUS_SMALL)
    plate = QRectF(box.x() + 2 * theme.STEP, box.y() + 2 * theme.STEP, _MARK, _MARK)
    painter.setPen(QPen(QColor(tokens.surface), 1.5))
    painter.setBrush(QColor(getattr(tokens, colour)))
    corner = _MARK / 2 if right else theme.STEP
    painter.drawRoundedRect(plate, corner, corner)
    place = plate.topLeft() + QPointF((_MARK - _MARK_GLYPH) / 2, (_MARK - _MARK_GLYPH) / 2)
    painter.drawPixmap(place, icons.pixmap(name, _MARK_GLYPH, "surface", ratio))
    painter.restore()


def _rounded(thumbnail: QPixmap, size: QSize, ratio: float) -> QPixmap:
    """The middle of the thumbnail, as large as `size`."""
    pixmap = card_drawings.blank(size, ratio)
    box, frame = QRectF(0, 0, size.width(), size.height()), QPainterPath()
    frame.addRoundedRect(box, theme.RADIUS_SMALL, theme.RADIUS_SMALL)
    painter = QPainter(pixmap)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(frame)
    painter.drawPixmap(box, thumbnail, _cut(thumbnail.size(), size))
    painter.end()
    return pixmap


def _cut(picture: QSize, box: QSize) -> QRectF:
    """The middle of the picture in the shape of the box."""
    scale = min(picture.width() / max(1, box.width()), picture.height() / max(1, box.height()))
    width, height = box.width() * scale, box.height() * scale
    return QRectF((picture.width() - width) / 2, (picture.height() - height) / 2, width, height)


def _sentence(cell: _Cell) -> str:
    return ("✓ " if cell.right else "✗ ") + ", ".join(f"{bar.name} {percent_text(bar.probability)}" for bar in cell.rows)
