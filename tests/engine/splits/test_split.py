"""Splits keep groups whole, are stratified, repeatable, stable when samples are added, and respect folders and pins."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import replace

import pytest

from engine.errors import SettingInvalid
from engine.fields import changed
from engine.project.sample import Facts, Sample, Split
from engine.splits.grouping import groups_of
from engine.splits.split import SIDES, SplitPlan, assigned, resplit

SEEDS = range(12)
PLAN = SplitPlan()


def samples(counts: dict[int, int], split: Split = Split.NONE, first: int = 0) -> list[Sample]:
    """Unrelated samples: so many of each class."""
    classes = [class_id for class_id, count in counts.items() for _ in range(count)]
    return [Sample(first + n, f"/set/{first + n}.png", f"digest {first + n}", 8, 8, split, class_id) for n, class_id in enumerate(classes)]


def related(seed: int, count: int = 240, classes: int = 3, first: int = 0, largest: int = 6) -> list[Sample]:
    """Samples in random groups of one to `largest`, by a random mixture of relations; some groups hold two classes."""
    dice = random.Random(seed)
    made: list[Sample] = []
    while len(made) < count:
        start, class_id, relation = first + len(made), dice.randint(1, classes), dice.choice(["near", "burst", "group", "exact"])
        for _ in range(dice.randint(1, largest)):
            id_ = first + len(made)
            facts = Facts(near=start if relation == "near" else None, burst=start if relation == "burst" else None)
            digest = f"copy {start}" if relation == "exact" else f"digest {id_}"
            other = dice.randint(1, classes) if dice.random() < 0.1 else class_id
            group = f"site {start}" if relation == "group" else ""
            made.append(Sample(id_, f"/set/{id_}.png", digest, 8, 8, class_id=other, group=group, facts=facts))
    return made


def decided(samples: list[Sample], splits: dict[int, Split]) -> list[Sample]:
    return [sample._replace(split=splits.get(sample.id, sample.split)) for sample in samples]


def sides_of_groups(samples: list[Sample], plan: SplitPlan = PLAN) -> list[set[Split]]:
    sides = defaultdict(set)
    keys = groups_of(samples, plan.together)
    for sample in samples:
        sides[keys[sample.id]].add(sample.split)
    return list(sides.values())


def counts_of(samples: list[Sample]) -> dict[int | None, Counter[Split]]:
    counts: defaultdict[int | None, Counter[Split]] = defaultdict(Counter)
    for sample in samples:
        counts[sample.class_id][sample.split] += 1
    return dict(counts)


# ---- shares ------------------------------------------------------------------------------------------------


def test_each_class_gets_its_share() -> None:
    everyone = samples({1: 100, 2: 20, 3: 3, 4: 1})
    counts = counts_of(decided(everyone, assigned(everyone)))
    assert counts[1] == {Split.TRAIN: 70, Split.VALIDATION: 15, Split.TEST: 15}
    assert counts[2] == {Split.TRAIN: 14, Split.VALIDATION: 3, Split.TEST: 3}
    assert counts[3] == {Split.TRAIN: 2, Split.VALIDATION: 1}
    assert counts[4] == {Split.TRAIN: 1}


@pytest.mark.parametrize(("train", "validation", "test"), [(50, 25, 25), (80, 20, 0), (6, 0, 4), (1, 0, 0), (1, 100, 100)])
def test_a_plan_has_its_own_shares_and_a_share_of_nothing_is_an_empty_side(train: int, validation: int, test: int) -> None:
    everyone = samples({1: 200})
    parts = dict(zip(SIDES, (train, validation, test), strict=True))
    counts = counts_of(decided(everyone, assigned(everyone, SplitPlan(**{side.value: part for side, part in parts.items()}))))[1]
    for side, part in parts.items():
        assert counts[side] == pytest.approx(200 * part / sum(parts.values()), abs=1)


@pytest.mark.parametrize("seed", SEEDS)
def test_whole_groups_still_give_each_class_its_share(seed: int) -> None:
    everyone = related(seed, count=600)
    for counts in counts_of(decided(everyone, assigned(everyone, SplitPlan(seed=seed)))).values():
        for side, share in zip(SIDES, (0.70, 0.15, 0.15), strict=True):
            assert counts[side] / counts.total() == pytest.approx(share, abs=0.03)


@pytest.mark.parametrize("seed", SEEDS)
def test_few_groups_of_any_size_leave_no_side_empty_that_could_be_filled(seed: int) -> None:
    dice = random.Random(seed)
    for groups in (2, 3, 4, 5):
        sizes = [dice.choice([1, 2, 40]) for _ in range(groups)]
        keys = [f"series {number}" for number, size in enumerate(sizes) for _ in range(size)]
        everyone = [sample._replace(group=key) for sample, key in zip(samples({1: len(keys)}), keys, strict=True)]
        sides = {sample.split for sample in decided(everyone, assigned(everyone, SplitPlan(seed=seed)))}
        assert sides == set(SIDES if groups >= 4 else SIDES[:2])


@pytest.mark.parametrize("seed", SEEDS)
def test_large_groups_do_not_upset_the_shares(seed: int) -> None:
    sizes = [14, 13, 12, 11, *[1] * 50]
    keys = [f"series {number}" for number, size in enumerate(sizes) for _ in range(size)]
    everyone = [sample._replace(group=key) for sample, key in zip(samples({1: len(keys)}), keys, strict=True)]
    counts = counts_of(decided(everyone, assigned(everyone, SplitPlan(seed=seed))))[1]
    assert counts == {Split.TRAIN: 70, Split.VALIDATION: 15, Split.TEST: 15}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_class_teaches_also_where_groups_hold_several(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(20):
        pairs = [(dice.randint(1, 3), dice.randint(1, 3)) for _ in range(dice.randint(2, 7))]
        everyone = [
            sample._replace(class_id=class_id, group=f"series {number // 2}")
            for number, (sample, class_id) in enumerate(
                zip(samples({1: 2 * len(pairs)}), [each for pair in pairs for each in pair], strict=True)
            )
        ]
        counts = counts_of(decided(everyone, assigned(everyone, SplitPlan(seed=seed))))
        assert all(each[Split.TRAIN] for each in counts.values())


def test_a_class_of_one_group_teaches_as_a_whole() -> None:
    everyone = [sample._replace(group="one series") for sample in samples({1: 30})] + samples({2: 30}, first=100)
    counts = counts_of(decided(everyone, assigned(everyone)))
    assert counts[1] == {Split.TRAIN: 30}
    assert set(counts[2]) == set(SIDES)


def test_the_parts_of_a_plan_are_checked() -> None:
    with pytest.raises(SettingInvalid):
        changed(SplitPlan(), {"train": "0"})
    assert changed(SplitPlan(), {"folder": "yes", "near": "no"}).together == {"folder", "burst", "group"}


# ---- groups ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_no_group_is_ever_parted(seed: int) -> None:
    everyone, plan = related(seed), SplitPlan(seed=seed)
    assert all(len(sides) == 1 for sides in sides_of_groups(decided(everyone, assigned(everyone, plan))))
    assert all(len(sides) == 1 for sides in sides_of_groups(decided(everyone, resplit(everyone, plan))))


def test_relations_chain_and_only_the_chosen_ones_count() -> None:
    a, b, c, d = samples({1: 4})
    everyone = [a._replace(facts=Facts(near=0)), b._replace(facts=Facts(near=0, burst=9)), c._replace(facts=Facts(burst=9)), d]
    assert groups_of(everyone, {"near", "burst"}) == {0: 0, 1: 0, 2: 0, 3: 3}
    assert groups_of(everyone, {"near"}) == {0: 0, 1: 0, 2: 2, 3: 3}
    assert groups_of(everyone, set()) == {0: 0, 1: 1, 2: 2, 3: 3}
    assert set(groups_of(everyone, {"folder"}).values()) == {0}


def test_copies_of_one_file_stay_together_whatever_was_chosen() -> None:
    everyone = [sample._replace(digest=f"pair {sample.id // 2}") for sample in samples({1: 60})]
    plan = replace(SplitPlan(), near=False, burst=False, group=False)
    assert all(len(sides) == 1 for sides in sides_of_groups(decided(everyone, assigned(everyone, plan)), plan))


def test_an_unlabelled_picture_links_those_on_both_sides_of_it() -> None:
    a, link, b = (sample._replace(split=Split.NONE) for sample in samples({1: 3}))
    linked = [a._replace(facts=Facts(near=0)), link._replace(class_id=None, facts=Facts(near=0, burst=1)), b._replace(facts=Facts(burst=1))]
    splits = assigned([*linked, *samples({1: 20}, first=10)])
    assert splits[a.id] is splits[b.id] and link.id not in splits


# ---- repeatable and stable -----------------------------------------------------------------------------------


def test_a_seed_repeats_its_split_in_any_order_and_another_gives_another() -> None:
    everyone = related(1)
    assert assigned(everyone, SplitPlan(seed=5)) == assigned(list(reversed(everyone)), SplitPlan(seed=5))
    assert assigned(everyone, SplitPlan(seed=5)) != assigned(everyone, SplitPlan(seed=6))


@pytest.mark.parametrize("seed", SEEDS)
def test_added_samples_move_nobody_and_join_the_side_of_their_group(seed: int) -> None:
    plan = SplitPlan(seed=seed)
    pool = related(seed, count=400)
    late = {sample.id for sample in random.Random(seed).sample(pool, 70)}
    first = [sample for sample in pool if sample.id not in late]
    first = decided(first, assigned(first, plan))
    everyone = [*first, *(sample for sample in pool if sample.id in late)]
    added = assigned(everyone, plan)
    assert set(added) == late
    keys, old = groups_of(everyone, plan.together), {}
    for sample in first:
        old[keys[sample.id]] = sample.split
    assert all(added[sample.id] is old.get(keys[sample.id], added[sample.id]) for sample in everyone if sample.id in late)
    for counts in counts_of(decided(everyone, added)).values():
        assert counts[Split.TRAIN] / counts.total() == pytest.approx(0.7, abs=0.08)


def test_shares_hold_when_a_project_grows() -> None:
    old = samples({1: 40, 2: 40})
    old = decided(old, assigned(old))
    both = [*old, *samples({1: 20, 2: 20}, first=1000)]
    total = Counter(sample.split for sample in decided(both, assigned(both)))
    assert total == {Split.TRAIN: 84, Split.VALIDATION: 18, Split.TEST: 18}


def test_a_handful_that_was_too_small_for_a_test_side_gets_one_when_it_grows() -> None:
    first = samples({1: 3, 2: 3})
    first = decided(first, assigned(first))
    later = samples({1: 40, 2: 40}, first=100)
    counts = counts_of(decided([*first, *later], assigned([*first, *later])))
    assert counts[1][Split.TEST] == counts[2][Split.TEST] == 6


# ---- pins and folders ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_pins_hold_and_their_groups_follow_also_out_of_another_side(seed: int) -> None:
    dice, plan = random.Random(seed), SplitPlan(seed=seed)
    everyone = related(seed)
    if seed % 2:
        everyone = decided(everyone, assigned(everyone, plan))
    keys = groups_of(everyone, plan.together)
    pins = {keys[sample.id]: (sample.id, dice.choice(SIDES)) for sample in dice.sample(everyone, 20)}
    pinned = dict(pins.values())
    everyone = [s._replace(split=pinned[s.id], pinned=True) if s.id in pinned else s for s in everyone]
    for splits in (assigned(everyone, plan), resplit(everyone, plan)):
        assert not set(pinned) & set(splits)
        after = decided(everyone, splits)
        assert all(sample.split is pins[keys[sample.id]][1] for sample in after if keys[sample.id] in pins)
        assert all(len(sides) == 1 for sides in sides_of_groups(after))


def test_a_group_pinned_to_two_sides_keeps_both_pins() -> None:
    group = [sample._replace(group="site") for sample in samples({1: 5})]
    pins = [group[0]._replace(split=Split.TEST, pinned=True), group[1]._replace(split=Split.TEST, pinned=True)]
    pins.append(group[2]._replace(split=Split.TRAIN, pinned=True))
    splits = assigned([*pins, *group[3:], *samples({1: 20}, first=10)])
    assert splits[3] is splits[4] is Split.TEST and not {0, 1, 2} & set(splits)


def test_everything_anew_leaves_the_shares_right_and_counts_only_what_moves() -> None:
    everyone = samples({1: 100}, Split.TRAIN)
    splits = resplit(everyone)
    assert Counter(splits.values()) == {Split.VALIDATION: 15, Split.TEST: 15}
    assert resplit(decided(everyone, splits)) == {}
    unlabelled = samples({1: 1}, Split.TEST, first=500)[0]._replace(class_id=None)
    assert resplit([*everyone, unlabelled])[500] is Split.NONE


def test_folders_with_train_and_test_give_up_a_validation_share() -> None:
    training, testing = samples({1: 40, 2: 40}, Split.TRAIN), samples({1: 10, 2: 10}, Split.TEST, first=500)
    splits = assigned([*training, *testing])
    assert Counter(splits.values()) == {Split.VALIDATION: 12}
    assert set(splits) < {sample.id for sample in training}


def test_the_validation_share_is_carved_in_whole_groups_and_leaves_pins() -> None:
    training = [sample._replace(split=Split.TRAIN) for sample in related(3)]
    training = [sample._replace(pinned=sample.id < 30) for sample in training]
    splits = assigned([*training, *samples({1: 10, 2: 10, 3: 10}, Split.TEST, first=5000)])
    assert set(splits.values()) == {Split.VALIDATION} and min(splits) >= 30
    assert all(len(sides) == 1 for sides in sides_of_groups(decided(training, splits)))


def test_folders_with_train_and_validation_are_left_alone() -> None:
    given = [*samples({1: 9, 2: 9}, Split.TRAIN), *samples({1: 4, 2: 4}, Split.VALIDATION, first=100)]
    assert assigned(given) == {}
    assert set(assigned([*given, *samples({1: 40, 2: 40}, first=200)]).values()) == {Split.TRAIN, Split.VALIDATION}


def test_a_pin_alone_is_no_decision_against_a_test_side() -> None:
    pinned = [sample._replace(pinned=True) for sample in samples({1: 10}, Split.TRAIN)]
    assert Split.TEST in assigned([*pinned, *samples({1: 40}, first=100)]).values()


# ---- looks ---------------------------------------------------------------------------------------------------


def test_pairs_that_look_alike_stay_together_beyond_their_groups() -> None:
    everyone = samples({1: 60})
    chains = [(start + step, start + step + 1) for start in range(0, 60, 5) for step in range(4)]
    after = {sample.id: sample.split for sample in decided(everyone, assigned(everyone, PLAN, chains))}
    assert all(after[one] is after[other] for one, other in chains)
    apart = {sample.id: sample.split for sample in decided(everyone, assigned(everyone, replace(PLAN, near=False), chains))}
    assert any(apart[one] is not apart[other] for one, other in chains)


def test_a_fixed_camera_still_leaves_pictures_to_examine_and_the_most_alike_stay_together() -> None:
    everyone = samples({1: 300, 2: 300})
    twins = [(first, first + 1) for first in range(0, 600, 2)]
    chain = [(first, first + 1) for first in range(599)]
    after = decided(everyone, assigned(everyone, PLAN, [*twins, *chain]))
    for counts in counts_of(after).values():
        assert counts[Split.TRAIN] / 300 == pytest.approx(0.7, abs=0.1) and counts[Split.VALIDATION] and counts[Split.TEST]
    sides = {sample.id: sample.split for sample in after}
    assert all(sides[one] is sides[other] for one, other in twins)


def test_a_long_series_counts_as_one_where_looks_are_limited() -> None:
    everyone = samples({1: 300})
    everyone = [sample._replace(group="film" if sample.id < 200 else "") for sample in everyone]
    after = {sample.id: sample.split for sample in decided(everyone, assigned(everyone, PLAN, [(0, 250), (3, 251)]))}
    assert after[0] is after[199] is after[250] is after[251]


def test_a_new_picture_follows_the_one_that_it_is_most_like() -> None:
    old = [sample._replace(split=Split.TRAIN if sample.id < 30 else Split.TEST) for sample in samples({1: 40})]
    new = samples({1: 2}, first=100)
    splits = assigned([*old, *new], PLAN, [(35, 100), (3, 100), (4, 101), (36, 101), (3, 35)])
    assert (splits[100], splits[101]) == (Split.TEST, Split.TRAIN)


def test_what_looks_like_a_pinned_picture_follows_the_pin() -> None:
    old = samples({1: 40}, Split.TRAIN)
    old[0] = old[0]._replace(split=Split.TEST, pinned=True)
    splits = assigned([*old, *samples({1: 4}, Split.VALIDATION, first=100)], PLAN, [(0, 1), (1, 2), (0, 100)])
    assert splits == {1: Split.TEST, 2: Split.TEST, 100: Split.TEST}
