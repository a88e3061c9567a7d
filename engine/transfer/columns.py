"""Which column of a table holds what: guessed from the names in the first row where they are known, else from what the columns hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields

from engine.transfer.facts import NAMES, PARSERS, PATH_NAMES, normalised

Rows = Sequence[Sequence[str]]

_FOLDER_NAMES = ("relativepath", "relative_path", "folder", "directory", "folder_name")
_BY_CONTENT = ("split", "unsure", "pinned", "source", "confidence", "time")  # other tables call other things so


@dataclass(frozen=True)
class Columns:
    """The columns of a table by their index from 0; None where there is no such column.

    `folder` is the folder of `path`, for tables that have the two apart. `has_header`: the first row holds names.
    """

    path: int
    class_name: int | None = None
    split: int | None = None
    group: int | None = None
    has_header: bool = False
    folder: int | None = None
    unsure: int | None = None
    pinned: int | None = None
    source: int | None = None
    confidence: int | None = None
    time: int | None = None

    @property
    def said(self) -> dict[str, int]:
        """{field of an entry: its column}."""
        found = {field.name: getattr(self, field.name) for field in fields(self) if field.name in PARSERS}
        return {name: column for name, column in found.items() if column is not None}


def guess(rows: Rows, is_there: Callable[[str], bool]) -> Columns:
    """The columns of a table that begins with `rows`, none of them empty; `is_there` tells whether a cell names a file."""
    names = [normalised(cell) for cell in rows[0]]
    named = _has_names(names)
    body = rows[1:] if named else rows
    is_picture: Callable[[str], bool] = _looks_like_picture
    if not any(_share(body, column, is_picture) > 0.5 for column in range(_width(rows))):
        is_picture = is_there  # dearer, and only then of use: names without suffix, such as ids
    path = _path_column(names if named else [], body, is_picture)
    if not named and not is_picture(_cell(rows[0], path)) and _share(body[1:], path, is_picture) > 0.5:
        named, body = True, rows[1:]
    found = _named_columns(names, path, body) if named else {}
    free = [column for column in range(_width(rows)) if column != path and column not in found.values()]
    if "class_name" not in found:
        found |= _columns_by_content(body, free, path)
    return Columns(path, has_header=named, **found)


def _has_names(names: Sequence[str]) -> bool:
    """Whether a row names a path and one thing more."""
    known = [set(PATH_NAMES), *map(set, NAMES.values())]
    return any(name in known[0] for name in names) and sum(any(name in group for group in known) for name in names) > 1


def _path_column(names: Sequence[str], body: Rows, is_picture: Callable[[str], bool]) -> int:
    """The column with the most pictures in it; of equal ones the one with the surest name, then the first."""

    def worth(column: int) -> tuple[float, int, int]:
        name = names[column] if column < len(names) else ""
        rank = PATH_NAMES.index(name) if name in PATH_NAMES else len(PATH_NAMES)
        return _share(body, column, is_picture), -rank, -column

    return max(range(max(_width(body), len(names), 1)), key=worth)


def _named_columns(names: Sequence[str], path: int, body: Rows) -> dict[str, int]:
    found: dict[str, int] = {}
    for field, known in NAMES.items():
        ranked = sorted((known.index(name), column) for column, name in enumerate(names) if name in known and column != path)
        fitting = [column for _, column in ranked if field not in _BY_CONTENT or _says(field, body, column)]
        if fitting:
            found[field] = fitting[0]
    folders = [column for column, name in enumerate(names) if name in _FOLDER_NAMES and column != path]
    if folders and not any("/" in cell or "\\" in cell for cell in _cells(body, path)):
        found["folder"] = folders[0]
    return found


def _says(field: str, body: Rows, column: int) -> bool:
    parser = PARSERS[field][0]
    return all(parser(cell) is not None for cell in _cells(body, column))


def _columns_by_content(body: Rows, free: Sequence[int], path: int) -> dict[str, int]:
    """The class, and the split if there is a column more than that."""
    found = {}
    filled = [column for column in free if any(_cells(body, column))]
    if len(filled) > 1 and (splits := [column for column in filled if _says("split", body, column)]):
        found["split"] = splits[0]
        filled = [column for column in filled if column not in splits]
    if filled:
        found["class_name"] = min(filled, key=lambda column: _unlikeness(list(_cells(body, column)), column - path))
    return found


def _unlikeness(cells: Sequence[str], distance: int) -> tuple[bool, float, float, int]:
    """How little a column looks like classes: it should hold words, few different ones but more than one, right of the path."""
    different = len(set(cells))
    numbers = sum(cell.replace(".", "", 1).lstrip("-").isdigit() for cell in cells)
    return different < 2, round(numbers / len(cells)), different / len(cells), abs(distance) * 2 + (distance < 0)


def _cells(body: Rows, column: int) -> Iterable[str]:
    """What a column holds, without its empty cells."""
    return (row[column] for row in body if column < len(row) and row[column].strip())


def _share(body: Rows, column: int, is_picture: Callable[[str], bool]) -> float:
    return sum(is_picture(_cell(row, column)) for row in body) / len(body) if body else 0.0


def _cell(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""


def _looks_like_picture(cell: str) -> bool:
    from engine.images.scanner import PICTURE_SUFFIXES

    return "." + cell.lower().rpartition(".")[2] in PICTURE_SUFFIXES


def _width(rows: Rows) -> int:
    return max(map(len, rows), default=0)
