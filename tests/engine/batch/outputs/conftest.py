"""A finished job to write out: two sure answers, an unsure one, an unknown one, verdicts, an unreadable file and one that waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from engine.batch.answers import UNKNOWN_VERDICT, Answers, Finding, Found
from engine.batch.question import Question
from engine.classifier.asking import Asking

NAMES = ("ant", "=bee", "1")
COLOURS = ("#0072B2", "#E69F00", "red;background:url(//x)")

Make = Callable[..., Answers]


def finding(id_: int, path: Path, shares: list[float], novelty: float = float("nan"), reason: str = "") -> Finding:
    status = path.stat() if path.exists() else None
    size, modified = (status.st_size, status.st_mtime_ns) if status else (0, 0)
    return Finding(id_, size, modified, np.array(shares, np.float32), novelty, None, reason)


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """`make({path: (shares, novelty, reason)}, names)`: answers to pictures, in that order; None instead of a triple: it waits."""
    opened: list[Answers] = []

    def make(
        pictures: dict[Path, tuple[list[float], float, str] | None], names: tuple[str, ...] = NAMES, colours: tuple[str, ...] = ()
    ) -> Answers:
        question = Question(tmp_path / "model", "ab" * 32, names, colours, (tmp_path,), Asking())
        answers = Answers.create(tmp_path / "job" / f"{len(opened)}.answers", question)
        opened.append(answers)
        answers.expect(
            Found(str(path), path.stat().st_size if path.exists() else 0, path.stat().st_mtime_ns if path.exists() else 0)
            for path in pictures
        )
        ids = {Path(path): id_ for id_, path in answers.rows("SELECT id, path FROM picture")}
        answers.put([finding(ids[path], path, *given) for path, given in pictures.items() if given is not None])
        return answers

    yield make
    for answers in opened:
        answers.close()


@pytest.fixture
def answers(make: Make, class_folders: Callable[..., Path]) -> Answers:
    """By path: a sure ant, a sure =bee, an unsure one, an unknown one, one that a person corrected to "1", one of another class, one that a
    person calls unknown, an unreadable file, and one that waits."""
    folder = class_folders({"a": 8}, suffix=".jpg")
    paths = sorted((folder / "a").iterdir())
    broken = folder / "a" / "z<script>&'.jpg"
    broken.write_text("no picture")
    shares: list[tuple[list[float], float, str] | None] = [
        ([0.9, 0.06, 0.04], 0.1, ""),
        ([0.1, 0.8, 0.1], 0.2, ""),
        ([0.4, 0.35, 0.25], 0.3, ""),
        ([0.7, 0.2, 0.1], 0.999, ""),
        ([0.6, 0.3, 0.1], 0.5, ""),
        ([0.55, 0.25, 0.2], 0.5, ""),
        ([0.97, 0.02, 0.01], float("nan"), ""),
        None,
    ]
    made = make({**dict(zip(paths, shares, strict=True)), broken: ([], float("nan"), "it is damaged")}, colours=COLOURS)
    ids = {row[1]: row[0] for row in made.rows("SELECT id, path FROM picture")}
    made.judge({ids[str(paths[4])]: "1", ids[str(paths[5])]: "wasp", ids[str(paths[6])]: UNKNOWN_VERDICT})
    return made
