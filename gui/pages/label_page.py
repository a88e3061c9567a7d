"""Label: the grid of samples, the classes, and the picture in hand. A digit or a click on a class labels the selection."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QColorDialog, QHBoxLayout, QLineEdit, QSlider, QWidget

from engine.errors import FieldmarkError
from engine.project import changes, class_changes
from engine.project.change import Change
from engine.project.project import Project
from engine.project.sample import Sample, SampleClass
from gui.dialogs.picture_dialog import PictureDialog
from gui.models.class_model import ClassModel
from gui.models.picture_loader import PictureLoader
from gui.models.sample_model import SampleModel, everything
from gui.models.thumbnail_loader import ThumbnailLoader
from gui.session import Session
from gui.widgets.class_panel import ClassPanel
from gui.widgets.gallery import LARGEST, SMALLEST, Gallery
from gui.widgets.image_view import ImageView
from gui.widgets.page_frame import PageFrame
from gui.widgets.parts import Chip, EmptyState, MutedLabel, grouped

_SEARCH_DELAY_MS = 150


class LabelPage(PageFrame):
    """Everything it changes goes through the session as a change that can be undone."""

    import_wanted = Signal()
    edit_refused = Signal(object)  # FieldmarkError

    def __init__(self, session: Session, thumbnails: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._only_class: int | None = None
        self.model = SampleModel(session)
        self.gallery = Gallery(thumbnails)
        self.gallery.setModel(self.model)
        class_model = ClassModel(session, self.model)
        class_model.reordered.connect(lambda ids: self._apply(lambda project: class_changes.reorder_classes(project, ids)))
        self.classes = ClassPanel(class_model)
        self._pictures = PictureLoader(self)
        self._picture = ImageView()
        self._picture.setFixedHeight(200)
        self._facts = MutedLabel()
        self._build_bar()
        self._build_middle()
        self._build_inspector()
        self.setFocusProxy(self.gallery)
        self._connect()
        self._refresh()

    def shutdown(self) -> None:
        self._pictures.shutdown()

    # ---- building ------------------------------------------------------------------------------------------

    def _build_bar(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search names and classes"))
        self.search.setAccessibleName(self.tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(260)
        self.all_chip, self.unlabelled_chip, self.class_chip = Chip(self.tr("All")), Chip(self.tr("Unlabelled")), Chip("")
        self._size = QSlider(Qt.Orientation.Horizontal)
        self._size.setRange(SMALLEST, LARGEST)
        self._size.setFixedWidth(110)
        self._size.setAccessibleName(self.tr("Thumbnail size"))
        self._size.setToolTip(self.tr("Thumbnail size"))
        for widget in (self.search, self.all_chip, self.unlabelled_chip, self.class_chip):
            self.bar.addWidget(widget)
        self.bar.addStretch(1)
        self.bar.addWidget(self._size)

    def _build_middle(self) -> None:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.gallery)
        self._no_samples = EmptyState(
            "picture",
            self.tr("Drop folders of pictures here"),
            self.tr("Subfolders can become classes. The pictures stay where they are."),
            self.tr("Choose folders …"),
        )
        self._no_matches = EmptyState(
            "search", self.tr("Nothing here"), self.tr("No picture fits the filter."), self.tr("Show all pictures")
        )
        for widget in (holder, self._no_samples, self._no_matches):
            self.middle.addWidget(widget)
        self._no_samples.primary_clicked.connect(self.import_wanted)
        self._no_matches.primary_clicked.connect(self._show_everything)

    def _build_inspector(self) -> None:
        self.inspect(self.tr("Classes"), self.classes)
        self._selection_head = self.inspect(self.tr("Selection"), self._picture, self._facts)
        hint = MutedLabel(
            self.tr("A digit or a click on a class labels the selection. Delete takes the label off. Space shows the picture large.")
        )
        self.inspect(self.tr("Keys"), hint)
        self.end_inspector()

    def _connect(self) -> None:
        session = self._session
        for signal in (session.project_opened, session.project_closed, session.membership_changed, session.classes_changed):
            signal.connect(self._refresh)
        self.model.counts_changed.connect(self._show_counts)
        self.model.modelReset.connect(self._on_rows_changed)
        self._search_timer = QTimer(self, singleShot=True, interval=_SEARCH_DELAY_MS)
        self._search_timer.timeout.connect(self._apply_filter)
        self.search.textChanged.connect(self._search_timer.start)
        for chip in (self.all_chip, self.unlabelled_chip, self.class_chip):
            chip.clicked.connect(lambda _=False, chosen=chip: self._on_chip(chosen))
        self._size.setValue(session.settings.thumbnail_width)
        self.gallery.set_cell_size(self._size.value())
        self._size.valueChanged.connect(self.gallery.set_cell_size)
        self._size.sliderReleased.connect(self._keep_size)
        self.gallery.activated_sample.connect(self._open_picture)
        self.gallery.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.gallery.selectionModel().currentChanged.connect(self._on_selection_changed)
        self._pictures.loaded.connect(lambda path, image: self._picture.set_image(image))
        self._pictures.failed.connect(self._on_picture_failed)
        panel = self.classes
        panel.chosen.connect(self.assign)
        panel.added.connect(self._on_class_added)
        panel.renamed.connect(lambda each, name: self._apply(lambda project: class_changes.rename_class(project, each, name)))
        panel.delete_wanted.connect(lambda each: self._apply(lambda project: class_changes.delete_class(project, each)))
        panel.recolour_wanted.connect(self._on_recolour)
        panel.show_wanted.connect(self._show_class)

    # ---- labelling -----------------------------------------------------------------------------------------

    def selected(self) -> list[Sample]:
        return list(self._selection())

    def _selection(self) -> Iterator[Sample]:
        """By ranges: an index for each of a hundred thousand rows would take half a second."""
        selection = self.gallery.selectionModel().selection()
        for run in map(selection.at, range(selection.count())):
            yield from map(self.model.sample_at, range(run.top(), run.bottom() + 1))

    def assign(self, target: SampleClass) -> None:
        """Give `target` to all selected samples."""
        ids = [sample.id for sample in self._selection() if sample.class_id != target.id]
        if ids:
            self._apply(lambda project: changes.label(project, ids, target))
        self._mark_class()

    def take_labels_off(self) -> None:
        ids = [sample.id for sample in self.selected() if sample.class_id is not None]
        if ids:
            self._apply(lambda project: changes.unlabel(project, ids))

    def remove_selected(self) -> None:
        """Take the selected samples out of the project; the files stay."""
        ids = [sample.id for sample in self.selected()]
        if ids:
            self._apply(lambda project: changes.remove_samples(project, ids))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        target = next((each for each in self._session.classes if each.shortcut and each.shortcut == event.text()), None)
        if plain and target is not None:
            self.assign(target)
        elif plain and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.take_labels_off()
        elif plain and event.key() == Qt.Key.Key_N:
            self.classes.new_class.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def _apply(self, make: Callable[[Project], Change]) -> None:
        """Work out a change and write it; an unusable name or a read-only project is told, nothing is lost."""
        if self._session.project is None:
            return
        try:
            change = make(self._session.project)
        except FieldmarkError as error:
            self.edit_refused.emit(error)
            return
        self._session.apply(change)

    def _on_class_added(self, name: str) -> None:
        """A new class goes straight to the selection, if pictures without a label are selected."""
        self._apply(lambda project: class_changes.add_class(project, name)[0])
        added = next((each for each in self._session.classes if each.name == " ".join(name.split())), None)
        waiting = [sample for sample in self.selected() if sample.class_id is None]
        if added is not None and waiting:
            self.assign(added)
        self.classes.show_last()
        self.gallery.setFocus()

    def _on_recolour(self, target: SampleClass) -> None:
        colour = QColorDialog.getColor(QColor(target.colour), self, self.tr("Colour of {0}").format(target.name))
        if colour.isValid():
            self._apply(lambda project: class_changes.recolour_class(target, colour.name().upper()))

    # ---- filtering -----------------------------------------------------------------------------------------

    def _on_chip(self, chosen: Chip) -> None:
        if chosen is not self.class_chip:
            self._only_class = None
        for chip in (self.all_chip, self.unlabelled_chip, self.class_chip):
            chip.setChecked(chip is chosen)
        self._apply_filter()

    def _show_class(self, target: SampleClass) -> None:
        self._only_class = target.id
        self._on_chip(self.class_chip)

    def _show_everything(self) -> None:
        with QSignalBlocker(self.search):
            self.search.clear()
        self._on_chip(self.all_chip)

    def _apply_filter(self) -> None:
        words = self.search.text().casefold().split()
        unlabelled, only = self.unlabelled_chip.isChecked(), self._only_class

        def accepts(sample: Sample) -> bool:
            if (unlabelled and sample.class_id is not None) or (only is not None and sample.class_id != only):
                return False
            named = self.model.class_of(sample)
            text = f"{sample.path.parent.name}/{sample.path.name} {named[0] if named else ''}".casefold()
            return all(word in text for word in words)

        self.model.set_filter(accepts if words or unlabelled or only is not None else everything)
        self._refresh()

    def _keep_size(self) -> None:
        self._session.change_settings(replace(self._session.settings, thumbnail_width=self._size.value()))

    # ---- showing -------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        project = self._session.project
        self.title.setText(project.name if project else "")
        shown = next((each for each in self._session.classes if each.id == self._only_class), None)
        self.class_chip.setVisible(shown is not None)
        if shown is not None:
            self.class_chip.setText(shown.name)
        if not (self.unlabelled_chip.isChecked() or self.class_chip.isChecked()):
            self.all_chip.setChecked(True)
        self.classes.set_editable(self._session.writable)
        self._show_counts()
        self._on_rows_changed()

    def _show_counts(self) -> None:
        self.all_chip.set_count(self.model.counts.total())
        self.unlabelled_chip.set_count(self.model.counts[None])
        self._mark_class()

    def _on_rows_changed(self) -> None:
        if self.unlabelled_chip.isChecked() and not self.search.text() and not self.model.counts[None]:
            self._no_matches.set_texts(self.tr("Everything is labelled"), self.tr("Time to train."), self.tr("Show all pictures"))
        else:
            self._no_matches.set_texts(self.tr("Nothing here"), self.tr("No picture fits the filter."), self.tr("Show all pictures"))
        page = 0 if self.model.rowCount() else 2 if self.model.counts.total() else 1
        self.middle.setCurrentIndex(page)
        self._on_selection_changed()

    def _on_selection_changed(self) -> None:
        selected = self.selected()
        index = self.gallery.selectionModel().currentIndex()
        in_hand = index.isValid() and self.gallery.selectionModel().isSelected(index)
        current = self.model.sample(index) if in_hand else selected[0] if selected else None
        heading = self.tr("{0} selected").format(grouped(len(selected))) if selected else self.tr("Selection")
        self._selection_head.setText(heading)
        if current is None:
            self._pictures.forget()
            self._picture.set_image(None)
            self._facts.setText(self.tr("Click a picture; Ctrl and Shift or a dragged frame select more."))
        else:
            self._facts.setText(self._describe(current))
            self._pictures.ask(current.path)
        self._mark_class()

    def _describe(self, sample: Sample) -> str:
        facts = [f"{sample.path.parent.name}/{sample.path.name}", f"{sample.width} × {sample.height}"]
        if sample.split:
            facts.append({"train": self.tr("training"), "validation": self.tr("validation"), "test": self.tr("test")}[sample.split.value])
        return " · ".join(facts)

    def _open_picture(self, index: QModelIndex) -> None:
        PictureDialog(self.model.sample(index).path, self).open()

    def _on_picture_failed(self, path: Path, reason: str) -> None:
        self._picture.set_image(None)
        self._facts.setText(self.tr("{0} cannot be read: {1}").format(path.name, reason))

    def _mark_class(self) -> None:
        first = next((sample.class_id for sample in self._selection()), None)
        common = all(sample.class_id == first for sample in self._selection())
        self.classes.select(first if common else None)
