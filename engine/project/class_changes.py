"""The changes that people make to classes: add, rename, recolour, reorder, keys, merge, split off, notes, examples, delete."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace

from engine.errors import Sentence, translate
from engine.project import changes
from engine.project.change import Change, Edit, Row, grouped
from engine.project.classes import checked_name, class_of, dealt_out, new_class_edits, row_of
from engine.project.project import Project
from engine.project.sample import SampleClass


def add_class(project: Project, name: str) -> tuple[Change, SampleClass]:
    """A new class at the end of the list, with the next colour and free digit; raises `ClassNameTaken`, `ClassNameUnusable`."""
    classes = project.classes()
    (edit,) = new_class_edits(classes, [checked_name(classes, name)])
    added = class_of(edit)
    return Change(Sentence(translate("changes", "Add the class {name}"), {"name": added.name}), (edit,)), added


def split_off(project: Project, sample_ids: Iterable[int], name: str) -> tuple[Change, SampleClass]:
    """A new class that takes the samples from the classes that they have; raises as `add_class` does."""
    added, target = add_class(project, name)
    labelled = changes.label(project, sample_ids, target)
    return Change(labelled.summary, (*added.edits, *labelled.edits)), target


def rename_class(project: Project, target: SampleClass, name: str) -> Change:
    """Raises `ClassNameTaken`, `ClassNameUnusable`."""
    name = checked_name([each for each in project.classes() if each.id != target.id], name)
    summary = Sentence(translate("changes", "Rename {old} to {name}"), {"old": target.name, "name": name})
    return Change(summary, (_edited(target, replace(target, name=name)),))


def recolour_class(target: SampleClass, colour: str) -> Change:
    summary = Sentence(translate("changes", "Recolour {name}"), {"name": target.name})
    return Change(summary, (_edited(target, replace(target, colour=colour)),))


def set_shortcut(project: Project, target: SampleClass, key: str) -> Change:
    """Let `key` (one character, lower case; "" for none) label with `target`; the class that had it gets the old key of `target`."""
    edits = [_edited(target, replace(target, shortcut=key))]
    edits += [
        _edited(each, replace(each, shortcut=target.shortcut))
        for each in project.classes()
        if key and each.shortcut == key != target.shortcut
    ]
    return Change(Sentence(translate("changes", "Give {name} the key {key}"), {"name": target.name, "key": key or "–"}), tuple(edits))


def reorder_classes(project: Project, ids: Sequence[int]) -> Change:
    """Put the classes into the order of `ids`; keys that are digits follow the order, letters stay with their class."""
    classes = {each.id: each for each in project.classes()}
    edits = tuple(_edited(classes[each.id], each) for each in dealt_out([classes[id_] for id_ in ids]))
    return Change(Sentence(translate("changes", "Reorder the classes")), edits)


def merge_classes(project: Project, sources: Sequence[SampleClass], target: SampleClass) -> Change:
    """Give the samples of `sources` the class `target` and delete `sources`; time and source of each annotation stay."""
    own = {key for key, _ in _annotations(project, target)}
    moved: list[tuple[Row, Row | None, Row | None]] = []
    for source in sources:
        for (sample_id, class_id), row in _annotations(project, source):
            moved.append(((sample_id, class_id), row, None))
            if (sample_id, target.id) not in own:
                own.add((sample_id, target.id))
                moved.append(((sample_id, target.id), None, row))
    edits = [*grouped("annotation", moved), *(edit for source in sources for edit in _deleted(project, source))]
    names = ", ".join(source.name for source in sources)
    return Change(Sentence(translate("changes", "Merge {names} into {name}"), {"names": names, "name": target.name}), tuple(edits))


def delete_class(project: Project, target: SampleClass) -> Change:
    """Delete a class; its samples become unlabelled, and undo brings both back."""
    edits = [*grouped("annotation", ((key, row, None) for key, row in _annotations(project, target))), *_deleted(project, target)]
    return Change(Sentence(translate("changes", "Delete the class {name}"), {"name": target.name}), tuple(edits))


def set_notes(project: Project, target: SampleClass, notes: str) -> Change:
    """Keep a text about how to recognize `target`; an empty one is no note."""
    old = project.class_notes().get(target.id)
    before, after = (old,) if old is not None else None, (notes,) if notes else None
    edits = (Edit("class_note", ((target.id,),), before, after),) if before != after else ()
    return Change(Sentence(translate("changes", "Write notes on {name}"), {"name": target.name}), edits)


def set_examples(project: Project, target: SampleClass, sample_ids: Iterable[int], wanted: bool = True) -> Change:
    """Show the samples as examples of `target`, or no longer."""
    had = dict(project.class_examples().get(target.id, ()))
    now = time.time()
    rows: list[tuple[Row, Row | None, Row | None]]
    if wanted:
        rows = [((target.id, id_), None, (now,)) for id_ in sample_ids if id_ not in had]
    else:
        rows = [((target.id, id_), (had[id_],), None) for id_ in sample_ids if id_ in had]
    summary = Sentence(translate("changes", "Choose examples of {name}"), {"name": target.name})
    return Change(summary, tuple(grouped("class_example", rows)))


def _edited(before: SampleClass, after: SampleClass) -> Edit:
    return Edit("class", ((before.id,),), row_of(before), row_of(after))


def _deleted(project: Project, target: SampleClass) -> list[Edit]:
    """The class itself, its notes and its examples."""
    edits = [Edit("class", ((target.id,),), row_of(target), None)]
    notes = project.class_notes().get(target.id)
    if notes is not None:
        edits.append(Edit("class_note", ((target.id,),), (notes,), None))
    examples = project.class_examples().get(target.id, ())
    return edits + grouped("class_example", (((target.id, sample_id), (made,), None) for sample_id, made in examples))


def _annotations(project: Project, target: SampleClass) -> list[tuple[Row, Row]]:
    query = "SELECT sample_id, class_id, source, time, confidence FROM annotation WHERE class_id = ?"
    return [((row[0], row[1]), row[2:]) for row in project.rows(query, (target.id,))]
