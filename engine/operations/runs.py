"""Train the runs of a project: begin one, go on with one that was interrupted, keep the best of one that failed."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from engine import cluster
from engine.awake import kept_awake
from engine.classifier.architectures.names import checked
from engine.classifier.model.card import ModelCard
from engine.classifier.values import EpochReport, Notice, Storage
from engine.classifier.weights.packs import architecture_of
from engine.errors import ModelNotSaved, OutputNotWritable, RunDamaged, Sentence, WriteFailed, translate
from engine.operations.learning import learning_ready
from engine.operations.models import deleted_models
from engine.operations.run_material import RunMaterial, material_of
from engine.operations.run_records import (
    RunRecord,
    RunState,
    claimed_models,
    forget_run,
    has_checkpoint,
    held,
    next_run,
    queue_run,
    read_run,
    remove,
    run_named,
    runs_of,
    store_run,
)
from engine.progress import EarlyEnd, Operation, Progress
from engine.project.project import Project
from engine.sentences import sentences_of

if TYPE_CHECKING:
    from engine.classifier.learning.training import TrainedModel

__all__ = [
    "RunRecord",
    "RunState",
    "TrainingOutcome",
    "forget_run",
    "has_checkpoint",
    "keep_best",
    "next_run",
    "queue_run",
    "run_named",
    "runs_of",
    "train_run",
]

_UNWRITTEN = translate("errors", "How far this run is could not be written down ({reason}); the training goes on.")


@dataclass(frozen=True)
class TrainingOutcome:
    """The new model, the seconds from the first picture read until it was saved, and what the user should know."""

    card: ModelCard
    seconds: float
    notes: tuple[Sentence, ...]


def train_run(project: Project, record: RunRecord, finish: EarlyEnd | None = None) -> Operation[TrainingOutcome]:
    """Train the run, from where it was if it was interrupted; save its model and remove the run's folder.

    A run learns from the labels that the project has when it first begins, also when it goes on later. Closing this leaves it
    interrupted; what is raised leaves it failed, with the message. Either can be trained again.
    Raises `ProjectReadOnly`, `RunBusy`, `RunMissing`, `RunDamaged`, `TooFewClasses`, `NothingToLearnFrom`, `WriteFailed`,
    `ModelNotSaved`, and what `engine.classifier.learning.training.train` raises.
    """
    project.check_writable()
    with held(record.folder):
        record = store_run(replace(read_run(record.folder), state=RunState.RUNNING, message=(), model=""))
        try:
            outcome = yield from kept_awake(_trained(project, record, finish))
        except Exception as error:
            _note(record.folder, RunState.FAILED, sentences_of(error))
            raise
        except BaseException:
            _note(record.folder, RunState.INTERRUPTED)
            raise
    with suppress(OSError):  # its model is saved: what is left of the run is not listed, and swept away with the next one
        remove(record.folder)
    return outcome


def keep_best(project: Project, record: RunRecord) -> Operation[TrainingOutcome]:
    """End an interrupted or failed run now, and make a model of the best that it had learned (see `has_checkpoint`)."""
    finish = EarlyEnd()
    finish.wish()
    return (yield from train_run(project, record, finish))


def _trained(project: Project, record: RunRecord, finish: EarlyEnd | None) -> Operation[TrainingOutcome]:
    yield Progress(translate("operations", "Preparing"))
    try:
        material = yield from material_of(project, record.recipe, record.folder, has_checkpoint(record))
    except OSError as error:
        raise WriteFailed(reason=error.strerror or error) from error
    yield from learning_ready()
    from engine.classifier.learning.material import fingerprint
    from engine.classifier.learning.training import train

    recipe = replace(record.recipe, architecture=checked(architecture_of(record.recipe)))
    print_of_it = fingerprint(material.class_names, material.training, material.validation)
    record = store_run(replace(record, recipe=recipe, fingerprint=print_of_it))
    started = time.perf_counter()
    storage = Storage(record.folder, project.folder / "embeddings")
    cluster.lead(recipe, material.class_names, material.training, material.validation, None)
    learning = train(recipe, material.class_names, material.training, material.validation, storage=storage, finish=finish)
    trained, notices = yield from _followed(record, learning)
    yield Progress(translate("operations", "Saving the model"))
    notes = (*material.notes, *_unreadable([each for each in trained.unreadable if each[0] not in material.gone]), *notices)
    card = _saved(project, record, trained, material, notes)
    return TrainingOutcome(card, time.perf_counter() - started, notes)


def _followed(record: RunRecord, learning: Operation[TrainedModel]) -> Operation[tuple[TrainedModel, tuple[Sentence, ...]]]:
    """Pass on what the training says, write down how far it is and collect its notices."""
    notices: list[Sentence] = []
    told = False
    with closing(learning):
        while True:
            try:
                progress = next(learning)
            except StopIteration as end:
                return end.value, tuple(notices)
            if isinstance(progress.detail, Notice):
                notices.append(progress.detail.text)
            if isinstance(progress.detail, EpochReport):
                problem = _written(record.folder, progress.detail.epoch)
                if problem and not told:
                    told = True
                    yield replace(progress, detail=Notice(problem))
            yield progress


def _written(folder: Path, epochs_done: int) -> Sentence | None:
    """Write down that so many epochs are done; why that failed, if it did: it must not end the training."""
    try:
        store_run(replace(read_run(folder), epochs_done=epochs_done))
    except (WriteFailed, RunDamaged) as error:
        return Sentence(_UNWRITTEN, error.facts)
    return None


def _note(folder: Path, state: RunState, message: Sequence[Sentence] = ()) -> None:
    # Where even this cannot be written it says "running" on the disk, which counts as interrupted; the error itself is what matters.
    with suppress(WriteFailed, RunDamaged):
        store_run(replace(read_run(folder), state=state, message=tuple(message), model=""))


def _saved(project: Project, record: RunRecord, trained: TrainedModel, material: RunMaterial, notes: Sequence[Sentence]) -> ModelCard:
    from engine.classifier.model import files

    name = _free_name(project)
    try:
        store_run(replace(read_run(record.folder), model=name))
        return files.save(trained, project.models_folder / name, material.class_colours, notes, _counts(trained, material))
    except (OutputNotWritable, WriteFailed) as error:
        raise ModelNotSaved(reason=error.facts["reason"]) from error


def _counts(trained: TrainedModel, material: RunMaterial) -> list[int]:
    """The readable training pictures of each class."""
    unreadable = {path for path, _ in trained.unreadable}
    counts = Counter(example.target for example in material.training if example.path not in unreadable)
    return [counts[target] for target in range(len(material.class_names))]


def _unreadable(unreadable: Sequence[tuple[Path, str]]) -> list[Sentence]:
    text = translate("errors", "{count} pictures could not be read and were left out, the first: {path} ({reason}).")
    return [Sentence(text, {"count": len(unreadable), "path": unreadable[0][0], "reason": unreadable[0][1]})] if unreadable else []


def _free_name(project: Project) -> str:
    """ "insects-3" after "insects-2", also when earlier ones were deleted."""
    stem = re.sub(r"[^\w-]+", "-", project.name).strip("-") or "model"
    used = {*(folder.name for folder in project.models_folder.glob("*")), *deleted_models(project), *claimed_models(project)}
    taken = [int(match[1]) for name in used if (match := re.fullmatch(re.escape(stem) + r"-(\d+)", name))]
    return f"{stem}-{max(taken, default=0) + 1}"
