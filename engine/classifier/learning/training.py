"""From labelled pictures to a trained model: a linear head on frozen features, or all layers, as the recipe says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from lightning_fabric import Fabric
from torch import nn

from engine.classifier.calibration import Calibration
from engine.classifier.device import best_device, placed, reuse_memory, seed_everything
from engine.classifier.learning.checkpoint import identity_of
from engine.classifier.learning.feed import PictureFeed
from engine.classifier.learning.finders import TRIED_STEPS, find_learning_rate, fitting_batch
from engine.classifier.learning.instant import fit_linear_head
from engine.classifier.learning.knowing import Knowledge, knowledge_of, look
from engine.classifier.learning.learner import Learner
from engine.classifier.learning.losses import loss_of
from engine.classifier.learning.machine import device_trouble, fabric_for, is_out_of_memory, precision_of, repeatable
from engine.classifier.learning.material import Material, Outcome, check_classes, fingerprint
from engine.classifier.learning.planning import Facts, folds_reason, plan_for, plan_from, with_found_rate, with_reasons
from engine.classifier.learning.ranks import Ranks
from engine.classifier.learning.stopwatch import Stopwatch, timed
from engine.classifier.learning.trainer import Trainer, checkpoint_of
from engine.classifier.metrics import scores
from engine.classifier.network import Network, create, has_batch_norm
from engine.classifier.novelty import Known
from engine.classifier.recipe import FINETUNE, THOROUGH, Recipe
from engine.classifier.sight.input import InputConfig
from engine.classifier.values import NOWHERE, EpochReport, Example, Plan, Scores, Storage
from engine.classifier.weights.origin import WeightsOrigin, origin_of
from engine.errors import translate
from engine.progress import EarlyEnd, Operation, Progress

LOADING = translate("operations", "Loading the network")
_TRYING_SHARE = 0.02  # of all steps, that trying out a learning rate may take


@dataclass(frozen=True)
class TrainedModel:
    """What a run leaves behind, still in memory.

    `network` is in evaluation mode. `validation` is None if there were no validation pictures. The counts are of readable
    pictures, `unreadable` are (path, reason). `seconds` are those that the training itself took, in all its processes,
    without pauses. `recipe` is as it was given, `plan` what became of it. `fingerprint` is the SHA-256 of what it has learned from.
    `calibration` and `known` are None where there were too few pictures to tell.
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
    plan: Plan
    origin: WeightsOrigin | None
    fingerprint: str
    calibration: Calibration | None = None
    known: Known | None = None


@dataclass(frozen=True)
class _Bench:
    """What the parts of one training share."""

    fabric: Fabric
    ranks: Ranks
    network: Network
    plan: Plan
    material: Material
    class_count: int
    storage: Storage
    finish: EarlyEnd
    identity: str

    @property
    def recipe(self) -> Recipe:
        return self.plan.recipe

    @property
    def counts(self) -> list[int]:
        counted = Counter(example.target for example in self.material.training)
        return [counted[target] for target in range(self.class_count)]


def train(
    recipe: Recipe,
    class_names: Sequence[str],
    training: Sequence[Example],
    validation: Sequence[Example],
    *,
    device: str | None = None,
    storage: Storage = NOWHERE,
    finish: EarlyEnd | None = None,
    to_keep: bool = True,
) -> Operation[TrainedModel]:
    """Train by `recipe`; goes on where a checkpoint in `storage.run` says that this very training stood.

    Preset instant fits a linear head on frozen features; finetune and thorough start from that head and train layers; scratch trains
    all layers of a network without pretrained weights. What it tells as `Progress.detail` are the values of `engine.classifier.values`;
    epoch 0 is the linear head. `finish` may be wished from another thread: the best so far is returned. Where several processes were
    started by torchrun they train together, and each returns the same model. One that is not `to_keep`, only to be judged, is neither
    calibrated nor does it remember what it knows.

    Raises `TooFewClasses`, `TrainingDiverged`, `OutOfMemory`, `DeviceFailed`, `WorkerLost`, `CheckpointUnusable`, `ArchitectureUnknown`,
    `ArchitectureUnsupported`, `WeightsUnreachable`, `WeightsUnusable`.
    """
    check_classes(training)
    watch = Stopwatch()
    work = _learned(recipe, class_names, Material(training, validation), device, storage, finish or EarlyEnd())
    with repeatable(recipe.deterministic):
        try:
            bench, outcome, before = yield from timed(work, watch)
            knowledge = (yield from timed(_noted(bench, outcome), watch)) if to_keep else Knowledge()
        except RuntimeError as error:
            trouble = None if is_out_of_memory(error) else device_trouble(error)
            if trouble is None:
                raise
            raise trouble from error
    return _left_behind(bench, recipe, class_names, outcome, knowledge, before + watch.seconds)


