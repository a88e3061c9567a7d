"""What counts as near-duplicates, and which samples show the same picture with different classes."""

from __future__ import annotations

import random

import pytest

from engine.project.sample import Facts, Sample
from engine.views import alike
from engine.views.alike import SAME_PICTURE, conflicts, near_groups
from engine.views.context import Context

ALL_BITS = (1 << 64) - 1


def sample(id_: int, class_id: int | None = None, fingerprint: int | None = None, near: int | None = 1, digest: str = "") -> Sample:
    return Sample(id_, f"/data/{id_}.png", digest or f"d{id_}", 40, 30, class_id=class_id, facts=Facts(fingerprint=fingerprint, near=near))


def signed(bits: int) -> int:
    return bits - (1 << 64) if bits >> 63 else bits


def test_a_group_of_copies_alone_is_not_near() -> None:
    samples = [sample(1, near=1, digest="a"), sample(2, near=1, digest="a"), sample(3, near=3), sample(4, near=3), sample(5, near=None)]
    assert near_groups(samples) == {3}
    assert Context({each.id: each for each in samples}).near == {3}
    assert near_groups([sample(1, near=1, digest="a"), sample(2, near=1, digest="a"), sample(6, near=1)]) == {1}


@pytest.mark.parametrize(("apart", "found"), [(0, {1: 1, 2: 1}), (SAME_PICTURE, {1: 1, 2: 1}), (SAME_PICTURE + 1, {})])
@pytest.mark.parametrize("sign", [0, 1 << 63])
def test_near_duplicates_are_the_same_picture_up_to_four_bits(apart: int, found: dict[int, int], sign: int) -> None:
    other = sign ^ ((1 << apart) - 1) << (64 - apart)  # the sign is one of the bits
    assert conflicts([sample(1, 1, signed(sign)), sample(2, 2, signed(other & ALL_BITS))]) == found


def test_copies_contradict_also_without_fingerprints() -> None:
    copies = [sample(1, 1, near=None, digest="a"), sample(2, 2, near=None, digest="a"), sample(3, 1, near=None, digest="a")]
    assert conflicts(copies) == {1: 1, 2: 1, 3: 1}
    assert conflicts([each._replace(class_id=1) for each in copies]) == {}
    assert conflicts([copies[0], sample(4, None, near=None, digest="a")]) == {}


def test_only_those_that_are_the_same_as_one_of_another_class_are_in_a_conflict() -> None:
    samples = [
        sample(1, 1, 0b0),
        sample(2, 1, 0b11),  # like 1 and of its class; 6 bits from 3
        sample(3, 2, 0b111100),  # 4 bits from 1
        sample(4, 2, 0b11111111_00000000),  # like none of them
        sample(5, 3, 0, near=9),  # another group
    ]
    assert conflicts(samples) == {1: 1, 3: 1}
    assert Context({each.id: each for each in samples}).conflicts == {1, 3}


def test_conflicts_that_share_a_picture_are_one() -> None:
    samples = [sample(1, 1, 0b0000), sample(2, 2, 0b1111), sample(3, 1, 0b11111111), sample(4, 1, 1 << 40, near=4), sample(5, 2, 0, near=4)]
    assert conflicts(samples) == {1: 1, 2: 1, 3: 1, 4: 4, 5: 4}


def test_large_groups_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    shuffled = random.Random(5)
    prints = [sum(1 << bit for bit in shuffled.sample(range(64), shuffled.randrange(5))) for _ in range(700)]
    samples = [sample(number, shuffled.randrange(3), signed(value)) for number, value in enumerate(prints, 1)]
    by_numpy = conflicts(samples)
    monkeypatch.setattr(alike, "_MANY", 10_000)
    assert by_numpy == conflicts(samples) != {}
