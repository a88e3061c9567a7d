"""The one preprocessing: training, evaluation, prediction, saliency and previews all see pictures through here.

Random views draw from (seed, place) alone. timm's draw from the process-wide generators, which decoding threads would share, so that
no run could be repeated.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import torch
from PIL import Image

from engine.classifier.recipe import Recipe
from engine.classifier.sight.draws import Draws, draws, of_one
from engine.classifier.sight.frame import random_matrices, visible_box
from engine.classifier.sight.input import InputConfig
from engine.classifier.sight.quick import SMALL_SIDE, is_quick, quick_views
from engine.classifier.sight.rendering import framed, rendered
from engine.classifier.sight.subjects import augments
from engine.classifier.sight.tones import toned

__all__ = ["Picture", "Transform", "evaluation_transform", "picture_of", "tensor_of", "training_transform", "visible_box"]

# A decoded picture: uint8 (h, w, 3) if it is small, or of mode RGB; (h, w) or mode L if it is grey, a third of the memory and work.
Picture = np.ndarray | Image.Image

_PROBE = 16  # px a side at which most coloured pictures show that they are not grey
_ERASED_SHARE = (0.02, 0.2)
_FLAT, _LONG = 0.3, 3.3  # aspects of what is erased


def picture_of(image: Image.Image) -> Picture:
    """The upright RGB picture as the transforms like it best."""
    grey = _is_grey(image.resize((_PROBE, _PROBE), Image.Resampling.NEAREST)) and _is_grey(image)
    image = image.convert("L") if grey else image
    return np.asarray(image) if max(image.size) <= SMALL_SIDE else image


def _is_grey(image: Image.Image) -> bool:
    pixels = np.asarray(image)
    return bool((pixels[..., 0] == pixels[..., 1]).all() and (pixels[..., 1] == pixels[..., 2]).all())


@dataclass(frozen=True)
class Transform:
    """From a decoded picture to what the network sees.

    `recipe` is whose augmentation random views follow; None: the evaluation view.
    """

    config: InputConfig
    recipe: Recipe | None = None

    def __call__(self, image: Image.Image, seed: int = 0, place: int = 0) -> torch.Tensor:
        """The view of an upright RGB picture, float32 (3, H, W), normalized."""
        return tensor_of(torch.from_numpy(self.view(image, seed, place))[None], self.config)[0]

    def view(self, image: Image.Image, seed: int = 0, place: int = 0) -> np.ndarray:
        """The view of an upright RGB picture, uint8 (H, W, 3)."""
        out: np.ndarray = np.empty((*self.config.size, 3), np.uint8)
        self.fill(out[None], [picture_of(image)], seed, [place])
        return out

    @property
    def fixed(self) -> bool:
        """Whether a picture always looks the same, so that its view can be kept."""
        return self.recipe is None

    @property
    def decoded_size(self) -> int:
        """Decoding to fewer pixels a side than this would lose detail that the view shows."""
        return 2 * math.ceil(max(self.config.size) / self.config.crop_pct)

    def fill(self, out: np.ndarray, pictures: Sequence[Picture], seed: int, places: Sequence[int]) -> None:
        """Write the views of `pictures` into `out` uint8 (N, H, W, 3). View i depends on `pictures[i]`, `seed` and `places[i]` only."""
        if self.recipe is None:
            for row, picture in zip(out, pictures, strict=True):
                write(row, self.plain(picture))
            return
        drawn = draws(seed, places)
        for chosen, quick in _by_shape(pictures, self.config, self.recipe):
            if quick is not None:
                views = np.empty((len(chosen), *self.config.size, 3), np.uint8)
                quick_views(quick, self.config, self.recipe, {name: values[chosen] for name, values in drawn.items()}, views)
                out[chosen] = views
            else:
                write(out[chosen[0]], _random_view(pictures[chosen[0]], self.config, self.recipe, drawn, chosen[0]))
        if self.recipe.random_erasing:
            _erase(out, self.config, self.recipe, drawn)

    def plain(self, picture: Picture) -> np.ndarray:
        """The evaluation view, uint8 (H, W, 3), or (H, W) if all of it is grey."""
        image = _image(picture, self.config)
        if image.size == self.config.size[::-1] and self.config.crop_pct == 1:
            return np.asarray(image)
        return framed(image, self.config)


def evaluation_transform(config: InputConfig) -> Transform:
    """The fixed view that predictions are made from: for crop mode center timm's evaluation transform. Seeds change nothing."""
    return Transform(config)


