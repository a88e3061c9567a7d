"""How the learning rate rises and falls over a training, as a share of its highest value."""

from __future__ import annotations

import math
from collections.abc import Callable

_LAST_SHARE = 0.01  # of the learning rate, at the end
_STEPS = 3


def _cosine(done: float) -> float:
    """Loshchilov and Hutter 2017, equation 5, without restarts."""
    return _LAST_SHARE + (1 - _LAST_SHARE) * (1 + math.cos(math.pi * done)) / 2


def _linear(done: float) -> float:
    return 1 - (1 - _LAST_SHARE) * done


def _step(done: float) -> float:
    return float(10.0 ** -min(_STEPS - 1, int(done * _STEPS)))


_SHAPES: dict[str, Callable[[float], float]] = {"cosine": _cosine, "linear": _linear, "step": _step, "constant": lambda done: 1.0}


def rate_share(shape: str, epochs_done: float, epochs: float, warmup: float) -> float:
    """The share of the learning rate after `epochs_done` (a fraction) of `epochs`: up along a line, then down along `shape`."""
    warmup = min(warmup, epochs / 2)
    if epochs_done < warmup:
        return epochs_done / warmup
    return _SHAPES[shape](min(1.0, (epochs_done - warmup) / max(epochs - warmup, 1e-9)))
