"""The values of sorting: what is asked for, what a plan says, what became of it, and how the journals of earlier sorts look."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

from engine.errors import Sentence
from engine.transfer.values import Problem

COPY, MOVE, HARD_LINK, SYMLINK = HOW = ("copy", "move", "hardlink", "symlink")
PATTERN = "{class}/{name}"

# The stands of a journal, in the order in which a sort goes through them.
PLANNING, PLANNED, APPLYING, APPLIED, UNDOING, UNDONE = "planning", "planned", "applying", "applied", "undoing", "undone"
MOST_PROBLEMS = 1000  # that are named; the others are counted
DAMAGED = "damaged"  # the journal cannot be read
UNFINISHED = (APPLYING, UNDOING)


class StepState(IntEnum):
    """Where one file stands. BEGUN and GOING_BACK say that only its folders know; FAILED and KEPT have a reason.

    A step that is GONE_BACK is as if it had never been; one that is KEPT was left at its new place by an undo.
    """

    WAITING = 0
    BEGUN = 1
    DONE = 2
    FAILED = 3
    GOING_BACK = 4
    GONE_BACK = 5
    KEPT = 6


@dataclass(frozen=True)
class Wanted:
    """What is asked for. `target` is absolute; `pattern` is that of `engine.batch.sorting.pattern`; `how` is one of HOW.

    `unsure` and `unknown` name the folders of pictures below the threshold and of those that belong to no class; "" leaves them where
    they are.
    """

    target: Path
    how: str
    pattern: str = PATTERN
    unsure: str = "unsure"
    unknown: str = "unknown"


@dataclass(frozen=True)
class Step:
    """One file of a journal. `picture` is its id in the answers, for a sidecar that of its picture with `sidecar` set.

    `size` in bytes and `modified_ns` (ns since 1970) are of the source when it was planned, `mode` are its permissions; `placed_ns` is the
    time of the file at the target once it is there.
    """

    id: int
    picture: int
    sidecar: bool
    source: Path
    target: Path
    size: int
    modified_ns: int
    mode: int
    state: StepState = StepState.WAITING
    placed_ns: int | None = None


@dataclass(frozen=True)
class FolderCount:
    """`name` is the folder below the target, with "/" between its parts, "" for the target itself; `bytes` without sidecars."""

    name: str
    pictures: int
    bytes: int


@dataclass(frozen=True)
class SortPlan:
    """What a sort would do; nothing has been touched. `apply_sort(plan.journal)` does it.

    `bytes` is the size of all files, `needed` how many of them the target must find room for and `free` what it has. `renamed` pictures
    get a number, because another one has or gets that name; `adapted` ones a name that every file system takes; `in_place` ones lie
    where they belong already. Left where they are: `unreadable`, `waiting` (not classified yet), `left_unsure`, `left_unknown`, `gone`
    (no longer there), `changed` (since they were classified) and `refused`; `problems` names the first thousand of the last three.
    """

    journal: Path
    wanted: Wanted
    pictures: int
    sidecars: int
    folders: tuple[FolderCount, ...]
    bytes: int
    needed: int
    free: int
    renamed: int = 0
    adapted: int = 0
    in_place: int = 0
    unreadable: int = 0
    waiting: int = 0
    left_unsure: int = 0
    left_unknown: int = 0
    gone: int = 0
    changed: int = 0
    refused: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def fits(self) -> bool:
        return self.needed <= self.free


@dataclass(frozen=True)
class Sorted:
    """What a sort has done by now, over all its starts: `pictures` and `sidecars` at their new place; `failed` files stayed.

    `problems` names the first thousand that failed.
    """

    journal: Path
    target: Path
    how: str
    pictures: int
    sidecars: int
    failed: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Undone:
    """What an undo has done: `pictures` and `sidecars` as before, `folders` taken away; `kept` files were left at their new place.

    `problems` names the first thousand of these with the reason.
    """

    journal: Path
    target: Path
    pictures: int
    sidecars: int
    folders: int = 0
    kept: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class JournalCard:
    """One earlier sort. `state` is a stand of a journal, `when` in s since 1970; the counts are of pictures.

    `done` of `pictures` are at their new place.
    """

    file: Path
    target: Path
    how: str
    state: str
    when: float
    pictures: int
    done: int
    failed: int

    @property
    def name(self) -> str:
        return self.file.stem

    @property
    def unfinished(self) -> bool:
        return self.state in UNFINISHED

    @property
    def can_be_undone(self) -> bool:
        return self.state in (APPLYING, APPLIED, UNDOING)


@dataclass
class Tally:
    """Counts while a plan is made, and the first problems."""

    counts: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, name: str, count: int = 1) -> None:
        self.counts[name] = self.counts.get(name, 0) + count

    def complain(self, name: str, path: Path, reason: Sentence) -> None:
        self.add(name)
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(str(path), reason))


def size_text(count: int) -> str:
    """Bytes as people read them."""
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.1f} MB"
