"""The preset instant, and the first part of fine-tuning: a linear head on frozen features."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.classifier.background import waited
from engine.classifier.learning.embedding import Embedder
from engine.classifier.learning.feature_views import plain_view, training_views
from engine.classifier.learning.head import Head, Rows, fit_scaled, scaled
from engine.classifier.learning.head_choice import chosen_regularization
from engine.classifier.learning.machine import precision_of
from engine.classifier.learning.material import FINISHED, Evaluation, Material, Outcome, Seen, check_classes, group_numbers
from engine.classifier.network import Network, set_head
from engine.classifier.recipe import Recipe
from engine.classifier.values import NOWHERE, EpochReport, Example, Reason, Storage
from engine.errors import ArchitectureUnsupported, translate
from engine.progress import Operation, Progress

FITTING = translate("operations", "Fitting the head")
HEAD_ONLY = translate("operations", "the head")


@dataclass(frozen=True)
class _Views:
    """All views of some examples: row i of `features` (N, D) shows `examples[which[i]]`, and the first `plain` rows the plain views."""

    examples: Sequence[Example]
    features: np.ndarray
    which: np.ndarray
    plain: int

    @property
    def targets(self) -> np.ndarray:
        return _picked([example.target for example in self.examples], self.which)

    @property
    def groups(self) -> np.ndarray:
        """(N,) the same for views of one picture, of its copies, and of pictures of one group."""
        groups: np.ndarray = group_numbers(self.examples)[self.which]
        return groups


def fit_linear_head(
    network: Network, recipe: Recipe, material: Material, class_count: int, device: str, storage: Storage = NOWHERE
) -> Operation[Outcome]:
    """Put the best linear head on the network; the one report is that of epoch 0, the one reason that of its regularization.

    Raises `TooFewClasses`, `ArchitectureUnsupported`.
    """
    began = time.perf_counter()
    embedder = Embedder(network, device, precision_of(recipe, device), recipe.batch_size or 32, material.memory, storage)
    taught, judged = yield from _embedded(embedder, network, recipe, material)
    seconds = time.perf_counter() - began
    check_classes([taught.examples[index] for index in taught.which])
    if not (np.isfinite(taught.features).all() and np.isfinite(judged.features).all()):
        reason = translate("errors", "its features of these pictures are not finite numbers")
        raise ArchitectureUnsupported(name=network.architecture, reason=reason)
    head, reasons = yield from waited(lambda: _fitted(taught, recipe, class_count), lambda: Progress(FITTING))
    set_head(network.module, head, network.architecture)
    training = _judged(head, taught.features[: taught.plain], taught.targets[: taught.plain])
    validation = _judged(head, judged.features, judged.targets)
    report = EpochReport(
        epoch=0,
        training_loss=training.loss,
        training_accuracy=training.accuracy,
        validation_loss=validation.loss,
        validation_accuracy=validation.accuracy,
        learning_rate=0.0,
        images_per_second=embedder.computed / seconds if embedder.computed else math.nan,
        balanced_accuracy=validation.balanced_accuracy,
        seconds=time.perf_counter() - began,
        stage=HEAD_ONLY,
    )
    yield Progress(FITTING, 1, 1, report)
    return Outcome(validation, (report,), FINISHED, reasons, _seen(taught, judged, head))


def _embedded(embedder: Embedder, network: Network, recipe: Recipe, material: Material) -> Operation[tuple[_Views, _Views]]:
    """All views of the readable training pictures, and the plain ones of the validation pictures."""
    views = training_views(network.config, recipe)
    done, total = 0, len(views) * len(material.training) + len(material.validation)
    readable: list[int] = list(range(len(material.training)))
    features, which = [], []
    for view in views:
        examples = [material.training[index] for index in readable]
        found = yield from embedder.embed(examples, view, done, total)
        done += len(material.training)
        material.note(examples, found.failures)
        readable = [readable[index] for index in found.indices]
        features.append(found.features)
        which.append(readable)
    plain = yield from embedder.embed(material.validation, plain_view(network.config), done, total)
    material.note(material.validation, plain.failures)
    taught = _Views(material.training, np.concatenate(features), np.concatenate(which).astype(np.int64), len(which[0]))
    return taught, _Views(material.validation, plain.features, np.array(plain.indices, np.int64), len(plain.indices))


def _fitted(taught: _Views, recipe: Recipe, class_count: int) -> tuple[Head, tuple[Reason, ...]]:
    scaling = scaled(taught.features)
    rows = Rows(scaling.points, taught.targets, np.unique(taught.which, return_inverse=True)[1], recipe.balance)
    if recipe.head_regularization:
        return fit_scaled(rows, scaling, class_count, recipe.head_regularization), ()
    reason = chosen_regularization(rows.chosen(np.arange(taught.plain)), taught.groups[: taught.plain])
    return fit_scaled(rows, scaling, class_count, float(str(reason.value))), (reason,)


def _seen(taught: _Views, judged: _Views, head: Head) -> Seen:
    plain = slice(taught.plain)
    logits = head.logits(judged.features) if len(judged.features) else np.zeros((0, len(head.bias)), np.float32)
    return Seen(taught.features[plain], taught.targets[plain], taught.groups[plain], judged.features, logits, judged.targets)


def _picked(values: Sequence[int], which: np.ndarray) -> np.ndarray:
    picked: np.ndarray = np.array(values, np.int64)[which]
    return picked


def _judged(head: Head, features: np.ndarray, targets: np.ndarray) -> Evaluation:
    """Mean cross-entropy in nats and the answers of the head alone."""
    if not len(targets):
        return Evaluation(float("nan"))
    logits = head.logits(features).astype(np.float64)
    shifted = logits - logits.max(axis=1, keepdims=True)
    losses = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(targets)), targets]
    return Evaluation(float(losses.mean()), tuple(targets.tolist()), tuple(logits.argmax(axis=1).tolist()))
