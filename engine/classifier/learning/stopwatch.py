"""The time that a training itself took: what passes while it is paused, or while others use what it told, does not count."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from engine.progress import Operation

T = TypeVar("T")


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


def timed(operation: Operation[T], watch: Stopwatch) -> Operation[T]:
    """`operation`, with `watch` going only while it works itself."""
    try:
        while True:
            watch.go()
            try:
                progress = next(operation)
            except StopIteration as end:
                return end.value  # type: ignore[no-any-return]
            finally:
                watch.halt()
            yield progress
    finally:
        operation.close()
