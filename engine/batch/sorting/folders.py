"""The folders around a sort: how they were is written down before anything changes in them, so that an undo leaves them the same."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from engine.batch.finding import SORTED_MARK
from engine.batch.sorting.files import remove
from engine.batch.sorting.journal import Journal
from engine.images.failures import openable
from engine.paths import write_atomically


class Folders:
    """The folders that one sort changes, in its journal."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._known: set[Path] = set()
        self._there: set[Path] = set()

    def prepare(self, folders: Iterable[Path]) -> None:
        """Write down how `folders` are, and those above them that are not there yet. Raises `OSError`, `WriteFailed`."""
        new = set(folders) - self._known
        rows: dict[Path, tuple[int, int]] = {}
        for folder in new:
            _look_up(folder, rows)
        if rows:
            with self._journal.transaction() as connection:
                stored = [(str(path), *facts) for path, facts in rows.items()]
                connection.executemany("INSERT OR IGNORE INTO folder VALUES (?, ?, ?)", stored)
        self._known |= new

    def make(self, folder: Path) -> None:
        """Make `folder`, which was prepared; raises `OSError`."""
        if folder not in self._there:
            Path(openable(folder)).mkdir(parents=True, exist_ok=True)
            self._there.add(folder)

    def mark(self) -> None:
        """Say in the target that pictures were sorted into it, and how to undo that."""
        marker, name = self._marker(), self._journal.file.stem
        self.prepare([marker])
        self.make(marker)
        if not (marker / f"{name}.txt").exists():
            self._sweep(marker)
            text = f"Fieldmark sorted pictures into the folder around this one.\nTo undo it: fieldmark sort undo {name}\n"
            write_atomically(marker / f"{name}.txt", text)

    def unmark(self) -> None:
        marker = self._marker()
        self._sweep(marker)
        with suppress(OSError):  # that of another sort lies there as well
            marker.rmdir()

    def remove_made(self) -> int:
        """Take away the folders that the sort made, if there is nothing in them; returns how many."""
        count = 0
        for (path,) in self._journal.rows("SELECT path FROM folder WHERE made = 1 ORDER BY length(path) DESC"):
            with suppress(OSError):  # somebody put something into it, or took it away already
                os.rmdir(openable(Path(path)))  # noqa: PTH106
                count += not path.endswith(SORTED_MARK)
        return count

    def restore_times(self) -> None:
        """The other folders get the time of their last change back."""
        for path, modified_ns in self._journal.rows("SELECT path, modified_ns FROM folder WHERE made = 0"):
            with suppress(OSError):  # their content is as it was; the time of a folder is worth no failure
                status = os.stat(openable(Path(path)))  # noqa: PTH116
                os.utime(openable(Path(path)), ns=(status.st_atime_ns, modified_ns))

    def _sweep(self, marker: Path) -> None:
        """Take away what this sort wrote into the marker, and what a kill left while it was written."""
        for file in marker.glob(f"*{self._journal.file.stem}*"):
            remove(file)

    def _marker(self) -> Path:
        return self._journal.wanted.target / SORTED_MARK


def _look_up(folder: Path, rows: dict[Path, tuple[int, int]]) -> None:
    """Note (made, modified_ns) of `folder` and of all above it down from the first that is there."""
    for each in (folder, *folder.parents):
        if each in rows:
            return
        try:
            rows[each] = 0, os.stat(openable(each)).st_mtime_ns  # noqa: PTH116
        except FileNotFoundError:
            rows[each] = 1, 0
        except OSError:
            return  # it cannot be looked at; whoever wants to change something in it is told why
        else:
            return
