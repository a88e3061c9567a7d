"""The journal of one sort: an SQLite file with a row for each file, written and on the disk before anything is touched.

It lies with the application's own data and not in the target: it survives a full or unplugged target drive, and an undo leaves nothing
behind. What the rows do not know after a kill (`StepState.BEGUN`, `GOING_BACK`) the folders tell: see `legs.tidy`.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from engine.batch.sorting.values import MOST_PROBLEMS, JournalCard, Step, StepState, Wanted
from engine.errors import FolderNotWritable, JournalUnusable, Sentence, WriteFailed, translate
from engine.sentences import sentence_from, stored_sentence
from engine.transactions import all_or_nothing
from engine.transfer.values import Problem

VERSION = 1
SUFFIX = ".journal"
_BUSY = 10.0  # s
_SET_UP = (
    "CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    """CREATE TABLE step (
        id INTEGER PRIMARY KEY,
        picture INTEGER NOT NULL,
        sidecar INTEGER NOT NULL,
        source TEXT NOT NULL,
        target TEXT NOT NULL,
        folder TEXT NOT NULL,
        size INTEGER NOT NULL,
        modified_ns INTEGER NOT NULL,
        mode INTEGER NOT NULL,
        state INTEGER NOT NULL DEFAULT 0,
        placed_ns INTEGER,
        reason TEXT NOT NULL DEFAULT ''
    )""",
    "CREATE INDEX step_state ON step (state, id)",
    "CREATE TABLE taken (place TEXT PRIMARY KEY, next INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE folder (path TEXT PRIMARY KEY, made INTEGER NOT NULL, modified_ns INTEGER NOT NULL)",
)
_STEP = "id, picture, sidecar, source, target, size, modified_ns, mode, state, placed_ns"
_NEW = "INSERT INTO step (picture, sidecar, source, target, folder, size, modified_ns, mode) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


class Journal:
    """An open journal; used by one thread. Writes are on the disk when they return."""

    def __init__(self, file: Path) -> None:
        """Open `file`; raises `JournalUnusable`."""
        self.file = file
        try:
            if not file.is_file():
                raise JournalUnusable(file=file, reason=translate("errors", "it is not there"))
            self._connection = _connected(file)
        except sqlite3.Error as error:
            raise JournalUnusable(file=file, reason=str(error)) from error
        try:
            self._check()
        except BaseException:
            self._connection.close()
            raise

    @classmethod
    def create(cls, file: Path, facts: Mapping[str, Any]) -> Journal:
        """A new journal; raises `FolderNotWritable`."""
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with closing(_connected(file)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("BEGIN")
                for statement in _SET_UP:
                    connection.execute(statement)
                rows = [(name, json.dumps(value)) for name, value in facts.items()]
                connection.executemany("INSERT INTO fact VALUES (?, ?)", rows)
                connection.execute(f"PRAGMA user_version = {VERSION}")
                connection.execute("COMMIT")
        except (OSError, sqlite3.Error) as error:
            raise FolderNotWritable(folder=file.parent, reason=getattr(error, "strerror", None) or str(error)) from error
        return cls(file)

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    # ---- facts -------------------------------------------------------------------------------------------------

    @property
    def state(self) -> str:
        return str(self.fact("state"))

    @property
    def wanted(self) -> Wanted:
        stored = dict(self.fact("wanted"))
        return Wanted(**{**stored, "target": Path(stored["target"])})

    @property
    def answers_file(self) -> Path:
        return Path(self.fact("answers"))

    def fact(self, name: str) -> Any:
        rows = self.rows("SELECT value FROM fact WHERE name = ?", (name,))
        if not rows:
            raise JournalUnusable(file=self.file, reason=translate("errors", "it is damaged"))
        return json.loads(rows[0][0])

    def remember(self, name: str, value: Any) -> None:
        with self.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, json.dumps(value)))

    # ---- steps -------------------------------------------------------------------------------------------------

    def add(self, step: tuple[Any, ...]) -> None:
        """A new step, (picture, sidecar, source, target, folder, size, modified_ns, mode); within a `transaction`."""
        self._connection.execute(_NEW, step)

    def next_number(self, places: Sequence[str]) -> int:
        """1 if none of `places` is taken, else the number with which to go on looking."""
        rows = self.rows(f"SELECT max(next) FROM taken WHERE place IN ({','.join('?' * len(places))})", places)
        return int(rows[0][0] or 1)

    def take(self, places: Sequence[str], number: int) -> None:
        """`places` are taken, and who wants one goes on with `number`; within a `transaction`."""
        query = "INSERT INTO taken VALUES (?, ?) ON CONFLICT DO UPDATE SET next = max(next, excluded.next)"
        self._connection.executemany(query, [(place, number) for place in places])

    def steps(self, states: Sequence[StepState], after: int = 0, limit: int = 50, backwards: bool = False) -> list[Step]:
        """The next steps in one of `states`, by id from the one beyond `after` (0: from the beginning, or the end)."""
        marks = ",".join("?" * len(states))
        beyond, order = ("<", "DESC") if backwards else (">", "ASC")
        start = after or (2**62 if backwards else 0)
        query = f"SELECT {_STEP} FROM step WHERE state IN ({marks}) AND id {beyond} ? ORDER BY id {order} LIMIT ?"
        return [_step(row) for row in self.rows(query, (*map(int, states), start, limit))]

    def record(self, rows: Iterable[tuple[StepState, int | None, Sentence | None, int]]) -> None:
        """Keep (state, placed_ns, reason, id) of some steps, all or none."""
        stored = [(int(state), placed, json.dumps(stored_sentence(reason)) if reason else "", id_) for state, placed, reason, id_ in rows]
        with self.transaction() as connection:
            connection.executemany("UPDATE step SET state = ?, placed_ns = ?, reason = ? WHERE id = ?", stored)

    def counts(self) -> Counter[tuple[StepState, bool]]:
        """How many steps there are by (state, whether they are sidecars)."""
        rows = self.rows("SELECT state, sidecar, count(*) FROM step GROUP BY state, sidecar")
        return Counter({(StepState(state), bool(sidecar)): count for state, sidecar, count in rows})

    def problems(self, states: Sequence[StepState], place: str = "source") -> tuple[Problem, ...]:
        """The first of those in `states` that have a reason; they are named by their `place`, "source" or "target"."""
        marks = ",".join("?" * len(states))
        query = f"SELECT {place}, reason FROM step WHERE state IN ({marks}) AND reason <> '' ORDER BY id LIMIT {MOST_PROBLEMS}"
        return tuple(Problem(path, sentence_from(json.loads(reason))) for path, reason in self.rows(query, tuple(map(int, states))))

    # ---- the inside --------------------------------------------------------------------------------------------

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a SELECT; raises `JournalUnusable`."""
        try:
            return self._connection.execute(query, tuple(values)).fetchall()
        except sqlite3.DatabaseError as error:
            raise JournalUnusable(file=self.file, reason=str(error)) from error

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of the writes inside are kept, or none; raises `WriteFailed`."""
        try:
            with all_or_nothing(self._connection):
                yield self._connection
        except sqlite3.OperationalError as error:
            raise WriteFailed(reason=error) from error

    def _check(self) -> None:
        version = int(self.rows("PRAGMA user_version")[0][0])
        if version > VERSION:
            raise JournalUnusable(file=self.file, reason=translate("errors", "it was written by a newer Fieldmark"))
        if version < 1:
            raise JournalUnusable(file=self.file, reason=translate("errors", "it is damaged"))


def card_of(journal: Journal) -> JournalCard:
    """What `journal` says of itself in a list."""
    counts, wanted = journal.counts(), journal.wanted
    pictures = sum(count for (_, sidecar), count in counts.items() if not sidecar)
    moved = (StepState.DONE, StepState.KEPT)
    done = sum(counts[state, False] for state in moved)
    when = float(journal.fact("when"))
    return JournalCard(journal.file, wanted.target, wanted.how, journal.state, when, pictures, done, counts[StepState.FAILED, False])


def _connected(file: Path) -> sqlite3.Connection:
    # check_same_thread: the window runs an operation in one thread and may close it in another
    connection = sqlite3.connect(file, timeout=_BUSY, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA synchronous = FULL")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _step(row: tuple[Any, ...]) -> Step:
    id_, picture, sidecar, source, target, size, modified_ns, mode, state, placed_ns = row
    return Step(id_, picture, bool(sidecar), Path(source), Path(target), size, modified_ns, mode, StepState(state), placed_ns)
