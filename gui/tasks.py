"""Runs engine operations in a worker thread and turns their progress into signals, one task at a time per lane.

The thread puts what happens into a mailbox that the window empties at most 20 times a second: plain progress is merged there,
progress with a `detail` and the outcome are kept, in order.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from engine.progress import Operation, Progress

T = TypeVar("T")

_PERIOD = 0.05  # s between two deliveries to the window
_BUDGET = 0.008  # s that one delivery may take before it gives way to painting
_NICENESS = 5  # by which threads that work step back, in the sense of nice(1): the window comes first on a machine that they fill


@dataclass(frozen=True)
class _Outcome:
    """How a task ended: "succeeded" with its result, "failed" with its exception, or "cancelled"."""

    kind: str
    value: object = None


class _Mailbox:
    """What the worker thread has to tell, merged where that loses nothing. Safe to use from both threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._letters: deque[Progress | _Outcome] = deque()

    def put(self, letter: Progress | _Outcome) -> bool:
        """True if the box was empty, so that the reader must be woken."""
        with self._lock:
            last = self._letters[-1] if self._letters else None
            if isinstance(last, Progress) and last.detail is None and isinstance(letter, Progress):
                self._letters[-1] = letter
                return False
            self._letters.append(letter)
            return last is None

    def take(self) -> Progress | _Outcome | None:
        with self._lock:
            return self._letters.popleft() if self._letters else None


class _Gate:
    """Between two steps of an operation its thread comes by here: it waits while the gate is shut, and learns whether to go home."""

    def __init__(self) -> None:
        self._open = threading.Event()
        self._open.set()
        self._stop = threading.Event()

    @property
    def stopped(self) -> bool:
        return self._stop.is_set()

    def stop(self) -> None:
        self._stop.set()
        self._open.set()

    def set_shut(self, shut: bool) -> None:
        if shut and not self.stopped:
            self._open.clear()
        else:
            self._open.set()

    def passed(self) -> bool:
        """Wait until the gate is open; False if the operation is to end."""
        self._open.wait()
        return not self.stopped


class _Worker(QThread):
    """Iterates one operation and posts what it yields; closing the generator happens in this thread as well."""

    posted = Signal()

    def __init__(self, start: Callable[[], Operation[T]], mailbox: _Mailbox, gate: _Gate) -> None:
        super().__init__()
        self._start: Callable[[], Operation[object]] | None = start
        self._mailbox = mailbox
        self._gate = gate

    def run(self) -> None:
        _let_the_window_go_first()
        outcome = self._outcome()
        self._start = None  # what the operation holds is freed here, not when the window forgets the task
        self._post(outcome)

    def _outcome(self) -> _Outcome:
        try:
            return self._iterate()
        except BaseException as error:  # noqa: BLE001 - an exception that ends a thread silently would be lost
            return _Outcome("failed", error)

    def _iterate(self) -> _Outcome:
        if self._start is None or self._gate.stopped:
            return _Outcome("cancelled")
        operation: Generator[Progress, None, object] = self._start()
        try:
            while self._gate.passed():
                self._post(next(operation))
            return _Outcome("cancelled")
        except StopIteration as end:
            return _Outcome("succeeded", end.value)
        finally:
            operation.close()

    def _post(self, letter: Progress | _Outcome) -> None:
        if self._mailbox.put(letter):
            self.posted.emit()


def _let_the_window_go_first() -> None:
    """Lower the priority of this thread, and so of all that it starts: those that decode, and those in which torch computes.

    Only on Linux, where each thread has a priority of its own, and where Qt's priorities do nothing.
    """
    if sys.platform == "linux":
        thread = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, thread, os.getpriority(os.PRIO_PROCESS, thread) + _NICENESS)


_running: set[Task] = set()  # a task must outlive its thread, whoever else forgets it


