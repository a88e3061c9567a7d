"""Whether a map is right: mask where it is hot and see if the answer suffers, more than from as much masked elsewhere.

Petsiuk, Das and Saenko, "RISE: Randomized Input Sampling for Explanation of Black-box Models", BMVC 2018, section 4.1: deletion and
insertion. Unlike there, what is deleted is filled in from around it (see `erasing`); insertion begins from a blurred picture, as there.
Any mask takes something away, so that a curve alone says little: what it is held against is the same map moved to other places, where
the masks have the same area and the same shape.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional
from torchvision.transforms.v2 import functional as pictures

from engine.classifier.model.files import LoadedModel
from engine.classifier.saliency.erasing import without
from engine.classifier.saliency.verdict import STATED, Check, Curves
from engine.classifier.saliency.view import View, asked, onto_view, probabilities, view_of
from engine.classifier.values import Saliency
from engine.errors import translate
from engine.progress import Operation, Progress

SHARES = (0.05, 0.1, 0.2, STATED, 0.5, 0.75)
FEW_SHARES = (0.1, STATED, 0.5)
MOVED, SCATTERED = 4, 2  # controls of each kind
_LEAST_MOVE = 0.25  # of the side, in one direction or the other
_TILE = 1 / 14  # of the side: the patches that are scattered
_BLUR = 1 / 20  # of the side, the deviation of the blur from which insertion begins
_SEED = 0

_STAGE = translate("operations", "Checking the map")


def check(model: LoadedModel, path: Path, saliency: Saliency, moved: int = MOVED, scattered: int = SCATTERED) -> Operation[Check]:
    """The curves of `saliency` and of its controls: so many maps `moved`, and so many orders of `scattered` patches.

    The network is asked about some 90 views. Chance is seeded: the same map gets the same check. Raises `PictureUnreadable`.
    """
    return (yield from check_view(model, view_of(model, path), saliency, SHARES, moved, scattered, insertion=True))


def check_view(
    model: LoadedModel,
    view: View,
    saliency: Saliency,
    shares: Sequence[float],
    moved: int = MOVED,
    scattered: int = 0,
    insertion: bool = False,
) -> Operation[Check]:
    """`check` for a view that is there already, at other `shares`, among them `STATED`, and without what costs more."""
    chance = torch.Generator().manual_seed(_SEED)
    hottest = hottest_first(onto_view(saliency, view)[view.frame])
    orders = [hottest, *_elsewhere(hottest, moved, chance), *(_patches(hottest, chance) for _ in range(scattered))]
    everything = torch.full((1, *hottest.shape), True)
    batches = [partial(without, view, _hottest(order, shares)) for order in orders]
    ends = [partial(without, view, torch.cat([~everything, everything]))]
    if insertion:
        blurred = _blurred(view)
        batches += [partial(_shown, view, blurred, _hottest(order, shares)) for order in orders]
        ends += [partial(_shown, view, blurred, torch.cat([~everything, everything]))]
    found: list[np.ndarray] = []
    yield Progress(_STAGE, 0, len(batches) + len(ends))
    for logits in asked(model, (make() for make in (*batches, *ends))):
        found.append(probabilities(model, logits)[:, saliency.target])
        yield Progress(_STAGE, len(found), len(batches) + len(ends))
    inner = np.array(found[: len(batches)]).reshape(len(ends), len(orders), len(shares))
    curves = [_curves(lines, outer, moved) for lines, outer in zip(inner, found[len(batches) :], strict=True)]
    return Check(saliency.target, (0.0, *shares, 1.0), *curves)


def hottest_first(heat: torch.Tensor) -> torch.Tensor:
    """The share of places that are hotter than each of `heat` (h, w): float32 (h, w), 0 at the hottest, below 1 at the coldest.

    Equally cold places come by their distance from the middle of the heat, so that a mask grows as one piece.
    """
    height, width = heat.shape
    y, x = torch.meshgrid(torch.arange(height).float() / height, torch.arange(width).float() / width, indexing="ij")
    total = heat.sum().clamp_min(1e-12)
    distance = torch.hypot(y - (y * heat).sum() / total, x - (x * heat).sum() / total)
    order = torch.from_numpy(np.lexsort((distance.flatten().numpy(), -heat.flatten().numpy())))
    ranks = torch.empty(height * width)
    ranks[order] = torch.arange(height * width, dtype=torch.float32) / (height * width)
    return ranks.reshape(height, width)


def _elsewhere(order: torch.Tensor, count: int, chance: torch.Generator) -> Iterator[torch.Tensor]:
    """`order` (h, w) moved to `count` places, at least `_LEAST_MOVE` of a side away; what leaves at one edge comes in at the other."""
    height, width = order.shape
    while count:
        down, across = (torch.rand(2, generator=chance) - 0.5).tolist()
        if max(abs(down), abs(across)) >= _LEAST_MOVE:
            count -= 1
            yield order.roll((round(down * height), round(across * width)), (0, 1))


def _patches(like: torch.Tensor, chance: torch.Generator) -> torch.Tensor:
    """An order (h, w) in which square patches come at random, each as a whole."""
    rows, columns = (max(1, math.ceil(side / max(1, round(_TILE * max(like.shape))))) for side in like.shape)
    tiles = torch.rand(rows, columns, generator=chance)
    return hottest_first(functional.interpolate(tiles[None, None], tuple(like.shape), mode="nearest")[0, 0])


def _hottest(order: torch.Tensor, shares: Sequence[float]) -> torch.Tensor:
    """Bool (n, h, w): for each of `shares`, the first of that many places by `order` (h, w)."""
    return order[None] < torch.tensor(shares)[:, None, None]


def _shown(view: View, blurred: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
    """The view with only the pixels at `places`, bool (n, h, w) over its frame, the rest of it `blurred` (1, 3, H, W): (n, 3, H, W)."""
    rows, columns = view.frame
    views = view.pixels.repeat(len(places), 1, 1, 1)
    shown = places[:, None].to(views.device)
    views[:, :, rows, columns] = torch.where(shown, views[:, :, rows, columns], blurred[:, :, rows, columns])
    return views


def _blurred(view: View) -> torch.Tensor:
    """The view (1, 3, H, W) in which nothing small can be told any more."""
    sigma = _BLUR * max(view.pixels.shape[-2:])
    size = min(2 * math.ceil(2 * sigma) + 1, 2 * (min(view.pixels.shape[-2:]) // 2) - 1)  # its reach must be less than the view
    blurred: torch.Tensor = pictures.gaussian_blur(view.pixels, [size, size], [sigma, sigma])
    return blurred


def _curves(inner: np.ndarray, ends: np.ndarray, moved: int) -> Curves:
    """`inner` (orders, shares): that of the map, `moved` ones, the rest scattered; `ends` (2,): nothing and everything replaced."""
    kinds = (inner[:1], inner[1 : 1 + moved], inner[1 + moved :])
    lines = (tuple(map(float, (ends[0], *kind.mean(axis=0), ends[1]))) if len(kind) else () for kind in kinds)
    return Curves(*lines)
