"""Classify: a model and folders in, a grid that fills with answers, and the evidence for the picture in hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QHBoxLayout, QLabel, QMenu, QSlider, QWidget

from engine.classifier.model.card import ModelCard
from engine.errors import FieldmarkError
from engine.operations.classifying import Classified, classify_folders, write_csv
from engine.operations.explaining import Explanation, explain
from engine.operations.models import models_of
from engine.progress import Progress
from gui import icons
from gui.dialogs.picture_dialog import PictureDialog
from gui.gallery.gallery import Gallery
from gui.jobs import Jobs
from gui.models.picture_loader import PictureLoader
from gui.models.prediction_model import BARS_IN_CELL, EVERYTHING, UNREADABLE, PredictionModel
from gui.models.thumbnail_loader import ThumbnailLoader
from gui.session import Session
from gui.tasks import Task
from gui.text import of_engine
from gui.widgets.confidence_bars import ConfidenceBars
from gui.widgets.image_view import ImageView
from gui.widgets.page_frame import PageFrame
from gui.widgets.parts import Chip, EmptyState, MutedLabel, button, grouped

_BESIDE_CHIPS, _CHIP = 1000, 96  # px: what the other parts of the bar need, and about what a chip needs
_BARS = 5


class ClassifyPage(PageFrame):
    """One run at a time; its answers stay until the next one."""

    train_wanted = Signal()
    refused = Signal(object)  # FieldmarkError
    saved = Signal(object)  # Path of a written table

    def __init__(self, session: Session, jobs: Jobs, thumbnails: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._task: Task | None = None
        self._used: ModelCard | None = None  # the model of the answers that are shown
        self._shown = EVERYTHING
        self._pictures = PictureLoader(self)
        self.model = PredictionModel()
        self.gallery = Gallery(thumbnails)
        self.gallery.setModel(self.model)
        self._build_bar()
        self._build_middle()
        self._build_inspector()
        self.setFocusProxy(self.gallery)
        self._connect()
        self._show_models()

    def shutdown(self) -> None:
        self._pictures.shutdown()

    # ---- building ------------------------------------------------------------------------------------------

    def _build_bar(self) -> None:
        self.models = QComboBox()
        self.models.setAccessibleName(self.tr("Model"))
        self.models.setMinimumWidth(160)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(8)
        self._filters: list[Chip] = []
        self._hidden: list[int] = []
        self.least_sure = QCheckBox(self.tr("Least sure first"))
        self.export_button = button(self.tr("Export CSV …"), "", "export")
        self.more = Chip(self.tr("More"))
        self.more.hide()
        self.choose_button = button(self.tr("Classify"), "primary", "folder")
        menu = QMenu(self.choose_button)
        menu.addAction(icons.icon("folder"), self.tr("A folder …"), self._on_choose)
        self._unlabelled = menu.addAction(icons.icon("unlabelled"), self.tr("The unlabelled pictures of the project"), self._on_unlabelled)
        self.choose_button.setMenu(menu)
        menu.aboutToShow.connect(lambda: self._unlabelled.setEnabled(bool(self._unlabelled_paths())))
        self.bar.addWidget(self.models)
        self.bar.addLayout(self._chips)
        self.bar.addWidget(self.more)
        self.bar.addStretch(1)
        for widget in (self.least_sure, self.export_button, self.choose_button):
            self.bar.addWidget(widget)

    def _build_middle(self) -> None:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.gallery)
        self._no_model = EmptyState(
            "train",
            self.tr("No model yet"),
            self.tr("Train one with your labelled pictures, then let it sort the rest."),
            self.tr("Train a model"),
        )
        self._no_answers = EmptyState(
            "classify",
            self.tr("Drop a folder to classify it"),
            self.tr("The answers appear as they come, with the most probable classes under each picture."),
            self.tr("Choose a folder …"),
            self.tr("Classify the unlabelled pictures"),
        )
        for widget in (holder, self._no_model, self._no_answers):
            self.middle.addWidget(widget)

    def _build_inspector(self) -> None:
        self.picture = ImageView()
        self.picture.setFixedHeight(240)
        self.picture.set_placeholder(self.tr("Click a picture"))
        self.overlay = QCheckBox(self.tr("Show where the evidence lies"))
        self.overlay.setChecked(True)
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setRange(0, 100)
        self.opacity.setValue(60)
        self.opacity.setAccessibleName(self.tr("Opacity of the heatmap"))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(MutedLabel(self.tr("Opacity")))
        row.addWidget(self.opacity, 1)
        opacity = QWidget()
        opacity.setLayout(row)
        self.bars = ConfidenceBars()
        self.facts = MutedLabel()
        self.method = QLabel()
        self.method.setProperty("kind", "muted")
        self.inspect(self.tr("Saliency"), self.picture, self.overlay, opacity, self.method)
        self.inspect(self.tr("Answer"), self.bars, self.facts)
        self.end_inspector()

    def _connect(self) -> None:
        session = self._session
        for signal in (session.project_opened, session.project_closed, session.models_changed):
            signal.connect(self._show_models)
        session.project_closed.connect(self._forget)
        self._no_model.primary_clicked.connect(self.train_wanted)
        self._no_answers.primary_clicked.connect(self._on_choose)
        self._no_answers.secondary_clicked.connect(self._on_unlabelled)
        self.more.clicked.connect(self._on_more)
        self.export_button.clicked.connect(self._on_export)
        self.least_sure.toggled.connect(self._arrange)
        self.overlay.toggled.connect(self._on_current)
        self.opacity.valueChanged.connect(lambda value: self.picture.set_overlay_opacity(value / 100))
        self.picture.set_overlay_opacity(self.opacity.value() / 100)
        self.gallery.selectionModel().currentChanged.connect(self._on_current)
        self.gallery.activated_sample.connect(lambda index: PictureDialog(self.model.prediction(index).path, self).open())
        self._pictures.loaded.connect(self._on_picture)
        self._pictures.failed.connect(lambda path, reason: self.facts.setText(self.tr("{0} cannot be read: {1}").format(path.name, reason)))

    # ---- running -------------------------------------------------------------------------------------------

    def card(self) -> ModelCard | None:
        """The model that the next run will use."""
        return self.models.currentData()  # type: ignore[no-any-return]

    def choose_model(self, name: str) -> None:
        """Show this one, if there is one of that name."""
        place = self.models.findText(name)
        if place >= 0:
            self.models.setCurrentIndex(place)

    def classify(self, folders: Sequence[Path]) -> None:
        """Start a run over `folders` in place of the one that may be running."""
        card = self.card()
        if card is None:
            return
        if self._task is not None:
            self._task.cancel()
        self._used = card
        self._shown = EVERYTHING
        self.gallery.set_bar_rows(min(BARS_IN_CELL, len(card.class_names)))
        self.model.start(card.class_names, card.class_colours)
        self.model.arrange(self._shown, False)
        with QSignalBlocker(self.least_sure):
            self.least_sure.setChecked(False)
        chosen = list(folders)
        task = self._jobs.start(
            self.tr("Classifying {0}").format(chosen[0].name if len(chosen) == 1 else self.tr("{0} pictures").format(grouped(len(chosen)))),
            lambda: classify_folders(card.folder, chosen),
            self._on_classified,
            on_end=lambda: self._on_end(task),
        )
        task.progressed.connect(lambda progress: self._on_progress(task, progress))
        self._task = task
        self._show_state()

    def _on_progress(self, task: Task, progress: Progress) -> None:
        if task is self._task and isinstance(progress.detail, tuple):
            self.model.append(progress.detail)
            self._show_chips()
            self._show_state()

    def _on_classified(self, classified: Classified) -> None:
        self._arrange()

    def _on_end(self, task: Task) -> None:
        if task is self._task:
            self._task = None
        self._show_state()

    def _forget(self) -> None:
        self._used = None
        self.model.start((), ())
        self._show_chips()
        self._show_state()

    def _on_choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder of pictures"))
        if folder:
            self.classify([Path(folder)])

    def _unlabelled_paths(self) -> list[Path]:
        return [sample.path for sample in self._session.samples() if sample.class_id is None]

    def _on_unlabelled(self) -> None:
        """What the project has without a class, as suggestions to look at."""
        paths = [path for path in self._unlabelled_paths() if path.exists()]
        if paths:
            self.classify(paths)

    def _on_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Export the answers"), "results.csv", self.tr("Tables (*.csv)"))
        if name:
            self.export(Path(name))

    def export(self, file: Path) -> None:
        """Write the answers to `file`."""
        try:
            write_csv(file, self.model.class_names, self.model.predictions)
        except FieldmarkError as error:
            self.refused.emit(error)
        else:
            self.saved.emit(file)

    # ---- the picture in hand -------------------------------------------------------------------------------

    def _on_current(self) -> None:
        index = self.gallery.selectionModel().currentIndex()
        if not index.isValid():
            self._pictures.forget()
            self.picture.set_image(None)
            self.bars.set_bars(())
            self.facts.setText("")
            self.method.setText("")
            return
        prediction = self.model.prediction(index)
        self.bars.set_bars(self.model.bars(prediction, _BARS))
        self.facts.setText(of_engine("errors", prediction.failure) or str(prediction.path.name))
        self.method.setText("")
        self._pictures.ask(prediction.path)

    def _on_picture(self, path: Path, image: QImage) -> None:
        self.picture.set_image(image)
        card = self._used
        if self.overlay.isChecked() and card is not None:
            self.method.setText(self.tr("Looking for the evidence …"))
            self._jobs.look(lambda: explain(card.folder, path), self._on_explained)

    def _on_explained(self, explanation: Explanation) -> None:
        index = self.gallery.selectionModel().currentIndex()
        if not index.isValid() or self.model.prediction(index).path != explanation.prediction.path or not self.overlay.isChecked():
            return
        from engine.classifier.overlay import colourized  # brings numpy and Pillow, which an explanation has brought by then

        pixels = colourized(explanation.saliency.heatmap)
        height, width = pixels.shape[:2]
        self.picture.set_overlay(QImage(pixels.tobytes(), width, height, width * 4, QImage.Format.Format_RGBA8888).copy())
        name = explanation.card.class_names[explanation.saliency.target]
        self.method.setText(self.tr("{0} for “{1}”").format(explanation.saliency.method, name))

    # ---- showing -------------------------------------------------------------------------------------------

    def _show_models(self) -> None:
        project = self._session.project
        self.title.setText(project.name if project else "")
        self.models.clear()
        for card in models_of(project) if project else []:
            self.models.addItem(card.name, card)
        self._show_state()

    def _show_state(self) -> None:
        has_model, has_answers = self.card() is not None, bool(self.model.predictions)
        self.middle.setCurrentIndex(0 if has_answers else 2 if has_model else 1)
        self.models.setVisible(has_model)
        self.choose_button.setEnabled(has_model)
        self.export_button.setEnabled(has_answers and self._task is None)
        self.least_sure.setEnabled(has_answers)

    def _show_chips(self) -> None:
        """All, and the classes with most answers that there is room for; the others are under "More"."""
        counts = self.model.counts
        common = [key for key, _ in counts.most_common()]
        room = max(0, (self.width() - _BESIDE_CHIPS) // _CHIP)
        wanted = [EVERYTHING, *sorted(common[:room], key=lambda key: (key == UNREADABLE, key))] if counts else []
        while len(self._filters) > len(wanted):
            self._filters.pop().deleteLater()
        while len(self._filters) < len(wanted):
            chip = Chip("")
            chip.clicked.connect(lambda _=False, chip=chip: self._on_filter(chip.property("answer")))
            self._chips.addWidget(chip)
            self._filters.append(chip)
        for chip, key in zip(self._filters, wanted, strict=True):
            self._dress(chip, key)
            chip.setProperty("answer", key)
        self._hidden = common[room:]
        self.more.setVisible(bool(self._hidden))
        if self._shown in self._hidden:
            self._dress(self.more, self._shown)
        else:
            self.more.setText(self.tr("More"))
            self.more.set_count(None)
            self.more.setChecked(False)

    def _dress(self, chip: Chip, key: int) -> None:
        chip.setText(self._filter_name(key))
        chip.set_count(len(self.model.predictions) if key == EVERYTHING else self.model.counts[key])
        chip.setChecked(key == self._shown)

    def _filter_name(self, key: int) -> str:
        return {EVERYTHING: self.tr("All"), UNREADABLE: self.tr("Unreadable")}.get(key) or self.model.class_names[key]

    def _on_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key in sorted(self._hidden):
            action = menu.addAction(f"{self._filter_name(key)}  {grouped(self.model.counts[key])}")
            action.triggered.connect(lambda _=False, key=key: self._on_filter(key))
        menu.aboutToHide.connect(self._show_chips)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_chips()

    def _on_filter(self, key: int) -> None:
        self._shown = key
        self._arrange()
        self._show_chips()

    def _arrange(self) -> None:
        self.model.arrange(self._shown, self.least_sure.isChecked())
        self._on_current()
