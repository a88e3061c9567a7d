"""A project: one folder `NAME.fieldmark/` whose pictures stay where they are. `apply` is the only door for edits."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from engine.collecting import without_collecting
from engine.errors import FolderNotWritable, ProjectExists, ProjectMissing, ProjectReadOnly, Sentence, translate
from engine.project import writing
from engine.project.backups import LOCK_NAME
from engine.project.change import Change, Changed, Edit, Row, grouped, what_changed
from engine.project.classes import class_of, new_class_edits
from engine.project.sample import Facts, Marks, NewSample, Sample, SampleClass, Source, Split
from engine.project.schema import FACTS, FILE_NAME, VERSION
from engine.project.store import Store, version_of

SUFFIX = ".fieldmark"

_SAMPLES = """
SELECT sample.id, path, digest, width, height, split, class_id, source, unsure, pinned, grouping,
    size, taken, camera, format, frames, quality, sharpness, brightness, fingerprint, near, burst, state
FROM sample LEFT JOIN annotation ON annotation.sample_id = sample.id WHERE removed = 0 {condition} GROUP BY sample.id ORDER BY sample.id
"""
_FIRST_FACT = 11  # the column of `_SAMPLES` with which `Facts` begins

_MARKS = """
SELECT sample.id, split, class_id, source, unsure, pinned, grouping
FROM sample LEFT JOIN annotation ON annotation.sample_id = sample.id
WHERE removed = 0 AND sample.id IN (SELECT value FROM json_each(?)) GROUP BY sample.id
"""
# looking words up is several times faster than making enumeration members of them, a hundred thousand times
_SPLITS = {split.value: split for split in Split}
_SOURCES = {source.value: source for source in Source}


_HOME = "home"  # the folder that relative paths were meant from when the project was last written
_SOME_RELATIVE = """
SELECT path FROM sample WHERE removed = 0 AND path NOT LIKE '/%' AND path NOT LIKE '\\%' AND substr(path, 2, 1) <> ':'
ORDER BY id % 97, id LIMIT 40
"""
_NO_ENTRY = 2**63 - 1  # beyond every id


@dataclass(frozen=True)
class HistoryEntry:
    """One change in the history of a project; `time` in seconds since 1970."""

    id: int
    time: float
    summary: Sentence
    undone: bool


class Project:
    """An open project. Safe to use from several threads; of several processes one may write, the others look."""

    def __init__(self, folder: Path, store: Store, lock: FileLock | None, read_only_reason: str) -> None:
        self.folder = folder
        self.read_only_reason = read_only_reason
        self._store = store
        self._lock = lock
        self._beside = ""
        self._settle(folder.parent)

    # ---- opening and closing -------------------------------------------------------------------------------

    @classmethod
    def create(cls, folder: Path) -> Project:
        """Make the project folder (".fieldmark" is added if missing); raises `ProjectExists`, `FolderNotWritable`."""
        folder = with_suffix(folder)
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise ProjectExists(folder=folder)
        try:
            (folder / "models").mkdir(parents=True)
        except OSError as error:
            raise FolderNotWritable(folder=folder, reason=error.strerror) from error
        return cls._opened(folder, created=True)

    @classmethod
    def open(cls, folder: Path, *, to_write: bool = False) -> Project:
        """Open a project; one that cannot be written opens to be looked at, with `read_only_reason` set.

        `to_write` raises `ProjectReadOnly` instead. Also raises `ProjectMissing`, `ProjectTooNew`, `ProjectDamaged`.
        """
        folder = folder.parent if folder.name == FILE_NAME else folder
        if not (folder / FILE_NAME).is_file():
            folder = with_suffix(folder)
        if not (folder / FILE_NAME).is_file():
            raise ProjectMissing(folder=folder)
        project = cls._opened(folder, created=False)
        if to_write:
            try:
                project.check_writable()
            except ProjectReadOnly:
                project.close()
                raise
        return project

    @classmethod
    def _opened(cls, folder: Path, created: bool) -> Project:
        folder = folder.absolute()
        if not _writable(folder):
            return cls(folder, _store_to_look_at(folder, "immutable"), None, translate("errors", "the folder is read-only"))
        lock = FileLock(folder / LOCK_NAME, thread_local=False)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            busy = translate("errors", "it is open in another window or command")
            return cls(folder, _store_to_look_at(folder, "ro"), None, busy)
        try:
            return cls(folder, Store(folder, "rw"), lock, "")
        except BaseException:
            lock.release()
            raise

    def close(self) -> None:
        self._store.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Project:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @property
    def name(self) -> str:
        return self.folder.name.removesuffix(SUFFIX)

    @property
    def models_folder(self) -> Path:
        return self.folder / "models"

    @property
    def writable(self) -> bool:
        return not self.read_only_reason

    def _settle(self, here: Path) -> None:
        """Find out which folder the relative paths are meant from: the one beside the project, or where the project was before.

        Pictures that came along are found beside it. If only the project was copied, they are still where they were.
        """
        before = self.recall(_HOME)
        homes = [here, *([Path(before)] if before else [])]
        paths = [row[0] for row in self._store.rows(_SOME_RELATIVE)]
        found = [sum((home / path).exists() for path in paths) for home in homes]
        home = homes[max(range(len(homes)), key=lambda index: (found[index], -index))]
        self._beside = str(home).rstrip(os.sep) + os.sep
        if self.writable and before != str(home):
            self.remember(_HOME, str(home))

    # ---- reading -------------------------------------------------------------------------------------------

    def classes(self) -> list[SampleClass]:
        """All classes in the user's order."""
        return [
            SampleClass(*row) for row in self._store.rows("SELECT id, name, colour, shortcut, position FROM class ORDER BY position, id")
        ]

    def samples(self, ids: Iterable[int] | None = None) -> list[Sample]:
        """All samples in the order in which they were added, or those of `ids`."""
        condition = "" if ids is None else "AND sample.id IN (SELECT value FROM json_each(?))"
        values = () if ids is None else (json.dumps(list(ids)),)
        rows = self._store.rows(_SAMPLES.format(condition=condition), values)
        with without_collecting():
            return list(map(self._sample, rows))

    def _sample(self, row: tuple[Any, ...]) -> Sample:
        id_, path, digest, width, height, split, class_id, source, unsure, pinned, group = row[:_FIRST_FACT]
        marks = (_SPLITS[split], class_id, _SOURCES.get(source), unsure == 1, pinned == 1, group)
        return Sample._make((id_, self._absolute(path), digest, width, height, *marks, Facts._make(row[_FIRST_FACT:])))

    def marks(self, ids: Iterable[int]) -> list[tuple[int, Marks]]:
        """(sample id, marks) of the samples `ids`: what edits change of them, without what they do not."""
        rows = self._store.rows(_MARKS, (json.dumps(list(ids)),))
        return [(row[0], Marks(_SPLITS[row[1]], row[2], _SOURCES.get(row[3]), bool(row[4]), bool(row[5]), row[6])) for row in rows]

    def sample_count(self) -> int:
        return int(self._store.rows("SELECT count(*) FROM sample WHERE removed = 0")[0][0])

    def class_counts(self) -> dict[int, int]:
        """The number of samples of each class that has any."""
        return dict(
            self._store.rows(
                "SELECT class_id, count(*) FROM annotation JOIN sample ON sample.id = sample_id WHERE removed = 0 GROUP BY class_id"
            )
        )

    def class_notes(self) -> dict[int, str]:
        """{class id: notes} of the classes that have any."""
        return dict(self._store.rows("SELECT class_id, notes FROM class_note"))

    def class_examples(self) -> dict[int, list[tuple[int, float]]]:
        """{class id: [(sample id, when it was chosen)]}, the oldest first."""
        found: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
        for class_id, sample_id, made in self._store.rows("SELECT class_id, sample_id, time FROM class_example ORDER BY time, sample_id"):
            found[class_id].append((sample_id, made))
        return dict(found)

    def known_paths(self) -> dict[Path, tuple[int, int, int]]:
        """{path: (sample id, size in bytes, modification time in ns)} of all samples that are not removed."""
        rows = self._store.rows("SELECT path, id, size, modified_ns FROM sample WHERE removed = 0")
        return {Path(self._absolute(path)): (id_, size, modified) for path, id_, size, modified in rows}

    def files(self) -> list[tuple[int, str, int, int, int]]:
        """(sample id, absolute path, size in bytes, modification time in ns, state) of all samples."""
        rows = self._store.rows("SELECT id, path, size, modified_ns, state FROM sample WHERE removed = 0")
        return [(id_, self._absolute(path), size, modified, state) for id_, path, size, modified, state in rows]

    def all_paths(self) -> Iterator[Path]:
        """The paths of all samples, those taken out of the project too: no two can have the same."""
        return (Path(self._absolute(path)) for (path,) in self._store.rows("SELECT path FROM sample"))

    def annotated(self) -> dict[int, tuple[float, float | None]]:
        """{sample id: (when it was annotated in seconds since 1970, confidence)}."""
        return {row[0]: row[1:] for row in self._store.rows("SELECT sample_id, time, confidence FROM annotation")}

    # ---- editing -------------------------------------------------------------------------------------------

    def apply(self, change: Change, *, undoable: bool = True) -> Changed:
        """Write `change` and remember it for undo, in one transaction; what was undone before can no longer be redone.

        `undoable` False is for what the program decides by itself, which must not stand between people and their own last step.
        Raises `ProjectReadOnly`, `WriteFailed`, and `StaleChange` if the rows are no longer as `change` expects them.
        """
        self.check_writable()
        with self._store.transaction() as connection:
            writing.write(connection, change.edits)
            if undoable:
                writing.remember(connection, change)
        return what_changed(change.summary, change.edits)

    def add(self, new: Sequence[NewSample], source: Source, summary: Sentence, batch: str) -> Changed:
        """Add pictures, their classes (made where missing) and annotations as one undoable change of `batch`."""
        self.check_writable()
        with self._store.transaction() as connection:
            classes = self.classes()
            ids = {each.name: each.id for each in classes}
            edits = new_class_edits(classes, [name for name in dict.fromkeys(each.class_name for each in new) if name and name not in ids])
            ids |= {class_of(edit).name: class_of(edit).id for edit in edits}
            edits += self._insert_samples(connection, new, ids, source)
            writing.write(connection, edits)
            writing.remember(connection, Change(summary, tuple(edits), batch))
        return what_changed(summary, edits)

    def record(self, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Keep facts about pictures, which nobody decided and nobody undoes: each row holds the values of `columns`, then the sample id.

        Raises `ProjectReadOnly`, `WriteFailed`, and ValueError for a column that is not a fact.
        """
        self.check_writable()
        if not FACTS.issuperset(columns):
            raise ValueError(f"not facts: {sorted(set(columns) - FACTS)}")
        assignments = ", ".join(f"{column} = ?" for column in columns)
        with self._store.transaction() as connection:
            connection.executemany(f"UPDATE sample SET {assignments} WHERE id = ?", rows)

    def undo(self) -> Changed | None:
        """Take back the latest change (a whole batch at once) and say what it was; None if there is none."""
        self.check_writable()
        with self._store.transaction() as connection:
            return self._step(connection, undone=True)

    def redo(self) -> Changed | None:
        """Bring back what was undone last; None if there is nothing."""
        self.check_writable()
        with self._store.transaction() as connection:
            return self._step(connection, undone=False)

    def go_back_to(self, entry_id: int) -> list[Changed]:
        """Undo or redo, all or nothing, until the change `entry_id` is the latest that holds; 0 goes back to the beginning."""
        self.check_writable()
        steps = []
        with self._store.transaction() as connection:
            while (latest := self._latest("undone = 0 ORDER BY id DESC")) is not None and latest > entry_id:
                steps.append(self._step(connection, undone=True))
            while (first := self._latest("undone = 1 ORDER BY id")) is not None and first <= entry_id:
                steps.append(self._step(connection, undone=False))
        return [changed for changed in steps if changed is not None]

    def history(self, limit: int = 500, before: int | None = None) -> list[HistoryEntry]:
        """The latest changes, or those before the entry `before`, newest first; a batch is one entry, told by its last summary."""
        query = """
        SELECT max(id), time, summary, facts, undone FROM history
        GROUP BY CASE batch WHEN '' THEN id ELSE batch END HAVING max(id) < ? ORDER BY max(id) DESC LIMIT ?
        """
        rows = self._store.rows(query, (_NO_ENTRY if before is None else before, limit))
        return [HistoryEntry(id_, made, Sentence(text, json.loads(facts)), bool(undone)) for id_, made, text, facts, undone in rows]

    def next_undo(self) -> Sentence | None:
        """What `undo` would take back."""
        return self._summary("undone = 0 ORDER BY id DESC")

    def next_redo(self) -> Sentence | None:
        """What `redo` would bring back."""
        return self._summary("undone = 1 ORDER BY id")

    def check_writable(self) -> None:
        """Raises `ProjectReadOnly`."""
        if not self.writable:
            raise ProjectReadOnly(folder=self.folder, reason=self.read_only_reason)

    def remember(self, key: str, value: str) -> None:
        """Keep a fact about the project that is no edit, such as the recipe used last."""
        self.check_writable()
        with self._store.transaction() as connection:
            connection.execute("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value))

    def recall(self, key: str) -> str | None:
        """What `remember` kept under `key`."""
        rows = self._store.rows("SELECT value FROM meta WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else None

    # ---- the inside ----------------------------------------------------------------------------------------

    def rows(self, query: str, values: Iterable[object] = ()) -> list[tuple[Any, ...]]:
        """Rows of a SELECT, for the changes of `engine.project.changes`."""
        return self._store.rows(query, values)

    def stored(self, path: Path | str) -> str:
        """How the project writes `path` down: relative where the picture lies beside it, so that both can be moved together."""
        text = str(path)
        return text.removeprefix(self._beside).replace(os.sep, "/") if text.startswith(self._beside) else text

    def _absolute(self, stored: str) -> str:
        """What `stored` made of a path, as a path again; by hand, because a hundred thousand calls of `os.path.join` take a second."""
        if stored[:1] in "/\\" or stored[1:2] == ":":
            return stored
        return self._beside + (stored if os.sep == "/" else stored.replace("/", os.sep))

    def _latest(self, condition: str) -> int | None:
        rows = self._store.rows(f"SELECT id FROM history WHERE {condition} LIMIT 1")
        return rows[0][0] if rows else None

    def _summary(self, condition: str) -> Sentence | None:
        rows = self._store.rows(f"SELECT summary, facts FROM history WHERE {condition} LIMIT 1")
        return Sentence(rows[0][0], json.loads(rows[0][1])) if rows else None

    def _insert_samples(
        self, connection: sqlite3.Connection, new: Sequence[NewSample], ids: Mapping[str, int], source: Source
    ) -> list[Edit]:
        """Rows are inserted as "removed"; the edit that shows them is what undo takes back. A path that was removed comes back."""
        shown: list[tuple[Row, Row | None, Row | None]] = []
        annotated: list[tuple[Row, Row | None, Row | None]] = []
        marked: dict[str, list[tuple[Row, Row | None, Row | None]]] = {"unsure": [], "pinned": [], "grouping": []}
        now = time.time()
        for sample in new:
            id_, before, old = writing.insert_or_find(connection, self.stored(sample.path), sample)
            key = (id_,)
            shown.append((key, before[:2], (sample.split.value, 0)))
            wanted = (int(sample.unsure), int(sample.pinned), sample.group)
            for name, had, has in zip(marked, before[2:], wanted, strict=True):
                if had != has:
                    marked[name].append((key, (had,), (has,)))
            if sample.class_name:
                given = (sample.source or source).value, sample.time or now, sample.confidence
                annotated.append(((id_, ids[sample.class_name]), old.pop(ids[sample.class_name], None), given))
            annotated += [((id_, class_id), row, None) for class_id, row in old.items()]
        edits = grouped("sample", shown) + grouped("annotation", annotated)
        return edits + [edit for name, rows in marked.items() for edit in grouped(name, rows)]

    def _step(self, connection: sqlite3.Connection, undone: bool) -> Changed | None:
        """Undo or redo one change, or one batch."""
        query = f"SELECT id, batch FROM history WHERE undone = {int(not undone)} ORDER BY id {'DESC' if undone else ''}"
        rows = connection.execute(query + " LIMIT 1").fetchall()
        if rows and rows[0][1]:
            batch = rows[0][1]
            rows = [row for row in connection.execute(query).fetchall() if row[1] == batch]
        edits: list[Edit] = []
        for id_, _ in rows:
            summary, taken = writing.recall(connection, id_, inverted=undone)
            writing.write(connection, taken)
            connection.execute("UPDATE history SET undone = ? WHERE id = ?", (int(undone), id_))
            edits += taken
        return what_changed(summary, edits) if rows else None


def with_suffix(folder: Path) -> Path:
    return folder if folder.name.endswith(SUFFIX) else folder.with_name(folder.name + SUFFIX)


def _store_to_look_at(folder: Path, mode: str) -> Store:
    """The database of a folder that cannot be written.

    SQLite does not read a write-ahead log on a read-only drive, and an older version of the tables cannot be read as it is: what a
    killed process left in the log, and what must be brought up to date, is read from a copy of both.
    """
    log = folder / f"{FILE_NAME}-wal"
    left_over = mode == "immutable" and log.exists() and log.stat().st_size
    if not left_over and version_of(folder / FILE_NAME) in (None, 0, VERSION):
        return Store(folder, mode)
    scratch = tempfile.TemporaryDirectory(prefix="fieldmark-")
    for file in filter(Path.exists, (folder / FILE_NAME, log)):
        shutil.copyfile(file, Path(scratch.name) / file.name)
    return Store(Path(scratch.name), "rw", scratch)


def _writable(folder: Path) -> bool:
    """Whether files can be made here; asked of the disk, since permission bits say nothing of read-only drives."""
    probe = folder / f".probe-{os.getpid()}"
    try:
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return True
