"""The preset thorough cross-validates before its final run, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from engine.classifier.learning.training import train
from engine.classifier.recipe import Recipe, with_preset
from engine.classifier.values import Example, Plan
from engine.progress import Progress, run
from tests.engine.classifier.conftest import NAMES


def test_folds_are_told_with_the_plan(examples: tuple[list[Example], list[Example]], weights_pack: Callable[..., Path]) -> None:
    recipe = with_preset(Recipe(architecture="test_resnet", weights=str(weights_pack()), image_size=32, batch_size=8), "thorough")
    told: list[Progress] = []
    model = run(train(replace(recipe, folds=2, epochs=1, learning_rate=1e-4), NAMES, *examples, device="cpu"), told.append)
    folds = next(reason for reason in model.plan.reasons if reason.field == "folds")
    assert folds.value == 2 and "±" in str(folds.text)
    assert [progress.detail for progress in told if isinstance(progress.detail, Plan)][-1].recipe.folds == 2
    assert model.validation is not None and model.recipe.ema > 0


def test_a_hidden_layer_starts_at_the_linear_head(examples: tuple[list[Example], list[Example]], weights_pack: Callable[..., Path]) -> None:
    recipe = Recipe(preset="finetune", architecture="test_resnet", weights=str(weights_pack()), image_size=32, batch_size=8, epochs=1)
    recipe = replace(recipe, hidden_layer=16, dropout=0.2, learning_rate=1e-9, unfreeze="head")
    model = run(train(recipe, NAMES, *examples, device="cpu"))
    assert model.model_args["hidden_layer"] == 16
    head, after = model.curves
    assert abs(head.validation_loss - after.validation_loss) < 1e-4
