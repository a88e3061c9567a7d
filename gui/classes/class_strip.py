"""The classes in one slim line: key, colour and name; the class that the picture has is filled. A click labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine.project.sample import SampleClass
from gui import theme
from gui.widgets.chips import grouped

_HEIGHT, _GAP, _PAD, _SQUARE, _CAP = 30, 6, 9, 10, 18  # px; _CAP: the drawn key
_NAME_WIDTHS = (132, 104, 80, 60)  # px; the widest names with which all classes fit, else the last but one

_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True)
class _Piece:
    """One pill. Without a class it is "not sure", or the rest of the classes."""

    key: str
    text: str
    colour: str = ""
    target: SampleClass | None = None
    rest: bool = False


class ClassStrip(QWidget):
    """Shows as many classes as fit, always the one that the picture has; the rest is behind the last pill."""

    chosen = Signal(object)  # SampleClass
    unsure_chosen = Signal()
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes: Sequence[SampleClass] = ()
        self._has: int | None = None
        self._unsure = False
        self._name_width = _NAME_WIDTHS[0]
        self._placed: list[tuple[QRect, _Piece]] = []
        self._pointer = QPoint(-1, -1)
        self.setMouseTracking(True)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Classes"))

    def set_classes(self, classes: Sequence[SampleClass]) -> None:
        self._classes = classes
        self._place()

    def set_current(self, class_id: int | None, unsure: bool = False) -> None:
        """What the picture has."""
        self._has, self._unsure = class_id, unsure
        named = next((each.name for each in self._classes if each.id == class_id), self.tr("unlabelled"))
        self.setAccessibleDescription(self.tr("not sure") if unsure else named)
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(400, _HEIGHT)

    # ---- placing ---------------------------------------------------------------------------------------------

    def _place(self) -> None:
        unsure = _Piece("S", self.tr("Not sure"))
        pieces = [*map(_piece, self._classes), unsure]
        for self._name_width in _NAME_WIDTHS:
            if self._width_of(pieces) <= self.width():
                break
        else:
            pieces = self._those_that_fit(unsure)
        self._placed, left = [], 0
        for piece in pieces:
            width = self._piece_width(piece)
            self._placed.append((QRect(left, 0, width, _HEIGHT), piece))
            left += width + _GAP
        self.update()

    def _those_that_fit(self, unsure: _Piece) -> list[_Piece]:
        """Those with keys first; the one that the picture has takes the last place if it lies beyond."""
        self._name_width = _NAME_WIDTHS[-2]
        ordered = sorted(self._classes, key=lambda each: not each.shortcut)
        room, count = self.width() - self._width_of([unsure, self._rest(len(ordered))]), 0
        while count < len(ordered) and (room := room - self._piece_width(_piece(ordered[count])) - _GAP) >= 0:
            count += 1
        shown = ordered[: max(1, count)]
        beyond = next((each for each in ordered[len(shown) :] if each.id == self._has), None)
        if beyond is not None:
            shown[-1] = beyond
        return [*map(_piece, shown), self._rest(len(ordered) - len(shown)), unsure]

    def _rest(self, count: int) -> _Piece:
        return _Piece("L", self.tr("{0} more").format(grouped(count)), rest=True)

    def _width_of(self, pieces: Sequence[_Piece]) -> int:
        return sum(self._piece_width(piece) + _GAP for piece in pieces) - _GAP

    def _piece_width(self, piece: _Piece) -> int:
        width = 2 * _PAD + min(self._name_width, QFontMetrics(self._font(True)).horizontalAdvance(piece.text)) + 2
        width += _CAP + 7 if piece.key else 0
        return width + (_SQUARE + 7 if piece.colour else 0)

    def _font(self, bold: bool) -> QFont:
        return theme.scaled_font(self.font(), 12 / 13, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)

    def _piece_at(self, point: QPoint) -> _Piece | None:
        return next((piece for rect, piece in self._placed if rect.contains(point)), None)

    # ---- painting --------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for rect, piece in self._placed:
            self._paint_piece(painter, rect, piece)
        painter.end()

    def _paint_piece(self, painter: QPainter, rect: QRect, piece: _Piece) -> None:
        tokens, filled = theme.current(), self._is_filled(piece)
        ground = (
            QColor(piece.colour or tokens.muted) if filled else QColor(tokens.hover if rect.contains(self._pointer) else tokens.surface)
        )
        ink = theme.readable_on(ground) if filled else QColor(tokens.text if piece.target else tokens.muted)
        painter.setPen(QPen(ground if filled else QColor(tokens.border_strong), 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        left = rect.left() + _PAD
        if piece.key:
            self._paint_key(
                painter, QRectF(left, rect.center().y() - _CAP / 2 + 0.5, _CAP, _CAP), piece.key, ink if filled else QColor(tokens.muted)
            )
            left += _CAP + 7
        if piece.colour:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink if filled else QColor(piece.colour))
            painter.drawRoundedRect(QRectF(left, rect.center().y() - _SQUARE / 2 + 0.5, _SQUARE, _SQUARE), 3, 3)
            left += _SQUARE + 7
        painter.setFont(self._font(filled))
        painter.setPen(ink)
        name = QRect(left, rect.top(), rect.right() - _PAD - left + 1, rect.height())
        painter.drawText(name, _MIDDLE, painter.fontMetrics().elidedText(piece.text, Qt.TextElideMode.ElideMiddle, name.width()))

    def _paint_key(self, painter: QPainter, rect: QRectF, key: str, ink: QColor) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        edge = QColor(ink)
        edge.setAlphaF(0.55)
        painter.setPen(QPen(edge, 1))
        painter.drawRoundedRect(rect, 4, 4)
        painter.setPen(ink)
        painter.setFont(theme.scaled_font(self.font(), 11 / 13))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, key)

    def _is_filled(self, piece: _Piece) -> bool:
        if piece.target is not None:
            return piece.target.id == self._has
        return self._unsure and not piece.rest

    # ---- mouse -----------------------------------------------------------------------------------------------

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        piece = self._piece_at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or piece is None:
            event.ignore()
        elif piece.target is not None:
            self.chosen.emit(piece.target)
        else:
            (self.more_wanted if piece.rest else self.unsure_chosen).emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()  # the side buttons are the view's

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position().toPoint()
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = QPoint(-1, -1)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            piece = self._piece_at(event.pos())
            QToolTip.showText(event.globalPos(), piece.text if piece else "", self)
            return True
        return super().event(event)


def _piece(each: SampleClass) -> _Piece:
    return _Piece(each.shortcut.upper(), each.name, each.colour, each)
