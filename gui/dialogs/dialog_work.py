"""What an open dialog has running beside everything else. Once the dialog is gone, nothing of it reaches the dialog any more."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from engine.progress import Operation, Progress
from gui.jobs import Jobs
from gui.tasks import Task

T = TypeVar("T")


class DialogWork:
    """`begin` work in a lane of the dialog's own, `end` all of it in `QDialog.done`."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._tasks: list[Task] = []
        self._ended = False

    def begin(
        self,
        lane: str,
        operation: Callable[[], Operation[T]],
        on_result: Callable[[T], object],
        on_progress: Callable[[Progress], object] | None = None,
        *,
        on_failure: Callable[[BaseException], object],
        on_end: Callable[[], object] | None = None,
        in_turn: bool = False,
    ) -> Task:
        """As `Jobs.beside`."""
        self._tasks = [task for task in self._tasks if not task.over]
        task = self._jobs.beside(
            lane,
            operation,
            lambda result: None if self._ended else on_result(result),
            lambda progress: self._tell(on_progress, progress),
            lambda: self._end(on_end),
            on_failure=lambda error: None if self._ended else on_failure(error),
            in_turn=in_turn,
        )
        self._tasks.append(task)
        return task

    def cancel(self) -> None:
        for task in self._tasks:
            task.cancel()

    def end(self) -> None:
        """Cancel everything, and hear no more of it."""
        self._ended = True
        self.cancel()

    def _end(self, on_end: Callable[[], object] | None) -> None:
        if on_end is not None and not self._ended:
            on_end()

    def _tell(self, on_progress: Callable[[Progress], object] | None, progress: Progress) -> None:
        if on_progress is not None and not self._ended:
            on_progress(progress)
