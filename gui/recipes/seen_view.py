"""Pictures as the network receives them: a row for each, the original at the left, the plain view, then the random ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.text import reason
from gui.widgets.labels import paint_square

_GAP = 2 * theme.STEP
_CAPTION = 6 * theme.STEP  # px below the pictures of a row
_LEAST, _MOST = 72, 184  # px, side of a cell
NARROWEST = 6 * _LEAST + 5 * _GAP  # px, of four random views
_SQUARE = 10
_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class SeenRow:
    """One picture. `frame` is what the plain view shows of the original, as shares (left, top, width, height) of its size."""

    path: Path
    original: QImage = field(default_factory=QImage, repr=False, compare=False)
    frame: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    plain: QImage = field(default_factory=QImage, repr=False, compare=False)
    views: tuple[QImage, ...] = field(default=(), repr=False, compare=False)
    failure: str = ""


@dataclass(frozen=True)
class RowName:
    """What stands below a row: the class and its colour, empty for a picture without a label."""

    name: str
    class_name: str = ""
    colour: str = ""


class SeenView(QWidget):
    """As wide as there is room, as high as its rows; small inputs are enlarged without smoothing, so that their pixels can be counted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[SeenRow] = ()
        self._names: Sequence[RowName] = ()
        self._scaled: dict[tuple[int, int], QPixmap] = {}
        self._at = (0, 0.0)  # the side and the device pixel ratio that `_scaled` was made for
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setObjectName("contents")  # as of a scroll area: the card behind it shows through
        self.setAccessibleName(self.tr("Pictures as the model sees them"))

    def rows(self) -> Sequence[SeenRow]:
        return self._rows

    def set_rows(self, rows: Sequence[SeenRow], names: Sequence[RowName]) -> None:
        self._rows, self._names = rows, names
        self._scaled.clear()
        self.setAccessibleDescription("; ".join(self._caption(name) for name in names))
        self.updateGeometry()
        self.update()

    # ---- where things are ------------------------------------------------------------------------------------

    def _columns(self) -> int:
        return 2 + max((len(row.views) for row in self._rows), default=0)

    def _side(self, width: int) -> int:
        columns = self._columns()
        return max(_LEAST, min(_MOST, (width - (columns - 1) * _GAP) // columns))

    def _head(self) -> int:
        return self.fontMetrics().height() + 3 * theme.STEP

    def _cell(self, row: int, column: int) -> QRect:
        side = self._side(self.width())
        return QRect(column * (side + _GAP), self._head() + row * (side + _CAPTION + theme.STEP), side, side)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._head() + len(self._rows) * (self._side(width) + _CAPTION + theme.STEP)

    def sizeHint(self) -> QSize:
        return QSize(self._columns() * (140 + _GAP), self.heightForWidth(self._columns() * (140 + _GAP)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._columns() * (_LEAST + _GAP) - _GAP, 0)

    # ---- painting --------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._rows:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_heads(painter)
        for number in range(len(self._rows)):
            if self._cell(number, 0).adjusted(0, 0, 0, _CAPTION).intersects(event.rect().adjusted(-self.width(), 0, 0, 0)):
                self._paint_row(painter, number)
        painter.end()

    def _paint_heads(self, painter: QPainter) -> None:
        painter.setFont(theme.scaled_font(self.font(), 12 / 13, QFont.Weight.DemiBold))
        painter.setPen(QColor(theme.current().muted))
        heads = {0: self.tr("Original"), 1: self.tr("Plain view"), 2: self.tr("Augmented views, as in training")}
        for column, text in heads.items():
            if column < self._columns():
                last = self._columns() - 1 if column == 2 else column
                line = QRect(self._cell(0, column).left(), 0, self._cell(0, last).right() - self._cell(0, column).left(), self._head())
                shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, line.width())
                painter.drawText(line, _LEFT, shown)

    def _paint_row(self, painter: QPainter, number: int) -> None:
        row = self._rows[number]
        if row.failure:
            self._paint_failure(painter, number)
        else:
            self._paint_original(painter, self._cell(number, 0), number)
        for column, image in enumerate(() if row.failure else (row.plain, *row.views), 1):
            self._paint_picture(painter, self._cell(number, column), image, (number, column))
        self._paint_caption(painter, number)

    def _paint_picture(self, painter: QPainter, cell: QRect, image: QImage, key: tuple[int, int]) -> QRect:
        """Paints `image` in the middle of its cell and returns where."""
        pixmap = self._pixmap(image, key, cell.width())
        size = pixmap.deviceIndependentSize().toSize()
        place = QRect(cell.left() + (cell.width() - size.width()) // 2, cell.top() + (cell.height() - size.height()) // 2, *size.toTuple())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.current().backdrop))
        painter.drawRoundedRect(cell, theme.RADIUS_SMALL, theme.RADIUS_SMALL)
        painter.save()
        path = QPainterPath()
        path.addRoundedRect(QRectF(place), 3, 3)
        painter.setClipPath(path)
        painter.drawPixmap(place.topLeft(), pixmap)
        painter.restore()
        return place

    def _paint_original(self, painter: QPainter, cell: QRect, number: int) -> None:
        """The whole picture; what the network is not shown lies in the shade."""
        row = self._rows[number]
        place = QRectF(self._paint_picture(painter, cell, row.original, (number, 0)))
        left, top, width, height = row.frame
        frame = QRectF(
            place.left() + left * place.width(), place.top() + top * place.height(), width * place.width(), height * place.height()
        )
        seen = frame.intersected(place)
        shade = QPainterPath()
        shade.addRect(place)
        hole = QPainterPath()
        hole.addRect(seen)
        painter.fillPath(shade.subtracted(hole), QColor(0, 0, 0, 130))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, wide in (("#000000", 3.0), ("#ffffff", 1.5)):  # visible on any picture
            painter.setPen(QPen(QColor(colour), wide))
            painter.drawRect(seen.adjusted(1, 1, -1, -1))

    def _paint_failure(self, painter: QPainter, number: int) -> None:
        """A picture that cannot be read takes the room of its row to say so."""
        tokens = theme.current()
        cell = self._cell(number, 0).united(self._cell(number, self._columns() - 1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.backdrop))
        painter.drawRoundedRect(cell, theme.RADIUS_SMALL, theme.RADIUS_SMALL)
        painter.setFont(self.font())
        painter.setPen(QColor(tokens.muted))
        text = self.tr("This picture cannot be read: {0}.").format(reason(self._rows[number].failure))
        painter.drawText(cell.adjusted(12, 0, -12, 0), _CENTRE | Qt.TextFlag.TextWordWrap, text)

    def _paint_caption(self, painter: QPainter, number: int) -> None:
        cell, name = self._cell(number, 0), self._names[number]
        line = QRect(cell.left(), cell.bottom() + 1, self.width() - cell.left(), _CAPTION)
        if name.colour:
            square = QRectF(line.left(), line.center().y() - _SQUARE / 2 + 0.5, _SQUARE, _SQUARE)
            paint_square(painter, square, name.colour, suggested=False)
            line.setLeft(line.left() + _SQUARE + theme.STEP + 2)
        painter.setFont(theme.small_font(self.font()))
        painter.setPen(QColor(theme.current().muted))
        painter.drawText(line, _LEFT, painter.fontMetrics().elidedText(self._caption(name), Qt.TextElideMode.ElideMiddle, line.width()))

    def _caption(self, name: RowName) -> str:
        return f"{name.class_name} · {name.name}" if name.class_name else name.name

    def _pixmap(self, image: QImage, key: tuple[int, int], side: int) -> QPixmap:
        ratio = self.devicePixelRatioF()
        if self._at != (side, ratio):
            self._scaled.clear()
            self._at = (side, ratio)
        if key not in self._scaled:
            self._scaled[key] = _fitted(image, side, ratio)
        return self._scaled[key]


def _fitted(image: QImage, side: int, ratio: float) -> QPixmap:
    pixels = round(side * ratio)
    enlarged = max(image.width(), image.height()) < pixels
    mode = Qt.TransformationMode.FastTransformation if enlarged else Qt.TransformationMode.SmoothTransformation
    pixmap = QPixmap.fromImage(image.scaled(pixels, pixels, Qt.AspectRatioMode.KeepAspectRatio, mode))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
