"""Starts the long work that pages ask for: two lanes, one for work that takes its time and one for quick looks at pictures.

What fails is told through `failed`; what ends well reaches the page that asked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from engine.progress import Operation, Progress
from gui.tasks import Task, TaskLane

T = TypeVar("T")


class Jobs(QObject):
    """`work` runs imports, trainings, evaluations and classifications one after the other; `looks` runs explanations beside them."""

    started = Signal(object)  # Task, when it is its turn
    progressed = Signal(object)  # Progress of the task whose turn it is
    ended = Signal()
    failed = Signal(object)  # exception

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.work = TaskLane(self)
        self.looks = TaskLane(self)
        self._shown: Task | None = None
        self.work.changed.connect(self._on_work_changed)

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
    ) -> Task:
        """Queue work; `on_end` is called however it ends."""
        task = self._task(title, operation, on_result, on_progress, on_end)
        task.progressed.connect(self.progressed)
        self.work.submit(task)
        return task

    def look(self, operation: Callable[[], Operation[T]], on_result: Callable[[T], object]) -> Task:
        """Run a short operation at once; one that is asked for meanwhile takes the place of those before it."""
        self.looks.cancel_all()
        task = self._task("", operation, on_result, None, None)
        self.looks.submit(task)
        return task

    def cancel_current(self) -> None:
        if self.work.current is not None:
            self.work.current.cancel()

    def stop(self) -> None:
        """Cancel everything and wait until it has ended; operations end at their next step."""
        for lane in (self.work, self.looks):
            lane.cancel_all()
            if lane.current is not None:
                lane.current.wait()

    def shutdown(self) -> None:
        """The same for good: nothing can be started any more."""
        self.work.shutdown()
        self.looks.shutdown()

    def _task(
        self,
        title: str,
        operation: Callable[[], Operation[T]],
        on_result: Callable[[T], object],
        on_progress: Callable[[Progress], None] | None,
        on_end: Callable[[], None] | None,
    ) -> Task:
        task = Task(title, operation)
        task.succeeded.connect(on_result)
        task.failed.connect(self.failed)
        if on_progress is not None:
            task.progressed.connect(on_progress)
        if on_end is not None:
            task.ended.connect(on_end)
        return task

    def _on_work_changed(self) -> None:
        current = self.work.current
        if current is self._shown:
            return
        self._shown = current
        if current is None:
            self.ended.emit()
        else:
            self.started.emit(current)
