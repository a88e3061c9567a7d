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
from engine.project.project import Project
from gui.jobs import Jobs
from gui.session import Session
from gui.tasks import Task
from gui.text import of_engine
from gui.widgets.chips import grouped

if TYPE_CHECKING:
    from engine.batch.answers import Answers
    from engine.batch.job import JobResult, JobTally
    from engine.operations.classifying import JobCard
    from gui.classify.sheet import Sheet

_WATCH, _UNWATCH, _OPEN, _LIST, _FIRST = "watch", "unwatch", "open answers", "list answers", "first list of answers"  # lanes


@dataclass(frozen=True)
class Opened:
    """The answers of a run that begins; `detail` of its first progress."""

    sheet: Sheet


class Runs(QObject):
    """At most one job is asked and one watched at a time; either may be another than the one whose answers are shown.

    A job is watched until somebody says otherwise: when its project is opened again, it is watched again.
    """

    opened = Signal(object)  # Sheet to be shown
    stage_changed = Signal(str)  # what the job that is asked does now, in the user's language; empty: none is asked, or it begins
    came = Signal(object)  # JobTally: there is news in the sheet that is being asked
    ended = Signal(object)  # JobResult of a job that came to its end, or None if it was cancelled or failed
    changed = Signal()  # running, watching or not
    listed = Signal(object)  # tuple[JobCard, ...] of earlier jobs, newest first

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._task: Task | None = None
        self._watching: Task | None = None
        self._sheets: dict[Task, Sheet] = {}
        self._result: JobResult | None = None
        self._stage = ""
        self.tally: JobTally | None = None
        session.project_opened.connect(self._on_project_opened)
        session.project_closed.connect(self._cancel_watching)

    @property
    def running(self) -> bool:
        return self._task is not None

    @property
    def watching(self) -> bool:
        return self._watching is not None

    @property
    def watched(self) -> Sheet | None:
        """The answers that are being watched, once they are open."""
        return self._sheets.get(self._watching) if self._watching is not None else None

    # ---- starting ------------------------------------------------------------------------------------------

    def start(self, card: ModelCard, sources: Sequence[Path], asking: Asking, *, fresh: bool = False) -> None:
        """Ask `card` about all pictures in `sources`; what was answered before is taken over unless `fresh`."""
        project, places = self._session.project, tuple(sources)
        self._run(self._title(places), lambda: _new_or_known(project, card, places, asking, fresh))

    def start_unlabelled(self, card: ModelCard, asking: Asking) -> None:
        """Ask about what the project has without a class."""
        project = self._session.project
        if project is not None:
            self._run(self.tr("Classifying the unlabelled pictures"), lambda: _unlabelled(project, card, asking))

    def go_on(self, file: Path, name: str) -> None:
        """Ask about what an earlier job has not answered yet, and about what is new in its folders."""
        self._run(self.tr("Classifying {0}").format(name), lambda: _known(file))

    def show(self, file: Path) -> None:
        """Show what an earlier job found, without asking anything."""
        self._jobs.beside(_OPEN, lambda: _shown(file), self.opened.emit)

    def watch(self, card: ModelCard, sources: Sequence[Path], asking: Asking) -> None:
        """Ask about what is there and about whatever arrives, until `stop_watching`."""
        project, places = self._session.project, tuple(sources)
        self.stop_watching()
        self._watch(lambda: _new_or_known(project, card, places, asking, False))

    def stop_watching(self) -> None:
        """For good: it is not taken up again when the project is opened."""
        sheet = self.watched
        if sheet is not None:
            file = sheet.answers.file
            self._jobs.beside(_UNWATCH, lambda: _unwatched(file), lambda _: None, in_turn=True)
        self._cancel_watching()

    def show_watched(self) -> None:
        """Show the answers that are being watched."""
        if self.watched is not None:
            self.opened.emit(self.watched)

    def _watch(self, opening: Callable[[], Operation[Answers]]) -> None:
        task = self._jobs.beside(
            _WATCH,
            lambda: _watched(opening),
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
        self._jobs.beside(_FIRST, lambda: _earlier(project), self._on_first)

    def _on_first(self, cards: tuple[JobCard, ...]) -> None:
        self.listed.emit(cards)
        file = next((card.file for card in cards if card.watched), None)
        if file is not None and not self.watching:
            self._watch(lambda: _known(file))

    def list_earlier(self) -> None:
        """Have `listed` tell of earlier jobs."""
        project = self._session.project
        self._jobs.beside(_LIST, lambda: _earlier(project), self.listed.emit)

    def forget(self, card: JobCard) -> None:
        """Delete the answers of an earlier job."""
        self._jobs.beside(_LIST, lambda: _forgotten(card), lambda _: self.list_earlier())

    def release(self, sheet: Sheet) -> None:
        """It is not shown any more: its file is closed, unless somebody still writes to it."""
        if all(each is not sheet for each in self._sheets.values()):
            sheet.close()

    def is_asked(self, sheet: Sheet | None) -> bool:
        """Whether answers are coming into it."""
        return sheet is not None and any(each is sheet for each in self._sheets.values())

    def _title(self, places: Sequence[Path]) -> str:
        if len(places) == 1:
            return self.tr("Classifying {0}").format(places[0].name)
        return self.tr("Classifying {0} folders and pictures").format(grouped(len(places)))

    # ---- following -----------------------------------------------------------------------------------------

    def _run(self, title: str, opening: Callable[[], Operation[Answers]]) -> None:
        if self._task is not None:
            self._task.cancel()
        self._result, self.tally = None, None
        self._show_stage("")
        task = self._jobs.start(
            title,
            lambda: _asked(opening),
            self._on_result,
            lambda progress: self._on_progress(task, progress),
            lambda: self._on_end(task),
            can_pause=True,
        )
        self._task = task
        self.changed.emit()

    def _on_progress(self, task: Task, progress: Progress) -> None:
        detail = progress.detail
        if isinstance(detail, Opened):
            self._sheets[task] = detail.sheet
            self.opened.emit(detail.sheet)
            self.changed.emit()
            return
        from engine.batch.job import JobTally

        if task is self._task and progress.stage:
            self._show_stage(progress.stage)
        if isinstance(detail, JobTally):
            if task is self._task:
                self.tally = detail
            self.came.emit(detail)

    def _show_stage(self, stage: str) -> None:
        if stage != self._stage:
            self._stage = stage
            self.stage_changed.emit(of_engine("operations", stage) if stage else "")

    def _on_result(self, result: JobResult) -> None:
        self._result = result

    def _on_end(self, task: Task) -> None:
        self._sheets.pop(task, None)
        if task is self._task:
            self._task = None
            self._show_stage("")
            self.ended.emit(self._result)
        self.changed.emit()

    def _on_watch_ended(self, task: Task) -> None:
        self._sheets.pop(task, None)
        if task is self._watching:
            self._watching = None
        self.changed.emit()


# ---- in the worker thread; these import what the window does without ------------------------------------------


def _asked(opening: Callable[[], Operation[Answers]]) -> Operation[JobResult]:
    from engine.operations.classifying import run_job
    from gui.classify.sheet import Sheet

    answers = yield from opening()
    yield Progress("", detail=Opened(Sheet(answers)))
    return (yield from run_job(answers))


def _watched(opening: Callable[[], Operation[Answers]]) -> Operation[JobResult]:
    from engine.operations.classifying import remember_watch, watch_job
    from gui.classify.sheet import Sheet

    answers = yield from opening()
    remember_watch(answers, True)
    yield Progress("", detail=Opened(Sheet(answers)))
    return (yield from watch_job(answers))


def _unwatched(file: Path) -> Operation[None]:
    from engine.batch.answers import Answers
    from engine.operations.classifying import remember_watch

    yield Progress("")
    with Answers(file) as answers:
        remember_watch(answers, False)


def _new_or_known(project: Project | None, card: ModelCard, sources: Sequence[Path], asking: Asking, fresh: bool) -> Operation[Answers]:
    from engine.operations.classifying import answers_home, open_job

    yield Progress("")
    return open_job(answers_home(project), card, sources, asking, fresh)


def _unlabelled(project: Project, card: ModelCard, asking: Asking) -> Operation[Answers]:
    from engine.operations.classifying import open_unlabelled

    return (yield from open_unlabelled(project, card, asking))


def _known(file: Path) -> Operation[Answers]:
    from engine.batch.answers import Answers

    yield Progress("")
    return Answers(file)


def _shown(file: Path) -> Operation[Sheet]:
    from gui.classify.sheet import Sheet

    return Sheet((yield from _known(file)))


def _earlier(project: Project | None) -> Operation[tuple[JobCard, ...]]:
    from engine.operations.classifying import answers_home, jobs_of

    yield Progress("")
    return tuple(jobs_of(answers_home(project)))


def _forgotten(card: JobCard) -> Operation[None]:
    from engine.operations.classifying import forget_job

    yield Progress("")
    forget_job(card.file)
