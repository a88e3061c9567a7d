"""The one protocol for long work: a generator that yields `Progress`, returns its result and cleans up in `finally`.

Cancelling an operation is closing it. The command line prints it, the window runs it in a thread, a test iterates.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Progress:
    """Where an operation stands. `total` 0 means that the end is not known; `detail` is a frozen value for live views."""

    stage: str
    done: int = 0
    total: int = 0
    detail: object | None = None


Operation: TypeAlias = Generator[Progress, None, T]


class EarlyEnd:
    """A wish, spoken from another thread, that an operation come to a good end now and return what it has.

    Closing an operation throws its work away; a training that is asked to end keeps the best so far.
    """

    def __init__(self) -> None:
        self._wished = threading.Event()

    def wish(self) -> None:
        self._wished.set()

    @property
    def wished(self) -> bool:
        return self._wished.is_set()


def run(operation: Operation[T], on_progress: Callable[[Progress], None] | None = None) -> T:
    """Drive `operation` to its end and return its result; an exception in `on_progress` closes it."""
    try:
        while True:
            progress = next(operation)
            if on_progress is not None:
                on_progress(progress)
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]
    finally:
        operation.close()


class RemainingTime:
    """Estimates the seconds left of the current stage from its own pace (exponentially smoothed)."""

    SMOOTHING = 0.3

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._stage = ""
        self._done = 0
        self._time = 0.0
        self._seconds_each: float | None = None

    def update(self, progress: Progress) -> float | None:
        """Seconds left after `progress`, or None while there is nothing to judge by."""
        now = self._clock()
        if progress.stage != self._stage or progress.done < self._done:
            self._stage, self._done, self._time, self._seconds_each = progress.stage, progress.done, now, None
            return None
        if progress.done > self._done:
            pace = (now - self._time) / (progress.done - self._done)
            old = self._seconds_each
            self._seconds_each = pace if old is None else old + self.SMOOTHING * (pace - old)
            self._done, self._time = progress.done, now
        if self._seconds_each is None or not progress.total:
            return None
        return max(0.0, (progress.total - progress.done) * self._seconds_each)
