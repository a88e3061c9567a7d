"""Pictures of one kind come together, and many are grouped like few."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.classifier import grouping
from engine.classifier.grouping import ALONE, grouped
from engine.classifier.learning.embedding import Embedder
from engine.classifier.learning.feature_views import plain_view
from engine.classifier.network import create
from engine.classifier.recipe import Recipe
from engine.classifier.values import Example
from engine.progress import run


def kinds(sizes: tuple[int, ...], seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Float16 rows about as many centres, shuffled, and the numbers of their centres."""
    random = np.random.default_rng(seed)
    targets = random.permutation(np.repeat(np.arange(len(sizes)), sizes))
    centres = random.normal(0, 1, (len(sizes), 100))
    return (centres[targets] + random.normal(0, 0.2, (len(targets), 100))).astype(np.float16), targets


def test_kinds_come_apart_the_largest_first() -> None:
    features, targets = kinds((20, 60, 35))
    groups = grouped(features)
    assert [set(targets[groups == group].tolist()) for group in range(3)] == [{1}, {2}, {0}]
    assert (groups == ALONE).mean() < 0.05
    assert np.array_equal(groups, grouped(features))


def test_what_is_no_number_is_in_no_group() -> None:
    features, _ = kinds((40, 40))
    broken = np.full((2, 100), np.nan, np.float16)
    groups = grouped(np.concatenate([features, broken]))
    assert (groups[80:] == ALONE).all() and set(groups[:80].tolist()) >= {0, 1}


@pytest.mark.parametrize("count", [0, 1, 9])
def test_few_pictures_are_no_group(count: int) -> None:
    assert grouped(np.ones((count, 4), np.float16)).tolist() == [ALONE] * count


def test_of_many_a_sample_is_grouped_and_the_rest_joins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "_MOST_FITTED", 80)
    features, targets = kinds((100, 150, 60))
    stray = np.random.default_rng(5).normal(0, 1, (1, 100)).astype(np.float16)
    groups = grouped(np.concatenate([features, stray]))
    assert [set(targets[groups[:-1] == group].tolist()) for group in range(3)] == [{1}, {0}, {2}]
    assert (groups[:-1] == ALONE).mean() < 0.1 and groups[-1] == ALONE


def test_three_real_sets_come_apart(shared_data: Path) -> None:
    """Photographs of insects, of steel tiles and scans of brains, none of which the network was made for."""
    folders = ("hymenoptera/val", "magnetic-tile", "brain-mri")
    paths = [
        sorted(path for path in (shared_data / folder).rglob("*") if path.is_file())[::step]
        for folder, step in zip(folders, (3, 19, 5), strict=True)
    ]
    network = run(create(Recipe(architecture="mobilenetv2_100", weights=str(shared_data / "weights" / "mobilenetv2_100")), 2))
    examples = [Example(path, kind) for kind, chosen in enumerate(paths) for path in chosen]
    found = run(Embedder(network, "cpu").embed(examples, plain_view(network.config)))
    targets = np.array([examples[index].target for index in found.indices])
    groups = grouped(found.features.astype(np.float16))
    inside = groups != ALONE
    right = sum(np.bincount(targets[groups == group]).max() for group in range(groups.max() + 1))
    assert len({int(np.bincount(targets[groups == group]).argmax()) for group in range(groups.max() + 1)}) == 3
    assert right / inside.sum() > 0.97 and inside.mean() > 0.6
