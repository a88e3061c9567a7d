"""The changes that people make to samples, each computed from the project as it is: label, not sure, splits, groups, removal."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping, Sequence

from engine.errors import Sentence, translate
from engine.project.change import Change, Edit, Row, grouped
from engine.project.classes import class_of, new_class_edits
from engine.project.project import Project
from engine.project.sample import SampleClass, Source, Split

_IN = "IN (SELECT value FROM json_each(?))"


def label(
    project: Project, sample_ids: Iterable[int], target: SampleClass, source: Source = Source.PERSON, confidence: float | None = None
) -> Change:
    """Give `target` to the samples, in place of the class that they have; they are no longer "not sure"."""
    ids = list(sample_ids)
    edits = [*_labelled(project, ids, target.id, source, confidence), *_made_sure(project, ids)]
    return Change(Sentence(translate("changes", "Label {count} as {name}"), {"count": len(ids), "name": target.name}), tuple(edits))


def label_by_name(project: Project, named: Mapping[int, tuple[str, Row]], summary: Sentence, batch: str = "") -> Change:
    """Give each sample the class of that name, made where missing, in place of the one it has: {id: (name, (source, time, confidence))}."""
    classes = project.classes()
    ids = {each.name: each.id for each in classes}
    made = new_class_edits(classes, [name for name in dict.fromkeys(name for name, _ in named.values()) if name not in ids])
    ids |= {class_of(edit).name: class_of(edit).id for edit in made}
    wanted = {(id_, ids[name]): row for id_, (name, row) in named.items()}
    had = dict(_annotations(project, list(named)))
    gone = grouped("annotation", ((key, row, None) for key, row in had.items() if key not in wanted))
    given = grouped("annotation", ((key, had.get(key), row) for key, row in wanted.items()))
    return Change(summary, (*made, *gone, *given, *_made_sure(project, list(named))), batch)


def unlabel(project: Project, sample_ids: Iterable[int]) -> Change:
    """Take the class, or "not sure", away from the samples."""
    ids = list(sample_ids)
    edits = (*_annotations_removed(project, ids), *_made_sure(project, ids))
    return Change(Sentence(translate("changes", "Take the label off {count}"), {"count": len(ids)}), edits)


def mark_unsure(project: Project, sample_ids: Iterable[int]) -> Change:
    """Say that a person looked and could not tell: no class, and training leaves the samples out."""
    ids = list(sample_ids)
    query = f"SELECT id FROM sample WHERE unsure = 0 AND id {_IN}"
    keys = tuple(project.rows(query, (json.dumps(ids),)))
    edits = (*_annotations_removed(project, ids), *([Edit("unsure", keys, (0,), (1,))] if keys else []))
    return Change(Sentence(translate("changes", "Mark {count} as not sure"), {"count": len(ids)}), edits)


def set_splits(project: Project, splits: Mapping[int, Split]) -> Change:
    """Put samples on a side: {sample id: split}."""
    before = _sample_rows(project, splits)
    edits = grouped("sample", (((id_,), before[id_], (split.value, before[id_][1])) for id_, split in splits.items()))
    return Change(Sentence(translate("changes", "Split {count} pictures"), {"count": len(splits)}), tuple(edits))


def pin(project: Project, sample_ids: Iterable[int], split: Split) -> Change:
    """Put samples on a side for good, whatever later splits decide; `Split.NONE` lets them go again and keeps the side."""
    ids = list(sample_ids)
    wanted = int(split is not Split.NONE)
    rows = project.rows(f"SELECT id, pinned FROM sample WHERE id {_IN}", (json.dumps(ids),))
    edits = grouped("pinned", (((id_,), (pinned,), (wanted,)) for id_, pinned in rows if pinned != wanted))
    if split is not Split.NONE:
        edits += set_splits(project, dict.fromkeys(ids, split)).edits
    text = translate("changes", "Pin {count} to {split}") if wanted else translate("changes", "Unpin {count}")
    return Change(Sentence(text, {"count": len(ids), "split": split.value}), tuple(edits))


def set_groups(project: Project, groups: Mapping[int, str]) -> Change:
    """Name what belongs together, such as a site or a plant: {sample id: group, "" for none}."""
    rows = project.rows(f"SELECT id, grouping FROM sample WHERE id {_IN}", (json.dumps(list(groups)),))
    edits = grouped("grouping", (((id_,), (old,), (groups[id_],)) for id_, old in rows if old != groups[id_]))
    return Change(Sentence(translate("changes", "Set the group of {count}"), {"count": len(groups)}), tuple(edits))


def remove_samples(project: Project, sample_ids: Iterable[int]) -> Change:
    """Take samples out of the project; the files stay, and undo brings the samples back with their labels."""
    before = _sample_rows(project, sample_ids)
    edits = grouped("sample", (((id_,), row, (row[0], 1)) for id_, row in before.items()))
    return Change(Sentence(translate("changes", "Take {count} out of the project"), {"count": len(before)}), tuple(edits))


def replace_files(project: Project, files: Mapping[int, Row], summary: Sentence) -> Change:
    """Samples whose file moved or changed: {sample id: (path as text, size, modification time in ns, digest, width, height)}."""
    rows = project.rows(f"SELECT id, path, size, modified_ns, digest, width, height FROM sample WHERE id {_IN}", (json.dumps(list(files)),))
    edits = [Edit("file", ((id_,),), tuple(old), (project.stored(files[id_][0]), *files[id_][1:])) for id_, *old in rows]
    return Change(summary, tuple(edits))


def _labelled(project: Project, ids: Sequence[int], class_id: int, source: Source, confidence: float | None) -> list[Edit]:
    """Other annotations go, that of `class_id` comes or is renewed."""
    after: Row = (source.value, time.time(), confidence)
    rows = _annotations(project, ids)
    had = {sample_id: row for (sample_id, old_id), row in rows if old_id == class_id}
    gone = grouped("annotation", ((key, row, None) for key, row in rows if key[1] != class_id))
    return gone + grouped("annotation", (((id_, class_id), had.get(id_), after) for id_ in ids))


def _annotations_removed(project: Project, ids: Sequence[int]) -> tuple[Edit, ...]:
    return tuple(grouped("annotation", ((key, row, None) for key, row in _annotations(project, ids))))


def _made_sure(project: Project, ids: Sequence[int]) -> list[Edit]:
    keys = tuple(project.rows(f"SELECT id FROM sample WHERE unsure = 1 AND id {_IN}", (json.dumps(ids),)))
    return [Edit("unsure", keys, (1,), (0,))] if keys else []


def _annotations(project: Project, ids: Sequence[int]) -> list[tuple[Row, Row]]:
    """((sample id, class id), (source, time, confidence)) of the samples `ids`."""
    query = f"SELECT sample_id, class_id, source, time, confidence FROM annotation WHERE sample_id {_IN}"
    return [((row[0], row[1]), row[2:]) for row in project.rows(query, (json.dumps(ids),))]


def _sample_rows(project: Project, ids: Iterable[int]) -> dict[int, Row]:
    query = f"SELECT id, split, removed FROM sample WHERE id {_IN}"
    return {row[0]: row[1:] for row in project.rows(query, (json.dumps(list(ids)),))}
