"""The changes that people make, each computed from the project as it is: label, classes, splits, removal."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping, Sequence

from engine.errors import Sentence, translate
from engine.project.change import Change, Edit, Row
from engine.project.classes import SHORTCUTS, checked_name, class_of, new_class_edits, row_of
from engine.project.project import Project
from engine.project.sample import SampleClass, Source, Split


def label(project: Project, sample_ids: Iterable[int], target: SampleClass, source: Source = Source.PERSON) -> Change:
    """Give `target` to the samples, in place of the class that they have."""
    ids = list(sample_ids)
    after: Row = (source.value, time.time(), None)
    old = _annotations(project, ids)
    edits = []
    for id_ in ids:
        edits += [Edit("annotation", (id_, class_id), row, None) for class_id, row in old.get(id_, ()) if class_id != target.id]
        same = next((row for class_id, row in old.get(id_, ()) if class_id == target.id), None)
        edits.append(Edit("annotation", (id_, target.id), same, after))
    return Change(Sentence(translate("changes", "Label {count} as {name}"), {"count": len(ids), "name": target.name}), tuple(edits))


def unlabel(project: Project, sample_ids: Iterable[int]) -> Change:
    """Take the class away from the samples."""
    ids = list(sample_ids)
    edits = tuple(
        Edit("annotation", (id_, class_id), row, None) for id_, rows in _annotations(project, ids).items() for class_id, row in rows
    )
    return Change(Sentence(translate("changes", "Take the label off {count}"), {"count": len(ids)}), edits)


def add_class(project: Project, name: str) -> tuple[Change, SampleClass]:
    """A new class at the end of the list, with the next colour and free digit; raises `ClassNameTaken`, `ClassNameUnusable`."""
    classes = project.classes()
    (edit,) = new_class_edits(classes, [checked_name(classes, name)])
    added = class_of(edit)
    return Change(Sentence(translate("changes", "Add the class {name}"), {"name": added.name}), (edit,)), added


def rename_class(project: Project, target: SampleClass, name: str) -> Change:
    """Raises `ClassNameTaken`, `ClassNameUnusable`."""
    name = checked_name([each for each in project.classes() if each.id != target.id], name)
    edit = Edit("class", (target.id,), row_of(target), (name, target.colour, target.shortcut, target.position))
    return Change(Sentence(translate("changes", "Rename {old} to {name}"), {"old": target.name, "name": name}), (edit,))


def recolour_class(target: SampleClass, colour: str) -> Change:
    edit = Edit("class", (target.id,), row_of(target), (target.name, colour, target.shortcut, target.position))
    return Change(Sentence(translate("changes", "Recolour {name}"), {"name": target.name}), (edit,))


def reorder_classes(project: Project, ids: Sequence[int]) -> Change:
    """Put the classes into the order of `ids`; digit shortcuts follow the order."""
    classes = {each.id: each for each in project.classes()}
    edits = []
    for position, id_ in enumerate(ids):
        target = classes[id_]
        shortcut = SHORTCUTS[position] if position < len(SHORTCUTS) else ""
        edits.append(Edit("class", (id_,), row_of(target), (target.name, target.colour, shortcut, position)))
    return Change(Sentence(translate("changes", "Reorder the classes")), tuple(edits))


def delete_class(project: Project, target: SampleClass) -> Change:
    """Delete a class; its samples become unlabelled, and undo brings both back."""
    rows = project.rows("SELECT sample_id, source, time, confidence FROM annotation WHERE class_id = ?", (target.id,))
    edits = [Edit("annotation", (sample_id, target.id), tuple(row), None) for sample_id, *row in rows]
    edits.append(Edit("class", (target.id,), row_of(target), None))
    return Change(Sentence(translate("changes", "Delete the class {name}"), {"name": target.name}), tuple(edits))


def set_splits(project: Project, splits: Mapping[int, Split]) -> Change:
    """Put samples on a side: {sample id: split}."""
    before = _sample_rows(project, splits)
    edits = tuple(Edit("sample", (id_,), before[id_], (split.value, before[id_][1])) for id_, split in splits.items())
    return Change(Sentence(translate("changes", "Split {count} pictures"), {"count": len(edits)}), edits)


def remove_samples(project: Project, sample_ids: Iterable[int]) -> Change:
    """Take samples out of the project; the files stay, and undo brings the samples back with their labels."""
    before = _sample_rows(project, sample_ids)
    edits = tuple(Edit("sample", (id_,), row, (row[0], 1)) for id_, row in before.items())
    return Change(Sentence(translate("changes", "Take {count} out of the project"), {"count": len(edits)}), edits)


def _annotations(project: Project, ids: Sequence[int]) -> dict[int, list[tuple[int, Row]]]:
    query = "SELECT sample_id, class_id, source, time, confidence FROM annotation WHERE sample_id IN (SELECT value FROM json_each(?))"
    found: dict[int, list[tuple[int, Row]]] = {}
    for id_, class_id, *row in project.rows(query, (json.dumps(list(ids)),)):
        found.setdefault(id_, []).append((class_id, tuple(row)))
    return found


def _sample_rows(project: Project, ids: Iterable[int]) -> dict[int, Row]:
    query = "SELECT id, split, removed FROM sample WHERE id IN (SELECT value FROM json_each(?))"
    return {id_: tuple(row) for id_, *row in project.rows(query, (json.dumps(list(ids)),))}
