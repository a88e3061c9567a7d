"""What trying recipes out comes to: the trials of a tuning, the folds of a cross-validation. Light: no torch and no Optuna here."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from engine.classifier.learning.search_space import Space
from engine.classifier.recipe import Recipe
from engine.classifier.values import Prediction, Scores
from engine.errors import Sentence, translate

LOSS = "loss"  # the one metric of which less is better


class TrialState(StrEnum):
    """How a trial stands. PRUNED: it was behind the others; CUT: time was up, or it was stopped, before it could be judged."""

    RUNNING = "running"
    COMPLETE = "complete"
    PRUNED = "pruned"
    FAILED = "failed"
    CUT = "cut"


STATES: Mapping[TrialState, str] = {
    TrialState.RUNNING: translate("operations", "running"),
    TrialState.COMPLETE: translate("operations", "finished"),
    TrialState.PRUNED: translate("operations", "given up"),
    TrialState.FAILED: translate("operations", "failed"),
    TrialState.CUT: translate("operations", "cut short"),
}
ALL_TRIED = translate("operations", "all trials made")
FAILING = translate("operations", "one trial after the other failed")


@dataclass(frozen=True)
class TrialReport:
    """One recipe that was tried: the searched `values`, and its `score` on the validation side, the best epoch so far.

    `score` is None until something was measured. The first trial, `as_is`, is the recipe as it was before: a value of it may be
    automatic or outside of its domain. `message` says why it failed.
    """

    number: int
    values: Mapping[str, Any]
    state: TrialState = TrialState.RUNNING
    score: float | None = None
    seconds: float = 0.0
    epochs: int = 0
    message: Sentence | None = None
    as_is: bool = False


@dataclass(frozen=True)
class Tuning:
    """A tuning as its journal tells it: what it searches from and where, and its trials so far.

    `metric` is what the trials are compared by: "accuracy", "balanced_accuracy" or "loss". `created` is in seconds since 1970;
    `fingerprint` is that of its pictures, without which scores cannot be compared.
    """

    recipe: Recipe
    space: Space
    metric: str
    created: float
    fingerprint: str
    trials: tuple[TrialReport, ...] = ()

    @property
    def best(self) -> TrialReport | None:
        return best_of(self.trials, self.metric)


@dataclass(frozen=True)
class TuningOutcome:
    """What a tuning found. `best_recipe` is the given one, and `best_score` None, where no trial was finished.

    `importance` says how far the scores depend on each field (shares that sum to 1, functional ANOVA); empty with too few trials.
    The scores are a little too good, for the best of many was chosen by them: only the test side, which no trial saw, is honest.
    """

    best_recipe: Recipe
    best_score: float | None
    metric: str
    trials: tuple[TrialReport, ...]
    importance: tuple[tuple[str, float], ...]
    stop_reason: str
    seconds: float


def best_of(trials: Sequence[TrialReport], metric: str) -> TrialReport | None:
    """The finished trial with the best score; of equal ones the first, which may be the recipe as it was."""
    finished = [trial for trial in trials if trial.state is TrialState.COMPLETE and trial.score is not None]
    sign = -1 if metric == LOSS else 1
    return max(finished, key=lambda trial: sign * (trial.score or 0.0), default=None)


def recipe_of(tuning: Tuning, trial: TrialReport) -> Recipe:
    """The recipe that the trial tried. Where it may change what the automatic monitor means, what the trials went by is put there."""
    if trial.as_is:
        return tuning.recipe
    recipe = replace(tuning.recipe, **trial.values)
    return replace(recipe, monitor=tuning.metric) if "balance" in tuning.space else recipe


@dataclass(frozen=True)
class FoldScore:
    """The scores of one fold, 0..1, on `count` pictures that its training had not seen; `unreadable` ones are not among them."""

    number: int
    accuracy: float
    balanced_accuracy: float
    count: int
    unreadable: int
    seconds: float


@dataclass(frozen=True)
class FoldScores:
    """A cross-validation: its folds, and the answers to all pictures together.

    `predictions[i]` is what a training that had not seen the example `i` says of it; None where none was asked: its class has but one
    group, which always teaches, or the cross-validation was ended early. `scores` are of those answers taken together. `notes` are
    what the user should know.
    """

    folds: tuple[FoldScore, ...]
    predictions: tuple[Prediction | None, ...] = field(repr=False)
    scores: Scores
    notes: tuple[Sentence, ...] = ()

    @property
    def accuracy(self) -> tuple[float, float]:
        """Mean and sample standard deviation over the folds; the deviation is NaN with one fold."""
        return _spread([fold.accuracy for fold in self.folds])

    @property
    def balanced_accuracy(self) -> tuple[float, float]:
        return _spread([fold.balanced_accuracy for fold in self.folds])


def _spread(values: Sequence[float]) -> tuple[float, float]:
    if not values:
        return math.nan, math.nan
    return statistics.fmean(values), statistics.stdev(values) if len(values) > 1 else math.nan
