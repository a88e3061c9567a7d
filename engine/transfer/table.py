"""Read labels from a table (CSV, TSV, with semicolons), as spreadsheets, scripts and other programs write it.

Nothing is known beforehand: encoding, delimiter and columns are found out; `preview` shows what was found, for people to correct.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from engine.errors import LabelFileUnusable, translate
from engine.transfer.columns import Columns, chosen, guess, thinned, told
from engine.transfer.facts import NAMES, PATH_NAMES, normalised
from engine.transfer.gathering import ROW, Gathering
from engine.transfer.locating import Locator
from engine.transfer.text import Text, read_text
from engine.transfer.values import Problem, Reading

_SAMPLE = 1000  # rows, from everywhere, by which the columns are guessed
_FIRST = 50  # rows by which the delimiter is
_HEAD = 1 << 16  # characters that hold them
_KNOWN_NAMES = {*PATH_NAMES, *(name for names in NAMES.values() for name in names)}

Numbered = tuple[int, tuple[str, ...]]  # tuples of text are nothing that the garbage collector looks through


@dataclass(frozen=True)
class Preview:
    """What a table looks like: its first `rows`, without the `header` (empty if it has none), and the columns as they would be read."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    delimiter: str
    encoding: str
    guessed: Columns


@dataclass(frozen=True)
class _Table:
    """The rows that are not empty, each with its number in the file from 1."""

    rows: list[Numbered]
    delimiter: str
    text: Text
    quotes_close: bool


def preview(file: Path, rows: int = 20, roots: Sequence[Path] = ()) -> Preview:
    """The first `rows` of a table and a guess at its columns; raises `LabelFileUnusable`."""
    table = _opened(file)
    columns = _guessed(table, file, roots)
    cells = [row for _, row in table.rows]
    header, body = (cells[0], cells[1:]) if columns.has_header else ((), cells)
    return Preview(header, tuple(body[:rows]), table.delimiter, table.text.encoding, columns)


def read_table(file: Path, roots: Sequence[Path] = (), columns: Columns | None = None) -> Reading:
    """All rows of a table; `columns` None has them guessed. Pictures are looked for beside the file, then below `roots`.

    Raises `LabelFileUnusable`; what is wrong with single rows is among the problems.
    """
    table = _opened(file)
    columns = columns or _guessed(table, file, roots)
    gathering = Gathering(file, roots, ROW)
    gathering.note_encoding(table.text)
    if not table.quotes_close:
        gathering.note(0, translate("transfer", "its quotation marks do not close, so they were read as part of the text"))
    said = columns.said
    needed = max(columns.path, columns.class_name or 0) + 1
    for number, row in islice(table.rows, int(columns.has_header), None):
        if len(row) < needed:
            text = translate("transfer", "it has {count} columns where {needed} are needed")
            gathering.note(number, text, count=len(row), needed=needed)
            if len(row) <= columns.path:
                continue
        gathering.add(number, _path(row, columns), {name: row[column] for name, column in said.items() if column < len(row)})
    return replace(gathering.reading("table"), remarks=(Problem(str(file), told(columns, table.rows[0][1])),))


def choose_columns(file: Path, chosen_text: str, roots: Sequence[Path] = ()) -> Columns:
    """The columns that a text such as "path=Dateiname,class=3" chooses, the others guessed.

    Raises `LabelFileUnusable`, `ValueError` with what is wrong with the text.
    """
    table = _opened(file)
    return chosen(chosen_text, _guessed(table, file, roots), table.rows[0][1])


def _path(row: Sequence[str], columns: Columns) -> str:
    folder = row[columns.folder].strip() if columns.folder is not None and columns.folder < len(row) else ""
    return f"{folder}/{row[columns.path].strip()}" if folder else row[columns.path]


def _guessed(table: _Table, file: Path, roots: Sequence[Path]) -> Columns:
    locator = Locator(file.parent, roots)

    def is_there(written: str) -> bool:
        return bool(written) and bool(locator.find(written).path or locator.find_by_name(written).path)

    return guess([row for _, row in thinned(table.rows, _SAMPLE)], is_there)


def _opened(file: Path) -> _Table:
    text = read_text(file)
    content, skipped, delimiter = text.content, 0, ""
    if content[:4].lower() == "sep=":  # Excel's own way to say it
        first, _, content = content.partition("\n")
        skipped, delimiter = 1, first.rstrip("\r")[4:5]
    delimiter = delimiter if delimiter else _delimiter(content, file.suffix.lower() in (".tsv", ".tab"))
    rows, quotes_close = _rows(content, delimiter, file)
    numbered = [(number, row) for number, row in enumerate(rows, 1 + skipped) if any(map(str.strip, row))]
    if not numbered or max(len(row) for _, row in numbered) < 2:
        raise LabelFileUnusable(file=file, reason=translate("errors", "it has fewer than two columns"))
    return _Table(numbered, delimiter, text, quotes_close)


def _rows(content: str, delimiter: str, file: Path) -> tuple[list[tuple[str, ...]], bool]:
    """The rows, and whether the quotation marks close; one that does not would swallow all rows after it."""

    def read(**dialect: Any) -> list[tuple[str, ...]]:
        reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, **dialect)
        return list(map(tuple, reader))

    try:
        with suppress(csv.Error):
            return read(strict=True), True
        with suppress(csv.Error):
            rows = read()  # takes text behind a closing quotation mark
            if not any("\n" in cell for row in rows for cell in row):
                return rows, True
        return [tuple(cell.strip('"') for cell in row) for row in read(quoting=csv.QUOTE_NONE)], False
    except csv.Error as error:
        raise LabelFileUnusable(file=file, reason=translate("errors", "it is no table")) from error


def _delimiter(content: str, tabs: bool) -> str:
    """The one that gives known column names; else that gives all rows as many columns; else the most usual one."""
    lines = content[:_HEAD].splitlines(keepends=True)
    lines = lines[:-1] if len(content) > _HEAD else lines

    def worth(delimiter: str) -> tuple[int, float]:
        rows = [row for row in csv.reader(lines[:_FIRST], delimiter=delimiter) if row]
        widths = [len(row) for row in rows if len(row) > 1]
        if not widths:
            return 0, 0.0
        names = sum(normalised(name) in _KNOWN_NAMES for name in rows[0]) if len(rows[0]) > 1 else 0
        return names, max(map(widths.count, set(widths))) / len(rows)

    return max("\t,;|" if tabs else ",;\t|", key=worth)
