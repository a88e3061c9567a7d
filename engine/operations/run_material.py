"""What a run learns from: gathered when it begins and kept with it, so that labelling meanwhile changes nothing when it goes on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.classifier.recipe import Recipe
from engine.classifier.values import Example
from engine.errors import NothingToLearnFrom, RunDamaged, Sentence, TooFewClasses, translate
from engine.operations.splitting import plan_of, split_for_training
from engine.paths import write_atomically
from engine.progress import Operation
from engine.project.project import Project
from engine.project.sample import Sample, SampleClass, Split
from engine.sentences import sentence_from, stored_sentence
from engine.splits.split import SplitPlan, grouped_samples

MATERIAL_FILE = "material.json"
_SIDES = ("training", "validation")
_NOWHERE = "removed"  # a folder that is never made
_Row = tuple[int, str, int, int | None]  # sample id, content hash, target, group


@dataclass(frozen=True)
class RunMaterial:
    """The classes and the examples of both sides; `notes` are what the user should know of them.

    `gone` are examples whose pictures are no longer in the project, but whose places a checkpoint counts with: nothing can be read there.
    """

    class_names: tuple[str, ...]
    class_colours: tuple[str, ...]
    training: tuple[Example, ...]
    validation: tuple[Example, ...]
    notes: tuple[Sentence, ...]
    gone: frozenset[Path] = frozenset()


def material_of(project: Project, recipe: Recipe, folder: Path, begun: bool = False) -> Operation[RunMaterial]:
    """What the run in `folder` began with, or what the project's labels are now if it begins.

    Pictures that were taken out of the project since are left out; of one that has `begun` to learn, they keep their places.
    Raises `TooFewClasses`, `NothingToLearnFrom`, `RunDamaged`, and OSError if it cannot be kept.
    """
    if not (folder / MATERIAL_FILE).exists():
        stored = yield from _gathered(project, recipe)
        write_atomically(folder / MATERIAL_FILE, json.dumps(stored, ensure_ascii=False))
    return _read(project, folder, begun)


def _gathered(project: Project, recipe: Recipe) -> Operation[dict[str, Any]]:
    _labelled(project)  # too few classes are told before anything is examined
    notes = yield from split_for_training(project, recipe.seed)
    classes, samples = _labelled(project)
    groups = _groups(project, recipe, samples)
    targets = {each.id: index for index, each in enumerate(classes)}

    def side(split: Split) -> list[_Row]:
        chosen = [(sample, targets[sample.class_id]) for sample in samples if sample.split is split and sample.class_id in targets]
        return [(sample.id, sample.digest, target, groups.get(sample.id)) for sample, target in chosen]

    return {
        "classes": [(each.name, each.colour) for each in classes],
        "training": side(Split.TRAIN),
        "validation": side(Split.VALIDATION),
        "notes": [stored_sentence(note) for note in (*_lone(classes, samples), *notes)],
    }


def _labelled(project: Project) -> tuple[list[SampleClass], list[Sample]]:
    """The classes that have samples, in order, and those samples; raises `TooFewClasses`."""
    samples = [sample for sample in project.samples() if sample.class_id is not None]
    used = {sample.class_id for sample in samples}
    classes = [each for each in project.classes() if each.id in used]
    if len(classes) < 2:
        raise TooFewClasses(count=len(classes))
    return classes, samples


def _groups(project: Project, recipe: Recipe, samples: Sequence[Sample]) -> dict[int, int]:
    """{sample id: group} of the samples that do not stand alone."""
    found = grouped_samples(samples, plan_of(project, SplitPlan(seed=recipe.seed)))
    return {member.id: group.members[0].id for group in found if len(group.members) > 1 for member in group.members}


def _lone(classes: Sequence[SampleClass], samples: Sequence[Sample]) -> list[Sentence]:
    counts = Counter(sample.class_id for sample in samples)
    text = translate("errors", "The class “{name}” has only one labelled picture: it was learned from, but could not be checked.")
    return [Sentence(text, {"name": each.name}) for each in classes if counts[each.id] == 1]


def _read(project: Project, folder: Path, begun: bool) -> RunMaterial:
    try:
        stored = json.loads((folder / MATERIAL_FILE).read_text(encoding="utf-8"))
        names, colours = zip(*stored["classes"], strict=True)
        sides = [[(int(id_), str(digest), int(target), group) for id_, digest, target, group in stored[side]] for side in _SIDES]
        notes = [sentence_from(note) for note in stored["notes"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RunDamaged(name=folder.name, reason=f"{MATERIAL_FILE}: {error}") from error
    present = {sample.id: sample for sample in project.samples([row[0] for rows in sides for row in rows])}
    nowhere = folder / _NOWHERE
    whole = [[_example(row, present, nowhere) for row in rows] for rows in sides]
    training, validation = ([example for example in examples if example.path.parent != nowhere] for examples in whole)
    _check_every_class_learns(names, training)
    gone = [example.path for examples in whole for example in examples if example.path.parent == nowhere]
    notes += _left_out(len(gone))
    if begun:
        training, validation = whole
    return RunMaterial(names, colours, tuple(training), tuple(validation), tuple(notes), frozenset(gone))


def _example(row: _Row, present: dict[int, Sample], nowhere: Path) -> Example:
    """With a path in `nowhere` if the project has the picture no longer, or another one in its place."""
    id_, digest, target, group = row
    there = id_ in present and present[id_].digest == digest
    return Example(present[id_].path if there else nowhere / str(id_), target, digest, group)


def _left_out(count: int) -> list[Sentence]:
    text = translate("errors", "{count} pictures with which this run began are no longer in the project: it went on without them.")
    return [Sentence(text, {"count": count})] if count else []


def _check_every_class_learns(names: Sequence[str], training: Sequence[Example]) -> None:
    """Folders may put all pictures of a class on the side that examines."""
    taught = {example.target for example in training}
    for index, name in enumerate(names):
        if index not in taught:
            raise NothingToLearnFrom(name=name)
