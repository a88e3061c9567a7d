"""Edits and history as SQL: everything here runs inside a transaction that `Project` has begun."""

from __future__ import annotations

import json
import sqlite3
import time
from collections import defaultdict
from collections.abc import Iterable

from engine.errors import Sentence, StaleChange
from engine.project.change import TABLES, Change, Edit, Row, packed, unpacked
from engine.project.sample import NewSample

_COLUMNS = ("size", "modified_ns", "digest", "width", "height", "taken", "camera", "format", "frames")


def insert_or_find(connection: sqlite3.Connection, stored: str, sample: NewSample) -> tuple[int, Row, dict[int, Row]]:
    """The sample at this path, inserted if there is none: id, (split, removed, unsure, pinned, grouping), annotations by class id."""
    facts = (
        *(sample.size, sample.modified_ns, sample.digest, sample.width, sample.height),
        *(sample.taken, sample.camera, sample.format, sample.frames),
    )
    found = connection.execute("SELECT id, split, removed, unsure, pinned, grouping FROM sample WHERE path = ?", (stored,)).fetchone()
    if found:
        assignments = ", ".join(f"{column} = ?" for column in _COLUMNS)
        connection.execute(f"UPDATE sample SET {assignments}, measured = 0, state = 0 WHERE id = ?", (*facts, found[0]))
        old = connection.execute("SELECT class_id, source, time, confidence FROM annotation WHERE sample_id = ?", (found[0],)).fetchall()
        return found[0], found[1:], {row[0]: row[1:] for row in old}
    places = ", ".join("?" * (1 + len(facts)))
    cursor = connection.execute(f"INSERT INTO sample (path, {', '.join(_COLUMNS)}) VALUES ({places})", (stored, *facts))
    return int(cursor.lastrowid or 0), ("", 1, 0, 0, ""), {}


def write(connection: sqlite3.Connection, edits: Iterable[Edit]) -> None:
    """Deletions, then updates, then insertions; raises `StaleChange` if a row is not as its edit expects."""
    groups: defaultdict[tuple[int, str], list[Edit]] = defaultdict(list)
    for edit in edits:
        if edit.before != edit.after and edit.keys:
            order = 0 if edit.after is None else 2 if edit.before is None else 1
            groups[order, edit.table].append(edit)
    for order, name in sorted(groups, key=lambda group: group[0]):
        _write_group(connection, name, order, groups[order, name])


def _write_group(connection: sqlite3.Connection, name: str, order: int, edits: list[Edit]) -> None:
    table = TABLES[name]
    where = " AND ".join(f"{key} = ?" for key in table.keys)
    if order == 0:
        statement, rows = f"DELETE FROM {table.name} WHERE {where}", [key for edit in edits for key in edit.keys]
    elif order == 1:
        statement = f"UPDATE {table.name} SET {', '.join(f'{column} = ?' for column in table.columns)} WHERE {where}"
        rows = [(*(edit.after or ()), *key) for edit in edits for key in edit.keys]
    else:
        places = ", ".join("?" * (len(table.keys) + len(table.columns)))
        statement = f"INSERT INTO {table.name} ({', '.join(table.keys + table.columns)}) VALUES ({places})"
        rows = [(*key, *(edit.after or ())) for edit in edits for key in edit.keys]
    if connection.executemany(statement, rows).rowcount != len(rows):
        raise StaleChange()


def remember(connection: sqlite3.Connection, change: Change) -> None:
    connection.execute("DELETE FROM history WHERE undone = 1")
    connection.execute(
        "INSERT INTO history (time, summary, facts, edits, batch) VALUES (?, ?, ?, ?, ?)",
        (time.time(), change.summary.text, json.dumps(change.summary.facts), packed(change), change.batch),
    )


def recall(connection: sqlite3.Connection, id_: int, inverted: bool) -> tuple[Sentence, tuple[Edit, ...]]:
    text, facts, edits = connection.execute("SELECT summary, facts, edits FROM history WHERE id = ?", (id_,)).fetchone()
    return Sentence(text, json.loads(facts)), unpacked(edits, inverted)
