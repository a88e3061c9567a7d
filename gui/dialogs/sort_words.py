"""What a sort would do, did, or took back, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from engine.batch.sorting.values import APPLIED, APPLYING, DAMAGED, UNDOING, UNDONE
from engine.errors import translate
from engine.operations.sorting import COPY, HARD_LINK, MOVE, SYMLINK, JournalCard, Sorted, SortPlan, Undone
from engine.transfer.values import Problem
from gui.quantities import size_text
from gui.text import reason, sentence
from gui.widgets.chips import grouped

HOWS = {
    COPY: (translate("SortDialog", "Copy"), translate("SortDialog", "The pictures stay where they are; copies go into the folders.")),
    MOVE: (translate("SortDialog", "Move"), translate("SortDialog", "The pictures themselves go into the folders. It can be taken back.")),
    HARD_LINK: (
        translate("SortDialog", "Hard links"),
        translate("SortDialog", "Second names of the same files: no room is taken. Only on the drive where the pictures are."),
    ),
    SYMLINK: (
        translate("SortDialog", "Links"),
        translate("SortDialog", "Pointers to the files: no room is taken. They break when the pictures move."),
    ),
}
_DO = {
    COPY: translate("SortDialog", "Copy {0} pictures"),
    MOVE: translate("SortDialog", "Move {0} pictures"),
    HARD_LINK: translate("SortDialog", "Link {0} pictures"),
    SYMLINK: translate("SortDialog", "Link {0} pictures"),
}
_DONE = {
    COPY: translate("SortDialog", "{0} pictures were copied into {1}."),
    MOVE: translate("SortDialog", "{0} pictures were moved into {1}."),
    HARD_LINK: translate("SortDialog", "{0} pictures were linked into {1}."),
    SYMLINK: translate("SortDialog", "{0} pictures were linked into {1}."),
}
_LEFT = (
    ("unreadable", translate("SortDialog", "{0} could not be read")),
    ("waiting", translate("SortDialog", "{0} are not classified yet")),
    ("left_unsure", translate("SortDialog", "{0} are unsure")),
    ("left_unknown", translate("SortDialog", "{0} are unknown")),
    ("gone", translate("SortDialog", "{0} are no longer there")),
    ("changed", translate("SortDialog", "{0} have changed since they were classified")),
    ("refused", translate("SortDialog", "{0} cannot be sorted")),
)
_STATES = {
    APPLYING: translate("SortDialog", "not finished"),
    APPLIED: translate("SortDialog", "done"),
    UNDOING: translate("SortDialog", "half taken back"),
    UNDONE: translate("SortDialog", "taken back"),
    DAMAGED: translate("SortDialog", "its journal is damaged"),
}
_NAMED = 3  # problems that a sentence names


def say(text: str) -> str:
    return QCoreApplication.translate("SortDialog", text)


def button_text(plan: SortPlan) -> str:
    return say(_DO[plan.wanted.how]).format(grouped(plan.pictures))


def plan_lines(plan: SortPlan) -> list[str]:
    """The facts of a dry run, one a line; folders apart."""
    lines = [say(translate("SortDialog", "{0} pictures into {1} folders.")).format(grouped(plan.pictures), grouped(len(plan.folders)))]
    if plan.sidecars:
        lines[0] += " " + say(translate("SortDialog", "{0} files beside them go along.")).format(grouped(plan.sidecars))
    if plan.needed:
        text = translate("SortDialog", "It needs {0}; {1} are free there.")
        if not plan.fits:
            text = translate("SortDialog", "It needs {0}, but only {1} are free there.")
        lines.append(say(text).format(size_text(plan.needed), size_text(plan.free)))
    else:
        lines.append(say(translate("SortDialog", "It takes no more room on the drive.")))
    if plan.renamed:
        lines.append(say(translate("SortDialog", "{0} get a number, because another one has their name.")).format(grouped(plan.renamed)))
    if plan.adapted:
        lines.append(say(translate("SortDialog", "{0} get a name that every drive takes.")).format(grouped(plan.adapted)))
    if plan.in_place:
        lines.append(say(translate("SortDialog", "{0} lie where they belong already.")).format(grouped(plan.in_place)))
    left = [say(text).format(grouped(getattr(plan, name))) for name, text in _LEFT if getattr(plan, name)]
    if left:
        lines.append(say(translate("SortDialog", "Left where they are: {0}.")).format(", ".join(left)))
    return lines


def sorted_lines(outcome: Sorted) -> list[str]:
    lines = [say(_DONE[outcome.how]).format(grouped(outcome.pictures), outcome.target)]
    if outcome.failed:
        lines.append(say(translate("SortDialog", "{0} files stayed where they were:")).format(grouped(outcome.failed)))
        lines += problem_lines(outcome.problems)
    return lines


def undone_lines(outcome: Undone) -> list[str]:
    lines = [say(translate("SortDialog", "It was taken back: {0} pictures are as they were before.")).format(grouped(outcome.pictures))]
    if outcome.kept:
        lines.append(
            say(translate("SortDialog", "{0} files were left at their new place, because somebody changed them:")).format(
                grouped(outcome.kept)
            )
        )
        lines += problem_lines(outcome.problems)
    return lines


def problem_lines(problems: Iterable[Problem], most: int = _NAMED) -> list[str]:
    """The first of them, each with its reason."""
    told: list[str] = []
    for number, problem in enumerate(problems):
        if number == most:
            return [*told, "…"]
        place = problem.place if isinstance(problem.place, str) else sentence(problem.place)
        told.append(f"{place}: {problem.reason.told(reason)}")
    return told


def state_text(card: JournalCard) -> str:
    return say(_STATES.get(card.state, card.state))


def how_text(how: str) -> str:
    return say(HOWS[how][0]) if how in HOWS else "–"
