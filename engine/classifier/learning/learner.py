"""One step of learning: forward, backward, optimizer; it makes do with less memory when there is not enough."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import torch
from lightning_fabric import Fabric
from torch import nn

from engine.classifier.learning.layers import Stage, let_learn, optimizer_for, set_training, stage_at
from engine.classifier.learning.losses import Loss, l1_norm, soft_targets
from engine.classifier.learning.machine import device_trouble, is_out_of_memory, let_go_of_memory
from engine.classifier.learning.ranks import is_lost
from engine.classifier.network import has_batch_norm
from engine.classifier.recipe import Recipe
from engine.classifier.sight.input import InputConfig
from engine.classifier.sight.mixing import mixed
from engine.classifier.sight.transforms import tensor_of
from engine.errors import OutOfMemory, WorkerLost

_DROPS = ("p", "drop_prob", "drop_rate", "drop_path_rate")


@dataclass(frozen=True)
class Learned:
    """Of one batch, still on the device: the sum of the losses in nats, and how many pictures were told rightly."""

    loss: torch.Tensor
    right: torch.Tensor
    count: int


class Learner:
    """Holds the network, its optimizer and what smooths them. `module` is the plain network, whose state is that of the model."""

    def __init__(self, fabric: Fabric, module: nn.Module, config: InputConfig, recipe: Recipe, loss: Loss, class_count: int) -> None:
        self._fabric = fabric
        self._recipe = recipe
        self._config = config
        self._loss = loss
        self._classes = class_count
        self.module = module
        self.device = str(fabric.device)
        self.keep_statistics = recipe.batch_norm == "frozen"
        self.needs_pairs = not self.keep_statistics and has_batch_norm(module)
        self.optimizer = optimizer_for(module, recipe, recipe.learning_rate)
        let_learn(module, stage_at(recipe.unfreeze, 0.0))  # processes that train together agree at the start on what they exchange
        compiled: Any = torch.compile(module) if recipe.compile else module
        self._forward: Any = fabric.setup_module(compiled)
        self._optimizer: Any = fabric.setup_optimizers(self.optimizer)
        self._average = _averaged(module, recipe)
        self._random = any(getattr(layer, name, 0) or 0 for layer in module.modules() for name in _DROPS if _is_number(layer, name))
        self._updates = 0
        self._waiting = 0
        self._buffers: dict[str, torch.Tensor] = {}  # as of the last step, where they differ from those now
        self._settle()
        self.micro = 0  # pictures that go through the network at once; 0: the whole batch

    @property
    def judged(self) -> nn.Module:
        """The network whose answers count: the averaged one, where there is one."""
        return self._average.module if self._average is not None else self.module

    @property
    def settled(self) -> bool:
        """Whether all gradients that were computed have become steps."""
        return self._waiting == 0

    # ---- learning ------------------------------------------------------------------------------------------

    def begin_epoch(self, stage: Stage) -> None:
        let_learn(self.module, stage)
        set_training(self.module, self.keep_statistics)
        self._optimizer.zero_grad()
        self._waiting = 0

    def set_rate(self, rate: float) -> None:
        for group in self.optimizer.param_groups:
            group["lr"] = rate * group.get("lr_scale", 1.0)

    def learn(self, pixels: torch.Tensor, targets: list[int], whole: int, seed: tuple[int, int], last: bool) -> Learned:
        """Learn from `pixels` uint8 (B, H, W, 3); `whole` is the number of pictures in the batch of all processes together.

        What is random follows from `seed` alone. The optimizer steps once every `accumulation` batches, and after the `last`.
        Raises `OutOfMemory` if not even one picture fits, `DeviceFailed`, `WorkerLost`.
        """
        steps = last or self._waiting + 1 >= self._recipe.accumulation
        while True:
            try:
                learned = self._backward(pixels, targets, whole, seed, steps)
                break
            except (RuntimeError, MemoryError) as error:
                self._halve(error, len(targets))
        self._waiting += 1
        if steps:
            self._step()
        return learned

    def _backward(self, pixels: torch.Tensor, targets: list[int], whole: int, seed: tuple[int, int], steps: bool) -> Learned:
        self._reseed(seed)
        images = tensor_of(pixels, self._config, self.device)
        expected = torch.tensor(targets, device=self.device)
        soft = soft_targets(expected, self._classes, self._recipe.label_smoothing)
        if self._recipe.mixup or self._recipe.cutmix:
            images, soft = mixed(images, soft, self._recipe, np.random.default_rng(seed))
        share = self._fabric.world_size / (whole * self._recipe.accumulation)
        pieces = _parts(len(targets), self.micro)
        loss_sum, right = torch.zeros((), device=self.device), torch.zeros((), device=self.device)
        for number, part in enumerate(pieces):
            is_boundary = steps and number == len(pieces) - 1
            with self._fabric.no_backward_sync(self._forward, enabled=not is_boundary):
                logits = self._forward(images[part]).float()
                losses = self._loss(logits, soft[part])
                total = losses.sum() * share
                if self._recipe.l1 and number == 0:
                    total = total + self._recipe.l1 * l1_norm(self.module) / self._recipe.accumulation
                self._fabric.backward(total)
            loss_sum += losses.detach().sum()
            right += (logits.detach().argmax(dim=1) == expected[part]).sum()
        return Learned(loss_sum, right, len(targets))

    def _step(self) -> None:
        if self._recipe.clip:
            self._fabric.clip_gradients(self._forward, self._optimizer, max_norm=self._recipe.clip, error_if_nonfinite=False)
        self._optimizer.step()
        self._optimizer.zero_grad()
        self._waiting = 0
        self._updates += 1
        self._settle()
        if self._average is not None:
            self._average.update(self.module, step=self._updates)

    def _settle(self) -> None:
        """Batch norm notes what it sees with every batch, also with those whose gradients still wait for their step."""
        if self._recipe.accumulation > 1:
            kept = self.module.state_dict()
            self._buffers = {name: kept[name].clone() for name, _ in self.module.named_buffers() if name in kept}

    def _reseed(self, seed: tuple[int, int]) -> None:
        """Dropout draws from torch's generators: with a seed for each step a run that goes on draws what it would have drawn."""
        if self._random:
            torch.manual_seed(int(np.random.SeedSequence(seed).generate_state(1, np.uint64)[0] >> 1))

    def _halve(self, error: BaseException, count: int) -> None:
        """Half as many pictures at once from now on; raises `error` in words if it is not about memory."""
        trouble = device_trouble(error)
        if not is_out_of_memory(error):
            if trouble is not None:
                raise trouble from error
            if self._fabric.world_size > 1 and is_lost(error):
                raise WorkerLost(count=self._fabric.world_size, reason=str(error).partition("\n")[0]) from error
            raise error
        at_once = self.micro or count
        if at_once <= 1 + int(self.needs_pairs):
            raise OutOfMemory(size=max(self._config.size), name=type(self.module).__name__) from error
        self.micro = max(1 + int(self.needs_pairs), at_once // 2)
        self._optimizer.zero_grad()
        let_go_of_memory(self.device)

    # ---- judging -------------------------------------------------------------------------------------------

    def begin_judging(self) -> None:
        self.judged.eval()

    def logits(self, pixels: torch.Tensor) -> torch.Tensor:
        """Float32 (B, K) on the device, of `pixels` uint8 (B, H, W, 3)."""
        while True:
            try:
                images = tensor_of(pixels, self._config, self.device)
                with torch.inference_mode(), self._fabric.autocast():
                    return torch.cat([self.judged(images[part]).float() for part in _parts(len(images), self.micro)])
            except (RuntimeError, MemoryError) as error:
                self._halve(error, len(pixels))

    # ---- going on later --------------------------------------------------------------------------------------

    def state(self) -> dict[str, Any]:
        """All that the steps after the last one depend on."""
        scaler = getattr(self._fabric._precision, "scaler", None)
        return {
            "module": {**self.module.state_dict(), **self._buffers},
            "optimizer": self.optimizer.state_dict(),
            "average": dict(self._average.module.state_dict()) if self._average is not None else None,
            "scaler": scaler.state_dict() if scaler is not None else None,
            "updates": self._updates,
            "micro": self.micro,
        }

    def restore(self, state: dict[str, Any]) -> None:
        self.module.load_state_dict(state["module"])
        self.optimizer.load_state_dict(state["optimizer"])
        _lay_out_alike(self.optimizer)
        if self._average is not None:
            self._average.module.load_state_dict(state["average"])
        scaler = getattr(self._fabric._precision, "scaler", None)
        if scaler is not None and state["scaler"] is not None:
            scaler.load_state_dict(state["scaler"])
        self._updates, self.micro = state["updates"], state["micro"]


def _lay_out_alike(optimizer: torch.optim.Optimizer) -> None:
    """Give what was loaded the memory layout of its weights: fused steps go through both as if they were one row of numbers."""
    for weight, kept in optimizer.state.items():
        for name, value in kept.items():
            if isinstance(value, torch.Tensor) and value.shape == weight.shape:
                kept[name] = torch.empty_like(weight, dtype=value.dtype).copy_(value)


def _averaged(module: nn.Module, recipe: Recipe) -> Any:
    """The exponential moving average of the weights, which follows quickly at first (timm's warm-up), or None."""
    if not recipe.ema:
        return None
    from timm.utils import ModelEmaV3  # type: ignore[attr-defined]

    return ModelEmaV3(module, decay=recipe.ema, use_warmup=True)


def _is_number(layer: nn.Module, name: str) -> bool:
    return isinstance(getattr(layer, name, None), (int, float))


def _parts(count: int, size: int) -> list[slice]:
    """Slices of `size`, none of a single one if it can be helped: batch norm cannot learn from one."""
    bounds = [*range(0, count, size or max(1, count)), count]
    if size > 1 and len(bounds) > 2 and bounds[-1] - bounds[-2] == 1:
        del bounds[-2]
    return [slice(start, stop) for start, stop in pairwise(bounds)]
