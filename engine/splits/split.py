"""Deciding which samples teach and which examine: whole groups at a time, stratified by class, repeatable, stable when samples are added.

A sample that has a side keeps it, and what joins its group later follows it; only pins and `resplit` move samples.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from engine.errors import translate
from engine.fields import option
from engine.project.sample import Sample, Split
from engine.splits.dealing import Desk
from engine.splits.grouping import BURST, EXACT, FOLDER, GROUP, NEAR, Joined

SIDES = (Split.TRAIN, Split.VALIDATION, Split.TEST)
TOGETHER = (NEAR, BURST, GROUP, FOLDER)  # the relations that a plan may choose; exact copies always stay together
VALIDATED_FROM, TESTED_FROM = 2, 4  # groups of a class

# Where a fixed camera sees much the same each time, or chains of look-alikes reach from one picture to any other, keeping them all
# together would leave nothing to examine with. So looks join no more samples (or series) than these, the most alike first; a twentieth
# is a third of the usual validation share.
MOST_ALIKE, MOST_ALIKE_SHARE = 50, 1 / 20
Pairs = Sequence[tuple[int, int]]  # ids of samples that look nearly the same, the most alike first


@dataclass(frozen=True)
class SplitPlan:
    """How samples are dealt out: the shares of the three sides, and what stays together on one of them."""

    train: int = option(
        70, translate("split", "Training"), translate("split", "Parts that teach; 70, 15 and 15 are percent."), low=1, high=100
    )
    validation: int = option(
        15,
        translate("split", "Validation"),
        translate("split", "Parts that are asked while training, to keep its best state."),
        low=0,
        high=100,
    )
    test: int = option(
        15, translate("split", "Test"), translate("split", "Parts that are asked only at the end, for an honest figure."), low=0, high=100
    )
    near: bool = option(
        True,
        translate("split", "Near-duplicates together"),
        translate("split", "Pictures that look nearly the same stay on one side; exact copies always do."),
    )
    burst: bool = option(
        True, translate("split", "Bursts together"), translate("split", "Pictures that one camera took in one go stay on one side.")
    )
    group: bool = option(
        True,
        translate("split", "Groups together"),
        translate("split", "Pictures of one of your own groups, such as a site or a plant, stay on one side."),
    )
    folder: bool = option(
        False,
        translate("split", "Folders together"),
        translate("split", "Pictures of one folder stay on one side: for folders that are series, not classes."),
    )
    seed: int = option(0, translate("split", "Seed"), translate("split", "The same seed repeats the same split."), low=0, high=2**31 - 1)

    @property
    def together(self) -> frozenset[str]:
        """The relations that may not be parted, of `TOGETHER`."""
        return frozenset(name for name in TOGETHER if getattr(self, name))

    def wanted(self, count: int, groups: int, tests_wanted: bool = True) -> dict[Split, int]:
        """How many of the `count` samples of a class, in so many `groups`, go to each side; a side with 0 is closed to the class."""
        whole = self.train + self.validation + self.test
        validation = min(count - 1, max(1, round(count * self.validation / whole))) if self.validation and groups >= VALIDATED_FROM else 0
        test = max(1, round(count * self.test / whole)) if self.test and groups >= TESTED_FROM and tests_wanted else 0
        test = min(test, count - 1 - validation)
        return {Split.TRAIN: count - validation - test, Split.VALIDATION: validation, Split.TEST: test}


def assigned(samples: Iterable[Sample], plan: SplitPlan = SplitPlan(), alike: Pairs = ()) -> dict[int, Split]:
    """The labelled samples whose split must be set or changed for training, as {sample id: split}.

    Of `samples`, the unlabelled ones only tell what belongs together; `alike` adds to what their `facts.near` tell. Samples that
    have a split keep it, with two exceptions: the group of a pinned sample follows the pin; and if a project has no validation
    sample at all (say, only train and test folders), the validation share is taken from its training samples. In each class at
    least one group teaches; from two groups on one validates, from four on one tests.
    """
    groups = grouped_samples(samples, plan, alike)
    sides = {sample.id: sample.split for group in groups for sample in group.members if sample.class_id is not None}
    decisions: dict[int, Split] = {}
    for group in groups:
        decisions.update(group.following())
    decisions.update(_dealt(groups, sides | decisions, plan))
    if plan.validation and Split.VALIDATION not in (sides | decisions).values():
        decisions.update(_carved(groups, sides | decisions, plan))
    return decisions


def resplit(samples: Iterable[Sample], plan: SplitPlan = SplitPlan(), alike: Pairs = ()) -> dict[int, Split]:
    """What changes if everything that is not pinned is dealt out anew: {sample id: split}, NONE for unlabelled samples that had one."""
    before = list(samples)
    blank = [sample if is_pinned(sample) else sample._replace(split=Split.NONE) for sample in before]
    dealt = assigned(blank, plan, alike)
    after = {sample.id: dealt.get(sample.id, sample.split) for sample in blank}
    return {sample.id: after[sample.id] for sample in before if sample.split is not after[sample.id]}


def is_pinned(sample: Sample) -> bool:
    return sample.pinned and sample.split is not Split.NONE


def pseudo_random(seed: int, *identity: object) -> bytes:
    """A place in a queue that depends on the identity alone, so that new samples do not reshuffle old ones."""
    return hashlib.blake2b("|".join(map(str, (seed, *identity))).encode(errors="surrogatepass"), digest_size=8).digest()


# ---- groups ------------------------------------------------------------------------------------------------


class SampleGroup(NamedTuple):
    """Samples that stay together; `counts` are the labelled ones by class, `side` is where they belong, NONE if that is open."""

    members: tuple[Sample, ...]
    counts: Mapping[int, int]
    side: Split

    def following(self) -> dict[int, Split]:
        """The labelled members that must go to the group's side: those without a split, or all if a pin decides."""
        if self.side is Split.NONE:
            return {}
        bound = any(map(is_pinned, self.members))
        movable = [each for each in self.members if each.class_id is not None and not is_pinned(each)]
        return {each.id: self.side for each in movable if each.split is Split.NONE or (bound and each.split is not self.side)}


