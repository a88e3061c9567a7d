"""What an import would find, before it is started: the classes that folders name, and whether a label file fits the pictures.

Everything here looks at a bounded part only, so that a question about 100 000 pictures is answered while people read it.
"""

from __future__ import annotations

import csv
import io
import os
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import FieldmarkError, LabelFileUnusable, translate
from engine.progress import Operation, Progress

if TYPE_CHECKING:
    from engine.transfer.columns import Columns
    from engine.transfer.locating import Locator
    from engine.transfer.table import Preview

FIRST_ROWS = 20
_MOST_ROWS = 10_000  # are looked up if no picture of the first ones is there
_MOST_FOLDERS = 5000
_SECONDS = 0.8
_FOLDER, _PICTURE, _LABELS, _ARRAYS = "folder", "picture", "labels", "arrays"
_LOOKING = translate("operations", "Looking for pictures")


@dataclass(frozen=True)
class Foreseen:
    """What lies at some paths.

    `label_files` say which class pictures have, `arrays` hold labelled pictures themselves (as MNIST and CIFAR do), `unusable` are
    files that are nothing of use, with the reason. `fruitless` are those texts among the `label_files` that name no picture which is
    there: a licence or a note is no table of labels only because there are commas in it. `classes` are the classes by folder for each
    way in which nested folders can be read; `has_splits` says whether folders are called train, validation or test; `complete` is False
    where not everything could be looked at.
    """

    label_files: tuple[Path, ...] = ()
    arrays: tuple[Path, ...] = ()
    unusable: Mapping[Path, FieldmarkError] = field(default_factory=dict)
    classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    has_splits: bool = False
    complete: bool = True
    fruitless: tuple[Path, ...] = ()


@dataclass(frozen=True)
class TableSeen:
    """The beginning of a table, how many rows it has in all (with the header), and what looks its pictures up."""

    preview: Preview
    rows: int
    locator: Locator

    @property
    def all_rows(self) -> tuple[tuple[str, ...], ...]:
        """The first rows with the header, if it has one."""
        return self.read_rows[: FIRST_ROWS + bool(self.preview.header)]

    @property
    def read_rows(self) -> tuple[tuple[str, ...], ...]:
        """All rows that were read, at most about `_MOST_ROWS`, with the header, if it has one."""
        return (self.preview.header, *self.preview.rows) if self.preview.header else self.preview.rows


@dataclass(frozen=True)
class LabelsSeen:
    """How many pictures a label file names, how many of them are there, how many classes it has, and what is wrong with it."""

    kind: str
    pictures: int
    found: int
    classes: int
    problems: int


def foresee(paths: Sequence[Path], seconds: float = _SECONDS) -> Operation[Foreseen]:
    """Look at `paths` for at most about `seconds`."""
    yield Progress(_LOOKING)
    kinds: dict[Path, str] = {}
    unusable: dict[Path, FieldmarkError] = {}
    for path in paths:
        try:
            kinds[path] = _kind(path)
        except FieldmarkError as error:
            unusable[path] = error
        yield Progress(_LOOKING)
    until = time.monotonic() + seconds
    classes: dict[str, dict[str, None]] = {}
    has_splits, complete = False, True
    for root in (path.resolve() for path, kind in kinds.items() if kind == _FOLDER):
        walk = _Walk(root, until)
        for _ in walk.steps():
            yield Progress(_LOOKING, len(walk.pictures))
        has_splits |= _read_classes(root, walk.pictures, classes)
        complete &= walk.complete
    by_folder = {nested: tuple(names) for nested, names in classes.items()}
    fruitless = yield from _fruitless(_of_kind(kinds, _LABELS), [path for path in paths if path.is_dir()], unusable)
    kinds = {path: kind for path, kind in kinds.items() if path not in unusable}
    return Foreseen(_of_kind(kinds, _LABELS), _of_kind(kinds, _ARRAYS), unusable, by_folder, has_splits, complete, fruitless)


def see_label_file(file: Path, roots: Sequence[Path]) -> Operation[TableSeen | LabelsSeen]:
    """What a label file holds, whose pictures lie beside it or below `roots`; raises `FolderMissing`, `LabelFileUnusable`."""
    from engine.transfer.sources import FILES, TABLE, recognise

    yield Progress(_LOOKING)
    kind = recognise(file)
    if kind not in FILES:
        raise LabelFileUnusable(file=file, reason=translate("errors", "it holds no labels of other pictures"))
    seen = yield from _table(file, roots) if kind == TABLE else _labels(file, roots)
    return seen


def look_up(seen: TableSeen, columns: Columns) -> Operation[tuple[int, int]]:
    """How many of the first rows name a picture that is there, and how many one that is not.

    If no picture of the first ones is there, it looks on as far as the first that is.
    """
    yield Progress(_LOOKING)
    found = missing = 0
    for number, written in enumerate(_written(seen.read_rows[int(columns.has_header) :], columns)):
        if number >= FIRST_ROWS and found:
            break
        there = bool(written.strip()) and bool(seen.locator.find(written).path or seen.locator.find_by_name(written).path)
        found, missing = found + there, missing + (not there)
        yield Progress(_LOOKING, found + missing)
    return found, missing


