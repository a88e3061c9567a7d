"""How strongly the linear head is held back, chosen by cross-validation within the training pictures."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold

from engine.classifier.learning.head import Regression, Rows, few_threads, in_span
from engine.classifier.values import Reason
from engine.errors import Sentence, translate

FIELD = "head_regularization"
# The Brier score (1950) of held-out pictures: it has the shape of accuracy without its steps. Cross-entropy, which a few sure mistakes
# decide, held the head back too much where groups differ (magnetic-tile 72.3 % balanced instead of 75.1); accuracy itself is noise for a
# few hundred pictures (ants and bees 95.4 % instead of 96.1).
STRENGTHS = tuple(10 ** (exponent / 2) for exponent in range(8, -3, -1))  # 10 000 to 0.1, the stiffest first
DEFAULT = 30.0  # in the middle of what was chosen for four sets of pictures
_FOLDS = 5
_MOST_PICTURES = 4000  # to choose by: a few seconds; with 1500 of 100 000 the choice was three times as stiff
_REPEATS, _FEW_PICTURES = 3, 500  # how often they are dealt out where there are no more than so many
_PATIENCE = 2  # strengths without improvement: the curve has one valley

Fold = tuple[np.ndarray, np.ndarray]  # indices of rows that teach, and of those that examine


def chosen_regularization(rows: Rows, groups: np.ndarray) -> Reason:
    """The strength of `STRENGTHS` with the lowest Brier score on held-out pictures; `Reason.value` is it.

    `rows` are standardized, one of each picture: with all views nearly always the same strength was chosen on four sets, in much more
    time. Rows of the same number in `groups` (N,) are never on both sides. Where classes have too few groups for two folds, it is
    `DEFAULT`.
    """
    folds = _folds(rows.targets, groups)
    if not folds:
        text = translate("plan", "too few pictures to try several strengths on: this one has served well")
        return Reason(FIELD, DEFAULT, Sentence(text))
    with few_threads(sum(len(part) for part in folds[0]) * rows.features.shape[1]):
        scores = list(_scores(rows, folds))
    best = min(range(len(scores)), key=lambda index: scores[index])
    text = translate("plan", "the best of {count} strengths in {folds} rounds of cross-validation within the training pictures")
    return Reason(FIELD, STRENGTHS[best], Sentence(text, {"count": len(scores), "folds": len(folds)}))


def _scores(rows: Rows, folds: Sequence[Fold]) -> Iterator[float]:
    """The mean Brier score for each strength in turn, until it has risen for good."""
    rows = replace(rows, features=in_span(rows.features)[0])
    regressions = [Regression(rows.chosen(taught)) for taught, _ in folds]
    lowest, since = np.inf, 0
    for strength in STRENGTHS:
        pairs = [_held_out(rows, regression, examined, strength) for regression, (_, examined) in zip(regressions, folds, strict=True)]
        errors, weights = (np.concatenate(part) for part in zip(*pairs, strict=True))
        score = float(np.average(errors, weights=weights))
        yield score
        lowest, since = (score, 0) if score < lowest else (lowest, since + 1)
        if since >= _PATIENCE:
            return


def _held_out(rows: Rows, regression: Regression, examined: np.ndarray, strength: float) -> tuple[np.ndarray, np.ndarray]:
    """The squared errors of the probabilities (M,) of the examined rows whose class was taught, and their weights (M,)."""
    classes, coefficients, intercepts = regression.fit(strength)
    examined = examined[np.isin(rows.targets[examined], classes)]
    logits = rows.features[examined] @ coefficients.T + intercepts
    errors = np.exp(logits - logits.max(axis=1, keepdims=True))
    errors /= errors.sum(axis=1, keepdims=True)
    errors[np.arange(len(examined)), np.searchsorted(classes, rows.targets[examined])] -= 1
    return (errors**2).sum(axis=1), _examining_weights(rows)[examined]


def _examining_weights(rows: Rows) -> np.ndarray:
    """All classes count the same where the head is to treat them so."""
    even: np.ndarray = np.ones(len(rows.targets))
    return even if rows.balance == "none" else even / np.bincount(rows.targets)[rows.targets]


def _folds(targets: np.ndarray, groups: np.ndarray) -> list[Fold]:
    """Stratified by class, whole groups; at most as many as half of the classes have groups, so that rare ones do not forbid them.

    Where there are few pictures they are dealt out several times, for how they fall would decide otherwise.
    """
    kept = _some(groups)
    targets, groups = targets[kept], groups[kept]
    pieces = sorted(len(np.unique(groups[targets == each])) for each in np.unique(targets))
    count = min(_FOLDS, pieces[(len(pieces) - 1) // 2])
    if count < 2:
        return []
    kind: Any = StratifiedKFold if len(np.unique(groups)) == len(groups) else StratifiedGroupKFold
    folds: list[Fold] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # that a class has fewer members than there are folds
        for seed in range(_REPEATS if len(kept) <= _FEW_PICTURES else 1):
            parts = kind(count, shuffle=True, random_state=seed).split(kept, targets, groups)
            folds += [(kept[taught], kept[examined]) for taught, examined in parts if len(np.unique(targets[taught])) > 1]
    return folds


def _some(groups: np.ndarray) -> np.ndarray:
    """Indices of all rows, or of whole groups drawn by lot until they are `_MOST_PICTURES`."""
    if len(groups) <= _MOST_PICTURES:
        return np.arange(len(groups))
    _, which, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    order = np.random.default_rng(0).permutation(len(sizes))
    return np.flatnonzero(np.isin(which, order[np.cumsum(sizes[order]) <= _MOST_PICTURES]))
