"""Where in the picture the evidence lies: Grad-CAM, by one path for convolutional networks and vision transformers.

Selvaraju et al., "Grad-CAM: Visual Explanations from Deep Networks via Gradient-based Localization", ICCV 2017.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.autograd.graph import GradientEdge, Node
from torch.nn import functional

from engine.classifier.model.files import LoadedModel
from engine.classifier.network import UNFIT, as_numpy
from engine.classifier.sight.transforms import evaluation_transform, visible_box
from engine.classifier.values import Saliency
from engine.errors import ArchitectureUnsupported, translate
from engine.images.reader import read_facts, read_image

_MOST_MAPS = 6  # how far back from the head to look for a map that says something
_LEAST_SIDE = 4  # a map of fewer cells cannot point at anything
_LONGEST, _SHORTEST = 512, 224  # bounds of the heatmap's longer side, px


def saliency(model: LoadedModel, path: Path, target: int | None = None) -> Saliency:
    """The evidence for class `target` (None: the most probable) in the picture.

    Raises `PictureUnreadable`, and `ArchitectureUnsupported` for a network that gives no maps of its features.
    """
    transform = evaluation_transform(model.config)
    image = read_image(path, transform.decoded_size)
    facts = read_facts(path)
    pixels = transform(image)[None].to(model.device)
    try:
        found, cam = grad_cam(model.network, pixels, target)
    except UNFIT as error:
        reason = translate("errors", "it gives no map of its features")
        raise ArchitectureUnsupported(name=model.card.architecture, reason=reason) from error
    size = facts.width, facts.height
    heatmap = _over_picture(cam, visible_box(model.config, image.size), image.size)
    return Saliency(found, heatmap, size)


def grad_cam(network: Any, pixels: torch.Tensor, target: int | None = None) -> tuple[int, torch.Tensor]:
    """The class index, and the map float32 (h, w) in 0..1 of the evidence for it in `pixels` (1, 3, H, W).

    Taken from the deepest features that have room to point and a gradient to weigh them with: at 32 px the last map of a
    ResNet is a single cell, and the last patch tokens of a transformer pooled by its class token reach no output.
    """
    with torch.enable_grad():
        pixels = pixels.detach().clone().requires_grad_()
        count = min(_MOST_MAPS, len(network.feature_info))
        final, maps = network.forward_intermediates(pixels, indices=count, norm=False, output_fmt="NCHW")
        logits = network.forward_head(final)
        chosen = int(logits[0].argmax()) if target is None else target
        used = _nodes_behind(logits.grad_fn)
        best = torch.zeros(1, 1, device=pixels.device)
        for features in reversed(maps):
            if min(features.shape[-2:]) < _LEAST_SIDE:
                continue
            gradient = _gradient(logits[0, chosen], features, used)
            cam = None if gradient is None else _weighted(features, gradient)
            if cam is not None and cam.max() > cam.min():
                best = cam / cam.max()
                break
    return chosen, best.detach().float()


def _weighted(features: torch.Tensor, gradient: torch.Tensor) -> torch.Tensor:
    """Eq. 1: a channel's weight is its mean gradient; eq. 2: the positive part of the weighted sum. (h, w)."""
    weights = gradient.mean(dim=(2, 3), keepdim=True)
    return (weights * features).sum(dim=1)[0].relu()


def _gradient(logit: torch.Tensor, features: torch.Tensor, used: set[Node]) -> torch.Tensor | None:
    """The gradient (1, C, h, w) of `logit` at `features`, or None if they do not reach it.

    Often `features` is only a reordered copy of what the network itself goes on with; then the gradient is taken where the
    copy was made and reordered likewise.
    """
    edge = GradientEdge(features.grad_fn, features.output_nr) if features.grad_fn is not None else None
    while edge is not None and edge.node not in used:
        edge = next((GradientEdge(node, number) for node, number in edge.node.next_functions if node is not None), None)
    if edge is None:
        return None
    (gradient,) = torch.autograd.grad(logit, edge, retain_graph=True, allow_unused=True)
    return None if gradient is None else _as_map(gradient, features.shape)


def _as_map(gradient: torch.Tensor, shape: torch.Size) -> torch.Tensor | None:
    """Tokens (1, prefix + h*w, C), (1, h, w, C) or a map already, as (1, C, h, w)."""
    _, channels, height, width = shape
    if gradient.shape == shape:
        return gradient
    if gradient.ndim == 4 and tuple(gradient.shape[1:]) == (height, width, channels):
        return gradient.permute(0, 3, 1, 2)
    if gradient.ndim == 3 and gradient.shape[2] == channels and gradient.shape[1] >= height * width:
        patches = gradient[:, gradient.shape[1] - height * width :]  # class and register tokens come first
        return patches.transpose(1, 2).reshape(1, channels, height, width)
    return None


def _nodes_behind(node: Node | None) -> set[Node]:
    """All of the graph that leads to `node`, itself included."""
    found: set[Node] = set()
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if each is not None and each not in found:
            found.add(each)
            waiting += [behind for behind, _ in each.next_functions]
    return found


def _over_picture(cam: torch.Tensor, box: tuple[float, float, float, float], size: tuple[int, int]) -> np.ndarray:
    """`cam`, which covers `box` of a picture of `size` (width, height), over the whole picture: float32 (H, W), 0 outside."""
    width, height = size
    scale = min(max(max(size), _SHORTEST), _LONGEST) / max(size)
    columns, rows = max(1, round(width * scale)), max(1, round(height * scale))
    left, top, right, bottom = box
    x = ((torch.arange(columns) + 0.5) * width / columns - left) / (right - left) * 2 - 1
    y = ((torch.arange(rows) + 0.5) * height / rows - top) / (bottom - top) * 2 - 1
    grid = torch.stack(torch.meshgrid(x, y, indexing="xy"), dim=-1)
    sampled = functional.grid_sample(cam.cpu()[None, None], grid[None], padding_mode="border", align_corners=False)[0, 0]
    seen = (x.abs() <= 1)[None, :] & (y.abs() <= 1)[:, None]
    return as_numpy((sampled * seen).clamp(0, 1))
