"""Two jobs over the same pictures: where they differ, by the names of the classes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from engine.batch.answers import UNKNOWN_VERDICT, Answers, Finding, Found
from engine.batch.compare import compared
from tests.engine.batch.asking import question


def job(file: Path, classes: tuple[str, ...], shares: dict[str, list[float] | None]) -> Answers:
    answers = Answers.create(file, replace(question(Path("/p")), class_names=classes))
    answers.expect(Found(f"/p/{name}.jpg", 1, 1) for name in shares)
    empty = np.empty(0, np.float32)
    answers.put(
        [
            Finding(id_, 1, 1, empty if row is None else np.array(row, np.float32), reason="" if row else "broken")
            for id_, row in enumerate(shares.values(), 1)
        ]
    )
    return answers


def test_they_differ_by_the_names_of_their_classes(tmp_path: Path) -> None:
    first = {"same": [0.9, 0.1], "swapped": [0.8, 0.2], "new": [0.3, 0.7], "broken": None, "only here": [1.0, 0.0], "sure": [0.1, 0.9]}
    second = {
        "sure": [0.95, 0.0, 0.05],
        "new": [0.2, 0.6, 0.2],
        "swapped": [0.4, 0.3, 0.3],
        "same": [0.1, 0.1, 0.8],
        "broken": [1.0, 0.0, 0.0],
    }
    with job(tmp_path / "a", ("ant", "bee"), first) as a, job(tmp_path / "b", ("bee", "wasp", "ant"), second) as b:
        found = compared(a, b, 0.95)
        assert (found.agree, found.differ, found.lacking) == (2, 2, 2)
        assert [each.path.stem for each in a.read(found.ids.tolist())] == ["new", "swapped"]
        assert [each.path.stem for each in b.read(found.other_ids.tolist())] == ["new", "swapped"]
        assert found.pairs == (("ant", "bee", 1), ("bee", "wasp", 1))
        assert compared(a, a, 0.95).differ == 0 and compared(a, a, 0.95).agree == 5


def test_nothing_in_common(tmp_path: Path) -> None:
    with job(tmp_path / "a", ("ant", "bee"), {"x": [1.0, 0.0]}) as a, job(tmp_path / "b", ("ant", "bee"), {"y": [1.0, 0.0]}) as b:
        found = compared(a, b, 0.95)
        assert (found.agree, found.differ, found.lacking, found.pairs) == (0, 0, 2, ())


def test_what_is_unknown_to_one_of_them_is_a_difference(tmp_path: Path) -> None:
    shares = {name: [0.9, 0.1] for name in ("plain", "one", "both", "brink")}
    with job(tmp_path / "a", ("ant", "bee"), shares) as a, job(tmp_path / "b", ("ant", "bee"), shares) as b:
        for answers, scores in ((a, (0.1, 0.97, 0.99, 0.95)), (b, (float("nan"), 0.2, 0.999, 0.2))):
            answers.put([Finding(id_, 1, 1, np.array([0.9, 0.1], np.float32), score) for id_, score in enumerate(scores, 1)])
        found = compared(a, b, 0.95)
        assert [each.path.stem for each in a.read(found.ids.tolist())] == ["one"]
        assert (found.agree, found.novelty, found.pairs) == (3, 0.95, ((UNKNOWN_VERDICT, "ant", 1),))
        assert compared(a, b, 1.0).differ == 0
        assert compared(a, b, 0.9).pairs == ((UNKNOWN_VERDICT, "ant", 2),)
