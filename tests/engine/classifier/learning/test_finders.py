"""The range test: it finds a rate that learns, leaves no trace, and is not run where it would not pay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.classifier.learning import training
from engine.classifier.learning.training import train
from engine.classifier.values import Example, Plan
from engine.progress import Progress, run
from tests.engine.classifier.conftest import FROM_SCRATCH, NAMES

Examples = tuple[list[Example], list[Example]]


def rate_and_words(examples: Examples, monkeypatch: pytest.MonkeyPatch, share: float) -> tuple[float, str]:
    monkeypatch.setattr(training, "_TRYING_SHARE", share)
    told: list[Progress] = []
    model = run(train(replace(FROM_SCRATCH, epochs=2), NAMES, *examples, device="cpu"), told.append)
    reason = next(each for each in model.plan.reasons if each.field == "learning_rate")
    plans = [progress.detail for progress in told if isinstance(progress.detail, Plan)]
    assert plans[-1] == model.plan
    return model.plan.recipe.learning_rate, str(reason.text)


def test_a_long_training_tries_its_rate_out(examples: Examples, monkeypatch: pytest.MonkeyPatch) -> None:
    usual, words = rate_and_words(examples, monkeypatch, 0.02)
    assert "proven" in words
    found, words = rate_and_words(examples, monkeypatch, 100.0)
    assert "range test" in words and usual / 5 <= found <= 5 * usual
    assert (found, words) == rate_and_words(examples, monkeypatch, 100.0)
