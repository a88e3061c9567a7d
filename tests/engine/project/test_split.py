"""Splits are stratified, repeatable, stable when samples are added, and respect what folders decided."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from engine.project.sample import Sample, Split
from engine.project.split import assigned


def samples(counts: dict[int, int], split: Split = Split.NONE, first: int = 0) -> list[Sample]:
    made = []
    for class_id, count in counts.items():
        for index in range(count):
            id_ = first + len(made)
            made.append(Sample(id_, Path(f"{class_id}-{index}"), f"{class_id}-{index}-{split}", 8, 8, split, class_id))
    return made


def test_each_class_gets_its_share() -> None:
    everyone = samples({1: 100, 2: 20, 3: 3, 4: 1})
    splits = assigned(everyone)
    counts = {class_id: Counter(splits[sample.id] for sample in everyone if sample.class_id == class_id) for class_id in (1, 2, 3, 4)}
    assert counts[1] == {Split.TRAIN: 70, Split.VALIDATION: 15, Split.TEST: 15}
    assert counts[2] == {Split.TRAIN: 14, Split.VALIDATION: 3, Split.TEST: 3}
    assert counts[3] == {Split.TRAIN: 2, Split.VALIDATION: 1}
    assert counts[4] == {Split.TRAIN: 1}


def test_a_seed_repeats_its_split_and_another_gives_another() -> None:
    everyone = samples({1: 60, 2: 60})
    assert assigned(everyone, seed=5) == assigned(list(reversed(everyone)), seed=5)
    assert assigned(everyone, seed=5) != assigned(everyone, seed=6)


def test_decided_samples_stay_when_others_are_added() -> None:
    old = samples({1: 40, 2: 40})
    splits = assigned(old)
    decided = [Sample(s.id, s.path, s.digest, 8, 8, splits[s.id], s.class_id) for s in old]
    added = samples({1: 20, 2: 20}, first=1000)
    again = assigned([*decided, *added])
    assert set(again) == {sample.id for sample in added}
    total = Counter([*splits.values(), *again.values()])
    assert total == {Split.TRAIN: 84, Split.VALIDATION: 18, Split.TEST: 18}


def test_folders_with_train_and_test_give_up_a_validation_share() -> None:
    training, testing = samples({1: 40, 2: 40}, Split.TRAIN), samples({1: 10, 2: 10}, Split.TEST, first=500)
    splits = assigned([*training, *testing])
    assert Counter(splits.values()) == {Split.VALIDATION: 12}
    assert set(splits) < {sample.id for sample in training}


def test_folders_with_train_and_validation_are_left_alone() -> None:
    assert assigned([*samples({1: 9, 2: 9}, Split.TRAIN), *samples({1: 3, 2: 3}, Split.VALIDATION, first=100)]) == {}
