"""A tuning on the disk: Optuna's journal, one JSON object a line, to which each event is added as it happens.

Imports Optuna, so it is imported only where a search begins or its journal is read. One search at a time writes to a journal.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import optuna
from optuna.storages import JournalStorage
from optuna.storages.journal import JournalFileBackend, JournalFileOpenLock
from optuna.trial import FrozenTrial

from engine.classifier.learning.search_space import Choices, Domain, checked_space, domain_of, written
from engine.classifier.learning.trials import LOSS, TrialReport, TrialState, Tuning
from engine.classifier.recipe import recipe_from_json
from engine.errors import FieldmarkError, Sentence, TuningUnusable, WriteFailed, translate
from engine.sentences import sentence_from

optuna.logging.set_verbosity(optuna.logging.ERROR)  # it would tell of each trial on stderr

AS_IS, REPEATS, SECONDS, MESSAGE = "as_is", "repeats", "seconds", "message"  # what is noted with a trial
_ABOUT = "tuning"
_FORMAT = 1
_STUDY = "tuning"
_STATES = {
    optuna.trial.TrialState.RUNNING: TrialState.RUNNING,
    optuna.trial.TrialState.COMPLETE: TrialState.COMPLETE,
    optuna.trial.TrialState.PRUNED: TrialState.PRUNED,
    optuna.trial.TrialState.FAIL: TrialState.CUT,  # with a message it has failed
}
# What Optuna raises where a journal is not what it wrote.
_DAMAGE = (ValueError, KeyError, TypeError, IndexError, AttributeError, AssertionError, FieldmarkError)


class _File(JournalFileBackend):
    """Says in our own words that the disk is full."""

    def __init__(self, file: Path) -> None:
        super().__init__(str(file), lock_obj=JournalFileOpenLock(str(file)))

    def append_logs(self, logs: list[dict[str, Any]]) -> None:
        try:
            super().append_logs(logs)
        except OSError as error:
            raise WriteFailed(reason=error.strerror or str(error)) from error


def begin(tuning: Tuning, file: Path | None) -> optuna.Study:
    """A new study, kept in `file`, or only in memory; raises `WriteFailed`."""
    try:
        if file is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
        storage = JournalStorage(_File(file)) if file else None
    except OSError as error:
        raise WriteFailed(reason=error.strerror or str(error)) from error
    direction = optuna.study.StudyDirection.MINIMIZE if tuning.metric == LOSS else optuna.study.StudyDirection.MAXIMIZE
    study = optuna.create_study(storage=storage, study_name=_STUDY, direction=direction)
    study.set_user_attr(_ABOUT, _described(tuning))
    return study


def go_on(file: Path) -> optuna.Study:
    """The study in `file`, ready for more trials: those that were cut short, by a power cut or otherwise, come again first.

    Raises `TuningUnusable`, `WriteFailed`.
    """
    _mend(file)
    study = _loaded(file)
    for trial in study.get_trials(deepcopy=False):
        if trial.state is optuna.trial.TrialState.RUNNING:
            study.tell(trial.number, state=optuna.trial.TrialState.FAIL)
    repeated = {trial.user_attrs.get(REPEATS) for trial in study.get_trials(deepcopy=False)}
    for trial in _begun(study):
        if _state(trial) is TrialState.CUT and trial.number not in repeated:
            study.enqueue_trial(trial.params, user_attrs={AS_IS: trial.user_attrs.get(AS_IS, False), REPEATS: trial.number})
    return study


def read_tuning(file: Path) -> Tuning:
    """The tuning in `file`, also while it runs; nothing is written. Raises `TuningUnusable`."""
    return tuning_of(_loaded(file), file)


def tuning_of(study: optuna.Study, file: Path) -> Tuning:
    """What `study` searches and what it has tried so far; `file` is what is named in a `TuningUnusable`."""
    try:
        about = study.user_attrs[_ABOUT]
        if about["format"] > _FORMAT:
            raise TuningUnusable(file=file.name, reason=translate("errors", "it was written by a newer Fieldmark"))
        recipe = recipe_from_json(about["recipe"])
        space = {name: domain_of(recipe, name, text) for name, text in about["space"].items()}
        metric, created, pictures = str(about["metric"]), float(about["created"]), str(about["fingerprint"])
        tuning = Tuning(recipe, checked_space(recipe, space), metric, created, pictures)
        reports = tuple(report_of(trial, tuning) for trial in _begun(study))
    except TuningUnusable:
        raise
    except _DAMAGE as error:
        raise _damaged(file, error) from error
    return replace(tuning, trials=reports)


def report_of(trial: FrozenTrial, tuning: Tuning) -> TrialReport:
    values = {name: trial.params.get(name, getattr(tuning.recipe, name)) for name in tuning.space}
    best = min if tuning.metric == LOSS else max
    score = trial.value if trial.state is optuna.trial.TrialState.COMPLETE else best(trial.intermediate_values.values(), default=None)
    return TrialReport(
        number=trial.number,
        values=values,
        state=_state(trial),
        score=score,
        seconds=float(trial.user_attrs.get(SECONDS, 0.0)),
        epochs=max(trial.intermediate_values, default=0),
        message=sentence_from(trial.user_attrs[MESSAGE]) if MESSAGE in trial.user_attrs else None,
        as_is=bool(trial.user_attrs.get(AS_IS, False)),
    )


def suggest(trial: optuna.Trial, name: str, domain: Domain) -> None:
    """Have Optuna draw the value of `name`; it is in `trial.params` then."""
    if isinstance(domain, Choices):
        trial.suggest_categorical(name, domain.values)
    elif domain.whole:
        trial.suggest_int(name, int(domain.low), int(domain.high), log=domain.log)
    else:
        trial.suggest_float(name, domain.low, domain.high, log=domain.log)


def _described(tuning: Tuning) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "recipe": asdict(tuning.recipe),
        "space": written(tuning.space),
        "metric": tuning.metric,
        "created": tuning.created,
        "fingerprint": tuning.fingerprint,
    }


def _begun(study: optuna.Study) -> list[FrozenTrial]:
    return [trial for trial in study.get_trials(deepcopy=False) if trial.state is not optuna.trial.TrialState.WAITING]


def _state(trial: FrozenTrial) -> TrialState:
    return TrialState.FAILED if MESSAGE in trial.user_attrs else _STATES[trial.state]


def _loaded(file: Path) -> optuna.Study:
    if not file.is_file():
        raise TuningUnusable(file=file.name, reason=translate("errors", "it is missing"))
    try:
        return optuna.load_study(study_name=_STUDY, storage=JournalStorage(_File(file)))
    except (OSError, *_DAMAGE) as error:
        raise _damaged(file, error) from error


def _mend(file: Path) -> None:
    """Take off half a line that a power cut left at the end, to which the next one would be added; and the lock of a killed process."""
    try:
        content = file.read_bytes()
        whole = content.rfind(b"\n") + 1
        if whole < len(content):
            with file.open("rb+") as journal:
                journal.truncate(whole)
        file.with_name(f"{file.name}.lock").unlink(missing_ok=True)
    except OSError as error:
        raise TuningUnusable(file=file.name, reason=error.strerror or str(error)) from error


def _damaged(file: Path, error: Exception) -> TuningUnusable:
    details = str(error).partition("\n")[0][:200] or type(error).__name__
    return TuningUnusable(file=file.name, reason=Sentence(translate("errors", "it is damaged ({details})"), {"details": details}))
