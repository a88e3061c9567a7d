"""An edit of a project as a value: every row it touches, before and after, so that undo is the inverse."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from engine.errors import Sentence

Row = tuple[Any, ...]


class Edit(NamedTuple):
    """One row of `table` (a key of `TABLES`): its values before and after; None means that there is no such row.

    A tuple and not a dataclass, because labelling everything makes a hundred thousand of them: a third of the time.
    """

    table: str
    key: Row
    before: Row | None
    after: Row | None


@dataclass(frozen=True)
class Table:
    keys: tuple[str, ...]
    columns: tuple[str, ...]


# The rows that changes may touch: everything else in the database follows from them or is never edited.
TABLES = {
    "class": Table(("id",), ("name", "colour", "shortcut", "position")),
    "sample": Table(("id",), ("split", "removed")),
    "annotation": Table(("sample_id", "class_id"), ("source", "time", "confidence")),
}


@dataclass(frozen=True)
class Change:
    """A set of edits that is applied, undone and redone as one. Changes of one `batch` are undone together."""

    summary: Sentence
    edits: tuple[Edit, ...]
    batch: str = ""


@dataclass(frozen=True)
class Changed:
    """What a view must refresh: these samples, the list of classes, or (samples come and gone) the list of samples."""

    summary: Sentence
    sample_ids: frozenset[int]
    classes: bool
    membership: bool


def what_changed(summary: Sentence, edits: Iterable[Edit]) -> Changed:
    samples: set[int] = set()
    classes = membership = False
    for edit in edits:
        if edit.table == "class":
            classes = True
        else:
            samples.add(edit.key[0])
        if edit.table == "sample" and edit.before is not None and edit.after is not None:
            membership = membership or edit.before[1] != edit.after[1]
    return Changed(summary, frozenset(samples), classes, membership)


def packed(change: Change) -> bytes:
    """The edits of `change` as compressed JSON, for the history in the database."""
    return zlib.compress(json.dumps(change.edits, separators=(",", ":")).encode(), level=1)


def unpacked(payload: bytes, inverted: bool) -> tuple[Edit, ...]:
    """The edits that `packed` stored, or those that take them back."""
    rows = json.loads(zlib.decompress(payload))
    if inverted:
        return tuple(Edit(table, tuple(key), _row(after), _row(before)) for table, key, before, after in reversed(rows))
    return tuple(Edit(table, tuple(key), _row(before), _row(after)) for table, key, before, after in rows)


def _row(values: list[Any] | None) -> Row | None:
    return None if values is None else tuple(values)
