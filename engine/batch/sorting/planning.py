"""The dry run: where each picture would go, what that takes, and what stands against it. Nothing but the journal is written."""

from __future__ import annotations

import os
import shutil
import time
import uuid
from collections.abc import Collection
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

from engine.batch.answers import Answers, PictureAnswer, State
from engine.batch.sorting.files import Seen, seen
from engine.batch.sorting.journal import SUFFIX, Journal
from engine.batch.sorting.legs import CHANGED, GONE
from engine.batch.sorting.naming import Naming
from engine.batch.sorting.pattern import parsed
from engine.batch.sorting.places import Places
from engine.batch.sorting.refusals import check, lies_in, nearest
from engine.batch.sorting.shelf import home, remove_journal
from engine.batch.sorting.sidecars import Sidecar, Sidecars
from engine.batch.sorting.values import COPY, HARD_LINK, MOVE, PLANNED, PLANNING, FolderCount, SortPlan, Tally, Wanted
from engine.batch.table import UNKNOWN, UNREADABLE, UNSURE, Thresholds, word_of
from engine.errors import Sentence, SortRefused, translate
from engine.images.failures import openable, system_reason
from engine.progress import Operation, Progress
from engine.transfer.names import folder_name

_CHUNK = 500  # pictures a transaction
_FLOAT_STEP_NS = 1000  # answers tell times as floats
_LONGEST_NAME, _LONGEST_PATH = 256, 4096  # bytes, what Linux takes; other systems take more
_TOO_LONG = Sentence(translate("batch", "its new path would be too long"))
_IS_LINK = Sentence(translate("batch", "it is a link to another file, which is not moved"))
_NOT_YOURS = Sentence(translate("batch", "the folder that it lies in may not be changed"))


def plan(answers: Answers, wanted: Wanted, thresholds: Thresholds, ids: Collection[int] | None) -> Operation[SortPlan]:
    """Plan to sort the pictures `ids` (None: all) of `answers`; a plan that is broken off leaves nothing.

    Raises `SettingInvalid` for the pattern, `FolderNotWritable`, `SortRefused`, `WriteFailed`.
    """
    check(answers, wanted)
    file = home() / f"{time.strftime('%Y%m%d-%H%M%S')}-{_tidy_name(wanted.target)}-{uuid.uuid4().hex[:8]}{SUFFIX}"
    facts = {
        "state": PLANNING,
        "wanted": {**asdict(wanted), "target": str(wanted.target)},
        "answers": str(answers.file.absolute()),
        "when": time.time(),
        "token": uuid.uuid4().hex[:12],
        "marked": not any(lies_in(source, wanted.target) for source in answers.question.sources),
    }
    journal, complete = Journal.create(file, facts), False
    try:
        planning = _Planning(answers, journal, wanted, thresholds)
        yield from planning.go(ids)
        result = planning.result()
        journal.remember("needed", result.needed)
        journal.remember("state", PLANNED)
        complete = True
        return result
    finally:
        journal.close()
        if not complete:
            remove_journal(file)


