"""The SQLite file of a job: its tables, connections that threads take in turn, and transactions."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from engine.errors import AnswersDamaged, AnswersNotSaved, AnswersTooNew, FolderNotWritable, translate
from engine.transactions import all_or_nothing

VERSION = 1
_BUSY = 10.0  # s
_SIDE_FILES = ("-wal", "-shm")
# Probabilities and features are apart, so that a look over all pictures does not read gigabytes.
_SET_UP = (
    "CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE folder (number INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE)",
    """CREATE TABLE picture (
        id INTEGER PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,
        folder INTEGER NOT NULL,
        size INTEGER NOT NULL,
        modified_ns INTEGER NOT NULL,
        state INTEGER NOT NULL,
        stamp INTEGER,
        reason TEXT NOT NULL DEFAULT '',
        answer INTEGER,
        confidence REAL,
        margin REAL,
        novelty REAL,
        verdict TEXT,
        judged REAL
    )""",
    "CREATE TABLE detail (id INTEGER PRIMARY KEY, probabilities BLOB NOT NULL, features BLOB)",
    "CREATE UNIQUE INDEX picture_stamp ON picture (stamp)",
    "CREATE INDEX picture_state ON picture (state)",
)


class Store:
    """An open file of answers. Safe to use from several threads, each of which borrows a connection for the time of a call."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._free: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._closed = False

    def close(self) -> None:
        """Connections that are in use are closed when they come back; the last one folds the write-ahead log into the file."""
        with self._lock:
            self._closed = True
            while self._free:
                self._free.pop().close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to read with; raises `AnswersDamaged`."""
        try:
            with self._borrowed() as connection:
                yield connection
        except sqlite3.DatabaseError as error:
            raise AnswersDamaged(file=self.file, reason=error) from error

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of the writes inside are kept, or none; raises `AnswersNotSaved` when the disk refuses, and `AnswersDamaged`."""
        try:
            with self._borrowed() as connection, all_or_nothing(connection):
                yield connection
        except sqlite3.OperationalError as error:
            raise AnswersNotSaved(reason=error) from error
        except sqlite3.DatabaseError as error:
            raise AnswersDamaged(file=self.file, reason=error) from error

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a SELECT; raises `AnswersDamaged`."""
        with self.reading() as connection:
            return connection.execute(query, tuple(values)).fetchall()

    @contextmanager
    def _borrowed(self) -> Iterator[sqlite3.Connection]:
        """The write-ahead log lets readers go on beside the writer."""
        with self._lock:
            connection = self._free.pop() if self._free else None
        connection = connection or self._connect()
        try:
            yield connection
        finally:
            with self._lock:
                if self._closed:
                    connection.close()
                else:
                    self._free.append(connection)

    def _connect(self) -> sqlite3.Connection:
        address = f"{self.file.absolute().as_uri()}?mode=rw"  # a file that was deleted must not come back empty
        connection = sqlite3.connect(address, uri=True, timeout=_BUSY, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA synchronous = NORMAL")  # a power cut loses the last batches, which are asked again
        return connection


def create(file: Path, question: str) -> None:
    """A new file in the place of what was there, whole from the first moment; raises `FolderNotWritable`."""
    part = file.with_name(f".{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(part, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN")
            for statement in _SET_UP:
                connection.execute(statement)
            connection.execute("INSERT INTO fact VALUES ('question', ?)", (question,))
            connection.execute(f"PRAGMA user_version = {VERSION}")
            connection.execute("COMMIT")
        for ending in _SIDE_FILES:  # those of the file that was there
            file.with_name(file.name + ending).unlink(missing_ok=True)
        os.replace(part, file)
    except (OSError, sqlite3.Error) as error:
        raise FolderNotWritable(folder=file.parent, reason=getattr(error, "strerror", None) or str(error)) from error


def checked(store: Store) -> None:
    """Raises `AnswersDamaged`, `AnswersTooNew`."""
    if not store.file.is_file():
        raise AnswersDamaged(file=store.file, reason=translate("errors", "the file is not there"))
    version = int(store.rows("PRAGMA user_version")[0][0])
    if version > VERSION:
        raise AnswersTooNew(file=store.file, found=version, known=VERSION)
    if version < 1:
        raise AnswersDamaged(file=store.file, reason=translate("errors", "it holds no answers"))


def files_of(file: Path) -> tuple[Path, ...]:
    """All that belongs to the job in `file`: itself, SQLite's files beside it and the lock."""
    return tuple(file.with_name(file.name + ending) for ending in ("", *_SIDE_FILES, ".lock"))
