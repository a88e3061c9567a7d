"""The SQLite file of a project: versions, connections and transactions.

Each thread has a connection of its own (write-ahead log: readers never wait for the writer). `synchronous=FULL`, so that what
the window shows as done survives a power cut too; it costs one fsync an edit, a few milliseconds.
"""

from __future__ import annotations

import sqlite3
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from engine.errors import ProjectDamaged, ProjectTooNew, WriteFailed, translate
from engine.project import backups
from engine.project.schema import FILE_NAME, MIGRATIONS, VERSION
from engine.transactions import all_or_nothing

BUSY_SECONDS = 10.0


class Store:
    """The open database of the project in `folder`; raises `ProjectTooNew` and `ProjectDamaged`."""

    def __init__(self, folder: Path, mode: str, scratch: tempfile.TemporaryDirectory[str] | None = None) -> None:
        """`mode`: "rw" to write, "ro" beside another writer, "immutable" where not even SQLite's side files can be made.

        `scratch` is a temporary folder that goes when the store is closed.
        """
        self._folder = folder
        self._scratch = scratch
        self._mode = mode
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    @property
    def writable(self) -> bool:
        return self._mode == "rw"

    def rows(self, query: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a SELECT; raises `ProjectDamaged`."""
        try:
            return self._connection().execute(query, tuple(values)).fetchall()
        except sqlite3.DatabaseError as error:
            raise ProjectDamaged(folder=self._folder, reason=error) from error

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of the writes inside are kept, or none; raises `WriteFailed` when the disk refuses."""
        try:
            connection = self._connection()
            with all_or_nothing(connection):
                connection.execute("PRAGMA defer_foreign_keys = ON")
                yield connection
        except sqlite3.OperationalError as error:
            raise WriteFailed(reason=error) from error

    def close(self) -> None:
        """Close the connections of all threads; the last one folds the write-ahead log into the file."""
        with self._lock:
            for connection in self._connections:
                connection.close()
            self._connections.clear()
        self._local = threading.local()
        if self._scratch is not None:
            self._scratch.cleanup()

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self._connect()
            with self._lock:
                self._connections.append(connection)
        return connection

    def _connect(self) -> sqlite3.Connection:
        query = {"rw": "mode=rwc", "ro": "mode=ro", "immutable": "immutable=1"}[self._mode]
        address = f"{(self._folder / FILE_NAME).absolute().as_uri()}?{query}"
        # check_same_thread: a connection is used by one thread only, but closed by whoever closes the project
        connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        return connection

    def _prepare(self) -> None:
        try:
            connection = self._connection()
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        except sqlite3.DatabaseError as error:
            raise ProjectDamaged(folder=self._folder, reason=error) from error
        if version > VERSION:
            raise ProjectTooNew(folder=self._folder, found=version, known=VERSION)
        if version == 0 and (tables or not self.writable):
            raise ProjectDamaged(folder=self._folder, reason=translate("errors", "it is not a Fieldmark project"))
        if self.writable:
            connection.execute("PRAGMA journal_mode = WAL")
            self._migrate(version)

    def _migrate(self, version: int) -> None:
        if 0 < version < VERSION and self._scratch is None:
            backups.back_up(self._folder, f"before-version-{VERSION}")
        for number in range(version, VERSION):
            with self.transaction() as connection:
                for statement in filter(str.strip, MIGRATIONS[number].split(";\n")):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number + 1}")


def version_of(file: Path) -> int | None:
    """The version of the tables in the database `file`, without changing anything; None if it is none. The log beside it is not read."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?immutable=1", uri=True)) as connection:
            return int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.Error:
        return None
