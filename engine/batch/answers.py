"""The answers of one job, in one SQLite file that grows with every batch: whatever ends the job, what it found is there.

A picture is a row from when it is found; its answer comes later. `stamp` counts answers and verdicts up, so that whoever looks on
can ask for what is new.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np

from engine.batch.question import Question
from engine.batch.store import Store, checked, create
from engine.batch.values import UNKNOWN_VERDICT, Finding, Found, PictureAnswer, State, Waiting
from engine.errors import AnswersDamaged, AnswersTooNew

__all__ = ["SUFFIX", "UNKNOWN_VERDICT", "Answers", "Finding", "Found", "PictureAnswer", "State", "Waiting"]

SUFFIX = ".answers"
_ROW = """SELECT picture.id, path, state, reason, probabilities, novelty, verdict, size, modified_ns
FROM picture LEFT JOIN detail ON detail.id = picture.id WHERE {}"""
_NEWS = """SELECT id, state, coalesce(answer, -1), confidence, margin, novelty, verdict, folder, modified_ns, stamp
FROM picture WHERE stamp > ? ORDER BY stamp LIMIT ?"""
_EXPECT = """INSERT INTO picture (path, folder, size, modified_ns, state) VALUES (?, ?, ?, ?, 0)
ON CONFLICT (path) DO UPDATE SET state = 0, size = excluded.size, modified_ns = excluded.modified_ns
WHERE (state = 3 AND ?) OR size <> excluded.size OR modified_ns <> excluded.modified_ns"""
_PUT = """UPDATE picture SET size = ?, modified_ns = ?, state = ?, reason = ?, answer = ?, confidence = ?, margin = ?, novelty = ?,
stamp = ? WHERE id = ?"""
_MOVED = "UPDATE picture SET path = ?, folder = ?, stamp = CASE WHEN stamp IS NULL THEN NULL ELSE ? END WHERE id = ?"
_FORGET = """UPDATE picture
SET state = 0, stamp = NULL, reason = '', answer = NULL, confidence = NULL, margin = NULL, novelty = NULL"""
_AT_ONCE = 500  # ids a question; SQLite takes 999 at least


class Answers:
    """An open file of answers. Safe to use from several threads; of several processes one may ask, the others look and judge."""

    def __init__(self, file: Path) -> None:
        """Open `file`; raises `AnswersDamaged`, `AnswersTooNew`."""
        self.file = file
        self._store = Store(file)
        self.question = self._read_question()

    @classmethod
    def create(cls, file: Path, question: Question) -> Answers:
        """A new file in the place of what was there; raises `FolderNotWritable`."""
        create(file, json.dumps(question.to_json()))
        return cls(file)

    def close(self) -> None:
        self._store.close()

    def __enter__(self) -> Answers:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    # ---- writing: all of it raises AnswersNotSaved -----------------------------------------------------------

    def expect(self, pictures: Iterable[Found], again: bool = True) -> int:
        """Take in pictures that wait for an answer; what is known and has not changed stays answered. Returns how many wait anew.

        One that has changed keeps its old answer in the rows that were read before, until the new one comes. Without `again` those that
        were GONE are left alone unless they have changed.
        """
        found = list(pictures)
        if not found:
            return 0
        with self._store.transaction() as connection:
            numbers = _folder_numbers(connection, [_folder(each.path) for each in found])
            before = connection.total_changes
            rows = ((each.path, number, each.size, each.modified_ns, again) for each, number in zip(found, numbers, strict=True))
            connection.executemany(_EXPECT, rows)
            return connection.total_changes - before

    def put(self, findings: Sequence[Finding]) -> None:
        """Keep the findings of one batch, all or none."""
        with self._store.transaction() as connection:
            stamp = _last_stamp(connection)
            connection.executemany(_PUT, [(*_stored(each), stamp + place, each.id) for place, each in enumerate(findings, 1)])
            connection.executemany(
                "INSERT OR REPLACE INTO detail VALUES (?, ?, ?)", [_detail(each) for each in findings if len(each.probabilities)]
            )
            connection.executemany("DELETE FROM detail WHERE id = ?", [(each.id,) for each in findings if not len(each.probabilities)])

    def judge(self, verdicts: Mapping[int, str | None]) -> dict[int, str | None]:
        """Keep what a person says of pictures, {id: verdict}; returns what was said before, so that `judge` of that is the undo."""
        with self._store.transaction() as connection:
            before = dict(_by_ids(connection, "SELECT id, verdict FROM picture WHERE id IN ({})", list(verdicts)))
            stamp, now = _last_stamp(connection), time.time()
            rows = [
                (verdict, None if verdict is None else now, stamp + place, id_)
                for place, (id_, verdict) in enumerate(verdicts.items(), 1)
                if id_ in before
            ]
            connection.executemany("UPDATE picture SET verdict = ?, judged = ?, stamp = ? WHERE id = ?", rows)
        return before

    def moved(self, files: Mapping[int, Path]) -> None:
        """Pictures lie elsewhere now, {id: absolute path}, unchanged; their answers stay. A row that had this path before gives way."""
        with self._store.transaction() as connection:
            paths = [(str(path),) for path in files.values()]
            # first out of each other's way: a sort may have exchanged the names of two
            connection.executemany("UPDATE picture SET path = ? WHERE id = ?", [(f"\0{id_}", id_) for id_ in files])
            connection.executemany("DELETE FROM detail WHERE id IN (SELECT id FROM picture WHERE path = ?)", paths)
            connection.executemany("DELETE FROM picture WHERE path = ?", paths)
            numbers = _folder_numbers(connection, [_folder(path) for (path,) in paths])
            stamps = count(_last_stamp(connection) + 1)
            rows = [(path, number, next(stamps), id_) for (path,), number, id_ in zip(paths, numbers, files, strict=True)]
            connection.executemany(_MOVED, rows)

    def ask_anew(self) -> None:
        """Forget all answers, and the pictures of which no person has said anything; whoever looks on must read everything anew."""
        with self._store.transaction() as connection:
            connection.execute("DELETE FROM picture WHERE verdict IS NULL")
            connection.execute("DELETE FROM detail")
            connection.execute(_FORGET)

    def keep_only(self, paths: Collection[Path]) -> None:
        """Forget all other pictures; whoever looks on must read everything anew."""
        with self._store.transaction() as connection:
            connection.execute("CREATE TEMP TABLE kept (path TEXT PRIMARY KEY)")
            connection.executemany("INSERT OR IGNORE INTO kept VALUES (?)", ((str(path),) for path in paths))
            connection.execute("DELETE FROM picture WHERE path NOT IN (SELECT path FROM kept)")
            connection.execute("DELETE FROM detail WHERE id NOT IN (SELECT id FROM picture)")
            connection.execute("DROP TABLE kept")

    def ask(self, question: Question) -> None:
        """Go on with a question of the same identity, such as one that finds the model at another place."""
        self.remember("question", json.dumps(question.to_json()))
        self.question = question

    def remember(self, name: str, value: str) -> None:
        """A fact about the job, such as when it ended."""
        with self._store.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    # ---- reading: all of it raises AnswersDamaged ------------------------------------------------------------

    def recall(self, name: str) -> str:
        rows = self.rows("SELECT value FROM fact WHERE name = ?", (name,))
        return str(rows[0][0]) if rows else ""

    def waiting(self, after: int = 0, limit: int = 1000) -> list[Waiting]:
        """Pictures without an answer, in the order in which they were found, from the first id above `after`."""
        rows = self.rows("SELECT id, path, size, modified_ns FROM picture WHERE state = 0 AND id > ? ORDER BY id LIMIT ?", (after, limit))
        return [Waiting(*row) for row in rows]

    def counts(self) -> dict[State, int]:
        """How many pictures are in each state."""
        found = dict(self.rows("SELECT state, count(*) FROM picture GROUP BY state"))
        return {state: found.get(state, 0) for state in State}

    def answered_count(self) -> int:
        return self.counts()[State.ANSWERED]

    def waiting_count(self) -> int:
        return self.counts()[State.WAITING]

    def count(self) -> int:
        return sum(self.counts().values())

    def read(self, ids: Sequence[int]) -> list[PictureAnswer]:
        """The rows of `ids`, in that order; ids that are not there are left out."""
        with self._store.reading() as connection:
            found = {row[0]: row for row in _by_ids(connection, _ROW.format("picture.id IN ({})"), list(ids))}
        return [_answer(found[id_]) for id_ in ids if id_ in found]

    def everything(self) -> Iterator[PictureAnswer]:
        """All rows that do not wait for their answer, by path, a few at a time, so that a million costs no memory."""
        last = ""
        while rows := self.rows(_ROW.format("path > ? AND state <> 0 ORDER BY path LIMIT 2000"), (last,)):
            yield from map(_answer, rows)
            last = rows[-1][1]

    def unreadable(self, count: int) -> list[PictureAnswer]:
        """The first `count` pictures of which there is a reason instead of an answer, by path."""
        return self.read([row[0] for row in self.rows("SELECT id FROM picture WHERE state IN (2, 3) ORDER BY path LIMIT ?", (count,))])

    def least_sure(self, count: int) -> list[PictureAnswer]:
        """The `count` pictures of whose answer the model is least sure, the least sure first."""
        return self.read([row[0] for row in self.rows("SELECT id FROM picture WHERE state = 1 ORDER BY confidence LIMIT ?", (count,))])

    def places(self) -> Iterator[Found]:
        """All pictures as they were when they were found, answered or not, by path."""
        last = ""
        while rows := self.rows("SELECT path, size, modified_ns FROM picture WHERE path > ? ORDER BY path LIMIT 2000", (last,)):
            yield from (Found(*row) for row in rows)
            last = rows[-1][0]

    def matching(self, text: str) -> np.ndarray:
        """The ids of the pictures whose path holds `text`, int64, ascending; the case of a to z does not matter."""
        wanted = "".join("\\" + letter if letter in "\\%_" else letter for letter in text)
        rows = self.rows("SELECT id FROM picture WHERE path LIKE ? ESCAPE '\\'", (f"%{wanted}%",))
        return np.sort(np.fromiter((row[0] for row in rows), np.int64, len(rows)))

    def news(self, after: int, limit: int = 50_000) -> list[tuple[Any, ...]]:
        """What was answered or judged since stamp `after`, oldest first.

        (id, state, answer or -1, confidence, margin, novelty, verdict, folder number, time of the file in ns, stamp).
        """
        return self.rows(_NEWS, (after, limit))

    def folder_paths(self, after: int = -1) -> list[tuple[int, str]]:
        """(number, absolute path) of the folders with numbers above `after`, which count from 0."""
        return self.rows("SELECT number, path FROM folder WHERE number > ? ORDER BY number", (after,))

    def features(self, ids: Sequence[int]) -> dict[int, np.ndarray]:
        """{id: float16 (D,)} of those of `ids` of which features were kept."""
        with self._store.reading() as connection:
            rows = _by_ids(connection, "SELECT id, features FROM detail WHERE features IS NOT NULL AND id IN ({})", list(ids))
            return {id_: np.frombuffer(content, np.float16) for id_, content in rows}

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a SELECT."""
        return self._store.rows(query, values)

    # ---- the inside ------------------------------------------------------------------------------------------

    def _read_question(self) -> Question:
        try:
            checked(self._store)
            return Question.from_json(json.loads(self.recall("question")))
        except (ValueError, KeyError, TypeError) as error:
            self.close()
            raise AnswersDamaged(file=self.file, reason=error) from error
        except (AnswersDamaged, AnswersTooNew):
            self.close()
            raise


