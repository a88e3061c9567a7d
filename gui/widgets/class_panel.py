"""The classes in the inspector: click one to label the selection, drag to reorder, right-click for the rest."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QListView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from engine.project.sample import SampleClass
from gui import icons, theme
from gui.models.class_model import ClassModel, ClassRole, CountRole
from gui.widgets.chips import grouped

ROW_HEIGHT = 32
_MOST_ROWS = 10  # more scroll


class ClassPanel(QWidget):
    """Says what the user wants; the page turns it into changes."""

    chosen = Signal(object)  # SampleClass to give to the selection
    added = Signal(str)  # name of a new class
    renamed = Signal(object, str)  # SampleClass, new name
    recolour_wanted = Signal(object)  # SampleClass
    delete_wanted = Signal(object)  # SampleClass
    show_wanted = Signal(object)  # SampleClass whose pictures are to be shown

    def __init__(self, model: ClassModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.view = _ClassView()
        self.view.setModel(model)
        self.view.setItemDelegate(_RowDelegate(self.view))
        self.view.setAccessibleName(self.tr("Classes"))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.new_class = QLineEdit()
        self.new_class.setPlaceholderText(self.tr("+ New class (N)"))
        self.new_class.setAccessibleName(self.tr("Name of a new class"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.view)
        layout.addWidget(self.new_class)
        self.view.clicked.connect(self._on_clicked)
        self.view.doubleClicked.connect(self._rename)
        self.view.customContextMenuRequested.connect(self._on_menu)
        self.view.rename_wanted.connect(self._rename)
        self.view.activated_class.connect(self._on_clicked)
        self.view.delete_wanted.connect(lambda index: self.delete_wanted.emit(index.data(ClassRole)))
        self.new_class.returnPressed.connect(self._on_new)
        model.modelReset.connect(self._fit)
        self._fit()

    def select(self, class_id: int | None) -> None:
        """Mark the class that the picture in hand has."""
        rows = [row for row, each in enumerate(self._model.classes()) if each.id == class_id]
        index = self._model.index(rows[0]) if rows else QModelIndex()
        self.view.setCurrentIndex(index)
        if not rows:
            self.view.clearSelection()

    def show_last(self) -> None:
        """Bring the newest class into view."""
        self.view.scrollToBottom()

    def set_editable(self, editable: bool) -> None:
        self.new_class.setEnabled(editable)
        self.view.setDragEnabled(editable)

    def _fit(self) -> None:
        rows = min(max(self._model.rowCount(), 0), _MOST_ROWS)
        self.view.setFixedHeight(rows * ROW_HEIGHT)
        self.view.setVisible(rows > 0)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(ClassRole))

    def _on_new(self) -> None:
        name = self.new_class.text()
        if name.strip():
            self.new_class.clear()
            self.added.emit(name)

    def _rename(self, index: QModelIndex) -> None:
        """Lay a line over the row; Enter renames, Escape and leaving it do not."""
        target: SampleClass = index.data(ClassRole)
        line = _NameLine(target.name, self.view.viewport())
        line.setGeometry(self.view.visualRect(index).adjusted(20, 1, -2, -1))
        line.show()
        line.setFocus()
        line.accepted.connect(lambda name: self.renamed.emit(target, name))

    def _on_menu(self, position: QPoint) -> None:
        index = self.view.indexAt(position)
        index = index if index.isValid() else self.view.currentIndex()  # the menu key asks from anywhere
        if not index.isValid():
            return
        target, row = index.data(ClassRole), index.row()
        menu = QMenu(self)
        entries = (
            (self.tr("Show only these pictures"), "search", True, lambda: self.show_wanted.emit(target)),
            (self.tr("Rename"), "rename", True, lambda: self._rename(index)),
            (self.tr("Colour …"), "colour", True, lambda: self.recolour_wanted.emit(target)),
            (self.tr("Move up"), "up", row > 0, lambda: self._model.move(row, row - 1)),
            (self.tr("Move down"), "down", row < self._model.rowCount() - 1, lambda: self._model.move(row, row + 2)),
            (self.tr("Delete"), "delete", True, lambda: self.delete_wanted.emit(target)),
        )
        for text, icon, enabled, handler in entries:
            action = menu.addAction(icons.icon(icon), text)
            action.setEnabled(enabled)
            action.triggered.connect(handler)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.viewport().mapToGlobal(position))


class _ClassView(QListView):
    """F2 renames, Delete deletes, Enter labels; digits and letters are left to the page."""

    rename_wanted = Signal(QModelIndex)
    delete_wanted = Signal(QModelIndex)
    activated_class = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "clear")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setDragDropMode(QListView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._signals = {
            Qt.Key.Key_F2: self.rename_wanted,
            Qt.Key.Key_Delete: self.delete_wanted,
            Qt.Key.Key_Return: self.activated_class,
            Qt.Key.Key_Enter: self.activated_class,
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        signal = self._signals.get(Qt.Key(event.key()))
        if signal is not None and self.currentIndex().isValid():
            signal.emit(self.currentIndex())
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)


class _NameLine(QLineEdit):
    """Edits one name in place and goes away."""

    accepted = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self.setAccessibleName(self.tr("New name"))
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


class _RowDelegate(QStyledItemDelegate):
    """Colour square, name, count, and the key that labels."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        tokens, rect = theme.current(), option.rect
        each: SampleClass = index.data(ClassRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(each.colour))
        painter.drawRoundedRect(QRectF(rect.left() + 8, rect.center().y() - 4.5, 10, 10), 3, 3)
        key_width = 28
        text = rect.adjusted(26, 0, -key_width - 12, 0)
        count = grouped(index.data(CountRole))
        metrics = option.fontMetrics
        count_width = metrics.horizontalAdvance(count)
        name = metrics.elidedText(each.name, Qt.TextElideMode.ElideMiddle, text.width() - count_width - 12)
        painter.setPen(QColor(tokens.text))
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.setPen(QColor(tokens.muted))
        after = text.adjusted(metrics.horizontalAdvance(name) + 10, 0, 0, 0)
        painter.drawText(after, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, count)
        if each.shortcut:
            self._paint_key(painter, QRect(rect.right() - key_width + 2, rect.center().y() - 9, 20, 19), each.shortcut, option.font)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        tokens = theme.current()
        selected = option.state & QStyle.StateFlag.State_Selected
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_soft if selected else tokens.hover))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(0, 1, 0, -1), theme.RADIUS_SMALL, theme.RADIUS_SMALL)

    def _paint_key(self, painter: QPainter, rect: QRect, key: str, font: QFont) -> None:
        tokens = theme.current()
        painter.setPen(QPen(QColor(tokens.border_strong), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        small = QFont(font)
        small.setPixelSize(11)
        painter.setFont(small)
        painter.setPen(QColor(tokens.muted))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, key)
