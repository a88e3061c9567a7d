"""An edit of a project as a value: the rows it touches, before and after, so that undo is the inverse."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from engine.errors import Sentence

Row = tuple[Any, ...]


class Edit(NamedTuple):
    """Rows of `table` (a key of `TABLES`) that all have the same values before and after; None means that there is no such row.

    Labelling a hundred thousand pictures is one edit with so many keys.
    """

    table: str
    keys: tuple[Row, ...]
    before: Row | None
    after: Row | None


@dataclass(frozen=True)
class Table:
    name: str
    keys: tuple[str, ...]
    columns: tuple[str, ...]


# What changes may touch, some tables by several names: everything else follows from these, or is a fact and nobody's decision.
TABLES = {
    "class": Table("class", ("id",), ("name", "colour", "shortcut", "position")),
    "class_note": Table("class_note", ("class_id",), ("notes",)),
    "class_example": Table("class_example", ("class_id", "sample_id"), ("time",)),
    "sample": Table("sample", ("id",), ("split", "removed")),
    "unsure": Table("sample", ("id",), ("unsure",)),
    "pinned": Table("sample", ("id",), ("pinned",)),
    "grouping": Table("sample", ("id",), ("grouping",)),
    "file": Table("sample", ("id",), ("path", "size", "modified_ns", "digest", "width", "height")),
    "annotation": Table("annotation", ("sample_id", "class_id"), ("source", "time", "confidence")),
}
_OF_CLASSES = ("class", "class_note", "class_example")


@dataclass(frozen=True)
class Change:
    """A set of edits that is applied, undone and redone as one. Changes of one `batch` are undone together."""

    summary: Sentence
    edits: tuple[Edit, ...]
    batch: str = ""


@dataclass(frozen=True)
class Changed:
    """What a view must refresh: these samples, the list of classes, or (samples come, gone or moved) the list of samples."""

    summary: Sentence
    sample_ids: frozenset[int]
    classes: bool
    membership: bool


def grouped(table: str, rows: Iterable[tuple[Row, Row | None, Row | None]]) -> list[Edit]:
    """Edits from (key, before, after) of single rows, those alike in one edit."""
    alike: defaultdict[tuple[Row | None, Row | None], list[Row]] = defaultdict(list)
    for key, before, after in rows:
        alike[before, after].append(key)
    return [Edit(table, tuple(keys), before, after) for (before, after), keys in alike.items()]


def what_changed(summary: Sentence, edits: Iterable[Edit]) -> Changed:
    samples: set[int] = set()
    classes = membership = False
    for edit in edits:
        if edit.table in _OF_CLASSES:
            classes = True
            continue
        samples.update([key[0] for key in edit.keys])
        if edit.table == "file" or (edit.table == "sample" and edit.before and edit.after and edit.before[1] != edit.after[1]):
            membership = True
    return Changed(summary, frozenset(samples), classes, membership)


def packed(change: Change) -> bytes:
    """The edits of `change` as compressed JSON, for the history in the database."""
    return zlib.compress(json.dumps(change.edits, separators=(",", ":")).encode(), level=1)


def unpacked(payload: bytes, inverted: bool) -> tuple[Edit, ...]:
    """The edits that `packed` stored, or those that take them back."""
    edits = [Edit(table, _keys(keys), _row(before), _row(after)) for table, keys, before, after in json.loads(zlib.decompress(payload))]
    if inverted:
        return tuple(Edit(table, keys, after, before) for table, keys, before, after in reversed(edits))
    return tuple(edits)


def _keys(stored: list[Any]) -> tuple[Row, ...]:
    """Before version 2 of the schema an edit had a single key."""
    return tuple(map(tuple, stored)) if stored and isinstance(stored[0], list) else (tuple(stored),)


def _row(values: list[Any] | None) -> Row | None:
    return None if values is None else tuple(values)
