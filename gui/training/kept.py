"""Which epoch of a training became the model: its card has the curves of all epochs, but the figures of that one."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from engine.classifier.model.card import ModelCard
from engine.classifier.recipe import AUTO
from engine.classifier.values import EpochReport, Scores

_RANKS: Mapping[str, Callable[[EpochReport], tuple[float, float]]] = {
    "accuracy": lambda report: (report.validation_accuracy, -report.validation_loss),
    "balanced_accuracy": lambda report: (report.balanced_accuracy, -report.validation_loss),
    "loss": lambda report: (-report.validation_loss, report.validation_accuracy),
}
_USUAL = "balanced_accuracy"  # what the plan puts in place of "automatic"


def kept_epoch(card: ModelCard) -> EpochReport | None:
    """The best epoch as the training ranked them, the earlier of two that are alike; None where nothing was validated.

    Those whose figures are the model's come first: a run that went on later may have told an epoch twice.
    """
    judged = [report for report in card.curves if not math.isnan(report.validation_accuracy)]
    if card.metrics is None or not judged:
        return None
    alike = [report for report in judged if _is_of(report, card.metrics)]
    return max(alike or judged, key=_RANKS[_monitor(card)])


def has_epochs(card: ModelCard) -> bool:
    """Whether anything was learned epoch by epoch; a linear head alone is fitted at once."""
    return any(report.epoch > 0 for report in card.curves)


def head_was_best(card: ModelCard) -> bool:
    """Whether the epochs after the linear head made nothing better."""
    kept = kept_epoch(card)
    return kept is not None and kept.epoch == 0 and has_epochs(card)


def _is_of(report: EpochReport, metrics: Scores) -> bool:
    pairs = (report.validation_accuracy, metrics.accuracy), (report.balanced_accuracy, metrics.balanced_accuracy)
    return all(math.isnan(one) or math.isclose(one, other, abs_tol=1e-9) for one, other in pairs)


def _monitor(card: ModelCard) -> str:
    """What the best was chosen by: the recipe's, or what the plan put there."""
    planned = next((str(reason.value) for reason in card.reasons if reason.field == "monitor"), _USUAL)
    return planned if card.recipe.monitor == AUTO else card.recipe.monitor
