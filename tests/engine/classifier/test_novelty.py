"""Novelty: a share of known pictures, rising without end, the same before it is saved and after, drawn evenly from the classes."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from engine.classifier.novelty import ENOUGH_PICTURES, LEAST_PICTURES, MOST_PICTURES, Known, balanced, distances_from, learned


def around(centres: np.ndarray, each: int, seed: int, spread: float = 0.3) -> tuple[np.ndarray, np.ndarray]:
    """`each` rows about each of `centres` (K, D), float32, and the numbers of their centres."""
    random = np.random.default_rng(seed)
    targets = np.repeat(np.arange(len(centres)), each)
    return (centres[targets] + random.normal(0, spread, (len(targets), centres.shape[1]))).astype(np.float32), targets


CENTRES = np.random.default_rng(1).normal(0, 1, (3, 40))


@pytest.fixture
def known() -> Known:
    features, targets = around(CENTRES, 60, 2)
    found = learned(features, targets, around(CENTRES, 50, 3)[0])
    assert found is not None
    return found


def test_the_score_is_the_share_of_known_pictures_that_are_nearer(known: Known) -> None:
    scores = known.scores(around(CENTRES, 1000, 4)[0])
    for level in (0.5, 0.9, 0.97):
        assert (scores > level).mean() == pytest.approx(1 - level, abs=0.05)
    assert scores.dtype == np.float32 and scores.min() >= 0 and scores.max() < 1


def test_what_is_none_of_the_classes_is_novel(known: Known) -> None:
    strange = around(np.random.default_rng(9).normal(0, 1, (1, 40)), 100, 5)[0]
    assert (known.scores(strange) > 0.99).mean() > 0.95


def test_farther_pictures_still_rank_higher(known: Known) -> None:
    start, end = CENTRES[0], -CENTRES.sum(axis=0)
    way = np.array([start * (1 - part) + end * part for part in np.linspace(0, 1, 40)], np.float32)
    distances = distances_from(known.points, way @ known.basis, np.linalg.norm(way, axis=1))
    scores = known.scores(way)
    assert (np.diff(scores[np.argsort(distances)]) >= 0).all()
    far = distances > known.distances[-1]
    assert far.sum() > 10 and len(np.unique(scores[far])) > 0.9 * far.sum()


def test_brightness_does_not_matter(known: Known) -> None:
    features = around(CENTRES, 5, 6)[0]
    assert np.allclose(known.scores(features), known.scores(features * 7), atol=1e-5)
    assert np.allclose(known.scores(features), known.scores(features.astype(np.float16)), atol=0.02)


def test_the_same_after_it_was_kept(known: Known) -> None:
    features = around(CENTRES, 30, 7)[0]
    again = Known.from_arrays(known.arrays())
    assert np.array_equal(again.scores(features), known.scores(features))
    assert {array.dtype.itemsize for array in known.arrays().values()} == {2, 4}


def test_few_pictures_held_out_do_not_decide_by_chance() -> None:
    """Whichever few are drawn, about as many known pictures as the threshold says are called unknown, and strange ones still are."""
    features, targets = around(CENTRES, 70, 2)
    fresh = around(CENTRES, 500, 3)[0]
    strange = around(np.random.default_rng(9).normal(0, 1, (1, 40)), 100, 5)[0]
    for seed in range(10, 30):
        found = learned(features, targets, around(CENTRES, 8, seed)[0])
        assert found is not None
        assert 0.005 < (found.scores(fresh) > 0.95).mean() < 0.08
        assert (found.scores(strange) > 0.95).mean() > 0.95


@pytest.mark.parametrize("few", [8, ENOUGH_PICTURES // 3 + 1])
def test_features_that_were_trained_on_the_pictures_are_not_taken_at_their_word(few: int) -> None:
    """Training pictures lie nearer to each other than new ones of the same classes do."""
    features, targets = around(CENTRES, 70, 2, spread=0.15)
    found = learned(features, targets, around(CENTRES, few, 4)[0])
    assert found is not None
    assert (found.scores(around(CENTRES, 500, 3)[0]) > 0.95).mean() < 0.08


def test_without_pictures_held_out_they_are_measured_among_themselves() -> None:
    features, targets = around(CENTRES, 60, 2)
    found = learned(features, targets, features[:0])
    assert found is not None
    assert (found.scores(around(CENTRES, 500, 3)[0]) > 0.9).mean() == pytest.approx(0.1, abs=0.06)


def test_pictures_of_one_group_do_not_make_each_other_usual() -> None:
    features, targets = around(CENTRES, 20, 2)
    bursts, groups = np.repeat(features, 4, axis=0), np.repeat(np.arange(len(features)), 4)
    alone, together = (learned(bursts, np.repeat(targets, 4), features[:0], each) for each in (None, groups))
    fresh = around(CENTRES, 200, 3)[0]
    assert alone is not None and together is not None
    assert (alone.scores(fresh) > 0.95).mean() > 0.9
    assert (together.scores(fresh) > 0.95).mean() < 0.25


def test_nothing_is_known_of_too_few_or_of_what_is_no_number() -> None:
    features, targets = around(CENTRES, 3, 2)
    assert learned(features, targets, features[:5]) is None
    assert learned(features[:0], targets[:0], around(CENTRES, 20, 2)[0]) is None
    many, kinds = around(CENTRES, 30, 2)
    assert learned(np.where(many > 1, np.nan, many), kinds, many) is None
    assert learned(many, kinds, np.where(many > 1, np.inf, many)) is None
    assert learned(features[:1], targets[:1], many[:LEAST_PICTURES]) is not None


def test_features_that_are_no_numbers_or_of_another_network_have_no_novelty(known: Known) -> None:
    features = around(CENTRES, 2, 6)[0]
    features[1, 3] = np.nan
    assert np.flatnonzero(np.isnan(known.scores(features))).tolist() == [1]
    assert np.isnan(known.scores(np.zeros((4, 12), np.float32))).tolist() == [True] * 4
    assert np.isfinite(known.scores(np.zeros((1, 40), np.float32))).all()
    assert known.scores(np.zeros((0, 40), np.float32)).shape == (0,)


def test_pictures_that_are_all_the_same() -> None:
    features = np.ones((60, 8), np.float32)
    found = learned(features, np.zeros(60, np.int64), features[:30])
    assert found is not None
    assert found.scores(features[:1])[0] < found.scores(-features[:1])[0] > 0.99


def test_many_pictures_of_many_numbers_are_kept_small() -> None:
    random = np.random.default_rng(0)
    centres = random.normal(0, 1, (5, 600))
    features, targets = around(centres, 500, 1, spread=0.2)
    found = learned(features, targets, around(centres, 40, 2, spread=0.2)[0])
    assert found is not None and len(found.points) == MOST_PICTURES and found.basis.shape == (600, 256)
    exact = features[balanced(targets, MOST_PICTURES, 0)]
    exact /= np.linalg.norm(exact, axis=1, keepdims=True)
    fresh = around(centres, 10, 3, spread=0.2)[0]
    lengths = np.linalg.norm(fresh, axis=1)
    assert np.allclose(distances_from(found.points, fresh @ found.basis, lengths), distances_from(exact, fresh, lengths), atol=0.02)
    assert sum(array.nbytes for array in found.arrays().values()) < 3e6


def test_a_draw_is_even_among_the_classes() -> None:
    targets = np.repeat([0, 1, 2], [1000, 30, 400])
    assert Counter(targets[balanced(targets, 330, 0)].tolist()) == {0: 150, 1: 30, 2: 150}
    assert balanced(targets, 9999, 0).tolist() == list(range(1430))
    assert balanced(targets, 330, 0).tolist() == balanced(targets, 330, 0).tolist() != balanced(targets, 330, 1).tolist()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("points", np.zeros((4, 3), np.float16)),
        ("points", np.zeros((0, 40), np.float16)),
        ("basis", np.full((40, 40), np.nan, np.float16)),
        ("distances", np.array([0.2, 0.1], np.float32)),
        ("shares", np.zeros(3, np.float32)),
        ("decay", np.zeros(1, np.float32)),
        ("decay", np.zeros((1, 1), np.float32)),
    ],
)
def test_what_does_not_belong_together_is_refused(known: Known, name: str, value: np.ndarray) -> None:
    with pytest.raises((ValueError, TypeError)):
        Known.from_arrays({**known.arrays(), name: value})
    with pytest.raises(KeyError):
        Known.from_arrays({each: array for each, array in known.arrays().items() if each != name})
