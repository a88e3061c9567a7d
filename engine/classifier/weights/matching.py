"""Which tensors of a file belong where in a network, whatever prefix a trainer gave them; and which network that is.

Networks are built on torch's meta device: names and shapes without memory.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from engine.classifier.architectures.catalogue import Architecture, catalogue
from engine.classifier.architectures.names import known_to_timm, without_tag

COUNTERS = "num_batches_tracked"  # of batch norm: conversions leave them out, and nothing depends on them
_STATISTICS = (COUNTERS, "running_mean", "running_var")
# What wrappers (data parallel, compile) and self-supervised trainers put before the names of a network's tensors.
_PREFIXES = (
    "module.",
    "_orig_mod.",
    "model.",
    "backbone.",
    "encoder.",
    "network.",
    "net.",
    "base_model.",
    "base_encoder.",
    "encoder_q.",
    "online_encoder.",
    "target_encoder.",
    "teacher.",
    "student.",
    "visual.",
    "trunk.",
    "image_encoder.",
    "vision_model.",
    "feature_extractor.",
)
_MOST_PREFIXES = 3
_MOST_CANDIDATES = 40
# What timm raises where names, arguments or tensors do not suit a network.
UNFIT = (RuntimeError, TypeError, ValueError, KeyError, AttributeError, IndexError, AssertionError, NotImplementedError)


@dataclass(frozen=True)
class Match:
    """`state` fits the network of `architecture` by name and shape; a classifier may have another number of classes, `classes`.

    `missing` are names of the network that the file lacks, `left_over` names of the file that the network has no place for.
    """

    architecture: str
    state: dict[str, torch.Tensor]
    missing: tuple[str, ...]
    left_over: tuple[str, ...]
    classes: int
    backbone_missing: tuple[str, ...]
    backbone_count: int

    @property
    def complete(self) -> bool:
        return not self.backbone_missing


def skeleton(architecture: str, model_args: Mapping[str, Any] | None = None) -> Any:
    """The network without memory for its tensors; raises one of `UNFIT`."""
    timm = known_to_timm()
    with torch.device("meta"):
        return timm.create_model(without_tag(architecture), pretrained=False, **(model_args or {}))


def heads_of(network: Any) -> list[nn.Module]:
    found = network.get_classifier()
    return [head for head in (found if isinstance(found, (tuple, list)) else (found,)) if isinstance(head, nn.Module)]


def backbone_names(network: Any) -> list[str]:
    """The names of the tensors without which the features are not those of the pretrained network."""
    heads = {id(parameter) for head in heads_of(network) for parameter in head.parameters()}
    state = network.state_dict(keep_vars=True)
    return [name for name, tensor in state.items() if id(tensor) not in heads and not name.endswith(COUNTERS)]


def matched(state: Mapping[str, torch.Tensor], architecture: str, model_args: Mapping[str, Any] | None = None) -> Match:
    """The best way to lay the tensors of `state` into the architecture: raw, without a prefix, or converted by timm."""
    network = skeleton(architecture, model_args)
    expected = network.state_dict()
    backbone = backbone_names(network)
    best = max(_variants(state), key=lambda variant: _count(variant, expected))
    match = _match(architecture, state, best, expected, backbone)
    if not match.complete:
        converted = _converted(best, network)
        other = _match(architecture, state, converted, expected, backbone)
        match = other if len(other.backbone_missing) < len(match.backbone_missing) else match
    return match


def candidates(state: Mapping[str, torch.Tensor], hint: str, file_name: str) -> Iterator[tuple[str, ...]]:
    """Groups of architectures that `state` may belong to, the likeliest first: what the file says, its name, its size."""
    rows = {row.name: row for row in catalogue()}
    if without_tag(hint) in rows:
        yield (without_tag(hint),)
    text = re.sub(r"[^a-z0-9]+", "_", file_name.lower())
    named = sorted((name for name in rows if name in text), key=len, reverse=True)
    if named:
        yield (named[0],)
    count = sum(each.numel() for name, each in state.items() if not name.endswith(_STATISTICS)) / 1e6
    nearest = sorted(rows.values(), key=lambda row: _distance(row, count))
    yield tuple(row.name for row in nearest[:_MOST_CANDIDATES])


def _distance(row: Architecture, millions: float) -> float:
    """Between parameters in a file and those of the row, whose classifier the file may lack."""
    whole = row.parameters or 0.0
    classes = row.weights[0].classes if row.weights else 1000
    return min(abs(whole - millions), abs(whole - (row.features or 0) * classes / 1e6 - millions))


def _variants(state: Mapping[str, torch.Tensor]) -> Iterator[dict[str, torch.Tensor]]:
    """`state` as it is, and with up to three prefixes taken off; tensors without the prefix belong to something else."""
    waiting, seen = [(dict(state), 0)], set()
    while waiting:
        each, depth = waiting.pop(0)
        key = frozenset(each)
        if key in seen:
            continue
        seen.add(key)
        yield each
        for prefix in _PREFIXES if depth < _MOST_PREFIXES else ():
            inner = {name.removeprefix(prefix): tensor for name, tensor in each.items() if name.startswith(prefix)}
            if inner:
                waiting.append((inner, depth + 1))


def _count(state: Mapping[str, torch.Tensor], expected: Mapping[str, torch.Tensor]) -> int:
    return sum(name in expected and tensor.shape == expected[name].shape for name, tensor in state.items())


def _match(
    architecture: str,
    raw: Mapping[str, torch.Tensor],
    state: Mapping[str, torch.Tensor],
    expected: Mapping[str, torch.Tensor],
    backbone: list[str],
) -> Match:
    heads = set(expected) - set(backbone)
    fitting = {name: each for name, each in state.items() if name in expected and each.shape == expected[name].shape}
    fitting |= _other_classes(state, expected, heads)
    classes = {int(fitting[name].shape[0]) for name in heads & set(fitting) if not name.endswith(COUNTERS)}
    if len(classes) > 1:  # parts of a classifier that do not belong together
        fitting = {name: each for name, each in fitting.items() if name not in heads}
    used = {id(each) for each in fitting.values()}
    left_over = tuple(name for name, each in raw.items() if id(each) not in used)
    missing = tuple(name for name in expected if name not in fitting and not name.endswith(COUNTERS))
    lacking = tuple(name for name in backbone if name not in fitting)
    found = classes.pop() if len(classes) == 1 else 0
    return Match(architecture, fitting, missing, left_over, found, lacking, len(backbone))


def _other_classes(state: Mapping[str, torch.Tensor], expected: Mapping[str, torch.Tensor], heads: set[str]) -> dict[str, torch.Tensor]:
    """Tensors of a classifier that differ from the network's in the number of classes alone."""
    return {
        name: each
        for name, each in state.items()
        if name in heads and each.ndim == expected[name].ndim and each.ndim and each.shape[1:] == expected[name].shape[1:]
    }


def _converted(state: dict[str, torch.Tensor], network: Any) -> dict[str, torch.Tensor]:
    """By timm's own conversion of what the architecture's authors published, where it has one."""
    convert = getattr(sys.modules[type(network).__module__], "checkpoint_filter_fn", None)
    if convert is None:
        return state
    try:
        return {str(name): each for name, each in convert(dict(state), network).items() if isinstance(each, torch.Tensor)}
    except UNFIT:
        return state
