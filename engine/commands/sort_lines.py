"""What a sort says on the command line: the plan with all that stands against it, the outcome, and how to go on or back."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.batch.sorting.values import size_text
from engine.console import say

if TYPE_CHECKING:
    from engine.batch.sorting.values import Sorted, SortPlan
    from engine.project.project import Project
    from engine.transfer.values import Problem

MOST_TOLD = 20  # files that are named on the terminal
_WAYS = {
    "copy": "would be copied to",
    "move": "would be moved to",
    "hardlink": "would get a hard link in",
    "symlink": "would get a symbolic link in",
}
_REMARKS = {
    "renamed": "get a number, for another one has that name",
    "adapted": "get a name that every file system takes",
    "in_place": "lie where they belong already",
    "unreadable": "stay: they could not be read",
    "waiting": "stay: they have no answer yet",
    "left_unsure": "stay: they are unsure",
    "left_unknown": "stay: they are unknown",
    "gone": "are no longer there",
    "changed": "stay: they have changed since they were classified",
    "refused": "cannot be sorted",
}


def say_plan(plan: SortPlan) -> None:
    """Folders, what gets another name, what stays and why, and the room that it takes."""
    for folder in plan.folders:
        say(f"  {folder.name:<32} {folder.pictures:>8}")
    for name, remark in _REMARKS.items():
        if count := getattr(plan, name):
            say(f"  {count} {remark}")
    say_problems(plan.problems, len(plan.problems))
    if plan.needed:
        room = f"{size_text(plan.needed)} are needed, {size_text(plan.free)} are free"
        say(f"  {room}" if plan.fits else f"  too little space, the sort would be refused: {room}")


def say_dry_run(plan: SortPlan) -> None:
    say(f"{plan.pictures} pictures {_WAYS[plan.wanted.how]} {plan.wanted.target}; nothing was touched")


def say_sorted(done: Sorted, plan: SortPlan, project: Project | None) -> None:
    say_problems(done.problems, done.failed)
    failed = f", {done.failed} files could not be sorted and stayed" if done.failed else ""
    say(f"{done.pictures} pictures are in {done.target}{failed}; {command('undo', plan.journal, project)} takes it back")


def say_problems(problems: Sequence[Problem], count: int) -> None:
    for problem in problems[:MOST_TOLD]:
        say(problem.told())
    if count > MOST_TOLD:
        say(f"… and {count - MOST_TOLD} more; --json names them")


def command(name: str, journal: Path, project: Project | None) -> str:
    """What to type to `undo` or `finish` a sort."""
    return shlex.join(["fieldmark", "sort", name, journal.stem, *(["--project", str(project.folder)] if project else [])])


def plan_facts(plan: SortPlan) -> dict[str, Any]:
    """The plan for the one object."""
    return {
        "target": str(plan.wanted.target),
        "how": plan.wanted.how,
        "folders": {folder.name: folder.pictures for folder in plan.folders},
        "needed": plan.needed,
        "free": plan.free,
        "fits": plan.fits,
        **{name: getattr(plan, name) for name in _REMARKS},
        "problems": [problem.told() for problem in plan.problems],
    }
