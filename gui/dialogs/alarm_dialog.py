"""Asks a model whether it goes by the background: what its maps point at is masked, and a model that stays sure goes by something else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine.classifier.model.card import ModelCard
from engine.classifier.saliency.verdict import ENOUGH_JUDGED, Alarm
from engine.operations.explaining import alarm
from gui import theme
from gui.dialogs.dialog_work import DialogWork
from gui.dialogs.fitting import height_for, moved_into, room_for
from gui.gallery.gallery import Gallery
from gui.jobs import Jobs
from gui.models.suspect_model import SuspectModel
from gui.models.thumbnail_loader import ThumbnailLoader
from gui.recipes.progress_line import ProgressLine
from gui.saliency.large import LargeSaliency
from gui.tasks import Task
from gui.text import percent, sentences
from gui.widgets.framed import framed
from gui.widgets.labels import MutedLabel, SectionLabel
from gui.widgets.parts import MessageBar, button, grouped
from gui.widgets.table import TextTable

_SIZE, _NARROW = QSize(860, 640), 560
_LANE = "dialog-alarm"
_MOST = 200  # pictures that are looked at
_TABLE_WIDTH = 300


class AlarmDialog(QDialog):
    """Begins when somebody presses the button; what is found stays until the dialog is closed."""

    def __init__(self, jobs: Jobs, card: ModelCard, paths: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Does the model go by the background?"))
        self._jobs, self._card, self._paths = jobs, card, tuple(paths)
        self._work = DialogWork(jobs)
        self._task: Task | None = None
        self._thumbnails = ThumbnailLoader(self)
        self.alarm: Alarm | None = None
        self.model = SuspectModel()
        self._build()
        self._arrange()
        self._connect()
        self._refresh()
        self.go_button.setFocus()

    def _build(self) -> None:
        self.headline = QLabel(self.tr("Does “{0}” look at the subject?").format(self._card.name))
        self.headline.setFont(theme.scaled_font(self.font(), 15 / 13, self.font().Weight.DemiBold))
        self.headline.setWordWrap(True)
        self.headline.setTextFormat(Qt.TextFormat.PlainText)
        self.about = MutedLabel(
            self.tr(
                "In each picture the part where the saliency map is hottest is masked. A model that goes by a subject there "
                "becomes unsure; where it stays as sure as before, the rest of the picture, often the background, is enough for it."
            )
        )
        self.message = MessageBar()
        self.advice = MutedLabel()
        self.table = TextTable(self.tr("By class"), [self.tr("Class"), self.tr("Stays sure"), self.tr("Judged")], right={1, 2})
        self.gallery = Gallery(self._thumbnails)
        self.gallery.setModel(self.model)
        self.gallery.setProperty("kind", "clear")
        self.gallery.set_bar_rows(2)
        self.gallery.set_margin(12)
        self.gallery.setAccessibleName(self.tr("Pictures where the model stays sure"))
        self.progress = ProgressLine()
        self.close_button = button(self.tr("Close"))
        self.go_button = button("", "primary")

    def _arrange(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, name, view in (
            (left, self.tr("By class"), self.table),
            (right, self.tr("The model stays sure"), self.gallery),
        ):
            column.setSpacing(2 * theme.STEP)
            column.addWidget(SectionLabel(name))
            column.addWidget(framed(view), 1)
        self._found = QWidget()
        found = QHBoxLayout(self._found)
        found.setContentsMargins(0, 0, 0, 0)
        found.setSpacing(4 * theme.STEP)
        self._by_class = QWidget()
        self._by_class.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        self._by_class.setFixedWidth(_TABLE_WIDTH)
        self._suspects = QWidget()
        self._suspects.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        found.addWidget(self._by_class)
        found.addWidget(self._suspects, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * theme.STEP)
        buttons.addStretch(1)
        for each in (self.close_button, self.go_button):
            buttons.addWidget(each)
        self.close_button.setAutoDefault(False)
        self.go_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(3 * theme.STEP)
        for part in (self.headline, self.about, self.message, self.advice):
            layout.addWidget(part)
        layout.addWidget(self._found, 1)
        layout.addStretch()
        layout.addWidget(self.progress)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.go_button.clicked.connect(self._on_go)
        self.close_button.clicked.connect(self.reject)
        self.progress.stop_wanted.connect(self._on_stop)
        self.gallery.activated_sample.connect(self._on_opened)

    # ---- asking --------------------------------------------------------------------------------------------

    def _on_go(self) -> None:
        folder, paths = self._card.folder, self._paths
        self.message.hide()
        self.progress.set_running(self.tr("Masking what the maps point at"), in_bytes=False)
        self._task = self._work.begin(
            _LANE,
            lambda: alarm(folder, paths, _MOST),
            self._on_alarm,
            self.progress.show_progress,
            on_failure=self._on_failed,
            on_end=self._on_end,
        )
        self._refresh()

    def _on_stop(self) -> None:
        self.progress.set_stopping()
        self._work.cancel()

    def _on_alarm(self, found: Alarm) -> None:
        self.alarm = found
        rows = [(name, grouped(stays), grouped(judged)) for name, (stays, judged) in found.by_class().items()]
        self.table.set_rows(rows)
        self.model.show(found.suspects, self._card.class_names, self._card.class_colours)
        kind = "warning" if found.rings else "success" if found.clears else "info"
        self.message.show_message(self._told(found), kind)
        self.advice.setText(self._advised(found))
        if found.masked:
            grown = self.geometry()
            grown.setSize(self.size().expandedTo(_SIZE))
            grown.moveCenter(self.geometry().center())
            self.setGeometry(moved_into(grown, room_for(self)))

    def _on_failed(self, error: BaseException) -> None:
        self.message.show_message(sentences(error), "error")

    def _on_end(self) -> None:
        self._task = None
        self.progress.set_running("")
        self._refresh()
        self.close_button.setFocus()

    def _on_opened(self, index: QModelIndex) -> None:
        suspect = self.model.suspect(index)
        large = LargeSaliency(self._jobs, self._card, suspect.path, self, suspect.target)
        large.moved.connect(lambda by: self._on_moved(large, by))
        self._show_place(large, index.row())
        large.open()

    def _on_moved(self, large: LargeSaliency, by: int) -> None:
        row = self.gallery.currentIndex().row() + by
        self.gallery.select_row(row)
        suspect = self.model.suspect(self.model.index(row))
        large.show_picture(suspect.path, suspect.target)
        self._show_place(large, row)

    def _show_place(self, large: LargeSaliency, row: int) -> None:
        count = self.model.rowCount()
        large.head.set_place(self.tr("{0} of {1}").format(grouped(row + 1), grouped(count)), row > 0, row + 1 < count)

    # ---- saying --------------------------------------------------------------------------------------------

    def _told(self, found: Alarm) -> list[str]:
        judged, suspects = len(found.judged), len(found.suspects)
        lines = [
            self.tr("The model stays sure of {0} of {1} pictures ({2}) with the hottest part of the map masked.").format(
                grouped(suspects), grouped(judged), percent(found.share, 0)
            )
            if judged
            else self.tr("No picture could be judged.")
        ]
        if found.unexplained:
            text = self.tr("{0} more could not be judged: masking another part of them does as much.")
            lines.append(text.format(grouped(len(found.unexplained))))
        if found.unreadable:
            lines.append(self.tr("{0} could not be read.").format(grouped(len(found.unreadable))))
        return lines

    def _advised(self, found: Alarm) -> str:
        if found.goes_by_nothing:
            return self.tr(
                "What to do: most maps explain nothing, so nobody can say what the model goes by. Train it longer or with more pictures."
            )
        if found.rings:
            return self.tr(
                "What to do: add pictures of these classes before other backgrounds, and pictures of these backgrounds "
                "with other subjects; crop more tightly; then train again."
            )
        if len(found.judged) < ENOUGH_JUDGED:
            return self.tr("Too few to tell: {0} pictures at least must be judged. Try it on more pictures.").format(ENOUGH_JUDGED)
        if not found.clears:
            return self.tr("Too few to tell: too many of the pictures could not be judged. Look at some of them large.")
        return self.tr(
            "No sign of a background at work. A few pictures in which the model stays sure are usual. "
            "Look at some maps yourself: do they lie on the subject?"
        )

    def _refresh(self) -> None:
        running, found = self._task is not None, self.alarm
        count = min(_MOST, len(self._paths))
        self.go_button.setText(self.tr("Try it on {0} pictures").format(grouped(count)) if found is None else self.tr("Try again"))
        self.go_button.setEnabled(not running and count > 0)
        self.close_button.setEnabled(not running)
        self.advice.setVisible(found is not None or not count)
        if not count:
            self.advice.setText(self.tr("There are no pictures to try it on. Classify a folder first."))
        self._found.setVisible(found is not None and bool(found.masked))
        self._suspects.setVisible(found is not None and bool(found.suspects))
        if found is None or not found.masked:
            self._fit()

    def _fit(self) -> None:
        """While there is nothing to show but sentences, as high as these need it."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(max(_NARROW, self.width()) if self.isVisible() else _NARROW, 0)
        self.resize(self.width(), height_for(self))

    # ---- leaving -------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Escape stops what runs first."""
        if self._task is not None:
            self._on_stop()
        else:
            super().reject()

    def done(self, result: int) -> None:
        self._work.end()
        self._thumbnails.shutdown()
        super().done(result)
