"""Views of many small pictures at once. For digits of 28 px the calls cost more than the pixels: one by one each would take 100 µs.

What comes out is what `rendering` makes of them, up to rounding.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch.nn import functional

from engine.classifier.recipe import Recipe
from engine.classifier.sight.draws import Draws
from engine.classifier.sight.frame import random_matrices
from engine.classifier.sight.input import InputConfig
from engine.classifier.sight.tones import LUMA, jitter_of

SMALL_SIDE = 64  # px
_GRAIN = 2**15 // 4  # places that torch samples in this thread; from more it hands work to threads of its own, of which training has enough
_LIKE = (0.8, 1.25)  # px of the picture for each px of the view, between which no filter is needed


def is_quick(shape: tuple[int, ...], box: tuple[float, float, float, float], config: InputConfig, recipe: Recipe) -> bool:
    """Whether pictures of this shape (h, w[, 3]), whose evaluation view shows `box`, can go this way."""
    if max(*shape[:2], *config.size) > SMALL_SIDE or recipe.blur or recipe.noise or recipe.rand_augment:
        return False
    scales = (box[2] - box[0]) / config.size[1], (box[3] - box[1]) / config.size[0]
    return all(_LIKE[0] <= scale <= _LIKE[1] for scale in scales)


def quick_views(pictures: Sequence[np.ndarray], config: InputConfig, recipe: Recipe, draws: Draws, out: np.ndarray) -> None:
    """Random views of pictures uint8 of one shape, (h, w) or (h, w, 3), into `out` uint8 (N, H, W, 3)."""
    stacked = np.stack(pictures)
    height, width = stacked.shape[1:3]
    channels = (stacked if stacked.ndim == 4 else stacked[..., None]).transpose(0, 3, 1, 2).astype(np.float32)
    if recipe.colour_jitter:
        channels = _jittered(channels, recipe, draws)
    grid = _grid(random_matrices(config, (width, height), recipe, draws), config, (width, height))
    sampled = (_sampled(channels, grid) + np.float32(0.5)).astype(np.uint8)
    outside = (np.abs(grid[..., 0]) > 1) | (np.abs(grid[..., 1]) > 1)
    for channel, colour in enumerate(config.padding):
        out[..., channel] = sampled[:, channel % sampled.shape[1]]
        np.copyto(out[..., channel], colour, where=outside)


def _jittered(channels: np.ndarray, recipe: Recipe, draws: Draws) -> np.ndarray:
    """The arithmetic of `tones`, for all pictures (N, C, h, w) at once."""
    brightness, contrast, saturation = (each.astype(np.float32)[:, None, None, None] for each in jitter_of(recipe, draws))
    grey = channels if channels.shape[1] == 1 else np.tensordot(channels, np.array(LUMA, np.float32), (1, 0))[:, None]
    pivot = (1 - contrast) * brightness * grey.mean(axis=(2, 3), keepdims=True)
    if channels.shape[1] == 3:
        channels = saturation * channels + (1 - saturation) * grey
    jittered: np.ndarray = np.clip(channels * (brightness * contrast) + pivot, 0, 255)
    return jittered


def _grid(places: np.ndarray, config: InputConfig, size: tuple[int, int]) -> np.ndarray:
    """Float32 (N, H, W, 2): for each px of the views where its centre lies in a picture of `size`, from -1 to 1."""
    height, width = config.size
    u = (np.arange(width, dtype=np.float32) * 2 + 1) / width - 1
    v = (np.arange(height, dtype=np.float32) * 2 + 1) / height - 1
    scaled = (places * 2 / np.array(size)[:, None]).astype(np.float32)[..., None, None]
    rows = scaled[:, :, 1] * v[:, None] + scaled[:, :, 2] - np.float32(1)
    grid = np.empty((len(places), height, width, 2), np.float32)
    for axis in range(2):
        np.add(scaled[:, axis, 0] * u, rows[:, axis], out=grid[..., axis])
    return grid


def _sampled(channels: np.ndarray, grid: np.ndarray) -> np.ndarray:
    at_once = max(1, _GRAIN // (grid.shape[1] * grid.shape[2]))
    images, places = torch.from_numpy(channels), torch.from_numpy(grid)
    parts = [
        functional.grid_sample(images[start : start + at_once], places[start : start + at_once], padding_mode="border", align_corners=False)
        for start in range(0, len(channels), at_once)
    ]
    sampled: np.ndarray = torch.cat(parts).numpy()
    return sampled
