"""The one way several rows are written to an SQLite file: all of them, or none."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def all_or_nothing(connection: sqlite3.Connection) -> Iterator[None]:
    """What is written inside is kept if the block ends, and taken back if it raises; `sqlite3.Error` where the disk refuses.

    The connection must be one that begins no transactions by itself (`isolation_level=None`).
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
