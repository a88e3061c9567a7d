"""Which samples show the same picture, by their content or by their looks, and which class most of them have."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from engine.errors import Sentence, translate
from engine.project import changes
from engine.project.change import Change
from engine.project.project import Project
from engine.project.sample import Sample, SampleClass
from engine.splits.grouping import NEAR, groups_of

_LINKED = """
SELECT id, digest, near FROM sample WHERE removed = 0 AND (
    id IN (SELECT value FROM json_each(?)) OR digest IN (SELECT value FROM json_each(?)) OR near IN (SELECT value FROM json_each(?))
)
"""


def duplicates_of(project: Project, sample_ids: Iterable[int]) -> list[list[Sample]]:
    """The groups of at least two samples that hold one of `sample_ids`.

    A group are samples with the same content or in the same group of near duplicates, and those that are so with one of them.
    """
    wanted = set(sample_ids)
    samples = {sample.id: sample for sample in project.samples(_linked(project, wanted))}
    together: defaultdict[int, list[Sample]] = defaultdict(list)
    for id_, group in groups_of(samples.values(), (NEAR,)).items():
        together[group].append(samples[id_])
    return [group for group in together.values() if len(group) > 1]


def copies_of(project: Project, sample: Sample) -> tuple[int, int]:
    """How many other samples have the same content as `sample`, and how many are in its group of near duplicates."""
    return _others(project, "digest", sample.digest, sample.id), _others(project, "near", sample.facts.near, sample.id)


def majority(project: Project, sample_ids: Iterable[int]) -> dict[int, SampleClass]:
    """{sample id: class} of the duplicates of `sample_ids` that lack the class which most of their group has.

    A tie is left alone, as is a group without any class: nobody should be outvoted by a coin.
    """
    classes = {each.id: each for each in project.classes()}
    targets = {}
    for group in duplicates_of(project, sample_ids):
        winner = _winner(group)
        if winner is not None:
            targets.update({sample.id: classes[winner] for sample in group if sample.class_id != winner})
    return targets


def label_as_majority(project: Project, sample_ids: Iterable[int]) -> Change:
    """Give each group of duplicates of `sample_ids` the class that most of it has; see `majority`."""
    by_class: defaultdict[SampleClass, list[int]] = defaultdict(list)
    for id_, target in majority(project, sample_ids).items():
        by_class[target].append(id_)
    edits = chain.from_iterable(changes.label(project, ids, target).edits for target, ids in by_class.items())
    count = sum(map(len, by_class.values()))
    return Change(Sentence(translate("changes", "Label {count} as most of their duplicates are"), {"count": count}), tuple(edits))


def _others(project: Project, column: str, value: str | int | None, sample_id: int) -> int:
    """How many samples other than `sample_id` have `value`; nobody shares what is not known."""
    if not value and value != 0:
        return 0
    query = f"SELECT count(*) FROM sample WHERE removed = 0 AND {column} = ? AND id <> ?"
    return int(project.rows(query, (value, sample_id))[0][0])


def _winner(group: Sequence[Sample]) -> int | None:
    votes = Counter(sample.class_id for sample in group if sample.class_id is not None)
    first = {class_id for class_id, count in votes.items() if count == max(votes.values())}
    return first.pop() if len(first) == 1 else None


def _linked(project: Project, wanted: set[int]) -> set[int]:
    """The samples and all that are linked to them, over however many steps."""
    ids, digests, near = wanted, set[str](), set[int]()
    count = -1
    while True:
        rows = project.rows(_LINKED, [json.dumps(list(values)) for values in (ids, digests, near)])
        if len(rows) == count:
            return ids
        count = len(rows)
        ids = {row[0] for row in rows}
        digests = {row[1] for row in rows if row[1]}
        near = {row[2] for row in rows if row[2] is not None}
