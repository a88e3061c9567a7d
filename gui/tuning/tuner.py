"""The tuning that runs, or the one that is looked at: it outlives its dialog, which can be closed and opened again meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from engine.classifier.learning.search_space import Space
from engine.classifier.learning.trials import TrialReport, TrialState, Tuning, best_of, recipe_of
from engine.classifier.recipe import Recipe
from engine.operations.tuning import ProjectTuning, TuningRecord, resume_tuning, tune_project, tunings_of
from engine.progress import EarlyEnd, Operation, Progress
from engine.project.project import Project
from gui.jobs import Jobs
from gui.session import Session
from gui.tasks import Task


class Tuner(QObject):
    """One for each window. `trials` are those of the present tuning, by number; `outcome` and `error` say how its last sitting ended."""

    changed = Signal()  # began, ended, or another tuning is looked at
    trial_changed = Signal(object)  # TrialReport
    progressed = Signal(object)  # Progress of what runs
    earlier_changed = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._task: Task | None = None
        self._finish = EarlyEnd()
        self._question: Task | None = None
        self.earlier: list[TuningRecord] = []
        self.name = ""
        self.tuning: Tuning | None = None
        self.trials: dict[int, TrialReport] = {}
        self.outcome: ProjectTuning | None = None
        self.error: BaseException | None = None
        session.project_closed.connect(self._on_project_closed)

    # ---- what there is -------------------------------------------------------------------------------------

    @property
    def project(self) -> Project | None:
        return self._session.project

    @property
    def writable(self) -> bool:
        return self._session.writable

    @property
    def running(self) -> bool:
        return self._task is not None

    @property
    def waiting(self) -> bool:
        """Whether other work has to end first."""
        return self._task is not None and not self._task.running

    @property
    def ending(self) -> bool:
        return self.running and self._finish.wished

    @property
    def best(self) -> TrialReport | None:
        return best_of([self.trials[number] for number in sorted(self.trials)], self.tuning.metric) if self.tuning else None

    def best_recipe(self) -> Recipe | None:
        """That of the best finished trial."""
        return recipe_of(self.tuning, self.best) if self.tuning and self.best else None

    # ---- what can be done ----------------------------------------------------------------------------------

    def start(self, recipe: Recipe, space: Space, minutes: float, trials: int = 0) -> None:
        """Begin a new tuning."""
        project = self.project
        if project is not None and not self.running:
            self._forget()
            self._run(lambda finish: tune_project(project, recipe, space, minutes, trials=trials, finish=finish))

    def go_on(self, minutes: float, trials: int = 0) -> None:
        """Give the tuning that is looked at more time."""
        project, name = self.project, self.name
        if project is not None and name and not self.running:
            self._run(lambda finish: resume_tuning(project, name, minutes, trials=trials, finish=finish))

    def stop(self) -> None:
        """End it now and keep what was found; one that still waits is taken off the queue."""
        self._finish.wish()
        if self._task is not None and self.waiting:
            self._task.cancel()
        self.changed.emit()

    def show(self, record: TuningRecord | None) -> None:
        """Look at an earlier tuning, or at none: a new one is to be made."""
        if self.running:
            return
        self._forget()
        if record is not None:
            self.name = record.name
        if record is not None and record.tuning is not None:
            self._take(record.tuning)
        self.changed.emit()

    def look_for_earlier(self) -> None:
        """Ask the disk for the project's tunings; `earlier_changed` tells when they are there."""
        project = self.project
        if project is None or self._question is not None:
            return
        self._question = Task("", lambda: tunings_of(project))
        self._question.succeeded.connect(self._on_earlier)
        self._question.failed.connect(self._on_failed)
        self._question.ended.connect(self._on_question_ended)
        self._jobs.questions.submit(self._question)

    # ---- what happens --------------------------------------------------------------------------------------

    def _run(self, operation: Callable[[EarlyEnd], Operation[ProjectTuning]]) -> None:
        finish = self._finish = EarlyEnd()
        self.outcome, self.error = None, None
        self._task = self._jobs.start(
            self.tr("Tuning"),
            lambda: operation(finish),
            self._on_result,
            self._on_progress,
            self._on_end,
            on_failure=self._on_failed,
        )
        self.changed.emit()

    def _on_progress(self, progress: Progress) -> None:
        if isinstance(progress.detail, Tuning):
            self._take(progress.detail)
            self.changed.emit()
        elif isinstance(progress.detail, TrialReport):
            self.trials[progress.detail.number] = progress.detail
            self.trial_changed.emit(progress.detail)
        self.progressed.emit(progress)

    def _on_result(self, result: ProjectTuning) -> None:
        self.outcome, self.name = result, result.name

    def _on_failed(self, error: BaseException) -> None:
        self.error = error

    def _on_end(self) -> None:
        self._task = None
        # a cancelled one says nothing more of its last trial
        for number, trial in self.trials.items():
            if trial.state is TrialState.RUNNING:
                self.trials[number] = replace(trial, state=TrialState.CUT)
        self.changed.emit()
        self.look_for_earlier()

    def _on_earlier(self, records: list[TuningRecord]) -> None:
        self.earlier = records
        if not self.name and self.tuning is not None and not self.running:  # cancelled before it could say its name
            self.name = next((each.name for each in records if each.tuning and each.tuning.created == self.tuning.created), "")
        self.earlier_changed.emit()

    def _on_question_ended(self) -> None:
        self._question = None

    def _on_project_closed(self) -> None:
        self._forget()
        self.earlier = []
        self.changed.emit()
        self.earlier_changed.emit()

    def _take(self, tuning: Tuning) -> None:
        self.tuning = tuning
        self.trials = {trial.number: trial for trial in tuning.trials}

    def _forget(self) -> None:
        self.name = ""
        self.tuning = self.outcome = self.error = None
        self.trials = {}
