"""Which column of a table holds what: guessed from the names in the first row where they are known, else from what the columns hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from engine.errors import Sentence, translate
from engine.transfer.facts import NAMES, PARSERS, PATH_NAMES, normalised
from engine.transfer.headers import ALIKE, EXACT, REMARK, UNNAMED, class_rank

T = TypeVar("T")
Rows = Sequence[Sequence[str]]

_FOLDER_NAMES = ("relativepath", "relative_path", "folder", "directory", "folder_name")
_BY_CONTENT = ("split", "unsure", "pinned", "source", "confidence", "time")  # other tables call other things so
_FEW = 50  # rows; looking for files is dear
_NEARLY_ALL = 0.9
_MOST_ONCE = 20  # rows of classes that never repeat

_FIELDS = {"class": "class_name"}
PARTS = ("path", "class", "split", "group")  # what people choose columns for
_TOLD = {
    "path": translate("transfer", "Columns: picture = {column}"),
    "class": translate("transfer", "{before}, class = {column}"),
    "split": translate("transfer", "{before}, split = {column}"),
    "group": translate("transfer", "{before}, group = {column}"),
}
_WITHOUT_CLASS = translate("transfer", "{before}; none holds the class")


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


def told(columns: Columns, header: Sequence[str]) -> Sentence:
    """Which columns are used, by their names in `header` or their numbers from 1."""
    before = Sentence("")
    for part in PARTS:
        index = getattr(columns, _FIELDS.get(part, part))
        if index is not None:
            name = header[index].strip() if columns.has_header and index < len(header) else ""
            before = Sentence(_TOLD[part], {"before": before, "column": name or str(index + 1)})
    return before if columns.class_name is not None else Sentence(_WITHOUT_CLASS, {"before": before})


def tells_columns(sentence: Sentence) -> bool:
    """Whether `sentence` is one of `told`."""
    return sentence.text == _WITHOUT_CLASS or sentence.text in _TOLD.values()


def chosen(text: str, guessed: Columns, header: Sequence[str]) -> Columns:
    """`guessed` with the columns in `text` instead, such as "path=Dateiname,class=3": names in `header`, or numbers from 1.

    `header` is the first row, whatever it holds. Raises `ValueError` with what is wrong in words.
    """
    names = [normalised(cell) for cell in header]
    found: dict[str, int] = {}
    for assignment in text.split(","):
        part, sign, wanted = assignment.partition("=")
        if not sign or part.strip() not in PARTS:
            raise ValueError("write PART=COLUMN with commas between; the parts are " + ", ".join(PARTS))
        wanted = wanted.strip()
        number = int(wanted) - 1 if wanted.isdecimal() else -1
        if normalised(wanted) in names:
            number = names.index(normalised(wanted))
        if not 0 <= number < len(names):
            raise ValueError(f"there is no column {wanted}; the columns are " + ", ".join(cell.strip() for cell in header))
        found[_FIELDS.get(part.strip(), part.strip())] = number
    others: dict[str, Any] = {field: None for field, column in guessed.said.items() if column in found.values()}
    by_name = any(normalised(assignment.partition("=")[2]) in names for assignment in text.split(","))
    return replace(guessed, **{**others, **found}, has_header=guessed.has_header or by_name)


def guess(rows: Rows, is_there: Callable[[str], bool]) -> Columns:
    """The columns of a table with these `rows`, none of them empty, the first of them first; `is_there` tells whether a cell names a file.

    The rest may be a part of the table, taken from everywhere: tables are often sorted by class.
    """
    names = [normalised(cell) for cell in rows[0]]
    named = _has_names(names)
    body = rows[1:] if named else rows
    few = thinned(body, _FEW)
    is_picture: Callable[[str], bool] = _looks_like_picture
    if not any(_share(few, column, is_picture) > 0.5 for column in range(_width(rows))):
        is_picture = is_there  # dearer, and only then of use: names without suffix, such as ids
    path = _path_column(names if named else [], few, is_picture)
    if not named and not is_picture(_cell(rows[0], path)) and _share(few[1:], path, is_picture) > 0.5:
        named, body = True, rows[1:]
    headers = names if named else []
    found = _named_columns(headers, path, body)
    free = [column for column in range(_width(rows)) if column != path and column not in found.values()]
    return Columns(path, has_header=named, **_with_class(headers, found, free, body, path))


def thinned(rows: Sequence[T], count: int) -> Sequence[T]:
    """At most `count` of the `rows`, the first of them and others at even distances."""
    return [rows[index * len(rows) // count] for index in range(count)] if len(rows) > count else rows


def _has_names(names: Sequence[str]) -> bool:
    """Whether a row names a path and one thing more."""
    known = {*PATH_NAMES, *(name for group in NAMES.values() for name in group)}
    return any(name in PATH_NAMES for name in names) and sum(name in known or class_rank(name)[0] == ALIKE for name in names) > 1


def _path_column(names: Sequence[str], body: Rows, is_picture: Callable[[str], bool]) -> int:
    """The column with the most pictures in it; of equal ones the one with the surest name, then the first."""

    def worth(column: int) -> tuple[float, int, int]:
        name = names[column] if column < len(names) else ""
        rank = PATH_NAMES.index(name) if name in PATH_NAMES else len(PATH_NAMES)
        return _share(body, column, is_picture), -rank, -column

    return max(range(max(_width(body), len(names), 1)), key=worth)


def _named_columns(names: Sequence[str], path: int, body: Rows) -> dict[str, int]:
    """All that names tell but the class."""
    found: dict[str, int] = {}
    for field, known in NAMES.items():
        ranked = sorted((known.index(name), column) for column, name in enumerate(names) if name in known and column != path)
        fitting = [column for _, column in ranked if field not in _BY_CONTENT or _says(field, body, column)]
        if fitting and field != "class_name":
            found[field] = fitting[0]
    folders = [column for column, name in enumerate(names) if name in _FOLDER_NAMES and column != path]
    if folders and not any("/" in cell or "\\" in cell for cell in _cells(body, path)):
        found["folder"] = folders[0]
    return found


def _says(field: str, body: Rows, column: int) -> bool:
    """Whether nearly all of a column can be read as the `field`; what cannot is told row by row."""
    parser, cells = PARSERS[field][0], list(_cells(body, column))
    return sum(parser(cell) is not None for cell in cells) >= _NEARLY_ALL * len(cells)


def _with_class(names: Sequence[str], found: dict[str, int], free: Sequence[int], body: Rows, path: int) -> dict[str, int]:
    """`found` and the class: of columns that are called so the one that looks most like classes, else of all the others.

    If no column is called so, then one of the others may be the split.
    """
    ranks = {column: class_rank(names[column]) if column < len(names) else (UNNAMED, 0) for column in free}
    looks = {column: _Looks(list(_cells(body, column)), len(body), column - path) for column in free}
    called = [column for column in free if ranks[column][0] in (EXACT, ALIKE)]
    if called and (any(ranks[column][0] == EXACT for column in called) or not all(looks[column].poor for column in called)):
        return found | {"class_name": min(called, key=lambda column: (looks[column].poor, ranks[column], looks[column].unlikeness))}
    filled = [column for column in free if looks[column].cells]
    if "split" not in found and len(filled) > 1 and (splits := [column for column in filled if _says("split", body, column)]):
        found = found | {"split": splits[0]}
        filled = [column for column in filled if column not in splits]
    filled = [column for column in filled if ranks[column][0] != REMARK or not looks[column].poor]
    if filled:
        best = min(filled, key=lambda column: (ranks[column][0] == REMARK, looks[column].poor, ranks[column], looks[column].unlikeness))
        return found | {"class_name": best}
    return found


@dataclass(frozen=True)
class _Looks:
    """What a column holds, without its empty cells, out of `total` rows; `distance` is how far right of the path it stands."""

    cells: list[str]
    total: int
    distance: int

    @property
    def poor(self) -> bool:
        """The same in all rows, or mostly nothing, or different in each: no classes look so."""
        different, count = len(set(self.cells)), len(self.cells)
        return count * 2 < self.total or (different < 2 and count > 1) or (different == count and count > _MOST_ONCE)

    @property
    def unlikeness(self) -> tuple[bool, float, float, int]:
        """How little they look like classes: those are words, few different ones but more than one, right of the path."""
        different, count = len(set(self.cells)), max(1, len(self.cells))
        numbers = sum(cell.replace(".", "", 1).lstrip("-").isdigit() for cell in self.cells)
        return different < 2, round(numbers / count), different / count, abs(self.distance) * 2 + (self.distance < 0)


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
