"""Train a model on the labelled samples of a project and keep it in the project's `models` folder."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from engine.classifier.architectures.names import checked
from engine.classifier.model.card import ModelCard
from engine.classifier.recipe import RECOMMENDED, Recipe
from engine.classifier.values import Example
from engine.classifier.weights.packs import pack_architecture
from engine.errors import NothingToLearnFrom, Sentence, TooFewClasses, translate
from engine.fields import validated
from engine.operations.learning import learning_ready
from engine.operations.splitting import split_for_training
from engine.progress import Operation, Progress
from engine.project.project import Project
from engine.project.sample import Sample, SampleClass, Split


@dataclass(frozen=True)
class TrainingOutcome:
    """The new model, the seconds from the first picture read until it was saved, and what the user should know."""

    card: ModelCard
    seconds: float
    notes: tuple[Sentence, ...]


def train_project(project: Project, recipe: Recipe) -> Operation[TrainingOutcome]:
    """Split what is not split yet, train by `recipe`, save the model; cancelling leaves no half a model behind.

    Raises `TooFewClasses`, `SettingInvalid`, `ProjectReadOnly` and what `engine.classifier.learning.training.train` raises.
    """
    project.check_writable()
    validated(recipe)
    yield Progress(translate("operations", "Preparing"))
    _labelled(project)  # too few classes are told before anything is examined
    notes = yield from split_for_training(project, recipe.seed)
    classes, samples = _labelled(project)
    training, validation = _examples(samples, classes, Split.TRAIN), _examples(samples, classes, Split.VALIDATION)
    _check_every_class_learns(classes, training)
    yield from learning_ready()
    from engine.classifier.learning.training import train
    from engine.classifier.model import files

    recipe = replace(recipe, architecture=checked(_architecture(recipe)))
    started = time.perf_counter()
    trained = yield from train(recipe, [each.name for each in classes], training, validation)
    yield Progress(translate("operations", "Saving the model"))
    card = files.save(trained, project.models_folder / _free_name(project), [each.colour for each in classes])
    return TrainingOutcome(card, time.perf_counter() - started, (*_notes(classes, samples, trained.unreadable), *notes))


def _architecture(recipe: Recipe) -> str:
    if recipe.architecture:
        return recipe.architecture
    return pack_architecture(Path(recipe.weights)) if recipe.uses_pack else RECOMMENDED


def _labelled(project: Project) -> tuple[list[SampleClass], list[Sample]]:
    """The classes that have samples, in order, and those samples; raises `TooFewClasses`."""
    samples = [sample for sample in project.samples() if sample.class_id is not None]
    used = {sample.class_id for sample in samples}
    classes = [each for each in project.classes() if each.id in used]
    if len(classes) < 2:
        raise TooFewClasses(count=len(classes))
    return classes, samples


def _examples(samples: Sequence[Sample], classes: Sequence[SampleClass], split: Split) -> list[Example]:
    targets = {each.id: index for index, each in enumerate(classes)}
    return [Example(sample.path, targets[sample.class_id]) for sample in samples if sample.split is split and sample.class_id in targets]


def _check_every_class_learns(classes: Sequence[SampleClass], training: Sequence[Example]) -> None:
    """Folders may put all pictures of a class on the side that examines."""
    taught = {example.target for example in training}
    for index, each in enumerate(classes):
        if index not in taught:
            raise NothingToLearnFrom(name=each.name)


def _notes(classes: Sequence[SampleClass], samples: Sequence[Sample], unreadable: Sequence[tuple[object, str]]) -> tuple[Sentence, ...]:
    counts = Counter(sample.class_id for sample in samples)
    text = translate("errors", "The class “{name}” has only one labelled picture: it was learned from, but could not be checked.")
    notes = [Sentence(text, {"name": each.name}) for each in classes if counts[each.id] == 1]
    if unreadable:
        text = translate("errors", "{count} pictures could not be read and were left out, the first: {path} ({reason}).")
        notes.append(Sentence(text, {"count": len(unreadable), "path": unreadable[0][0], "reason": unreadable[0][1]}))
    return tuple(notes)


def _free_name(project: Project) -> str:
    """ "insects-3" after "insects-2", also when earlier ones were deleted."""
    stem = re.sub(r"[^\w-]+", "-", project.name).strip("-") or "model"
    taken = [
        int(match[1]) for folder in project.models_folder.glob("*") if (match := re.fullmatch(re.escape(stem) + r"-(\d+)", folder.name))
    ]
    return f"{stem}-{max(taken, default=0) + 1}"
