"""From an answer to the names that a picture gets by a pattern."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from engine.batch.answers import PictureAnswer
from engine.batch.sorting.pattern import Facts, Pattern, file_of, folders_of
from engine.batch.sorting.values import Wanted
from engine.batch.table import UNKNOWN, UNSURE
from engine.errors import PictureUnreadable
from engine.transfer.names import folder_name


class Naming:
    """Knows the folder of each class, and counts where a pattern wants numbers."""

    def __init__(self, pattern: Pattern, class_names: Sequence[str], wanted: Wanted) -> None:
        self._pattern = pattern
        self._class_folders: dict[tuple[int, str], str] = {}  # (what it is: a class (0), UNKNOWN or UNSURE; its name)
        self._taken: set[str] = set()
        self._numbers: dict[tuple[str, ...], int] = {}
        self.was_adapted = False
        for name in class_names:
            self._folder_for(0, name)
        self._special = {UNSURE: wanted.unsure, UNKNOWN: wanted.unknown}

    def of(self, answer: PictureAnswer, code: int, word: str) -> tuple[tuple[str, ...], str, str]:
        """(folders below the target, stem, ending). `was_adapted` then says whether a file system would not have taken the plain name."""
        folder = self._folder_for(code, self._special[code]) if code in self._special else self._folder_for(0, word)
        facts = self._facts(answer, code, folder)
        names = folders_of(self._pattern, facts)
        if self._pattern.numbered:
            self._numbers[names] = number = self._numbers.get(names, 0) + 1
            facts = replace(facts, number=number)
        stem, ending = file_of(self._pattern, facts)
        self.was_adapted = self._pattern.keeps_name and stem + ending != facts.name
        return names, stem, ending

    def _facts(self, answer: PictureAnswer, code: int, folder: str) -> Facts:
        confidence = max(answer.probabilities, default=0.0) if code < 0 else self._confidence(answer, code)
        when = taken(answer.path, answer.modified) if self._pattern.dated else datetime.fromtimestamp(0, UTC)
        return Facts(folder, answer.path.name, answer.path.parent.name, confidence, when)

    def _confidence(self, answer: PictureAnswer, code: int) -> float:
        return answer.probabilities[code] if code < len(answer.probabilities) else 0.0

    def _folder_for(self, kind: int, name: str) -> str:
        """No two classes share a folder, nor does one with the unsure ones, also where case does not count."""
        if (kind, name) not in self._class_folders:
            self._class_folders[kind, name] = chosen = folder_name(name, self._taken)
            self._taken.add(chosen.casefold())
        return self._class_folders[kind, name]


def taken(path: Path, modified: float) -> datetime:
    """When the picture was taken by the camera's clock, or else when its file was last changed, by the clock of this machine."""
    from engine.images.reader import read_facts  # brings Pillow, which few patterns need

    with suppress(PictureUnreadable):
        if (seconds := read_facts(path).taken) is not None:
            return datetime.fromtimestamp(seconds, UTC)
    return datetime.fromtimestamp(modified)
