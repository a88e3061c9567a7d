"""What is written of each picture, the same in every form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from engine.batch.answers import Answers, PictureAnswer, State
from engine.batch.question import Question
from engine.batch.table import UNKNOWN, UNREADABLE, UNSURE, WORDS, Thresholds, word_of

AT_ONCE = 500
PERSON, MODEL = "person", "model"
NAMED = "class"  # the decision for a picture that has a class


@dataclass(frozen=True)
class Row:
    """One picture as it goes out.

    `name` is its class, "unknown", "unsure", or '' if it is unreadable; `decision` tells these apart from classes of such names: "class",
    "unknown", "unsure", "unreadable". `source` is who decided: "person", "model", or '' for what is unreadable. `confidence` 0..1 is what
    the model gives the class `name`, or its first choice where `name` is none; None where it has no such class. `margin` 0..1 is the
    distance of its first choice from the second. `ranked` are its first choices (class index, probability).
    """

    path: Path
    code: int
    name: str
    decision: str
    source: str
    confidence: float | None
    margin: float | None
    novelty: float | None
    failure: str
    ranked: tuple[tuple[int, float], ...]
    probabilities: tuple[float, ...]


@dataclass(frozen=True)
class Job:
    """What the writers know of the whole: `count` pictures are there to be written, of which the first `top` choices are named."""

    question: Question
    thresholds: Thresholds
    top: int
    count: int

    @property
    def class_names(self) -> tuple[str, ...]:
        return self.question.class_names


def answered(answers: Answers, ids: Sequence[int] | None) -> Iterator[PictureAnswer]:
    """The pictures by path, or those of `ids` in their order; those that still wait are left out. Costs the memory of a few."""
    source = answers.everything() if ids is None else _read(answers, ids)
    return (answer for answer in source if answer.state != State.WAITING or answer.verdict is not None)


def row_of(answer: PictureAnswer, job: Job) -> Row:
    code, name = word_of(answer, job.question, job.thresholds)
    ranked = answer.ranked(max(2, job.top))
    unreadable = code == UNREADABLE
    return Row(
        answer.path,
        code,
        "" if unreadable else name,
        WORDS[code] if code in (UNKNOWN, UNSURE, UNREADABLE) else NAMED,
        "" if unreadable else MODEL if answer.verdict is None else PERSON,
        _confidence(code, answer, ranked),
        (ranked[0][1] - ranked[1][1] if len(ranked) > 1 else 1.0) if ranked else None,
        answer.novelty,
        answer.reason,
        tuple(ranked[: job.top]),
        answer.probabilities,
    )


def in_chunks(answers: Answers, ids: Sequence[int] | None, job: Job) -> Iterator[list[Row]]:
    source = answered(answers, ids)
    while chunk := [row_of(answer, job) for answer in islice(source, AT_ONCE)]:
        yield chunk


def count_of(answers: Answers, ids: Sequence[int] | None) -> int:
    """How many rows there will be; a job that is running may bring more meanwhile."""
    return answers.count() - answers.waiting_count() if ids is None else len(ids)


def _confidence(code: int, answer: PictureAnswer, ranked: list[tuple[int, float]]) -> float | None:
    if not ranked:
        return None
    if code >= 0:
        return answer.probabilities[code]
    return ranked[0][1] if code in (UNKNOWN, UNSURE) else None


def _read(answers: Answers, ids: Sequence[int]) -> Iterator[PictureAnswer]:
    for start in range(0, len(ids), AT_ONCE):
        yield from answers.read(ids[start : start + AT_ONCE])
