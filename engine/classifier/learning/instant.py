"""The preset instant, and the first part of fine-tuning: a linear head on frozen features."""

from __future__ import annotations

import time

import numpy as np

from engine.classifier.background import waited
from engine.classifier.learning.embedding import embed
from engine.classifier.learning.head import Head, fit_head
from engine.classifier.learning.material import FINISHED, Evaluation, Material, Outcome, check_classes
from engine.classifier.network import Network, set_head
from engine.classifier.recipe import Recipe
from engine.classifier.values import NOWHERE, EpochReport, Storage
from engine.errors import ArchitectureUnsupported, translate
from engine.progress import Operation, Progress

FITTING = translate("operations", "Fitting the head")


def fit_linear_head(
    network: Network, recipe: Recipe, material: Material, class_count: int, device: str, storage: Storage = NOWHERE
) -> Operation[Outcome]:
    """Put the best linear head on the network; the one report is that of epoch 0."""
    began = time.perf_counter()
    examples = [*material.training, *material.validation]
    paths = [example.path for example in examples]
    embeddings = yield from embed(network.module, network.config, paths, device, recipe.batch_size or 32, material.memory)
    material.note(examples, embeddings.failures)
    speed = len(paths) / (time.perf_counter() - began)
    targets = np.array([examples[index].target for index in embeddings.indices], dtype=np.int64)
    learned = np.array([index < len(material.training) for index in embeddings.indices], dtype=bool)
    check_classes([examples[index] for index in embeddings.indices if index < len(material.training)])
    if not np.isfinite(embeddings.features).all():
        reason = translate("errors", "its features of these pictures are not finite numbers")
        raise ArchitectureUnsupported(name=network.architecture, reason=reason)
    features = embeddings.features
    head = yield from waited(
        lambda: fit_head(features[learned], targets[learned], class_count, recipe.head_regularization or 1.0), lambda: Progress(FITTING)
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
