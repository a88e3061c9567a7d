"""What the window says of a tuning: how it ended, what mattered, and the names of earlier ones."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.classifier.learning.trials import TrialReport, TrialState
from engine.classifier.recipe import Recipe
from engine.fields import options
from engine.operations.tuning import ProjectTuning, TuningRecord
from gui.quantities import when_text
from gui.text import of_engine
from gui.tuning.trial_model import score_words

_NAMED = 3  # fields whose importance is told


def end_words(result: ProjectTuning, best: TrialReport | None) -> list[str]:
    """How a sitting ended: the best score, and that of the recipe as it was."""
    outcome = result.outcome
    reason = of_engine("operations", outcome.stop_reason)
    if best is None:
        return [_tr("No trial was finished ({0}).").format(reason), _tr("Give it more minutes and go on.")]
    score = score_words(outcome.best_score, outcome.metric)
    if best.as_is:
        return [_tr("The recipe as it was is still the best: {0} ({1}).").format(score, reason)]
    told = [_tr("The best of {0} trials: {1} ({2}).").format(len(outcome.trials), score, reason)]
    before = next((trial.score for trial in outcome.trials if trial.as_is and trial.state is TrialState.COMPLETE), None)
    if before is not None:
        told.append(_tr("The recipe as it was: {0}.").format(score_words(before, outcome.metric)))
    return [*told, _tr("Chosen by the validation pictures, so a little too good: the test pictures will tell.")]


def importance_words(result: ProjectTuning | None) -> str:
    """ "What mattered most: Learning rate 62 %, Optimizer 25 %"; empty with too few trials to say."""
    if result is None or not result.outcome.importance:
        return ""
    labels = {option.name: of_engine("recipe", option.label) for option in options(Recipe)}
    shares = [f"{labels[name]} {share * 100:.0f} %" for name, share in result.outcome.importance[:_NAMED]]
    return _tr("What mattered most: {0}").format(", ".join(shares))


def record_words(record: TuningRecord) -> str:
    """ "tuning-2 · today 14:32 · 97.1 %"."""
    if record.tuning is None:
        return record.name
    parts = [record.name, when_text(record.tuning.created)]
    best = record.tuning.best
    return " · ".join([*parts, score_words(best.score, record.tuning.metric)] if best else parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("TuningWords", text)
