"""Temperatures: found where they are known, sober where all is right, never changing an order; and read back as they were written."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from engine.classifier.calibration import (
    LEAST_PICTURES,
    Calibration,
    expected_calibration_error,
    fitted,
    from_json,
    softmax,
    to_json,
)


def answers(count: int, classes: int, temperature: float, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Logits that are `temperature` times as large as those from which the true classes were drawn."""
    random = np.random.default_rng(seed)
    honest = random.normal(0, 2, (count, classes))
    targets = np.array([random.choice(classes, p=row / row.sum()) for row in softmax(honest).astype(float)])
    return (honest * temperature).astype(np.float32), targets


@pytest.mark.parametrize("temperature", [0.3, 1.0, 2.5])
@pytest.mark.parametrize("classes", [2, 7])
def test_the_temperature_of_the_answers_is_found(temperature: float, classes: int) -> None:
    logits, targets = answers(4000, classes, temperature)
    found = fitted(logits, targets)
    assert found is not None
    assert found.temperature == pytest.approx(temperature, rel=0.08)
    assert found.ece_after < 0.03 and found.count == 4000
    assert found.ece_before == pytest.approx(expected_calibration_error(softmax(logits), targets))


def test_the_classes_keep_their_order_and_sum_to_one() -> None:
    logits, targets = answers(200, 5, 3.0)
    found = fitted(logits, targets)
    assert found is not None
    shares = found.probabilities(logits)
    assert shares.dtype == np.float32 and np.allclose(shares.sum(axis=1), 1, atol=1e-6)
    assert np.array_equal(shares.argsort(axis=1), logits.argsort(axis=1))


@pytest.mark.parametrize("count", [LEAST_PICTURES, 150])
def test_where_all_is_right_no_answer_becomes_certain(count: int) -> None:
    targets = np.arange(count) % 3
    logits = np.eye(3, dtype=np.float32)[targets] * np.float32(4)
    found = fitted(logits, targets)
    assert found is not None
    assert found.probabilities(logits).max(axis=1).mean() == pytest.approx((count + 1) / (count + 2), abs=1e-3)


def test_where_all_is_wrong_the_answers_say_next_to_nothing() -> None:
    targets = np.arange(60) % 3
    found = fitted(np.roll(np.eye(3, dtype=np.float32)[targets] * 9, 1, axis=1), targets)
    assert found is not None and math.isfinite(found.ece_after) and found.temperature == pytest.approx(20, rel=0.01)


@pytest.mark.parametrize(
    ("logits", "targets"),
    [
        (np.zeros((LEAST_PICTURES - 1, 3)), np.zeros(LEAST_PICTURES - 1, int)),
        (np.zeros((0, 0)), np.zeros(0, int)),
        (np.full((50, 3), np.nan), np.zeros(50, int)),
        (np.full((50, 3), np.inf), np.zeros(50, int)),
        (np.zeros((50, 1)), np.zeros(50, int)),
    ],
)
def test_nothing_is_said_where_there_is_no_saying(logits: np.ndarray, targets: np.ndarray) -> None:
    assert fitted(logits, targets) is None


def test_the_calibration_error_of_bins() -> None:
    shares = np.array([[0.9, 0.1]] * 10 + [[0.4, 0.6]] * 10, np.float32)
    targets = np.array([0] * 9 + [1] + [1] * 3 + [0] * 7)
    assert expected_calibration_error(shares, targets) == pytest.approx((0.0 + 0.3) / 2, abs=1e-6)
    assert math.isnan(expected_calibration_error(np.zeros((0, 2)), np.zeros(0, int)))


def test_written_and_read_again() -> None:
    for calibration in (Calibration(1.25), Calibration(0.6, 0.125, 0.0625, 80)):
        again = from_json(json.loads(json.dumps(to_json(calibration), allow_nan=False)))
        assert (again.temperature, again.count) == (calibration.temperature, calibration.count)
        assert to_json(again) == to_json(calibration)


@pytest.mark.parametrize("stored", [{}, {"temperature": 0}, {"temperature": -1}, {"temperature": math.nan}, {"temperature": 1e9}])
def test_what_is_no_temperature(stored: dict[str, float]) -> None:
    with pytest.raises((ValueError, KeyError)):
        from_json(stored)
