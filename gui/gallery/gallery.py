"""A grid of pictures without widgets: only the cards on the screen are painted, however many rows the model has.

It is a `QListView` to models, selection and screen readers, but places its cards by arithmetic (`grid_geometry`): Qt's own layout
of 100 000 cards would hold the window up at each resize.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from gui import theme
from gui.gallery.card_style import MOST_BARS, card_height
from gui.gallery.cell_delegate import CellDelegate
from gui.gallery.gallery_drag import samples_drag
from gui.gallery.gallery_mouse import GalleryMouse
from gui.gallery.gallery_painter import Frame, card_area, paint_band, paint_cards, paint_headers
from gui.gallery.gallery_sections import GallerySections
from gui.gallery.gallery_selection import inverted, select_runs, select_section, selected_runs
from gui.gallery.gallery_thumbnails import GalleryThumbnails
from gui.gallery.grid_geometry import MARGIN, GridGeometry
from gui.gallery.grid_moves import GridCursor
from gui.gallery.grid_scroll import Anchor, rows_in_view, scroll_to
from gui.models.cell import Cell, CellRole
from gui.models.thumbnail_loader import ThumbnailLoader

_Index = QModelIndex | QPersistentModelIndex
_View = QAbstractItemView  # what QListView adds to it (its layout and its rubber band) is replaced here
_Flag = QItemSelectionModel.SelectionFlag

SMALLEST, LARGEST = 96, 320
_MOVES = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}
_MOVES |= {Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_OPENERS = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class Gallery(QListView):
    """Shows a list model whose rows hand out a `Cell` under `CellRole`, below headers if it has `sections` (see `Section`).

    With `drags_samples`, moving a pressed card of the selection drags the selection away as `SAMPLES_MIME`.
    """

    activated_sample = Signal(QModelIndex)

    def __init__(self, loader: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drags_samples = False
        self._cells = CellDelegate(loader, self, id(self))
        self._thumbnails = GalleryThumbnails(self, self, loader, id(self))
        self._wanted = 152
        self._margin = MARGIN
        self._bars: int | None = None
        self._sections = GallerySections()
        self._grid = GridGeometry(0, 1, 1, 152, 152)
        self._mouse = GalleryMouse(self)
        self._cursor = GridCursor()
        self._command = _Flag.ClearAndSelect
        self._configure()

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

    # ---- what pages set and ask --------------------------------------------------------------------------------

    def set_cell_size(self, width: int) -> None:
        """Cards at least `width` px wide (96..320); they grow to fill the row."""
        self._wanted = min(LARGEST, max(SMALLEST, width))
        self._arrange()

    @property
    def cell_size(self) -> int:
        return self._wanted

    @property
    def columns(self) -> int:
        return self._grid.columns

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
        return self.rows_on_screen()

    def selected_runs(self) -> list[range]:
        """The selected rows in ascending runs."""
        return selected_runs(self)

    def select_rows(self, runs: Iterable[range]) -> None:
        """Select these rows and no others."""
        select_runs(self, runs)

    def invert_selection(self) -> None:
        """Select what is not selected, and the other way round."""
        select_runs(self, inverted(self.selected_runs(), self.row_count()))

    def select_row(self, row: int) -> None:
        """Make `row` the current one, select it alone and bring it into view."""
        index = self._index(row)
        if index.isValid():
            self.setCurrentIndex(index)  # obeys Shift and Ctrl if they are held; what follows does not
            self.selectionModel().select(index, _Flag.ClearAndSelect)
            self.scrollTo(index)

    # ---- geometry --------------------------------------------------------------------------------------------

    def doItemsLayout(self) -> None:
        self._sections.read(self.model(), self.row_count())
        self._arrange()
        _View.doItemsLayout(self)

    def _arrange(self) -> None:
        """Compute the grid anew and keep the pictures that are on the screen where they are."""
        anchor = Anchor.of(self._grid, self.verticalOffset(), self.viewport().height())
        count, width = self.row_count(), max(1, self.viewport().width())
        if count != self._grid.count:
            self._sections.read(self.model(), count)
        columns, cell_width = GridGeometry.filling(width, self._wanted, self._margin)
        self._cells.bars = self._bar_rows(count)
        height = card_height(cell_width, self._cells.bars, self.font())
        self._grid = GridGeometry(count, width, columns, cell_width, height, self._margin, self._sections.sizes)
        self.updateGeometries()
        if anchor.row:
            self.verticalScrollBar().setValue(anchor.scroll_in(self._grid))
        self.viewport().update()

    def _bar_rows(self, count: int) -> int:
        if self._bars is not None:
            return min(self._bars, MOST_BARS)
        first = self.cell_at(0) if count else None
        return min(len(first.bars), MOST_BARS) if isinstance(first, Cell) else 0

    def updateGeometries(self) -> None:
        bar, page = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, self._grid.height - page))
        bar.setPageStep(max(1, page - self._grid.header - self._grid.pitch // 2))
        bar.setSingleStep(max(24, self._grid.pitch // 3))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        _View.resizeEvent(self, event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        header = self._grid.header
        if self.devicePixelRatioF().is_integer():
            self.viewport().scroll(dx, dy, self.viewport().rect().adjusted(0, header, 0, 0))  # the header at the top stays
            self.viewport().update(0, 0, self.viewport().width(), header)
        else:  # moved by parts of pixels, cards would leave seams
            self.viewport().update()
        self._thumbnails.scrolled(dy)
        if self._mouse.has_band:  # scrolling on its own while the rubber band is held at an edge
            self.setSelection(QRect(), self._command)
            self.viewport().update()

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def content(self, point: QPoint) -> QPoint:
        return point + QPoint(0, self.verticalOffset())

    def visualRect(self, index: _Index) -> QRect:
        if not index.isValid() or index.row() >= self._grid.count:
            return QRect()
        return self._grid.rect(index.row()).translated(0, -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        self.executeDelayedItemsLayout()
        row = self.row_under(point)
        return self._index(row) if row >= 0 else QModelIndex()

    def row_under(self, point: QPoint) -> int:
        return self._grid.row_at(self.content(point)) if self.section_under(point) < 0 else -1

    def section_under(self, point: QPoint) -> int:
        """The section whose header lies under `point`, or -1."""
        return self._grid.section_at(point.y() + self.verticalOffset(), self.verticalOffset())

    def scrollTo(self, index: _Index, hint: QAbstractItemView.ScrollHint = _View.ScrollHint.EnsureVisible) -> None:
        self.executeDelayedItemsLayout()
        if index.isValid() and index.row() < self._grid.count:
            bar = self.verticalScrollBar()
            bar.setValue(scroll_to(self._grid, index.row(), hint, bar.value(), self.viewport().height()))

    # ---- model -----------------------------------------------------------------------------------------------

    def row_count(self) -> int:
        return self.model().rowCount(self.rootIndex()) if self.model() is not None else 0

    def rows_on_screen(self) -> range:
        return rows_in_view(self._grid, self.verticalOffset(), self.viewport().height())

    def cell_at(self, row: int) -> object:
        return self._index(row).data(CellRole)

    def repaint_rows(self, rows: Iterable[int]) -> None:
        """Those of `rows` that are on the screen."""
        visible, scrolled = self.rows_on_screen(), self.verticalOffset()
        for row in rows:
            if row in visible:
                self.viewport().update(card_area(self._grid, row, scrolled))

    def _index(self, row: int) -> QModelIndex:
        model = self.model()
        return model.index(row, self.modelColumn(), self.rootIndex()) if model is not None else QModelIndex()

    def dataChanged(self, topLeft: _Index, bottomRight: _Index, roles: Sequence[int] = ()) -> None:
        first, last = topLeft.row(), bottomRight.row()
        if self._sections.read(self.model(), self._grid.count) or (first == 0 and self._bar_rows(self._grid.count) != self._cells.bars):
            self._arrange()
        visible = self.rows_on_screen()
        if first < visible.stop and last >= visible.start:
            scrolled = self.verticalOffset()
            upper = card_area(self._grid, max(first, visible.start), scrolled)
            area = upper.united(card_area(self._grid, min(last, visible.stop - 1), scrolled))
            self.viewport().update(0, area.top(), self.viewport().width(), area.height())

    # ---- painting --------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        with self._thumbnails.quiet():
            painter = QPainter(self.viewport())
            frame = self._frame(event.region())
            painter.fillRect(event.rect(), frame.ground)
            unfinished = paint_cards(painter, frame, self._cells, self._look_at)
            paint_headers(painter, frame)
            if self._mouse.has_band:
                paint_band(painter, self._mouse.band().translated(0, -frame.scrolled))
            painter.end()
        self._thumbnails.note(unfinished)

    def _frame(self, region: QRegion) -> Frame:
        tokens, (hovered, hovered_section) = theme.current(), self._mouse.hovered()
        return Frame(
            self._grid,
            self.verticalOffset(),
            region,
            self.font(),
            self.devicePixelRatioF(),
            QColor(tokens.surface if self.property("kind") == "clear" else tokens.window),
            self._sections.shown,
            hovered,
            self.currentIndex().row() if self.hasFocus() else -1,
            hovered_section,
        )

    def _look_at(self, row: int) -> tuple[object, bool]:
        index = self._index(row)
        return index.data(CellRole), self.selectionModel().isSelected(index)

    def is_selected(self, row: int) -> bool:
        return self.selectionModel().isSelected(self._index(row))

    def hideEvent(self, event: QHideEvent) -> None:
        self._thumbnails.leave()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._arrange()

    # ---- selection -------------------------------------------------------------------------------------------

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """A click and Shift select in reading order from corner to corner of `rect`; only the rubber band selects a rectangle."""
        self._command = command
        if self._mouse.has_band:
            runs = self._grid.runs_inside(self._mouse.band())
        else:
            runs = [self._grid.rows_between(self.content(rect.topLeft()), self.content(rect.bottomRight()))]
        select_runs(self, runs, command)

    def selectAll(self) -> None:
        """All rows as one range; Qt's own version asks the model for each of them."""
        self.select_rows([range(self.row_count())])

    def select_section(self, section: int, modifiers: Qt.KeyboardModifier) -> None:
        select_section(self, self._grid.rows_of(section), modifiers)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion() if selection.isEmpty() else QRegion(self.viewport().rect())

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        self.executeDelayedItemsLayout()
        if not self._grid.count:
            return QModelIndex()
        if not self.currentIndex().isValid():
            return self._index(self.rows_on_screen().start)
        return self._index(self._cursor.moved(self._grid, self.currentIndex().row(), action, self.viewport().height()))

    # ---- mouse -----------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._mouse.press(event):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._mouse.move(event):
            _View.mouseMoveEvent(self, event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._mouse.release(event):
            _View.mouseReleaseEvent(self, event)

    def leaveEvent(self, event: QEvent) -> None:
        self._mouse.leave()
        super().leaveEvent(event)

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        """The selection, seen as what is on the screen of it, from the picture in hand on."""
        shown = [self.currentIndex().row(), *filter(self.is_selected, self.rows_on_screen())]
        pictures = self._thumbnails.at_hand(dict.fromkeys(shown))
        samples_drag(self, sum(map(len, self.selected_runs())), pictures).exec(supportedActions)
        self._mouse.leave()

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
