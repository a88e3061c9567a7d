"""Shows which pictures teach and which examine, class by class, and deals them out by a plan that keeps alike pictures together."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from engine.operations.examining import threads_beside_a_window
from engine.operations.splitting import SplitOutcome, SplitSurvey, leak_sentences, plan_of, split_project, survey_split
from engine.progress import Progress
from engine.project.split import SplitPlan
from gui.forms import Form
from gui.jobs import Jobs
from gui.session import Session
from gui.tasks import Task
from gui.text import of_engine, sentence, sentences
from gui.widgets.parts import MessageBar, MutedLabel, SectionLabel, button, grouped
from gui.widgets.split_table import SplitTable

_SETTLE_MS = 400  # after the last change of the plan
_FORM_WIDTH, _SIZE = 300, QSize(960, 600)


class SplitDialog(QDialog):
    """Works on the session's open project; every split is a change that can be undone."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert session.project is not None
        self._session, self._jobs, self._project = session, jobs, session.project
        self._task: Task | None = None
        self.setWindowTitle(self.tr("Training, validation and test"))
        self.form: Form[SplitPlan] = Form(plan_of(self._project), "split")
        self.table = SplitTable()
        self.told, self.stage = MutedLabel(), MutedLabel()
        self.message = MessageBar()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.close_button = button(self.tr("Close"))
        self.anew_button = button(self.tr("Split everything anew"))
        self.new_button = button(self.tr("Split the new pictures"), "primary")
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._arrange()
        self._connect()
        self._show_running(None)
        self._survey()

    def _arrange(self) -> None:
        plan = QVBoxLayout()
        plan.setSpacing(12)
        plan.addWidget(SectionLabel(self.tr("Plan")))
        plan.addWidget(self.form)
        plan.addStretch(1)
        self.form.setFixedWidth(_FORM_WIDTH)
        outcome = QVBoxLayout()
        outcome.setSpacing(8)
        outcome.addWidget(SectionLabel(self.tr("Pictures by class")))
        for widget, stretch in ((self.table, 1), (self.told, 0), (self.message, 0)):
            outcome.addWidget(widget, stretch)
        upper = QHBoxLayout()
        upper.setSpacing(28)
        upper.addLayout(plan)
        upper.addLayout(outcome, 1)
        running = QVBoxLayout()
        running.setSpacing(4)
        running.addWidget(self.stage)
        running.addWidget(self.progress)
        lower = QHBoxLayout()
        lower.setSpacing(8)
        lower.addLayout(running, 1)
        for pressed in (self.close_button, self.anew_button, self.new_button):
            lower.addWidget(pressed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(16)
        layout.addLayout(upper, 1)
        layout.addLayout(lower)
        self.resize(_SIZE)

    def _connect(self) -> None:
        self.form.edited.connect(self._settle.start)
        self._settle.timeout.connect(self._survey)
        self.close_button.clicked.connect(self.reject)
        self.anew_button.clicked.connect(lambda: self._split(anew=True))
        self.new_button.clicked.connect(lambda: self._split(anew=False))
        self._jobs.failed.connect(self._on_failed)

    # ---- work ------------------------------------------------------------------------------------------------

    def _survey(self) -> None:
        project, plan = self._project, self.form.value()
        self._jobs.look(lambda: survey_split(project, plan), self._show_survey)

    def _split(self, anew: bool) -> None:
        self._settle.stop()
        self.message.hide()
        project, plan, threads = self._project, self.form.value(), threads_beside_a_window()
        task = self._jobs.start(
            self.tr("Splitting"), lambda: split_project(project, plan, anew, threads), self._on_split, self._on_progress, self._on_end
        )
        self._show_running(task)

    def reject(self) -> None:
        """Escape and the close button stop what runs first."""
        if self._task is not None:
            self._task.cancel()
        else:
            super().reject()

    def _on_split(self, outcome: SplitOutcome) -> None:
        self._show_survey(outcome.survey)
        told = self.tr("{0} pictures were given a side.") if outcome.moved else self.tr("Every labelled picture has its side already.")
        self.message.show_message(told.format(grouped(outcome.moved)), "success" if outcome.moved else "info")

    def _on_progress(self, progress: Progress) -> None:
        self.stage.setText(of_engine("operations", progress.stage))
        self.progress.setRange(0, progress.total)
        self.progress.setValue(progress.done)

    def _on_failed(self, error: BaseException) -> None:
        self.message.show_message(sentences(error), "error")

    def _on_end(self) -> None:
        self._show_running(None)
        self._session.reload()  # also after a cancelled run: what was examined until then is kept

    # ---- showing ---------------------------------------------------------------------------------------------

    def _show_running(self, task: Task | None) -> None:
        self._task = task
        self.stage.setVisible(task is not None)
        self.progress.setVisible(task is not None)
        self.progress.setRange(0, 0)
        self.form.setEnabled(task is None)
        self.close_button.setText(self.tr("Close") if task is None else self.tr("Stop"))
        for pressed in (self.anew_button, self.new_button):
            pressed.setEnabled(task is None and self._project.writable)

    def _show_survey(self, survey: SplitSurvey) -> None:
        self.table.rows.set_rows(survey.rows)
        told = [sentence(text) for text in (*leak_sentences(survey), *survey.notes)]
        pinned = sum(row.pinned for row in survey.rows)
        if pinned:
            told.append(self.tr("{0} pictures are pinned to their side.").format(grouped(pinned)))
        self.told.setText("\n".join(told))
