"""A linear head on frozen features: logistic regression, which takes seconds where training a network takes minutes."""

from __future__ import annotations

import warnings
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

_MOST_STEPS = 2000
_NEVER = -20.0  # the bias of a class without an example: a probability of about 2e-9 beside a bias of 0
_TAU = 1.0  # of the logit adjustment
_ROWS_AT_ONCE = 4096
# Of the root mean square of all deviations. A feature that is silent but for a picture or two would otherwise be blown up to the
# strength of the others: balanced accuracy on brain-mri 87.6 % without this and 88.5 with it, on chess 75.3 and 76.0.
_LEAST_DEVIATION = 0.3
# Numbers in a matrix from which several threads pay in linear algebra. On a busy machine with 2 cores the whole fit of 244 x 1280 took
# 3.6 s of processor time with two threads, which mostly waited for each other, and 0.5 s with one.
_WORTH_THREADS = 2**23
_EXACT_NUMBERS = 2**26  # more than these are fitted in single precision: half the memory and time


@dataclass(frozen=True)
class Head:
    """Logits are `features @ weight.T + bias`; `weight` float32 (K, D), `bias` float32 (K,)."""

    weight: np.ndarray
    bias: np.ndarray

    def logits(self, features: np.ndarray) -> np.ndarray:
        """Float32 (N, K) of `features` (N, D)."""
        logits: np.ndarray = features @ self.weight.T + self.bias
        return logits


@dataclass(frozen=True)
class Rows:
    """What a head is fitted to: `features` (N, D) and class indices `targets` (N,).

    Row i is a view of the picture `pictures[i]` (N,), of which those with the same number share the weight of one; None: each row is
    a picture of its own. Balance "weights" or "sampler" lets all classes weigh the same; "logits" takes the logarithms of the classes'
    shares from the fitted biases (Menon et al. 2021, equation 9, post hoc, tau 1); "none" does neither.
    """

    features: np.ndarray
    targets: np.ndarray
    pictures: np.ndarray | None = None
    balance: str = "none"

    @cached_property
    def weights(self) -> np.ndarray:
        """(N,), their sum is the number of pictures."""
        weights = np.ones(len(self.targets))
        if self.pictures is not None:
            weights /= np.bincount(self.pictures)[self.pictures]
        if self.balance in ("weights", "sampler"):
            of_class = np.bincount(self.targets, weights)
            weights *= (weights.sum() / np.count_nonzero(of_class) / np.maximum(of_class, 1e-9))[self.targets]
        return weights

    @cached_property
    def adjustment(self) -> np.ndarray:
        """What is taken from the logits of the classes up to the last that occurs, (K',)."""
        shares = np.bincount(self.targets, self.weights) / self.weights.sum()
        return _TAU * np.log(np.where(shares > 0, shares, 1)) if self.balance == "logits" else np.zeros(len(shares))

    def chosen(self, which: np.ndarray) -> Rows:
        """Those rows for which `which`, (N,) bool or indices, says so."""
        pictures = None if self.pictures is None else np.unique(self.pictures[which], return_inverse=True)[1]
        return replace(self, features=self.features[which], targets=self.targets[which], pictures=pictures)


@dataclass(frozen=True)
class Scaling:
    """Standardized features, and the way from coefficients on them back to the features as they were.

    `points` (N, min(N, D)): where there are fewer rows than features they are rotated into their own span, in which the penalized
    solution lies (representer theorem), so that nothing is lost and the fit is a few times faster.
    """

    points: np.ndarray
    basis: np.ndarray | None
    mean: np.ndarray
    scale: np.ndarray

    def unscaled(self, coefficients: np.ndarray, intercepts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        wide = coefficients if self.basis is None else coefficients @ self.basis.T
        folded = wide / self.scale
        return folded, intercepts - folded @ self.mean


class Regression:
    """Logistic regression for one penalty after the other, each begun at the solution of the one before."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._model = LogisticRegression(max_iter=_MOST_STEPS, warm_start=True)

    def fit(self, regularization: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(classes (K',), coefficients (K', D), intercepts (K',)) of the classes that occur, of which there must be two."""
        self._model.C = 1 / regularization
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # separable classes have no optimum to reach, only good enough
            self._model.fit(self._rows.features, self._rows.targets, sample_weight=self._rows.weights)
        classes: np.ndarray = self._model.classes_
        coefficients, intercepts = self._model.coef_, self._model.intercept_
        if len(classes) == 2:  # one row, whose sigmoid is the softmax of two opposite halves
            coefficients, intercepts = np.vstack([-coefficients, coefficients]) / 2, np.concatenate([-intercepts, intercepts]) / 2
        return classes, coefficients, intercepts - self._rows.adjustment[classes]


def few_threads(numbers: int) -> AbstractContextManager[object]:
    """As many threads for linear algebra as pay for a matrix of so many `numbers`."""
    limits: AbstractContextManager[object] = threadpool_limits(1 if numbers < _WORTH_THREADS else None, user_api="blas")
    return limits


def scaled(features: np.ndarray) -> Scaling:
    """`features` (N, D) with means of 0 and deviations of 1, or less for those that hardly change."""
    moments = StandardScaler()
    for start in range(0, len(features), _ROWS_AT_ONCE):  # its sums are float64 without a copy of all features in float64
        moments.partial_fit(features[start : start + _ROWS_AT_ONCE])
    mean, deviation = moments.mean_, np.sqrt(moments.var_)
    least = _LEAST_DEVIATION * np.sqrt(moments.var_.mean())
    scale = np.maximum(deviation, least) if least > 0 else np.ones_like(deviation)
    kind = np.float64 if features.size <= _EXACT_NUMBERS else np.float32
    points = (features - mean.astype(kind)) / scale.astype(kind)
    points, basis = in_span(points)
    return Scaling(points, basis, mean, scale)


def in_span(points: np.ndarray) -> tuple[np.ndarray, np.ndarray | None]:
    """`points` (N, D) in coordinates of their own span (N, N), and its orthonormal basis (D, N), if N < D; else as they are."""
    if len(points) >= points.shape[1]:
        return points, None
    with few_threads(points.size):
        basis, upper = np.linalg.qr(points.T)
    return np.ascontiguousarray(upper.T), basis


def fit_scaled(rows: Rows, scaling: Scaling, class_count: int, regularization: float) -> Head:
    """The head of `rows`, whose features are `scaling.points`, for the features as they were."""
    with few_threads(rows.features.size):
        classes, coefficients, intercepts = Regression(rows).fit(regularization)
    weight = np.zeros((class_count, len(scaling.mean)), np.float32)
    bias = np.full(class_count, _NEVER, np.float32)
    weight[classes], bias[classes] = scaling.unscaled(coefficients, intercepts)
    return Head(weight, bias)


def fit_head(features: np.ndarray, targets: np.ndarray, class_count: int, regularization: float, balance: str = "none") -> Head:
    """The L2-penalized maximum-likelihood head of `features` float32 (N, D) and class indices `targets` (N,).

    The features are standardized (see `scaled`) for the fit, which is folded into the head. `regularization` is 1 / C of
    scikit-learn, `balance` as in `Rows`. At least two classes must occur in `targets`; those that do not are never predicted.
    """
    scaling = scaled(features)
    return fit_scaled(Rows(scaling.points, targets, balance=balance), scaling, class_count, regularization)
