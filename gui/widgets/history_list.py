"""The list of changes: heads of days, what was done and when, and a dot where the project stands now."""

from __future__ import annotations

import time

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from engine.project.project import HistoryEntry
from gui import theme
from gui.models.history_model import EntryRole, HereRole, HistoryModel, NewDayRole
from gui.text import summary
from gui.when import ago, day

_ROW, _HEAD = 30, 30  # px
_INDENT, _DOT = 26, 8
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)

_Index = QModelIndex | QPersistentModelIndex


class HistoryList(QListView):
    """Under the pointer each row says how many steps away it is."""

    picked = Signal(QModelIndex)

    def __init__(self, model: HistoryModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_EntryDelegate(model, self))
        self.setProperty("kind", "clear")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(self.tr("Changes"))
        self.clicked.connect(self.picked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.picked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class _EntryDelegate(QStyledItemDelegate):
    def __init__(self, model: HistoryModel, parent: HistoryList) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, _ROW + (_HEAD if index.data(NewDayRole) else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: HistoryEntry = index.data(EntryRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(option.rect)
        if index.data(NewDayRole):
            self._paint_head(painter, rect.adjusted(10, 6, 0, _HEAD - rect.height()), entry, option.font)
            rect.setTop(rect.top() + _HEAD)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        self._paint_ground(painter, rect, hovered, bool(option.state & QStyle.StateFlag.State_HasFocus))
        if index.data(HereRole):
            painter.setBrush(QColor(theme.current().accent))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(QRectF(rect.left() + 10, rect.center().y() - _DOT / 2 + 0.5, _DOT, _DOT))
        self._paint_entry(
            painter, rect.adjusted(_INDENT, 0, -10, 0), entry, option.font, self._model.steps_to(index.row()) if hovered else 0
        )
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, entry: HistoryEntry, font: QFont) -> None:
        painter.setFont(theme.heading_font(font))
        painter.setPen(QColor(theme.current().muted))
        painter.drawText(rect, _LEFT, day(entry.time, time.time()))

    def _paint_ground(self, painter: QPainter, rect: QRect, hovered: bool, focused: bool) -> None:
        if hovered or focused:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.current().hover if hovered else theme.current().accent_soft))
            painter.drawRoundedRect(QRectF(rect).adjusted(0, 1, 0, -1), theme.RADIUS_SMALL, theme.RADIUS_SMALL)

    def _paint_entry(self, painter: QPainter, rect: QRect, entry: HistoryEntry, font: QFont, steps: int) -> None:
        tokens, small = theme.current(), theme.small_font(font)
        told = self._steps(steps) if steps else ago(entry.time, time.time())
        width = QFontMetrics(small).horizontalAdvance(told)
        painter.setFont(small)
        painter.setPen(QColor(tokens.accent_text if steps else tokens.disabled if entry.undone else tokens.muted))
        painter.drawText(rect, _RIGHT, told)
        painter.setFont(font)
        painter.setPen(QColor(tokens.disabled if entry.undone else tokens.text))
        what = rect.adjusted(0, 0, -width - 12, 0)
        painter.drawText(what, _LEFT, painter.fontMetrics().elidedText(summary(entry.summary), Qt.TextElideMode.ElideMiddle, what.width()))

    def _steps(self, steps: int) -> str:
        if abs(steps) == 1:
            return self.tr("1 step back") if steps < 0 else self.tr("1 step forward")
        return (self.tr("{0} steps back") if steps < 0 else self.tr("{0} steps forward")).format(abs(steps))
