"""The linear head is the optimum that it claims to be, and its regularization is chosen on pictures it was not fitted to."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.special import log_softmax

from engine.classifier.learning.head import Head, Rows, fit_head, fit_scaled, scaled
from engine.classifier.learning.head_choice import DEFAULT, STRENGTHS, chosen_regularization


def clouds(counts: tuple[int, ...], wide: int, apart: float = 1.5, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """One Gaussian cloud a class; (features float32 (N, D), targets (N,))."""
    random = np.random.default_rng(seed)
    targets = np.repeat(np.arange(len(counts)), counts)
    centres = random.normal(0, apart / np.sqrt(wide), (len(counts), wide)) * np.sqrt(wide) / 3
    return (centres[targets] + random.normal(0, 1, (len(targets), wide))).astype(np.float32), targets


def choice(features: np.ndarray, targets: np.ndarray, groups: np.ndarray | None = None, balance: str = "none") -> float:
    groups = np.arange(len(targets)) if groups is None else groups
    reason = chosen_regularization(Rows(scaled(features).points, targets, balance=balance), groups)
    assert reason.field == "head_regularization"
    assert isinstance(reason.value, float)
    return reason.value


def reference(features: np.ndarray, targets: np.ndarray, classes: int, strength: float, weights: np.ndarray) -> np.ndarray:
    """The logits of the penalized optimum in all D dimensions, by a general minimizer."""
    x = (features - features.mean(0)) / features.std(0)

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        weight, bias = parameters[:-classes].reshape(classes, -1), parameters[-classes:]
        logs = log_softmax(x @ weight.T + bias, axis=1)
        slope = weights[:, None] * (np.exp(logs) - np.eye(classes)[targets])
        value = -(weights * logs[np.arange(len(targets)), targets]).sum() + strength / 2 * (weight**2).sum()
        return float(value), np.concatenate([(slope.T @ x + strength * weight).ravel(), slope.sum(0)])

    found = minimize(loss, np.zeros(classes * (x.shape[1] + 1)), jac=True, method="L-BFGS-B", options={"maxiter": 5000, "gtol": 1e-9}).x
    logits = x @ found[:-classes].reshape(classes, -1).T + found[-classes:]
    centred: np.ndarray = logits - logits.mean(1, keepdims=True)
    return centred


def centred(head: Head, features: np.ndarray) -> np.ndarray:
    logits = head.logits(features)
    result: np.ndarray = logits - logits.mean(1, keepdims=True)
    return result


@pytest.mark.parametrize("wide", [8, 90], ids=["more pictures than features", "fewer pictures than features"])
@pytest.mark.parametrize("balance", ["none", "weights"])
def test_it_is_the_penalized_optimum(wide: int, balance: str) -> None:
    features, targets = clouds((25, 15, 6), wide)
    weights = np.ones(46) if balance == "none" else np.repeat(46 / 3 / np.array([25, 15, 6]), [25, 15, 6])
    head = fit_head(features, targets, 3, 2.0, balance)
    assert np.abs(centred(head, features) - reference(features, targets, 3, 2.0, weights)).max() < 0.02


def test_a_rotation_into_the_span_of_few_pictures_loses_nothing() -> None:
    features, targets = clouds((12, 12), 300)
    scaling = scaled(features)
    assert scaling.points.shape == (24, 24)
    standard = (features - features.mean(0)) / features.std(0)
    assert np.allclose(scaling.points @ scaling.points.T, standard @ standard.T, atol=1e-3)
    new = clouds((5, 5), 300, seed=1)[0]
    wide = fit_scaled(Rows(standard, targets), type(scaling)(standard, None, scaling.mean, scaling.scale), 2, 10.0)
    assert np.allclose(fit_scaled(Rows(scaling.points, targets), scaling, 2, 10.0).logits(new), wide.logits(new), atol=5e-3)


def test_views_of_one_picture_count_as_one() -> None:
    features, targets = clouds((20, 20), 10)
    once = fit_head(features, targets, 2, 5.0)
    scaling = scaled(np.concatenate([features] * 3))
    rows = Rows(scaling.points, np.tile(targets, 3), np.tile(np.arange(40), 3))
    assert np.allclose(fit_scaled(rows, scaling, 2, 5.0).weight, once.weight, atol=1e-3)


def test_rare_classes_get_their_share() -> None:
    features, targets = clouds((300, 15), 20, apart=1.2)
    asked, truth = clouds((300, 300), 20, apart=1.2)
    found = {
        balance: [
            float((fit_head(features, targets, 2, 100.0, balance).logits(asked).argmax(1)[truth == each] == each).mean()) for each in (0, 1)
        ]
        for balance in ("none", "weights", "logits", "sampler")
    }
    assert found["weights"] == found["sampler"]
    for balance in ("weights", "logits"):
        assert found[balance][1] > found["none"][1] + 0.1
        assert sum(found[balance]) > sum(found["none"])


def test_logits_are_adjusted_by_the_shares_of_the_classes() -> None:
    features, targets = clouds((30, 10), 5)
    plain, adjusted = (fit_head(features, targets, 2, 1.0, balance) for balance in ("none", "logits"))
    assert np.allclose(plain.weight, adjusted.weight)
    assert np.allclose(plain.bias - adjusted.bias, np.log([0.75, 0.25]))


def test_noise_asks_for_more_regularization_than_signal() -> None:
    assert choice(*clouds((60, 60), 100, apart=0.05)) > choice(*clouds((60, 60), 100, apart=4.0))


def test_what_was_chosen_is_better_on_new_pictures_than_the_ends_of_the_path() -> None:
    features, targets = clouds((40, 40, 40), 150, apart=1.0)
    asked, truth = clouds((400, 400, 400), 150, apart=1.0, seed=0)

    def loss(strength: float) -> float:
        logits = fit_head(features, targets, 3, strength).logits(asked)
        return float(-log_softmax(logits, axis=1)[np.arange(len(truth)), truth].mean())

    best = loss(choice(features, targets))
    assert best <= loss(STRENGTHS[0])
    assert best <= loss(STRENGTHS[-1])


def test_the_choice_is_the_same_each_time() -> None:
    features, targets = clouds((30, 30), 60)
    assert choice(features, targets) == choice(features, targets)


def test_pictures_of_one_group_do_not_examine_each_other() -> None:
    """Ten near-copies of each of twelve pictures of pure noise: parted, they would be recognized, and seem to need no penalty."""
    random = np.random.default_rng(0)
    firsts = random.normal(size=(12, 60))
    features = (np.repeat(firsts, 10, axis=0) + random.normal(0, 0.01, (120, 60))).astype(np.float32)
    targets = np.repeat(np.arange(12) % 2, 10)
    assert choice(features, targets, np.repeat(np.arange(12), 10)) > 10 * choice(features, targets)


@pytest.mark.parametrize("counts", [(1, 1), (1, 40), (1, 1, 5)])
def test_too_few_pictures_get_the_default(counts: tuple[int, ...]) -> None:
    features, targets = clouds(counts, 10)
    reason = chosen_regularization(Rows(scaled(features).points, targets), np.arange(len(targets)))
    assert reason.value == DEFAULT
    assert "too few" in str(reason.text)


def test_one_group_a_class_gets_the_default() -> None:
    features, targets = clouds((20, 20), 10)
    assert choice(features, targets, targets) == DEFAULT


@pytest.mark.parametrize("counts", [(2, 2), (3, 30, 30), (1, 30, 30)])
def test_a_class_of_a_few_pictures_does_not_forbid_to_choose(counts: tuple[int, ...]) -> None:
    features, targets = clouds(counts, 10, apart=3)
    assert choice(features, targets) in STRENGTHS


def test_features_that_never_change_do_no_harm() -> None:
    features, targets = clouds((20, 20), 10)
    features[:, 3] = 7.5
    head = fit_head(features, targets, 2, 1.0)
    assert np.isfinite(head.weight).all()
    assert (head.logits(features).argmax(1) == targets).mean() > 0.8