def grouped_samples(samples: Iterable[Sample], plan: SplitPlan, alike: Pairs = ()) -> list[SampleGroup]:
    """All groups of the plan, single samples too, in the order in which they are dealt out.

    Large ones come first (by powers of two of their size): dealt late, they would upset the shares. Among groups of about the same
    size the order is pseudo-random, by the seed and their smallest digest.
    """
    everyone = list(samples)
    keys = _keys(everyone, plan, alike)
    found: defaultdict[int, list[Sample]] = defaultdict(list)
    for sample in everyone:
        found[keys[sample.id]].append(sample)

    def place(key: int) -> bytes:  # compared several times as fast as a tuple
        size = 64 - len(found[key]).bit_length()
        return bytes([size]) + pseudo_random(plan.seed, min(each.digest for each in found[key])) + key.to_bytes(8, "big")

    return [_group(found[key]) for key in sorted(found, key=place)]


def _keys(samples: Sequence[Sample], plan: SplitPlan, alike: Pairs) -> dict[int, int]:
    """{sample id: group}"""
    joined = Joined(samples)
    joined.relate([EXACT, *(plan.together - {NEAR})])
    if plan.near:
        most = max(MOST_ALIKE, int(MOST_ALIKE_SHARE * sum(sample.class_id is not None for sample in samples)))
        joined.link(alike, most)
        joined.link_related(NEAR, most)
    return joined.groups()


def _group(members: Sequence[Sample]) -> SampleGroup:
    counts = Counter(sample.class_id for sample in members if sample.class_id is not None)
    deciding = [sample for sample in members if is_pinned(sample)] or members
    sides: Counter[Split] = Counter(sample.split for sample in deciding if sample.split is not Split.NONE)
    return SampleGroup(tuple(members), counts, max(SIDES, key=lambda side: sides[side]) if sides else Split.NONE)


# ---- dealing out -------------------------------------------------------------------------------------------


def _dealt(groups: Sequence[SampleGroup], sides: Mapping[int, Split], plan: SplitPlan) -> dict[int, Split]:
    """Sides for the groups that have none yet; `sides` are those of the labelled samples so far."""
    have = Counter((each.class_id, sides[each.id]) for group in groups for each in group.members if each.class_id is not None)
    undecided = [group for group in groups if group.side is Split.NONE and group.counts]
    return _on_sides(undecided, Desk(_wanted(groups, plan, _tests_wanted(groups)), have))


def _carved(groups: Sequence[SampleGroup], sides: Mapping[int, Split], plan: SplitPlan) -> dict[int, Split]:
    """Deal the training samples out anew, to training and validation; says who goes to validation."""
    teaching = [_group([each for each in group.members if sides.get(each.id) is Split.TRAIN]) for group in groups]
    fixed = [any(map(is_pinned, group.members)) for group in teaching]
    have: Counter[tuple[int, Split]] = Counter()
    for group in compress(teaching, fixed):
        have.update({(class_id, Split.TRAIN): count for class_id, count in group.counts.items()})
    free = [group for group, stays in zip(teaching, fixed, strict=True) if group.counts and not stays]
    dealt = _on_sides(free, Desk(_wanted(teaching, plan, tests_wanted=False), have))
    return {id_: side for id_, side in dealt.items() if side is Split.VALIDATION}


def _on_sides(groups: Sequence[SampleGroup], desk: Desk) -> dict[int, Split]:
    """{id of a labelled sample: side} of whole groups."""
    dealt = zip(groups, desk.deal([group.counts for group in groups]), strict=True)
    return {sample.id: side for group, side in dealt for sample in group.members if sample.class_id is not None}


def _tests_wanted(groups: Iterable[SampleGroup]) -> bool:
    """Train and validation folders without a test folder are somebody's decision: keep it. A handful of groups is none yet."""
    decided: Counter[int] = Counter()
    for group in groups:
        sides = {sample.split for sample in group.members if sample.class_id is not None}
        if Split.TEST in sides:
            return True
        if sides != {Split.NONE} and not any(map(is_pinned, group.members)):
            decided.update(group.counts.keys())
    return max(decided.values(), default=0) < TESTED_FROM


def _wanted(groups: Iterable[SampleGroup], plan: SplitPlan, tests_wanted: bool) -> dict[int, dict[Split, int]]:
    samples: Counter[int] = Counter()
    pieces: Counter[int] = Counter()
    for group in groups:
        samples.update(group.counts)
        pieces.update(group.counts.keys())
    return {class_id: plan.wanted(count, pieces[class_id], tests_wanted) for class_id, count in samples.items()}
