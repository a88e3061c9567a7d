"""Answers about pictures that are really there, as a job leaves them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from engine.batch.answers import Answers, Finding, Found
from engine.batch.question import Question
from engine.classifier.asking import Asking
from tests.conftest import striped_picture

NAMES = ("ant", "bee")


def answered(folder: Path, count: int = 6) -> Answers:
    """Pictures `card/00.png` and so on: ant and bee in turn, each a little less sure than the one before, from 0.95 down."""
    question = Question(folder / "model", "0" * 64, NAMES, ("#0072B2", "#E69F00"), (folder / "card",), Asking())
    answers = Answers.create(folder / "job.answers", question)
    paths = [striped_picture(folder / "card" / f"{number:02}.png", number, number) for number in range(count)]
    stats = [path.stat() for path in paths]
    answers.expect([Found(str(path), stat.st_size, stat.st_mtime_ns) for path, stat in zip(paths, stats, strict=True)])
    ids = {Path(each.path): each.id for each in answers.waiting()}
    findings = []
    for number, (path, stat) in enumerate(zip(paths, stats, strict=True)):
        sure = 0.95 - 0.1 * number
        shares = np.array([sure, 1 - sure] if number % 2 == 0 else [1 - sure, sure], np.float32)
        findings.append(Finding(ids[path], stat.st_size, stat.st_mtime_ns, shares, 0.1))
    answers.put(findings)
    return answers


def tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    """{path below `folder`: content and time of the last change}"""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}
