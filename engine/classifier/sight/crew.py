"""Threads that look at pictures a little ahead of who asks for them, and that let no single picture hold up the others.

A drive in the network may keep a thread waiting for minutes, or for ever: nothing can end such a call. So the picture is set aside, another
thread takes over its work, and after a while it is told as unreadable. The threads are daemons, for the program must end without them.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

import numpy as np

from engine.errors import PictureUnreadable
from engine.images.failures import DRIVE_FAILS

PATIENCE = 60.0  # seconds for a picture, then the drive is said not to answer
_SOON = 2.0  # seconds after which a picture is set aside and the next ones go on
_MOST_STUCK = 32  # pictures that are set aside or given up and still hold a thread, before no more are set aside so soon
_SILENT = 3  # given up in one folder, and none read in it since: its other pictures are not tried until one of those comes back
_FAREWELL = 5.0  # seconds in which threads can end that are busy, not stuck

Look = Callable[[Path], np.ndarray]


@dataclass(frozen=True)
class Seen:
    """What came of the picture at `place`: its `views` uint8 (V, H, W, 3), or the reason why there are none."""

    place: int
    views: np.ndarray | None
    failure: str = ""


def seen(paths: Iterable[Path], look: Look, threads: int, ahead: int, patience: float = PATIENCE) -> Generator[Seen, None, None]:
    """Each of `paths` as `look` sees it, in their order but for those that take long, which come later; at most `ahead` are under way.

    What `look` raises is raised here, but for `PictureUnreadable`, which becomes the failure of its picture, as does one that takes
    longer than `patience` seconds. Closing the generator ends the threads.
    """
    crew = _Crew(look, threads, patience)
    try:
        for place, path in enumerate(paths):
            while crew.in_turn >= ahead:
                yield from crew.settled()
            crew.begin(_Task(place, path))
        while crew.busy:
            yield from crew.settled()
    finally:
        crew.dismiss()


class _Task:
    """One picture on its way through a thread."""

    def __init__(self, place: int, path: Path) -> None:
        self.place = place
        self.path = path
        self.begun = 0.0  # s on the monotonic clock; 0: no thread has taken it yet
        self.replaced = False  # whether another thread has taken the seat of the one that looks at it
        self.outcome: Seen | None = None
        self.error: BaseException | None = None
        self.done = threading.Event()

    def age(self) -> float:
        """Seconds since a thread has begun with it."""
        return time.monotonic() - self.begun if self.begun else 0.0

    def run(self, look: Look) -> None:
        self.begun = time.monotonic()
        try:
            self.outcome = Seen(self.place, look(self.path))
        except PictureUnreadable as failure:
            self.outcome = Seen(self.place, None, failure.reason)
        except BaseException as error:  # noqa: BLE001 - handed over to the waiting side, which raises it
            self.error = error
        self.done.set()

    def result(self) -> Seen:
        if self.outcome is None:
            raise self.error or RuntimeError("asked before it was done")
        return self.outcome


class _Crew:
    """The threads, what they work on in turn, what was set aside, and what was given up while a thread still hangs on it."""

    def __init__(self, look: Look, threads: int, patience: float) -> None:
        self._look = look
        self._patience = patience
        self._soon = min(_SOON, patience)
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._in_turn: deque[_Task] = deque()
        self._aside: list[_Task] = []
        self._given_up: list[_Task] = []
        self._answered: dict[Path, float] = {}  # when a picture of a folder was last read, while threads are stuck
        self._threads: list[threading.Thread] = []
        self._stopped = threading.Event()
        for _ in range(threads):
            self._hire()

    @property
    def busy(self) -> bool:
        return bool(self._in_turn or self._aside)

    @property
    def in_turn(self) -> int:
        return len(self._in_turn)

    def begin(self, task: _Task) -> None:
        if self._is_silent(task.path.parent):
            task.outcome = Seen(task.place, None, DRIVE_FAILS)
            task.done.set()
        else:
            self._tasks.put(task)
        self._in_turn.append(task)

    def settled(self) -> list[Seen]:
        """Wait a moment for the next in turn; what has come to an end, be it that the patience has."""
        found = [*self._late_ones()]
        if not self._in_turn:
            if not found:
                self._aside[0].done.wait(self._soon / 4)
            return found
        task = self._in_turn[0]
        if task.done.wait(0 if found else self._soon / 4):
            return [*found, self._ended(self._in_turn.popleft())]
        if task.age() >= (self._soon if self._stuck() < _MOST_STUCK else self._patience):
            self._set_aside(self._in_turn.popleft())
        return found

    def dismiss(self) -> None:
        """End the threads; those that are stuck are left to themselves."""
        self._stopped.set()
        for _ in self._threads:
            self._tasks.put(None)
        stuck = sum(not task.done.is_set() for task in (*self._aside, *self._given_up))
        until = time.monotonic() + (_FAREWELL if not stuck else self._soon)
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))

    def _hire(self) -> None:
        thread = threading.Thread(target=self._work, name="decoding", daemon=True)
        self._threads = [each for each in self._threads if each.is_alive()] + [thread]
        thread.start()

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None and not self._stopped.is_set():
            task.run(self._look)
            if task.replaced:
                return

    def _set_aside(self, task: _Task) -> None:
        task.replaced = True  # if it has ended in this very moment there is a thread too many, which does no harm
        self._aside.append(task)
        self._hire()

    def _late_ones(self) -> list[Seen]:
        """Those set aside that are done, or given up just now."""
        self._given_up = [task for task in self._given_up if not task.done.is_set()]
        ended = [task for task in self._aside if task.done.is_set() or task.age() >= self._patience]
        self._aside = [task for task in self._aside if task not in ended]
        self._given_up += [task for task in ended if not task.done.is_set()]
        return [self._ended(task) if task.done.is_set() else Seen(task.place, None, DRIVE_FAILS) for task in ended]

    def _ended(self, task: _Task) -> Seen:
        if task.begun and self._stuck():
            self._answered[task.path.parent] = time.monotonic()
        return task.result()

    def _stuck(self) -> int:
        return len(self._aside) + len(self._given_up)

    def _is_silent(self, folder: Path) -> bool:
        stuck = [task.begun for task in self._given_up if task.path.parent == folder and not task.done.is_set()]
        return len(stuck) >= _SILENT and self._answered.get(folder, 0.0) < max(stuck)
