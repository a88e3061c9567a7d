"""What a classification leaves behind on the command line: words, files, sorted pictures, and the one object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.commands.shared import percent
from engine.commands.sort_lines import MOST_TOLD, command, plan_facts, say_dry_run, say_plan, say_sorted
from engine.console import Cancelled, followed, say

if TYPE_CHECKING:
    from engine.batch.answers import Answers
    from engine.batch.job import JobResult
    from engine.batch.sorting.values import SortPlan
    from engine.batch.table import Thresholds
    from engine.project.project import Project

LOCAL, RAY = "local", "ray"
_IN_JSON = 1000


@dataclass(frozen=True)
class Wishes:
    """What is to become of the answers. `how` is one of `engine.batch.sorting.values.HOW`, "" without a target to sort into."""

    out: Path | None
    top: int
    threshold: float | None
    novelty: float | None
    saliency: Path | None
    sort_into: Path | None
    how: str
    dry_run: bool
    watch: bool
    engine: str
    address: str


def told(answers: Answers, result: JobResult, wishes: Wishes) -> dict[str, Any]:
    """Say what came of it, write it down, sort; returns the one object."""
    from engine.batch.table import UNKNOWN, UNSURE, Table

    thresholds = thresholds_of(wishes)
    table = Table(answers.question.class_names)
    table.update(answers)
    counts = table.counts(thresholds)
    per_class = {name: counts[code] for code, name in enumerate(table.class_names)}
    failed = [(each.path, each.reason) for each in answers.unreadable(_IN_JSON)]
    _say_all(result, per_class, counts[UNKNOWN], counts[UNSURE], failed)
    count = result.tally.answered + result.tally.unreadable
    facts = {
        "count": count,
        "failed": result.tally.unreadable,
        "asked": result.asked,
        "waiting": result.tally.waiting,
        "complete": result.complete,
        "missing": result.missing,
        "classes": per_class,
        "unknown": counts[UNKNOWN],
        "unsure": counts[UNSURE],
        "unreadable": result.tally.unreadable,
        "unreadable_files": [{"path": str(path), "reason": reason} for path, reason in failed],
        "problems": [{"path": str(path), "reason": reason} for path, reason in result.problems[:_IN_JSON]],
        "seconds": round(result.seconds, 3),
        "images_per_second": round(result.images_per_second, 2),
        "runtime": result.tally.runtime,
        "answers": str(answers.file),
        "out": str(wishes.out) if wishes.out else None,
    }
    return facts | _written(answers, wishes, thresholds)


def thresholds_of(wishes: Wishes) -> Thresholds:
    """Those that were said, else the usual ones."""
    from engine.batch.table import Thresholds

    said = {"confidence": wishes.threshold, "novelty": wishes.novelty}
    return Thresholds(**{name: share for name, share in said.items() if share is not None})


def _say_all(result: JobResult, per_class: Mapping[str, int], unknown: int, unsure: int, failed: Sequence[tuple[Path, str]]) -> None:
    for path, reason in failed[:MOST_TOLD]:
        say(f"not classified: {path}: {reason}")
    if len(failed) > MOST_TOLD:
        say(f"… and {result.tally.unreadable - MOST_TOLD} more that could not be read; --json and --out name them")
    for path, reason in result.problems[:MOST_TOLD]:
        say(f"not looked into: {path}: {reason}")
    for source in result.tally.away:
        say(f"{source} is not there; what lies in it waits until it is")
    total = max(1, sum(per_class.values()) + unknown + unsure)
    for name, number in (*per_class.items(), ("unknown", unknown), ("unsure", unsure)):
        if number or name in per_class:
            say(f"  {name:<24} {number:>8}  {percent(number / total):>6}")
    by = f" by {result.tally.runtime}" if result.tally.runtime else ""
    speed = f", {result.images_per_second:.0f} pictures a second{by}" if result.asked else ""
    if result.missing:
        say(f"{result.missing} pictures of earlier runs are no longer in the folders; what was answered about them is kept")
    say(f"{result.tally.answered} classified, {result.tally.unreadable} unreadable; {result.asked} were asked about in this run{speed}")


def _written(answers: Answers, wishes: Wishes, thresholds: Thresholds) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if wishes.out is not None:
        if wishes.engine == LOCAL:
            from engine.batch.outputs import write

            told["rows"] = followed(write(answers, wishes.out, thresholds, wishes.top)).rows
        say(f"The answers are in {wishes.out}")
    if wishes.saliency is not None:
        told["saliency"] = _overlays(answers, wishes.saliency)
    if wishes.sort_into is not None:
        told["sorted"] = _sorted(answers, wishes.sort_into, wishes, thresholds)
    if wishes.out is None and wishes.sort_into is None:
        say("The answers are kept; the same command with --out FILE writes one for each picture, and asks nothing again.")
    return told


def _overlays(answers: Answers, folder: Path) -> dict[str, Any]:
    from engine.batch.answers import State
    from engine.operations.explaining import save_saliency

    paths = [each.path for each in answers.everything() if each.state is State.ANSWERED]
    saved = followed(save_saliency(answers.question.model, paths, folder))
    say(f"The pictures that show the evidence are in {folder}")
    return {"folder": str(folder), "written": saved.written, "skipped": saved.skipped, "failed": len(saved.failures)}


def _sorted(answers: Answers, target: Path, wishes: Wishes, thresholds: Thresholds) -> dict[str, Any]:
    from engine.operations.sorting import apply_sort, forget_sort, plan_sort

    plan = followed(plan_sort(answers, target, wishes.how, thresholds=thresholds))
    say_plan(plan)
    told: dict[str, Any] = {**plan_facts(plan), "dry_run": wishes.dry_run, "pictures": plan.pictures}
    if wishes.dry_run or not plan.pictures:
        forget_sort(plan.journal)
        if wishes.dry_run:
            say_dry_run(plan)
        else:
            say("There is nothing to sort.")
        return told
    with _project_of(answers) as project:
        try:
            done = followed(apply_sort(plan.journal, project))
        except KeyboardInterrupt:
            raise _broken_off(plan, project) from None
        say_sorted(done, plan, project)
    return told | {"journal": str(plan.journal), "pictures": done.pictures, "failed": done.failed}


def _broken_off(plan: SortPlan, project: Project | None) -> Cancelled:
    from engine.operations.sorting import unfinished

    card = unfinished(plan.wanted.target)
    done = card.done if card else 0
    ways = f"{command('finish', plan.journal, project)} goes on, {command('undo', plan.journal, project)} takes it back."
    told = f"{done} of {plan.pictures} pictures are in {plan.wanted.target}, the others where they were. {ways}"
    return Cancelled(told, journal=plan.journal, target=plan.wanted.target, how=plan.wanted.how, done=done, pictures=plan.pictures)


@contextmanager
def _project_of(answers: Answers) -> Iterator[Project | None]:
    """The project in which the answers lie, whose samples may be among the pictures that move; None if it cannot be written."""
    from engine.project.project import Project
    from engine.project.schema import FILE_NAME

    folder = answers.file.parent.parent
    if not (folder / FILE_NAME).is_file():
        yield None
        return
    with Project.open(folder) as project:
        yield project if project.writable else None
