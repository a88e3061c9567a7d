"""An edit of a project as a value: every row it touches, before and after, so that undo is the inverse."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from engine.errors import Sentence

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """One row of `table` (a key of `TABLES`): its values before and after; None means that there is no such row."""

    table: str
    key: Row
    before: Row | None
    after: Row | None

    def inverse(self) -> Edit:
        return Edit(self.table, self.key, self.after, self.before)


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

    def inverse(self) -> Change:
        return replace(self, edits=tuple(edit.inverse() for edit in reversed(self.edits)))


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
    rows = [(edit.table, edit.key, edit.before, edit.after) for edit in change.edits]
    return zlib.compress(json.dumps(rows, separators=(",", ":")).encode(), level=1)


def unpacked(summary: Sentence, payload: bytes, batch: str) -> Change:
    """The inverse of `packed`."""
    rows = json.loads(zlib.decompress(payload))
    edits = tuple(Edit(table, tuple(key), _row(before), _row(after)) for table, key, before, after in rows)
    return Change(summary, edits, batch)


def _row(values: list[Any] | None) -> Row | None:
    return None if values is None else tuple(values)
