"""Class activation maps, by one path for convolutional networks and vision transformers.

Selvaraju et al., "Grad-CAM: Visual Explanations from Deep Networks via Gradient-based Localization", ICCV 2017.
Jiang et al., "LayerCAM: Exploring Hierarchical Class Activation Maps for Localization", IEEE TIP 30, 2021.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch.autograd.graph import GradientEdge, Node
from torch.nn import functional

_MOST_MAPS = 6  # how far back from the head to look for a map that says something
_LEAST_SIDE = 4  # a map of fewer cells cannot point at anything
_SHARPNESS = 2.0  # gamma of LayerCAM's eq. 8

Found = tuple[torch.Tensor, int, torch.Tensor]  # logits (1, K), the class index, the map float32 (h, w) in 0..1


def grad_cam(network: Any, pixels: torch.Tensor, target: int | None = None) -> Found:
    """The evidence for class `target` (None: the most probable) in `pixels` (1, 3, H, W).

    Taken from the deepest features that have room to point and a gradient to weigh them with: at 32 px the last map of a
    ResNet is a single cell, and the last patch tokens of a transformer pooled by its class token reach no output.
    """
    with torch.enable_grad():
        logits, maps = _seen(network, pixels)
        chosen = int(logits[0].argmax()) if target is None else target
        cams = (_weighted(features, gradient) for features, gradient in _deepest_first(logits, chosen, maps))
        best = next((cam for cam in cams if cam.max() > cam.min()), torch.zeros(1, 1, device=pixels.device))
    return logits.detach().float(), chosen, _to_one(best).detach().float()


def layer_cam(network: Any, pixels: torch.Tensor, target: int | None = None) -> Found:
    """The same weighed place by place, joined with a map of twice the size or more where the network has one."""
    with torch.enable_grad():
        logits, maps = _seen(network, pixels)
        chosen = int(logits[0].argmax()) if target is None else target
        deep = _first_by_place(logits, chosen, maps)
        fine = None if deep is None else _first_by_place(logits, chosen, [each for each in maps if each.shape[-2] > deep.shape[0]])
        best = torch.zeros(1, 1, device=pixels.device) if deep is None else _joined(deep, fine)
    return logits.detach().float(), chosen, best.detach().float()


def _first_by_place(logits: torch.Tensor, chosen: int, maps: list[torch.Tensor]) -> torch.Tensor | None:
    cams = (_weighted_by_place(features, gradient) for features, gradient in _deepest_first(logits, chosen, maps))
    return next((_to_one(cam) for cam in cams if cam.max() > cam.min()), None)


def _seen(network: Any, pixels: torch.Tensor) -> tuple[torch.Tensor, list[torch.Tensor]]:
    """Logits (1, K) and the maps (1, C, h, w) of one forward pass, the deepest last, with the graph that leads to them."""
    pixels = pixels.detach().clone().requires_grad_()
    count = min(_MOST_MAPS, len(network.feature_info))
    final, maps = network.forward_intermediates(pixels, indices=count, norm=False, output_fmt="NCHW")
    return network.forward_head(final), list(maps)


def _deepest_first(logits: torch.Tensor, chosen: int, maps: list[torch.Tensor]) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """(features, the gradient of the logit there), both (1, C, h, w), of the maps that can point and that reach the logit."""
    used = _nodes_behind(logits.grad_fn)
    for features in reversed(maps):
        if min(features.shape[-2:]) >= _LEAST_SIDE:
            gradient = _gradient(logits[0, chosen], features, used)
            if gradient is not None:
                yield features, gradient


def _weighted(features: torch.Tensor, gradient: torch.Tensor) -> torch.Tensor:
    """Grad-CAM, eq. 1: a channel's weight is its mean gradient; eq. 2: the positive part of the weighted sum. (h, w)."""
    weights = gradient.mean(dim=(2, 3), keepdim=True)
    return (weights * features).sum(dim=1)[0].relu()


def _weighted_by_place(features: torch.Tensor, gradient: torch.Tensor) -> torch.Tensor:
    """LayerCAM, eq. 5 to 7: each place weighs its channels by the positive part of its own gradient. (h, w)."""
    return (gradient.relu() * features).sum(dim=1)[0].relu()


def _joined(deep: torch.Tensor, fine: torch.Tensor | None = None) -> torch.Tensor:
    """LayerCAM, eq. 8 and section III-C: the finer map, flattened by tanh, and the deeper one; the stronger counts."""
    if fine is None:
        return deep
    larger = functional.interpolate(deep[None, None], tuple(fine.shape), mode="bilinear", align_corners=False)[0, 0]
    return _to_one(torch.maximum(larger, torch.tanh(_SHARPNESS * fine)))


def _to_one(cam: torch.Tensor) -> torch.Tensor:
    most = cam.max()
    return cam / most if most > 0 else cam


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
