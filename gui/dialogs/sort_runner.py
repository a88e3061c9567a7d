"""Carries sorts out, finishes them and takes them back, in turn with the window's other work; the task bar shows how far it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, SignalInstance

from engine.operations.sorting import COPY, HARD_LINK, MOVE, SYMLINK, Sorted, Undone, apply_sort, finish_sort, undo_sort
from engine.progress import Operation
from engine.project.project import Project
from gui.jobs import Jobs
from gui.tasks import Task


class SortRunner(QObject):
    """One at a time. With a `project`, its samples are found again where their pictures went."""

    begun = Signal(str)  # what is done
    progressed = Signal(object)  # Progress
    done = Signal(object)  # Sorted or Undone
    failed = Signal(object)  # exception
    ended = Signal()  # however it ended, also by hand

    def __init__(self, jobs: Jobs, project: Project | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._project = jobs, project
        self._task: Task | None = None
        self._left = False
        self._titles = {
            COPY: self.tr("Copying pictures"),
            MOVE: self.tr("Moving pictures"),
            HARD_LINK: self.tr("Linking pictures"),
            SYMLINK: self.tr("Linking pictures"),
        }

    @property
    def busy(self) -> bool:
        return self._task is not None

    @property
    def waits(self) -> bool:
        """Whether other work has to end first."""
        return self._task is not None and not self._task.running

    def apply(self, journal: Path, how: str) -> None:
        self._start(self._titles[how], lambda: apply_sort(journal, self._project))

    def finish(self, journal: Path, how: str) -> None:
        self._start(self._titles.get(how, self.tr("Sorting pictures")), lambda: finish_sort(journal, self._project))

    def undo(self, journal: Path) -> None:
        self._start(self.tr("Taking a sort back"), lambda: undo_sort(journal, self._project))

    def stop(self) -> None:
        """What was done stays done; it can be finished or taken back."""
        if self._task is not None:
            self._task.cancel()

    def leave(self) -> None:
        """Nobody listens any more; what runs goes on."""
        self._left = True

    def _start(self, title: str, operation: Callable[[], Operation[Sorted]] | Callable[[], Operation[Undone]]) -> None:
        if self._task is not None:
            return
        task = self._jobs.start(
            title,
            operation,
            lambda outcome: self._tell(self.done, outcome),
            lambda progress: self._tell(self.progressed, progress),
            self._on_end,
            on_failure=lambda error: self._tell(self.failed, error),
        )
        self._task = None if task.over else task
        self._tell(self.begun, title)

    def _on_end(self) -> None:
        self._task = None
        if not self._left:
            self.ended.emit()

    def _tell(self, signal: SignalInstance, value: object) -> None:
        if not self._left:
            signal.emit(value)