class _Planning:
    """The state of one plan on its way."""

    def __init__(self, answers: Answers, journal: Journal, wanted: Wanted, thresholds: Thresholds) -> None:
        self._answers, self._journal, self._wanted, self._thresholds = answers, journal, wanted, thresholds
        self._tally = Tally()
        self._places = Places(journal, wanted.target)
        self._naming = Naming(parsed(wanted.pattern), answers.question.class_names, wanted)
        self._sidecars = Sidecars()
        self._around = nearest(wanted.target)
        self._device = self._around.stat().st_dev
        self._may_change: dict[Path, bool] = {}
        self._real: dict[Path, str] = {}

    def go(self, ids: Collection[int] | None) -> Operation[None]:
        stage, total, done = translate("operations", "Checking the files"), self._answers.count(), 0
        yield Progress(stage, 0, total)
        rows = self._answers.everything()
        chosen = None if ids is None else frozenset(ids)
        while chunk := list(islice(rows, _CHUNK)):
            with self._journal.transaction():
                for answer in chunk:
                    if chosen is None or answer.id in chosen:
                        self._plan(answer)
            done += len(chunk)
            yield Progress(stage, done, total)

    def result(self) -> SortPlan:
        rows = self._journal.rows("SELECT folder, count(*), sum(size) FROM step WHERE sidecar = 0 GROUP BY folder ORDER BY folder")
        ((sidecars, bytes_),) = self._journal.rows("SELECT coalesce(sum(sidecar), 0), coalesce(sum(size), 0) FROM step")
        counts: dict[str, Any] = dict(self._tally.counts)
        needed, free = counts.pop("needed", 0), shutil.disk_usage(self._around).free
        folders = tuple(FolderCount(*row) for row in rows)
        pictures = sum(folder.pictures for folder in folders)
        facts = self._journal.file, self._wanted, pictures, int(sidecars), folders, int(bytes_), needed, free
        return SortPlan(*facts, **counts, problems=tuple(self._tally.problems))

    # ---- one picture -------------------------------------------------------------------------------------------

    def _plan(self, answer: PictureAnswer) -> None:
        if answer.state == State.WAITING:
            return self._tally.add("waiting")
        code, word = word_of(answer, self._answers.question, self._thresholds)
        if left := self._left(answer, code):
            return self._tally.add(left)
        try:
            found = self._found(answer)
        except OSError as error:
            return self._tally.complain("refused", answer.path, Sentence("{reason}", {"reason": system_reason(error)}))
        if isinstance(found, tuple):
            return self._tally.complain(found[0], answer.path, found[1])
        return self._take(answer, code, word, found)

    def _left(self, answer: PictureAnswer, code: int) -> str:
        """Why the picture is not meant to go anywhere; "" if it is."""
        if code == UNREADABLE:
            return "gone" if answer.state == State.GONE else "unreadable"
        if code == UNSURE and not self._wanted.unsure:
            return "left_unsure"
        return "left_unknown" if code == UNKNOWN and not self._wanted.unknown else ""

    def _found(self, answer: PictureAnswer) -> Seen | tuple[str, Sentence]:
        """The file of the picture as it is now, or what stands against sorting it and why. Raises `OSError`."""
        file = seen(answer.path)
        if file is not None and file.is_link:
            if self._wanted.how == MOVE:
                return "refused", _IS_LINK
            file = seen(answer.path.resolve())
        if file is None or not file.is_file:
            return "gone", GONE
        known_ns = int(answer.modified * 1e9)
        if file.size != answer.size or abs(file.modified_ns - known_ns) > _FLOAT_STEP_NS:
            return "changed", CHANGED
        if self._wanted.how == MOVE and not self._is_changeable(answer.path.parent):
            return "refused", _NOT_YOURS
        return file

    def _take(self, answer: PictureAnswer, code: int, word: str, file: Seen) -> None:
        names, stem, ending = self._naming.of(answer, code, word)
        folder = self._places.folder(names)
        if stem + ending == answer.path.name and self._real_of(folder) == self._real_of(answer.path.parent):
            return self._tally.add("in_place")
        if len(os.fsencode(folder)) + _LONGEST_NAME > _LONGEST_PATH:
            return self._tally.complain("refused", answer.path, _TOO_LONG)
        beside = self._sidecars.of(answer.path) if self._wanted.how in (COPY, MOVE) else []
        chosen = self._places.take(folder, stem, lambda new: [new + ending, *(each.name_beside(new, ending) for each in beside)])
        self._tally.add("renamed", int(chosen != stem))
        self._tally.add("adapted", int(self._naming.was_adapted))
        below = "/".join(folder.relative_to(self._wanted.target).parts)
        self._add(answer.id, answer.path, folder / (chosen + ending), below, file)
        for sidecar in beside:
            self._add_sidecar(answer.id, sidecar, folder / sidecar.name_beside(chosen, ending), below)
        return None

    def _add_sidecar(self, picture: int, sidecar: Sidecar, target: Path, below: str) -> None:
        try:
            file = seen(sidecar.path)
        except OSError:
            return  # the picture goes without it
        if file is not None and file.is_file:
            self._add(picture, sidecar.path, target, below, file, sidecar=True)

    def _add(self, picture: int, source: Path, target: Path, below: str, file: Seen, sidecar: bool = False) -> None:
        elsewhere = file.identity[0] != self._device
        if elsewhere and self._wanted.how == HARD_LINK:
            raise SortRefused(reason=Sentence(translate("batch", "hard links cannot lead from {path} to another drive"), {"path": source}))
        if self._wanted.how == COPY or (elsewhere and self._wanted.how == MOVE):
            self._tally.add("needed", file.size)
        facts = file.size, file.modified_ns, file.mode
        self._journal.add((picture, sidecar, str(source), str(target), below, *facts))

    def _is_changeable(self, folder: Path) -> bool:
        if folder not in self._may_change:
            self._may_change[folder] = os.access(openable(folder), os.W_OK | os.X_OK)
        return self._may_change[folder]

    def _real_of(self, folder: Path) -> str:
        if folder not in self._real:
            self._real[folder] = os.path.realpath(folder)
        return self._real[folder]


def _tidy_name(target: Path) -> str:
    return "-".join(folder_name(target.name or "root").split())[:40]
