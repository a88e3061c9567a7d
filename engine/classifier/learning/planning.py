"""Puts a value and its reason in the place of everything automatic in a recipe, from the pictures, the network and the machine."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from engine.classifier.learning.trials import FoldScores
from engine.classifier.recipe import AUTO, FINETUNE, INSTANT, SCRATCH, THOROUGH, Recipe, recipe_from_json
from engine.classifier.values import Plan, Reason
from engine.errors import Sentence, translate

# AdamW, batches of 32, each layer at 0.75 of the rate of the next. MobileNetV2 with frozen batch norm, validation accuracy at 3e-4,
# 6e-4, 1e-3: chess (8 epochs, head 78.4 %) 86.2, 91.0, 94.6; ants and bees (6 epochs, head 95.4 %) 97.4, 96.1, 95.4.
FINETUNE_RATE, NORMLESS_FINETUNE_RATE = 6e-4, 2e-4  # transformers and ConvNeXt have no batch norm, and large steps undo them
SCRATCH_RATE, NORMLESS_SCRATCH_RATE = 2e-3, 5e-4
# Networks as small as LeNet bear more. Digits, batches of 64, two epochs: 91 % at 2.8e-3, 93 % at 5e-3.
_SMALL, SMALL_SCRATCH_RATE = 1_000_000, 3.5e-3  # parameters
_USUAL_BATCH = 32
# What suits AdamW times this suits the others.
_OPTIMIZER_FACTORS = {"adamw": 1.0, "adam": 1.0, "nadamw": 1.0, "adopt": 1.0, "sgd": 20.0, "lion": 0.15, "lamb": 5.0, "rmsprop": 0.2}

_UNEVEN = 2.0  # the largest class by the smallest, from which on something is done about it
_MANY = 10_000  # pictures, from which on batch norm may learn its statistics anew

# (fewer pictures than, epochs); the last row is for all larger sets.
_EPOCHS: dict[str, tuple[tuple[float, int], ...]] = {
    FINETUNE: ((2_000, 9), (10_000, 7), (math.inf, 5)),
    THOROUGH: ((2_000, 27), (10_000, 20), (math.inf, 12)),
    SCRATCH: ((1_000, 60), (10_000, 30), (math.inf, 15)),
    INSTANT: ((math.inf, 1),),
}
# (fewer pictures than, pictures a step)
_BATCHES = ((100.0, 8), (1_000.0, 16), (math.inf, 32))
_TINY_SIDE, _TINY_BATCH = 64, 64


@dataclass(frozen=True)
class Facts:
    """What a plan depends on. `counts` are the training pictures of each class, `side` the larger side of the input in px.

    `fitting` is how many pictures a step the memory of the graphics cards holds, 0 where that is no question. `world` processes share
    each batch.
    """

    counts: Sequence[int]
    side: int
    batch_norm: bool
    parameters: int
    precision: str
    fitting: int = 0
    world: int = 1


def plan_for(recipe: Recipe, facts: Facts) -> Plan:
    """`recipe` with nothing automatic left, and why. The head's regularization is found by the head itself."""
    reasons: list[Reason] = []
    for name, choose in _CHOICES.items():
        reason = choose(recipe, facts)
        if reason is not None:
            recipe = replace(recipe, **{name: reason.value})
            reasons.append(reason)
    shown = [reason for reason in reasons if not recipe.only_head or reason.field in ("balance", "precision")]
    return Plan(recipe, tuple(shown))


def with_reasons(plan: Plan, reasons: Sequence[Reason]) -> Plan:
    """The plan with what turned out later, in the place of what was said of the same fields before."""
    new = {reason.field: reason for reason in reasons}
    recipe = replace(plan.recipe, **{name: reason.value for name, reason in new.items()})
    return Plan(recipe, (*(reason for reason in plan.reasons if reason.field not in new), *new.values()))


def with_found_rate(plan: Plan, rate: float) -> Plan:
    """The plan with a learning rate that was tried out."""
    text = translate("plan", "found by a range test on the training pictures (usual is {usual})")
    return with_reasons(plan, (Reason("learning_rate", rate, Sentence(text, {"usual": f"{plan.recipe.learning_rate:g}"})),))


def folds_reason(found: FoldScores) -> Reason:
    """What a cross-validation found, told beside what was planned."""
    (mean, spread), (balanced, balanced_spread) = found.accuracy, found.balanced_accuracy
    text = translate("plan", "accuracy {mean} ± {spread} %, balanced {balanced} ± {balanced_spread} % on pictures not seen")
    facts = {"mean": mean, "spread": spread, "balanced": balanced, "balanced_spread": balanced_spread}
    return Reason("folds", len(found.folds), Sentence(text, {name: f"{100 * value:.1f}" for name, value in facts.items()}))


def plan_to_json(plan: Plan) -> dict[str, Any]:
    reasons = [[reason.field, reason.value, reason.text.text, dict(reason.text.facts)] for reason in plan.reasons]
    return {"recipe": asdict(plan.recipe), "reasons": reasons}


def plan_from(stored: Mapping[str, Any]) -> Plan:
    """The inverse of `plan_to_json`; raises what wrong types and missing keys raise, and `SettingInvalid`."""
    reasons = tuple(Reason(name, value, Sentence(str(text), dict(facts))) for name, value, text, facts in stored["reasons"])
    return Plan(recipe_from_json(stored["recipe"]), reasons)


