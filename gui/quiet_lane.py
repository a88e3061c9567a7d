"""Runs work that nobody asked for, one job at a time, behind the user's own work.

A job that gives way is cancelled when the user's work begins and starts anew after it, from the beginning: what it had found out may no
longer hold. What it had written is kept, so that the second time is short.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from gui.tasks import Task


@dataclass(frozen=True)
class QuietJob:
    """`make` a fresh task for each attempt. Of jobs with the same `name`, if they have one, that wait only the latest is done."""

    name: str
    make: Callable[[], Task]
    gives_way: bool = True


class QuietLane(QObject):
    """Held while the user's own work runs: then only jobs that do not give way are done."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._begun = 0.0
        self._waiting: list[QuietJob] = []
        self._job: QuietJob | None = None
        self._current: Task | None = None
        self._is_leaving = False  # cancelled, but its thread has not ended yet
        self._held = False
        self._closed = False

    @property
    def current(self) -> Task | None:
        return self._current

    @property
    def seconds(self) -> float:
        """For how long the current task has been running; 0 if it is on its way out."""
        return time.monotonic() - self._begun if self._current is not None and not self._is_leaving else 0.0

    @property
    def waiting(self) -> tuple[QuietJob, ...]:
        return tuple(self._waiting)

    def submit(self, job: QuietJob) -> None:
        """After `shutdown` it is left undone."""
        if not self._closed:
            self._waiting = [each for each in self._waiting if not job.name or each.name != job.name] + [job]
            self._start_next()

    def hold(self) -> None:
        """The user's own work begins."""
        if self._held:
            return
        self._held = True
        if self._job is not None and self._current is not None and self._job.gives_way:
            if all(each.name != self._job.name for each in self._waiting):
                self._waiting.insert(0, self._job)
            self._cancel()

    def release(self) -> None:
        """The user's own work is over."""
        self._held = False
        self._start_next()

    def cancel_all(self) -> None:
        """Forget the jobs that wait and cancel the one that runs."""
        self._waiting = []
        self._cancel()

    def stop(self, ms: int = 30_000) -> bool:
        """The same, and wait for the thread; False if it is still busy after `ms`."""
        self.cancel_all()
        return self._current is None or self._current.wait(ms)

    def shutdown(self, ms: int = 30_000) -> bool:
        """The same for good."""
        self._closed = True
        return self.stop(ms)

    def _cancel(self) -> None:
        if self._current is not None:
            self._is_leaving = True
            self._current.cancel()

    def _start_next(self) -> None:
        if self._current is not None:
            return
        job = next((each for each in self._waiting if not (self._held and each.gives_way)), None)
        if job is None:
            return
        self._waiting.remove(job)
        self._job, self._current = job, job.make()
        self._is_leaving, self._begun = False, time.monotonic()
        self._current.ended.connect(self._on_ended)
        self._current.start()

    def _on_ended(self) -> None:
        self._job = self._current = None
        self._start_next()
        self.changed.emit()
