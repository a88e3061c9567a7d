"""Where the network looks: the frame that the evaluation view shows of a picture, and random boxes within it.

A place is a matrix (2, 3) that takes view coordinates (u, v, 1), each of u and v from -1 to 1, to pixels of the picture.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from engine.classifier.recipe import Recipe
from engine.classifier.sight.draws import Draws
from engine.classifier.sight.input import InputConfig
from engine.classifier.sight.rand_augment import moves

Box = tuple[float, float, float, float]


def visible_box(config: InputConfig, picture_size: tuple[int, int]) -> Box:
    """(left, top, right, bottom) in px of a picture of (width, height): what the evaluation view shows of it.

    Where the view is padded, the box reaches beyond the picture.
    """
    wide, high, left, top = placed(config, picture_size)
    across, down = picture_size[0] / wide, picture_size[1] / high
    return -left * across, -top * down, (config.size[1] - left) * across, (config.size[0] - top) * down


@lru_cache(maxsize=1024)
def placed(config: InputConfig, picture_size: tuple[int, int]) -> tuple[int, int, int, int]:
    """(width, height, left, top) in whole px of the view: the resized picture in the evaluation view. The roundings are timm's."""
    wanted = math.floor(config.size[1] / config.crop_pct), math.floor(config.size[0] / config.crop_pct)
    wide, high = _resized(config.crop_mode, picture_size, wanted)
    return wide, high, _offset(config.size[1], wide), _offset(config.size[0], high)


def _offset(view: int, picture: int) -> int:
    return (view - picture) // 2 if picture < view else -round((picture - view) / 2)


def _resized(mode: str, size: tuple[int, int], wanted: tuple[int, int]) -> tuple[int, int]:
    if mode == "squash":
        return wanted
    if mode == "center" and wanted[0] == wanted[1]:  # as torchvision does it
        longer = int(wanted[0] * max(size) / min(size))
        return (wanted[0], longer) if size[0] <= size[1] else (longer, wanted[0])
    ratios = size[0] / wanted[0], size[1] / wanted[1]
    ratio = max(ratios) if mode == "border" else min(ratios)
    return max(1, round(size[0] / ratio)), max(1, round(size[1] / ratio))


def random_matrices(config: InputConfig, picture_size: tuple[int, int], recipe: Recipe, draws: Draws) -> np.ndarray:
    """The places of N random views of pictures of one size, float64 (N, 2, 3).

    Each is a box with `smallest_crop`..1 of the frame's area, its sides departing from the frame's by up to `stretch` (as in Szegedy
    et al. 2015, section 6), turned and mirrored, with the moves of RandAugment.
    """
    left, top, right, bottom = visible_box(config, picture_size)
    half_width, half_height = _half_sides(recipe, draws)
    half_width, half_height = half_width * (right - left), half_height * (bottom - top)
    view = moves(recipe.rand_augment, draws)
    angle = np.radians(recipe.rotation * (2 * draws["turn"] - 1) + view.turn)
    cos, sin = np.cos(angle), np.sin(angle)
    x = _centre(draws["x"], half_width, abs(half_width * cos) + abs(half_height * sin), (left, right), picture_size[0])
    y = _centre(draws["y"], half_height, abs(half_width * sin) + abs(half_height * cos), (top, bottom), picture_size[1])
    half_width = np.where(draws["mirror"] < recipe.horizontal_flip, -half_width, half_width)
    half_height = np.where(draws["flip"] < recipe.vertical_flip, -half_height, half_height)
    turned = np.stack([cos * half_width, -sin * half_height, x, sin * half_width, cos * half_height, y], axis=1).reshape(-1, 2, 3)
    return view.applied_to(turned)


def _half_sides(recipe: Recipe, draws: Draws) -> tuple[np.ndarray, np.ndarray]:
    """Half the sides as shares of the frame's; the aspect never asks for more than the frame has."""
    area = recipe.smallest_crop + (1 - recipe.smallest_crop) * draws["area"]
    most = np.minimum(math.log1p(recipe.stretch), -np.log(area))
    aspect = np.exp(most * (2 * draws["aspect"] - 1))
    return np.sqrt(area * aspect) / 2, np.sqrt(area / aspect) / 2


def _centre(chance: np.ndarray, half: np.ndarray, reach: np.ndarray, frame: tuple[float, float], side: int) -> np.ndarray:
    """A place on one axis for boxes that reach `reach` to either side, where they show as much of the picture as they can.

    Padding holds no label: a box with room for all of the picture shows it all, a smaller one stays within it.
    """
    start, stop = max(frame[0], 0.0), min(frame[1], float(side))
    within = 2 * reach <= stop - start
    low = np.where(within, start + reach, np.maximum(stop - reach, frame[0] + half))
    high = np.where(within, stop - reach, np.minimum(start + reach, frame[1] - half))
    place: np.ndarray = low + chance * (high - low)
    return place
