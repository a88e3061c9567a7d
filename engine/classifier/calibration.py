"""Probabilities that mean what they say: of all answers given with 80 %, about 80 % are right. Light to import."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

LEAST_PICTURES = 20  # that a temperature is fitted to: from fewer it would tell more of their luck than of the model
_COLDEST, _HOTTEST = 0.05, 20.0
_HALVINGS = 30
_BINS = 15  # as in Guo et al.


@dataclass(frozen=True)
class Calibration:
    """Temperature scaling: logits are divided by `temperature` before the softmax (Guo et al. 2017, section 4.2).

    The classes keep their order. `ece_before` and `ece_after` are the expected calibration errors (0..1, same paper, eq. 3) on the `count`
    pictures that it was fitted to; NaN where they are not known.
    """

    temperature: float
    ece_before: float = math.nan
    ece_after: float = math.nan
    count: int = 0

    def probabilities(self, logits: np.ndarray) -> np.ndarray:
        """Logits (B, K) to probabilities float32 (B, K) that sum to 1."""
        return softmax(logits / self.temperature)


def softmax(logits: np.ndarray) -> np.ndarray:
    """Along the last axis, float32; the classes keep their order."""
    import numpy as np

    shifted = logits.astype(np.float64) - logits.max(axis=-1, keepdims=True)
    shares = np.exp(shifted)
    result: np.ndarray = (shares / shares.sum(axis=-1, keepdims=True)).astype(np.float32)
    return result


def fitted(logits: np.ndarray, targets: np.ndarray) -> Calibration | None:
    """The temperature that makes the true classes `targets` (N,) most likely given `logits` (N, K); None if there is no saying.

    The log-likelihood is concave in 1 / temperature: bisection finds where its slope is 0. Where the model was right about all N pictures
    that would be at temperature 0, and every answer certain; so the mean confidence stays below (N + 1) / (N + 2), which is all that N
    right answers vouch for (Laplace's rule of succession).
    """
    import numpy as np

    count, classes = logits.shape if logits.ndim == 2 else (0, 0)
    if count < LEAST_PICTURES or classes < 2 or not np.isfinite(logits).all():
        return None
    rows = logits.astype(np.float64)
    rows -= rows.max(axis=1, keepdims=True)
    true = rows[np.arange(count), targets].mean()

    def is_better_sharper(sharpness: float) -> bool:
        shares = np.exp(rows * sharpness)  # the best class of each row has 1
        sums = shares.sum(axis=1)
        return bool(true > ((shares * rows).sum(axis=1) / sums).mean() and (1 / sums).mean() < (count + 1) / (count + 2))

    low, high = math.log(1 / _HOTTEST), math.log(1 / _COLDEST)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if is_better_sharper(math.exp(middle)) else (low, middle)
    temperature = math.exp(-(low + high) / 2)
    before, after = (expected_calibration_error(softmax(rows / each), targets) for each in (1.0, temperature))
    return Calibration(temperature, before, after, count)


def expected_calibration_error(probabilities: np.ndarray, targets: np.ndarray) -> float:
    """The mean distance between confidence and accuracy, 0..1, over bins of equal width weighted by their pictures (Guo et al., eq. 3).

    `probabilities` (N, K) and class indices `targets` (N,); NaN without pictures.
    """
    import numpy as np

    if not len(targets):
        return math.nan
    confidence, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == targets
    bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    gaps = np.bincount(bins, confidence, _BINS) - np.bincount(bins, right, _BINS)
    return float(np.abs(gaps).sum() / len(targets))


def to_json(calibration: Calibration) -> dict[str, Any]:
    """For `model.json`, which knows no NaN."""
    errors = {"ece_before": calibration.ece_before, "ece_after": calibration.ece_after}
    told = {name: None if math.isnan(error) else round(error, 6) for name, error in errors.items()}
    return {"temperature": calibration.temperature, **told, "count": calibration.count}


def from_json(stored: dict[str, Any]) -> Calibration:
    """The inverse of `to_json`; raises ValueError for what is no temperature, and what wrong types and missing keys raise."""
    temperature = float(stored["temperature"])
    if not _COLDEST / 2 <= temperature <= _HOTTEST * 2:
        raise ValueError(f"temperature {temperature}")
    before, after = (math.nan if stored.get(name) is None else float(stored[name]) for name in ("ece_before", "ece_after"))
    return Calibration(temperature, before, after, int(stored.get("count") or 0))
