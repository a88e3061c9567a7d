"""What a split gives away: pairs of alike pictures of which one teaches and the other examines, held against a plain random split."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.project.sample import Sample, SampleClass, Split
from engine.splits.grouping import BURST, EXACT, FOLDER, GROUP, NEAR, members
from engine.splits.split import Pairs, SampleGroup, SplitPlan, is_pinned, pseudo_random

_EXAMINING = (Split.VALIDATION, Split.TEST)
_ALWAYS_TOLD = (EXACT, NEAR, BURST, GROUP)


@dataclass(frozen=True)
class Leak:
    """Pairs of labelled samples that are alike by `relation`: all, and those with one in training and one in validation or test.

    `plain` counts them in the split that knows no groups, `present` in the project's own.
    """

    relation: str
    pairs: int
    plain: int
    present: int


@dataclass(frozen=True)
class SplitRow:
    """One class of the table: how many of its samples are on each side (`Split.NONE`: not yet), and how many of them are pinned."""

    sample_class: SampleClass
    counts: Mapping[Split, int]
    pinned: int


def leaks(samples: Iterable[Sample], plan: SplitPlan, alike: Pairs) -> tuple[Leak, ...]:
    """One `Leak` for each relation that has pairs; `alike` are those that look nearly the same.

    Copies of one file are "exact" and not counted as "near" once more.
    """
    labelled = [sample for sample in samples if sample.class_id is not None]
    sides = [{sample.id: sample.split for sample in labelled}, plain_split(labelled, plan)]
    found = []
    for relation in (*_ALWAYS_TOLD, *({FOLDER} & plan.together)):
        if relation == NEAR:
            found.append(_near_leak(labelled, sides, alike))
        else:
            groups = [[sample.id for sample in group] for group in members(labelled, relation)]
            pairs = sum(len(group) * (len(group) - 1) // 2 for group in groups)
            present, plain = (sum(_parted(group, each) for group in groups) for each in sides)
            found.append(Leak(relation, pairs, plain, present))
    return tuple(leak for leak in found if leak.pairs)


def plain_split(labelled: Iterable[Sample], plan: SplitPlan) -> dict[int, Split]:
    """The split that knows no groups: the samples of each class shuffled by the seed and cut by the shares."""
    by_class: defaultdict[int | None, list[int]] = defaultdict(list)
    for sample in labelled:
        by_class[sample.class_id].append(sample.id)
    split: dict[int, Split] = {}
    for ids in by_class.values():
        shuffled = sorted(ids, key=lambda id_: pseudo_random(plan.seed, id_))
        split.update(zip(shuffled, Counter(plan.wanted(len(ids), len(ids))).elements(), strict=True))
    return split


def split_table(samples: Iterable[Sample], classes: Sequence[SampleClass]) -> list[SplitRow]:
    """A row for each class, in their order."""
    counts: defaultdict[int, Counter[Split]] = defaultdict(Counter)
    pinned: Counter[int] = Counter()
    for sample in samples:
        if sample.class_id is not None:
            counts[sample.class_id][sample.split] += 1
            pinned[sample.class_id] += is_pinned(sample)
    return [SplitRow(each, counts[each.id], pinned[each.id]) for each in classes]


def pin_conflicts(groups: Iterable[SampleGroup]) -> list[list[Sample]]:
    """For each group that is pinned to several sides, its pinned samples."""
    found = ([sample for sample in group.members if is_pinned(sample)] for group in groups)
    return [pinned for pinned in found if len({sample.split for sample in pinned}) > 1]


def lone_classes(groups: Sequence[SampleGroup]) -> dict[int, int]:
    """{class id: number of samples} of the classes whose samples are all one group: they teach, and nothing can examine them."""
    pieces = Counter(class_id for group in groups for class_id in group.counts)
    return {class_id: count for group in groups for class_id, count in group.counts.items() if pieces[class_id] == 1}


def _near_leak(labelled: Sequence[Sample], sides: Sequence[Mapping[int, Split]], alike: Pairs) -> Leak:
    digests = {sample.id: sample.digest for sample in labelled}
    near = [(one, other) for one, other in alike if one in digests and other in digests and digests[one] != digests[other]]
    present, plain = (sum(_parted(pair, each) for pair in near) for each in sides)
    return Leak(NEAR, len(near), plain, present)


def _parted(ids: Sequence[int], sides: Mapping[int, Split]) -> int:
    """The number of pairs among `ids` of which one teaches and the other examines."""
    count = Counter(sides[id_] for id_ in ids)
    return count[Split.TRAIN] * sum(count[side] for side in _EXAMINING)
