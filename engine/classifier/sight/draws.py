"""Random numbers for views: a function of (seed, place, name) alone, for a whole batch at once.

A generator for each picture would take longer to set up (18 µs) than a digit of 28 px takes to be drawn, and one generator for all
would hand out other numbers when threads take turns otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

Draws = dict[str, np.ndarray]

NAMES = (
    *("area", "aspect", "x", "y", "turn", "mirror", "flip"),
    *("brightness", "contrast", "saturation", "blur", "radius", "noise", "noise_seed"),
    *("first", "first_sign", "second", "second_sign"),
    *("erase", "erased_area", "erased_aspect", "erased_x", "erased_y"),
)
_GOLDEN = 0x9E3779B97F4A7C15
_STEPS = np.arange(1, len(NAMES) + 1, dtype=np.uint64) * np.uint64(_GOLDEN)
_MASK = 2**64 - 1


def draws(seed: int, places: Sequence[int]) -> Draws:
    """For each of `NAMES` float64 (N,), uniform over 0 <= u < 1; row i depends on `seed` and `places[i]` only.

    SplitMix64 (Steele, Lea and Flood 2014, figure 17) as a counter-based generator.
    """
    streams = _mixed(np.array([place & _MASK for place in places], np.uint64) * np.uint64(_GOLDEN) + np.uint64(_key(seed)))
    numbers = _mixed(streams[:, None] + _STEPS)
    uniform = (numbers >> np.uint64(11)).astype(np.float64) * 2.0**-53
    return dict(zip(NAMES, uniform.T, strict=True))


def of_one(all_draws: Draws, index: int) -> dict[str, float]:
    return {name: float(values[index]) for name, values in all_draws.items()}


def _key(seed: int) -> int:
    """Seeds that differ by little must not give streams that overlap."""
    return int(_mixed(np.array([(seed * 0xD1342543DE82EF95 + 1) & _MASK], np.uint64))[0])


def _mixed(z: np.ndarray) -> np.ndarray:
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    result: np.ndarray = z ^ (z >> np.uint64(31))
    return result
