"""Search for a better recipe: one training after the other, each with other values, those that fall behind given up early.

The first trial is the recipe as it is, so that the best one is never worse. Scores are of the validation side: nothing here may see
the test side, or it would no longer be honest.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import optuna

from engine.classifier.learning import journal
from engine.classifier.learning.material import OUT_OF_TIME, STOPPED, check_classes, fingerprint
from engine.classifier.learning.planning import Facts, plan_for
from engine.classifier.learning.search_space import Space, checked_space
from engine.classifier.learning.training import TrainedModel, train
from engine.classifier.learning.trials import ALL_TRIED, FAILING, LOSS, TrialReport, TrialState, Tuning, TuningOutcome, best_of, recipe_of
from engine.classifier.recipe import Recipe
from engine.classifier.values import NOWHERE, EpochReport, Example, Storage
from engine.errors import (
    ArchitectureUnknown,
    ArchitectureUnsupported,
    FieldmarkError,
    NothingToEvaluate,
    OutOfMemory,
    Sentence,
    SettingInvalid,
    TrainingDiverged,
    TuningUnusable,
    WeightsUnreachable,
    WeightsUnusable,
    translate,
)
from engine.fields import validated
from engine.progress import EarlyEnd, Operation, Progress
from engine.sentences import stored_sentence

STAGE = translate("operations", "Seconds of tuning")

_RANDOM_TRIALS = 6  # before the search learns from the others: budgets here allow tens of trials, not hundreds
_COMPARED_WITH = 3  # finished trials before one is given up
_SPARED_EPOCHS = 2  # in which none is given up: the learning rate still rises
_WEIGHED_FROM = 8  # finished trials; what fewer say of importance is luck
_MOST_FAILURES = 5  # in a row: then it is not the recipes
_BY_VALUES = (TrainingDiverged, OutOfMemory)  # what other values may avoid
_BY_OTHER_NETWORKS = (ArchitectureUnknown, ArchitectureUnsupported, WeightsUnreachable, WeightsUnusable)  # or another size of picture
_METRICS: Mapping[str, Callable[[EpochReport], float]] = {
    "accuracy": lambda report: report.validation_accuracy,
    "balanced_accuracy": lambda report: report.balanced_accuracy,
    LOSS: lambda report: report.validation_loss,
}


def tune(
    recipe: Recipe,
    space: Space,
    class_names: Sequence[str],
    training: Sequence[Example],
    validation: Sequence[Example],
    minutes: float,
    journal_file: Path | None = None,
    *,
    trials: int = 0,
    seed: int = 0,
    finish: EarlyEnd | None = None,
    storage: Storage = NOWHERE,
    device: str | None = None,
) -> Operation[TuningOutcome]:
    """Try recipes that differ in the fields of `space` for `minutes`, or `trials` of them (0: no limit), whichever ends first.

    They are compared by `recipe.monitor` on the validation side, and all choose their best epoch by it. The search is Optuna's
    tree-structured Parzen estimator (Bergstra et al. 2011) after a few random trials; one whose best epoch is behind the median of the
    finished ones at the same epoch is given up (Golovin et al. 2017). `Progress.detail` is the `Tuning` as it stands at first, then a
    `TrialReport` when a trial begins, after each epoch of it and when it ends.

    With a `journal_file` each event is on the disk at once, and a tuning that was stopped or killed goes on where it was: trials that
    were cut short come again first. Its recipe, fields and pictures must then be the same. A trial that fails is noted with its
    message and the search goes on. Raises `SettingInvalid`, `NothingToEvaluate`, `TuningUnusable`, `WriteFailed`, and what `train`
    raises of the pictures, or of the recipe as it is.
    """
    if not validation:
        raise NothingToEvaluate(split="validation")
    if minutes <= 0 and trials <= 0:
        raise SettingInvalid(value=minutes, field="minutes", reason=translate("errors", "give it minutes or a number of trials"))
    check_classes(training)
    pictures = fingerprint(class_names, training, validation)
    wanted = Tuning(recipe, checked_space(recipe, space), _metric(recipe, training), time.time(), pictures)
    study, tuning = _opened(wanted, journal_file)
    yield Progress(STAGE, detail=tuning)

    def training_of(changed: Recipe) -> Operation[TrainedModel]:
        kept = Storage(embeddings=storage.embeddings)
        return train(changed, class_names, training, validation, device=device, storage=kept, to_keep=False)

    return (yield from _Search(study, tuning, training_of, _Budget(minutes, trials, finish), seed).run())


def _metric(recipe: Recipe, training: Sequence[Example]) -> str:
    """What all trials are compared by: the recipe's monitor, or what its plan puts there for these classes."""
    counts = list(Counter(example.target for example in training).values())
    return plan_for(recipe, Facts(counts, side=224, batch_norm=True, parameters=1, precision="fp32")).recipe.monitor


