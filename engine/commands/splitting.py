"""Commands that look at all pictures and deal them out to training, validation and test."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from engine.commands.shared import JsonFlag, ProjectFolder, end
from engine.console import followed, say
from engine.errors import SettingInvalid
from engine.fields import changed
from engine.project.project import Project
from engine.project.sample import Split
from engine.splits.leaks import SplitRow
from engine.splits.split import SIDES, TOGETHER, SplitPlan

if TYPE_CHECKING:
    from engine.operations.examining import Examined, Tally

_COLUMNS = (*SIDES, Split.NONE)


def examine(project: ProjectFolder, as_json: JsonFlag = False) -> None:
    """Look at all pictures: copies and near-duplicates, bursts, blurred, dark, bright and tiny ones. Nothing is deleted."""

    def command() -> dict[str, Any]:
        from engine.operations.examining import examine as examined

        with Project.open(project, to_write=True) as opened:
            outcome = followed(examined(opened))
        troubles = ((outcome.missing, "files are missing"), (outcome.unreadable, "cannot be read"))
        say(", ".join([f"{outcome.measured} pictures were looked at now", *(f"{count} {what}" for count, what in troubles if count)]))
        for name, tally, note in _tallies(outcome):
            say(f"  {name:<16} {tally.groups:>7} groups, {tally.samples} pictures in all{note}")
        for name, count in outcome.flags.items():
            say(f"  {name:<16} {count:>7}")
        if outcome.conflicts:
            say(f"{outcome.conflicts} pictures are there more than once and with different classes")
        return asdict(outcome)

    end(command, as_json)


def split(
    project: ProjectFolder,
    anew: Annotated[bool, typer.Option("--anew", help="Deal out everything that is not pinned anew, not only what is new.")] = False,
    seed: Annotated[int | None, typer.Option(help="The same seed repeats the same split.")] = None,
    together: Annotated[
        str | None, typer.Option(metavar="near,burst,group,folder", help="What stays on one side; none for copies of a file alone.")
    ] = None,
    shares: Annotated[str | None, typer.Option(metavar="70,15,15", help="Parts for training, validation and test.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Deal labelled pictures out to training, validation and test; what is alike stays on one side.

    Options that are left out keep the values of the project's last split.
    """

    def command() -> dict[str, Any]:
        from engine.operations.splitting import leak_sentences, plan_of, split_project

        with Project.open(project, to_write=True) as opened:
            plan = _planned(plan_of(opened), seed, together, shares)
            outcome = followed(split_project(opened, plan, anew))
        survey = outcome.survey
        _say_table(survey.rows)
        for sentence in (*leak_sentences(survey), *survey.notes):
            say(str(sentence))
        say(f"{outcome.moved} pictures were given a side" if outcome.moved else "Every labelled picture had its side already")
        return {
            "moved": outcome.moved,
            "plan": asdict(plan),
            "classes": {row.sample_class.name: _named(row) for row in survey.rows},
            "pinned": sum(row.pinned for row in survey.rows),
            "leaks": [asdict(leak) for leak in survey.leaks],
            "notes": [str(note) for note in survey.notes],
        }

    end(command, as_json)


def _tallies(outcome: Examined) -> tuple[tuple[str, Tally, str], ...]:
    return (
        ("exact copies", outcome.exact, ""),
        ("near-duplicates", outcome.near, " (groups of exact copies alone left out)"),
        ("bursts", outcome.bursts, ""),
    )


def _planned(plan: SplitPlan, seed: int | None, together: str | None, shares: str | None) -> SplitPlan:
    """`plan` with what was said on the command line; raises `SettingInvalid`."""
    words: dict[str, str] = {}
    if shares is not None:
        parts = shares.split(",")
        if len(parts) != len(SIDES):
            raise SettingInvalid(value=shares, field="--shares", reason="write three parts, such as 70,15,15")
        words |= {side.value: part.strip() for side, part in zip(SIDES, parts, strict=True)}
    if together is not None:
        chosen = {name.strip() for name in together.split(",")} - {"", "none"}
        if not chosen <= set(TOGETHER):
            raise SettingInvalid(value=together, field="--together", reason=f"the choices are {', '.join(TOGETHER)}, none")
        plan = replace(plan, **{name: name in chosen for name in TOGETHER})
    return changed(plan if seed is None else replace(plan, seed=seed), words)


def _say_table(rows: tuple[SplitRow, ...]) -> None:
    width = max((len(row.sample_class.name) for row in rows), default=0)
    say(" ".join([" " * width, *(f"{side.value or 'not yet':>10}" for side in _COLUMNS)]))
    for row in rows:
        say(" ".join([row.sample_class.name.ljust(width), *(f"{row.counts.get(side, 0):>10}" for side in _COLUMNS)]))


def _named(row: SplitRow) -> dict[str, int]:
    return {side.value or "none": row.counts.get(side, 0) for side in _COLUMNS}
