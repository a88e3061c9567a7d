"""The answers of a job as columns in memory, forty bytes a picture, so that a million of them are sorted and filtered in a moment.

Nothing here reads pictures or probabilities: those of the rows that are looked at come from `Answers.read`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

import numpy as np

from engine.batch.answers import UNKNOWN_VERDICT, Answers, PictureAnswer, State
from engine.batch.question import Question

# What becomes of a picture: the index of a class (0 or more), or one of these.
UNKNOWN, UNSURE, UNREADABLE, ELSEWHERE = -1, -2, -3, -4  # ELSEWHERE: a person named a class that the model does not have
_NO_VERDICT, _SAID_UNKNOWN = -1, -2
_AT_ONCE = 10_000  # rows; a fetch of them holds the interpreter for some 10 ms
_SMALLEST = 1024  # rows
_FIELDS = {
    "id": np.int64,
    "state": np.int8,
    "answer": np.int32,
    "confidence": np.float32,
    "margin": np.float32,
    "novelty": np.float32,
    "verdict": np.int32,
    "folder": np.int32,
    "modified": np.float64,
    "stamp": np.int64,
}


@dataclass(frozen=True)
class Thresholds:
    """Below `confidence` (0..1) an answer is unsure; above `novelty` (0..1) the picture belongs to no class that the model knows.

    What a person says counts more than either.
    """

    confidence: float = 0.6
    novelty: float = 0.95


WORDS = {UNKNOWN: "unknown", UNSURE: "unsure", UNREADABLE: "unreadable"}  # for files and folders, the same in every language


def word_of(answer: PictureAnswer, question: Question, thresholds: Thresholds) -> tuple[int, str]:
    """What becomes of one picture: the code that `Table.decided` has for it, and its name: that of a class, or one of WORDS.

    Like the table it compares as float32, so that both decide the same on the brink.
    """
    if answer.verdict is not None:
        if answer.verdict == UNKNOWN_VERDICT:
            return UNKNOWN, WORDS[UNKNOWN]
        names = question.class_names
        return (names.index(answer.verdict) if answer.verdict in names else ELSEWHERE), answer.verdict
    if answer.state != State.ANSWERED or not answer.probabilities:
        return UNREADABLE, WORDS[UNREADABLE]
    if answer.novelty is not None and np.float32(answer.novelty) > np.float32(thresholds.novelty):
        return UNKNOWN, WORDS[UNKNOWN]
    ((best, confidence),) = answer.ranked(1)
    if np.float32(confidence) < np.float32(thresholds.confidence):
        return UNSURE, WORDS[UNSURE]
    return best, question.class_names[best]


class Table:
    """Columns of equal length, one row for each picture that has an answer (or failed), in the order in which they came.

    `column("answer")` and so on are views that must not be written to; `verdicts` and `folders` name what their columns count.
    `update` may run in one thread while others read what was there before.
    """

    def __init__(self, class_names: Sequence[str]) -> None:
        self.class_names = tuple(class_names)
        self.verdicts: list[str] = list(class_names)  # a verdict is an index into this, or negative
        self.folders: list[str] = []
        self.last_stamp = 0
        self.count = 0
        self._columns = {name: np.empty(0, kind) for name, kind in _FIELDS.items()}
        self._rows = np.empty(0, np.int32)  # id -> row, or -1: ids are numbered without large gaps
        self._codes: dict[str | None, int] = {None: _NO_VERDICT, UNKNOWN_VERDICT: _SAID_UNKNOWN}
        self._codes |= {name: code for code, name in enumerate(class_names)}

    def column(self, name: str) -> np.ndarray:
        return self._columns[name][: self.count]

    def update(self, answers: Answers) -> np.ndarray:
        """Take in what is new in `answers`; returns the rows that were there before and have changed, int64."""
        before = self.count
        changed: list[np.ndarray] = [np.empty(0, np.int64)]
        if not self.count:
            self._reserve(answers.count())
        while news := answers.news(self.last_stamp, _AT_ONCE):
            changed.append(self._take(news, answers))
        rows = np.unique(np.concatenate(changed))
        return rows[rows < before]

    def row_of(self, id_: int) -> int:
        """The row of the picture `id_`, or -1."""
        return int(self._rows[id_]) if 0 <= id_ < len(self._rows) else -1

    def decided(self, thresholds: Thresholds) -> np.ndarray:
        """What becomes of each picture, int32 (N,): the index of a class, UNKNOWN, UNSURE, UNREADABLE or ELSEWHERE."""
        decided: np.ndarray = self.column("answer").copy()
        decided[self.column("confidence") < np.float32(thresholds.confidence)] = UNSURE
        decided[self.column("novelty") > np.float32(thresholds.novelty)] = UNKNOWN  # NaN is not above anything
        decided[self.column("state") != State.ANSWERED] = UNREADABLE
        verdict = self.column("verdict")
        decided[verdict == _SAID_UNKNOWN] = UNKNOWN
        named = verdict >= 0
        decided[named] = np.where(verdict[named] < len(self.class_names), verdict[named], ELSEWHERE)
        return decided

    def counts(self, thresholds: Thresholds) -> Counter[int]:
        """How many pictures each decision has."""
        codes, numbers = np.unique(self.decided(thresholds), return_counts=True)
        return Counter(dict(zip(codes.tolist(), numbers.tolist(), strict=True)))

    @property
    def judged(self) -> np.ndarray:
        """Of which pictures a person has said something, bool (N,)."""
        judged: np.ndarray = self.column("verdict") != _NO_VERDICT
        return judged

    def _take(self, news: list[tuple[Any, ...]], answers: Answers) -> np.ndarray:
        """New rows at the end, known ones in their place; returns the places of the latter."""
        ids, states, picks, confidences, margins, novelties, verdicts, folders, times, stamps = zip(*news, strict=True)
        values = (ids, states, picks, confidences, margins, novelties, self._verdict_codes(verdicts), folders)
        columns = [np.array(each, kind) for each, kind in zip(values, _FIELDS.values(), strict=False)]
        columns += [np.array(times, np.int64) / 1e9, np.array(stamps, np.int64)]
        places, known = self._places(columns[0])
        if int(columns[7].max()) >= len(self.folders):
            self.folders += [path for _, path in answers.folder_paths(len(self.folders) - 1)]
        for name, column in zip(_FIELDS, columns, strict=True):
            self._columns[name][places] = column
        self.count += len(news) - len(known)
        self.last_stamp = int(stamps[-1])
        return known

    def _places(self, ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The row of each of `ids`, where new ones come after those that are there, and the rows that are known."""
        most = int(ids.max())
        if most >= len(self._rows):
            self._rows = np.concatenate([self._rows, np.full(max(most + 1, len(self._columns["id"]) + 1) - len(self._rows), -1, np.int32)])
        places = self._rows[ids].astype(np.int64)
        new = places < 0
        known = places[~new]
        places[new] = self.count + np.arange(new.sum())
        if self.count + int(new.sum()) > len(self._columns["id"]):
            self._reserve(max(self.count + int(new.sum()), self.count + self.count // 2, _SMALLEST))
        self._rows[ids] = places
        return places, known

    def _reserve(self, room: int) -> None:
        self._columns = {
            name: np.concatenate([old[: self.count], np.empty(room - self.count, old.dtype)]) for name, old in self._columns.items()
        }

    def _verdict_codes(self, verdicts: Sequence[str | None]) -> list[int]:
        for name in set(verdicts) - self._codes.keys():
            self._codes[name] = len(self.verdicts)
            self.verdicts.append(str(name))
        return [self._codes[verdict] for verdict in verdicts]


# ---- arranging ---------------------------------------------------------------------------------------------------

ARRIVAL, CONFIDENCE, MARGIN, NOVELTY, FOLDER, TIME = ORDERS = ("arrival", "confidence", "margin", "novelty", "folder", "time")
NOT_GROUPED, BY_CLASS, BY_FOLDER = GROUPINGS = ("", "class", "folder")


@dataclass(frozen=True)
class Arrangement:
    """Which rows are shown and in what order. None does not filter.

    `decision` is a class index or one of the codes above; `answer` the class that the model named first, whatever became of it;
    ranges are (low, high), both included; `folders` are numbers of `Table.folders`; `judged` shows only what a person has, or has not,
    spoken about; `within` keeps only these ids, int64, such as those in which two models differ or whose path holds a text
    (`Answers.matching`). `order` is one of ORDERS, ascending unless `descending`; `group` one of GROUPINGS. "arrival" is the order of the
    ids, in which pictures were found: verdicts and moved files do not change it.
    """

    decision: int | None = None
    answer: int | None = None
    confidence: tuple[float, float] | None = None
    margin: tuple[float, float] | None = None
    novelty: tuple[float, float] | None = None
    modified: tuple[float, float] | None = None
    folders: tuple[int, ...] | None = None
    judged: bool | None = None
    within: np.ndarray | None = field(default=None, hash=False)
    order: str = ARRIVAL
    descending: bool = False
    group: str = NOT_GROUPED

    def only(self, **values: Any) -> Arrangement:
        return replace(self, **values)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Arrangement):
            return NotImplemented
        return all(np.array_equal(getattr(self, each.name), getattr(other, each.name)) for each in fields(self))


@dataclass(frozen=True)
class Arranged:
    """`rows` of the table in the order in which they are shown, int64; `groups` are (code or folder number, how many), or empty."""

    rows: np.ndarray
    groups: tuple[tuple[int, int], ...] = ()


def arranged(table: Table, thresholds: Thresholds, wanted: Arrangement) -> Arranged:
    """The rows of `table` that `wanted` shows. A million rows take about 0.2 s: call it in a thread."""
    decided = table.decided(thresholds)
    rows = np.flatnonzero(_shown(table, decided, wanted))
    rows = rows[np.argsort(table.column("id")[rows], kind="stable")]
    rows = rows[_sorted(table, rows, wanted)]
    if wanted.group == NOT_GROUPED:
        return Arranged(rows)
    keys = (decided if wanted.group == BY_CLASS else table.column("folder"))[rows]
    places = np.argsort(_group_order(keys), kind="stable")
    rows, keys = rows[places], keys[places]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.empty(0, np.int64)
    sizes = np.diff(np.r_[starts, len(keys)])
    return Arranged(rows, tuple(zip(keys[starts].tolist(), sizes.tolist(), strict=True)))


def _shown(table: Table, decided: np.ndarray, wanted: Arrangement) -> np.ndarray:
    shown = np.ones(table.count, bool)
    if wanted.decision is not None:
        shown &= decided == wanted.decision
    if wanted.answer is not None:
        shown &= table.column("answer") == wanted.answer
    for name in ("confidence", "margin", "novelty", "modified"):
        span = getattr(wanted, name)
        if span is not None:
            shown &= (table.column(name) >= span[0]) & (table.column(name) <= span[1])
    if wanted.folders is not None:
        shown &= np.isin(table.column("folder"), wanted.folders)
    if wanted.judged is not None:
        shown &= table.judged == wanted.judged
    if wanted.within is not None:
        shown &= np.isin(table.column("id"), np.asarray(wanted.within, np.int64))
    return shown


def _sorted(table: Table, rows: np.ndarray, wanted: Arrangement) -> np.ndarray:
    """Places in `rows`, which are in the order of arrival; equal ones and what has no value stay in it, the latter at the end."""
    if wanted.order == ARRIVAL:
        places: np.ndarray = np.arange(len(rows))
        return places[::-1] if wanted.descending else places
    if wanted.order == FOLDER:
        ranks = np.argsort(np.argsort(np.array(table.folders, object))) if table.folders else np.empty(0, np.int64)
        values = ranks[table.column("folder")[rows]].astype(np.float64)
    else:
        values = table.column("modified" if wanted.order == TIME else wanted.order)[rows].astype(np.float64)
    return np.argsort(-values if wanted.descending else values, kind="stable")


def _group_order(keys: np.ndarray) -> np.ndarray:
    """Classes in their order, then what is none."""
    return np.where(keys < 0, np.iinfo(np.int32).max - keys.astype(np.int64), keys)
