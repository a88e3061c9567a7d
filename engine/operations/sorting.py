"""Sort classified pictures into folders: plan, apply, finish, undo. What is to happen to each file is in a journal on the disk first."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Collection
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from engine.awake import kept_awake
from engine.batch.answers import Answers
from engine.batch.sorting import planning
from engine.batch.sorting.journal import Journal
from engine.batch.sorting.pattern import FIELDS, Facts, file_of, folders_of, parsed
from engine.batch.sorting.refusals import nearest
from engine.batch.sorting.running import BACKWARDS, FORWARDS, Direction, run_journal
from engine.batch.sorting.shelf import alone, drop_plans, journal_at, journals, remove_journal, unfinished
from engine.batch.sorting.values import (
    COPY,
    HARD_LINK,
    HOW,
    MOVE,
    PATTERN,
    PLANNED,
    PLANNING,
    SYMLINK,
    UNDONE,
    FolderCount,
    JournalCard,
    Sorted,
    SortPlan,
    StepState,
    Undone,
    Wanted,
    size_text,
)
from engine.batch.table import Thresholds
from engine.errors import (
    AnswersDamaged,
    AnswersTooNew,
    FolderNotWritable,
    JournalUnusable,
    SortUnfinished,
    SpaceLacking,
    translate,
)
from engine.operations.resettling import resettle
from engine.progress import Operation
from engine.project.project import Project

__all__ = [
    "COPY",
    "FIELDS",
    "HARD_LINK",
    "HOW",
    "MOVE",
    "PATTERN",
    "SYMLINK",
    "FolderCount",
    "JournalCard",
    "SortPlan",
    "Sorted",
    "Undone",
    "apply_sort",
    "finish_sort",
    "forget_sort",
    "journal_at",
    "journals",
    "pattern_example",
    "plan_sort",
    "undo_sort",
    "unfinished",
]

_USUAL = Thresholds()
_AT_NEW_PLACE = (StepState.DONE, StepState.KEPT)


def plan_sort(
    answers: Answers,
    target: Path,
    how: str,
    *,
    pattern: str = PATTERN,
    thresholds: Thresholds = _USUAL,
    unsure: str = "unsure",
    unknown: str = "unknown",
    ids: Collection[int] | None = None,
) -> Operation[SortPlan]:
    """The dry run: what `apply_sort(plan.journal)` would do. No file is touched.

    `how` is one of HOW; `pattern` names the new places below `target` with FIELDS. Pictures below the threshold of confidence go to the
    class folder `unsure`, those that belong to no class to `unknown`; "" leaves them where they are. `ids` None sorts all pictures.
    Raises `SettingInvalid`, `SortUnfinished`, `FolderNotWritable`, `SortRefused`, `WriteFailed`.
    """
    wanted = Wanted(Path(os.path.abspath(target)), how, pattern, unsure.strip(), unknown.strip())  # noqa: PTH100 - takes ".." out
    _check_finished(wanted.target)
    drop_plans(wanted.target)
    return (yield from planning.plan(answers, wanted, thresholds, ids))


def apply_sort(journal: Path, project: Project | None = None) -> Operation[Sorted]:
    """Do what was planned in `journal`; samples of `project` that are moved are found at their new place afterwards.

    Closing it ends after the file in hand; `finish_sort` goes on, `undo_sort` goes back. Raises `JournalUnusable`, `SortUnfinished`,
    `SortBusy`, `SpaceLacking`, `FolderNotWritable`, `SortStopped`, `WriteFailed`.
    """
    with alone(), Journal(journal) as opened:
        _check_can_run(opened, (PLANNING, UNDONE))
        if opened.state == PLANNED:
            _check_finished(opened.wanted.target)
            _check_space(opened)
        yield from _run(opened, FORWARDS, project)
        return _sorted(opened)


def finish_sort(journal: Path, project: Project | None = None) -> Operation[Sorted]:
    """Go on with a sort that was broken off, and try again what failed; one that was half undone is done again.

    Raises what `apply_sort` raises.
    """
    return (yield from apply_sort(journal, project))


def undo_sort(journal: Path, project: Project | None = None) -> Operation[Undone]:
    """Bring everything back as it was before the sort: files, their times, and the folders. Can be broken off and called again.

    A file that was changed or taken away since is left where it is and named. Raises `JournalUnusable`, `SortBusy`, `SortStopped`,
    `WriteFailed`.
    """
    with alone(), Journal(journal) as opened:
        _check_can_run(opened, (PLANNING, PLANNED))
        before = _at_new_place(opened)
        yield from _run(opened, BACKWARDS, project)
        return _undone(opened, before)


def forget_sort(journal: Path) -> None:
    """Delete a journal: what was sorted stays as it is and cannot be undone any more. Raises `SortBusy`, `FolderNotWritable`."""
    with alone():
        try:
            remove_journal(journal)
        except OSError as error:
            raise FolderNotWritable(folder=journal.parent, reason=error.strerror) from error


def pattern_example(pattern: str, picture: Path, class_name: str, confidence: float) -> str:
    """Where a picture of this class would go, below the target, with "/" between the folders; raises `SettingInvalid`."""
    form = parsed(pattern)
    facts = Facts(class_name, picture.name, picture.parent.name, confidence, datetime.now(UTC), 1)
    return "/".join((*folders_of(form, facts), "".join(file_of(form, facts))))


# ---- the inside ----------------------------------------------------------------------------------------------


def _run(journal: Journal, direction: Direction, project: Project | None) -> Operation[None]:
    answers = _answers_of(journal)
    try:
        yield from kept_awake(run_journal(journal, answers, direction))
    finally:
        if answers is not None:
            answers.close()
        if project is not None and journal.wanted.how == MOVE:
            resettle(project, journal)


def _answers_of(journal: Journal) -> Answers | None:
    """None if they are gone or damaged: the pictures can be sorted, and brought back, without them."""
    with suppress(AnswersDamaged, AnswersTooNew):
        return Answers(journal.answers_file)
    return None


def _check_can_run(journal: Journal, refused: Collection[str]) -> None:
    reasons = {
        UNDONE: translate("errors", "it was undone; sort the pictures anew"),
        PLANNED: translate("errors", "it was not begun"),
        PLANNING: translate("errors", "its plan is not complete"),
    }
    if journal.state in refused:
        raise JournalUnusable(file=journal.file, reason=reasons[journal.state])


def _check_finished(target: Path) -> None:
    if (card := unfinished(target)) is not None:
        raise SortUnfinished(target=card.target, done=card.done, pictures=card.pictures, journal=card.name)


def _check_space(journal: Journal) -> None:
    needed, folder = int(journal.fact("needed")), nearest(journal.wanted.target)
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise SpaceLacking(folder=folder, needed=size_text(needed), free=size_text(free))


def _sorted(journal: Journal) -> Sorted:
    counts, wanted = journal.counts(), journal.wanted
    pictures, sidecars = (sum(counts[state, which] for state in _AT_NEW_PLACE) for which in (False, True))
    failed = (StepState.FAILED, StepState.BEGUN)
    count = sum(counts[state, which] for state in failed for which in (False, True))
    return Sorted(journal.file, wanted.target, wanted.how, pictures, sidecars, count, journal.problems(failed))


def _at_new_place(journal: Journal) -> Counter[bool]:
    """How many pictures (False) and sidecars (True) are not, or perhaps not, at their old place."""
    states = (*_AT_NEW_PLACE, StepState.BEGUN, StepState.GOING_BACK)
    counts = journal.counts()
    return Counter({which: sum(counts[state, which] for state in states) for which in (False, True)})


def _undone(journal: Journal, before: Counter[bool]) -> Undone:
    after, folders = _at_new_place(journal), int(journal.fact("folders removed"))
    kept = (StepState.KEPT, StepState.GOING_BACK)
    facts = journal.file, journal.wanted.target, before[False] - after[False], before[True] - after[True]
    return Undone(*facts, folders, after.total(), journal.problems(kept, "target"))
