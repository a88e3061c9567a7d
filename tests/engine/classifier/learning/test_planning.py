"""Everything automatic gets a value and a reason; what the user has set stays."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from engine.classifier.learning.planning import Facts, plan_for, plan_from, plan_to_json, with_found_rate
from engine.classifier.recipe import AUTO, Recipe
from engine.classifier.values import Plan

EVEN = Facts(counts=(200, 190, 210), side=224, batch_norm=True, parameters=3_500_000, precision="fp32")
UNEVEN = replace(EVEN, counts=(32, 552, 100))
FINETUNE = Recipe(preset="finetune")


def chosen(plan: Plan) -> dict[str, object]:
    return {reason.field: reason.value for reason in plan.reasons}


@pytest.mark.parametrize("preset", ["instant", "finetune", "thorough", "scratch"])
@pytest.mark.parametrize("facts", [EVEN, UNEVEN, replace(EVEN, batch_norm=False, counts=(1, 1), side=28)])
def test_nothing_is_left_automatic_and_each_value_has_its_reason(preset: str, facts: Facts) -> None:
    plan = plan_for(Recipe(preset=preset), facts)
    assert AUTO not in asdict(plan.recipe).values()
    assert plan.recipe.batch_size > 0 and plan.recipe.learning_rate > 0 and plan.recipe.epochs > 0
    assert all(getattr(plan.recipe, reason.field) == reason.value and str(reason.text) for reason in plan.reasons)


def test_what_is_set_stays() -> None:
    given = replace(
        FINETUNE, batch_size=5, learning_rate=0.01, epochs=3, balance="sampler", batch_norm="live", precision="fp32", monitor="loss"
    )
    assert plan_for(given, UNEVEN) == Plan(given)


def test_uneven_classes_are_balanced_and_judged_evenly() -> None:
    assert {"balance": "none", "monitor": "balanced_accuracy"}.items() <= chosen(plan_for(FINETUNE, EVEN)).items()
    plan = plan_for(FINETUNE, UNEVEN)
    assert {"balance": "logits", "monitor": "balanced_accuracy"}.items() <= chosen(plan).items()
    assert "32 to 552" in str(next(reason.text for reason in plan.reasons if reason.field == "balance"))


def test_batch_norm_is_frozen_for_small_sets_and_never_without_weights() -> None:
    assert plan_for(FINETUNE, EVEN).recipe.batch_norm == "frozen"
    assert plan_for(FINETUNE, replace(EVEN, counts=(9000, 9000))).recipe.batch_norm == "live"
    assert plan_for(Recipe(preset="scratch", batch_norm="frozen"), EVEN).recipe.batch_norm == "live"


def test_the_batch_fits_pictures_and_memory() -> None:
    sizes = [plan_for(FINETUNE, replace(EVEN, counts=(count, count))).recipe.batch_size for count in (20, 300, 3000)]
    assert sizes == sorted(sizes) and sizes[0] < sizes[-1]
    assert plan_for(FINETUNE, replace(EVEN, fitting=4)).recipe.batch_size == 4
    assert plan_for(Recipe(preset="scratch", batch_size=1), EVEN).recipe.batch_size == 2


def test_the_rate_follows_network_batch_and_optimizer() -> None:
    usual = plan_for(FINETUNE, EVEN).recipe.learning_rate
    assert plan_for(FINETUNE, replace(EVEN, batch_norm=False)).recipe.learning_rate < usual
    assert plan_for(replace(FINETUNE, batch_size=64), EVEN).recipe.learning_rate == pytest.approx(2 * usual, rel=0.1)
    assert plan_for(replace(FINETUNE, optimizer="sgd"), EVEN).recipe.learning_rate > 5 * usual
    assert plan_for(replace(FINETUNE, optimizer="lion"), EVEN).recipe.learning_rate < usual


def test_a_plan_survives_being_stored() -> None:
    plan = with_found_rate(plan_for(FINETUNE, UNEVEN), 0.002)
    assert plan_from(plan_to_json(plan)) == plan
    assert chosen(plan)["learning_rate"] == plan.recipe.learning_rate == 0.002
