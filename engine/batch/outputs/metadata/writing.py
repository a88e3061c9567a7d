"""Write keywords beside or into the pictures of a job, one file after the other; what cannot be written is listed and the rest goes on.

The time of a changed original is that of the change, so that backups and photo managers take notice; owner, rights and extended
attributes stay. The job learns the new size and time, or it would ask about all of them again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from engine.batch.answers import Answers, Finding, PictureAnswer, State
from engine.batch.outputs import forms
from engine.batch.outputs.metadata.files import NotWritten, told_as_not_written, write_into_original, write_sidecar
from engine.batch.outputs.metadata.xmp import Statement
from engine.batch.outputs.rows import NAMED, Job, Row, answered, row_of
from engine.batch.table import UNREADABLE
from engine.errors import translate
from engine.progress import Operation, Progress

STAGE = translate("operations", "Writing keywords")
_CHANGED_SINCE = translate("errors", "it has changed since it was classified")
_NAMED_FAILURES = 1000
_EVERY = 0.1  # s between reports
_CLOCK = 1e-3  # s by which times may differ that were kept as floats

_Writer = Callable[[Path, Statement], bool]


def adobe_sidecar(picture: Path) -> Path:
    return picture.with_suffix(".xmp")


def digikam_sidecar(picture: Path) -> Path:
    return picture.with_name(picture.name + ".xmp")


_WRITERS: dict[str, _Writer] = {
    forms.SIDECARS: partial(write_sidecar, digikam_sidecar),
    forms.LIGHTROOM: partial(write_sidecar, adobe_sidecar),
    forms.ORIGINALS: partial(write_into_original, digikam_sidecar),
}
_Tally = tuple[int, int, int, tuple[tuple[Path, str], ...]]


@dataclass
class _Count:
    """What has happened so far."""

    written: int = 0
    same: int = 0
    failed: int = 0

    @property
    def all(self) -> int:
        return self.written + self.same + self.failed


def write_keywords(answers: Answers, job: Job, form: str, ids: Sequence[int] | None) -> Operation[_Tally]:
    """Returns how many files were written, were as they should be, and failed, and the first failures (picture, reason)."""
    count, failures, told = _Count(), list[tuple[Path, str]](), 0.0
    yield Progress(STAGE, 0, job.count)
    for answer in answered(answers, ids):
        row = row_of(answer, job)
        if row.code == UNREADABLE:
            continue
        try:
            with told_as_not_written():
                changed = _written(answers, answer, _statement(row, job), form)
            count.written, count.same = count.written + changed, count.same + (not changed)
        except NotWritten as failure:
            count.failed += 1
            failures += [(answer.path, failure.reason)] if len(failures) < _NAMED_FAILURES else []
        if time.monotonic() - told > _EVERY:
            told = time.monotonic()
            yield Progress(STAGE, count.all, max(job.count, count.all))
    return count.written, count.same, count.failed, tuple(failures)


def _written(answers: Answers, answer: PictureAnswer, statement: Statement, form: str) -> bool:
    """Whether a file had to change."""
    status = answer.path.stat()
    if status.st_size != answer.size or abs(status.st_mtime - answer.modified) > _CLOCK:
        raise NotWritten(_CHANGED_SINCE)
    changed = _WRITERS[form](answer.path, statement)
    if changed and form == forms.ORIGINALS:
        _tell_job(answers, answer)
    return changed


def _tell_job(answers: Answers, answer: PictureAnswer) -> None:
    """The picture has another size and time and is still the one that was answered."""
    status = answer.path.stat()
    if answer.state == State.ANSWERED and (status.st_size, status.st_mtime) != (answer.size, answer.modified):
        features = answers.features([answer.id]).get(answer.id)
        novelty = float("nan") if answer.novelty is None else answer.novelty
        probabilities = np.array(answer.probabilities, np.float32)
        answers.put([Finding(answer.id, status.st_size, status.st_mtime_ns, probabilities, novelty, features)])


def _statement(row: Row, job: Job) -> Statement:
    """Only what has a class gets a keyword: "unsure" is nothing that anyone would search for among their photos."""
    facts = {
        "picture": row.path.name,
        "decision": row.decision,
        "class": row.name if row.decision == NAMED else "",
        "source": row.source,
        "confidence": "" if row.confidence is None else f"{row.confidence:.4f}",
        "model": job.question.model.name,
        "weights": job.question.sha256,
    }
    return Statement(_legal(row.name) if row.decision == NAMED else "", {name: _legal(value) for name, value in facts.items() if value})


def _legal(text: str) -> str:
    """XML cannot hold control characters, nor what is no character at all."""
    return "".join(
        letter if letter >= " " and not "\ud800" <= letter <= "\udfff" and letter not in "\ufffe\uffff" else "\ufffd" for letter in text
    )
