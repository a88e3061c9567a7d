"""Random changes of tone: colour jitter, blur and noise. Pictures are of mode RGB, or L where all three channels are equal."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from PIL import Image, ImageFilter

from engine.classifier.recipe import Recipe
from engine.classifier.sight.rand_augment import changed_tones

LUMA = (0.299, 0.587, 0.114)  # ITU-R BT.601, as Pillow makes grey
_BLUR = (0.1, 2.0)  # standard deviation in px of a view of 224 px (Chen et al. 2020, SimCLR, appendix A)
_BLUR_SIDE = 224
_NORMALS = 2**21
_LEAST_BLUR = 0.8  # px: with less, "blurred" digits of 28 px would be as sharp as before


_JITTERED = ("brightness", "contrast", "saturation")


def jitter_of(recipe: Recipe, draws: Mapping[str, Any]) -> list[Any]:
    """Factors of brightness, contrast and saturation, of which 1 changes nothing: as the draws are, arrays (N,) or numbers."""
    return [1 + recipe.colour_jitter * (2 * draws[name] - 1) for name in _JITTERED]


def toned(image: Image.Image, recipe: Recipe, draws: dict[str, float], side: int) -> Image.Image:
    """The picture with all changes of tone that the draws choose; `side` is that of the view in px."""
    if recipe.colour_jitter:
        image = _jittered(image, *jitter_of(recipe, draws))
    image = changed_tones(image, recipe.rand_augment, draws)
    if draws["blur"] < recipe.blur:
        low, high = _BLUR[0], max(_LEAST_BLUR, _BLUR[1] * side / _BLUR_SIDE)
        image = image.filter(ImageFilter.GaussianBlur(low + (high - low) * draws["radius"]))
    return _noisy(image, recipe.noise * draws["noise"], draws["noise_seed"]) if recipe.noise else image


def _jittered(image: Image.Image, brightness: float, contrast: float, saturation: float) -> Image.Image:
    """Brightness, contrast about the mean grey, then saturation: all linear, so one pass without clipping in between."""
    gain = brightness * contrast
    offset = (1 - contrast) * brightness * float(np.asarray(image.convert("L")).mean())
    if image.mode == "L":
        return image.point(np.clip(np.arange(256) * gain + offset + 0.5, 0, 255).astype(np.uint8).tolist())
    rows = [[gain * ((1 - saturation) * luma + saturation * (row == column)) for column, luma in enumerate(LUMA)] for row in range(3)]
    return image.convert("RGB", tuple(value for row in rows for value in (*row, offset)))


def _noisy(image: Image.Image, deviation: float, chance: float) -> Image.Image:
    """Gaussian noise; `deviation` as a share of white. A grey picture stays grey."""
    pixels = np.asarray(image)
    table = _normals() if pixels.size <= _NORMALS // 2 else np.resize(_normals(), 2 * pixels.size)
    start = int(chance * (table.size - pixels.size))
    noise = table[start : start + pixels.size].reshape(pixels.shape) * np.float32(255 * deviation)
    noise += pixels
    noise += np.float32(0.5)
    return Image.fromarray(np.clip(noise, 0, 255, out=noise).astype(np.uint8))


@cache
def _normals() -> np.ndarray:
    """Float32 (2**21,), of which each picture takes a stretch: drawing as many anew would take longer than all else about a view."""
    return np.random.Generator(np.random.SFC64(0)).standard_normal(_NORMALS, np.float32)