def _opened(wanted: Tuning, file: Path | None) -> tuple[optuna.Study, Tuning]:
    """The study in `file`, or a new one, and the tuning that it is; raises `TuningUnusable` if that is not the one `wanted`."""
    if file is None or not file.exists():
        study = journal.begin(wanted, file)
        study.enqueue_trial(_within(wanted), user_attrs={journal.AS_IS: True})
        return study, wanted
    study = journal.go_on(file)
    tuning = journal.tuning_of(study, file)
    if tuning.fingerprint != wanted.fingerprint:
        reason = translate("errors", "pictures, classes or sides have changed since, so that its scores would not compare")
        raise TuningUnusable(file=file.name, reason=reason)
    if (tuning.recipe, tuning.space) != (wanted.recipe, wanted.space):
        raise TuningUnusable(file=file.name, reason=translate("errors", "it is of another recipe, or searches other fields"))
    return study, tuning


def _within(tuning: Tuning) -> dict[str, Any]:
    """The values of the recipe as it is that lie in their domains; the others, such as automatic ones, stay out of the search."""
    values = {name: getattr(tuning.recipe, name) for name in tuning.space}
    return {name: value for name, value in values.items() if value in tuning.space[name]}


class _Budget:
    """When to stop. `reason` is asked all the time, also within a trial."""

    def __init__(self, minutes: float, trials: int, finish: EarlyEnd | None) -> None:
        self._began = time.monotonic()
        self._allowed = minutes * 60 if minutes > 0 else math.inf
        self._trials = trials
        self._finish = finish

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began

    def reason(self) -> str:
        """Why even the running trial must end; empty if it need not."""
        if self._finish is not None and self._finish.wished:
            return STOPPED
        return OUT_OF_TIME if self.seconds >= self._allowed else ""

    def spent(self, trials: int) -> bool:
        return 0 < self._trials <= trials

    def progress(self, detail: TrialReport | None = None) -> Progress:
        limited = math.isfinite(self._allowed)
        return Progress(STAGE, int(min(self.seconds, self._allowed)), int(self._allowed) if limited else 0, detail)


