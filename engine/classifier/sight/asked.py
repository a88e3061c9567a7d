"""The views in which a model is asked about a picture: the one of the evaluations, or several whose answers are averaged."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image

from engine.classifier.asking import FAST, FIVE, ONE, TILES, Asking
from engine.classifier.sight.input import InputConfig
from engine.classifier.sight.resizing import Box, asked_view
from engine.classifier.sight.transforms import evaluation_transform
from engine.images.reader import read_image

_CORNERS = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0))
_CORNER_SHARE = 0.875  # of the picture's sides: 224 of 256 px, as Krizhevsky et al. 2012, section 4.1, cut their corners
_OVERLAP = 0.2  # of a tile's side: what lies on the edge of one is whole in its neighbour
_LONG = 1.25  # aspect from which a picture has three columns of tiles
_VERY_LONG = 2.8  # aspect from which one row of tiles shows all
_MOST_TILES = 8
_ENLARGED = 2  # times: a tile that must be enlarged more shows nothing that the whole does not

Drawn = Callable[..., np.ndarray]  # as asked_view


@dataclass(frozen=True)
class AskedViews:
    """From a file to the views of its picture, uint8 (V, H, W, 3), of which the first is that of the evaluations.

    V may differ from picture to picture if they are asked about in tiles. Raises `PictureUnreadable`.
    """

    config: InputConfig
    asking: Asking = Asking()  # noqa: RUF009 - it is frozen

    def __call__(self, path: Path) -> np.ndarray:
        least = 0 if self.asking.views == TILES else evaluation_transform(self.config).decoded_size
        image = read_image(path, least)
        if self.config.colour == "grey":
            image = image.convert("L").convert("RGB")
        drawn = partial(asked_view, fast=self.asking.precision == FAST)
        found = [drawn(image, self.config), *_MORE[self.asking.views](image, self.config, drawn)]
        found += [view[:, ::-1] for view in found] if self.asking.mirrored else []
        return np.stack(found) if len(found) > 1 else found[0][None]


def tiles(width: int, height: int, config: InputConfig) -> list[Box]:
    """(left, top, right, bottom) in px of overlapping parts with the network's aspect that show all of a picture; none of a small one.

    2 x 2 parts, 3 x 2 of a longer picture, and one row of up to 8 along a very long one.
    """
    aspect = config.size[1] / config.size[0]
    if width / height < aspect:
        turned = tiles(height, width, replace(config, size=config.size[::-1]))
        return [(top, left, bottom, right) for left, top, right, bottom in turned]
    long = width / height / aspect  # 1 and more
    rows = 1 if long > _VERY_LONG else 2
    columns = math.ceil(min(_MOST_TILES, long * (1 + _OVERLAP))) if rows == 1 else 2 + (long > _LONG)
    side = height if rows == 1 else max(height / (rows - _OVERLAP), width / aspect / (columns - (columns - 1) * _OVERLAP))
    side = min(side, float(height))
    if side * _ENLARGED < config.size[0]:
        return []
    across, down = round(side * aspect), round(side)
    return [(x, y, x + across, y + down) for y in _starts(height, down, rows) for x in _starts(width, across, columns)]


def _starts(length: int, part: int, count: int) -> list[int]:
    return [round((length - part) * index / (count - 1)) for index in range(count)] if count > 1 else [(length - part) // 2]


def _none(image: Image.Image, config: InputConfig, drawn: Drawn) -> list[np.ndarray]:
    return []


def _corners(image: Image.Image, config: InputConfig, drawn: Drawn) -> list[np.ndarray]:
    """The corners of the picture, cut out of it as it is resized for the view, or a little larger where the view shows all of it."""
    cut = replace(config, crop_pct=min(config.crop_pct, _CORNER_SHARE))
    return [drawn(image, cut, corner=corner) for corner in _CORNERS]


def _tiles(image: Image.Image, config: InputConfig, drawn: Drawn) -> list[np.ndarray]:
    whole = replace(config, crop_pct=1.0)
    return [drawn(image.crop(box), whole) for box in tiles(*image.size, config)]


_MORE: dict[str, Callable[[Image.Image, InputConfig, Drawn], list[np.ndarray]]] = {ONE: _none, FIVE: _corners, TILES: _tiles}
