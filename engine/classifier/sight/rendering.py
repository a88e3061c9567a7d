"""A place of a picture to the pixels of a view, with filters that let nothing flicker when pictures are made smaller.

Upright views are resampled once. Turned ones twice: to nearly the size of the view with such a filter, then turned.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image

from engine.classifier.sight.frame import placed
from engine.classifier.sight.input import InputConfig

Tone = Callable[[Image.Image], Image.Image]
_DENSITY = 1.25  # px before turning for each px of the view: turning blurs a little
_MOST_EXTREME = 24  # aspect of a picture
_MARGIN = 2  # px that interpolation looks at beyond the view
RESAMPLING = {
    "nearest": Image.Resampling.NEAREST,
    "bilinear": Image.Resampling.BILINEAR,
    "bicubic": Image.Resampling.BICUBIC,
    "box": Image.Resampling.BOX,
    "hamming": Image.Resampling.HAMMING,
    "lanczos": Image.Resampling.LANCZOS,
}


def unchanged(image: Image.Image) -> Image.Image:
    return image


def rendered(image: Image.Image, place: np.ndarray, config: InputConfig, tone: Tone = unchanged) -> np.ndarray:
    """What the network sees at `place` (2, 3) of a picture of mode L or RGB: uint8 (H, W, 3), or (H, W) if all of it is grey.

    `tone` changes the picture's own pixels; the padding is not changed.
    """
    return (_turned if place[0, 1] or place[1, 0] else _upright)(image, place, config, tone)


# ---- the evaluation view ---------------------------------------------------------------------------------------


def framed(image: Image.Image, config: InputConfig) -> np.ndarray:
    """The evaluation view of a picture of mode L or RGB: uint8 (H, W, 3), or (H, W) if all of it is grey."""
    image = less_extreme(image, config)
    wide, high, left, top = placed(config, image.size)
    # resized as a whole, for boxes of it come out a level or two different from timm's
    part = image.resize((wide, high), RESAMPLING[config.interpolation])
    cut = max(0, -left), max(0, -top), min(wide, config.size[1] - left), min(high, config.size[0] - top)
    return padded(np.asarray(part.crop(cut)), config, max(0, left), max(0, top))


def less_extreme(image: Image.Image, config: InputConfig) -> Image.Image:
    """The middle of a picture of 1 x 60000 px, of which no more is seen: it would fill the memory once its short side is enlarged."""
    longest = _MOST_EXTREME * min(image.size)
    if config.crop_mode != "center" or max(image.size) <= longest:
        return image
    left, top = ((side - min(side, longest)) // 2 for side in image.size)
    return image.crop((left, top, image.width - left, image.height - top))


# ---- upright ---------------------------------------------------------------------------------------------------


def _upright(image: Image.Image, place: np.ndarray, config: InputConfig, tone: Tone) -> np.ndarray:
    x0, x1, left, right = _span(place[0, 2], abs(place[0, 0]), config.size[1], image.width)
    y0, y1, top, bottom = _span(place[1, 2], abs(place[1, 1]), config.size[0], image.height)
    part = image.resize((x1 - x0, y1 - y0), RESAMPLING[config.interpolation], (left, top, right, bottom))
    pixels = padded(np.asarray(tone(part)), config, x0, y0)
    return pixels[:: -1 if place[1, 1] < 0 else 1, :: -1 if place[0, 0] < 0 else 1]


def _span(centre: float, half: float, view: int, side: int) -> tuple[int, int, float, float]:
    """On one axis: from and to in whole px of the view what shows the picture, and from and to in px of the picture what it shows."""
    start, scale = centre - half, 2 * half / view
    first = min(max(round(-start / scale), 0), view - 1)
    last = min(max(round((side - start) / scale), first + 1), view)
    low, high = start + first * scale, start + last * scale
    return (first, last, max(low, 0.0), min(high, float(side))) if low < side and high > 0 else (first, last, 0.0, float(side))


def padded(pixels: np.ndarray, config: InputConfig, left: int, top: int) -> np.ndarray:
    if pixels.shape[:2] == config.size:
        return pixels
    canvas = np.empty((*config.size, 3), np.uint8)
    canvas[:] = config.padding
    canvas[top : top + pixels.shape[0], left : left + pixels.shape[1]] = pixels if pixels.ndim == 3 else pixels[..., None]
    return canvas


# ---- turned ----------------------------------------------------------------------------------------------------


def _turned(image: Image.Image, place: np.ndarray, config: InputConfig, tone: Tone) -> np.ndarray:
    height, width = config.size
    corners = place[:, :2] @ np.array([[-1, 1, -1, 1], [-1, -1, 1, 1]]) + place[:, 2:]
    low = np.maximum(np.floor(corners.min(axis=1)) - _MARGIN, 0).astype(int)
    high = np.minimum(np.ceil(corners.max(axis=1)) + _MARGIN, image.size).astype(int)
    if (low >= high).any():
        return np.full((height, width, 3), config.padding, np.uint8)
    part, shrunk = _prepared(image, place, config, (int(low[0]), int(low[1]), int(high[0]), int(high[1])))
    part = tone(part)
    if (corners < 0).any() or (corners > np.array([image.size]).T).any():
        part = part.convert("RGB")  # the padding has a colour
    step = place / shrunk[:, None]
    a, b = step[:, 0] * 2 / width, step[:, 1] * 2 / height
    c = step[:, 2] - step[:, 0] - step[:, 1] - low / shrunk
    fill = config.padding if part.mode == "RGB" else None
    data = (a[0], b[0], c[0], a[1], b[1], c[1])
    return np.asarray(part.transform((width, height), Image.Transform.AFFINE, data, Image.Resampling.BILINEAR, fillcolor=fill))


def _prepared(image: Image.Image, place: np.ndarray, config: InputConfig, box: tuple[int, int, int, int]) -> tuple[Image.Image, np.ndarray]:
    """The part `box` of the picture with no more px than turning needs, and by how much each side shrank."""
    reach = np.hypot(place[:, 0] / config.size[1], place[:, 1] / config.size[0]) * 2  # px of the picture for each of the view
    sides = np.array([box[2] - box[0], box[3] - box[1]])
    wanted = np.ceil(sides / np.maximum(reach / _DENSITY, 1)).astype(int)
    if (wanted == sides).all():
        return image.crop(box), np.ones(2)
    part = image.resize((int(wanted[0]), int(wanted[1])), RESAMPLING[config.interpolation], box)
    return part, sides / wanted
