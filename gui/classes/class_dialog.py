"""The field guide of one class: notes on how to recognize it, and example pictures. Stays open beside the gallery."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from engine.project.sample import SampleClass
from gui import theme
from gui.classes.class_model import ClassModel
from gui.classes.class_row import paint_swatch
from gui.classes.class_rows import pictures
from gui.classes.example_model import ExampleModel
from gui.gallery.gallery import Gallery
from gui.labeller import Labeller
from gui.models.thumbnail_loader import ThumbnailLoader
from gui.widgets.parts import MutedLabel, SectionLabel, button

_CARD = 100  # px


class ClassDialog(QDialog):
    """Notes are written when it closes, as one change. It follows the class, and closes when the class or the project does."""

    def __init__(
        self, target: SampleClass, model: ClassModel, labeller: Labeller, thumbnails: ThumbnailLoader, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(420, 580)
        self._target, self._model, self._labeller = target, model, labeller
        self._saved = ""
        self._examples = ExampleModel()
        self.head = _Head()
        self.notes = QPlainTextEdit()
        self.notes.setPlaceholderText(self.tr("How do you tell it from the other classes?"))
        self.notes.setAccessibleName(self.tr("Notes"))
        self.notes.setTabChangesFocus(True)
        self.gallery = Gallery(thumbnails)
        self.gallery.setModel(self._examples)
        self.gallery.setAccessibleName(self.tr("Examples"))
        self.gallery.set_cell_size(_CARD)
        self.gallery.set_margin(2)
        self.remove = button(self.tr("Remove from the examples"))
        self._build()
        self._connect()
        self._refresh()

    def _build(self) -> None:
        nothing = MutedLabel(self.tr("None yet. Right-click pictures in the grid and choose “Use as example of its class”."))
        nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._pages = QStackedWidget()
        for widget in (nothing, self.gallery):
            self._pages.addWidget(widget)
        close = button(self.tr("Close"))
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        buttons.addWidget(close)
        for each in (self.remove, close):
            each.setAutoDefault(False)  # Enter belongs to the notes
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(8)
        layout.addWidget(self.head)
        layout.addWidget(SectionLabel(self.tr("Notes")))
        layout.addWidget(self.notes, 2)
        layout.addSpacing(4)
        layout.addWidget(SectionLabel(self.tr("Examples")))
        layout.addWidget(self._pages, 4)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        session = self._model.session
        session.project_closing.connect(self.close)
        session.classes_changed.connect(self._refresh)
        session.membership_changed.connect(self._refresh)
        self._model.counts_changed.connect(self._show_head)
        self.remove.clicked.connect(self._on_remove)
        self.gallery.selectionModel().selectionChanged.connect(self._on_selection)

    # ---- showing ---------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        project, current = self._model.session.project, self._model.by_id(self._target.id)
        if project is None or current is None:
            self._saved = self._text()  # there is nothing left to write on
            self.close()
            return
        self._target = current
        self._show_head()
        self._show_notes(project.class_notes().get(current.id, ""))
        order = [sample_id for sample_id, _ in project.class_examples().get(current.id, ())]
        samples = {sample.id: sample for sample in project.samples(order)}
        self._examples.set_samples([samples[id_] for id_ in order if id_ in samples])
        self._pages.setCurrentIndex(bool(self._examples.rowCount()))
        self._on_selection()

    def _show_head(self) -> None:
        self.setWindowTitle(self._target.name)
        self.head.show_class(self._target, self._model.count(self._target.id))

    def _show_notes(self, notes: str) -> None:
        """Undo may have changed them; what is being typed stays."""
        untouched = self._text() == self._saved
        self._saved = notes
        self.notes.setReadOnly(not self._model.session.writable)
        if untouched and self._text() != notes:
            self.notes.setPlainText(notes)

    def _on_selection(self) -> None:
        self.remove.setEnabled(self._model.session.writable and self.gallery.selectionModel().hasSelection())

    # ---- changing --------------------------------------------------------------------------------------------

    def done(self, result: int) -> None:
        """Every way of closing comes through here."""
        text = self._text()
        if text != self._saved:
            self._saved = text
            self._labeller.set_notes(self._target, text)
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.gallery.hasFocus():
            self._on_remove()
        else:
            super().keyPressEvent(event)

    def _on_remove(self) -> None:
        rows = [row for run in self.gallery.selected_runs() for row in run]
        self._labeller.set_examples(self._target, [self._examples.sample_at(row).id for row in rows], wanted=False)

    def _text(self) -> str:
        return self.notes.toPlainText().strip()


class _Head(QWidget):
    """Colour, name, number of pictures and key."""

    def __init__(self) -> None:
        super().__init__()
        self._colour = ""
        self.name, self.facts = QLabel(), MutedLabel()
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setWordWrap(True)
        self.name.setFont(theme.scaled_font(self.font(), 17 / 13, QFont.Weight.DemiBold))
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 0, 0, 4)
        column.setSpacing(2)
        column.addWidget(self.name)
        column.addWidget(self.facts)

    def show_class(self, target: SampleClass, count: int) -> None:
        self._colour = target.colour
        key = self.tr("key {0}").format(target.shortcut.upper()) if target.shortcut else self.tr("no key")
        self.name.setText(target.name)
        self.facts.setText(f"{pictures(count)} · {key}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.name.y() + self.name.fontMetrics().height() / 2
        paint_swatch(painter, self.rect().toRectF().adjusted(0, middle - 8, 16 - self.width(), middle + 8 - self.height()), self._colour, 4)
        painter.end()
