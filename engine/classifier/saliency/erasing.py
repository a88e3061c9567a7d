"""Takes parts out of a picture: each hole is filled in smoothly from what is around it.

A hole in one colour, the mean one too, has an outline, and the outline of what was cut out is often just what the class is known by: a
grey ant on grass is still an ant. What is filled in has neither its pixels nor its outline.
"""

from __future__ import annotations

import torch
from torch.nn import functional

from engine.classifier.saliency.view import View

_TINY = 1e-6


def without(view: View, gone: torch.Tensor) -> torch.Tensor:
    """The view without the places `gone`, bool (n, h, w) over its frame: float32 (n, 3, H, W).

    Where nothing is left the mean colour is filled in; padding stays as it is and is no source of colour.
    """
    rows, columns = view.frame
    views = view.pixels.repeat(len(gone), 1, 1, 1)
    shown = views[:, :, rows, columns]
    holes = gone[:, None].to(views.device)
    views[:, :, rows, columns] = torch.where(holes, _filled(shown, (~holes).float()), shown)
    return views


def _filled(pixels: torch.Tensor, known: torch.Tensor) -> torch.Tensor:
    """`pixels` (n, 3, h, w) where `known` (n, 1, h, w) is 1, and elsewhere the mean of the nearest known ones.

    The pyramid of Gortler et al., "The Lumigraph", SIGGRAPH 1996, section 3.4: pulled down until one cell is left, pushed up again.
    """
    if pixels.shape[-1] == pixels.shape[-2] == 1:
        return pixels
    around = functional.pad(known, (0, known.shape[-1] % 2, 0, known.shape[-2] % 2))
    colours = functional.pad(pixels * known, (0, known.shape[-1] % 2, 0, known.shape[-2] % 2))
    share = functional.avg_pool2d(around, 2)
    coarse = _filled(functional.avg_pool2d(colours, 2) / share.clamp_min(_TINY), (share > 0).float())
    pushed = functional.interpolate(coarse, tuple(around.shape[-2:]), mode="bilinear", align_corners=False)
    return torch.where(known > 0, pixels, pushed[:, :, : pixels.shape[-2], : pixels.shape[-1]])
