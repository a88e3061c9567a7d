"""The runs of the open project in the window: one is trained, others wait their turn, interrupted ones can go on.

What waits or was interrupted lies on the disk. Nothing that an earlier session left begins by itself: `go_on` has to be asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from engine.classifier.recipe import Recipe
from engine.errors import FieldmarkError, TooFewClasses
from engine.operations.runs import (
    RunRecord,
    RunState,
    TrainingOutcome,
    forget_run,
    has_checkpoint,
    keep_best,
    queue_run,
    runs_of,
    train_run,
)
from engine.progress import EarlyEnd, Operation
from engine.project.project import Project
from gui.jobs import Jobs
from gui.session import Session
from gui.tasks import Task


@dataclass
class _Running:
    """The run that has been handed to the lane."""

    record: RunRecord
    project: Project
    task: Task
    finish: EarlyEnd
    thrown_away: bool = field(default=False)


class RunQueue(QObject):
    """The window's only door to `engine.operations.runs`."""

    changed = Signal()  # the list of runs
    began = Signal(object)  # RunRecord
    progressed = Signal(object)  # Progress of the run that began last
    paused_changed = Signal(bool)
    finishing = Signal()  # it is to end now and keep its best
    trained = Signal(object)  # TrainingOutcome
    ended = Signal()  # however it ended
    failed = Signal(object)  # exception, of a run or of what was asked for

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._running: _Running | None = None
        self._order: list[str] = []  # names of runs whose turn will come, the next one first
        jobs.cancel_wished.connect(self._on_cancel_wished)
        session.project_closing.connect(self._on_closing)
        for signal in (session.project_opened, session.project_closed):
            signal.connect(self.changed)

    # ---- what there is -------------------------------------------------------------------------------------

    @property
    def writable(self) -> bool:
        return self._session.writable

    @property
    def running(self) -> RunRecord | None:
        return self._running.record if self._running else None

    @property
    def paused(self) -> bool:
        return self._running is not None and self._running.task.paused

    def records(self) -> list[RunRecord]:
        """The runs that have not ended: the running one, then those whose turn will come, in order, then the others."""
        found = runs_of(self._session.project) if self._session.project else []
        running = self._running.record.name if self._running else ""
        places = {name: place for place, name in enumerate([running, *self._order])}
        return sorted(found, key=lambda record: (places.get(record.name, len(places)), record.created))

    def is_queued(self, record: RunRecord) -> bool:
        """Whether its turn will come by itself."""
        return record.name in self._order

    def left_over(self) -> list[RunRecord]:
        """What an earlier session left waiting or interrupted."""
        open_ends = (RunState.WAITING, RunState.INTERRUPTED)
        running = self._running.record.name if self._running else ""
        return [each for each in self.records() if each.state in open_ends and not self.is_queued(each) and each.name != running]

    # ---- wishes --------------------------------------------------------------------------------------------

    def train(self, recipe: Recipe) -> bool:
        """Begin a run by `recipe`, or have it wait behind the one that is trained; False if it is refused."""
        project = self._session.project
        if project is None:
            return False
        try:
            record = queue_run(project, recipe)
        except FieldmarkError as error:
            self.failed.emit(error)
            return False
        self.go_on([record])
        return True

    def go_on(self, records: list[RunRecord]) -> None:
        """Have their turn come: those that wait, were interrupted or have failed."""
        running = self._running.record.name if self._running else ""
        self._order += [each.name for each in records if each.name not in self._order and each.name != running]
        self._start_next()
        self.changed.emit()

    def put_first(self, record: RunRecord) -> None:
        """The next one to be trained."""
        self._order[:] = [record.name, *(name for name in self._order if name != record.name)]
        self.changed.emit()

    def forget(self, record: RunRecord) -> None:
        """Delete the run with all that it has learned."""
        self._order[:] = [name for name in self._order if name != record.name]
        self._try_to_forget(record)
        self.changed.emit()

    def keep_best(self, record: RunRecord) -> None:
        """Make a model of what an interrupted or failed run has learned."""
        self._order[:] = [name for name in self._order if name != record.name]
        if self._running is None and self._session.project is not None:
            self._start(self._session.project, record, only_best=True)

    def set_paused(self, paused: bool) -> None:
        if self._running is not None:
            (self._running.task.pause if paused else self._running.task.resume)()

    def finish(self) -> None:
        """End the training now and keep the best so far."""
        if self._running is not None:
            self._running.finish.wish()
            self._running.task.resume()
            self.finishing.emit()

    def cancel(self) -> None:
        """End the training without a model. What it has learned is kept, so that it can go on; what has learned nothing is forgotten."""
        if self._running is not None:
            self._running.thrown_away = True
            self._running.task.cancel()

    # ---- running -------------------------------------------------------------------------------------------

    def _start_next(self) -> None:
        project = self._session.project
        if self._running is not None or project is None:
            return
        records = {each.name: each for each in runs_of(project)} if self._order else {}
        while self._order:
            record = records.get(self._order.pop(0))
            if record is not None:  # another program may have forgotten or ended it
                self._start(project, record)
                return

    def _start(self, project: Project, record: RunRecord, only_best: bool = False) -> None:
        finish = EarlyEnd()

        def operation() -> Operation[TrainingOutcome]:
            return keep_best(project, record) if only_best else train_run(project, record, finish)

        task = self._jobs.start(
            self.tr("Training"),
            operation,
            self.trained.emit,
            self.progressed.emit,
            self._on_end,
            on_failure=self._on_failure,
            can_pause=True,
        )
        if task.over:  # the window is closing: what waits stays on the disk
            self._order.clear()
            return
        task.paused_changed.connect(self.paused_changed)
        self._running = _Running(record, project, task, finish)
        self.began.emit(record)
        self.changed.emit()

    def _on_failure(self, error: BaseException) -> None:
        running = self._running
        if running is not None and isinstance(error, TooFewClasses):  # the page says so all the time: no run has to
            self._try_to_forget(running.record)
        self.failed.emit(error)

    def _on_cancel_wished(self, task: Task) -> None:
        if self._running is not None and task is self._running.task:
            self._running.thrown_away = True

    def _on_end(self) -> None:
        running, self._running = self._running, None
        if running is None:
            return
        if running.thrown_away and running.project is self._session.project and not has_checkpoint(running.record):
            self._try_to_forget(running.record)
        self.ended.emit()
        self._start_next()
        self.changed.emit()

    def _on_closing(self) -> None:
        self._order.clear()  # nothing may begin while everything ends

    def _try_to_forget(self, record: RunRecord) -> None:
        project = self._session.project
        try:
            if project is not None:
                forget_run(project, record)
        except FieldmarkError as error:
            self.failed.emit(error)
