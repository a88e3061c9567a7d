"""Commands that look for a better recipe, and that measure one more surely than one split can."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from engine.classifier.learning.trials import STATES, FoldScore, TrialReport, TrialState, TuningOutcome
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
from engine.commands.shared import JsonFlag, ProjectFolder, end
from engine.console import followed, say
from engine.errors import SettingInvalid
from engine.operations.recipes import in_words
from engine.project.project import Project

if TYPE_CHECKING:
    from engine.operations.tuning import ProjectTuning
    from engine.progress import Operation

T = TypeVar("T")
D = TypeVar("D")


def tune(
    project: ProjectFolder,
    minutes: Annotated[float, typer.Option(help="How long to search; 0 sets no limit beside --trials.")] = 10.0,
    fields: Annotated[
        list[str] | None,
        typer.Option(
            "--field",
            metavar="FIELD[=LOW..HIGH|A|B]",
            help="A field to search, such as learning_rate=1e-5..1e-2 or optimizer=adamw|sgd; left out: those that usually decide most.",
        ),
    ] = None,
    trials: Annotated[int, typer.Option(help="How many trainings to make at most; 0 sets no limit.")] = 0,
    preset: PresetOption = None,
    architecture: ArchitectureOption = None,
    weights: WeightsOption = None,
    recipe: RecipeOption = None,
    subject: SubjectOption = None,
    assignments: SetOption = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the project's last tuning; its recipe and fields hold.")] = False,
    save: Annotated[str, typer.Option(metavar="NAME", help="Keep the best recipe under this name.")] = "",
    use: Annotated[bool, typer.Option("--use", help="Have the project's next training begin with the best recipe.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Search for a better recipe: many short trainings, those that fall behind given up early. The test side takes no part."""

    def command() -> dict[str, Any]:
        from engine.operations.recipes import remember_recipe, save_recipe

        said = Said(preset, architecture, weights, recipe, subject, assignments)
        _check_budget(minutes, trials)
        if resume and (fields or said.options()):
            raise SettingInvalid(value="--resume", field="tune", reason="a tuning goes on with the recipe and the fields it began with")
        with Project.open(project, to_write=True) as opened:
            working = _resumed(opened, minutes, trials) if resume else _begun(opened, fields, said, minutes, trials)
            found = followed(_spoken(working, TrialReport, _trial_line))
            if save:
                save_recipe(save, found.outcome.best_recipe)
            if use:
                remember_recipe(opened, found.outcome.best_recipe)
        for note in found.notes:
            say(str(note))
        _say_outcome(found.outcome)
        return _described(found)

    end(command, as_json)


