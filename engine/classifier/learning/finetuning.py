"""Train all layers of a network: warm-up and cosine, early stop, and the best state kept, never one worse than the start."""

from __future__ import annotations

import math
import time
from contextlib import closing
from dataclasses import dataclass, field

import torch
from timm.optim import create_optimizer_v2  # type: ignore[attr-defined]
from torch import nn
from torch.nn import functional

from engine.classifier.device import autocast
from engine.classifier.learning.material import EARLY_STOP, FINISHED, Evaluation, Material, Outcome
from engine.classifier.network import has_batch_norm, set_training
from engine.classifier.recipe import Recipe
from engine.classifier.sight.dataset import Batch, batches
from engine.classifier.sight.input import InputConfig
from engine.classifier.sight.transforms import evaluation_transform, training_transform
from engine.classifier.values import EpochReport
from engine.errors import TrainingDiverged, translate
from engine.progress import Operation, Progress

STAGE = translate("operations", "Training")

SCRATCH_RATE = 2e-3
NORMLESS_SCRATCH_RATE = 5e-4
# MobileNetV2, validation accuracy at 3e-4, 6e-4, 1e-3: chess (8 epochs, head 78.4 %) 86.2, 91.0, 94.6;
# ants and bees (6 epochs, head 95.4 %) 97.4, 96.1, 95.4.
FINETUNE_RATE = 6e-4
NORMLESS_FINETUNE_RATE = 2e-4  # transformers and ConvNeXt, which large steps undo
LAYER_DECAY = 0.75  # each layer learns at this share of the rate of the one after it (Clark et al. 2020; Bao et al. 2022)
_LAST_SHARE = 0.01  # of the learning rate, at the end of the cosine
_LARGEST_NORM = 5.0  # gradients beyond this are cut: a rare step would undo an epoch


@dataclass
class _Tally:
    """Sums over the pictures of one pass."""

    loss: float = 0.0
    right: int = 0
    seen: int = 0
    targets: list[int] = field(default_factory=list)
    predicted: list[int] = field(default_factory=list)

    def add(self, loss: float, logits: torch.Tensor, targets: list[int]) -> None:
        answers = logits.detach().argmax(dim=1).tolist()
        self.loss += loss * len(targets)
        self.seen += len(targets)
        self.right += sum(answer == target for answer, target in zip(answers, targets, strict=True))
        self.targets += targets
        self.predicted += answers

    def evaluation(self) -> Evaluation:
        return Evaluation(self.loss / self.seen if self.seen else math.nan, tuple(self.targets), tuple(self.predicted))


class _Best:
    """Keeps the state with the highest validation accuracy, at equal accuracy the lowest loss."""

    def __init__(self, module: nn.Module, start: Evaluation | None) -> None:
        self._module = module
        self.evaluation = start or Evaluation(math.inf)
        self._state = self._copy() if start else None
        self.epochs_since = 0

    def offer(self, evaluation: Evaluation) -> None:
        judged = bool(evaluation.targets)
        if judged and self._state is not None and self._rank(evaluation) <= self._rank(self.evaluation):
            self.epochs_since += 1
            return
        # Without validation pictures there is nothing to judge by: the last epoch counts.
        self.evaluation, self.epochs_since = evaluation, 0
        self._state = self._copy() if judged else None

    def restore(self) -> None:
        if self._state is not None:
            self._module.load_state_dict(self._state)

    @staticmethod
    def _rank(evaluation: Evaluation) -> tuple[float, float]:
        return evaluation.accuracy, -evaluation.loss

    def _copy(self) -> dict[str, torch.Tensor]:
        return {name: tensor.detach().cpu().clone() for name, tensor in self._module.state_dict().items()}