class _Search:
    """One sitting of a tuning."""

    def __init__(
        self, study: optuna.Study, tuning: Tuning, training_of: Callable[[Recipe], Operation[TrainedModel]], budget: _Budget, seed: int
    ) -> None:
        self._study, self._tuning, self._training_of, self._budget = study, tuning, training_of, budget
        self._seed = seed
        self._metric = _METRICS[tuning.metric]
        self._better = min if tuning.metric == LOSS else max
        self._reports = {report.number: report for report in tuning.trials}
        study.pruner = optuna.pruners.MedianPruner(
            n_startup_trials=_COMPARED_WITH,
            n_warmup_steps=max(_SPARED_EPOCHS, math.ceil(tuning.recipe.warmup_epochs) + 1),
            n_min_trials=_COMPARED_WITH,
        )

    def run(self) -> Operation[TuningOutcome]:
        made = failures = 0
        while True:
            reason = self._budget.reason() or (ALL_TRIED if self._budget.spent(made) else FAILING if failures >= _MOST_FAILURES else "")
            if reason:
                return self._outcome(reason)
            report = yield from self._try()
            made += 1
            failures = failures + 1 if report.state is TrialState.FAILED else 0

    def _try(self) -> Operation[TrialReport]:
        """One trial, whatever becomes of it; it is noted also where the search itself is closed meanwhile, or ends with an error."""
        trial, report = self._asked()
        number, began = trial.number, time.monotonic()
        self._reports[number] = report
        try:
            yield self._budget.progress(report)
            self._reports[number] = yield from self._trained(trial, report)
        finally:
            report = self._reports[number]
            state = TrialState.CUT if report.state is TrialState.RUNNING else report.state
            report = self._reports[number] = replace(report, state=state, seconds=time.monotonic() - began)
            self._note(trial, report)
        yield self._budget.progress(report)
        return report

    def _asked(self) -> tuple[optuna.Trial, TrialReport]:
        # A sampler of its own for each trial: a tuning that goes on draws what it would have drawn had it not been stopped.
        number = len(self._study.get_trials(deepcopy=False))
        self._study.sampler = optuna.samplers.TPESampler(seed=self._seed + number, n_startup_trials=_RANDOM_TRIALS, multivariate=False)
        trial = self._study.ask()
        as_is = bool(trial.user_attrs.get(journal.AS_IS))
        for name in _within(self._tuning) if as_is else self._tuning.space:
            journal.suggest(trial, name, self._tuning.space[name])
        values = {name: trial.params.get(name, getattr(self._tuning.recipe, name)) for name in self._tuning.space}
        return trial, TrialReport(trial.number, values, as_is=as_is)

    def _trained(self, trial: optuna.Trial, report: TrialReport) -> Operation[TrialReport]:
        """`report` as it is when the training ends, is given up, fails or runs out of time."""
        try:
            recipe = validated(replace(self._tuning.recipe, monitor=self._tuning.metric, **trial.params))
            with closing(self._training_of(recipe)) as operation:
                return (yield from self._followed(operation, trial, report))
        except FieldmarkError as failure:
            if not _another_may_do(failure, report):
                raise
            return self._failed(trial, Sentence(failure.what, failure.facts))
        except (RuntimeError, MemoryError) as failure:  # torch's own words
            return self._failed(trial, Sentence(translate("errors", "it broke off ({details})"), {"details": _first_line(failure)}))

    def _failed(self, trial: optuna.Trial, message: Sentence) -> TrialReport:
        return replace(self._reports[trial.number], state=TrialState.FAILED, message=message)

    def _followed(self, operation: Operation[TrainedModel], trial: optuna.Trial, report: TrialReport) -> Operation[TrialReport]:
        while True:
            try:
                progress = next(operation)
            except StopIteration as end:
                return self._finished(trial, end.value)
            told = isinstance(progress.detail, EpochReport)
            if isinstance(progress.detail, EpochReport):
                report = self._measured(trial, report, progress.detail)
            if told and not report.as_is and report.epochs > 0 and trial.should_prune():
                return replace(report, state=TrialState.PRUNED)
            if self._budget.reason():
                return replace(report, state=TrialState.CUT)
            yield self._budget.progress(report if told else None)

    def _measured(self, trial: optuna.Trial, report: TrialReport, epoch: EpochReport) -> TrialReport:
        score = self._metric(epoch)
        only_head = self._tuning.recipe.only_head
        if math.isnan(score) or (epoch.epoch == 0 and not only_head):  # the head is the same in most trials and says nothing of them
            return report
        if report.score is None or epoch.epoch > report.epochs:
            trial.report(score, epoch.epoch)
        best = score if report.score is None else self._better(score, report.score)
        report = replace(report, score=best, epochs=max(epoch.epoch, report.epochs))
        self._reports[report.number] = report
        return report

    def _finished(self, trial: optuna.Trial, trained: TrainedModel) -> TrialReport:
        if trained.validation is None:
            return self._failed(trial, Sentence(translate("errors", "no validation picture could be read")))
        report, metric = self._reports[trial.number], self._tuning.metric
        score = report.score if metric == LOSS else getattr(trained.validation, metric)
        return replace(report, state=TrialState.COMPLETE, score=score)

    def _note(self, trial: optuna.Trial, report: TrialReport) -> None:
        trial.set_user_attr(journal.SECONDS, round(report.seconds, 3))
        if report.message is not None:
            trial.set_user_attr(journal.MESSAGE, stored_sentence(report.message))
        if report.state is TrialState.COMPLETE:
            self._study.tell(trial, report.score)
        else:
            ended = optuna.trial.TrialState.PRUNED if report.state is TrialState.PRUNED else optuna.trial.TrialState.FAIL
            self._study.tell(trial, state=ended)

    def _outcome(self, reason: str) -> TuningOutcome:
        reports = tuple(self._reports[number] for number in sorted(self._reports))
        best = best_of(reports, self._tuning.metric)
        importance = _importance(self._study, tuple(self._tuning.space))
        recipe, score = (recipe_of(self._tuning, best), best.score) if best else (self._tuning.recipe, None)
        return TuningOutcome(recipe, score, self._tuning.metric, reports, importance, reason, self._budget.seconds)


def _another_may_do(failure: FieldmarkError, report: TrialReport) -> bool:
    """Whether a recipe with other values may do better, so that the search should go on."""
    return isinstance(failure, _BY_VALUES) or (isinstance(failure, _BY_OTHER_NETWORKS) and not report.as_is)


def _importance(study: optuna.Study, names: Sequence[str]) -> tuple[tuple[str, float], ...]:
    """The share of each field in how the scores differ, by functional ANOVA over a random forest (Hutter et al. 2014), largest first."""
    finished = study.get_trials(deepcopy=False, states=(optuna.trial.TrialState.COMPLETE,))
    finished = [trial for trial in finished if trial.params.keys() >= set(names)]
    if len(finished) < _WEIGHED_FROM or len({trial.value for trial in finished}) < 2:
        return ()
    evaluator = optuna.importance.FanovaImportanceEvaluator(seed=0)
    shares = optuna.importance.get_param_importances(study, evaluator=evaluator, params=list(names))
    return tuple((name, float(share)) for name, share in shares.items())


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0][:200] or type(error).__name__
