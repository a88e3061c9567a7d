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
# Of one, and of several
_LINK = translate("SortDialog", "Link 1 picture"), translate("SortDialog", "Link {0} pictures")
_LINKED = translate("SortDialog", "1 picture was linked into {1}."), translate("SortDialog", "{0} pictures were linked into {1}.")
_DO = {
    COPY: (translate("SortDialog", "Copy 1 picture"), translate("SortDialog", "Copy {0} pictures")),
    MOVE: (translate("SortDialog", "Move 1 picture"), translate("SortDialog", "Move {0} pictures")),
    HARD_LINK: _LINK,
    SYMLINK: _LINK,
}
_DONE = {
    COPY: (translate("SortDialog", "1 picture was copied into {1}."), translate("SortDialog", "{0} pictures were copied into {1}.")),
    MOVE: (translate("SortDialog", "1 picture was moved into {1}."), translate("SortDialog", "{0} pictures were moved into {1}.")),
    HARD_LINK: _LINKED,
    SYMLINK: _LINKED,
}
_UNREADABLE = translate("SortDialog", "{0} could not be read")
_REFUSED = translate("SortDialog", "{0} cannot be sorted")
_LEFT = {
    "unreadable": (_UNREADABLE, _UNREADABLE),
    "waiting": (translate("SortDialog", "1 is not classified yet"), translate("SortDialog", "{0} are not classified yet")),
    "left_unsure": (translate("SortDialog", "1 is unsure"), translate("SortDialog", "{0} are unsure")),
    "left_unknown": (translate("SortDialog", "1 is unknown"), translate("SortDialog", "{0} are unknown")),
    "gone": (translate("SortDialog", "1 is no longer there"), translate("SortDialog", "{0} are no longer there")),
    "changed": (
        translate("SortDialog", "1 has changed since it was classified"),
        translate("SortDialog", "{0} have changed since they were classified"),
    ),
    "refused": (_REFUSED, _REFUSED),
}
_ALSO = {
    "renamed": (
        translate("SortDialog", "1 gets a number, because another one has its name."),
        translate("SortDialog", "{0} get a number, because another one has their name."),
    ),
    "adapted": (
        translate("SortDialog", "1 gets a name that every drive takes."),
        translate("SortDialog", "{0} get a name that every drive takes."),
    ),
    "in_place": (
        translate("SortDialog", "1 lies where it belongs already."),
        translate("SortDialog", "{0} lie where they belong already."),
    ),
}
_PICTURES = translate("SortDialog", "1 picture"), translate("SortDialog", "{0} pictures")
_FOLDERS = translate("SortDialog", "1 folder"), translate("SortDialog", "{0} folders")
_BESIDE = translate("SortDialog", "1 file beside them goes along."), translate("SortDialog", "{0} files beside them go along.")
_STAYED = translate("SortDialog", "1 file stayed where it was:"), translate("SortDialog", "{0} files stayed where they were:")
_TAKEN_BACK = (
    translate("SortDialog", "It was taken back: 1 picture is as it was before."),
    translate("SortDialog", "It was taken back: {0} pictures are as they were before."),
)
_KEPT = (
    translate("SortDialog", "1 file was left at its new place, because somebody changed it:"),
    translate("SortDialog", "{0} files were left at their new place, because somebody changed them:"),
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


def _counted(words: tuple[str, str], count: int, *facts: object) -> str:
    """The words for one, or for so many."""
    return say(words[count != 1]).format(grouped(count), *facts)


def button_text(plan: SortPlan) -> str:
    return _counted(_DO[plan.wanted.how], plan.pictures)


def plan_lines(plan: SortPlan) -> list[str]:
    """The facts of a dry run, one a line; folders and `obstacle_text` apart."""
    if plan.pictures:
        pictures, folders = _counted(_PICTURES, plan.pictures), _counted(_FOLDERS, len(plan.folders))
        lines = [say(translate("SortDialog", "{0} into {1}.")).format(pictures, folders)]
    else:
        lines = [say(translate("SortDialog", "There is nothing to sort."))]
    if plan.sidecars:
        lines[0] += " " + _counted(_BESIDE, plan.sidecars)
    if not plan.needed:
        lines.append(say(translate("SortDialog", "It takes no more room on the drive.")))
    elif plan.fits:
        lines.append(_room_text(translate("SortDialog", "It needs {0}; {1} are free there."), plan))
    lines += [_counted(words, getattr(plan, name)) for name, words in _ALSO.items() if getattr(plan, name)]
    left = [_counted(words, getattr(plan, name)) for name, words in _LEFT.items() if getattr(plan, name)]
    if left:
        lines.append(say(translate("SortDialog", "Left where they are: {0}.")).format(", ".join(left)))
    return lines


def obstacle_text(plan: SortPlan) -> str:
    """Why it cannot be done like this; "" if it can."""
    return "" if plan.fits else _room_text(translate("SortDialog", "It needs {0}, but only {1} are free there."), plan)


def _room_text(text: str, plan: SortPlan) -> str:
    return say(text).format(size_text(plan.needed), size_text(plan.free))


def sorted_lines(outcome: Sorted) -> list[str]:
    lines = [_counted(_DONE[outcome.how], outcome.pictures, outcome.target)]
    if outcome.failed:
        lines += [_counted(_STAYED, outcome.failed), *problem_lines(outcome.problems)]
    return lines


def undone_lines(outcome: Undone) -> list[str]:
    lines = [_counted(_TAKEN_BACK, outcome.pictures)]
    if outcome.kept:
        lines += [_counted(_KEPT, outcome.kept), *problem_lines(outcome.problems)]
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
