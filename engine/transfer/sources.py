"""What a file or folder that was dropped is, by its content, and the one door through which any of them is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from engine.errors import FolderMissing, LabelFileUnusable, translate
from engine.transfer.arrays import array_kind, unpack
from engine.transfer.columns import Columns
from engine.transfer.cvat import read_cvat
from engine.transfer.folders import has_class_folders, is_picture, read_folders
from engine.transfer.json_lines import parsed, read_json_lines
from engine.transfer.label_studio import is_label_studio, read_label_studio
from engine.transfer.table import read_table
from engine.transfer.text import read_text
from engine.transfer.values import Reading, checked

__all__ = ["ARRAYS", "FILES", "KINDS", "read_labels", "recognise", "unpack"]

TABLE, JSON_LINES, LABEL_STUDIO, CVAT = "table", "json_lines", "label_studio", "cvat"
IDX, CIFAR, FOLDER, PICTURES = "idx", "cifar", "folder", "pictures"
FILES = (TABLE, JSON_LINES, LABEL_STUDIO, CVAT)  # of labels
ARRAYS = (IDX, CIFAR)  # pictures that have to be unpacked first
KINDS = (*FILES, *ARRAYS, FOLDER, PICTURES)

_CVAT_NAME = "annotations.xml"  # in the folder that a CVAT export unpacks to
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")

_READERS: dict[str, Callable[[Path, Sequence[Path], Columns | None], Reading]] = {
    TABLE: lambda path, roots, columns: checked(read_table(path, roots, columns), path),
    JSON_LINES: lambda path, roots, _: checked(read_json_lines(path, roots), path),
    LABEL_STUDIO: lambda path, roots, _: checked(read_label_studio(path, roots), path),
    CVAT: lambda path, roots, _: checked(read_cvat(path / _CVAT_NAME if path.is_dir() else path, roots), path),
    FOLDER: lambda path, *_: read_folders(path),
    PICTURES: lambda path, *_: read_folders(path),
}


def recognise(path: Path) -> str:
    """One of `KINDS`. Raises `FolderMissing`, or `LabelFileUnusable` for a file that is none of them."""
    if not path.exists():
        raise FolderMissing(folder=path)
    if kind := array_kind(path):
        return kind
    if path.is_dir():
        return CVAT if _is_cvat(path / _CVAT_NAME) else FOLDER if has_class_folders(path) else PICTURES
    return PICTURES if is_picture(path) else _kind_of_text(path)


def read_labels(path: Path, roots: Sequence[Path] = (), columns: Columns | None = None) -> Reading:
    """Read `path`, whatever kind it is; `columns` are for a table.

    Raises `FolderMissing`, or `LabelFileUnusable`, also if not one picture is there that the file names, and for arrays of pictures:
    `engine.transfer.arrays.unpack` makes files of them first.
    """
    kind = recognise(path)
    if kind not in _READERS:
        raise LabelFileUnusable(file=path, reason=translate("errors", "its pictures have to be unpacked first"))
    return _READERS[kind](path, roots, columns)


def _kind_of_text(path: Path) -> str:
    head = _head(path)
    if head.startswith(_PACKED):
        raise LabelFileUnusable(file=path, reason=translate("errors", "it is packed: unpack it first"))
    if _is_cvat(path):
        return CVAT
    content = read_text(path).content
    start = content.lstrip()[:1]
    if start == "<":
        raise LabelFileUnusable(file=path, reason=translate("errors", "it is no export that Fieldmark knows"))
    if start not in ("[", "{"):
        return TABLE
    return _kind_of_json(content)


def _kind_of_json(content: str) -> str:
    """Lines if the first one is whole but not the last, else by the whole value; whether that is sound is for its reader to say."""
    first, _, rest = content.strip().partition("\n")
    value = _value(first) if rest else None
    if value is None:
        value = _value(content)
    return LABEL_STUDIO if is_label_studio(value) else JSON_LINES


def _value(content: str) -> Any:
    try:
        return parsed(content)
    except ValueError:
        return None


def _is_cvat(path: Path) -> bool:
    return b"<annotations" in _head(path).replace(b"\0", b"")  # as it stands in UTF-16, too


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(4096)
    except OSError:
        return b""
