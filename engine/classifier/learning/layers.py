"""Which layers learn, when, and how fast: timm numbers the layers of its networks from the picture to the head."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from timm.models._manipulate import group_parameters
from timm.optim import create_optimizer_v2  # type: ignore[attr-defined]
from timm.optim._param_groups import auto_group_layers
from torch import nn
from torch.nn.modules.batchnorm import _BatchNorm

from engine.classifier.recipe import Recipe
from engine.errors import translate

ALL_LAYERS = translate("operations", "all layers")
LAST_LAYERS = translate("operations", "the last layers")
MORE_LAYERS = translate("operations", "more layers")
HEAD_ONLY = translate("operations", "the head")

_WITH_FUSED = ("adamw", "adam", "sgd")
_WITH_MOMENTUM = ("sgd", "rmsprop", "lamb")


@dataclass(frozen=True)
class Stage:
    """From the share `begins` (0..1) of the training on, the layers beyond the share `frozen` (0..1) of the network learn."""

    begins: float
    frozen: float
    label: str


# Howard and Ruder 2018, section 3.3, in three steps: what is nearest to the classes first.
STAGES: dict[str, tuple[Stage, ...]] = {
    "all": (Stage(0.0, 0.0, ALL_LAYERS),),
    "gradual": (Stage(0.0, 2 / 3, LAST_LAYERS), Stage(0.2, 1 / 3, MORE_LAYERS), Stage(0.4, 0.0, ALL_LAYERS)),
    "last": (Stage(0.0, 2 / 3, LAST_LAYERS),),
    "head": (Stage(0.0, 1.0, HEAD_ONLY),),
}


def stage_at(unfreeze: str, share: float) -> Stage:
    """The stage of `unfreeze` after `share` (0..1) of the training."""
    return [stage for stage in STAGES[unfreeze] if stage.begins <= share + 1e-9][-1]


def layer_numbers(module: Any) -> dict[str, int]:
    """The layer of each parameter by its name; the head has the highest number."""
    if hasattr(module, "group_matcher"):
        numbers: dict[str, int] = group_parameters(module, module.group_matcher(coarse=False), reverse=True)
    else:
        numbers = auto_group_layers(module)
    head = max(numbers.values()) + 1  # timm counts the layers just before it as one with it
    heads = {id(parameter) for parameter in head_parameters(module)}
    return {name: head if id(parameter) in heads else numbers[name] for name, parameter in module.named_parameters()}


def head_parameters(module: Any) -> list[nn.Parameter]:
    found = module.get_classifier()
    heads = found if isinstance(found, (tuple, list)) else (found,)
    return [parameter for head in heads if isinstance(head, nn.Module) for parameter in head.parameters()]


def let_learn(module: nn.Module, stage: Stage) -> None:
    """Freeze the layers that do not learn in `stage`, so that their gradients need not be computed."""
    numbers = layer_numbers(module)
    last = max(numbers.values())
    for name, parameter in module.named_parameters():
        parameter.requires_grad_(numbers[name] >= min(last, round(stage.frozen * last)))


def set_training(module: nn.Module, keep_statistics: bool) -> None:
    """Training mode; batch norm goes on using the statistics that it has where `keep_statistics`, or where its layer is frozen."""
    module.train()
    for layer in module.modules():
        if isinstance(layer, _BatchNorm) and (keep_statistics or not _learns(layer)):
            layer.eval()


def _learns(layer: nn.Module) -> bool:
    return any(parameter.requires_grad for parameter in layer.parameters(recurse=False))


def optimizer_for(module: nn.Module, recipe: Recipe, rate: float) -> torch.optim.Optimizer:
    """timm's optimizer of that name; with pretrained weights each layer learns at `layer_decay` times the rate of the one after it.

    Clark et al. 2020; Bao et al. 2022. Biases and norms are not decayed.
    """
    arguments: dict[str, Any] = {"lr": rate, "weight_decay": recipe.weight_decay}
    if not recipe.from_scratch and recipe.layer_decay < 1:
        arguments["layer_decay"] = recipe.layer_decay
    if recipe.optimizer in _WITH_MOMENTUM:
        arguments["momentum"] = recipe.momentum
    if recipe.optimizer in _WITH_FUSED and recipe.precision != "fp16":  # a fused step cannot be told the scale of the gradients
        arguments["fused"] = True
    optimizer: torch.optim.Optimizer = create_optimizer_v2(module, opt=recipe.optimizer, **arguments)
    return optimizer
