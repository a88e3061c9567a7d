"""The runs of a project that have not ended: a folder `runs/NAME` each, in which `run.json` says how it stands.

The folder outlives the program; who trains a run holds its lock, so one that says “running” while nobody holds it was interrupted.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from engine.classifier.model.card import CARD_FILE
from engine.classifier.recipe import Recipe, recipe_from_json
from engine.errors import FieldmarkError, NoRunLeft, RunBusy, RunDamaged, RunMissing, Sentence, WriteFailed
from engine.fields import validated
from engine.operations.run_material import MATERIAL_FILE
from engine.paths import write_atomically
from engine.project.project import Project
from engine.sentences import sentence_from, sentences_of, stored_sentence

RUN_FILE = "run.json"
FORMAT = 1
_LOCK_FILE = "run.lock"
_NUMBER_KEY = "runs_made"  # so that no two runs of a project ever have the same name
_GONE = ".gone-"
_OWN_FILES = {RUN_FILE, MATERIAL_FILE, _LOCK_FILE}
_STARTING_SECONDS = 2.0  # `runs_of` of another process holds the lock for a moment when it looks


class RunState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    INTERRUPTED = "interrupted"
    FAILED = "failed"


@dataclass(frozen=True)
class RunRecord:
    """How a run stands. `created` is ISO 8601 in UTC; `message` says why it failed; `epochs_done` counts those that ended.

    `fingerprint` is that of its pictures, classes and splits, empty until it has begun. `model` is the name under which what it learned
    is being saved, empty before.
    """

    folder: Path
    name: str
    recipe: Recipe
    state: RunState
    created: str
    message: tuple[Sentence, ...] = ()
    epochs_done: int = 0
    fingerprint: str = ""
    model: str = ""


def queue_run(project: Project, recipe: Recipe) -> RunRecord:
    """Add a waiting run; raises `ProjectReadOnly`, `SettingInvalid`, `WriteFailed`."""
    project.check_writable()
    validated(recipe)
    try:
        _sweep(project)
        return _made(project, recipe)
    except OSError as error:
        raise WriteFailed(reason=error.strerror or error) from error


def runs_of(project: Project) -> list[RunRecord]:
    """The runs that have not ended, in order of creation: the waiting ones are the queue. A damaged one counts as failed."""
    records = [_listed(folder) for folder in _folders(project)]
    return sorted((each for each in records if not _ended(project, each)), key=lambda each: (each.created, each.name))


def next_run(project: Project) -> RunRecord | None:
    """The run whose turn it is: the first of those that wait."""
    return next((each for each in runs_of(project) if each.state is RunState.WAITING), None)


def run_named(project: Project, name: str) -> RunRecord:
    """Raises `RunMissing`."""
    for record in runs_of(project):
        if record.name == name:
            return record
    raise _missing(name, [each.name for each in runs_of(project)])


def forget_run(project: Project, record: RunRecord) -> None:
    """Delete the run with all that it has learned; raises `ProjectReadOnly`, `RunBusy` while it is trained, `WriteFailed`."""
    project.check_writable()
    if not record.folder.exists():
        return
    with held(record.folder):
        pass
    try:
        remove(record.folder)
    except OSError as error:
        raise WriteFailed(reason=error.strerror or error) from error


def has_checkpoint(record: RunRecord) -> bool:
    """Whether it has learned something that it can go on from."""
    return record.folder.is_dir() and any(each.name not in _OWN_FILES and not each.name.startswith(".") for each in record.folder.iterdir())


# ---- for `engine.operations.runs` --------------------------------------------------------------------------


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """The sole right to train the run in `folder`; raises `RunBusy`, `RunMissing`."""
    if not (folder / RUN_FILE).is_file():
        raise _missing(folder.name, [each.parent.name for each in folder.parent.glob(f"run-*/{RUN_FILE}")])
    lock = FileLock(folder / _LOCK_FILE, thread_local=False)
    try:
        lock.acquire(timeout=_STARTING_SECONDS)
    except Timeout:
        raise RunBusy(name=folder.name) from None
    except OSError as error:
        raise WriteFailed(reason=error.strerror or error) from error
    try:
        yield
    finally:
        lock.release()


def read_run(folder: Path) -> RunRecord:
    """As it was written last; raises `RunDamaged`."""
    try:
        return _record(folder, json.loads((folder / RUN_FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, FieldmarkError) as error:
        raise RunDamaged(name=folder.name, reason=f"{type(error).__name__}: {error}") from error


def store_run(record: RunRecord) -> RunRecord:
    """Write it down and return it; raises `WriteFailed`."""
    stored = {name: value for name, value in asdict(record).items() if name not in ("folder", "name", "message")}
    stored |= {"format": FORMAT, "message": [stored_sentence(sentence) for sentence in record.message]}
    try:
        write_atomically(record.folder / RUN_FILE, json.dumps(stored, indent=1, ensure_ascii=False))
    except OSError as error:
        raise WriteFailed(reason=error.strerror or error) from error
    return record


def remove(folder: Path) -> None:
    """Rename, then delete: a kill in between leaves no half a run. Raises OSError."""
    gone = folder.with_name(f"{_GONE}{folder.name}")
    shutil.rmtree(gone, ignore_errors=True)
    os.replace(folder, gone)
    shutil.rmtree(gone, ignore_errors=True)  # what is left is hidden, and swept away with the next run


def runs_folder(project: Project) -> Path:
    return project.folder / "runs"


def claimed_models(project: Project) -> set[str]:
    """The names under which runs that were killed while saving meant to save."""
    return {record.model for record in map(_listed, _folders(project)) if record.model}


# ---- the inside --------------------------------------------------------------------------------------------


def _made(project: Project, recipe: Recipe) -> RunRecord:
    parent = runs_folder(project)
    parent.mkdir(exist_ok=True)
    numbers = [int(match[1]) for each in _folders(project) if (match := re.fullmatch(r"run-(\d+)", each.name))]
    number = max([int(project.recall(_NUMBER_KEY) or 0), *numbers]) + 1
    project.remember(_NUMBER_KEY, str(number))
    folder = parent / f"run-{number}"
    created = datetime.now(UTC).isoformat(timespec="microseconds")
    with tempfile.TemporaryDirectory(dir=parent, prefix=f".{folder.name}.") as temporary:
        place = Path(temporary) / folder.name
        place.mkdir()
        store_run(RunRecord(place, folder.name, recipe, RunState.WAITING, created))
        os.replace(place, folder)
    return read_run(folder)


def _folders(project: Project) -> list[Path]:
    parent = runs_folder(project)
    found = parent.iterdir() if parent.is_dir() else ()
    return [each for each in found if not each.name.startswith(".") and (each / RUN_FILE).is_file()]


def _listed(folder: Path) -> RunRecord:
    try:
        record = read_run(folder)
    except RunDamaged as error:
        made = datetime.fromtimestamp((folder / RUN_FILE).stat().st_mtime, UTC).isoformat(timespec="microseconds")
        return RunRecord(folder, folder.name, Recipe(), RunState.FAILED, made, sentences_of(error))
    abandoned = record.state is RunState.RUNNING and not _is_held(folder)
    return replace(record, state=RunState.INTERRUPTED) if abandoned else record


def _missing(name: str, others: Sequence[str]) -> RunMissing:
    return RunMissing(name=name, names=", ".join(sorted(others))) if others else NoRunLeft(name=name)


def _is_held(folder: Path) -> bool:
    try:
        with FileLock(folder / _LOCK_FILE, timeout=0, thread_local=False):
            return False
    except Timeout:
        return True
    except OSError:  # a drive that is read-only here: whoever may write to it may be training
        return True


def _ended(project: Project, record: RunRecord) -> bool:
    """Whether its model is saved, and only its removal was not reached."""
    return bool(record.model) and (project.models_folder / record.model / CARD_FILE).is_file()


def _sweep(project: Project) -> None:
    """Remove what is left of runs that ended or were forgotten while the program was killed."""
    for record in map(_listed, _folders(project)):
        if _ended(project, record) and record.state is not RunState.RUNNING:
            remove(record.folder)
    for left in runs_folder(project).glob(f"{_GONE}*"):
        shutil.rmtree(left, ignore_errors=True)


def _record(folder: Path, stored: dict[str, Any]) -> RunRecord:
    if stored["format"] > FORMAT:
        raise ValueError("it was written by a newer Fieldmark")
    return RunRecord(
        folder=folder,
        name=folder.name,
        recipe=recipe_from_json(stored["recipe"]),
        state=RunState(stored["state"]),
        created=str(stored["created"]),
        message=tuple(sentence_from(each) for each in stored["message"]),
        epochs_done=int(stored["epochs_done"]),
        fingerprint=str(stored["fingerprint"]),
        model=str(stored["model"]),
    )
