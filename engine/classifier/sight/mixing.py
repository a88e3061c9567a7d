"""Mixup and CutMix: pictures of a batch mixed in pairs on the device, and their targets with them."""

from __future__ import annotations

import math

import numpy as np
import torch

from engine.classifier.recipe import Recipe


def mixed(images: torch.Tensor, targets: torch.Tensor, recipe: Recipe, random: np.random.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    """Images (B, 3, H, W) and targets float (B, K), mixed as the recipe says; the arguments are left as they are.

    With an alpha for both, each batch goes one way or the other with even chance. All chance comes from `random`.
    """
    ways = [way for alpha, way in ((recipe.mixup, _mixup), (recipe.cutmix, _cutmix)) if alpha]
    if not ways:
        return images, targets
    way = ways[int(random.integers(len(ways)))]
    alpha = recipe.mixup if way is _mixup else recipe.cutmix
    partners = torch.from_numpy(random.permutation(len(images))).to(images.device)
    images, share = way(images, partners, float(random.beta(alpha, alpha)), random)
    return images, share * targets + (1 - share) * targets[partners]


def _mixup(images: torch.Tensor, partners: torch.Tensor, share: float, random: np.random.Generator) -> tuple[torch.Tensor, float]:
    """Blend with weight `share` (Zhang et al. 2018, "mixup", eq. 1)."""
    return torch.lerp(images[partners], images, share), share


def _cutmix(images: torch.Tensor, partners: torch.Tensor, share: float, random: np.random.Generator) -> tuple[torch.Tensor, float]:
    """Paste a box of area 1 - `share` about an even place (Yun et al. 2019, "CutMix", eqs. 1 and 2); the share that is left counts."""
    height, width = images.shape[-2:]
    rows, columns = (_cut(side, share, random) for side in (height, width))
    pasted = images.clone()
    pasted[..., rows, columns] = images[partners][..., rows, columns]
    return pasted, 1 - (rows.stop - rows.start) * (columns.stop - columns.start) / (height * width)


def _cut(side: int, share: float, random: np.random.Generator) -> slice:
    centre, half = random.uniform(0, side), side * math.sqrt(1 - share) / 2
    return slice(max(0, round(centre - half)), min(side, round(centre + half)))
