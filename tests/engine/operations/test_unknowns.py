"""The unknown pictures of a job come together in groups that a person can name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from engine.batch.answers import Answers, Finding, Found
from engine.batch.question import Question
from engine.classifier.asking import Asking
from engine.operations.unknowns import group_unknown
from engine.progress import Progress, run


@pytest.fixture
def answers(tmp_path: Path) -> Iterator[Answers]:
    """Pictures 1 to 70: 40 of one kind and 20 of another in turn, then 8 without features and 2 that wait."""
    question = Question(tmp_path / "model", "0" * 64, ("ant", "bee"), (), (tmp_path,), Asking())
    random = np.random.default_rng(0)
    centres = random.normal(0, 1, (2, 32))
    with Answers.create(tmp_path / "job.answers", question) as opened:
        opened.expect(Found(f"/pictures/{place:03}.jpg", 1, 1) for place in range(70))
        kinds = [int(place % 3 == 2) for place in range(60)]
        features = [centres[kind] + random.normal(0, 0.1, 32) for kind in kinds]
        shares = np.array([0.6, 0.4], np.float32)
        ids = [row[0] for row in opened.waiting()]
        opened.put([Finding(id_, 1, 1, shares, 0.99, row) for id_, row in zip(ids, features, strict=False)])
        opened.put([Finding(id_, 1, 1, shares, 0.99) for id_ in ids[60:68]])
        yield opened


def test_kinds_come_together_the_largest_first(answers: Answers) -> None:
    ids = list(range(70, 0, -1))
    seen: list[Progress] = []
    groups = run(group_unknown(answers, ids), seen.append)
    assert [len(group) for group in groups] == [40, 20]
    assert groups[1] == tuple(id_ for id_ in ids if id_ <= 60 and id_ % 3 == 0)
    assert seen[1].done == seen[1].total == 70


def test_of_no_pictures_or_none_with_features_there_are_no_groups(answers: Answers) -> None:
    assert run(group_unknown(answers, [])) == ()
    assert run(group_unknown(answers, [61, 62, 69, 999])) == ()
    assert run(group_unknown(answers, [1, 2, 3])) == ()