class Task(QObject):
    """One run of an operation. `start` is called in the worker thread, so that even its imports do not hold up the window."""

    progressed = Signal(object)  # Progress
    paused_changed = Signal(bool)
    succeeded = Signal(object)  # the operation's result
    failed = Signal(object)  # FieldmarkError, or the unexpected exception
    cancelled = Signal()
    ended = Signal()  # always, once, after one of the three above; the thread is gone by then

    def __init__(self, title: str, start: Callable[[], Operation[T]], parent: QObject | None = None, *, can_pause: bool = False) -> None:
        super().__init__(parent)
        self.title = title
        self.can_pause = can_pause  # False for what holds a lock or a transaction between its steps
        self._mailbox = _Mailbox()
        self._gate = _Gate()
        self._paused = False
        self._worker = _Worker(start, self._mailbox, self._gate)
        self._worker.posted.connect(self._on_posted)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._deliver)
        self._delivered_at = 0.0
        self._started = False
        self._over = False

    @property
    def running(self) -> bool:
        return self._started and not self._over

    @property
    def over(self) -> bool:
        """Whether it has ended; one that was cancelled before its start has, too."""
        return self._over

    @property
    def paused(self) -> bool:
        return self._paused and not self._over

    def pause(self) -> None:
        """Hold the operation at its next step until `resume`; it can be cancelled meanwhile."""
        self._set_paused(self.can_pause and not self._over)

    def resume(self) -> None:
        self._set_paused(False)

    def _set_paused(self, paused: bool) -> None:
        if paused != self._paused:
            self._paused = paused
            self._gate.set_shut(paused)
            self.paused_changed.emit(paused)

    def start(self) -> None:
        if self._started or self._over:
            return
        self._started = True
        _running.add(self)
        self._worker.start()

    def cancel(self) -> None:
        """Close the operation at its next yield. A task that was never started ends at once."""
        self._gate.stop()
        if not self._started and not self._over:
            self._finish(_Outcome("cancelled"))

    def wait(self, ms: int = 30_000) -> bool:
        """Block until the task has ended and its signals are out; False if it did not within `ms`."""
        if self._started and not self._worker.wait(ms):
            return False
        while self._started and not self._over and self._deliver_one():
            pass
        return True

    def _on_posted(self) -> None:
        if not self._over and not self._timer.isActive():
            rest = self._delivered_at + _PERIOD - time.monotonic()
            self._timer.start(max(0, round(rest * 1000)))

    def _deliver(self) -> None:
        end = time.monotonic() + _BUDGET
        while self._deliver_one():
            if time.monotonic() > end:
                self._timer.start(0)
                break
        self._delivered_at = time.monotonic()

    def _deliver_one(self) -> bool:
        letter = self._mailbox.take()
        if isinstance(letter, Progress):
            self.progressed.emit(letter)
        elif letter is not None:
            self._worker.wait()  # it has nothing left to do but return
            self._finish(letter)
        return isinstance(letter, Progress)

    def _finish(self, outcome: _Outcome) -> None:
        self._over = True
        self._timer.stop()
        try:
            if outcome.kind == "cancelled":
                self.cancelled.emit()
            else:
                (self.succeeded if outcome.kind == "succeeded" else self.failed).emit(outcome.value)
            self.ended.emit()
        finally:
            _running.discard(self)


class TaskLane(QObject):
    """One task at a time; the others wait in the order they came."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._current: Task | None = None
        self._waiting: deque[Task] = deque()
        self._closed = False

    @property
    def current(self) -> Task | None:
        return self._current

    @property
    def waiting(self) -> tuple[Task, ...]:
        return tuple(self._waiting)

    def submit(self, task: Task) -> None:
        """Start `task`, or let it wait its turn. After `shutdown` it is cancelled instead."""
        if self._closed:
            task.cancel()
            return
        self._waiting.append(task)
        if self._current is None:
            self._start_next()
        else:
            self.changed.emit()

    def cancel_all(self) -> None:
        """Cancel the current task and those that wait."""
        waiting, self._waiting = self._waiting, deque()
        for task in waiting:
            task.cancel()
        if self._current is not None:
            self._current.cancel()
        self.changed.emit()

    def shutdown(self, ms: int = 30_000) -> bool:
        """Cancel everything and wait for the thread; False if it is still busy after `ms`."""
        self._closed = True
        self.cancel_all()
        return self._current is None or self._current.wait(ms)

    def _start_next(self) -> None:
        while self._waiting and self._waiting[0].over:  # cancelled by whoever asked for it
            self._waiting.popleft()
        self._current = self._waiting.popleft() if self._waiting else None
        if self._current is not None:
            self._current.ended.connect(self._on_ended)
            self._current.start()
        self.changed.emit()

    def _on_ended(self) -> None:
        self._start_next()