def _left_behind(
    bench: _Bench, recipe: Recipe, class_names: Sequence[str], outcome: Outcome, knowledge: Knowledge, seconds: float
) -> TrainedModel:
    material, judged = bench.material, outcome.evaluation
    return TrainedModel(
        network=bench.network.module.eval(),
        architecture=bench.network.architecture,
        model_args=bench.network.model_args,
        class_names=tuple(class_names),
        config=bench.network.config,
        recipe=recipe,
        validation=scores(class_names, judged.targets, judged.predicted) if judged.targets else None,
        curves=outcome.reports,
        stop_reason=outcome.stop_reason,
        seconds=seconds,
        unreadable=tuple(material.unreadable.items()),
        training_count=material.readable(material.training),
        validation_count=material.readable(material.validation),
        plan=bench.plan,
        origin=origin_of(recipe),
        fingerprint=fingerprint(class_names, material.training, material.validation),
        calibration=knowledge.calibration,
        known=knowledge.known,
    )


def _noted(bench: _Bench, outcome: Outcome) -> Operation[Knowledge]:
    """What the network knows, from what it has just seen, or by another look; of several processes the first one looks."""
    knowledge = Knowledge()
    if bench.ranks.is_first:
        if outcome.seen is not None:
            knowledge = yield from knowledge_of(outcome.seen, bench.recipe.seed)
        else:
            device = str(bench.fabric.device)
            knowledge = yield from look(bench.network.module, bench.network.config, device, bench.material, bench.recipe.seed)
    return bench.ranks.told(knowledge)


def _learned(
    recipe: Recipe, class_names: Sequence[str], material: Material, device: str | None, storage: Storage, finish: EarlyEnd
) -> Operation[tuple[_Bench, Outcome, float]]:
    """The network with what it has learned, and the seconds that went into it in earlier processes."""
    yield Progress(LOADING)
    reuse_memory()
    seed_everything(recipe.seed)
    bench, state = yield from _prepared(recipe, class_names, material, device, storage, finish)
    if recipe.preset == THOROUGH and recipe.folds and state is None and bench.ranks.world == 1:
        bench = yield from _cross_validated(bench, recipe, class_names)
    bench, outcome = yield from _fit(bench, state)
    return bench, outcome, state["seconds"] if state else 0.0


def _prepared(
    recipe: Recipe, class_names: Sequence[str], material: Material, device: str | None, storage: Storage, finish: EarlyEnd
) -> Operation[tuple[_Bench, dict[str, Any] | None]]:
    """Network, machine and plan; and where the training stands, if it has begun before."""
    identity = identity_of(recipe, fingerprint(class_names, material.training, material.validation))
    found = checkpoint_of(storage.run, identity)
    network = yield from create(recipe, len(class_names))
    device = device or best_device()
    fabric = fabric_for(replace(recipe, precision=precision_of(recipe, device)), device)
    module = placed(network.module, str(fabric.device), recipe.channels_last)
    ranks = Ranks(fabric)
    state = ranks.told(found)  # only the first process has the folder of the run
    bench = _Bench(fabric, ranks, network, Plan(recipe), material, len(class_names), storage, finish, identity)
    if state is None:
        fitting = (
            0 if recipe.batch_size or recipe.only_head else fitting_batch(module, network.config.size, str(fabric.device), fabric.autocast)
        )
        plan = plan_for(recipe, _facts(bench, precision_of(recipe, device), ranks.told(fitting), ranks.world))
    else:
        plan = plan_from(state["plan"])
    yield Progress(LOADING, detail=plan)
    return replace(bench, plan=plan), state


