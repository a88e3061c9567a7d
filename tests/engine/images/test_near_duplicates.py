"""Near-duplicates and bursts: what is found equals the definition, and nothing grows without bounds."""

from __future__ import annotations

import numpy as np
import pytest

from engine.images import near_duplicates
from engine.images.near_duplicates import bursts, groups, near_pairs


def random_hashes(count: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(-(2**63), 2**63, count, dtype=np.int64)


def flipped(value: int, *bits: int) -> int:
    for bit in bits:
        value ^= 1 << bit
    return value - 2**64 if value >= 2**63 else value


def test_pairs_are_all_within_the_radius() -> None:
    hashes = random_hashes(300)
    hashes = np.concatenate([hashes, hashes[:40] ^ 0b1011, hashes[:20] ^ -(2**63)])
    found = {tuple(pair) for pair in near_pairs(hashes, 3).tolist()}
    distances = np.bitwise_count((hashes[:, None] ^ hashes[None, :]).view(np.uint64))
    expected = {(int(i), int(j)) for i, j in np.argwhere(distances <= 3) if i < j}
    assert found == expected and len(found) >= 60


def test_blocks_meet_without_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    hashes = np.concatenate([random_hashes(200), random_hashes(200) ^ 1])
    whole = near_pairs(hashes)
    monkeypatch.setattr(near_duplicates, "_ROWS", 7)
    monkeypatch.setattr(near_duplicates, "_COLUMNS", 11)
    assert sorted(near_pairs(hashes).tolist()) == sorted(whole.tolist())
    assert len(whole) == 200


def test_equal_ones_are_paired_with_the_first_only() -> None:
    hashes = [5] * 1000 + [flipped(5, 40)] * 1000
    pairs = near_pairs(hashes)
    assert len(pairs) == 999 + 999 + 1
    assert [0, 1000] in pairs.tolist()


def test_groups_are_called_by_their_first_member() -> None:
    lone, one, other = 0, flipped(0, *range(20)), flipped(0, *range(30, 60))
    assert groups([lone, other, one, flipped(other, 3), one, flipped(one, 50, 51)]).tolist() == [-1, 1, 2, 1, 2, 2]


def test_groups_do_not_chain() -> None:
    """Each differs from the next by 6 bits; the first and the last have nothing in common."""
    chain = [flipped(0, *range(6 * step)) for step in range(10)]
    found = groups(chain, 8)
    for group in set(found.tolist()) - {-1}:
        members = [chain[position] for position in np.flatnonzero(found == group)]
        assert any(all(((one ^ other) & (2**64 - 1)).bit_count() <= 8 for other in members) for one in members)
    assert len(set(found.tolist())) >= 3


def test_too_many_pairs_shrink_the_radius_and_not_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near_duplicates, "MOST_PAIRS", 1000)
    rng = np.random.default_rng(0)
    ball = np.array([flipped(77, *rng.choice(64, 3, replace=False).tolist()) for _ in range(400)])
    pairs = near_pairs(ball, 8)
    distinct = len(np.unique(ball))
    assert 0 < len(pairs) <= 1000 + len(ball) - distinct
    kept = np.bitwise_count((ball[pairs[:, 0]] ^ ball[pairs[:, 1]]).view(np.uint64)).max()
    assert kept < 6


def test_nothing_and_one_are_no_pairs() -> None:
    assert near_pairs([]).shape == (0, 2) and groups([]).shape == (0,)
    assert near_pairs([3]).shape == (0, 2) and groups([3]).tolist() == [-1]


def test_bursts_are_shots_of_one_camera_with_short_gaps() -> None:
    taken = [100, 101, 103, 106, 101, None, 102, 0, 1]
    cameras = ["a", "a", "a", "a", "b", "a", "", "c", "c"]
    assert bursts(taken, cameras).tolist() == [0, 0, 0, -1, -1, -1, -1, 7, 7]
    assert bursts(taken, cameras, gap=3).tolist()[:4] == [0, 0, 0, 0]
    assert bursts([], []).shape == (0,)
