"""New places for pictures, such that no two are the same on any file system and nothing that lies there is touched.

Names that differ only in case, or in how an accent is written, count as the same everywhere: the target may be carried to a system on
which they are. What is taken is kept in the journal, so that a million names cost no memory.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

from engine.batch.sorting.journal import Journal
from engine.images.failures import openable
from engine.transfer.names import numbered

Names = Callable[[str], Sequence[str]]  # from the stem of a picture to the names that it and its sidecars get


class Places:
    """Gives out places below a target; used inside the transactions of its journal."""

    def __init__(self, journal: Journal, target: Path) -> None:
        self._journal = journal
        self._target = target
        self._folders: dict[tuple[str, ...], Path] = {(): target}
        self._below: dict[tuple[Path, str], str] = {}  # folders that are there or will be: (parent, key) -> name
        self._listed: set[Path] = set()

    def folder(self, names: tuple[str, ...]) -> Path:
        """The folder of `names` below the target: one that is there under a name that counts as the same is used as it is written."""
        if names not in self._folders:
            self._folders[names] = self._folder_in(self.folder(names[:-1]), names[-1])
        return self._folders[names]

    def take(self, folder: Path, stem: str, names_of: Names) -> str:
        """The stem, with " (2)" or a higher number behind it if need be, for which all of `names_of(stem)` are free; they are taken."""
        self._list(folder)
        keys = first = self._keys(folder, names_of(stem))
        number, chosen = self._journal.next_number(first), stem
        while self._journal.next_number(keys) > 1:
            chosen = f"{stem} ({number})"
            keys = self._keys(folder, names_of(chosen))
            number += 1
        self._journal.take(keys, 2)
        self._journal.take(first[:1], number)
        return chosen

    def _folder_in(self, parent: Path, name: str) -> Path:
        self._list(parent)
        for chosen in numbered(name):
            key = self._key(parent, chosen)
            if (there := self._below.get((parent, key))) is not None:
                return parent / there
            if self._journal.next_number([key]) == 1:
                break
        self._below[parent, key] = chosen
        self._journal.take([key], 2)
        return parent / chosen

    def _list(self, folder: Path) -> None:
        """Take down what lies in `folder` already; where it is not there or cannot be listed, nothing does."""
        if folder in self._listed:
            return
        self._listed.add(folder)
        try:
            with os.scandir(openable(folder)) as entries:
                for entry in entries:
                    key = self._key(folder, entry.name)
                    self._journal.take([key], 2)
                    if entry.is_dir():
                        self._below[folder, key] = entry.name
        except (FileNotFoundError, NotADirectoryError):
            return

    def _keys(self, folder: Path, names: Sequence[str]) -> list[str]:
        return [self._key(folder, name) for name in names]

    def _key(self, folder: Path, name: str) -> str:
        return unicodedata.normalize("NFC", str(folder / name)).casefold()
