"""Commands that train: begin a run, queue one, go on with those that were interrupted, list and forget them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from engine import cluster
from engine.commands.recipe_options import (
    ArchitectureOption,
    PresetOption,
    RecipeOption,
    Said,
    SetOption,
    SubjectOption,
    WeightsOption,
    recipe_said,
)
from engine.commands.shared import JsonFlag, ProjectFolder, end, per_class, percent
from engine.commands.training_lines import Teller
from engine.console import Interrupts, followed, say
from engine.errors import FieldmarkError, NoRunLeft, SettingInvalid
from engine.progress import Operation, Progress
from engine.project.project import Project

if TYPE_CHECKING:
    from engine.classifier.recipe import Recipe
    from engine.operations.runs import RunRecord, TrainingOutcome

_ENDING = "Ending with the best so far. Ctrl+C again stops at once; “fieldmark train PROJECT --resume” then goes on."
RunName = Annotated[str, typer.Argument(metavar="RUN", help="A run, such as run-1.")]


class _ListFirst(TyperGroup):
    """`fieldmark runs PROJECT` is `fieldmark runs list PROJECT`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        known = args and (args[0] in self.commands or args[0].startswith("-"))
        return super().resolve_command(ctx, args if known else ["list", *args])


app = typer.Typer(cls=_ListFirst, no_args_is_help=True, help="List the runs that wait, were interrupted or failed; forget one.")


