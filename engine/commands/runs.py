"""Commands that train: begin a run, queue one, go on with those that were interrupted, list and forget them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from engine import cluster
from engine.classifier.recipe import SCRATCH, Recipe, with_preset
from engine.commands.recipes import recipe_behind
from engine.commands.shared import JsonFlag, ProjectFolder, absolute_pack, assignments_of, end, one_of, per_class, percent
from engine.commands.training_lines import tell
from engine.console import Interrupts, followed, say
from engine.errors import FieldmarkError, RunMissing, SettingInvalid
from engine.fields import changed, validated
from engine.progress import Operation, Progress
from engine.project.project import Project

if TYPE_CHECKING:
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
    preset: Annotated[str | None, typer.Option(metavar="instant|finetune|thorough|scratch", help="How much of the network learns.")] = None,
    architecture: Annotated[str | None, typer.Option(help="A network by its timm name.")] = None,
    weights: Annotated[str | None, typer.Option(metavar="pretrained|FOLDER", help="What training starts from.")] = None,
    recipe: Annotated[
        str | None,
        typer.Option(metavar="NAME|FILE|MODEL", help="A saved recipe, a recipe file, or that of a model. Left out: the last one."),
    ] = None,
    subject: Annotated[
        str | None, typer.Option(help="Augmentation for a subject: photos, microscope, digits, camera_trap, surface, none.")
    ] = None,
    assignments: Annotated[list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="Any field of the recipe.")] = None,
    seed: Annotated[int | None, typer.Option(help="The same seed repeats the same run.")] = None,
    queue: Annotated[bool, typer.Option("--queue", help="Only add the run to those that wait; --resume trains them.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the runs that wait or did not end, in their order.")] = False,
    name: Annotated[str, typer.Option("--run", metavar="RUN", help="Go on with this run only, also if it failed.")] = "",
    keep_best: Annotated[bool, typer.Option("--keep-best", help="With --run: end it, and keep the best that it had learned.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Train a model on the labelled pictures of a project. Ctrl+C ends with the best so far, twice stops at once; it can be resumed."""

    def command() -> dict[str, Any]:
        if cluster.follows():
            cluster.follow()
            return {}
        with cluster.leading(), Project.open(project, to_write=True) as opened:
            if resume or name:
                return _resumed(opened, name, keep_best)
            given = {"preset": preset, "architecture": architecture, "weights": absolute_pack(weights), "seed": seed}
            return _trained(opened, _recipe(opened, recipe, subject, given, assignments_of(assignments or [])), queue)

    end(command, as_json and not cluster.follows())


def _recipe(project: Project, reference: str | None, subject: str | None, given: dict[str, Any], assignments: dict[str, str]) -> Recipe:
    """The recipe that was named, or that of the last training, with what was said on the command line."""
    from engine.classifier.sight.subjects import SUBJECTS, with_subject
    from engine.operations.recipes import recipe_of, without_effect

    base = recipe_behind(reference) if reference is not None else recipe_of(project)
    if subject is not None:
        one_of("--subject", subject, list(SUBJECTS))
        base = with_subject(base, subject)
    if given["weights"] is not None:
        _check_weights_are_used(given, assignments.get("preset") or given["preset"] or base.preset)
    said = {name: value for name, value in given.items() if value is not None}
    base = with_preset(base, said.pop("preset", base.preset))
    recipe = validated(changed(replace(base, **said), assignments))
    for note in without_effect(recipe, [*(name for name, value in said.items() if value), *assignments]):
        say(str(note))
    return recipe


def _check_weights_are_used(given: dict[str, Any], preset: str) -> None:
    """New weights bring their own architecture, unless one is named too; from scratch they would silently do nothing."""
    if preset == SCRATCH:
        reason = "the preset scratch begins without weights; say --preset instant, finetune or thorough"
        raise SettingInvalid(value=given["weights"], field="--weights", reason=reason)
    if given["architecture"] is None:
        given["architecture"] = ""


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
        outcome = followed(train_project(project, recipe, interrupts.finish), partial(_on_progress, interrupts))
    remember_recipe(project, recipe)
    return _told(outcome)


def _resumed(project: Project, name: str, keep_best: bool) -> dict[str, Any]:
    """Train what is left, one run after the other; one that fails is told and does not hold up the others."""
    from engine.operations.runs import keep_best as keep
    from engine.operations.runs import train_run

    outcomes, failures = [], []
    with _resumable(project) as interrupts:
        train_it = partial(train_run, finish=interrupts.finish)
        operation: Callable[[Project, RunRecord], Operation[TrainingOutcome]] = keep if keep_best else train_it
        for record in _left(project, name):
            say(f"{record.name}: {_state(record)}")
            try:
                outcomes.append(_told(followed(operation(project, record), partial(_on_progress, interrupts))))
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
    everyone = runs_of(project)
    found = [each for each in everyone if each.state is not RunState.FAILED or has_checkpoint(each)]
    if not found:
        raise RunMissing(name="that waits or was interrupted", names=", ".join(each.name for each in everyone) or "–")
    return found


@contextmanager
def _resumable(project: Project) -> Iterator[Interrupts]:
    try:
        with Interrupts(_ENDING) as interrupts:
            yield interrupts
    except KeyboardInterrupt:
        say(f"The run is kept: fieldmark train {project.folder} --resume goes on with it.")
        raise


def _on_progress(interrupts: Interrupts, progress: Progress) -> None:
    tell(progress.detail)
    interrupts.check()


def _told(outcome: TrainingOutcome) -> dict[str, Any]:
    for note in outcome.notes:
        say(str(note))
    scores = outcome.card.metrics
    accuracy = scores.accuracy if scores else None
    say(f"{outcome.card.name}: validation accuracy {percent(accuracy)} after {outcome.seconds:.1f} s ({outcome.card.stop_reason})")
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

    done = f", {record.epochs_done} epochs done" if record.epochs_done else ""
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
