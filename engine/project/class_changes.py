"""The changes that people make to classes: add, rename, recolour, reorder, keys, merge, split off, notes, examples, delete."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace

from engine.errors import Sentence, StaleChange, translate
from engine.project import changes
from engine.project.change import Change, Edit, Row, grouped
from engine.project.classes import checked_name, class_of, dealt_out, new_class_edits, row_of
from engine.project.project import Project
from engine.project.sample import SampleClass

_MOST_NAMES = 5  # that a summary lists


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
    """Raises `ClassNameTaken`, `ClassNameUnusable`, and, as all changes below, `StaleChange` if the class is gone."""
    target = _current(project, target)
    name = checked_name([each for each in project.classes() if each.id != target.id], name)
    summary = Sentence(translate("changes", "Rename {old} to {name}"), {"old": target.name, "name": name})
    return Change(summary, _edited([(target, replace(target, name=name))]))


def recolour_class(target: SampleClass, colour: str) -> Change:
    """`target` must be the class as it is now: its other values are written as they are given."""
    summary = Sentence(translate("changes", "Recolour {name}"), {"name": target.name})
    return Change(summary, _edited([(target, replace(target, colour=colour))]))


def set_shortcut(project: Project, target: SampleClass, key: str) -> Change:
    """Let `key` (one character, lower case; "" for none) label with `target`; the class that had it gets the old key of `target`."""
    target = _current(project, target)
    others = [each for each in project.classes() if key and each.shortcut == key and each.id != target.id]
    swapped = [(each, replace(each, shortcut=target.shortcut)) for each in others]
    summary = Sentence(translate("changes", "Give {name} the key {key}"), {"name": target.name, "key": key or "–"})
    return Change(summary, _edited([(target, replace(target, shortcut=key)), *swapped]))


def reorder_classes(project: Project, ids: Sequence[int]) -> Change:
    """Put the classes into the order of `ids`; keys that are digits follow the order, letters stay with their class.

    Raises `StaleChange` if `ids` are not those of all classes.
    """
    classes = {each.id: each for each in project.classes()}
    if sorted(ids) != sorted(classes):
        raise StaleChange()
    edits = _edited([(classes[each.id], each) for each in dealt_out([classes[id_] for id_ in ids])])
    return Change(Sentence(translate("changes", "Reorder the classes")), edits)


def merge_classes(project: Project, sources: Sequence[SampleClass], target: SampleClass) -> Change:
    """Give the samples of `sources` the class `target` and delete `sources`; time and source of each annotation stay.

    Their notes are added to those of `target`, their examples become its examples.
    """
    target = _current(project, target)
    classes = {each.id: each for each in project.classes()}
    gone = [classes[id_] for id_ in dict.fromkeys(each.id for each in sources) if id_ in classes and id_ != target.id]
    edits = [
        *_moved("annotation", [row for each in gone for row in _annotations(project, each)], _annotations(project, target), target, 1),
        *_moved("class_example", _examples(project, gone), _examples(project, [target]), target, 0),
        *(_notes_joined(project, gone, target) if gone else ()),
        *(Edit("class", ((each.id,),), row_of(each), None) for each in gone),
    ]
    names = ", ".join(each.name for each in gone[:_MOST_NAMES]) + (", …" if len(gone) > _MOST_NAMES else "")
    return Change(Sentence(translate("changes", "Merge {names} into {name}"), {"names": names, "name": target.name}), tuple(edits))


def delete_class(project: Project, target: SampleClass) -> Change:
    """Delete a class with its notes and examples; its samples become unlabelled, and undo brings all of it back."""
    target = _current(project, target)
    edits = [
        *_removed("annotation", _annotations(project, target)),
        *_removed("class_note", [((target.id,), (notes,)) for id_, notes in project.class_notes().items() if id_ == target.id]),
        *_removed("class_example", _examples(project, [target])),
        Edit("class", ((target.id,),), row_of(target), None),
    ]
    return Change(Sentence(translate("changes", "Delete the class {name}"), {"name": target.name}), tuple(edits))


def set_notes(project: Project, target: SampleClass, notes: str) -> Change:
    """Keep a text about how to recognize `target`; an empty one is no note."""
    target = _current(project, target)
    summary = Sentence(translate("changes", "Write notes on {name}"), {"name": target.name})
    return Change(summary, _noted(target.id, project.class_notes().get(target.id, ""), notes))


def set_examples(project: Project, target: SampleClass, sample_ids: Iterable[int], wanted: bool = True) -> Change:
    """Show the samples as examples of `target`, or no longer."""
    target = _current(project, target)
    had = dict(project.class_examples().get(target.id, ()))
    now = time.time()
    rows: list[tuple[Row, Row | None, Row | None]]
    if wanted:
        rows = [((target.id, id_), None, (now,)) for id_ in dict.fromkeys(sample_ids) if id_ not in had]
    else:
        rows = [((target.id, id_), (had[id_],), None) for id_ in dict.fromkeys(sample_ids) if id_ in had]
    summary = Sentence(translate("changes", "Choose examples of {name}"), {"name": target.name})
    return Change(summary, tuple(grouped("class_example", rows)))


def _current(project: Project, target: SampleClass) -> SampleClass:
    """`target` as the project has it: the caller may hold it from before a rename, whose old name must not come back."""
    for each in project.classes():
        if each.id == target.id:
            return each
    raise StaleChange()


def _edited(pairs: Iterable[tuple[SampleClass, SampleClass]]) -> tuple[Edit, ...]:
    """One edit for each class that is not the same before and after, so that undo never takes back nothing."""
    return tuple(Edit("class", ((old.id,),), row_of(old), row_of(new)) for old, new in pairs if old != new)


def _removed(table: str, rows: Iterable[tuple[Row, Row]]) -> list[Edit]:
    return grouped(table, ((key, row, None) for key, row in rows))


def _moved(table: str, rows: Sequence[tuple[Row, Row]], own: Sequence[tuple[Row, Row]], target: SampleClass, column: int) -> list[Edit]:
    """Rows whose key names a class in `column` (of two) go over to `target`, unless it has one for the same sample already."""
    had = {key[1 - column] for key, _ in own}
    edits: list[tuple[Row, Row | None, Row | None]] = []
    for key, row in rows:
        edits.append((key, row, None))
        sample_id = key[1 - column]
        if sample_id not in had:
            had.add(sample_id)
            edits.append(((sample_id, target.id) if column else (target.id, sample_id), None, row))
    return grouped(table, edits)


def _noted(class_id: int, before: str, after: str) -> tuple[Edit, ...]:
    if before == after:
        return ()
    return (Edit("class_note", ((class_id,),), (before,) if before else None, (after,) if after else None),)


def _notes_joined(project: Project, gone: Sequence[SampleClass], target: SampleClass) -> list[Edit]:
    notes = project.class_notes()
    texts = dict.fromkeys(notes[each.id] for each in (target, *gone) if each.id in notes)
    joined = _noted(target.id, notes.get(target.id, ""), "\n\n".join(texts))
    return [*joined, *(edit for each in gone for edit in _noted(each.id, notes.get(each.id, ""), ""))]


def _examples(project: Project, classes: Sequence[SampleClass]) -> list[tuple[Row, Row]]:
    """((class id, sample id), (when it was chosen)) of the classes."""
    examples = project.class_examples()
    return [((each.id, sample_id), (made,)) for each in classes for sample_id, made in examples.get(each.id, ())]


def _annotations(project: Project, target: SampleClass) -> list[tuple[Row, Row]]:
    query = "SELECT sample_id, class_id, source, time, confidence FROM annotation WHERE class_id = ?"
    return [((row[0], row[1]), row[2:]) for row in project.rows(query, (target.id,))]
