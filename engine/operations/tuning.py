"""Tune a recipe on a project's own pictures, and cross-validate it. What is searched is kept in `tuning/NAME`, so that it can go on.

The pictures of the test side take no part: a model's figure on them stays honest, whatever was tried here.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from engine.awake import kept_awake
from engine.classifier.architectures.names import checked
from engine.classifier.learning.search_space import Space, checked_space
from engine.classifier.learning.trials import FoldScores, TrialState, Tuning, TuningOutcome
from engine.classifier.recipe import Recipe
from engine.classifier.values import Example, Storage
from engine.classifier.weights.packs import architecture_of
from engine.errors import FieldmarkError, Sentence, TuningUnusable, WriteFailed, translate
from engine.fields import validated
from engine.operations.learning import learning_ready
from engine.operations.run_material import RunMaterial, material_of
from engine.operations.run_records import remove
from engine.progress import EarlyEnd, Operation, Progress
from engine.project.project import Project

JOURNAL_FILE = "journal.jsonl"


@dataclass(frozen=True)
class TuningRecord:
    """A tuning in the project's folder. `tuning` is None if it cannot be read, and `trouble` says why."""

    folder: Path
    name: str
    tuning: Tuning | None
    trouble: Sentence | None = None


@dataclass(frozen=True)
class ProjectTuning:
    """How one sitting of the tuning `name` ended, and what the user should know of its pictures."""

    name: str
    outcome: TuningOutcome
    notes: tuple[Sentence, ...]


@dataclass(frozen=True)
class ProjectFolds:
    """A cross-validation of the project's training and validation pictures; `scores.predictions[i]` belongs to `examples[i]`."""

    scores: FoldScores
    examples: tuple[Example, ...]
    notes: tuple[Sentence, ...]


def tune_project(
    project: Project, recipe: Recipe, space: Space, minutes: float, *, trials: int = 0, finish: EarlyEnd | None = None
) -> Operation[ProjectTuning]:
    """Begin a tuning of `recipe` in the fields of `space`; `Progress.detail` is a `TrialReport` (see `learning.tuning.tune`).

    Closing this keeps what was tried: `resume_tuning` goes on with it. Raises `ProjectReadOnly`, `SettingInvalid`, `TooFewClasses`,
    `NothingToEvaluate`, `NothingToLearnFrom`, `WriteFailed`, and what training raises of the recipe as it is; then nothing is left.
    """
    project.check_writable()
    recipe = validated(replace(recipe, architecture=checked(architecture_of(recipe))))
    space = checked_space(recipe, space)
    folder = _new_folder(project)
    try:
        return (yield from _tuned(project, folder, recipe, space, minutes, trials, finish))
    except Exception:
        if not _tried(folder):
            remove(folder)
        raise


def resume_tuning(
    project: Project, name: str, minutes: float, *, trials: int = 0, finish: EarlyEnd | None = None
) -> Operation[ProjectTuning]:
    """Go on with the tuning `name` for so many more minutes or trials, on the pictures it began with; raises `TuningUnusable` as well."""
    project.check_writable()
    yield Progress(translate("operations", "Preparing"))
    record = _record(_folder(project, name))
    if record.tuning is None:
        raise TuningUnusable(file=name, reason=record.trouble)
    return (yield from _tuned(project, record.folder, record.tuning.recipe, record.tuning.space, minutes, trials, finish))


def tunings_of(project: Project) -> Operation[list[TuningRecord]]:
    """The project's tunings, newest first; journals are read by Optuna, which is imported here."""
    records = []
    for folder in sorted(_folders(project), key=_number, reverse=True):
        yield Progress(translate("operations", "Reading tunings"))
        records.append(_record(folder))
    return records


def forget_tuning(project: Project, name: str) -> None:
    """Delete the tuning `name`, which must not be running; raises `ProjectReadOnly`, `TuningUnusable`, `WriteFailed`."""
    project.check_writable()
    with _writing():
        remove(_folder(project, name))


def cross_validate_project(project: Project, recipe: Recipe, folds: int, finish: EarlyEnd | None = None) -> Operation[ProjectFolds]:
    """Train by `recipe` once a fold of the training and validation pictures, and judge it on that fold; nothing is kept.

    Raises `TooFewClasses`, `TooFewToCrossValidate`, `SettingInvalid`, `ProjectReadOnly`, and what training raises.
    """
    project.check_writable()
    recipe = validated(replace(recipe, architecture=checked(architecture_of(recipe))))
    with tempfile.TemporaryDirectory(prefix="fieldmark-") as temporary:
        material = yield from _gathered(project, recipe, Path(temporary))
    yield from learning_ready()
    from engine.classifier.learning.folds import cross_validate

    examples = (*material.training, *material.validation)
    scores = yield from cross_validate(recipe, material.class_names, examples, folds, finish=finish, storage=_storage(project))
    return ProjectFolds(scores, examples, material.notes)


def _tuned(
    project: Project, folder: Path, recipe: Recipe, space: Space, minutes: float, trials: int, finish: EarlyEnd | None
) -> Operation[ProjectTuning]:
    material = yield from _gathered(project, recipe, folder)
    yield from learning_ready()
    from engine.classifier.learning.tuning import tune

    searching = tune(
        recipe,
        space,
        material.class_names,
        material.training,
        material.validation,
        minutes,
        folder / JOURNAL_FILE,
        trials=trials,
        seed=recipe.seed,
        finish=finish,
        storage=_storage(project),
    )
    outcome = yield from kept_awake(searching)
    return ProjectTuning(folder.name, outcome, material.notes)


def _gathered(project: Project, recipe: Recipe, folder: Path) -> Operation[RunMaterial]:
    yield Progress(translate("operations", "Preparing"))
    with _writing():
        material = yield from material_of(project, recipe, folder)
    return material


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WriteFailed(reason=error.strerror or error) from error


def _storage(project: Project) -> Storage:
    return Storage(embeddings=project.folder / "embeddings")


# ---- on the disk -------------------------------------------------------------------------------------------


def _parent(project: Project) -> Path:
    return project.folder / "tuning"


def _folders(project: Project) -> list[Path]:
    parent = _parent(project)
    return [each for each in parent.iterdir() if (each / JOURNAL_FILE).is_file()] if parent.is_dir() else []


def _folder(project: Project, name: str) -> Path:
    """Raises `TuningUnusable` if there is none of that name."""
    for folder in _folders(project):
        if folder.name == name:
            return folder
    raise TuningUnusable(file=name, reason=translate("errors", "there is none of that name"))


def _new_folder(project: Project) -> Path:
    parent = _parent(project)
    taken = [_number(folder) for folder in parent.glob("tuning-*")]
    folder = parent / f"tuning-{max(taken, default=0) + 1}"
    with _writing():
        folder.mkdir(parents=True)
    return folder


def _number(folder: Path) -> int:
    match = re.fullmatch(r"tuning-(\d+)", folder.name)
    return int(match[1]) if match else 0


def _record(folder: Path) -> TuningRecord:
    from engine.classifier.learning.journal import read_tuning

    try:
        return TuningRecord(folder, folder.name, read_tuning(folder / JOURNAL_FILE))
    except FieldmarkError as error:
        reason = error.facts.get("reason")
        return TuningRecord(folder, folder.name, None, reason if isinstance(reason, Sentence) else Sentence(str(reason)))


def _tried(folder: Path) -> bool:
    """Whether anything was tried to its end."""
    if not (folder / JOURNAL_FILE).is_file():
        return False
    tuning = _record(folder).tuning
    return tuning is not None and any(trial.state in (TrialState.COMPLETE, TrialState.PRUNED) for trial in tuning.trials)
