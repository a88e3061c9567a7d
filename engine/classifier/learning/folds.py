"""Cross-validation by group: the recipe is trained once a fold, and each time asked about the pictures it has not seen.

What a training sees to choose its best epoch is held out of the other folds: the pictures that judge it choose nothing.
"""

from __future__ import annotations

import time
import warnings
from collections import defaultdict
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import cast

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold
from torch import nn

from engine.classifier.inference import predict
from engine.classifier.learning.embedding import STAGE as EMBEDDING
from engine.classifier.learning.trainer import STAGE as TRAINING
from engine.classifier.learning.training import TrainedModel, train
from engine.classifier.learning.trials import FoldScore, FoldScores
from engine.classifier.metrics import scores
from engine.classifier.model.files import LoadedModel
from engine.classifier.recipe import Recipe
from engine.classifier.sight.input import InputConfig
from engine.classifier.values import NOWHERE, Example, Prediction, Scores, Storage
from engine.errors import Sentence, SettingInvalid, TooFewToCrossValidate, translate
from engine.progress import EarlyEnd, Operation, Progress

STAGE = translate("operations", "Cross-validation")
_TRAINED = 0.9  # of a fold's time; the rest is asking
_VALIDATED = 5  # one part in so many of what a fold learns from chooses its best epoch


@dataclass(frozen=True)
class Folds:
    """`parts[k]` are the indices of the examples that judge fold k; `always` those that teach in every fold."""

    parts: tuple[tuple[int, ...], ...]
    always: tuple[int, ...]
    notes: tuple[Sentence, ...]


def cross_validate(
    recipe: Recipe,
    class_names: Sequence[str],
    examples: Sequence[Example],
    folds: int,
    *,
    finish: EarlyEnd | None = None,
    storage: Storage = NOWHERE,
    device: str | None = None,
) -> Operation[FoldScores]:
    """Train by `recipe` once for each of `folds` and judge it on the rest; `Progress.detail` is a `FoldScore` after each fold.

    Examples of a group stay together, and the classes are dealt out evenly (scikit-learn's stratified group folds). A wish to
    `finish` ends it after the folds that are done. Raises `TooFewToCrossValidate`, `SettingInvalid`, and what `train` raises.
    """
    plan = dealt(examples, class_names, folds, recipe.seed)
    predictions: list[Prediction | None] = [None] * len(examples)
    told: list[FoldScore] = []
    done, total = 0, sum(map(len, plan.parts))
    for number, part in enumerate(plan.parts):
        yield Progress(STAGE, done, total)
        began = time.perf_counter()
        taught = [index for each, indices in enumerate(plan.parts) if each != number for index in indices] + list(plan.always)
        working = _judged(recipe, class_names, examples, sorted(taught), part, storage, device)
        answers = yield from _paced(working, EMBEDDING if recipe.only_head else TRAINING, done, len(part), total, finish)
        if answers is None:
            break
        for index, answer in zip(part, answers, strict=True):
            predictions[index] = answer
        measured = _measured(class_names, [examples[index] for index in part], answers)
        seconds, unreadable = time.perf_counter() - began, len(part) - measured.count
        told.append(FoldScore(number, measured.accuracy, measured.balanced_accuracy, measured.count, unreadable, seconds))
        done += len(part)
        yield Progress(STAGE, done, total, told[-1])
    return FoldScores(tuple(told), tuple(predictions), _measured(class_names, examples, predictions), plan.notes)


def dealt(examples: Sequence[Example], class_names: Sequence[str], folds: int, seed: int) -> Folds:
    """The folds of `examples`: as many as wanted, or as the class with the most groups has groups.

    A class with one group has nothing to be judged by without being unlearned: that group teaches in every fold. Raises
    `SettingInvalid`, `TooFewToCrossValidate`.
    """
    if folds < 2:
        raise SettingInvalid(value=folds, field="folds", reason=translate("errors", "two are the fewest"))
    groups = _groups(examples)
    free = _free(examples, groups)
    if len({examples[index].target for index in free}) < 2:
        raise TooFewToCrossValidate()
    counts = _groups_by_class(examples, groups, free)
    parts = _parted(examples, groups, free, min(folds, max(counts.values())), seed)
    always = tuple(sorted(set(range(len(examples))) - set(free)))
    return Folds(tuple(map(tuple, parts)), always, _notes(class_names, counts, folds, len(parts)))


def _judged(
    recipe: Recipe,
    class_names: Sequence[str],
    examples: Sequence[Example],
    taught: Sequence[int],
    judging: Sequence[int],
    storage: Storage,
    device: str | None,
) -> Operation[list[Prediction]]:
    """The answers to the examples `judging` of a training on `taught`."""
    training, validation = _taught(recipe, examples, taught)
    storage = Storage(embeddings=storage.embeddings)
    trained = yield from train(replace(recipe, folds=0), class_names, training, validation, storage=storage, device=device, to_keep=False)
    return (yield from predict(_answering(trained), [examples[index].path for index in judging], recipe.batch_size or 32))


