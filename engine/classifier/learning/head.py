"""A linear head on frozen features: logistic regression, which takes seconds where training a network takes minutes."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

_MOST_STEPS = 2000
_NEVER = -20.0  # the bias of a class without an example: a probability of about 2e-9 beside a bias of 0


@dataclass(frozen=True)
class Head:
    """Logits are `features @ weight.T + bias`; `weight` float32 (K, D), `bias` float32 (K,)."""

    weight: np.ndarray
    bias: np.ndarray

    def logits(self, features: np.ndarray) -> np.ndarray:
        """Float32 (N, K) of `features` (N, D)."""
        logits: np.ndarray = features @ self.weight.T + self.bias
        return logits


def fit_head(features: np.ndarray, targets: np.ndarray, class_count: int, regularization: float) -> Head:
    """The L2-penalized maximum-likelihood head of `features` float32 (N, D) and class indices `targets` (N,).

    The features are standardized for the fit and the scaling is folded into the head. `regularization` is 1 / C of
    scikit-learn. At least two classes must occur in `targets`; those that do not occur are never predicted.
    """
    scaler = StandardScaler().fit(features.astype(np.float64))
    regression = LogisticRegression(C=1 / regularization, max_iter=_MOST_STEPS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # separable classes have no optimum to reach, only good enough
        regression.fit(scaler.transform(features), targets)
    coefficients, intercepts = regression.coef_, regression.intercept_
    if len(regression.classes_) == 2:  # one row, whose sigmoid is the softmax of two opposite halves
        coefficients, intercepts = np.vstack([-coefficients, coefficients]) / 2, np.concatenate([-intercepts, intercepts]) / 2
    folded = coefficients / scaler.scale_
    weight = np.zeros((class_count, features.shape[1]), np.float32)
    bias = np.full(class_count, _NEVER, np.float32)
    weight[regression.classes_] = folded
    bias[regression.classes_] = intercepts - folded @ scaler.mean_
    return Head(weight, bias)
