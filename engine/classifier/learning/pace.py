"""How an epoch goes while it runs: the loss of late and the pictures a second."""

from __future__ import annotations

import math

import torch

from engine.classifier.learning.learner import Learned

_REPORT_SECONDS = 0.5
_SMOOTHING = 0.1


class Pace:
    """Collects what was learned. It is read once every `steps` steps, because for that a graphics card must finish its work."""

    def __init__(self, now: float, steps: int) -> None:
        self._steps = steps
        self._waiting: list[Learned] = []
        self._told_at = now
        self._seen = 0
        self.loss = math.nan  # in nats, smoothed over the last steps

    def add(self, learned: Learned) -> None:
        self._waiting.append(learned)

    @property
    def is_due(self) -> bool:
        return len(self._waiting) >= self._steps

    @property
    def is_read(self) -> bool:
        """Whether all that was learned has been taken."""
        return not self._waiting

    def taken(self) -> tuple[float, int, int]:
        """(sum of the losses, right answers, pictures) since the last time."""
        if not self._waiting:
            return 0.0, 0, 0
        seen = sum(part.count for part in self._waiting)
        loss = float(torch.stack([part.loss for part in self._waiting]).sum())
        right = int(torch.stack([part.right for part in self._waiting]).sum())
        self._waiting = []
        self._seen += seen
        self.loss = loss / seen if math.isnan(self.loss) else self.loss + _SMOOTHING * (loss / seen - self.loss)
        return loss, right, seen

    def told(self, now: float) -> float | None:
        """Pictures a second since it was last told; None if that is less than half a second ago."""
        if now - self._told_at < _REPORT_SECONDS or not self._seen:
            return None
        speed = self._seen / (now - self._told_at)
        self._told_at, self._seen = now, 0
        return speed
