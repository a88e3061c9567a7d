"""Asks in which form answers leave the house, which of them and where they go; writes them and says what became of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from engine.batch.answers import Answers
from engine.batch.outputs import Written, write
from engine.batch.outputs.forms import CSV, XLSX
from engine.batch.table import Thresholds
from engine.errors import SheetTooSmall
from engine.progress import Progress
from gui import theme
from gui.dialogs.answers_form import AnswersForm
from gui.dialogs.answers_place import Remark, count_rows, place_of, sheet_remark
from gui.dialogs.dialog_work import DialogWork
from gui.dialogs.fitting import height_for
from gui.dialogs.scope_box import Scopes
from gui.jobs import Jobs
from gui.recipes.progress_line import ProgressLine
from gui.tasks import Task
from gui.text import reason, sentences
from gui.widgets.parts import MessageBar, button, grouped

_DELAY_MS = 150
_WIDTH = 580
_COUNTING, _WRITING = "dialog-count", "dialog-answers"
_NAMED = 3  # failures that are named


class AnswersDialog(QDialog):
    """`scopes` are what the answers can be chosen from; all of them are counted here."""

    def __init__(
        self,
        jobs: Jobs,
        answers: Answers,
        thresholds: Thresholds,
        parent: QWidget | None = None,
        scopes: Scopes = Scopes(),  # noqa: B008
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export the answers"))
        self.setMinimumWidth(_WIDTH)
        self._work = DialogWork(jobs)
        self._answers, self._thresholds = answers, thresholds
        self._task: Task | None = None
        self._place = Path()  # what was written
        self._is_written = False  # as it is chosen now
        self.form = AnswersForm(_documents() / f"{_name_of(answers)}.csv", len(answers.question.class_names), scopes)
        self.csv_button = button(self.tr("Take CSV instead"))
        self.progress, self.message = ProgressLine(), MessageBar()
        self.close_button = button(self.tr("Close"))
        self.go_button = button(self.tr("Export"), "primary")
        self._arrange()
        self._connect()
        self._refresh()
        self._work.begin(_COUNTING, lambda: count_rows(answers), self._on_counted, on_failure=self._on_failed)

    def _arrange(self) -> None:
        self.form.below.addWidget(self.csv_button)
        self.form.below.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * theme.STEP)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.go_button)
        for each in (self.csv_button, self.close_button):
            each.setAutoDefault(False)
        self.go_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(4 * theme.STEP)
        layout.addWidget(self.form)
        layout.addStretch(1)
        for part in (self.message, self.progress):
            layout.addWidget(part)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self._delay = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._delay.timeout.connect(self._refresh)
        self.form.typed.connect(self._on_typed)
        self.form.edited.connect(self._on_edited)
        self.csv_button.clicked.connect(lambda: self.form.choose(CSV))
        self.go_button.clicked.connect(self._on_go)
        self.close_button.clicked.connect(self.reject)
        self.progress.stop_wanted.connect(self._stop)
        self.message.action_clicked.connect(self._show_in_folder)

    @property
    def count(self) -> int:
        """How many answers are chosen; -1 while it is not known."""
        return self.form.scope.pictures

    def _on_typed(self) -> None:
        self._is_written = False
        self.go_button.setEnabled(False)  # until the place has been looked at
        self._delay.start()

    def _on_edited(self) -> None:
        self._is_written = False
        self.message.hide()
        self._refresh()

    def _on_counted(self, count: int) -> None:
        self.form.scope.set_total(count)
        self._refresh()

    # ---- showing -------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        self._delay.stop()
        remark = Remark("") if self._is_written else self._remark()
        self.form.say(remark.text, remark.forbids)
        self.csv_button.setVisible(remark.offers_csv)
        idle = self._task is None
        self.go_button.setEnabled(idle and not remark.forbids and self.form.agreed and self.count != 0)
        self._fit()

    def _fit(self) -> None:
        """As high as the lines that wrap need it."""
        for layout in (self.form.layout(), self.layout()):  # rows that came or went count at once
            if layout is not None:
                layout.activate()
        self.resize(self.width(), height_for(self))

    def _remark(self) -> Remark:
        """What there is to say before anything is written."""
        if self.count == 0:
            none = self.tr("There are no answers yet.") if self.form.scope.ids is None else self.tr("No picture is shown.")
            return Remark(none, forbids=True)
        if self.form.key == XLSX and self.count > 0:
            too_small = sheet_remark(self._answers.question, self._thresholds, self.form.top.value(), self.count)
            if too_small is not None:
                return too_small
        pictures = self._pictures() if self.count > 0 else self.tr("Counting the answers …")
        if self.form.file is None:
            return Remark(pictures)
        place = place_of(self.form.file)
        return place if place.forbids else Remark(f"{pictures} {place.text}")

    def _pictures(self) -> str:
        return self.tr("1 picture.") if self.count == 1 else self.tr("{0} pictures.").format(grouped(self.count))

    # ---- writing -------------------------------------------------------------------------------------------

    def _on_go(self) -> None:
        answers, file, thresholds = self._answers, self.form.file, self._thresholds
        top, form, ids = self.form.top.value(), self.form.key, self.form.scope.ids
        self.message.hide()
        self._set_running(True)
        self._task = self._work.begin(
            _WRITING,
            lambda: write(answers, file, thresholds, top, form, ids),
            self._on_written,
            self._on_progress,
            on_failure=self._on_failed,
            on_end=self._on_end,
        )

    def _on_progress(self, progress: Progress) -> None:
        self.progress.show_progress(progress)

    def _on_written(self, written: Written) -> None:
        self._is_written = True
        if written.file is not None:
            self._place = written.file
            text = self.tr("1 picture is in {1}.") if written.rows == 1 else self.tr("{0} pictures are in {1}.")
            text = text.format(grouped(written.rows), written.file.name)
            self.message.show_message([text, str(written.file.parent)], "success", self.tr("Show in folder"))
            return
        told = self.tr("1 picture has its keywords now.") if written.rows == 1 else self.tr("{0} pictures have their keywords now.")
        lines = [told.format(grouped(written.rows))]
        if written.same:
            lines.append(self.tr("{0} had them already.").format(grouped(written.same)))
        if written.failed:
            lines.append(self.tr("{0} could not be written:").format(grouped(written.failed)))
            lines += [f"{path.name}: {reason(why)}." for path, why in written.failures[:_NAMED]]
        self.message.show_message(lines, "warning" if written.failed else "success")

    def _on_failed(self, error: BaseException) -> None:
        self.message.show_message(sentences(error), "error")
        self.csv_button.setVisible(isinstance(error, SheetTooSmall))

    def _on_end(self) -> None:
        self._task = None
        self._set_running(False)
        self.close_button.setFocus()

    def _set_running(self, running: bool) -> None:
        self.form.setEnabled(not running)
        self.progress.set_running(self.tr("Writing the answers") if running else "", in_bytes=False)
        self.close_button.setEnabled(not running)
        if running:
            self.go_button.setEnabled(False)
        else:
            self._refresh()

    def _stop(self) -> None:
        if self._task is not None:
            self.progress.set_stopping()
            self._task.cancel()

    def _show_in_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._place.parent)))

    def reject(self) -> None:
        """Escape stops what runs first."""
        if self._task is not None:
            self._stop()
        else:
            super().reject()

    def done(self, result: int) -> None:
        self._delay.stop()
        self._work.end()
        super().done(result)


def _documents() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())


def _name_of(answers: Answers) -> str:
    """After the folder that was classified."""
    sources = answers.question.sources
    return f"{sources[0].name}-answers" if len(sources) == 1 and sources[0].name else "answers"
