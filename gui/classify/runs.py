"""The jobs of the classify page: start one, go on with an earlier one, watch folders, list what there was. What came in is always kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.classifier.asking import Asking
from engine.classifier.model.card import ModelCard
from engine.progress import Operation, Progress
from gui.classify import opening
from gui.classify.opening import Begun, Opened
from gui.classify.run_menu import name_of
from gui.jobs import Jobs
from gui.session import Session
from gui.tasks import Task
from gui.text import of_engine

if TYPE_CHECKING:
    from engine.batch.answers import Answers
    from engine.batch.job import JobResult, JobTally
    from engine.operations.classifying import JobCard
    from gui.classify.sheet import Sheet

_WATCH, _UNWATCH, _OPEN, _LIST, _FIRST = "watch", "unwatch", "open answers", "list answers", "first list of answers"  # lanes


@dataclass
class Run:
    """One run of a job and how far it came. `name` is what it is about; `file` is where its answers lie, once that is known.

    It ends with a `result`, with an `error`, or with neither if somebody stopped it. `instead_of` is the run that it stopped.
    """

    name: str
    file: Path | None = None
    instead_of: Run | None = None
    tally: JobTally | None = None
    result: JobResult | None = None
    error: BaseException | None = None


class Runs(QObject):
    """At most one job is asked and one watched at a time; either may be another than the one whose answers are shown.

    A job is watched until somebody says otherwise: when its project is opened again, it is watched again.
    """

    opened = Signal(object)  # Sheet to be shown
    stage_changed = Signal(str)  # what the job that is asked does now, in the user's language; empty: none is asked, or it begins
    came = Signal(object)  # JobTally: there is news in the sheet that is being asked
    began = Signal()  # a run or a watch was asked for: what was told of those before is over
    replaced = Signal(object)  # Run that another one stopped
    ended = Signal(object)  # Run that came to its end, failed or was cancelled
    changed = Signal()  # running, watching or not, and whether what is watched is there
    listed = Signal(object)  # tuple[JobCard, ...] of earlier jobs, newest first

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._task: Task | None = None
        self._watching: Task | None = None
        self._sheets: dict[Task, Sheet] = {}
        self._stage = ""
        self._run: Run | None = None
        self.away: tuple[Path, ...] = ()  # watched folders that are not there at the moment
        session.project_opened.connect(self._on_project_opened)
        session.project_closed.connect(self._cancel_watching)

    @property
    def running(self) -> bool:
        return self._task is not None

    @property
    def watching(self) -> bool:
        return self._watching is not None

    @property
    def name(self) -> str:
        """What the job that is asked is about; empty if none is."""
        return self._run.name if self._run is not None else ""

    @property
    def asked(self) -> Sheet | None:
        """The answers that are being asked for, once they are open."""
        return self._sheets.get(self._task) if self._task is not None else None

    @property
    def watched(self) -> Sheet | None:
        """The answers that are being watched, once they are open."""
        return self._sheets.get(self._watching) if self._watching is not None else None

    # ---- starting ------------------------------------------------------------------------------------------

    def start(self, card: ModelCard, sources: Sequence[Path], asking: Asking, *, fresh: bool = False) -> None:
        """Ask `card` about all pictures in `sources`; what was answered before is taken over unless `fresh`."""
        project, places = self._session.project, tuple(sources)
        self._start(name_of(places), lambda: opening.new_or_known(project, card, places, asking, fresh))

    def start_unlabelled(self, card: ModelCard, asking: Asking, *, fresh: bool = False) -> None:
        """Ask about what the project has without a class."""
        project = self._session.project
        if project is not None:
            self._start(self.tr("the unlabelled pictures"), lambda: opening.unlabelled(project, card, asking, fresh))

    def go_on(self, file: Path, name: str) -> None:
        """Ask about what an earlier job has not answered yet, and about what is new in its folders."""
        self._start(name, lambda: opening.known(file))

    def show(self, file: Path) -> None:
        """Show what an earlier job found, without asking anything."""
        self._jobs.beside(_OPEN, lambda: opening.shown(file), self.opened.emit)

    def watch(self, card: ModelCard, sources: Sequence[Path], asking: Asking) -> None:
        """Ask about what is there and about whatever arrives, until `stop_watching`."""
        project, places = self._session.project, tuple(sources)
        self.stop_watching()
        self._watch(lambda: opening.new_or_known(project, card, places, asking, False))

    def stop_watching(self) -> None:
        """For good: it is not taken up again when the project is opened."""
        sheet = self.watched
        if sheet is not None:
            file = sheet.answers.file
            self._jobs.beside(_UNWATCH, lambda: opening.unwatched(file), lambda _: None, in_turn=True)
        self._cancel_watching()

    def show_watched(self) -> None:
        """Show the answers that are being watched."""
        if self.watched is not None:
            self.opened.emit(self.watched)

    def _watch(self, begin: Callable[[], Operation[Answers]]) -> None:
        self.began.emit()
        self.away = ()
        task = self._jobs.beside(
            _WATCH,
            lambda: opening.watched(begin),
            lambda result: None,
            lambda progress: self._on_progress(task, progress),
            lambda: self._on_watch_ended(task),
        )
        self._watching = task
        self.changed.emit()

    def _cancel_watching(self) -> None:
        if self._watching is not None:
            self._watching.cancel()

    def _on_project_opened(self) -> None:
        project = self._session.project
        self._jobs.beside(_FIRST, lambda: opening.earlier(project), self._on_first)

    def _on_first(self, cards: tuple[JobCard, ...]) -> None:
        self.listed.emit(cards)
        file = next((card.file for card in cards if card.watched), None)
        if file is not None and not self.watching:
            self._watch(lambda: opening.known(file))

    def list_earlier(self) -> None:
        """Have `listed` tell of earlier jobs."""
        project = self._session.project
        self._jobs.beside(_LIST, lambda: opening.earlier(project), self.listed.emit)

    def forget(self, card: JobCard) -> None:
        """Delete the answers of an earlier job."""
        self._jobs.beside(_LIST, lambda: opening.forgotten(card), lambda _: self.list_earlier())

    def release(self, sheet: Sheet) -> None:
        """It is not shown any more: its file is closed, unless somebody still writes to it."""
        if all(each is not sheet for each in self._sheets.values()):
            sheet.close()

    def is_asked(self, sheet: Sheet | None) -> bool:
        """Whether answers are coming into it."""
        return sheet is not None and any(each is sheet for each in self._sheets.values())

    # ---- following -----------------------------------------------------------------------------------------

    def _start(self, name: str, begin: Callable[[], Operation[Answers]]) -> None:
        before = self._run
        if self._task is not None:
            self._task.cancel()
        self.began.emit()
        self._show_stage("")
        run = self._run = Run(name, instead_of=before if before is not None and before.file is not None else None)
        task = self._jobs.start(
            self.tr("Classifying {0}").format(name),
            lambda: opening.asked(begin),
            lambda result: setattr(run, "result", result),
            lambda progress: self._on_progress(task, progress),
            lambda: self._on_end(task, run),
            can_pause=True,
        )
        task.failed.connect(lambda error: setattr(run, "error", error))
        self._task = task
        self.changed.emit()

    def _on_progress(self, task: Task, progress: Progress) -> None:
        detail = progress.detail
        if isinstance(detail, Begun):
            self._on_begun(task, detail.file)
        elif isinstance(detail, Opened):
            self._sheets[task] = detail.sheet
            self.opened.emit(detail.sheet)
            self.changed.emit()
        else:
            self._on_step(task, progress)

    def _on_begun(self, task: Task, file: Path) -> None:
        """The run before has ended by now."""
        run = self._run
        if run is None or task is not self._task:
            return
        run.file = file
        if run.instead_of is not None and (run.instead_of.result is not None or run.instead_of.file == file):
            run.instead_of = None
        if run.instead_of is not None:
            self.replaced.emit(run.instead_of)

    def _on_step(self, task: Task, progress: Progress) -> None:
        from engine.batch.job import JobTally

        tally = progress.detail
        if task is self._task and progress.stage:
            self._show_stage(progress.stage)
        if isinstance(tally, JobTally):
            if task is self._task and self._run is not None:
                self._run.tally = tally
            if task is self._watching and tally.away != self.away:
                self.away = tally.away
                self.changed.emit()
            self.came.emit(tally)

    def _show_stage(self, stage: str) -> None:
        if stage != self._stage:
            self._stage = stage
            self.stage_changed.emit(of_engine("operations", stage) if stage else "")

    def _on_end(self, task: Task, run: Run) -> None:
        self._sheets.pop(task, None)
        if task is self._task:
            self._task = self._run = None
            self._show_stage("")
            self.ended.emit(run)
        self.changed.emit()

    def _on_watch_ended(self, task: Task) -> None:
        self._sheets.pop(task, None)
        if task is self._watching:
            self._watching, self.away = None, ()
        self.changed.emit()