def train(
    project: ProjectFolder,
    preset: PresetOption = None,
    architecture: ArchitectureOption = None,
    weights: WeightsOption = None,
    recipe: RecipeOption = None,
    subject: SubjectOption = None,
    assignments: SetOption = None,
    seed: Annotated[int | None, typer.Option(help="The same seed repeats the same run.")] = None,
    queue: Annotated[bool, typer.Option("--queue", help="Only add the run to those that wait; --resume trains them.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the runs that wait or did not end, in their order.")] = False,
    name: Annotated[str, typer.Option("--run", metavar="RUN", help="Go on with this run only, also if it failed.")] = "",
    keep_best: Annotated[bool, typer.Option("--keep-best", help="End the run (see --run), and keep the best that it had learned.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Train a model on the labelled pictures of a project. Ctrl+C ends with the best so far, twice stops at once; it can be resumed."""

    def command() -> dict[str, Any]:
        if cluster.follows():
            cluster.follow()
            return {}
        said = Said(preset, architecture, weights, recipe, subject, assignments, seed)
        with cluster.leading(), Project.open(project, to_write=True) as opened:
            if resume or name or keep_best:
                _check_nothing_new([*said.options(), *(["--queue"] if queue else [])])
                return _resumed(opened, _left_with_best(opened, name, resume) if keep_best else _left(opened, name), keep_best)
            return _trained(opened, recipe_said(opened, said), queue)

    end(command, as_json and not cluster.follows())


def _check_nothing_new(options: Sequence[str]) -> None:
    if options:
        reason = "a run goes on with the recipe that it began with; leave out --resume, --run and --keep-best to train anew"
        raise SettingInvalid(value=" ".join(options), field="train", reason=reason)


def _trained(project: Project, recipe: Recipe, only_queue: bool) -> dict[str, Any]:
    from engine.operations.recipes import in_words, remember_recipe
    from engine.operations.runs import RunState, queue_run, runs_of
    from engine.operations.training import train_project

    if only_queue:
        record = queue_run(project, recipe)
        waiting = [each.name for each in runs_of(project) if each.state is RunState.WAITING]
        say(f"{record.name} waits ({in_words(recipe)}); fieldmark train {project.folder} --resume trains it")
        return {"run": record.name, "waiting": waiting}
    say(f"Training: {in_words(recipe)}")
    with _resumable(project) as interrupts:
        told = _followed(train_project(project, recipe, interrupts.finish), interrupts)
    remember_recipe(project, recipe)
    return told


def _resumed(project: Project, records: Sequence[RunRecord], keep_best: bool) -> dict[str, Any]:
    """Train what is left, one run after the other; one that fails is told and does not hold up the others."""
    from engine.operations.runs import keep_best as keep
    from engine.operations.runs import train_run

    outcomes, failures = [], []
    with _resumable(project) as interrupts:
        train_it = partial(train_run, finish=interrupts.finish)
        operation: Callable[[Project, RunRecord], Operation[TrainingOutcome]] = keep if keep_best else train_it
        for record in records:
            say(f"{record.name}: {_state(record)}")
            try:
                outcomes.append(_followed(operation(project, record), interrupts))
            except FieldmarkError as error:
                failures.append(error)
                say(f"{record.name}: {error}")
            if interrupts.finish.wished:
                break
    if failures:
        raise failures[-1]
    return {**outcomes[-1], "models": [each["model"] for each in outcomes]}


def _left(project: Project, name: str) -> Sequence[RunRecord]:
    """The run of that name, or all that can go on: of those that failed the ones that have learned something."""
    from engine.operations.runs import RunState, has_checkpoint, run_named, runs_of

    if name:
        return [run_named(project, name)]
    found = [each for each in runs_of(project) if each.state is not RunState.FAILED or has_checkpoint(each)]
    if not found:
        raise NoRunLeft(name="that waits or was interrupted")
    return found


def _left_with_best(project: Project, name: str, all_of_them: bool) -> Sequence[RunRecord]:
    """The runs to end with the best that they had learned: that of the name, all of them, or else the only one."""
    from engine.operations.runs import has_checkpoint, run_named, runs_of

    found = [each for each in ([run_named(project, name)] if name else runs_of(project)) if has_checkpoint(each)]
    if not found:
        which = f"{name} has not" if name else "no run of this project has"
        raise SettingInvalid(value="--keep-best", field="train", reason=f"{which} learned anything yet that could be kept")
    if len(found) > 1 and not all_of_them:
        names = ", ".join(each.name for each in found)
        reason = f"several runs have learned something: name one with --run ({names}), or say --resume for all"
        raise SettingInvalid(value="--keep-best", field="train", reason=reason)
    return found


@contextmanager
def _resumable(project: Project) -> Iterator[Interrupts]:
    try:
        with Interrupts(_ENDING) as interrupts:
            yield interrupts
    except KeyboardInterrupt:
        say(f"The run is kept: fieldmark train {project.folder} --resume goes on with it.")
        raise


def _followed(operation: Operation[TrainingOutcome], interrupts: Interrupts) -> dict[str, Any]:
    """Run a training under a progress bar; say how it goes and what came of it."""
    began, teller = time.perf_counter(), Teller()

    def on_progress(progress: Progress) -> None:
        teller.tell(progress.detail)
        interrupts.check()

    outcome = followed(operation, on_progress)
    return _told(outcome, time.perf_counter() - began)


def _told(outcome: TrainingOutcome, in_all: float) -> dict[str, Any]:
    for note in outcome.notes:
        say(str(note))
    scores = outcome.card.metrics
    accuracy = scores.accuracy if scores else None
    took = f"{outcome.seconds:.1f} s of learning, {in_all:.0f} s in all"
    say(f"{outcome.card.name}: validation accuracy {percent(accuracy)} ({took}; {outcome.card.stop_reason})")
    return {
        "model": str(outcome.card.folder),
        "accuracy": accuracy,
        "per_class": per_class(scores),
        "seconds": round(outcome.seconds, 3),
        "stop_reason": outcome.card.stop_reason,
        "notes": [str(note) for note in outcome.notes],
    }


# ---- runs --------------------------------------------------------------------------------------------------


@app.command(name="list")
def list_(project: ProjectFolder, as_json: JsonFlag = False) -> None:
    """List the runs of a project that have not ended, in the order of the queue."""

    def command() -> dict[str, Any]:
        from engine.operations.runs import runs_of

        with Project.open(project) as opened:
            records = runs_of(opened)
        for record in records:
            say(f"{record.name:<10} {record.created[:16].replace('T', ' ')}  {_state(record)}")
        if not records:
            say("No run waits, was interrupted or failed.")
        return {"runs": [_row(record) for record in records]}

    end(command, as_json)


@app.command()
def forget(project: ProjectFolder, run: RunName, as_json: JsonFlag = False) -> None:
    """Delete a run with all that it has learned so far."""

    def command() -> dict[str, Any]:
        from engine.operations.runs import forget_run, run_named

        with Project.open(project, to_write=True) as opened:
            forget_run(opened, run_named(opened, run))
        say(f"{run} is forgotten")
        return {"forgotten": run}

    end(command, as_json)


def _state(record: RunRecord) -> str:
    from engine.operations.recipes import in_words

    epochs = "1 epoch" if record.epochs_done == 1 else f"{record.epochs_done} epochs"
    done = f", {epochs} done" if record.epochs_done else ""
    message = f": {' '.join(map(str, record.message))}" if record.message else ""
    return f"{record.state.value}{done} ({in_words(record.recipe)}){message}"


def _row(record: RunRecord) -> dict[str, Any]:
    from engine.operations.recipes import in_words
    from engine.operations.runs import has_checkpoint

    return {
        "name": record.name,
        "state": record.state.value,
        "created": record.created,
        "epochs_done": record.epochs_done,
        "message": " ".join(map(str, record.message)),
        "recipe": in_words(record.recipe),
        "can_keep_best": has_checkpoint(record),
    }
