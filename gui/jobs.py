"""Starts the work that pages and dialogs ask for, in lanes beside each other, so that what is quick need not wait for what is long.

What fails is told through `failed`; what ends well reaches the page that asked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from engine.progress import Operation, Progress
from gui.quiet_lane import QuietJob, QuietLane
from gui.tasks import Task, TaskLane

T = TypeVar("T")

_SHOWN_AFTER = 1.0  # s that quiet work runs before it is shown; most is over by then


class Jobs(QObject):
    """`work` runs imports, trainings, evaluations and classifications one after the other; `looks` runs explanations beside them.

    `questions` is for what open dialogs want to know, `upkeep` for what nobody asked for. The signals tell of the task that the task bar
    shows: that of `work`, else that of `upkeep`.
    """

    started = Signal(object)  # Task, when it is its turn; `busy` is False if nobody asked for it
    progressed = Signal(object)  # Progress of the task whose turn it is
    paused_changed = Signal(bool)  # of the task that is shown
    cancel_wished = Signal(object)  # Task that somebody cancelled by hand, before it ends
    ended = Signal()
    failed = Signal(object)  # exception

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.work = TaskLane(self)
        self.looks = TaskLane(self)
        self.questions = TaskLane(self)
        self.upkeep = QuietLane(self)
        self._beside: dict[str, TaskLane] = {}
        self._shown: Task | None = None
        self.work.changed.connect(self._on_work_changed)
        self.upkeep.changed.connect(self._on_upkeep_changed)

    @property
    def busy(self) -> bool:
        return self.work.current is not None

    def start(
        self,
        title: str,
        operation: Callable[[], Operation[T]],
        on_result: Callable[[T], object],
        on_progress: Callable[[Progress], None] | None = None,
        on_end: Callable[[], None] | None = None,
        *,
        on_failure: Callable[[BaseException], object] | None = None,
        can_pause: bool = False,
    ) -> Task:
        """Queue work; `on_end` is called however it ends. `on_failure` takes the place of `failed`."""
        task = self._task(title, operation, on_result, on_progress, on_end, on_failure, can_pause=can_pause)
        task.progressed.connect(self.progressed)
        task.paused_changed.connect(self.paused_changed)
        self.work.submit(task)
        return task

    def look(self, operation: Callable[[], Operation[T]], on_result: Callable[[T], object]) -> Task:
        """Run a short operation at once; one that is asked for meanwhile takes the place of those before it."""
        self.looks.cancel_all()
        task = self._task("", operation, on_result, None, None)
        self.looks.submit(task)
        return task

    def beside(
        self,
        lane: str,
        operation: Callable[[], Operation[T]],
        on_result: Callable[[T], object],
        on_progress: Callable[[Progress], None] | None = None,
        on_end: Callable[[], None] | None = None,
        *,
        on_failure: Callable[[BaseException], object] | None = None,
        in_turn: bool = False,
    ) -> Task:
        """Run what a page needs to show itself, beside everything else and without the task bar.

        In the `lane` of that name it takes the place of what was asked for before, or comes after it (`in_turn`).
        """
        if lane not in self._beside:
            self._beside[lane] = TaskLane(self)
        if not in_turn:
            self._beside[lane].cancel_all()
        task = self._task("", operation, on_result, on_progress, on_end, on_failure)
        self._beside[lane].submit(task)
        return task

    def quietly(
        self,
        operation: Callable[[], Operation[T]],
        on_result: Callable[[T], object],
        title: str = "",
        on_progress: Callable[[Progress], None] | None = None,
        on_failure: Callable[[BaseException], object] | None = None,
    ) -> None:
        """Run what nobody asked for.

        With a `title` it takes its time: it is shown while nothing else is, gives way to the user's own work and begins anew after it.
        Without one it is short, runs beside everything and is never shown.
        """

        def make() -> Task:
            task = self._task(title, operation, on_result, on_progress, None, on_failure)
            if title:
                task.progressed.connect(self._on_quiet_progress)
            return task

        self.upkeep.submit(QuietJob(title, make, gives_way=bool(title)))

    def cancel_current(self) -> None:
        """Cancel what the task bar shows."""
        if self._shown is not None:
            self.cancel_wished.emit(self._shown)
            self._shown.cancel()

    def pause_current(self, paused: bool) -> None:
        """Hold what the task bar shows, or let it go on."""
        if self._shown is not None:
            (self._shown.pause if paused else self._shown.resume)()

    def stop(self) -> None:
        """Cancel everything and wait until it has ended; operations end at their next step."""
        self.upkeep.stop()
        for lane in self._lanes():
            lane.cancel_all()
            if lane.current is not None:
                lane.current.wait()

    def shutdown(self) -> None:
        """The same for good: nothing can be started any more."""
        self.upkeep.shutdown()
        for lane in self._lanes():
            lane.shutdown()

    def _lanes(self) -> tuple[TaskLane, ...]:
        return (self.work, self.looks, self.questions, *self._beside.values())

    def _task(
        self,
        title: str,
        operation: Callable[[], Operation[T]],
        on_result: Callable[[T], object],
        on_progress: Callable[[Progress], None] | None,
        on_end: Callable[[], None] | None,
        on_failure: Callable[[BaseException], object] | None = None,
        can_pause: bool = False,
    ) -> Task:
        task = Task(title, operation, can_pause=can_pause)
        task.succeeded.connect(on_result)
        task.failed.connect(on_failure or self.failed)
        if on_progress is not None:
            task.progressed.connect(on_progress)
        if on_end is not None:
            task.ended.connect(on_end)
        return task

    def _on_work_changed(self) -> None:
        current = self.work.current
        if current is None:
            self.upkeep.release()
        else:
            self.upkeep.hold()
        self._show(current)

    def _on_quiet_progress(self, progress: Progress) -> None:
        if not self.busy and self.upkeep.seconds > _SHOWN_AFTER:
            self._show(self.upkeep.current)
            self.progressed.emit(progress)

    def _on_upkeep_changed(self) -> None:
        if not self.busy and self._shown is not self.upkeep.current:
            self._show(None)

    def _show(self, task: Task | None) -> None:
        if task is self._shown:
            return
        self._shown = task
        if task is None:
            self.ended.emit()
        else:
            self.started.emit(task)
