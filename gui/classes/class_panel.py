"""The classes in the inspector: click one to label the selection, drag to reorder, drop pictures onto one, right-click for the rest."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from engine.project.sample import SampleClass
from gui.classes.class_commands import ClassCommands
from gui.classes.class_menu import Entry, show_menu
from gui.classes.class_model import ClassModel, ClassRole
from gui.classes.class_view import ClassView
from gui.classes.find_line import FindLine
from gui.labeller import Labeller
from gui.models.thumbnail_loader import ThumbnailLoader

_MANY = 12  # classes; with more there is a line to find them by


class ClassPanel(QWidget):
    """Changes classes by itself, through the labeller; what concerns pictures it only says."""

    chosen = Signal(object)  # SampleClass to give to the selection
    dropped = Signal(object)  # SampleClass onto which pictures were dragged
    added = Signal(str)  # name of a new class
    show_wanted = Signal(object)  # SampleClass whose pictures are to be shown
    select_wanted = Signal(object)  # SampleClass whose pictures are to be selected
    left = Signal()  # Escape or a found class: the keys belong to the pictures again

    def __init__(
        self, model: ClassModel, labeller: Labeller, thumbnails: ThumbnailLoader | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._marked: int | None = None
        self._commands = ClassCommands(model, labeller, thumbnails, self)
        self.view = ClassView()
        self.view.setModel(model)
        self.view.setAccessibleName(self.tr("Classes"))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.search = FindLine(self.view, self.tr("Find a class"))
        self.new_class = QLineEdit()
        self.new_class.setPlaceholderText(self.tr("+ New class (N)"))
        self.new_class.setAccessibleName(self.tr("Name of a new class"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self.search, self.view, self.new_class):
            layout.addWidget(widget)
        self._connect()
        self._fit()

    def _connect(self) -> None:
        view, session = self.view, self._model.session
        view.picked.connect(self._on_picked)
        view.samples_dropped.connect(lambda index: self.dropped.emit(index.data(ClassRole)))
        view.customContextMenuRequested.connect(self._on_menu)
        rename = QShortcut(QKeySequence(Qt.Key.Key_F2), self)  # from anywhere: a click leaves the focus with the pictures
        rename.activated.connect(lambda: self._rename(view.currentIndex()))
        self.search.textChanged.connect(self._on_find)
        self.search.entered.connect(self._on_found)
        self.new_class.returnPressed.connect(self._on_new)
        self._model.modelReset.connect(self._fit)
        for signal in (session.project_opened, session.project_closed):
            signal.connect(self.search.clear)

    # ---- what pages set --------------------------------------------------------------------------------------

    def select(self, class_id: int | None) -> None:
        """Mark the class that the picture in hand has."""
        self._marked = class_id
        row = self._model.row_of(class_id)
        self.view.setCurrentIndex(self._model.index(row) if row >= 0 else QModelIndex())
        if row < 0:
            self.view.clearSelection()

    def show_last(self) -> None:
        """Bring the newest class into view."""
        self.search.clear()
        self.view.scrollToBottom()

    def set_editable(self, editable: bool) -> None:
        self.new_class.setEnabled(editable)
        self.view.setDragEnabled(editable)
        self.view.setAcceptDrops(editable)

    def show_notes(self, target: SampleClass) -> None:
        """Open the notes and examples of a class, as its menu does."""
        self._commands.show_notes(target)

    # ---- finding and choosing ----------------------------------------------------------------------------------

    def _fit(self) -> None:
        count = len(self._model.classes())
        self.view.set_rows(count)
        self.view.setVisible(count > 0)
        self.search.setVisible(count > _MANY)
        if count <= _MANY and self.search.text():
            self.search.clear()
        elif not self._model.narrowed:
            self.select(self._marked)

    def _on_find(self, text: str) -> None:
        self._model.find(text)
        if self._model.narrowed:
            self.search.go_to_first()

    def _on_found(self, _: bool) -> None:
        index = self.view.currentIndex()
        if self._model.narrowed and index.isValid():
            target = index.data(ClassRole)
            self.search.clear()
            self.select(target.id)
            self.chosen.emit(target)
            self.left.emit()

    def _on_picked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(ClassRole))

    def _on_new(self) -> None:
        name = self.new_class.text()
        self.new_class.clear()
        if name.strip():
            self.added.emit(name)
        else:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        super().keyPressEvent(event)

    # ---- the rest ----------------------------------------------------------------------------------------------

    def _rename(self, index: QModelIndex) -> None:
        if not self._model.session.writable or not index.isValid():
            return
        target: SampleClass = index.data(ClassRole)
        self.view.edit_name(index, target.name).accepted.connect(lambda name: self._commands.rename(target, name))

    def _on_menu(self, position: QPoint) -> None:
        index = self.view.indexAt(position)
        index = index if index.isValid() else self.view.currentIndex()  # the menu key asks from anywhere
        if not index.isValid():
            return
        place = self.view.viewport().mapToGlobal(position)
        show_menu(self._sections(index, place), place, self)

    def _sections(self, index: QModelIndex, place: QPoint) -> list[list[Entry]]:
        target: SampleClass = index.data(ClassRole)
        editable = self._model.session.writable
        looking = [
            Entry(self.tr("Show only these pictures"), "search", lambda: self.show_wanted.emit(target)),
            Entry(self.tr("Select all its pictures"), "select", lambda: self.select_wanted.emit(target)),
        ]
        rename = Entry(self.tr("Rename"), "rename", lambda: self._rename(self._model.index(self._model.row_of(target.id))), editable, "F2")
        editing, *others = self._commands.sections(target, place, editable)
        return [looking, [rename, *editing], *others]
