"""Make a network for a recipe or for stored weights, and reach its linear head and its batch norms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import timm
import torch
from torch import nn
from torch.nn.modules.batchnorm import _BatchNorm

from engine.classifier.architectures.names import checked, without_tag
from engine.classifier.learning.head import Head
from engine.classifier.recipe import PRETRAINED, Recipe
from engine.classifier.sight.input import InputConfig, resolve
from engine.classifier.weights.sources import check_complete, pretrained_arguments
from engine.errors import ArchitectureUnsupported, Sentence, WeightsUnusable, translate
from engine.progress import Operation

# What timm and torch raise where arguments, picture size or tensors do not suit a network.
UNFIT = (RuntimeError, TypeError, ValueError, AssertionError, KeyError, AttributeError, IndexError, NotImplementedError)
# Arguments that a stored model does not need: where its first weights came from, and what is random while it learns.
_PASSING = ("pretrained", "pretrained_cfg", "pretrained_cfg_overlay", "drop_rate", "drop_path_rate")
_HIDDEN = "hidden_layer"


@dataclass(frozen=True)
class Network:
    """A network on the CPU, its preprocessing, and what `rebuild` needs to make the same one again."""

    module: nn.Module = field(repr=False)
    config: InputConfig
    architecture: str
    model_args: dict[str, Any]


def create(recipe: Recipe, class_count: int) -> Operation[Network]:
    """A network with a fresh head of `class_count` outputs and the recipe's weights.

    Raises `ArchitectureUnknown`, `ArchitectureUnsupported`, `WeightsUnreachable`, `WeightsUnusable`.
    """
    name = checked(recipe.architecture)
    arguments = yield from pretrained_arguments(recipe)
    plain = without_tag(name)
    if recipe.image_size and _has_fixed_size(name):
        arguments["img_size"] = recipe.image_size
    arguments.update(_randomness(recipe))
    module = _built(recipe, name, class_count, arguments)
    kept = {key: value for key, value in arguments.items() if key not in _PASSING}
    if recipe.hidden_layer and not recipe.only_head:
        add_hidden_layer(module, recipe.hidden_layer, recipe.dropout, name)
        kept[_HIDDEN] = recipe.hidden_layer
    try:
        config = resolve(module, recipe)
        _try_out(module, config, class_count)
    except UNFIT as error:
        raise ArchitectureUnsupported(name=name, reason=_first_line(error)) from error
    return Network(module, config, plain, kept)


def rebuild(architecture: str, model_args: Mapping[str, Any], class_count: int, state: Mapping[str, torch.Tensor]) -> nn.Module:
    """The network that `state` was taken from, in evaluation mode on the CPU; never asks the hub.

    Raises one of `UNFIT` if the tensors, the arguments or the name do not fit each other.
    """
    arguments = dict(model_args)
    hidden = int(arguments.pop(_HIDDEN, 0))
    checked(architecture)  # makes the classics known to timm
    module: nn.Module = timm.create_model(architecture, pretrained=False, num_classes=class_count, **arguments)
    if hidden:
        add_hidden_layer(module, hidden, 0.0, architecture)
    module.load_state_dict(state, strict=True)
    return module.eval()


def set_head(module: Any, head: Head, name: str) -> None:
    """Put `head` (K, D) in place of the classifier; raises `ArchitectureUnsupported` if that is not one linear layer."""
    layer = module.get_classifier()
    layer = layer.linear if isinstance(layer, HiddenHead) else layer
    if not isinstance(layer, (nn.Linear, nn.Conv2d)) or layer.bias is None or layer.weight.numel() != head.weight.size:
        reason = translate("errors", "its head is not a single linear layer on its pooled features")
        raise ArchitectureUnsupported(name=name, reason=reason)
    with torch.no_grad():
        layer.weight.copy_(torch.from_numpy(head.weight).reshape(layer.weight.shape))
        layer.bias.copy_(torch.from_numpy(head.bias))


def pooled_features(module: Any, images: torch.Tensor) -> torch.Tensor:
    """What the head sees of `images` (B, 3, H, W): (B, D), pooled."""
    features: torch.Tensor = module.forward_head(module.forward_features(images), pre_logits=True)
    return features.flatten(1)


def has_batch_norm(module: nn.Module) -> bool:
    return any(isinstance(layer, _BatchNorm) for layer in module.modules())


class HiddenHead(nn.Module):
    """A linear head with a hidden layer beside it, whose share is zero at first: it begins exactly as the linear head."""

    def __init__(self, linear: nn.Linear, units: int, dropout: float) -> None:
        super().__init__()
        self.linear = linear
        self.hidden = nn.Linear(linear.in_features, units)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(units, linear.out_features, bias=False)
        nn.init.zeros_(self.output.weight)

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        """Features (B, D) to logits (B, K)."""
        added: torch.Tensor = self.linear(features) + self.output(self.dropout(self.hidden(features).relu()))
        return added


def add_hidden_layer(module: Any, units: int, dropout: float, name: str) -> None:
    """Put a hidden layer of `units` into the head; raises `ArchitectureUnsupported` if that is not one linear layer."""
    found = module.get_classifier()
    place = next((path for path, layer in module.named_modules() if layer is found), "")
    if not isinstance(found, nn.Linear) or not place:
        reason = translate("errors", "its head is not a single linear layer on its pooled features")
        raise ArchitectureUnsupported(name=name, reason=reason)
    parent, _, attribute = place.rpartition(".")
    setattr(module.get_submodule(parent), attribute, HiddenHead(found, units, dropout))


def as_numpy(tensor: torch.Tensor) -> np.ndarray:
    """Float32 on the CPU."""
    return tensor.detach().float().cpu().numpy()


def _randomness(recipe: Recipe) -> dict[str, float]:
    """Dropout and stochastic depth, for the presets in which layers learn."""
    wanted = {} if recipe.only_head else {"drop_rate": recipe.dropout, "drop_path_rate": recipe.drop_path}
    return {name: rate for name, rate in wanted.items() if rate}


def _has_fixed_size(name: str) -> bool:
    cfg = timm.get_pretrained_cfg(name) or timm.get_pretrained_cfg(without_tag(name))
    return bool(cfg and cfg.fixed_input_size)


def _built(recipe: Recipe, name: str, class_count: int, arguments: dict[str, Any]) -> nn.Module:
    plain = name if recipe.weights == PRETRAINED else without_tag(name)
    file = Path((arguments.get("pretrained_cfg") or arguments.get("pretrained_cfg_overlay") or {}).get("file", ""))
    try:
        module: nn.Module = timm.create_model(plain, num_classes=class_count, in_chans=3, **arguments)
    except UNFIT as error:
        if recipe.from_scratch or any(argument in str(error) for argument in _randomness(recipe)):
            raise ArchitectureUnsupported(name=name, reason=_first_line(error)) from error
        reason = Sentence(translate("errors", "they do not fit ({details})"), {"details": _first_line(error)})
        raise WeightsUnusable(folder=file.parent, name=name, reason=reason) from error
    if arguments["pretrained"]:
        check_complete(file.parent, name, file, module)
    return module


def _try_out(module: nn.Module, config: InputConfig, class_count: int) -> None:
    """Raise one of `UNFIT` if the network cannot take pictures of this size."""
    with torch.inference_mode():
        logits = module.eval()(torch.zeros(1, 3, *config.size))
    if tuple(logits.shape) != (1, class_count):
        raise ValueError(f"it gives {tuple(logits.shape)} instead of one value a class")


def _first_line(error: BaseException) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return " ".join(lines[:2])[:200] or type(error).__name__
