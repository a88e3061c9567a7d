"""The open answers of one job as the grid needs them. Brings numpy: a worker thread loads this module before the window uses it."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

import numpy as np

from engine.batch.answers import UNKNOWN_VERDICT, Answers, State
from engine.batch.question import Question
from engine.batch.table import UNKNOWN, UNREADABLE, Arrangement, Table, Thresholds, arranged
from engine.classifier.model.card import ModelCard, read_card
from engine.errors import ModelDamaged, ModelMissing
from engine.progress import Operation, Progress

_THRESHOLDS = "thresholds"  # name of a fact of the job


@dataclass(frozen=True)
class Wish:
    """What is to be shown: `wanted` of the table, `text` in names and folders, or `groups` of picture ids under headers of their own."""

    wanted: Arrangement = field(default_factory=Arrangement)
    thresholds: Thresholds = field(default_factory=Thresholds)
    text: str = ""
    groups: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True)
class Layout:
    """Rows of the table in the order in which the grid shows them, their sections, and how many pictures each decision has.

    `seen` rows of the table were looked at. `parts` are (code or number, how many) as `Arranged.groups`; with `alike` they are numbers
    of groups of pictures that look alike instead, -1 for those that are like no other.
    """

    rows: np.ndarray
    parts: tuple[tuple[int, int], ...]
    counts: Counter[int]
    seen: int
    alike: bool = False


@dataclass(frozen=True)
class News:
    """What came since: `added` rows that fit at the end of what is shown, rows that `changed`, and the counts of everything."""

    added: np.ndarray
    changed: np.ndarray
    counts: Counter[int]
    seen: int


class Sheet:
    """Answers with their table. Its operations run in worker threads; rows of the table never change their place.

    `card` is None if the model is gone or another has taken its place: then there is no evidence to be shown. `thresholds` are those
    that a person chose for this job, or the usual ones.
    """

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.question = answers.question
        self.card = _card_of(answers.question)
        self.thresholds = _thresholds_of(answers)
        self.table = Table(answers.question.class_names)
        self._lock = threading.Lock()

    def close(self) -> None:
        with self._lock:
            self.answers.close()

    def first_words(self, ids: Sequence[int], thresholds: Thresholds) -> dict[int, str | None]:
        """The verdict that agrees with the first line of each card: what a person said, "unknown", or else the most probable class.
        Nothing for those that cannot be read."""
        rows = np.array([self.table.row_of(id_) for id_ in ids], np.int64)
        verdicts, answers = self.table.column("verdict")[rows].tolist(), self.table.column("answer")[rows].tolist()
        decided = self.table.decided(thresholds)[rows].tolist()
        found: dict[int, str | None] = {}
        for id_, code, verdict, answer in zip(ids, decided, verdicts, answers, strict=True):
            if code == UNKNOWN:
                found[id_] = UNKNOWN_VERDICT
            elif verdict >= 0:
                found[id_] = self.table.verdicts[verdict]
            elif code != UNREADABLE:
                found[id_] = self.question.class_names[answer]
        return found

    def readable(self, ids: Sequence[int]) -> list[int]:
        """Those of `ids` that have an answer, in the same order."""
        rows = np.array([self.table.row_of(id_) for id_ in ids], np.int64)
        answered = self.table.column("state")[rows] == State.ANSWERED
        return [id_ for id_, is_answered in zip(ids, answered.tolist(), strict=True) if is_answered]

    # ---- operations ------------------------------------------------------------------------------------------

    def laid_out(self, wish: Wish) -> Operation[Layout]:
        """Everything that is there now, as wished."""
        yield Progress("")
        self._update()
        within = self._within(wish)
        yield Progress("")
        counts = self.table.counts(wish.thresholds)
        seen = self.table.count
        if wish.groups:
            return self._grouped(wish, counts, seen)
        found = arranged(self.table, wish.thresholds, wish.wanted if within is None else wish.wanted.only(within=within))
        return Layout(found.rows, found.groups, counts, seen)

    def news(self, wish: Wish, counts: Counter[int], seen: int) -> Operation[News]:
        """What has come since the first `seen` rows, which had these `counts`."""
        yield Progress("")
        changed = self._update()
        tail = _Tail(self.table, seen)
        if not tail.count and not len(changed):
            return News(np.empty(0, np.int64), changed, counts, seen)
        whole = self.table.counts(wish.thresholds) if len(changed) else counts + tail.counts(wish.thresholds)
        if wish.text or wish.groups or not tail.count:  # what is found by text or likeness is found anew when it is asked for again
            return News(np.empty(0, np.int64), changed, whole, seen + tail.count)
        plain = wish.wanted.only(order="arrival", descending=False, group="")
        return News(arranged(tail, wish.thresholds, plain).rows + seen, changed, whole, seen + tail.count)

    def kept(self, thresholds: Thresholds) -> Operation[None]:
        """Have the job remember `thresholds` for the next time that it is shown."""
        yield Progress("")
        self.answers.remember(_THRESHOLDS, json.dumps(asdict(thresholds)))

    # ---- the inside ------------------------------------------------------------------------------------------

    def _update(self) -> np.ndarray:
        with self._lock:
            return self.table.update(self.answers)

    def _within(self, wish: Wish) -> np.ndarray | None:
        if not wish.text.strip():
            return None
        found = np.sort(np.array(list(self.answers.matching(wish.text.strip())), np.int64))
        before = wish.wanted.within
        return found if before is None else np.intersect1d(found, np.asarray(before, np.int64))

    def _grouped(self, wish: Wish, counts: Counter[int], seen: int) -> Layout:
        """The groups that were found, and what has the decision but is like no other at the end."""
        shown = arranged(self.table, wish.thresholds, wish.wanted).rows
        left = np.zeros(seen, bool)
        left[shown[shown < seen]] = True
        parts: list[tuple[int, int]] = []
        runs: list[np.ndarray] = []
        for number, ids in enumerate(wish.groups):
            rows = np.array([row for row in map(self.table.row_of, ids) if 0 <= row < seen], np.int64)
            rows = rows[left[rows]]
            left[rows] = False
            if len(rows):
                runs.append(rows)
                parts.append((number, len(rows)))
        rest = shown[left[shown]]
        if len(rest):
            runs.append(rest)
            parts.append((-1, len(rest)))
        rows = np.concatenate(runs) if runs else np.empty(0, np.int64)
        return Layout(rows, tuple(parts), counts, seen, alike=True)


class _Tail(Table):
    """The rows of a table from `first` on, to be asked the same questions."""

    def __init__(self, whole: Table, first: int) -> None:
        super().__init__(whole.class_names)
        self.verdicts, self.folders = whole.verdicts, whole.folders
        self.count = whole.count - first
        self._whole, self._first, self._end = whole, first, whole.count

    def column(self, name: str) -> np.ndarray:
        return self._whole.column(name)[self._first : self._end]


def _thresholds_of(answers: Answers) -> Thresholds:
    """What was remembered; anything else than two shares is not."""
    try:
        chosen = Thresholds(**json.loads(answers.recall(_THRESHOLDS)))
        return chosen if all(0 <= share <= 1 for share in (chosen.confidence, chosen.novelty)) else Thresholds()
    except (ValueError, TypeError):
        return Thresholds()


def _card_of(question: Question) -> ModelCard | None:
    try:
        card = read_card(question.model)
    except (ModelMissing, ModelDamaged):
        return None
    return card if card.answers_sha256 == question.sha256 else None
