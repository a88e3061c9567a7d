"""Regions of a view whose pixels are alike and lie together, which LIME and SHAP cover one by one.

After Achanta et al., "SLIC Superpixels Compared to State-of-the-art Superpixel Methods", IEEE TPAMI 34, 2012: k-means over colour and
place together. Every pixel is compared with every centre, at a quarter of the area, which is quick enough for some fifty of them.
"""

from __future__ import annotations

import math

import torch
from torch.nn import functional

_COMPACTNESS = 0.35  # how much a step of one region's width weighs beside the colours' own spread
_ROUNDS = 8
_LONGEST = 112  # px


def regions_of(pixels: torch.Tensor, frame: tuple[slice, slice], count: int = 48) -> torch.Tensor:
    """About `count` regions of the part `frame` (rows, columns) of a view (3, H, W): int64 (H, W), numbered from 0 without a gap.

    What lies outside of the frame, padding, belongs to the nearest region. No chance is involved: centres start on a grid.
    """
    shown = pixels[:, frame[0], frame[1]].detach().float().cpu()
    height, width = shown.shape[-2:]
    scale = min(1.0, _LONGEST / max(height, width))
    size = max(1, round(height * scale)), max(1, round(width * scale))
    small = functional.interpolate(shown[None], size, mode="area")[0]
    labels = _clustered(small, count).float()
    labels = functional.interpolate(labels[None, None], (height, width), mode="nearest")[0, 0]
    above, below = frame[0].start, pixels.shape[-2] - frame[0].stop
    left, right = frame[1].start, pixels.shape[-1] - frame[1].stop
    padded = functional.pad(labels[None, None], (left, right, above, below), mode="replicate")[0, 0]
    numbers: torch.Tensor = torch.unique(padded.long(), return_inverse=True)[1]
    return numbers


def _clustered(pixels: torch.Tensor, count: int) -> torch.Tensor:
    """Lloyd's rounds from a grid of centres: the nearest centre of each of `pixels` (3, h, w), int64 (h, w)."""
    height, width = pixels.shape[-2:]
    step = math.sqrt(height * width / count)
    rows, columns = max(1, round(height / step)), max(1, round(width / step))
    y, x = torch.meshgrid(torch.arange(height) + 0.5, torch.arange(width) + 0.5, indexing="ij")
    colours = pixels / pixels.std().clamp_min(1e-3)
    points = torch.cat([colours, _COMPACTNESS * 3**0.5 * torch.stack([y, x]) / step * 2]).flatten(1).T
    labels = ((y * rows / height).long() * columns + (x * columns / width).long()).flatten()
    for _ in range(_ROUNDS):
        sums = torch.zeros(rows * columns, points.shape[1]).index_add_(0, labels, points)
        sizes = torch.bincount(labels, minlength=rows * columns)
        centres = sums / sizes.clamp_min(1)[:, None]
        centres[sizes == 0] = torch.inf  # a region that lost all of its pixels is no more
        labels = torch.cdist(points, centres).nan_to_num(torch.inf).argmin(dim=1)
    return labels.reshape(height, width)
