"""The points of one curve, never more than a plot can show: of a long run, every second one of them goes, again and again."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

MOST = 1200  # points; a chart is rarely wider than that


class Points:
    """Points in the order of their x; one that comes before the last begins anew from there, as a run does that went back."""

    def __init__(self) -> None:
        self.xs: list[float] = []
        self.ys: list[float] = []
        self._count = 0  # of points that came in
        self._stride = 1  # every so many of them are kept for good
        self._loose = False  # the last one is only shown until the next comes

    def __len__(self) -> int:
        return len(self.xs)

    def append(self, x: float, y: float) -> None:
        if self._loose or (self.xs and x < self.xs[-1]):
            self.xs.pop()
            self.ys.pop()
        if self.xs and x < self.xs[-1]:
            kept = bisect_left(self.xs, x)
            del self.xs[kept:], self.ys[kept:]
        self.xs.append(x)
        self.ys.append(y)
        self._count += 1
        if len(self.xs) > MOST:
            self._stride *= 2
            self.xs, self.ys = _every_second(self.xs), _every_second(self.ys)
        self._loose = (self._count - 1) % self._stride != 0

    def replace(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        self.xs, self.ys = list(xs), list(ys)
        self._count, self._stride, self._loose = len(self.xs), 1, False

    def nearest(self, x: float) -> int:
        """The place of the point closest to `x`; there must be one."""
        right = min(len(self.xs) - 1, bisect_left(self.xs, x))
        return right - 1 if right > 0 and x - self.xs[right - 1] < self.xs[right] - x else right


def _every_second(values: list[float]) -> list[float]:
    """Besides those, the last one."""
    return values[::2] if len(values) % 2 else [*values[::2], values[-1]]
