"""Deciding which samples teach and which examine: stratified by class, repeatable from a seed, stable when samples are added."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from engine.project.sample import Sample, Split

SHARES: Mapping[Split, float] = {Split.TRAIN: 0.70, Split.VALIDATION: 0.15, Split.TEST: 0.15}


def assigned(labelled: Iterable[Sample], seed: int = 0) -> dict[int, Split]:
    """The samples whose split must be set or changed for training, as {sample id: split}.

    Samples that have a split keep it, with one exception: if a project has no validation sample at all (say, only train and
    test folders), the validation share is taken from its training samples. In each class at least one sample teaches; from
    two on one validates, from four on one tests.
    """
    by_class: defaultdict[int, list[Sample]] = defaultdict(list)
    for sample in labelled:
        if sample.class_id is not None:
            by_class[sample.class_id].append(sample)
    everyone = [sample for group in by_class.values() for sample in group]
    sides = {sample.split for sample in everyone} - {Split.NONE}
    decisions: dict[int, Split] = {}
    for group in by_class.values():
        ordered = sorted(group, key=lambda sample: _place(sample, seed))
        # train and validation folders without a test folder are somebody's decision: keep it
        decisions.update(_fill(ordered, tests_wanted=not sides or Split.TEST in sides))
    if sides and not any(decisions.get(sample.id, sample.split) is Split.VALIDATION for sample in everyone):
        decisions.update(_carved(by_class.values(), seed))
    return decisions


def _place(sample: Sample, seed: int) -> bytes:
    """A pseudo-random place in the queue that depends on the picture alone, so that new pictures do not reshuffle old ones."""
    return hashlib.blake2b(f"{seed}|{sample.digest}|{sample.path.name}".encode(errors="surrogatepass"), digest_size=8).digest()


def wanted_counts(count: int) -> dict[Split, int]:
    """How many of `count` samples of a class go to each split."""
    validation = max(1, round(SHARES[Split.VALIDATION] * count)) if count >= 2 else 0
    test = max(1, round(SHARES[Split.TEST] * count)) if count >= 4 else 0
    return {Split.TRAIN: count - validation - test, Split.VALIDATION: validation, Split.TEST: test}


def _fill(ordered: list[Sample], tests_wanted: bool) -> dict[int, Split]:
    """Give the undecided samples of one class to the splits that lack most of their share."""
    have: Counter[Split] = Counter(sample.split for sample in ordered if sample.split is not Split.NONE)
    want = wanted_counts(len(ordered))
    if not tests_wanted:
        want[Split.TRAIN] += want.pop(Split.TEST)
    decisions = {}
    for sample in ordered:
        if sample.split is Split.NONE:
            side = max(want, key=lambda split: (want[split] - have[split]) / max(1, want[split]))
            decisions[sample.id] = side
            have[side] += 1
    return decisions


def _carved(groups: Iterable[list[Sample]], seed: int) -> dict[int, Split]:
    decisions = {}
    for group in groups:
        training = sorted((sample for sample in group if sample.split is Split.TRAIN), key=lambda sample: _place(sample, seed))
        for sample in training[: wanted_counts(len(training))[Split.VALIDATION]]:
            decisions[sample.id] = Split.VALIDATION
    return decisions
