"""The time that a training itself took: what passes while it is paused, or while others use what it told, does not count."""

from __future__ import annotations

import time
from collections.abc import Callable


class Stopwatch:
    """Seconds between `go` and `halt`, summed; `seconds` may be set when a training goes on where it was."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._since: float | None = None
        self._before = 0.0

    @property
    def seconds(self) -> float:
        return self._before + (self._clock() - self._since if self._since is not None else 0.0)

    @seconds.setter
    def seconds(self, value: float) -> None:
        self._before = value
        if self._since is not None:
            self._since = self._clock()

    def go(self) -> None:
        if self._since is None:
            self._since = self._clock()

    def halt(self) -> None:
        self._before, self._since = self.seconds, None
