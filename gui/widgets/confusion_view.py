"""The confusion matrix as a heat table: rows are the truth, each row shaded by its own share; a cell can be chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QToolTip, QWidget

from gui import theme
from gui.gallery.bar_row import elided
from gui.widgets.chips import grouped

_RIGHT_COLOUR = "#00619a"  # on the diagonal; a little darker than Okabe-Ito's blue, for white figures
_WRONG_COLOUR = "#D55E00"
_GAP = 4
_SMALLEST, _LARGEST = 36, 96  # px, width of a cell
_LOWEST, _HIGHEST = 28, 48  # px, height of a cell
_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

_MOVES = {Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}


class ConfusionView(QAbstractScrollArea):
    """`matrix[truth][predicted]` counts pictures. The heads stay in place when many classes make it scroll."""

    cell_selected = Signal(int, int)  # truth, predicted

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._matrix: tuple[tuple[int, ...], ...] = ()
        self._chosen: tuple[int, int] | None = None
        self._hovered: tuple[int, int] | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Confusion matrix: rows are the truth, columns what the model says"))

    def set_matrix(self, names: Sequence[str], matrix: Sequence[Sequence[int]]) -> None:
        """Show a square matrix of counts; nothing is chosen."""
        self._names = tuple(names)
        self._matrix = tuple(tuple(row) for row in matrix)
        self._chosen = self._hovered = None
        self._update_bars()
        self.updateGeometry()
        self.viewport().update()

    def selected(self) -> tuple[int, int] | None:
        """The chosen (truth, predicted), if any."""
        return self._chosen

    def select(self, truth: int, predicted: int) -> None:
        """Choose a cell, bring it into view and tell; a cell outside of the matrix is ignored."""
        if not (0 <= truth < len(self._names) and 0 <= predicted < len(self._names)):
            return
        self._chosen = (truth, predicted)
        self._reveal(truth, predicted)
        self.setAccessibleDescription(self.sentence(truth, predicted))
        self.viewport().update()
        self.cell_selected.emit(truth, predicted)

    def sentence(self, truth: int, predicted: int) -> str:
        """The cell in words: "wasp taken for bee: 5"."""
        count = grouped(self._matrix[truth][predicted])
        if truth == predicted:
            return self.tr("{truth} rightly named: {count}").format(truth=self._names[truth], count=count)
        return self.tr("{truth} taken for {predicted}: {count}").format(
            truth=self._names[truth], predicted=self._names[predicted], count=count
        )

    # ---- geometry --------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        count = max(2, len(self._names))
        return QSize(self._side() + count * (84 + _GAP) + 6, self._head() + min(count, 10) * (_HIGHEST + _GAP) + 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._side() + 3 * _SMALLEST, self._head() + 2 * _HIGHEST)

    def _head(self) -> int:
        return self.fontMetrics().height() + 14

    def _side(self) -> int:
        """The width of the names of the rows."""
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(name) for name in self._names), default=60)
        return min(160, longest + 20)

    def _cell_width(self) -> int:
        room = self.viewport().width() - self._side() - 4
        return min(_LARGEST, max(_SMALLEST, room // max(1, len(self._names)) - _GAP))

    def _cell_height(self) -> int:
        room = self.viewport().height() - self._head() - 4
        return min(_HIGHEST, max(_LOWEST, room // max(1, len(self._names)) - _GAP))

    def _cell_rect(self, truth: int, predicted: int) -> QRect:
        """In viewport coordinates."""
        width = self._cell_width()
        x = self._side() + predicted * (width + _GAP) + 2 - self.horizontalScrollBar().value()
        y = self._head() + truth * (self._cell_height() + _GAP) + 2 - self.verticalScrollBar().value()
        return QRect(x, y, width, self._cell_height())

    def _cell_at(self, point: QPoint) -> tuple[int, int] | None:
        if point.x() < self._side() or point.y() < self._head():
            return None
        first = self._cell_rect(0, 0)
        truth = (point.y() - first.top()) // (self._cell_height() + _GAP)
        predicted = (point.x() - first.left()) // (first.width() + _GAP)
        inside = 0 <= truth < len(self._names) and 0 <= predicted < len(self._names)
        return (truth, predicted) if inside else None

    def _head_at(self, point: QPoint) -> str:
        """The whole name of the row or column whose head is at `point`; it may be cut on the screen."""
        inside = QPoint(max(point.x(), self._side()), max(point.y(), self._head()))
        place = self._cell_at(inside) if point != inside else None
        if place is None or (point.x() < self._side() and point.y() < self._head()):
            return ""
        return self._names[place[0] if point.x() < self._side() else place[1]]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_bars()

    def _update_bars(self) -> None:
        count = len(self._names)
        across = self._side() + count * (self._cell_width() + _GAP) + 4
        down = self._head() + count * (self._cell_height() + _GAP) + 4
        for bar, whole, page in (
            (self.horizontalScrollBar(), across, self.viewport().width()),
            (self.verticalScrollBar(), down, self.viewport().height()),
        ):
            bar.setRange(0, max(0, whole - page))
            bar.setPageStep(page)
            bar.setSingleStep(self._cell_height() + _GAP)

    def _reveal(self, truth: int, predicted: int) -> None:
        rect = self._cell_rect(truth, predicted)
        for bar, low, high, start, end in (
            (self.horizontalScrollBar(), rect.left(), rect.right(), self._side(), self.viewport().width()),
            (self.verticalScrollBar(), rect.top(), rect.bottom(), self._head(), self.viewport().height()),
        ):
            if low < start:
                bar.setValue(bar.value() + low - start - 2)
            elif high >= end:
                bar.setValue(bar.value() + high - end + 3)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    # ---- painting --------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._names:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view = self.viewport().rect()
        painter.setClipRect(view.adjusted(self._side() - 1, self._head() - 1, 0, 0))
        for truth, row in enumerate(self._matrix):
            total = sum(row)
            for predicted, count in enumerate(row):
                rect = self._cell_rect(truth, predicted)
                if rect.intersects(view):
                    self._paint_cell(painter, rect, (truth, predicted), count, count / total if total else 0.0)
        painter.setClipping(False)
        self._paint_heads(painter, view)
        painter.end()

    def _paint_cell(self, painter: QPainter, rect: QRect, place: tuple[int, int], count: int, share: float) -> None:
        ground = cell_colour(share, place[0] == place[1])
        painter.setPen(QPen(QColor(theme.current().muted), 1) if place == self._hovered else QPen(Qt.PenStyle.NoPen))
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        if count:
            painter.setPen(theme.readable_on(ground))
            painter.setFont(self.font())
            painter.drawText(rect, _CENTRE, elided(grouped(count), rect.width() - 4, self.font().toString()))
        if place == self._chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.current().accent), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(-2, -2, 2, 2), 7, 7)

    def _paint_heads(self, painter: QPainter, view: QRect) -> None:
        tokens = theme.current()
        bold = theme.scaled_font(self.font(), 12 / 13, QFont.Weight.DemiBold)
        key, line = bold.toString(), QFontMetrics(bold).height()
        painter.setFont(bold)
        painter.setPen(QColor(tokens.muted))
        painter.setClipRect(view.adjusted(self._side(), 0, 0, 0))
        for number, name in enumerate(self._names):
            rect = self._cell_rect(0, number)
            painter.drawText(QRect(rect.left(), 4, rect.width(), line), _CENTRE, elided(name, rect.width(), key))
        painter.setClipRect(view.adjusted(0, self._head(), 0, 0))
        painter.setFont(self.font())
        painter.setPen(QColor(tokens.text))
        width = self._side() - 12
        for number, name in enumerate(self._names):
            rect = self._cell_rect(number, 0)
            painter.drawText(QRect(2, rect.top(), width, rect.height()), _LEFT, elided(name, width, self.font().toString()))

    # ---- mouse and keyboard ----------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._cell_at(event.position().toPoint())
        if place != self._hovered:
            self._hovered = place
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = None
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._cell_at(event.position().toPoint())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self.select(*place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the press was ours

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        place = self._cell_at(event.pos())
        name = "" if place else self._head_at(event.pos())
        if name:
            QToolTip.showText(event.globalPos(), name, self.viewport())
        elif place is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPos(), self.sentence(*place), self.viewport(), self._cell_rect(*place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = _MOVES.get(Qt.Key(event.key()))
        if move is None or not self._names:
            event.ignore()
            return
        last = len(self._names) - 1
        if self._chosen is None:
            self.select(0, 0)
        else:
            self.select(min(last, max(0, self._chosen[0] + move[0])), min(last, max(0, self._chosen[1] + move[1])))


def cell_colour(share: float, right: bool) -> QColor:
    """The ground of a cell that holds `share` (0..1) of its row."""
    tokens = theme.current()
    empty = theme.mixed(tokens.track, tokens.surface, 0.35)
    if share <= 0:
        return empty
    strength = 0.12 + 0.88 * share if right else 0.12 + 0.88 * min(1.0, share * 1.2)
    return theme.mixed(empty, _RIGHT_COLOUR if right else _WRONG_COLOUR, strength)
