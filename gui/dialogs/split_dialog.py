"""Shows which pictures teach and which examine, class by class, and deals them out by a plan that keeps alike pictures together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QSpinBox, QVBoxLayout, QWidget

from engine.errors import Sentence
from engine.operations.examining import threads_beside_a_window
from engine.operations.splitting import SplitOutcome, SplitSurvey, leak_sentences, plan_of, split_project, survey_split
from engine.progress import Progress
from engine.splits.split import Pairs, SplitPlan
from gui.forms import Form
from gui.jobs import Jobs
from gui.session import Session
from gui.tasks import Task
from gui.text import of_engine, sentence, sentences
from gui.widgets.parts import Card, MessageBar, MutedLabel, SectionLabel, button, grouped
from gui.widgets.split_table import SplitTable

_SETTLE_MS = 400  # after the last change of the plan
_FORM_WIDTH, _SIZE = 304, QSize(1096, 600)
_SHARES = ("train", "validation", "test")  # the fields of a plan that are percent


class SplitDialog(QDialog):
    """Works on the session's open project; every split is a change that can be undone."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert session.project is not None
        self._session, self._jobs, self._project = session, jobs, session.project
        self._alike: Pairs | None = None
        self._task: Task | None = None
        self._question: Task | None = None
        self.setWindowTitle(self.tr("Training, validation and test"))
        self.form: Form[SplitPlan] = Form(plan_of(self._project), "split")
        self.shares = MutedLabel()
        self.form.add_note("test", self.shares)
        for side in _SHARES:
            field = self.form.field(side)
            assert isinstance(field, QSpinBox)
            field.setSuffix("\u00a0%")
        self.table = SplitTable()
        self.told, self.notes, self.stage = QLabel(), MutedLabel(), MutedLabel()
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
        self._tell_shares()
        self._tell(self.told, [self.tr("Counting …")])
        self._tell(self.notes, [])
        self._survey()

    def _arrange(self) -> None:
        plan = QVBoxLayout()
        plan.setSpacing(12)
        plan.addWidget(SectionLabel(self.tr("Plan")))
        plan.addWidget(self.form)
        plan.addStretch(1)
        self.form.setFixedWidth(_FORM_WIDTH)
        self.told.setWordWrap(True)
        card = Card(self.tr("Pictures by class"))
        card.body.addWidget(self.told)
        card.body.addWidget(self.notes)
        card.body.addWidget(self.table, 1)
        outcome = QVBoxLayout()
        outcome.setSpacing(8)
        outcome.addWidget(self.message)
        outcome.addWidget(card, 1)
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
        self.form.edited.connect(self._tell_shares)
        self._settle.timeout.connect(self._survey)
        self.close_button.clicked.connect(self.reject)
        self.anew_button.clicked.connect(lambda: self._split(anew=True))
        self.new_button.clicked.connect(lambda: self._split(anew=False))

    # ---- work ------------------------------------------------------------------------------------------------

    def _survey(self) -> None:
        """Hold the project's split against the plan in the form."""
        project, plan, alike = self._project, self.form.value(), self._alike
        self._cancel_question()
        self._question = Task("", lambda: survey_split(project, plan, alike))
        self._question.succeeded.connect(self._show_survey)
        self._question.failed.connect(self._on_failed)
        self._jobs.questions.submit(self._question)

    def _cancel_question(self) -> None:
        if self._question is not None:
            self._question.cancel()

    def _split(self, anew: bool) -> None:
        self._settle.stop()
        self._cancel_question()
        self.message.hide()
        project, plan, threads = self._project, self.form.value(), threads_beside_a_window()
        task = self._jobs.start(
            self.tr("Splitting"), lambda: split_project(project, plan, anew, threads), self._on_split, self._on_progress, self._on_end
        )
        task.failed.connect(self._on_failed)
        self._show_running(task)

    def reject(self) -> None:
        """Escape and the close button stop what runs first."""
        if self._task is not None:
            self._task.cancel()
        else:
            super().reject()

    def done(self, result: int) -> None:
        self._settle.stop()
        self._cancel_question()
        super().done(result)

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
        self.stage.setText("" if task is None or task.running else self.tr("Waiting for other work to end"))
        self.stage.setVisible(task is not None)
        self.progress.setVisible(task is not None)
        self.progress.setRange(0, 0)
        self.form.setEnabled(task is None)
        self.close_button.setText(self.tr("Close") if task is None else self.tr("Stop"))
        for pressed in (self.anew_button, self.new_button):
            pressed.setEnabled(task is None and self._project.writable)

    def _show_survey(self, survey: SplitSurvey) -> None:
        self._alike = survey.alike
        self.table.rows.set_rows(survey.rows)
        self._tell(self.told, map(_told, leak_sentences(survey)))
        pinned = sum(row.pinned for row in survey.rows)
        pins = [self.tr("{0} pictures are pinned to their side.").format(grouped(pinned))] if pinned else []
        self._tell(self.notes, (*map(_told, survey.notes), *pins))

    def _tell_shares(self) -> None:
        """What parts that do not add up to 100 % are taken as."""
        plan = self.form.value()
        parts = [getattr(plan, side) for side in _SHARES]
        whole = sum(parts)
        taken = "\u00a0/\u00a0".join(f"{round(100 * part / whole, 1):g}" for part in parts)
        told = self.tr("Together they are {0} %, so they are taken as {1} %.").format(whole, taken).replace(" %", "\u00a0%")
        self._tell(self.shares, [] if whole == 100 else [told])

    def _tell(self, label: QLabel, lines: Iterable[str]) -> None:
        label.setText("\n".join(lines))
        label.setVisible(bool(label.text()))


def _told(text: Sentence) -> str:
    """In the user's language, with numbers as the window writes them."""
    facts = {name: grouped(fact) if isinstance(fact, int) else fact for name, fact in text.facts.items()}
    return sentence(replace(text, facts=facts))