def _unfreeze(recipe: Recipe, facts: Facts) -> Reason | None:
    if recipe.unfreeze != "gradual" or facts.world == 1:
        return None
    return Reason("unfreeze", "all", Sentence(translate("plan", "processes that train together exchange the gradients of all layers")))


def _precision(recipe: Recipe, facts: Facts) -> Reason | None:
    if recipe.precision != AUTO:
        return None
    texts = {
        "fp32": translate("plan", "half precision would not be faster on this machine"),
        "bf16": translate("plan", "this graphics card computes in half precision at no loss"),
    }
    return Reason("precision", facts.precision, Sentence(texts[facts.precision]))


def _balance(recipe: Recipe, facts: Facts) -> Reason | None:
    if recipe.balance != AUTO:
        return None
    counts = [count for count in facts.counts if count]
    ratio = max(counts) / min(counts)
    numbers = {"most": max(counts), "fewest": min(counts)}
    if max(counts) == min(counts):
        return Reason("balance", "none", Sentence(translate("plan", "the classes are even: {fewest} pictures each"), numbers))
    if ratio < _UNEVEN:
        return Reason("balance", "none", Sentence(translate("plan", "the classes are even: {fewest} to {most} pictures"), numbers))
    text = translate("plan", "the classes are uneven ({fewest} to {most} pictures): rare ones must not be overruled")
    return Reason("balance", "logits", Sentence(text, numbers))


def _monitor(recipe: Recipe, facts: Facts) -> Reason | None:
    if recipe.monitor != AUTO:
        return None
    return Reason("monitor", "balanced_accuracy", Sentence(translate("plan", "a rare class counts as much as a frequent one")))


def _batch_norm(recipe: Recipe, facts: Facts) -> Reason | None:
    if recipe.batch_norm != AUTO and not (recipe.from_scratch and recipe.batch_norm == "frozen"):
        return None
    if not facts.batch_norm:
        return Reason("batch_norm", "live", Sentence(translate("plan", "this architecture has no batch norm")))
    if recipe.from_scratch:
        return Reason("batch_norm", "live", Sentence(translate("plan", "without pretrained weights it has no statistics yet")))
    count = sum(facts.counts)
    if count >= _MANY:
        text = translate("plan", "{count} pictures are enough to learn its statistics anew")
        return Reason("batch_norm", "live", Sentence(text, {"count": count}))
    text = translate("plan", "{count} pictures are too few to learn its statistics anew")
    return Reason("batch_norm", "frozen", Sentence(text, {"count": count}))


def _batch_size(recipe: Recipe, facts: Facts) -> Reason | None:
    if recipe.batch_size == 1 and recipe.batch_norm == "live" and facts.batch_norm:
        return Reason("batch_size", 2, Sentence(translate("plan", "batch norm cannot learn from a single picture")))
    if recipe.batch_size:
        return None
    count = sum(facts.counts)
    wanted = _TINY_BATCH if facts.side <= _TINY_SIDE and count >= 10 * _TINY_BATCH else _row(_BATCHES, count)
    wanted = math.ceil(wanted / facts.world) * facts.world
    if facts.fitting and facts.fitting < wanted:
        text = translate("plan", "the memory of the graphics card holds no more")
        return Reason("batch_size", max(1, facts.fitting), Sentence(text))
    text = translate("plan", "{count} training pictures make {steps} steps an epoch")
    return Reason("batch_size", wanted, Sentence(text, {"count": count, "steps": math.ceil(count / wanted)}))


def _epochs(recipe: Recipe, facts: Facts) -> Reason | None:
    if recipe.epochs:
        return None
    count = sum(facts.counts)
    text = translate("plan", "enough for {count} pictures; the best epoch is kept")
    return Reason("epochs", _row(_EPOCHS[recipe.preset], count), Sentence(text, {"count": count}))


def _learning_rate(recipe: Recipe, facts: Facts) -> Reason | None:
    if recipe.learning_rate:
        return None
    rates = (SCRATCH_RATE, NORMLESS_SCRATCH_RATE) if recipe.from_scratch else (FINETUNE_RATE, NORMLESS_FINETUNE_RATE)
    usual = rates[0 if facts.batch_norm else 1]
    if recipe.from_scratch and facts.parameters < _SMALL:
        usual = SMALL_SCRATCH_RATE
    scale = math.sqrt(recipe.batch_size * recipe.accumulation / _USUAL_BATCH)  # Krizhevsky 2014, section 5
    rate = float(f"{usual * scale * _OPTIMIZER_FACTORS[recipe.optimizer]:.2g}")
    text = {
        True: translate("plan", "proven for training from scratch, scaled to batches of {batch}"),
        False: translate("plan", "proven for fine-tuning from the linear head, scaled to batches of {batch}"),
    }[recipe.from_scratch]
    return Reason("learning_rate", rate, Sentence(text, {"batch": recipe.batch_size * recipe.accumulation}))


def _row(table: Sequence[tuple[float, int]], count: int) -> int:
    return next(value for limit, value in table if count < limit)


# In this order: what comes later depends on what comes before.
_CHOICES = {
    "unfreeze": _unfreeze,
    "precision": _precision,
    "balance": _balance,
    "monitor": _monitor,
    "batch_norm": _batch_norm,
    "batch_size": _batch_size,
    "epochs": _epochs,
    "learning_rate": _learning_rate,
}
