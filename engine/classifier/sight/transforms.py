"""The one preprocessing: training, evaluation, prediction, saliency and previews all see pictures through here.

Random views draw from a seed of their own. timm's draw from the process-wide generators, which decoding threads would share,
so that no run could be repeated.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from PIL import Image, ImageEnhance, ImageOps
from timm.data.transforms import str_to_pil_interp
from timm.data.transforms_factory import create_transform

from engine.classifier.recipe import Recipe
from engine.classifier.sight.input import InputConfig

Seed = int | Sequence[int]
View = Callable[[Image.Image, Seed], Image.Image]

_ASPECTS = (3 / 4, 4 / 3)
_ERASED_SHARE = (0.02, 0.2)
_FLAT, _LONG = 0.3, 3.3
_TRIES = 10
_MOST_EXTREME = 12  # aspect of a picture


@dataclass(frozen=True)
class Transform:
    """From an upright RGB picture to what the network sees: `view` as a picture, the call itself as a tensor."""

    config: InputConfig
    view: View

    def __call__(self, image: Image.Image, seed: Seed = 0) -> torch.Tensor:
        """Float32 (3, H, W), normalized. The same seed gives the same view."""
        return normalized([np.asarray(self.view(image, seed))], self.config)[0]

    @property
    def decoded_size(self) -> int:
        """Decoding to fewer pixels a side than this would lose detail that the view shows."""
        return 2 * math.ceil(max(self.config.size) / self.config.crop_pct)


def evaluation_transform(config: InputConfig) -> Transform:
    """The fixed view that predictions are made from: timm's evaluation transform; it ignores the seed."""
    steps = create_transform(
        (3, *config.size),
        interpolation=config.interpolation,
        mean=config.mean,
        std=config.std,
        crop_pct=config.crop_pct,
        crop_mode=config.crop_mode,
        normalize=False,
    ).transforms[:-1]  # the last step makes a tensor

    def view(image: Image.Image, seed: Seed = 0) -> Image.Image:
        image = _less_extreme(image, config)
        for step in steps:
            image = step(image)
        return image

    return Transform(config, view)


def training_transform(config: InputConfig, recipe: Recipe) -> Transform:
    """A random view: crop, mirror, colour and erasing as the recipe says. Raises nothing; any picture size will do."""
    resample = str_to_pil_interp(config.interpolation)
    height, width = config.size

    def view(image: Image.Image, seed: Seed = 0) -> Image.Image:
        random = np.random.default_rng(seed)
        image = image.resize((width, height), resample, box=_random_crop(image.size, recipe.smallest_crop, random))
        if random.random() < recipe.horizontal_flip:
            image = ImageOps.mirror(image)
        if random.random() < recipe.vertical_flip:
            image = ImageOps.flip(image)
        image = _jittered(image, recipe.colour_jitter, random)
        return _erased(image, config, random) if random.random() < recipe.random_erasing else image

    return Transform(config, view)


def normalized(views: Sequence[np.ndarray], config: InputConfig) -> torch.Tensor:
    """Views uint8 (H, W, 3) to float32 (B, 3, H, W), in channels-last memory, which they already have."""
    if not views:
        return torch.empty(0, 3, *config.size)
    pixels = torch.from_numpy(np.stack(views)).to(torch.float32).div_(255)
    return pixels.sub_(torch.tensor(config.mean)).div_(torch.tensor(config.std)).permute(0, 3, 1, 2)


def visible_box(config: InputConfig, picture_size: tuple[int, int]) -> tuple[float, float, float, float]:
    """(left, top, right, bottom) in px of a picture of (width, height): what the evaluation view shows of it.

    Where the view is padded, the box reaches beyond the picture.
    """
    width, height = picture_size
    across = width / math.floor(config.size[1] / config.crop_pct)
    down = height / math.floor(config.size[0] / config.crop_pct)
    if config.crop_mode == "center":
        across = down = min(across, down)
    elif config.crop_mode == "border":
        across = down = max(across, down)
    half_width, half_height = config.size[1] * across / 2, config.size[0] * down / 2
    return width / 2 - half_width, height / 2 - half_height, width / 2 + half_width, height / 2 + half_height


def _less_extreme(image: Image.Image, config: InputConfig) -> Image.Image:
    """A picture of 1 x 60000 px would fill the memory once its short side is enlarged, or vanish once the long one fits."""
    width, height = image.size
    longest = _MOST_EXTREME * min(width, height)
    if max(width, height) <= longest or config.crop_mode == "squash":
        return image
    if config.crop_mode == "center":
        left, top = max(0, width - longest) // 2, max(0, height - longest) // 2
        return image.crop((left, top, width - left, height - top))
    return image.resize((max(width, math.ceil(height / _MOST_EXTREME)), max(height, math.ceil(width / _MOST_EXTREME))))


def _random_crop(size: tuple[int, int], smallest: float, random: np.random.Generator) -> tuple[float, float, float, float]:
    """A box of `smallest`..1 of the area and an aspect of 3:4..4:3 (Szegedy et al. 2015, section 6), in fractions of pixels.

    Fractions matter: a box of whole pixels can shift a scan of 8 px in a few places only.
    """
    width, height = size
    for _ in range(_TRIES):
        area = width * height * random.uniform(smallest, 1.0)
        aspect = math.exp(random.uniform(math.log(_ASPECTS[0]), math.log(_ASPECTS[1])))
        wide, high = math.sqrt(area * aspect), math.sqrt(area / aspect)
        if wide <= width and high <= height:
            left, top = random.uniform(0, width - wide), random.uniform(0, height - high)
            return left, top, left + wide, top + high
    return 0.0, 0.0, float(width), float(height)


def _jittered(image: Image.Image, strength: float, random: np.random.Generator) -> Image.Image:
    if strength:
        for enhance in (ImageEnhance.Brightness, ImageEnhance.Contrast, ImageEnhance.Color):
            image = enhance(image).enhance(random.uniform(1 - strength, 1 + strength))
    return image


def _erased(image: Image.Image, config: InputConfig, random: np.random.Generator) -> Image.Image:
    """A patch in the mean colour, which is 0 after normalization (Zhong et al. 2020, algorithm 1)."""
    area = image.width * image.height * random.uniform(*_ERASED_SHARE)
    aspect = math.exp(random.uniform(math.log(_FLAT), math.log(_LONG)))
    wide, high = min(image.width, round(math.sqrt(area * aspect))), min(image.height, round(math.sqrt(area / aspect)))
    left, top = int(random.integers(0, image.width - wide + 1)), int(random.integers(0, image.height - high + 1))
    red, green, blue = (round(255 * value) for value in config.mean)
    image.paste((red, green, blue), (left, top, left + wide, top + high))
    return image