def _fruitless(files: Sequence[Path], roots: Sequence[Path], unusable: dict[Path, FieldmarkError]) -> Operation[tuple[Path, ...]]:
    """The tables among `files` that name no picture which is there; those that cannot be read are added to `unusable`."""
    from engine.transfer.sources import TABLE, recognise

    found: list[Path] = []
    for file in files:
        try:
            if recognise(file) == TABLE and not (yield from _names_a_picture(file, roots)):
                found.append(file)
        except FieldmarkError as error:
            unusable[file] = error
    return tuple(found)


def _names_a_picture(file: Path, roots: Sequence[Path]) -> Operation[bool]:
    seen = yield from _table(file, roots)
    there, _ = yield from look_up(seen, seen.preview.guessed)
    return there > 0


def _table(file: Path, roots: Sequence[Path]) -> Operation[TableSeen]:
    from engine.transfer.locating import Locator
    from engine.transfer.table import preview
    from engine.transfer.text import read_text

    yield Progress(_LOOKING)
    seen = preview(file, _MOST_ROWS, roots)
    yield Progress(_LOOKING)
    content = io.StringIO(read_text(file).content, newline="")
    try:
        rows = sum(any(map(str.strip, row)) for row in csv.reader(content, delimiter=seen.delimiter))
    except csv.Error:  # a cell beyond all measure: the lines are near enough
        rows = sum(1 for line in content.getvalue().splitlines() if line.strip())
    return TableSeen(seen, rows, Locator(file.parent, roots))


def _labels(file: Path, roots: Sequence[Path]) -> Operation[LabelsSeen]:
    from engine.transfer.gathering import OUTSIDE_TOLD
    from engine.transfer.sources import read_labels

    yield Progress(_LOOKING)
    reading = read_labels(file, roots)
    classes = {entry.class_name for entry in reading.entries if entry.class_name}
    count = len(reading.entries)
    # the file alone can be the whole import: then no folder was chosen that pictures could lie outside of
    problems = sum(bool(roots) or problem.reason.text != OUTSIDE_TOLD for problem in reading.problems)
    return LabelsSeen(reading.kind, count, count - reading.missing, len(classes), problems)


def _written(rows: Sequence[Sequence[str]], columns: Columns) -> Iterator[str]:
    for row in rows:
        cells = [row[column] if column is not None and column < len(row) else "" for column in (columns.folder, columns.path)]
        yield f"{cells[0].strip()}/{cells[1].strip()}" if cells[0].strip() else cells[1]


def _kind(path: Path) -> str:
    """A folder is not looked through here for what its own folders mean: that takes its time."""
    from engine.images.scanner import looks_like_picture
    from engine.transfer.arrays import array_kind
    from engine.transfer.sources import FILES, recognise

    if path.is_dir() and not (path / "annotations.xml").is_file():
        return _ARRAYS if array_kind(path) else _FOLDER
    if looks_like_picture(path):
        return _PICTURE
    kind = recognise(path)
    return _LABELS if kind in FILES else _ARRAYS if array_kind(path) else _FOLDER if path.is_dir() else _PICTURE


def _of_kind(kinds: Mapping[Path, str], wanted: str) -> tuple[Path, ...]:
    return tuple(path for path, kind in kinds.items() if kind == wanted)


class _Walk:
    """One picture of each folder below `root` that has any, the upper folders first."""

    def __init__(self, root: Path, until: float) -> None:
        self.pictures: list[Path] = []
        self.complete = True
        self._until = until
        self._waiting = deque([root])

    def steps(self) -> Iterator[None]:
        looked_at = 0
        while self._waiting:
            if looked_at >= _MOST_FOLDERS or time.monotonic() > self._until:
                self.complete = False
                return
            self._look_into(self._waiting.popleft())
            looked_at += 1
            yield

    def _look_into(self, folder: Path) -> None:
        from engine.images.scanner import looks_like_picture

        picture, below = None, []
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.startswith(".") or entry.name.endswith(".fieldmark"):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        below.append(Path(entry.path))
                    elif picture is None and looks_like_picture(Path(entry.name)):
                        picture = Path(entry.path)
        except OSError:
            self.complete = False
        self._waiting.extend(sorted(below))
        if picture is not None:
            self.pictures.append(picture)


def _read_classes(root: Path, pictures: Sequence[Path], classes: dict[str, dict[str, None]]) -> bool:
    """Add the classes that the folders of `pictures` name; whether some folders name a split."""
    from engine.transfer.folders import NESTED, tree_of

    has_splits = False
    for nested in NESTED:
        tree = tree_of(root, pictures, nested)
        places = [tree.place(picture) for picture in pictures]
        classes.setdefault(nested, {}).update(dict.fromkeys(sorted({place.class_name for place in places if place.class_name})))
        has_splits |= any(place.split for place in places)
    return has_splits
