"""The evaluation view for asking about many pictures, in two precisions.

Exact is `rendering.framed` to the pixel. Fast takes a quarter of the time: torchvision's resampling of bytes, which computes in whole
numbers of 16 bits where Pillow has 32. It differs by up to two levels of 255 in 0.4 % of the pixels; bfloat16 makes more of a difference.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import torch
from PIL import Image
from torch.utils.dlpack import from_dlpack

from engine.classifier.sight.frame import placed
from engine.classifier.sight.input import InputConfig
from engine.classifier.sight.rendering import RESAMPLING, less_extreme, padded

_KERNELS = {"bilinear": torch.ops.aten._upsample_bilinear2d_aa, "bicubic": torch.ops.aten._upsample_bicubic2d_aa}

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
    draw = _drawn_fast if fast and config.interpolation in _KERNELS else _drawn
    return padded(draw(image, (wide, high), seen, config.interpolation), config, max(0, left), max(0, top))


def _moved(share: float, view: int, picture: int, middle: int) -> int:
    """Where the picture begins on one axis of the view, in px of the view; it stays in the middle where all of it is seen."""
    return round(share * (view - picture)) if picture > view else middle


def _drawn(image: Image.Image, size: tuple[int, int], seen: Box, interpolation: str) -> np.ndarray:
    """The part `seen` of the picture as it is when resized to `size` (width, height), uint8 (h, w, 3)."""
    # as a whole: boxes of it come out a level different from timm's in some pixels, by which a doubtful answer moved by a hundredth
    return np.asarray(image.resize(size, RESAMPLING[interpolation]).crop(seen))


def _drawn_fast(image: Image.Image, size: tuple[int, int], seen: Box, interpolation: str) -> np.ndarray:
    """The same in a quarter of the time, nearly."""
    planes = _pixels(image).permute(2, 0, 1)[None]
    drawn: torch.Tensor = _KERNELS[interpolation](planes, [size[1], size[0]], False)
    part: np.ndarray = drawn[0].permute(1, 2, 0).numpy()[seen[1] : seen[3], seen[0] : seen[2]]
    packed = np.empty((*part.shape[:2], 3), np.uint8)
    for channel in range(3):  # half the time that numpy takes for all at once
        packed[..., channel] = part[..., channel]
    return packed


def _pixels(image: Image.Image) -> torch.Tensor:
    """Uint8 (h, w, 3), or (h, w, 4) of which the last is nothing: then they are Pillow's own, and must not be changed.

    To copy them would take a fifth of the time in which they were decoded, and would hold Python's lock.
    """
    try:
        memory = pa.array(image).flatten()
    except ValueError:  # large pictures lie in several blocks of memory
        return torch.from_numpy(np.array(image))
    return from_dlpack(memory).reshape(image.height, image.width, 4)
