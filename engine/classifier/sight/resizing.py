"""The evaluation view for asking about many pictures, in two precisions.

Exact is `rendering.framed` to the pixel. Fast resamples only what is seen, whose edges Pillow knows to 24 bits: one pixel in ten thousand
comes out a level of 255 different. Sooner ways there are (torchvision's resampling of bytes takes a quarter of the time), but they have
changed an answer.
"""

from __future__ import annotations

import numpy as np
from PIL import Image

from engine.classifier.sight.frame import placed
from engine.classifier.sight.input import InputConfig
from engine.classifier.sight.rendering import RESAMPLING, less_extreme, padded

_SMALL = 2**16  # pixels of a picture that is resized as a whole

Box = tuple[int, int, int, int]


def asked_view(image: Image.Image, config: InputConfig, fast: bool = False, corner: tuple[float, float] | None = None) -> np.ndarray:
    """The evaluation view of a picture of mode RGB: uint8 (H, W, 3).

    `corner` moves the view as far as the resized picture reaches: (0, 0) to its left upper corner, (1, 1) to its right lower one.
    """
    image = less_extreme(image, config)
    wide, high, left, top = placed(config, image.size)
    if corner:
        left, top = _moved(corner[0], config.size[1], wide, left), _moved(corner[1], config.size[0], high, top)
    seen = max(0, -left), max(0, -top), min(wide, config.size[1] - left), min(high, config.size[0] - top)
    draw = _drawn_fast if fast else _drawn
    return padded(draw(image, (wide, high), seen, config.interpolation), config, max(0, left), max(0, top))


def _moved(share: float, view: int, picture: int, middle: int) -> int:
    """Where the picture begins on one axis of the view, in px of the view; it stays in the middle where all of it is seen."""
    return round(share * (view - picture)) if picture > view else middle


def _drawn(image: Image.Image, size: tuple[int, int], seen: Box, interpolation: str) -> np.ndarray:
    """The part `seen` of the picture as it is when resized to `size` (width, height), uint8 (h, w, 3)."""
    # as a whole: boxes of it come out a level different from timm's in some pixels, by which a doubtful answer moved by a hundredth
    return np.asarray(image.resize(size, RESAMPLING[interpolation]).crop(seen))


def _drawn_fast(image: Image.Image, size: tuple[int, int], seen: Box, interpolation: str) -> np.ndarray:
    """The same in two thirds of the time, nearly: only what is seen is resampled."""
    # of small pictures there is little to save, and the filter "nearest" cannot be placed between pixels
    if seen == (0, 0, *size) or image.width * image.height <= _SMALL or interpolation == "nearest":
        return _drawn(image, size, seen, interpolation)
    across, down = image.width / size[0], image.height / size[1]
    box = seen[0] * across, seen[1] * down, min(seen[2] * across, image.width), min(seen[3] * down, image.height)
    return np.asarray(image.resize((seen[2] - seen[0], seen[3] - seen[1]), RESAMPLING[interpolation], box))
