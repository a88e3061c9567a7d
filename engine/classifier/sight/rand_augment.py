"""RandAugment: two random changes a picture, all of one magnitude (Cubuk et al. 2020, "RandAugment", section 3).

Changes of place become part of the view's place, so that the picture is resampled once; changes of tone work on the pixels.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageEnhance, ImageOps

from engine.classifier.sight.draws import Draws

MOST = 10  # the largest magnitude
_WIDEST = {"turn": 30.0, "shear_x": 0.3, "shear_y": 0.3, "shift_x": 0.9, "shift_y": 0.9}  # degrees; shares of half the view

Change = Callable[[Image.Image, float], Image.Image]  # the amount is -1..1


def _enhanced(kind: type[ImageEnhance.Color | ImageEnhance.Contrast | ImageEnhance.Brightness | ImageEnhance.Sharpness]) -> Change:
    return lambda image, amount: kind(image).enhance(1 + 0.9 * amount)


_TONES: dict[str, Change] = {
    "identity": lambda image, amount: image,
    "autocontrast": lambda image, amount: ImageOps.autocontrast(image),
    "equalize": lambda image, amount: ImageOps.equalize(image),
    "solarize": lambda image, amount: ImageOps.solarize(image, round(256 - 256 * abs(amount))),
    "posterize": lambda image, amount: ImageOps.posterize(image, 8 - round(4 * abs(amount))),
    "colour": _enhanced(ImageEnhance.Color),
    "contrast": _enhanced(ImageEnhance.Contrast),
    "brightness": _enhanced(ImageEnhance.Brightness),
    "sharpness": _enhanced(ImageEnhance.Sharpness),
}
CHANGES = (*_WIDEST, *_TONES)
_ROUNDS = (("first", "first_sign"), ("second", "second_sign"))


@dataclass(frozen=True)
class Moves:
    """Of N views: `turn` in degrees, and `within`, float64 (N, 3, 3), which moves view coordinates before they find their place."""

    turn: np.ndarray | float = 0.0
    within: np.ndarray | None = None

    def applied_to(self, places: np.ndarray) -> np.ndarray:
        """`places` (N, 2, 3) with the moves before them."""
        return places if self.within is None else places @ self.within


_NO_MOVES = Moves()


def moves(magnitude: int, draws: Draws) -> Moves:
    """The changes of place that the draws choose at `magnitude` 0..10."""
    if not magnitude:
        return _NO_MOVES
    amounts = {name: np.zeros(len(draws["first"])) for name in _WIDEST}
    for which, sign in _ROUNDS:
        chosen = (draws[which] * len(CHANGES)).astype(int)
        signed = np.where(draws[sign] < 0.5, -1.0, 1.0) * magnitude / MOST
        for position, name in enumerate(_WIDEST):
            amounts[name] += np.where(chosen == position, signed * _WIDEST[name], 0.0)
    amounts = {name: np.clip(values, -_WIDEST[name], _WIDEST[name]) for name, values in amounts.items()}
    within = np.tile(np.eye(3), (len(draws["first"]), 1, 1))
    within[:, 0, 1], within[:, 1, 0] = amounts["shear_x"], amounts["shear_y"]
    within[:, 0, 2], within[:, 1, 2] = amounts["shift_x"], amounts["shift_y"]
    return Moves(amounts["turn"], within)


def changed_tones(image: Image.Image, magnitude: int, draws: dict[str, float]) -> Image.Image:
    """The picture (mode L or RGB) with the changes of tone that the draws choose at `magnitude` 0..10."""
    for which, sign in _ROUNDS if magnitude else ():
        change = _TONES.get(CHANGES[int(draws[which] * len(CHANGES))])
        if change is not None and not (image.mode == "L" and change is _TONES["colour"]):
            image = change(image, (-1.0 if draws[sign] < 0.5 else 1.0) * magnitude / MOST)
    return image
