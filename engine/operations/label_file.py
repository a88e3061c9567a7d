"""Read classes from a CSV or TSV file: a path and a class name in each row."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from engine.errors import LabelFileUnusable, Sentence, translate

_PATH_NAMES = ("path", "file", "filename", "file_name", "relativepath", "relative_path", "filepath", "file_path", "image", "picture")
_CLASS_NAMES = ("class", "label", "category", "target", "species", "classification")


def read_label_file(file: Path, roots: Sequence[Path]) -> dict[Path, str]:
    """{absolute path: class name} from `file`; relative paths are looked for beside the file, then below each of `roots`.

    A header row is recognized by its names; without one the first two columns are taken. Raises `LabelFileUnusable`, also if
    not one row names a file that is there: then nothing would be labelled.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise LabelFileUnusable(
            file=file, reason=getattr(error, "strerror", None) or translate("errors", "it is not UTF-8 text")
        ) from error
    rows = [row for row in csv.reader(text.splitlines(), delimiter=_delimiter(text)) if any(cell.strip() for cell in row)]
    if not rows or max(map(len, rows)) < 2:
        raise LabelFileUnusable(file=file, reason=translate("errors", "it has fewer than two columns"))
    path_column, class_column, first = _columns(rows[0])
    labels = {}
    for row in rows[first:]:
        if len(row) > max(path_column, class_column) and row[class_column].strip():
            labels[_located(row[path_column].strip(), file, roots)] = row[class_column].strip()
    if not any(path.exists() for path in labels):
        text = translate("errors", "none of its {count} rows names a picture that is there, the last: {path}")
        raise LabelFileUnusable(file=file, reason=Sentence(text, {"count": len(rows) - first, "path": rows[-1][path_column]}))
    return labels


def _delimiter(text: str) -> str:
    line = text.splitlines()[0] if text else ""
    return max(",;\t", key=line.count)


def _columns(header: list[str]) -> tuple[int, int, int]:
    """The columns of path and class, and the index of the first data row."""
    names = [cell.strip().lower() for cell in header]
    paths = [names.index(name) for name in _PATH_NAMES if name in names]
    classes = [names.index(name) for name in _CLASS_NAMES if name in names]
    return (paths[0], classes[0], 1) if paths and classes else (0, 1, 0)


def _located(text: str, file: Path, roots: Sequence[Path]) -> Path:
    text = text.replace("\\", "/")  # tables made on Windows
    candidates = [(folder / text).resolve() for folder in (file.parent, *roots)]
    return next((path for path in candidates if path.exists()), candidates[0])