def crossval(
    project: ProjectFolder,
    folds: Annotated[int, typer.Option(help="In how many parts the pictures are dealt out; each is judged by the others.")] = 5,
    preset: PresetOption = None,
    architecture: ArchitectureOption = None,
    weights: WeightsOption = None,
    recipe: RecipeOption = None,
    subject: SubjectOption = None,
    assignments: SetOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Cross-validate a recipe: train it once a fold, groups kept together, and judge it on the pictures it has not seen."""

    def command() -> dict[str, Any]:
        from engine.operations.tuning import cross_validate_project

        said = Said(preset, architecture, weights, recipe, subject, assignments)
        with Project.open(project, to_write=True) as opened:
            judged = recipe_said(opened, said)
            say(f"Cross-validating: {in_words(judged)}")
            working = cross_validate_project(opened, judged, folds)
            found = followed(_spoken(working, FoldScore, _fold_line))
        scores = found.scores
        for note in (*found.notes, *scores.notes):
            say(str(note))
        for name, (mean, deviation) in (("accuracy", scores.accuracy), ("balanced accuracy", scores.balanced_accuracy)):
            say(f"{name:<17} {mean:.1%} ± {deviation:.1%} (mean and standard deviation of {len(scores.folds)} folds)")
        return {
            "folds": [asdict(fold) for fold in scores.folds],
            "accuracy": scores.accuracy[0],
            "accuracy_deviation": scores.accuracy[1],
            "balanced_accuracy": scores.balanced_accuracy[0],
            "balanced_accuracy_deviation": scores.balanced_accuracy[1],
            "count": scores.scores.count,
            "confusion": [list(row) for row in scores.scores.confusion],
            "notes": [str(note) for note in (*found.notes, *scores.notes)],
        }

    end(command, as_json)


def _check_budget(minutes: float, trials: int) -> None:
    if minutes <= 0 and trials <= 0:
        raise SettingInvalid(value=f"{minutes:g}", field="--minutes", reason="give it minutes, or a number of trials with --trials")


def _begun(opened: Project, fields: list[str] | None, said: Said, minutes: float, trials: int) -> Operation[ProjectTuning]:
    from engine.classifier.learning.search_space import space_of, suggested_space
    from engine.operations.tuning import tune_project

    recipe = recipe_said(opened, said)
    space = space_of(recipe, fields) if fields else suggested_space(recipe)
    say(f"Tuning: {in_words(recipe)}")
    say("Searching " + ", ".join(f"{name}={domain}" for name, domain in space.items()))
    return tune_project(opened, recipe, space, minutes, trials=trials)


def _resumed(opened: Project, minutes: float, trials: int) -> Operation[ProjectTuning]:
    from engine.operations.tuning import resume_tuning, tunings_of

    records = followed(tunings_of(opened))
    if not records:
        raise SettingInvalid(value="--resume", field="tune", reason="this project has no tuning yet")
    tuning = records[0].tuning
    say(f"Going on with {records[0].name}" + (f": {in_words(tuning.recipe)}" if tuning else ""))
    for trial in tuning.trials if tuning else ():
        say(_trial_line(trial))
    return resume_tuning(opened, records[0].name, minutes, trials=trials)


def _spoken(working: Operation[T], kind: type[D], line: Callable[[D], str]) -> Operation[T]:
    """Say the line of each detail of that kind, where it has one."""
    with closing(working):
        while True:
            try:
                progress = next(working)
            except StopIteration as ended:
                return ended.value  # type: ignore[no-any-return]
            if isinstance(progress.detail, kind) and line(progress.detail):
                say(line(progress.detail))
            yield progress


def _trial_line(trial: TrialReport) -> str:
    if trial.state is TrialState.RUNNING:
        return ""
    score = "–" if trial.score is None else f"{trial.score:.4f}"
    values = "  ".join(f"{name}={value:.4g}" if isinstance(value, float) else f"{name}={value}" for name, value in trial.values.items())
    line = f"{trial.number:>4}  {score:>7}  {STATES[trial.state]:<9} {trial.seconds:>7.1f} s  {values}"
    return line + ("  (the recipe as it is)" if trial.as_is else "") + (f"  {trial.message}" if trial.message else "")


def _fold_line(fold: FoldScore) -> str:
    return (
        f"fold {fold.number + 1}: accuracy {fold.accuracy:.1%}, balanced {fold.balanced_accuracy:.1%} "
        f"of {fold.count} pictures, {fold.seconds:.1f} s"
    )


def _say_outcome(outcome: TuningOutcome) -> None:
    for name, share in outcome.importance:
        say(f"  {name:<20} {share:>4.0%} of the difference between scores")
    best = (
        "no trial was finished"
        if outcome.best_score is None
        else f"best {outcome.metric.replace('_', ' ')} {outcome.best_score:.4f} on the validation side"
    )
    say(f"{best}, {len(outcome.trials)} trials ({outcome.stop_reason})")


def _described(found: ProjectTuning) -> dict[str, Any]:
    outcome = found.outcome
    return {
        "tuning": found.name,
        "best_score": outcome.best_score,
        "metric": outcome.metric,
        "recipe": asdict(outcome.best_recipe),
        "trials": [_trial(trial) for trial in outcome.trials],
        "importance": dict(outcome.importance),
        "stop_reason": outcome.stop_reason,
        "seconds": round(outcome.seconds, 3),
        "notes": [str(note) for note in found.notes],
    }


def _trial(trial: TrialReport) -> dict[str, Any]:
    return {
        "number": trial.number,
        "values": dict(trial.values),
        "state": trial.state.value,
        "score": trial.score,
        "seconds": round(trial.seconds, 3),
        "epochs": trial.epochs,
        "as_is": trial.as_is,
        "message": str(trial.message) if trial.message else "",
    }
