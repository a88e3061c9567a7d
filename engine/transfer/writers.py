"""Write labels as a table or as JSON lines, so that reading them again gives exactly the same."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from engine.errors import OutputNotWritable, translate
from engine.paths import write_atomically
from engine.transfer.values import Row

# The columns and keys of a row, in order. The names are those that `engine.transfer.facts` reads first.
FIELDS: dict[str, Callable[[Row], Any]] = {
    "class": lambda row: row.class_name,
    "split": lambda row: row.split,
    "group": lambda row: row.group,
    "unsure": lambda row: row.unsure,
    "source": lambda row: row.source,
    "time": lambda row: row.time,
    "confidence": lambda row: row.confidence,
    "digest": lambda row: row.digest,
    "width": lambda row: row.width,
    "height": lambda row: row.height,
    "pinned": lambda row: row.pinned,
}

_MARK = b"\xef\xbb\xbf"  # or spreadsheets take UTF-8 for the local code page


def write_table(file: Path, rows: Iterable[Row], beside: Path | None = None) -> None:
    """One row a picture under a row of names, with commas, or with tabs if `file` is named .tsv.

    Paths below the folder `beside` (left out: that of the file) are written relative to it. Raises `OutputNotWritable`.
    """
    shorten = shortener(beside or file.parent)
    table = ([shorten(row.path), *cells(row)] for row in rows)
    write(file, table_text(["path", *FIELDS], table, "\t" if file.suffix.lower() in (".tsv", ".tab") else ","))


def write_json_lines(file: Path, rows: Iterable[Row], beside: Path | None = None) -> None:
    """One JSON object a picture and line; what is empty is left out. Raises `OutputNotWritable`."""
    shorten = shortener(beside or file.parent)
    write(file, "".join(f"{_json({'path': shorten(row.path), **said(row)})}\n" for row in rows).encode())


def said(row: Row) -> dict[str, Any]:
    """{name: value} of what is known of a picture, the class always."""
    values = {name: value(row) for name, value in FIELDS.items()}
    return {name: value for name, value in values.items() if name == "class" or not _is_empty(value)}


def cells(row: Row) -> list[str]:
    """The values of `FIELDS` as text; numbers in the shortest form that reads as the same number."""
    return [_cell(value(row)) for value in FIELDS.values()]


def table_text(header: Sequence[str], rows: Iterable[Sequence[str]], delimiter: str = ",") -> bytes:
    """A table as bytes; the odd byte of file names that are not UTF-8 is kept."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return _MARK + buffer.getvalue().encode("utf-8", "surrogateescape")


def shortener(folder: Path) -> Callable[[Path], str]:
    """Writes paths below `folder` relative to it, with "/" on every system, and others whole."""
    prefixes = tuple(dict.fromkeys(str(each).rstrip(os.sep) + os.sep for each in (folder.absolute(), folder.resolve())))

    def shorten(path: Path) -> str:
        text = str(path)
        prefix = next((prefix for prefix in prefixes if text.startswith(prefix)), "")
        return text[len(prefix) :].replace(os.sep, "/") if prefix else text

    return shorten


def write(file: Path, data: bytes) -> None:
    """Write a whole file atomically; raises `OutputNotWritable`."""
    try:
        write_atomically(file, data)
    except OSError as error:
        raise OutputNotWritable(file=file, reason=error.strerror or translate("errors", "the file may not be written")) from error


def _is_empty(value: Any) -> bool:
    """Whether nothing is known; a confidence or time of 0.0 is something."""
    return value is None or value == "" or (value == 0 and not isinstance(value, float))


def _cell(value: Any) -> str:
    if _is_empty(value):
        return ""
    return "true" if value is True else repr(value) if isinstance(value, float) else str(value)


def _json(value: dict[str, Any]) -> str:
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # a file name that is not UTF-8
        return json.dumps(value)
    return text
