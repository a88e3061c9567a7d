"""From labelled pictures to a trained model: a linear head on frozen features, or all layers, as the recipe says."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from torch import nn

from engine.classifier.background import waited
from engine.classifier.device import best_device, placed, reuse_memory, seed_everything
from engine.classifier.embedding import embed
from engine.classifier.finetuning import FINISHED, Evaluation, FineTuning, Material, Outcome
from engine.classifier.head import Head, fit_head
from engine.classifier.input import InputConfig
from engine.classifier.metrics import scores
from engine.classifier.network import Network, create, set_head
from engine.classifier.recipe import Recipe
from engine.classifier.values import EpochReport, Example, Scores
from engine.errors import ArchitectureUnsupported, TooFewClasses, translate
from engine.progress import Operation, Progress

LOADING = translate("operations", "Loading the network")
FITTING = translate("operations", "Fitting the head")


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
    _check_classes(training)
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
        _check_classes([example for example in material.training if example.path not in material.unreadable])
        return outcome
    head = yield from _fit_head(network, recipe, material, class_count, device)
    if recipe.preset == "instant":
        return head
    tuned = yield from FineTuning(network.module, network.config, recipe, material, device).run(head.evaluation)
    return Outcome(tuned.evaluation, head.reports + tuned.reports, tuned.stop_reason)


def _fit_head(network: Network, recipe: Recipe, material: Material, class_count: int, device: str) -> Operation[Outcome]:
    """Put the best linear head on the network; the one report is that of epoch 0."""
    began = time.perf_counter()
    examples = [*material.training, *material.validation]
    paths = [example.path for example in examples]
    embeddings = yield from embed(network.module, network.config, paths, device, recipe.batch_size, material.memory)
    material.note(examples, embeddings.failures)
    speed = len(paths) / (time.perf_counter() - began)
    targets = np.array([examples[index].target for index in embeddings.indices], dtype=np.int64)
    learned = np.array([index < len(material.training) for index in embeddings.indices], dtype=bool)
    _check_classes([examples[index] for index in embeddings.indices if index < len(material.training)])
    if not np.isfinite(embeddings.features).all():
        reason = translate("errors", "its features of these pictures are not finite numbers")
        raise ArchitectureUnsupported(name=network.architecture, reason=reason)
    features = embeddings.features
    head = yield from waited(
        lambda: fit_head(features[learned], targets[learned], class_count, recipe.head_regularization), lambda: Progress(FITTING)
    )
    set_head(network.module, head, network.architecture)
    taught, judged = _judged(head, features[learned], targets[learned]), _judged(head, features[~learned], targets[~learned])
    report = EpochReport(0, taught.loss, taught.accuracy, judged.loss, judged.accuracy, 0.0, speed)
    yield Progress(FITTING, 1, 1, report)
    return Outcome(judged, (report,), FINISHED)


def _judged(head: Head, features: np.ndarray, targets: np.ndarray) -> Evaluation:
    """Mean cross-entropy in nats and the answers of the head alone."""
    if not len(targets):
        return Evaluation(float("nan"))
    logits = head.logits(features).astype(np.float64)
    shifted = logits - logits.max(axis=1, keepdims=True)
    losses = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(targets)), targets]
    return Evaluation(float(losses.mean()), tuple(targets.tolist()), tuple(logits.argmax(axis=1).tolist()))


def _check_classes(examples: Sequence[Example]) -> None:
    count = len({example.target for example in examples})
    if count < 2:
        raise TooFewClasses(count=count)
