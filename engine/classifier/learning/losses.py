"""What a network is punished for. Targets are soft, float32 (B, K), so that smoothing and mixing need no cases of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from engine.classifier.recipe import Recipe

Loss = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]  # logits (B, K), targets (B, K) -> one loss a picture (B,)

_FOCUS = 2.0  # gamma of the focal loss, as its authors recommend


def soft_targets(targets: torch.Tensor, class_count: int, smoothing: float) -> torch.Tensor:
    """Class indices (B,) to float32 (B, K) with `smoothing` spread over all classes (Szegedy et al. 2016, section 7)."""
    return functional.one_hot(targets, class_count).float().mul_(1 - smoothing).add_(smoothing / class_count)


def loss_of(recipe: Recipe, counts: Sequence[int], device: str) -> Loss:
    """The training loss of the recipe, whose balance is not automatic; `counts` are the training pictures of each class."""
    base = _BASES[recipe.loss]
    if recipe.balance == "logits":
        base = _adjusted(base, _log_priors(counts).to(device))
    if recipe.balance == "weights":
        base = _weighted(base, class_weights(counts).to(device))
    return base


def class_weights(counts: Sequence[int]) -> torch.Tensor:
    """Float32 (K,): inversely proportional to how often a class occurs, 1 on the average over pictures (King and Zeng 2001)."""
    present = np.maximum(np.asarray(counts, dtype=np.float64), 1)
    return torch.tensor(present.sum() / (len(present) * present), dtype=torch.float32)


def _log_priors(counts: Sequence[int]) -> torch.Tensor:
    present = np.maximum(np.asarray(counts, dtype=np.float64), 1)
    return torch.tensor(np.log(present / present.sum()), dtype=torch.float32)


def _cross_entropy(logits: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    return functional.cross_entropy(logits, targets, reduction="none")


def _focal(logits: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Lin et al. 2017, equation 4, without alpha."""
    logs = logits.log_softmax(dim=1)
    return -(targets * (1 - logs.exp()) ** _FOCUS * logs).sum(dim=1)


def _binary(logits: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """One yes or no for each class (Wightman et al. 2021, section 2.2)."""
    return functional.binary_cross_entropy_with_logits(logits, targets, reduction="none").sum(dim=1)


_BASES: dict[str, Loss] = {"cross_entropy": _cross_entropy, "focal": _focal, "binary": _binary}


def _adjusted(base: Loss, log_priors: torch.Tensor) -> Loss:
    """Logit adjustment (Menon et al. 2021, equation 10, tau 1): what is frequent must be surer to win."""
    return lambda logits, targets: base(logits + log_priors, targets)


def _weighted(base: Loss, weights: torch.Tensor) -> Loss:
    return lambda logits, targets: base(logits, targets) * (targets @ weights)


def l1_norm(module: nn.Module) -> torch.Tensor:
    """The sum of the absolute weights of all layers that learn; biases and norms are left alone."""
    norms = [weight.abs().sum() for weight in module.parameters() if weight.requires_grad and weight.ndim > 1]
    return torch.stack(norms).sum() if norms else torch.zeros(())
