"""Embeddings kept on the disk, one SQLite file for each backbone, preprocessing and view of the pictures.

What goes wrong with the store costs time, never a training: it answers that it has nothing. It may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

MOST_BYTES = 4 * 2**30  # of all files together: 800 000 pictures of MobileNetV2, 500 000 of a ViT-Base
_BUSY = 2.0  # s to wait for another process
_AT_ONCE = 500  # keys a question; SQLite takes 999 at least
_SET_UP = (
    "PRAGMA page_size = 16384",  # three rows of 1280 numbers
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",  # a power cut loses the last ones, but never spoils the file
    "CREATE TABLE IF NOT EXISTS embedding (key TEXT PRIMARY KEY, checksum INTEGER NOT NULL, features BLOB NOT NULL)",
)
_READ = "SELECT key, checksum, features FROM embedding WHERE key IN ({})"
_WRITE = "INSERT OR REPLACE INTO embedding VALUES (?, ?, ?)"


class EmbeddingStore:
    """Float32 vectors by the key of their picture, exact to the bit. Several processes may use one file; closes as a context."""

    def __init__(self, folder: Path, identity: str, view: str, most_bytes: int = MOST_BYTES) -> None:
        """Where the files of `folder` have more than `most_bytes` together, those that were not used for longest are removed."""
        self.file = folder / f"{hashlib.sha256(f'{identity} {view}'.encode()).hexdigest()[:32]}.db"
        self._most_bytes = most_bytes
        self._connection = self._opened()

    def __enter__(self) -> EmbeddingStore:
        return self

    def __exit__(self, *details: object) -> None:
        self.close()

    def get(self, keys: Sequence[str]) -> dict[str, np.ndarray]:
        """The vectors that are there, each (D,)."""
        found: dict[str, np.ndarray] = {}
        wanted = sorted({key for key in keys if key})
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            for key, checksum, content in self._run(_READ.format(",".join("?" * len(part))), part):
                if zlib.crc32(content) == checksum:
                    found[key] = np.frombuffer(content, np.float32)
        return found

    def put(self, vectors: Mapping[str, np.ndarray]) -> None:
        """Keep `vectors`, each (D,), in one transaction; what has no key or is not finite is left out."""
        rows = [(key, content.tobytes()) for key, content in vectors.items() if key and np.isfinite(content).all()]
        self._run_many([(key, zlib.crc32(content), content) for key, content in rows])

    def close(self) -> None:
        if self._connection is not None:
            self._disconnect()
            _make_room(self.file, self._most_bytes)

    def _opened(self) -> sqlite3.Connection | None:
        for _ in range(2):
            try:
                self.file.parent.mkdir(parents=True, exist_ok=True)
                return _connect(self.file)
            except sqlite3.OperationalError:  # busy, full, or a folder that cannot be written
                return None
            except sqlite3.DatabaseError:  # not what we wrote
                _delete(self.file)
            except OSError:
                return None
        return None

    def _run(self, statement: str, values: Sequence[str]) -> list[Any]:
        try:
            return self._connection.execute(statement, values).fetchall() if self._connection else []
        except sqlite3.DatabaseError as error:
            self._give_up(error)
            return []

    def _run_many(self, rows: Sequence[tuple[str, int, bytes]]) -> None:
        try:
            if self._connection and rows:
                with self._connection:
                    self._connection.executemany(_WRITE, rows)
        except sqlite3.DatabaseError as error:
            self._give_up(error)

    def _give_up(self, error: sqlite3.DatabaseError) -> None:
        """A damaged file is made anew; a full disk or a busy one is left alone until the next training."""
        self._disconnect()
        if not isinstance(error, sqlite3.OperationalError):
            _delete(self.file)
            self._connection = self._opened()

    def _disconnect(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.DatabaseError):  # its last page cannot be written: what was there before stays
                self._connection.close()
            self._connection = None


def _connect(file: Path) -> sqlite3.Connection:
    """Its date of change is when it was last used: reading alone would not change it."""
    connection = sqlite3.connect(file, timeout=_BUSY, check_same_thread=False)
    try:
        for statement in _SET_UP:
            connection.execute(statement)
        connection.commit()
        os.utime(file)
    except BaseException:
        connection.close()
        raise
    return connection


def _make_room(kept: Path, most_bytes: int) -> None:
    """Remove the files that were not used for longest; never `kept`, which was used just now."""
    with suppress(OSError):  # removed meanwhile by another process, or held open by it: the next training tries again
        files = sorted(kept.parent.glob("*.db"), key=lambda file: file.stat().st_mtime)
        sizes = {file: sum(part.stat().st_size for part in _parts(file) if part.exists()) for file in files}
        total = sum(sizes.values())
        for file in files:
            if total > most_bytes and file != kept:
                _delete(file)
                total -= sizes[file]


def _delete(file: Path) -> None:
    with suppress(OSError):
        for part in _parts(file):
            part.unlink(missing_ok=True)


def _parts(file: Path) -> list[Path]:
    return [Path(f"{file}{ending}") for ending in ("", "-wal", "-shm")]
