"""Export pictures into class folders: as copies or links, without ever overwriting, and so that doing it again adds only what is new."""

from __future__ import annotations

import csv
import errno
import io
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from engine.errors import FolderNotWritable, LabelFileUnusable, OutputNotWritable, Sentence, translate
from engine.progress import Operation, Progress
from engine.transfer.names import folder_name, numbered
from engine.transfer.placing import COPY, PLACERS, is_same
from engine.transfer.text import read_text
from engine.transfer.values import SPLITS, UNLABELLED, UNSURE, Problem, Row, problem
from engine.transfer.writers import FIELDS, cells, shortener, table_text, write

MAPPING = "fieldmark.csv"
_HEADER = ["path", *FIELDS, "original"]
_LONGEST_HEADER = 1000  # characters
_NO_USE_TO_GO_ON = {errno.ENOSPC, errno.EROFS, errno.EDQUOT}


@dataclass(frozen=True)
class Exported:
    """What an export did: pictures `written`, those `kept` that were there already, and the table `mapping` of all of them."""

    written: int
    kept: int
    problems: tuple[Problem, ...]
    mapping: Path


def export_folders(rows: Sequence[Row], folder: Path, how: str = COPY, with_splits: bool = True) -> Operation[Exported]:
    """Put each picture into FOLDER/split/class or FOLDER/class; `how` is "copy", "hardlink" or "symlink".

    Pictures without a class go to _unlabelled, those that a person was unsure of to _unsure. At the end fieldmark.csv in FOLDER says
    where each came from, and all that folders cannot say. Raises `FolderNotWritable`, `OutputNotWritable`.
    """
    stage = translate("transfer", "Exporting pictures")
    yield Progress(stage, 0, len(rows))
    work = _Exporting(folder.resolve(), how, with_splits)
    for done, row in enumerate(rows, 1):
        work.export(row)
        yield Progress(stage, done, len(rows))
    mapping = work.write_mapping()
    return Exported(work.written, work.kept, (*work.problems, *work.fallbacks()), mapping)


def is_mapping(file: Path) -> bool:
    """Whether `file` is the table that an export, also one of an earlier version, leaves beside its class folders."""
    if file.name != MAPPING:
        return False
    try:
        with file.open(encoding="utf-8-sig") as lines:
            names = lines.readline(_LONGEST_HEADER).strip().split(",")
    except (OSError, UnicodeDecodeError):
        return False
    return names[:2] == _HEADER[:2] and names[-1] == _HEADER[-1]


@dataclass
class _Exporting:
    folder: Path
    how: str
    with_splits: bool
    written: int = 0
    kept: int = 0
    copied: int = 0  # though a link was asked for
    problems: list[Problem] = field(default_factory=list)
    targets: list[tuple[Row, Path | None]] = field(default_factory=list)
    _class_folders: dict[str, str] = field(default_factory=dict)
    _made: set[Path] = field(default_factory=set)
    _taken: set[str] = field(default_factory=set)  # by this export, casefolded
    _next: dict[tuple[Path, str], int] = field(default_factory=dict)

    def export(self, row: Row) -> None:
        target = None
        try:
            row.path.stat()
            target = self._placed(row.path, self._folder_of(row))
        except OSError as error:
            if error.errno in _NO_USE_TO_GO_ON:
                raise OutputNotWritable(file=self.folder, reason=error.strerror) from error
            text = translate("transfer", "it was not exported: {reason}")
            self.problems.append(problem(str(row.path), text, reason=error.strerror or type(error).__name__))
        self.targets.append((row, target))

    def write_mapping(self) -> Path:
        """Write where everything came from, together with what an earlier export wrote and is still there."""
        path = self.folder / MAPPING
        shorten = shortener(self.folder)
        table = {shorten(target or row.path): [*cells(row), str(row.path)] for row, target in self.targets}
        originals = {row.path: target for row, target in self.targets if target}
        for name, rest in _earlier(path).items():
            if name in table or not (self.folder / name).is_file():
                continue
            table[name] = rest
            if (now := originals.get(Path(rest[-1]))) is not None:
                text = translate("transfer", "it is left from an earlier export; the picture is now in {path}")
                self.problems.append(problem(str(self.folder / name), text, path=now.parent))
        write(path, table_text(_HEADER, ([name, *rest] for name, rest in table.items())))
        return path

    def fallbacks(self) -> list[Problem]:
        if not self.copied:
            return []
        text = translate("transfer", "{count} pictures were copied, because links to where they are cannot be made here")
        return [problem(str(self.folder), text, count=self.copied)]

    def _folder_of(self, row: Row) -> Path:
        if row.class_name not in self._class_folders:
            self._class_folders[row.class_name] = self._class_folder(row.class_name)
        name = UNSURE if row.unsure else self._class_folders[row.class_name] if row.class_name else UNLABELLED
        folder = self.folder / row.split / name if self.with_splits else self.folder / name
        if folder not in self._made:
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise FolderNotWritable(folder=folder, reason=error.strerror) from error
            self._made.add(folder)
        return folder

    def _class_folder(self, name: str) -> str:
        taken = {each.casefold() for each in (*self._class_folders.values(), UNLABELLED, UNSURE, *(SPLITS if self.with_splits else ()))}
        safe = folder_name(name, taken)
        if safe != name and name:
            text = translate("transfer", "its folder is called “{folder}”: not every system can have one called “{name}” there")
            self.problems.append(problem(Sentence(translate("transfer", "class {name}"), {"name": name}), text, folder=safe, name=name))
        return safe

    def _placed(self, source: Path, folder: Path) -> Path:
        """The file in `folder` that holds this picture: the first that holds it already, or the first free name."""
        key = folder, source.name.casefold()
        first = self._next.get(key, 1)
        names = numbered(source.stem, source.suffix, first)
        number, target = next((number, folder / name) for number, name in enumerate(names, first) if self._is_for(source, folder / name))
        self._next[key] = number + 1
        self._taken.add(str(target).casefold())
        if os.path.lexists(target):
            self.kept += 1
        else:
            self._place(source, target)
            self.written += 1
        return target

    def _is_for(self, source: Path, target: Path) -> bool:
        """Whether `target` is free or holds this picture; two pictures that are the same have a file each."""
        return str(target).casefold() not in self._taken and (not os.path.lexists(target) or is_same(source, target))

    def _place(self, source: Path, target: Path) -> None:
        try:
            PLACERS[self.how](source, target)
        except OSError as error:
            if self.how == COPY or error.errno in _NO_USE_TO_GO_ON:
                raise
            PLACERS[COPY](source, target)  # another drive, or a file system or account that may not link
            self.copied += 1


def _earlier(mapping: Path) -> dict[str, list[str]]:
    """{path: the other cells} of the mapping that an earlier export left; nothing if it is not ours."""
    try:
        rows = list(csv.reader(io.StringIO(read_text(mapping).content, newline="")))
    except (LabelFileUnusable, csv.Error):
        return {}
    return {row[0]: row[1:] for row in rows[1:] if len(row) == len(_HEADER)} if rows and rows[0] == _HEADER else {}
