"""Leaks are counted in pairs, for the project's split and for a plain one; copies are not counted as near-duplicates once more."""

from __future__ import annotations

from collections import Counter

import pytest

from engine.project.sample import Facts, Sample, SampleClass, Split
from engine.splits.leaks import Leak, leaks, lone_classes, pin_conflicts, plain_split, split_table
from engine.splits.split import SplitPlan, assigned, grouped_samples

PLAN = SplitPlan()


def samples(*sides: Split, class_id: int | None = 1) -> list[Sample]:
    return [Sample(n, f"/set/{n}.png", f"digest {n}", 8, 8, side, class_id) for n, side in enumerate(sides)]


def by_relation(found: tuple[Leak, ...]) -> dict[str, tuple[int, int]]:
    return {leak.relation: (leak.pairs, leak.present) for leak in found}


def test_pairs_between_training_and_examining_leak_and_others_do_not() -> None:
    burst = [each._replace(facts=Facts(burst=0)) for each in samples(*[Split.TRAIN] * 3, Split.VALIDATION, Split.TEST, Split.NONE)]
    assert by_relation(leaks(burst, PLAN, [])) == {"burst": (15, 6)}


def test_near_pairs_are_those_that_are_given_without_copies_and_the_unlabelled() -> None:
    everyone = samples(Split.TRAIN, Split.TEST, Split.TEST, Split.TRAIN)
    everyone[1] = everyone[1]._replace(digest=everyone[0].digest)
    everyone[3] = everyone[3]._replace(class_id=None)
    assert by_relation(leaks(everyone, PLAN, [(0, 1), (0, 2), (1, 2), (2, 3)])) == {"exact": (1, 1), "near": (2, 1)}


def test_folders_are_told_only_if_they_stay_together() -> None:
    everyone = samples(Split.TRAIN, Split.TEST)
    assert leaks(everyone, PLAN, []) == ()
    assert by_relation(leaks(everyone, SplitPlan(folder=True), [])) == {"folder": (1, 1)}


@pytest.mark.parametrize("seed", range(6))
def test_a_plain_split_has_the_same_shares_and_parts_what_ours_keeps(seed: int) -> None:
    plan = SplitPlan(seed=seed)
    everyone = [each._replace(facts=Facts(near=each.id // 4)) for each in samples(*[Split.NONE] * 200)]
    alike = [(4 * group + one, 4 * group + other) for group in range(50) for one in range(4) for other in range(one + 1, 4)]
    assert Counter(plain_split(everyone, plan).values()) == {Split.TRAIN: 140, Split.VALIDATION: 30, Split.TEST: 30}
    decided = assigned(everyone, plan, alike)
    (leak,) = leaks([each._replace(split=decided[each.id]) for each in everyone], plan, alike)
    # a random pair is parted with a chance of 2 x 0.7 x 0.3 = 42 %
    assert (leak.pairs, leak.present) == (300, 0) and leak.plain == pytest.approx(126, abs=30)


def test_the_table_counts_each_class_by_side() -> None:
    everyone = samples(Split.TRAIN, Split.TRAIN, Split.TEST, Split.NONE)
    everyone[2] = everyone[2]._replace(pinned=True)
    classes = [SampleClass(1, "ant", "#000000", "1", 0), SampleClass(2, "bee", "#ffffff", "2", 1)]
    first, second = split_table([*everyone, *samples(Split.TEST, class_id=None)], classes)
    assert first.counts == {Split.TRAIN: 2, Split.TEST: 1, Split.NONE: 1} and first.pinned == 1
    assert second.sample_class.name == "bee" and not second.counts


def test_pins_that_contradict_each_other_and_classes_of_one_group_are_found() -> None:
    everyone = [each._replace(group="site") for each in samples(Split.TRAIN, Split.TEST, Split.TRAIN)]
    pinned = [each._replace(pinned=True) for each in everyone]
    assert pin_conflicts(grouped_samples([*pinned[::2], everyone[1]], PLAN)) == []
    assert pin_conflicts(grouped_samples(pinned, PLAN)) == [pinned]
    assert pin_conflicts(grouped_samples(pinned, SplitPlan(group=False))) == []
    assert lone_classes(grouped_samples(everyone, PLAN)) == {1: 3}
    assert lone_classes(grouped_samples(everyone, SplitPlan(group=False))) == {}
