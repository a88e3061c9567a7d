"""What a thumbnail tells about its picture: a fingerprint for finding near-duplicates, and signs of blur or bad exposure.

All of it is measured at thumbnail size, so blur that cannot be seen at 256 pixels is not noticed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PIL import Image

from engine.images.flags import BLURRY, BRIGHT, DARK, ODD_ASPECT, TINY

VERSION = 1  # grows when the same thumbnail would get other measures
SIDE = 256  # px of the longer side at most: sharpness depends on it

# Thresholds from hymenoptera, chess, brain-mri and magnetic-tile and their spoilt copies (tests/benchmarks/RESULTS.md).
LEAST_SHARPNESS = 0.12
LEAST_HIGH = 0.35  # nothing is brighter than a dim grey
MOST_BRIGHTNESS, MOST_LOW = 0.8, 0.2  # nearly white, and nothing is dark
LEAST_SIDE = 64  # px; below, most networks see little more than blocks
LONGEST_SHAPE = 3.0  # longer side by shorter side; cropping to a square loses two thirds
FEATURELESS = 2.0  # standard deviation in levels of 255; noise and JPEG blocks alone stay below

_HASH_SIDE = 32
_SHARES = 0.05, 0.99  # of the pixels, for `low` and `high`


@dataclass(frozen=True)
class Measures:
    """`fingerprint`: 64 bits, signed, None for featureless pictures. `sharpness`: see `_sharpness`; 0 is featureless.

    `brightness` is the mean luminance, `low` and `high` its 5th and 99th percentiles, all 0..1.
    """

    fingerprint: int | None
    sharpness: float
    brightness: float
    low: float
    high: float


def measure(image: Image.Image) -> Measures:
    """Measure a mode-RGB picture, best a thumbnail: larger ones are made smaller first."""
    grey = image.convert("L")
    grey.thumbnail((SIDE, SIDE), Image.Resampling.HAMMING)
    values = np.asarray(grey, np.float32)
    shares = np.cumsum(grey.histogram()) / values.size  # fifteen times as quick as sorting for the percentiles
    low, high = (int(np.searchsorted(shares, share)) / 255 for share in _SHARES)
    return Measures(_fingerprint(grey), _sharpness(values), float(values.mean()) / 255, low, high)


def flags(measures: Measures, width: int, height: int) -> int:
    """The bits of `engine.images.flags` for a picture of `width` x `height` pixels."""
    shorter, longer = sorted((width, height))
    found = {
        BLURRY: measures.fingerprint is not None and measures.sharpness < LEAST_SHARPNESS,
        DARK: measures.high < LEAST_HIGH,
        BRIGHT: measures.brightness > MOST_BRIGHTNESS and measures.low > MOST_LOW,
        TINY: shorter < LEAST_SIDE,
        ODD_ASPECT: longer > LONGEST_SHAPE * shorter,
    }
    return sum(bit for bit, is_so in found.items() if is_so)


def _sharpness(values: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> float:
    """E[d2^2] / sqrt(E[d1^2] * Var) of the luminance in that direction, across or down, where it is less; no unit.

    The second derivative's energy is Pech-Pacheco et al. 2000 (variance of the Laplacian). Taken by direction it also notices
    blur from motion; relative to contrast and gradients it does not take calm or pale pictures for blurred ones.
    """
    if min(values.shape) < 3 or (variance := float(values.var())) < FEATURELESS**2:
        return 0.0
    return min(_by_direction(values, axis, variance) for axis in (0, 1))


def _by_direction(values: np.ndarray[tuple[int, ...], np.dtype[np.float32]], axis: int, variance: float) -> float:
    first = np.diff(values, axis=axis)
    second = np.diff(first, axis=axis)
    gradients = float(np.vdot(first, first)) / first.size
    return float(np.vdot(second, second)) / second.size / math.sqrt(max(gradients * variance, 1e-6))


def _cosines() -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """(8, 32): the type-II cosine transform's frequencies 1 to 8."""
    frequency, position = np.arange(1, 9)[:, None], np.arange(_HASH_SIDE)[None, :]
    return np.cos(np.pi * frequency * (2 * position + 1) / (2 * _HASH_SIDE)).astype(np.float32)


_COSINES = _cosines()


def _fingerprint(grey: Image.Image) -> int | None:
    """The perceptual hash of Zauner 2010 (section 3.2.1): signs, against their median, of the 8x8 lowest cosine coefficients.

    Frequency 0 is left out, so brightness does not matter. None where noise would decide.
    """
    small = np.asarray(grey.resize((_HASH_SIDE, _HASH_SIDE), Image.Resampling.BILINEAR), np.float32)
    if float(small.std()) < FEATURELESS:
        return None
    coefficients = (_COSINES @ small @ _COSINES.T).ravel()
    bits = np.packbits(coefficients > np.median(coefficients))
    return int.from_bytes(bits.tobytes(), "big", signed=True)
