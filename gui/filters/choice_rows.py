"""Lines of a list that one ticks: a box, a colour, what it is and how many. Also used without boxes, for suggestions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QLineF, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui import theme
from gui.widgets.chips import grouped
from gui.widgets.labels import paint_square

ROW_HEIGHT = 26
ChoiceRole = Qt.ItemDataRole.UserRole + 1
_BOX, _SQUARE, _PAD, _GAP = 14, 10, 6, 8
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TICKERS = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Minus}
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Choice:
    """`ticked` True if it is asked for, False if it is ruled out, None if neither; `detail` stands at the right in place of a count."""

    value: str
    text: str
    count: int | None = None
    colour: str = ""
    ticked: bool | None = None
    detail: str = ""
    boxed: bool = True
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight


class ChoiceModel(QAbstractListModel):
    """Rows of choices; those that only changed are told as such, so that lists keep their place."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Choice] = []

    def show_rows(self, rows: Sequence[Choice]) -> None:
        if [each.value for each in rows] == [each.value for each in self.rows]:
            if rows and list(rows) != self.rows:
                self.rows = list(rows)
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        each = self.rows[index.row()]
        if role == ChoiceRole:
            return each
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole):
            return each.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._told(each)
        return None

    def _told(self, each: Choice) -> str:
        states = {True: self.tr("chosen"), False: self.tr("left out"), None: ""}
        parts = (each.text, "" if each.count is None else str(each.count), each.detail, states[each.ticked])
        return ", ".join(part for part in parts if part)


class ChoiceDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens, each, rect = theme.current(), index.data(ChoiceRole), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        x = rect.left() + _PAD
        if each.boxed:
            _paint_box(painter, QRectF(x, rect.center().y() - _BOX / 2 + 0.5, _BOX, _BOX), each.ticked)
            x += _BOX + _GAP
        if each.colour:
            paint_square(painter, QRectF(x, rect.center().y() - _SQUARE / 2 + 0.5, _SQUARE, _SQUARE), each.colour, suggested=False)
            x += _SQUARE + _PAD
        metrics = option.fontMetrics
        right = each.detail if each.count is None else grouped(each.count)
        taken = metrics.horizontalAdvance(right) + _GAP if right else 0
        room = QRect(x, rect.top(), rect.right() - _PAD - x - taken + 1, rect.height())
        nothing = each.count == 0 and each.ticked is None
        painter.setPen(QColor(tokens.disabled if nothing else tokens.text))
        painter.drawText(room, _LEFT, metrics.elidedText(each.text, each.elide, room.width()))
        painter.setPen(QColor(tokens.disabled if nothing else tokens.muted))
        painter.drawText(rect.adjusted(0, 0, -_PAD, 0), _RIGHT, right)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        tokens, view = theme.current(), option.widget
        current = option.state & QStyle.StateFlag.State_HasFocus or (
            option.state & QStyle.StateFlag.State_Selected and isinstance(view, QListView) and not isinstance(view, ChoiceList)
        )
        if current or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_soft if current else tokens.hover))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(0, 1, 0, -1), theme.RADIUS_SMALL, theme.RADIUS_SMALL)


def _paint_box(painter: QPainter, rect: QRectF, ticked: bool | None) -> None:
    """Empty, ticked, or struck out in red with a line of its own shape: colour is not all that tells them apart."""
    tokens = theme.current()
    if ticked is None:
        painter.setPen(QPen(QColor(tokens.muted), 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.accent if ticked else tokens.danger))
    painter.drawRoundedRect(rect, 3, 3)
    painter.setPen(
        QPen(QColor(tokens.on_accent if ticked else tokens.on_danger), 1.8, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, y, side = rect.x(), rect.y(), rect.width()
    if ticked:
        painter.drawPolyline(QPolygonF([QPointF(x + side * dx, y + side * dy) for dx, dy in ((0.24, 0.53), (0.43, 0.71), (0.77, 0.31))]))
    else:
        painter.drawLine(QLineF(x + side * 0.27, y + side / 2, x + side * 0.73, y + side / 2))


class ChoiceList(QListView):
    """A list of choices without a selection: the row under the keyboard is marked while the list has the focus."""

    toggled = Signal(object, bool)  # Choice, and whether it is to be ruled out: by Alt, or the minus key

    def __init__(self, model: ChoiceModel) -> None:
        super().__init__()
        self.setProperty("kind", "clear")
        self.setModel(model)
        self.setItemDelegate(ChoiceDelegate(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))
        super().focusInEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.toggled.emit(index.data(ChoiceRole), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and event.key() in _TICKERS:
            self.toggled.emit(index.data(ChoiceRole), event.key() == Qt.Key.Key_Minus)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
