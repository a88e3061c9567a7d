"""Encoded thumbnails in one SQLite file of the cache folder, which can be deleted at any time.

One file for each took fifteen times as long to write (tests/benchmarks/RESULTS.md). What goes wrong with the store costs time,
never a picture: it answers that it has nothing.
"""

from __future__ import annotations

import atexit
import os
import sqlite3
import threading
from pathlib import Path

from engine.paths import HOME_VARIABLE, cache_folder

_NAME = "thumbnails-2.db"  # the number changes when what is in it does: 2 has colours in sRGB
_BUSY = 2.0  # s to wait for another process
_SET_UP = (
    "PRAGMA page_size = 8192",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",  # a power cut loses the last ones, but never spoils the file
    "PRAGMA wal_autocheckpoint = 4096",  # pages, 32 MB: waiting for the disk once in 2 500 thumbnails
    "CREATE TABLE IF NOT EXISTS thumbnail (key TEXT PRIMARY KEY, content BLOB NOT NULL)",
)


class ThumbnailStore:
    """Bytes by key, for all threads of this process and for other processes at the same time."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._usable = True

    def get(self, key: str) -> bytes | None:
        row = self._run("SELECT content FROM thumbnail WHERE key = ?", (key,))
        return row[0] if row else None

    def put(self, key: str, content: bytes) -> None:
        self._run("INSERT OR REPLACE INTO thumbnail VALUES (?, ?)", (key, content))

    def close(self) -> None:
        with self._lock:
            self._disconnect()

    def _run(self, statement: str, values: tuple[object, ...]) -> tuple[bytes] | None:
        with self._lock:
            try:
                connection = self._connected()
                return connection.execute(statement, values).fetchone() if connection else None
            except sqlite3.OperationalError:  # busy, full, read-only, or deleted meanwhile: open it anew the next time
                self._disconnect()
            except sqlite3.DatabaseError:  # not what we wrote
                self._disconnect()
                self._delete()
            return None

    def _connected(self) -> sqlite3.Connection | None:
        if self._connection is None and self._usable:
            try:
                self.file.parent.mkdir(parents=True, exist_ok=True)
                self._connection = sqlite3.connect(self.file, timeout=_BUSY, isolation_level=None, check_same_thread=False)
            except (OSError, sqlite3.OperationalError):
                self._usable = False  # trying again with each picture would be slow
                return None
            for statement in _SET_UP:
                self._connection.execute(statement)
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _delete(self) -> None:
        try:
            for ending in ("", "-wal", "-shm"):
                Path(f"{self.file}{ending}").unlink(missing_ok=True)
        except OSError:
            self._usable = False


_open: tuple[str | None, ThumbnailStore] | None = None  # the home that it belongs to
_open_lock = threading.Lock()


def thumbnail_store() -> ThumbnailStore:
    """The store of this process."""
    global _open
    home = os.environ.get(HOME_VARIABLE)  # which folder that means takes longer to find out than a thumbnail to fetch
    with _open_lock:
        if _open is None or _open[0] != home:
            if _open is not None:
                _open[1].close()
            _open = home, ThumbnailStore(cache_folder() / _NAME)
        return _open[1]


@atexit.register
def _close() -> None:
    if _open is not None:
        _open[1].close()