def _folder(path: str) -> str:
    return path.rpartition(os.sep)[0]


def _folder_numbers(connection: sqlite3.Connection, paths: Sequence[str]) -> list[int]:
    """Numbers of folders, given where they have none."""
    new = [(path,) for path in dict.fromkeys(paths)]
    connection.executemany("INSERT OR IGNORE INTO folder VALUES ((SELECT coalesce(max(number), -1) + 1 FROM folder), ?)", new)
    numbers = {key[0]: int(connection.execute("SELECT number FROM folder WHERE path = ?", key).fetchone()[0]) for key in new}
    return [numbers[path] for path in paths]


def _last_stamp(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(stamp), 0) FROM picture").fetchone()[0])


def _by_ids(connection: sqlite3.Connection, query: str, ids: list[int]) -> Iterator[tuple[Any, ...]]:
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        yield from connection.execute(query.format(",".join("?" * len(part))), part).fetchall()


def _stored(finding: Finding) -> tuple[Any, ...]:
    """Size, time, state, reason, answer, confidence, margin, novelty."""
    shares = np.asarray(finding.probabilities, np.float32)
    file = finding.size, finding.modified_ns
    if not len(shares):
        return (*file, State.GONE if finding.gone else State.UNREADABLE, finding.reason, *(None,) * 4)
    best = int(shares.argmax())
    margin = float(shares[best] - np.partition(shares, -2)[-2]) if len(shares) > 1 else 1.0
    novelty = None if np.isnan(finding.novelty) else float(finding.novelty)
    return (*file, State.ANSWERED, "", best, float(shares[best]), margin, novelty)


def _detail(finding: Finding) -> tuple[int, bytes, bytes | None]:
    features = None if finding.features is None else finding.features.astype(np.float16).tobytes()
    return finding.id, np.asarray(finding.probabilities, np.float32).tobytes(), features


def _answer(row: tuple[Any, ...]) -> PictureAnswer:
    id_, path, state, reason, shares, novelty, verdict, size, modified_ns = row
    probabilities = tuple(np.frombuffer(shares, np.float32).tolist()) if shares else ()
    return PictureAnswer(id_, Path(path), State(state), reason, probabilities, novelty, verdict, size, modified_ns / 1e9)
