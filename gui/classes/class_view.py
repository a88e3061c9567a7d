"""The list of classes itself: what clicks and keys mean in it, pictures that are dropped onto a row, and the line that renames."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from gui.classes.class_row import ClassRowDelegate, row_height
from gui.models.cell import SAMPLES_MIME

_Index = QModelIndex | QPersistentModelIndex
_MOST_ROWS, _LEAST_ROWS = 16, 5  # more scroll; a low window leaves at least so many
_NAME_LEFT = 20  # px; where the line that renames begins


class ClassView(QListView):
    """A click or Enter chooses; Delete, digits and letters are left to the page, where they mean pictures."""

    picked = Signal(QModelIndex)
    samples_dropped = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = 0
        self._delegate = ClassRowDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setProperty("kind", "clear")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not take the arrow keys from the pictures
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setDragDropMode(QListView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self.picked)

    # ---- size ----------------------------------------------------------------------------------------------

    def set_rows(self, rows: int) -> None:
        """Ask for the height of `rows` rows, within limits."""
        self._rows = rows
        height = row_height(self.font())
        self.setMinimumHeight(min(rows, _LEAST_ROWS) * height)
        self.setMaximumHeight(min(rows, _MOST_ROWS) * height)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.maximumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The inspector takes and gives room; the class of the picture stays in view."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.set_rows(self._rows)

    def dataChanged(self, topLeft: _Index, bottomRight: _Index, roles: Sequence[int] = ()) -> None:
        """Qt's own would lay thousands of rows out anew, at each label that is given."""
        self.viewport().update()

    # ---- mouse and keys ------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:  # else a menu's row would look like the class of the picture
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.picked.emit(index)
        elif event.text() and (event.text().isprintable() or event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def edit_name(self, index: QModelIndex, name: str) -> NameLine:
        """Lay a line over the row; Enter accepts, Escape and leaving it do not."""
        line = NameLine(name, self.viewport())
        line.setGeometry(self.visualRect(index).adjusted(_NAME_LEFT, 1, -2, -1))
        line.show()
        line.setFocus()
        self.verticalScrollBar().valueChanged.connect(line.deleteLater)
        return line

    # ---- pictures dropped onto a class -----------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(SAMPLES_MIME):
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if not event.mimeData().hasFormat(SAMPLES_MIME):
            super().dragMoveEvent(event)
            return
        position = event.position().toPoint()
        self._mark_drop(self.indexAt(position).row())
        if not self.viewport().rect().adjusted(0, self.autoScrollMargin(), 0, -self.autoScrollMargin()).contains(position):
            self.startAutoScroll()
        if self._delegate.drop_row >= 0:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark_drop(-1)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if not event.mimeData().hasFormat(SAMPLES_MIME):
            super().dropEvent(event)
            return
        self.stopAutoScroll()
        index = self.indexAt(event.position().toPoint())
        self._mark_drop(-1)
        if index.isValid():
            event.acceptProposedAction()
            self.samples_dropped.emit(index)

    def _mark_drop(self, row: int) -> None:
        if row != self._delegate.drop_row:
            self._delegate.drop_row = row
            self.viewport().update()


class NameLine(QLineEdit):
    """Edits one name in place and goes away."""

    accepted = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self.setAccessibleName(self.tr("New name"))
        self.setStyleSheet("QLineEdit, QLineEdit:focus { min-height: 0; padding: 1px 6px; }")  # it must fit into a row
        self.selectAll()
        self.editingFinished.connect(self.deleteLater)
        self._old = name
        self.returnPressed.connect(self._on_return)

    def _on_return(self) -> None:
        if self.text().strip() not in ("", self._old):
            self.accepted.emit(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Escape:
            self.deleteLater()
        event.accept()  # else Enter would go on to the list, which labels by it
