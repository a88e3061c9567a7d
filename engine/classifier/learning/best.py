"""The best state so far by the answers on the validation pictures, kept on the CPU until the end."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import torch
from torch import nn

from engine.classifier.learning.material import Evaluation

State = dict[str, torch.Tensor]

_RANKS: Mapping[str, Callable[[Evaluation], tuple[float, float]]] = {
    "accuracy": lambda found: (found.accuracy, -found.loss),
    "balanced_accuracy": lambda found: (found.balanced_accuracy, -found.loss),
    "loss": lambda found: (-found.loss, found.accuracy),
}


class Best:
    """Keeps the state that ranks highest by `monitor`; at equal rank the lower loss wins."""

    def __init__(self, monitor: str) -> None:
        self._rank = _RANKS[monitor]
        self.evaluation = Evaluation(math.inf)
        self.state: State | None = None
        self.epoch = 0
        self.epochs_since = 0

    def offer(self, module: nn.Module, evaluation: Evaluation, epoch: int) -> None:
        """Take the state of `module` if it is better. Without validation pictures the last state counts."""
        judged = bool(evaluation.targets)
        if judged and self.state is not None and self._rank(evaluation) <= self._rank(self.evaluation):
            self.epochs_since += 1
            return
        self.evaluation, self.epoch, self.epochs_since = evaluation, epoch, 0
        self.state = copied(module)

    def restore(self, module: nn.Module) -> None:
        if self.state is not None:
            module.load_state_dict(self.state)


def copied(module: nn.Module) -> State:
    return {name: tensor.detach().cpu().clone() for name, tensor in module.state_dict().items()}
