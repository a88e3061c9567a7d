"""Where two models answer differently about the same pictures: another class, or unknown to one of them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field

import numpy as np

from engine.batch.answers import UNKNOWN_VERDICT, Answers
from engine.errors import AnswersDamaged

_PAIRS = """SELECT a.id, b.id, a.answer, b.answer, a.confidence, b.confidence,
coalesce(a.novelty, -1), coalesce(b.novelty, -1) FROM picture a
JOIN other.picture b ON b.path = a.path WHERE a.state = 1 AND b.state = 1 ORDER BY a.id"""


@dataclass(frozen=True)
class Comparison:
    """Of the pictures that both have answered, `agree` got a class of the same name from both, or are unknown to both.

    `ids` are those of the others in the first job, int64 (N,), `other_ids` the same pictures in the second, both sorted by how sure the
    less sure of the two is, the surest first. `pairs` are (class by the first, class by the second, how many), most first, where
    UNKNOWN_VERDICT stands for none. `lacking` pictures have been answered by only one. `novelty` is the score above which a picture is
    unknown to a model.
    """

    first: Answers
    second: Answers
    agree: int
    lacking: int
    novelty: float
    pairs: tuple[tuple[str, str, int], ...]
    ids: np.ndarray = field(repr=False, compare=False)
    other_ids: np.ndarray = field(repr=False, compare=False)

    @property
    def differ(self) -> int:
        return len(self.ids)


def compared(first: Answers, second: Answers, novelty: float) -> Comparison:
    """By what the models said, whatever people said; pictures are the same if their paths are. Raises `AnswersDamaged`.

    A picture whose score is above `novelty` (0..1) is unknown. A million pictures take some seconds: call it in a thread.
    """
    table = _pairs(first, second)
    ids, others = (table[:, column].astype(np.int64) for column in (0, 1))
    names = [UNKNOWN_VERDICT, *sorted({*first.question.class_names, *second.question.class_names})]
    (one, sure), (two, as_sure) = (_said(answers, names, table[:, side::2], novelty) for side, answers in enumerate((first, second)))
    differs = one != two
    order = np.flatnonzero(differs)[np.argsort(-np.minimum(sure, as_sure)[differs], kind="stable")]
    kinds, counts = np.unique(np.stack([one[order], two[order]], axis=1), axis=0, return_counts=True)
    pairs = [(names[a], names[b], int(count)) for (a, b), count in zip(kinds.tolist(), counts, strict=True)]
    return Comparison(
        first,
        second,
        agree=int(len(table) - differs.sum()),
        lacking=first.answered_count() + second.answered_count() - 2 * len(table),
        novelty=novelty,
        pairs=tuple(sorted(pairs, key=lambda pair: (-pair[2], pair))),
        ids=ids[order],
        other_ids=others[order],
    )


def _said(answers: Answers, names: list[str], columns: np.ndarray, novelty: float) -> tuple[np.ndarray, np.ndarray]:
    """(places in `names` int64 (N,), how sure of it float64 (N,)) by one model; `columns` (N, 4): id, answer, confidence, novelty.

    It compares as float32, as the table does.
    """
    places = np.array([names.index(name) for name in answers.question.class_names], np.int64)
    unknown = columns[:, 3].astype(np.float32) > np.float32(novelty)
    return np.where(unknown, 0, places[columns[:, 1].astype(np.int64)]), np.where(unknown, columns[:, 3], columns[:, 2])


def _pairs(first: Answers, second: Answers) -> np.ndarray:
    """Rows of `_PAIRS`, float64 (N, 8)."""
    try:
        with closing(sqlite3.connect(f"{first.file.absolute().as_uri()}?mode=rw", uri=True)) as connection:
            connection.execute("ATTACH DATABASE ? AS other", (f"{second.file.absolute().as_uri()}?mode=rw",))
            rows = connection.execute(_PAIRS).fetchall()
    except sqlite3.DatabaseError as error:
        raise AnswersDamaged(file=second.file, reason=error) from error
    return np.array(rows, np.float64).reshape(len(rows), 8)
