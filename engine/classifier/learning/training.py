"""From labelled pictures to a trained model: a linear head on frozen features, or all layers, as the recipe says."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from torch import nn

from engine.classifier.device import best_device, placed, reuse_memory, seed_everything
from engine.classifier.learning.finetuning import FineTuning
from engine.classifier.learning.instant import fit_linear_head
from engine.classifier.learning.material import Material, Outcome, check_classes
from engine.classifier.metrics import scores
from engine.classifier.network import Network, create
from engine.classifier.recipe import Recipe
from engine.classifier.sight.input import InputConfig
from engine.classifier.values import EpochReport, Example, Scores
from engine.errors import translate
from engine.progress import Operation, Progress

LOADING = translate("operations", "Loading the network")


@dataclass(frozen=True)
class TrainedModel:
    """What a run leaves behind, still in memory.

    `network` is in evaluation mode. `validation` is None if there were no validation pictures. The counts are of readable
    pictures, `unreadable` are (path, reason). `seconds` run from the start of `train`.
    """

    network: nn.Module = field(repr=False)
    architecture: str
    model_args: dict[str, Any]
    class_names: tuple[str, ...]
    config: InputConfig
    recipe: Recipe
    validation: Scores | None
    curves: tuple[EpochReport, ...]
    stop_reason: str
    seconds: float
    unreadable: tuple[tuple[Path, str], ...]
    training_count: int
    validation_count: int


def train(
    recipe: Recipe, class_names: Sequence[str], training: Sequence[Example], validation: Sequence[Example], device: str | None = None
) -> Operation[TrainedModel]:
    """Train by `recipe`; `Progress.detail` is an `EpochReport` once an epoch, and epoch 0 is the linear head.

    Preset instant fits a linear head on frozen features. Preset finetune starts from that head and trains all layers. Without
    pretrained weights there are no features worth a head, so both presets train all layers from scratch.
    Raises `TooFewClasses`, `TrainingDiverged`, `ArchitectureUnknown`, `ArchitectureUnsupported`, `WeightsUnreachable`, `WeightsUnusable`.
    """
    began = time.perf_counter()
    check_classes(training)
    yield Progress(LOADING)
    reuse_memory()
    seed_everything(recipe.seed)
    network = yield from create(recipe, len(class_names))
    device = device or best_device()
    module = placed(network.module, device)
    material = Material(training, validation)
    outcome = yield from _fit(network, recipe, material, len(class_names), device)
    return TrainedModel(
        network=module.eval(),
        architecture=network.architecture,
        model_args=network.model_args,
        class_names=tuple(class_names),
        config=network.config,
        recipe=recipe,
        validation=scores(class_names, outcome.evaluation.targets, outcome.evaluation.predicted) if outcome.evaluation.targets else None,
        curves=outcome.reports,
        stop_reason=outcome.stop_reason,
        seconds=time.perf_counter() - began,
        unreadable=tuple(material.unreadable.items()),
        training_count=material.readable(training),
        validation_count=material.readable(validation),
    )


def _fit(network: Network, recipe: Recipe, material: Material, class_count: int, device: str) -> Operation[Outcome]:
    if recipe.from_scratch:
        outcome = yield from FineTuning(network.module, network.config, recipe, material, device).run(None)
        check_classes([example for example in material.training if example.path not in material.unreadable])
        return outcome
    head = yield from fit_linear_head(network, recipe, material, class_count, device)
    if recipe.preset == "instant":
        return head
    tuned = yield from FineTuning(network.module, network.config, recipe, material, device).run(head.evaluation)
    return Outcome(tuned.evaluation, head.reports + tuned.reports, tuned.stop_reason)
