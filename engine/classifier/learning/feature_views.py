"""The views of a picture from which a linear head learns: as it is, its mirror image, then random training views.

Random views are drawn from the picture's content and the recipe's seed, so that their features can be kept like the plain ones.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.classifier.recipe import AUGMENTATION, Recipe
from engine.classifier.sight.input import InputConfig
from engine.classifier.sight.transforms import Picture, Transform, evaluation_transform, training_transform
from engine.classifier.values import Example
from engine.fields import options

_OF_PAIRS = ("mixup", "cutmix")  # these change pairs of pictures, after their views were taken


@dataclass(frozen=True)
class FeatureView:
    """`name` tells views with different pixels apart. `mirrored`: the view by `transform` is flipped from left to right."""

    name: str
    transform: Transform
    seed: int = 0
    mirrored: bool = False

    def transform_of(self, examples: Sequence[Example]) -> Transform:
        """The transform that is to be asked for `examples[p]` at place p."""
        if self.transform.fixed:
            return self.transform
        return _ByContent(self.transform.config, self.transform.recipe, [_number_of(example) for example in examples])


@dataclass(frozen=True)
class _ByContent(Transform):
    """Random views that depend on what a picture is, not on the place at which it is asked for."""

    numbers: Sequence[int] = ()

    def fill(self, out: np.ndarray, pictures: Sequence[Picture], seed: int, places: Sequence[int]) -> None:
        super().fill(out, pictures, seed, [self.numbers[place] for place in places])


def plain_view(config: InputConfig) -> FeatureView:
    """As predictions see the picture."""
    return FeatureView("plain", evaluation_transform(config))


def training_views(config: InputConfig, recipe: Recipe) -> list[FeatureView]:
    """At most `recipe.views` views, all different, the plain one first.

    The mirror image comes next where the recipe allows it; there are no random views where the recipe's augmentation changes nothing.
    """
    views = [plain_view(config)]
    if recipe.horizontal_flip > 0:
        views.append(FeatureView("mirror", views[0].transform, mirrored=True))
    augmented = training_transform(config, recipe)
    if not augmented.fixed:
        views += [_random_view(augmented, recipe, number) for number in range(1, recipe.views)]
    return views[: recipe.views]


def _random_view(augmented: Transform, recipe: Recipe, number: int) -> FeatureView:
    names = [option.name for option in options(Recipe) if option.section == AUGMENTATION and option.name not in _OF_PAIRS]
    augmentation = json.dumps({name: getattr(recipe, name) for name in names})
    return FeatureView(f"random {number} {recipe.seed} {augmentation}", augmented, (number << 32) + recipe.seed)


def _number_of(example: Example) -> int:
    """63 bits, the same for the same content, wherever it lies."""
    return int.from_bytes(hashlib.sha256((example.key or str(example.path)).encode(errors="surrogateescape")).digest()[:8]) >> 1
