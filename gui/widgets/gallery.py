"""A grid of pictures without widgets: only the cards on the screen are painted, however many rows the model has.

It is a `QListView` to models, selection and screen readers, but places its cards by arithmetic (`grid_geometry`): Qt's own layout
of 100 000 cards would hold the window up at each resize.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QWidget

from gui import theme
from gui.models.cell import Cell, CellRole, PictureKey
from gui.models.thumbnail_loader import ThumbnailLoader
from gui.widgets.cell_delegate import MOST_BARS, CellDelegate, card_height
from gui.widgets.grid_geometry import MARGIN, GridGeometry

_Index = QModelIndex | QPersistentModelIndex
_View = QAbstractItemView  # what QListView adds to it (its layout and its rubber band) is replaced here

SMALLEST, LARGEST = 96, 320
_MOST_AWAITED = 2000
_MOVES = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}
_MOVES |= {Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_OPENERS = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class Gallery(QListView):
    """Shows a list model whose rows hand out a `Cell` under `CellRole`."""

    activated_sample = Signal(QModelIndex)

    def __init__(self, loader: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = CellDelegate(loader, self)
        self._wanted = 152
        self._margin = MARGIN
        self._bars: int | None = None
        self._grid = GridGeometry(0, 1, 1, 152, 152)
        self._pointer = QPoint(-1, -1)
        self._pressed: QPoint | None = None
        self._band: QPoint | None = None  # the fixed corner of the rubber band, in content coordinates
        self._command = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self._awaited: dict[PictureKey, set[int]] = {}
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.viewport().update)
        self._configure()
        loader.loaded.connect(self._on_loaded)

    def _configure(self) -> None:
        self.setItemDelegate(self._cells)
        self.setSelectionMode(_View.SelectionMode.ExtendedSelection)
        self.setEditTriggers(_View.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(_View.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else cards would jump as it comes and goes
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # so that scrolling moves pixels instead of painting all
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName(self.tr("Pictures"))
        self.doubleClicked.connect(self.activated_sample)

    # ---- what pages set --------------------------------------------------------------------------------------

    def set_cell_size(self, width: int) -> None:
        """Cards at least `width` px wide (96..320); they grow to fill the row."""
        self._wanted = min(LARGEST, max(SMALLEST, width))
        self._arrange()

    @property
    def cell_size(self) -> int:
        return self._wanted

    def set_bar_rows(self, rows: int | None) -> None:
        """Room for that many confidence bars (0: captions). None: as the first card has them."""
        self._bars = rows
        self._arrange()

    def set_margin(self, margin: int) -> None:
        """The space around the cards; 16 px on a page, less within a card."""
        self._margin = max(2, margin)  # the frame of a selected card lies outside of it
        self._arrange()

    def visible_rows(self) -> range:
        """The rows of which something can be seen."""
        self.executeDelayedItemsLayout()
        return self._rows_on_screen()

    def _rows_on_screen(self) -> range:
        top = self.verticalOffset()
        return self._grid.rows_touching(top, top + self.viewport().height() - 1)

    @property
    def columns(self) -> int:
        return self._grid.columns

    # ---- geometry --------------------------------------------------------------------------------------------

    def doItemsLayout(self) -> None:
        self._arrange()
        _View.doItemsLayout(self)

    def _arrange(self) -> None:
        """Compute the grid anew and keep the pictures that are on the screen where they are."""
        anchor, offset = self._anchor()
        count = self.model().rowCount(self.rootIndex()) if self.model() is not None else 0
        width = max(1, self.viewport().width())
        columns, cell_width = GridGeometry.filling(width, self._wanted, self._margin)
        self._cells.bars = self._bar_rows(count)
        height = card_height(cell_width, self._cells.bars, self.font())
        self._grid = GridGeometry(count, width, columns, cell_width, height, self._margin)
        self.updateGeometries()
        if anchor:
            self.verticalScrollBar().setValue(self._grid.rect(min(anchor, max(0, count - 1))).top() - offset)
        self.viewport().update()

    def _anchor(self) -> tuple[int, int]:
        """The first visible row and how far below the top edge it lies."""
        rows = self._rows_on_screen()
        if not rows:
            return 0, 0
        return rows.start, self._grid.rect(rows.start).top() - self.verticalOffset()

    def _bar_rows(self, count: int) -> int:
        if self._bars is not None:
            return min(self._bars, MOST_BARS)
        first = self.model().index(0, 0, self.rootIndex()).data(CellRole) if count else ""
        return min(len(first.bars), MOST_BARS) if isinstance(first, Cell) else 0

    def updateGeometries(self) -> None:
        bar, page = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, self._grid.height - page))
        bar.setPageStep(max(1, page - self._grid.pitch // 2))
        bar.setSingleStep(max(24, self._grid.pitch // 3))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        _View.resizeEvent(self, event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(dx, dy)
        if self._band is not None:  # scrolling on its own while the rubber band is held at an edge
            self.setSelection(QRect(), self._command)
            self.viewport().update()

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def _content(self, point: QPoint) -> QPoint:
        return point + QPoint(0, self.verticalOffset())

    def visualRect(self, index: _Index) -> QRect:
        if not index.isValid() or index.row() >= self._grid.count:
            return QRect()
        return self._grid.rect(index.row()).translated(0, -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        self.executeDelayedItemsLayout()
        row = self._grid.row_at(self._content(point))
        return self._index(row) if row >= 0 else QModelIndex()

    def _index(self, row: int) -> QModelIndex:
        return self.model().index(row, self.modelColumn(), self.rootIndex())

    def scrollTo(self, index: _Index, hint: QAbstractItemView.ScrollHint = _View.ScrollHint.EnsureVisible) -> None:
        self.executeDelayedItemsLayout()
        if not index.isValid() or index.row() >= self._grid.count:
            return
        rect, view, bar = self._grid.rect(index.row()).adjusted(0, -12, 0, 12), self.viewport().height(), self.verticalScrollBar()
        if hint == _View.ScrollHint.PositionAtCenter:
            bar.setValue(rect.center().y() - view // 2)
        elif hint == _View.ScrollHint.PositionAtTop or (hint == _View.ScrollHint.EnsureVisible and rect.top() < bar.value()):
            bar.setValue(rect.top())
        elif hint == _View.ScrollHint.PositionAtBottom or rect.bottom() >= bar.value() + view:
            bar.setValue(rect.bottom() + 1 - view)

    # ---- model -----------------------------------------------------------------------------------------------

    def dataChanged(self, topLeft: _Index, bottomRight: _Index, roles: Sequence[int] = ()) -> None:
        first, last = topLeft.row(), bottomRight.row()
        if self._bars is None and first == 0 and self._bar_rows(self._grid.count) != self._cells.bars:
            self._arrange()
        visible = self._rows_on_screen()
        if first < visible.stop and last >= visible.start:
            area = self._grid.rect(max(first, visible.start)).united(self._grid.rect(min(last, visible.stop - 1)))
            whole_width = QRect(0, area.top(), self._grid.width, area.height())
            self.viewport().update(whole_width.translated(0, -self.verticalOffset()).adjusted(0, -3, 0, 3))

    # ---- painting --------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._ground())
        self._cells.begin_frame()
        area, region = event.rect().adjusted(-3, -3, 3, 3), event.region()  # the frame of the selection lies outside its card
        offset = self.verticalOffset()
        style, ratio = self._cells.style_of(self._grid.cell_width, self.font()), self.devicePixelRatioF()
        hovered, current = self._hovered_row(), self.currentIndex().row() if self.hasFocus() else -1
        # from the end, because the loader serves the latest request first: so pictures appear from the top
        for row in reversed(self._grid.rows_touching(area.top() + offset, area.bottom() + offset)):
            rect = self._grid.rect(row).translated(0, -offset)
            if not region.intersects(rect.adjusted(-3, -3, 3, 3)):
                continue
            index = self._index(row)
            cell = index.data(CellRole)
            if isinstance(cell, Cell):
                kind = "current" if row == current else "hover" if row == hovered else "plain"
                kind = "selected" if self.selectionModel().isSelected(index) else kind
                if not self._cells.paint_cell(painter, rect.topLeft(), cell, kind, style, ratio):
                    self._await(cell.picture, row)
        self._paint_band(painter)
        painter.end()
        if not self._cells.complete:
            self._again.start(16)

    def _await(self, key: PictureKey, row: int) -> None:
        if len(self._awaited) > _MOST_AWAITED:  # pictures that scrolled away before they came
            self._awaited.clear()
        self._awaited.setdefault(key, set()).add(row)

    def _ground(self) -> QColor:
        tokens = theme.current()
        return QColor(tokens.surface if self.property("kind") == "clear" else tokens.window)

    def _hovered_row(self) -> int:
        if self._pointer.x() < 0 or self._band is not None:
            return -1
        return self._grid.row_at(self._content(self._pointer))

    def _paint_band(self, painter: QPainter) -> None:
        if self._band is None:
            return
        accent = QColor(theme.current().accent)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(accent, 1))
        accent.setAlpha(36)
        painter.setBrush(accent)
        painter.drawRoundedRect(QRectF(self._band_rect().translated(0, -self.verticalOffset())).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _on_loaded(self, key: PictureKey) -> None:
        """Repaint the cards that wait for `key`; Qt gathers these requests until the loader has handed out its batch."""
        for row in self._awaited.pop(key, ()):
            if row in self._rows_on_screen():
                self.viewport().update(self._grid.rect(row).translated(0, -self.verticalOffset()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._arrange()

    # ---- selection -------------------------------------------------------------------------------------------

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """A click and Shift select in reading order from corner to corner of `rect`; only the rubber band selects a rectangle."""
        if self.selectionModel() is None:
            return
        self._command = command
        runs = self._grid.runs_inside(self._band_rect()) if self._band is not None else self._reading_order(rect)
        selection = QItemSelection()
        for run in runs:
            selection.select(self._index(run.start), self._index(run.stop - 1))
        self.selectionModel().select(selection, command)

    def _reading_order(self, rect: QRect) -> list[range]:
        end = self._grid.row_at(self._content(rect.bottomRight()))
        start = self._grid.row_at(self._content(rect.topLeft()))
        if end < 0:
            return []
        if start < 0:
            start = end
        return [range(min(start, end), max(start, end) + 1)]

    def selectAll(self) -> None:
        """All rows as one range; Qt's own version asks the model for each of them."""
        self.executeDelayedItemsLayout()
        if self._grid.count and self.selectionModel() is not None:
            everything = QItemSelection(self._index(0), self._index(self._grid.count - 1))
            self.selectionModel().select(everything, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion() if selection.isEmpty() else QRegion(self.viewport().rect())

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        self.executeDelayedItemsLayout()
        count = self._grid.count
        if not count:
            return QModelIndex()
        current = self.currentIndex()
        if not current.isValid():
            return self._index(max(0, self._rows_on_screen().start))
        return self._index(self._row_after(current.row(), action, count))

    def _row_after(self, row: int, action: QAbstractItemView.CursorAction, count: int) -> int:
        columns = self._grid.columns
        screen = max(1, self.viewport().height() // self._grid.pitch) * columns
        act = _View.CursorAction
        steps = {
            act.MoveLeft: -1,
            act.MovePrevious: -1,
            act.MoveRight: 1,
            act.MoveNext: 1,
            act.MoveUp: -columns,
            act.MoveDown: columns,
            act.MovePageUp: -screen,
            act.MovePageDown: screen,
            act.MoveHome: -row,
            act.MoveEnd: count - 1 - row,
        }
        step = steps.get(action, 0)
        target = row + step
        if 0 <= target < count:
            return target
        if abs(step) > 1 and action in (act.MovePageUp, act.MovePageDown):
            return 0 if step < 0 else count - 1
        last_line_is_below = action == act.MoveDown and row // columns < (count - 1) // columns
        return count - 1 if last_line_is_below else row

    # ---- mouse -----------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        self._follow(position)
        if not event.buttons() & Qt.MouseButton.LeftButton or self._pressed is None:
            _View.mouseMoveEvent(self, event)
            return
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if self._band is None and not shift and (position - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._band = self._content(self._pressed)
        if self._band is not None:
            _View.mouseMoveEvent(self, event)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_band, self._band, self._pressed = self._band, None, None
        if was_band is not None:
            self.setState(_View.State.NoState)
            self.stopAutoScroll()
            self.viewport().update()
            event.accept()
            return
        _View.mouseReleaseEvent(self, event)

    def leaveEvent(self, event: QEvent) -> None:
        self._follow(QPoint(-1, -1))
        super().leaveEvent(event)

    def _follow(self, position: QPoint) -> None:
        before = self._hovered_row()
        self._pointer = position
        after = self._hovered_row()
        if before != after:
            for row in (before, after):
                if row >= 0:
                    self.viewport().update(self._grid.rect(row).translated(0, -self.verticalOffset()).adjusted(-3, -3, 3, 3))

    def _band_rect(self) -> QRect:
        assert self._band is not None
        corner = self._content(self._pointer)
        left, right = sorted((self._band.x(), corner.x()))
        top, bottom = sorted((self._band.y(), corner.y()))
        return QRect(left, top, right - left + 1, bottom - top + 1)

    # ---- keyboard --------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves, opens and selects all; every other key is the page's."""
        if event.key() in _OPENERS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if self.currentIndex().isValid():
                self.activated_sample.emit(self.currentIndex())
        elif event.key() in _MOVES or event.matches(QKeySequence.StandardKey.SelectAll):
            _View.keyPressEvent(self, event)
        else:
            event.ignore()

    def keyboardSearch(self, search: str) -> None:
        """Digits and letters label pictures; they never jump to names."""