def training_transform(config: InputConfig, recipe: Recipe) -> Transform:
    """Random views by the recipe's augmentation; the evaluation view where it asks for none. Any picture size will do."""
    return Transform(config, recipe if augments(recipe) else None)


def tensor_of(pixels: torch.Tensor, config: InputConfig, device: torch.device | str = "cpu") -> torch.Tensor:
    """Uint8 (B, H, W, 3) to normalized float32 (B, 3, H, W) on `device`, in channels-last memory, which they already have.

    The bytes are what is copied to the device: a quarter of the floats.
    """
    deviations = torch.tensor(config.std, dtype=torch.float32)
    scale, shift = (255 * deviations).reciprocal(), -torch.tensor(config.mean, dtype=torch.float32) / deviations
    images = pixels.to(device, non_blocking=True).to(torch.float32)
    return torch.addcmul(shift.to(device), images, scale.to(device)).permute(0, 3, 1, 2)


def write(out: np.ndarray, pixels: np.ndarray) -> None:
    """Pixels (H, W, 3) or grey (H, W) into `out` (H, W, 3)."""
    if pixels.ndim == 3:
        out[:] = pixels
        return
    for channel in range(3):  # a third of the time that numpy takes to broadcast them
        out[..., channel] = pixels


def _image(picture: Picture, config: InputConfig) -> Image.Image:
    image = picture if isinstance(picture, Image.Image) else Image.fromarray(picture)
    return image.convert("L") if config.colour == "grey" and image.mode != "L" else image


def _by_shape(pictures: Sequence[Picture], config: InputConfig, recipe: Recipe) -> list[tuple[list[int], list[np.ndarray] | None]]:
    """Pictures that can be worked on at once, and the rest one by one (None)."""
    groups: dict[tuple[int, ...], tuple[list[int], list[np.ndarray]]] = {}
    alone: list[int] = []
    for index, picture in enumerate(pictures):
        if not isinstance(picture, np.ndarray):
            alone.append(index)
            continue
        picture = np.asarray(_image(picture, config)) if config.colour == "grey" and picture.ndim == 3 else picture
        group = groups.setdefault(picture.shape, ([], []))
        group[0].append(index)
        group[1].append(picture)
    found: list[tuple[list[int], list[np.ndarray] | None]] = [([index], None) for index in alone]
    for shape, (indices, members) in groups.items():
        quick = is_quick(shape, visible_box(config, (shape[1], shape[0])), config, recipe)
        found += [(indices, members)] if quick else [([index], None) for index in indices]
    return found


def _random_view(picture: Picture, config: InputConfig, recipe: Recipe, drawn: Draws, index: int) -> np.ndarray:
    image = _image(picture, config)
    (place,) = random_matrices(config, image.size, recipe, {name: values[index : index + 1] for name, values in drawn.items()})
    tone = partial(toned, recipe=recipe, draws=of_one(drawn, index), side=min(config.size))
    return rendered(image, place, config, tone)


def _erase(out: np.ndarray, config: InputConfig, recipe: Recipe, drawn: Draws) -> None:
    """Patches in the mean colour, which is 0 after normalization (Zhong et al. 2020, algorithm 1)."""
    height, width = config.size
    area = height * width * (_ERASED_SHARE[0] + (_ERASED_SHARE[1] - _ERASED_SHARE[0]) * drawn["erased_area"])
    aspect = np.exp(math.log(_FLAT) + (math.log(_LONG) - math.log(_FLAT)) * drawn["erased_aspect"])
    wide, high = np.minimum(width, np.sqrt(area * aspect).round()), np.minimum(height, np.sqrt(area / aspect).round())
    left, top = np.floor(drawn["erased_x"] * (width - wide + 1)), np.floor(drawn["erased_y"] * (height - high + 1))
    patches = np.stack([left, top, left + wide, top + high], axis=1).astype(int)
    for index in np.flatnonzero(drawn["erase"] < recipe.random_erasing):
        x0, y0, x1, y1 = patches[index]
        out[index, y0:y1, x0:x1] = config.padding
