"""Class activation maps, by one path for convolutional networks and vision transformers.

Selvaraju et al., "Grad-CAM: Visual Explanations from Deep Networks via Gradient-based Localization", ICCV 2017.
Jiang et al., "LayerCAM: Exploring Hierarchical Class Activation Maps for Localization", IEEE TIP 30, 2021.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch.autograd.graph import GradientEdge, Node
from torch.nn import functional

_MOST_MAPS = 6  # how far back from the head to look for a map that says something
_LEAST_SIDE = 4  # a map of fewer cells cannot point at anything
_SHARPNESS = 2.0  # gamma of LayerCAM's eq. 8

Weigh = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
Found = tuple[torch.Tensor, int, torch.Tensor]  # logits (1, K), the class index, the map float32 (h, w) in 0..1


def grad_cam(network: Any, pixels: torch.Tensor, target: int | None = None, mirrored: bool = False) -> Found:
    """The evidence for class `target` (None: the most probable) in `pixels` (1, 3, H, W).

    Taken from the deepest features that have room to point and a gradient to weigh them with: at 32 px the last map of a
    ResNet is a single cell, and the last patch tokens of a transformer pooled by its class token reach no output. `mirrored` adds the
    evidence in the mirror image, which steadies the map of a network to which mirror images are the same.
    """
    with torch.enable_grad():
        logits, maps = _seen(network, pixels, mirrored)
        chosen = int(logits[0].argmax()) if target is None else target
        cam = _first(logits, chosen, maps, _weighted)
        best = torch.zeros(1, 1, device=pixels.device) if cam is None else cam
    return logits[:1].detach().float(), chosen, best.detach().float()


def layer_cam(network: Any, pixels: torch.Tensor, target: int | None = None, mirrored: bool = False) -> Found:
    """The same weighed place by place, joined with a map of twice the size or more where the network has one."""
    with torch.enable_grad():
        logits, maps = _seen(network, pixels, mirrored)
        chosen = int(logits[0].argmax()) if target is None else target
        deep = _first(logits, chosen, maps, _weighted_by_place)
        finer = [] if deep is None else [features for features in maps if features.shape[-2] > deep.shape[0]]
        best = torch.zeros(1, 1, device=pixels.device) if deep is None else _joined(deep, _first(logits, chosen, finer, _weighted_by_place))
    return logits[:1].detach().float(), chosen, best.detach().float()


def _seen(network: Any, pixels: torch.Tensor, mirrored: bool) -> tuple[torch.Tensor, list[torch.Tensor]]:
    """Logits (B, K) and the maps (B, C, h, w) of one forward pass, the deepest last, with the graph that leads to them.

    B is 2 with the mirror image, else 1.
    """
    pixels = torch.cat([pixels, pixels.flip(3)]) if mirrored else pixels
    pixels = pixels.detach().clone().requires_grad_()
    count = min(_MOST_MAPS, len(network.feature_info))
    final, maps = network.forward_intermediates(pixels, indices=count, norm=False, output_fmt="NCHW")
    return network.forward_head(final), list(maps)


def _first(logits: torch.Tensor, chosen: int, maps: list[torch.Tensor], weigh: Weigh) -> torch.Tensor | None:
    """The map (h, w) in 0..1 of the deepest features that can point, reach the logit and say something."""
    used = _nodes_behind(logits.grad_fn)
    for features in reversed(maps):
        gradient = _gradient(logits[:, chosen].sum(), features, used) if min(features.shape[-2:]) >= _LEAST_SIDE else None
        if gradient is None:
            continue
        cams = weigh(features, gradient)
        cam = (cams[0] + cams[1].flip(-1) if len(cams) == 2 else cams[0]).relu()
        if cam.max() > cam.min():
            return cam / cam.max()
    return None


def _weighted(features: torch.Tensor, gradient: torch.Tensor) -> torch.Tensor:
    """Grad-CAM, eq. 1: a channel's weight is its mean gradient; eq. 2: the weighted sum, whose positive part is the map. (B, h, w)."""
    return (gradient.mean(dim=(2, 3), keepdim=True) * features).sum(dim=1)


def _weighted_by_place(features: torch.Tensor, gradient: torch.Tensor) -> torch.Tensor:
    """LayerCAM, eq. 5 to 7: each place weighs its channels by the positive part of its own gradient. (B, h, w)."""
    return (gradient.relu() * features).sum(dim=1).relu()


def _joined(deep: torch.Tensor, fine: torch.Tensor | None) -> torch.Tensor:
    """LayerCAM, eq. 8 and section III-C: the finer map, flattened by tanh, and the deeper one; the stronger counts."""
    if fine is None:
        return deep
    larger = functional.interpolate(deep[None, None], tuple(fine.shape), mode="bilinear", align_corners=False)[0, 0]
    joined = torch.maximum(larger, torch.tanh(_SHARPNESS * fine))
    return joined / joined.max()


def _gradient(logit: torch.Tensor, features: torch.Tensor, used: set[Node]) -> torch.Tensor | None:
    """The gradient (B, C, h, w) of `logit` at `features`, or None if they do not reach it.

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
    """Tokens (B, prefix + h*w, C), (B, h, w, C) or a map already, as (B, C, h, w)."""
    count, channels, height, width = shape
    if gradient.shape == shape:
        return gradient
    if gradient.ndim == 4 and tuple(gradient.shape[1:]) == (height, width, channels):
        return gradient.permute(0, 3, 1, 2)
    if gradient.ndim == 3 and gradient.shape[2] == channels and gradient.shape[1] >= height * width:
        patches = gradient[:, gradient.shape[1] - height * width :]  # class and register tokens come first
        return patches.transpose(1, 2).reshape(count, channels, height, width)
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
