"""Answers about pictures that were never classified, and what a tree of files looks like from outside."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from engine.batch.answers import Answers, Finding, Found
from engine.batch.question import Question
from engine.batch.sorting.values import MOVE
from engine.classifier.asking import Asking
from engine.operations.sorting import apply_sort, plan_sort
from engine.progress import run

CLASSES = ("ant", "bee", "wasp")
LONG_AGO = 1_600_000_000_123_456_789  # ns


def write(path: Path, content: bytes, when: int = LONG_AGO) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, ns=(when, when))
    return path


def answered(
    file: Path, folder: Path, sure: Mapping[str, Sequence[float]], class_names: Sequence[str] = CLASSES, novelty: float = float("nan")
) -> Answers:
    """Answers about FOLDER/NAME for each {name: probabilities}; an empty sequence is an unreadable picture."""
    answers = Answers.create(file, Question(folder / "model", "0" * 64, tuple(class_names), (), (folder,), Asking()))
    found = []
    for name in sure:
        status = (folder / name).stat()
        found.append(Found(str(folder / name), status.st_size, status.st_mtime_ns))
    answers.expect(found)
    findings = []
    for each in answers.waiting(limit=10**6):
        probabilities = np.array(sure[Path(each.path).relative_to(folder).as_posix()], np.float32)
        reason = "" if len(probabilities) else "the file is damaged"
        findings.append(Finding(each.id, each.size, each.modified_ns, probabilities, novelty, None, reason))
    answers.put(findings)
    return answers


def tree(folder: Path) -> dict[str, tuple[Any, ...]]:
    """Everything below `folder`, hidden files and folders with their times too."""
    found: dict[str, tuple[Any, ...]] = {}
    for path in (folder, *sorted(folder.rglob("*"))):
        status = path.lstat()
        found[path.relative_to(folder).as_posix()] = (_content(path), status.st_mtime_ns, status.st_mode)
    return found


def _content(path: Path) -> str:
    if path.is_symlink():
        return f"to {path.readlink()}"
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"


def contents(folder: Path) -> list[bytes]:
    """What the pictures below `folder` hold, each file once, sorted; what Fieldmark itself lays down is none."""
    return sorted(
        path.read_bytes() for path in folder.rglob("*") if path.is_file() and not any(part.startswith(".") for part in path.parts)
    )


def sorted_by(answers: Answers, target: Path, how: str = MOVE, **options: Any) -> Path:
    """The journal of a sort that was planned and carried out."""
    plan = run(plan_sort(answers, target, how, **options))
    run(apply_sort(plan.journal))
    return plan.journal