def _taught(recipe: Recipe, examples: Sequence[Example], taught: Sequence[int]) -> tuple[list[Example], list[Example]]:
    """Training and validation examples. A linear head has no epochs to choose from, so it needs none of the latter."""
    chosen = [examples[index] for index in taught]
    groups = _groups(chosen)
    free = _free(chosen, groups)
    if recipe.only_head or len({chosen[index].target for index in free}) < 2:
        return chosen, []
    count = min(_VALIDATED, max(_groups_by_class(chosen, groups, free).values()))
    held_out = set(_parted(chosen, groups, free, count, recipe.seed)[0])
    training = [each for index, each in enumerate(chosen) if index not in held_out]
    if {each.target for each in training} != {each.target for each in chosen}:  # a class must not leave the lesson
        return chosen, []
    return training, [chosen[index] for index in sorted(held_out)]


@dataclass(frozen=True)
class _Unsaved:
    """What `predict` needs of a model, of one that is only in memory."""

    network: nn.Module
    config: InputConfig
    device: str
    calibration: None = None
    known: None = None


def _answering(trained: TrainedModel) -> LoadedModel:
    device = next(trained.network.parameters()).device
    return cast(LoadedModel, _Unsaved(trained.network, trained.config, str(device)))


def _paced(
    working: Operation[list[Prediction]], main_stage: str, done: int, here: int, total: int, finish: EarlyEnd | None
) -> Operation[list[Prediction] | None]:
    """Pass on how far a fold of `here` pictures is after `done` of all; None if the end is wished for before the fold is done."""
    share = 0.0
    with closing(working):
        while True:
            try:
                progress = next(working)
            except StopIteration as end:
                return end.value  # type: ignore[no-any-return]
            if finish is not None and finish.wished:
                return None
            if progress.stage == main_stage and progress.total:
                share = max(share, _TRAINED * progress.done / progress.total)
            yield Progress(STAGE, done + int(share * here), total)


def _measured(class_names: Sequence[str], examples: Sequence[Example], answers: Sequence[Prediction | None]) -> Scores:
    """The scores of those answers that there are."""
    pairs = [(each.target, answer.ranked(1)[0][0]) for each, answer in zip(examples, answers, strict=True) if answer and not answer.failure]
    return scores(class_names, [target for target, _ in pairs], [answer for _, answer in pairs])


def _groups(examples: Sequence[Example]) -> list[int]:
    """A number for each group; an example without a group is one of its own."""
    numbers: dict[tuple[str, int], int] = {}
    keys = [("alone", index) if example.group is None else ("group", example.group) for index, example in enumerate(examples)]
    return [numbers.setdefault(key, len(numbers)) for key in keys]


def _free(examples: Sequence[Example], groups: Sequence[int]) -> list[int]:
    """The indices that may be held out: a group that holds all that there is of a class must teach, and so must its other pictures."""
    free = list(range(len(examples)))
    while True:
        counts = _groups_by_class(examples, groups, free)
        lone = {groups[index] for index in free if counts[examples[index].target] < 2}
        if not lone:
            return free
        free = [index for index in free if groups[index] not in lone]


def _groups_by_class(examples: Sequence[Example], groups: Sequence[int], indices: Sequence[int]) -> dict[int, int]:
    """{target: how many groups have a picture of it} among `indices`."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for index in indices:
        found[examples[index].target].add(groups[index])
    return {target: len(members) for target, members in found.items()}


def _parted(examples: Sequence[Example], groups: Sequence[int], indices: Sequence[int], count: int, seed: int) -> list[list[int]]:
    """`indices` in at most `count` parts that are not empty."""
    targets = np.array([examples[index].target for index in indices])
    folds = StratifiedGroupKFold(n_splits=count, shuffle=True, random_state=seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of classes with fewer members than folds, of which the user is told in our own words
        splits = list(folds.split(np.zeros(len(indices)), targets, [groups[index] for index in indices]))
    return [[indices[place] for place in judging] for _, judging in splits if len(judging)]


def _notes(class_names: Sequence[str], counts: dict[int, int], wanted: int, made: int) -> tuple[Sentence, ...]:
    notes = []
    if made < wanted:
        text = translate("errors", "{made} folds instead of {wanted}: no class has more pictures or groups that can be parted.")
        notes.append(Sentence(text, {"made": made, "wanted": wanted}))
    lone = translate("errors", "The class “{name}” cannot be judged: its pictures all belong together, so they teach in every fold.")
    few = translate("errors", "The class “{name}” has pictures or groups for {count} folds only: the others say nothing of it.")
    for target, name in enumerate(class_names):
        count = counts.get(target, 0)
        if count < made:
            notes.append(Sentence(few if count else lone, {"name": name, "count": count}))
    return tuple(notes)