def _cross_validated(bench: _Bench, recipe: Recipe, class_names: Sequence[str]) -> Operation[_Bench]:
    """What the recipe reaches on pictures that it has not seen, each of the training pictures being such a one once."""
    from engine.classifier.learning.folds import cross_validate  # which trains, fold by fold

    found = yield from cross_validate(
        recipe,
        class_names,
        bench.material.training,
        recipe.folds,
        finish=bench.finish,
        storage=bench.storage,
        device=str(bench.fabric.device),
    )
    bench = replace(bench, plan=with_reasons(bench.plan, (folds_reason(found),)))
    yield Progress(LOADING, detail=bench.plan)
    return bench


def _facts(bench: _Bench, precision: str, fitting: int, world: int) -> Facts:
    module = bench.network.module
    parameters = sum(parameter.numel() for parameter in module.parameters())
    return Facts(bench.counts, max(bench.network.config.size), has_batch_norm(module), parameters, precision, fitting * world, world)


def _fit(bench: _Bench, state: dict[str, Any] | None) -> Operation[tuple[_Bench, Outcome]]:
    start: Outcome | None = None
    if not bench.recipe.from_scratch and state is None:
        start = yield from _begun(bench)
        bench = replace(bench, plan=with_reasons(bench.plan, start.reasons))
        yield Progress(LOADING, detail=bench.plan)
        if bench.recipe.only_head:
            return bench, start
        start = replace(start, seen=None)
    learner = _learner(bench)
    feed = _feed(bench)
    if state is None:
        bench = yield from _with_rate(bench, learner, feed)
    trainer = Trainer(learner, feed, bench.plan, bench.material, bench.ranks, start, bench.storage.run, bench.identity, bench.finish)
    if state is not None:
        trainer.resume(state)
    outcome = yield from trainer.run()
    check_classes([example for example in bench.material.training if example.path not in bench.material.unreadable])
    return bench, outcome


def _begun(bench: _Bench) -> Operation[Outcome]:
    """The linear head; of several processes the first one fits it, and the others get it with the network's weights."""
    outcome: Outcome | None = None
    if bench.ranks.is_first:
        outcome = yield from fit_linear_head(
            bench.network, bench.recipe, bench.material, bench.class_count, str(bench.fabric.device), bench.storage
        )
    told = bench.ranks.told(replace(outcome, seen=None) if outcome else None)
    assert told is not None
    return replace(told, seen=outcome.seen) if outcome else told


def _learner(bench: _Bench) -> Learner:
    loss = loss_of(bench.recipe, bench.counts, str(bench.fabric.device))
    return Learner(bench.fabric, bench.network.module, bench.network.config, bench.recipe, loss, bench.class_count)


def _feed(bench: _Bench) -> PictureFeed:
    on_card = bench.fabric.device.type == "cuda"
    return PictureFeed(bench.material, bench.network.config, bench.recipe, bench.recipe.batch_size, bench.ranks, on_card)


def _with_rate(bench: _Bench, learner: Learner, feed: PictureFeed) -> Operation[_Bench]:
    """For long trainings the learning rate is tried out instead of taken from experience; short ones are over before it would pay."""
    is_automatic = any(reason.field == "learning_rate" for reason in bench.plan.reasons)
    steps = bench.recipe.epochs * len(bench.material.training) / bench.recipe.batch_size
    if bench.recipe.preset == FINETUNE or not is_automatic or bench.ranks.world > 1 or _TRYING_SHARE * steps < TRIED_STEPS:
        return bench
    rate = yield from find_learning_rate(learner, feed, bench.material, bench.recipe.learning_rate)
    bench = replace(bench, plan=with_found_rate(bench.plan, rate))
    yield Progress(LOADING, detail=bench.plan)
    return bench