class FineTuning:
    """One training of all layers. `module` must be on `device`; `start` is the evaluation of the state that it is in."""

    def __init__(self, module: nn.Module, config: InputConfig, recipe: Recipe, material: Material, device: str) -> None:
        self._module = module
        self._recipe = recipe
        self._material = material
        self._device = device
        self._training_view = training_transform(config, recipe)
        self._evaluation_view = evaluation_transform(config)
        self._keep_statistics = recipe.batch_norm != "live" and not recipe.from_scratch
        self._needs_pairs = not self._keep_statistics and has_batch_norm(module)
        self._rate = recipe.learning_rate or _chosen_rate(recipe, has_batch_norm(module))
        decay = None if recipe.from_scratch else LAYER_DECAY
        self._optimizer = create_optimizer_v2(module, opt="adamw", lr=self._rate, weight_decay=recipe.weight_decay, layer_decay=decay)
        self._epochs = recipe.epochs or 12
        self._total = self._epochs * len(material.training)

    def run(self, start: Evaluation | None) -> Operation[Outcome]:
        """Train to the end or the early stop and leave the best state in the module.

        With no validation pictures that is the last state. Raises `TrainingDiverged`.
        """
        best = _Best(self._module, start if start and start.targets else None)
        reports: list[EpochReport] = []
        for epoch in range(1, self._epochs + 1):
            began = time.perf_counter()
            tally = yield from self._train_one_epoch(epoch)
            seconds = time.perf_counter() - began
            evaluation = yield from self._evaluate(epoch)
            reports.append(self._report(epoch, tally, evaluation, seconds))
            best.offer(evaluation)
            yield Progress(STAGE, epoch * len(self._material.training), self._total, reports[-1])
            if 0 < self._recipe.patience <= best.epochs_since and epoch < self._epochs:
                best.restore()
                return Outcome(best.evaluation, tuple(reports), EARLY_STOP)
        best.restore()
        return Outcome(best.evaluation, tuple(reports), FINISHED)

    def _train_one_epoch(self, epoch: int) -> Operation[_Tally]:
        examples = self._material.training
        size = max(2, (self._recipe.batch_size or 32)) if self._needs_pairs else (self._recipe.batch_size or 32)
        seed = self._recipe.seed + (epoch << 32)
        tally, done = _Tally(), 0
        set_training(self._module, self._keep_statistics)
        with closing(batches(examples, self._training_view, size, seed, self._material.memory)) as source:
            for batch in source:
                self._material.note(examples, batch.failures)
                done += len(batch.indices) + len(batch.failures)
                self._set_rate(epoch - 1 + done / len(examples))
                if len(batch.indices) > int(self._needs_pairs):
                    self._step(epoch, batch, tally)
                yield Progress(STAGE, (epoch - 1) * len(examples) + done, self._total)
        return tally

    def _step(self, epoch: int, batch: Batch, tally: _Tally) -> None:
        targets = [self._material.training[index].target for index in batch.indices]
        with autocast(self._device):
            logits = self._module(batch.images.to(self._device))
            expected = torch.tensor(targets, device=self._device)
            loss = functional.cross_entropy(logits.float(), expected, label_smoothing=self._recipe.label_smoothing)
        value = loss.item()
        if not math.isfinite(value):
            raise TrainingDiverged(epoch=epoch, rate=f"{self._rate:g}")
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self._module.parameters(), _LARGEST_NORM)
        self._optimizer.step()
        tally.add(value, logits, targets)

    def _evaluate(self, epoch: int) -> Operation[Evaluation]:
        examples = self._material.validation
        tally = _Tally()
        self._module.eval()
        with closing(batches(examples, self._evaluation_view, (self._recipe.batch_size or 32), memory=self._material.memory)) as source:
            for batch in source:
                self._material.note(examples, batch.failures)
                if batch.indices:
                    targets = [examples[index].target for index in batch.indices]
                    with torch.inference_mode(), autocast(self._device):
                        logits = self._module(batch.images.to(self._device)).float()
                        loss = functional.cross_entropy(logits, torch.tensor(targets, device=self._device)).item()
                    tally.add(loss, logits, targets)
                yield Progress(STAGE, epoch * len(self._material.training), self._total)
        return tally.evaluation()

    def _set_rate(self, epochs_done: float) -> None:
        for group in self._optimizer.param_groups:
            group["lr"] = self._rate * group.get("lr_scale", 1.0) * schedule(epochs_done, self._epochs, self._recipe.warmup_epochs)

    def _report(self, epoch: int, tally: _Tally, evaluation: Evaluation, seconds: float) -> EpochReport:
        seen = max(1, tally.seen)
        rate = self._rate * schedule(epoch, self._epochs, self._recipe.warmup_epochs)
        return EpochReport(epoch, tally.loss / seen, tally.right / seen, evaluation.loss, evaluation.accuracy, rate, tally.seen / seconds)


def _chosen_rate(recipe: Recipe, batch_norm: bool) -> float:
    if recipe.from_scratch:
        return SCRATCH_RATE if batch_norm else NORMLESS_SCRATCH_RATE
    return FINETUNE_RATE if batch_norm else NORMLESS_FINETUNE_RATE


def schedule(epochs_done: float, epochs: int, warmup: float) -> float:
    """The share of the learning rate after `epochs_done` (a fraction) of `epochs`.

    Rises linearly over the warm-up, then falls along a cosine (Loshchilov and Hutter 2017, eq. 5, without restarts).
    """
    warmup = min(warmup, epochs - 1)
    if epochs_done < warmup:
        return epochs_done / warmup
    turned = math.pi * (epochs_done - warmup) / (epochs - warmup)
    return _LAST_SHARE + (1 - _LAST_SHARE) * (1 + math.cos(turned)) / 2
