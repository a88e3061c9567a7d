"""The command line. Each command runs an operation, speaks on stderr and, with --json, prints one object on stdout."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer

from engine.classifier.values import Scores
from engine.console import finish, followed, say
from engine.errors import ProjectMissing, SettingInvalid
from engine.fields import changed, validated
from engine.project.project import Project
from engine.project.sample import Split

ScreenshotTaker = Callable[[Path, Path], Sequence[Path]]  # (project, folder) -> pictures; given by the window's side

app = typer.Typer(
    name="fieldmark",
    help="Teach a computer your own picture classes, then sort the rest. Without a command the window opens.",
    no_args_is_help=True,
    epilog="The window: fieldmark [PROJECT.fieldmark], or fieldmark --sample. "
    "Exit codes: 0 done; 1 unforeseen; 2 wrong usage; 3 pictures, folders or values; 4 the project; 5 a model or its weights; "
    "130 cancelled.",
    add_completion=False,
    pretty_exceptions_enable=False,
)

JsonFlag = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")]
ProjectFolder = Annotated[Path, typer.Argument(metavar="PROJECT", help="The project's folder, NAME.fieldmark.")]
ModelFolder = Annotated[
    Path, typer.Argument(metavar="MODEL", help="The folder of a model (it holds model.json), or a project: its newest model.")
]
Folders = Annotated[list[Path], typer.Argument(metavar="FOLDER...", help="Folders of pictures, or single pictures.")]

_screenshots: ScreenshotTaker | None = None


def main(arguments: Sequence[str] | None = None, screenshots: ScreenshotTaker | None = None) -> None:
    """Run the command line; `screenshots` lets `demo` picture the window, which the engine does not know."""
    global _screenshots
    _screenshots = screenshots
    app(args=arguments, prog_name="fieldmark")


def _end(command: Callable[[], Mapping[str, Any]], as_json: bool) -> None:
    raise typer.Exit(finish(command, as_json))


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"fieldmark {version('fieldmark')}")
        raise typer.Exit()


@app.callback()
def _root(
    _: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")] = False,
) -> None:
    """Teach a computer your own picture classes, then sort the rest. Without a command the window opens."""


@app.command()
def new(project: ProjectFolder, as_json: JsonFlag = False) -> None:
    """Make an empty project."""

    def command() -> dict[str, Any]:
        with Project.create(project) as made:
            say(f"Made {made.folder}")
            return {"project": str(made.folder)}

    _end(command, as_json)


@app.command("import")
def import_(
    project: ProjectFolder,
    folders: Folders,
    labels: Annotated[
        str,
        typer.Option(
            metavar="folders|none|FILE.csv", help="Class names from folders, from none, or from a table with columns path and class."
        ),
    ] = "folders",
    split: Annotated[
        str, typer.Option(metavar="folders|auto", help="Honour train/val/test folders where there are any, or ignore them.")
    ] = "folders",
    as_json: JsonFlag = False,
) -> None:
    """Import folders of pictures into a project, which is made if it is not there. The pictures stay where they are."""

    def command() -> dict[str, Any]:
        from engine.operations.importing import AUTO, FOLDERS, NONE, import_folders

        if split not in (AUTO, FOLDERS):
            raise SettingInvalid(value=split, field="--split", reason="the choices are folders, auto")
        if labels not in (FOLDERS, NONE) and not Path(labels).is_file():
            raise SettingInvalid(value=labels, field="--labels", reason="say folders, none, or the path of a CSV file")
        with _open_or_create(project) as opened:
            outcome = followed(import_folders(opened, folders, labels, split))
        for path, reason in outcome.failed:
            say(f"not imported: {path}: {reason}")
        others = outcome.skipped - outcome.known
        say(
            f"{outcome.imported} imported ({outcome.unlabelled} without a class), "
            f"{len(outcome.failed)} unreadable, {outcome.classes} classes"
        )
        if outcome.skipped:
            say(f"{outcome.skipped} skipped: {outcome.known} in the project before, {others} no pictures")
        failures = [{"path": str(path), "reason": reason} for path, reason in outcome.failed]
        return {
            "imported": outcome.imported,
            "failed": len(failures),
            "skipped": outcome.skipped,
            "unlabelled": outcome.unlabelled,
            "failures": failures,
        }

    _end(command, as_json)


@app.command()
def train(
    project: ProjectFolder,
    preset: Annotated[str | None, typer.Option(metavar="instant|finetune", help="How much of the network learns.")] = None,
    architecture: Annotated[str | None, typer.Option(help="A network by its timm name.")] = None,
    weights: Annotated[str | None, typer.Option(metavar="pretrained|none|FOLDER", help="What training starts from.")] = None,
    assignments: Annotated[list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="Any field of the recipe.")] = None,
    seed: Annotated[int | None, typer.Option(help="The same seed repeats the same run.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Train a model on the labelled pictures of a project."""

    def command() -> dict[str, Any]:
        from engine.operations.recipes import recipe_of, remember_recipe
        from engine.operations.training import train_project

        with Project.open(project, to_write=True) as opened:
            # new weights bring their own architecture, unless one is named too
            named = architecture if architecture is not None or weights is None else ""
            given: dict[str, Any] = {"preset": preset, "architecture": named, "weights": _absolute_pack(weights), "seed": seed}
            recipe = replace(recipe_of(opened), **{name: value for name, value in given.items() if value is not None})
            recipe = validated(changed(recipe, _assignments(assignments or [])))
            say(f"Training with {recipe.preset}, {recipe.architecture or 'the architecture of the weights'}, weights {recipe.weights}")
            outcome = followed(train_project(opened, recipe))
            remember_recipe(opened, recipe)
        for note in outcome.notes:
            say(str(note))
        scores = outcome.card.metrics
        accuracy = scores.accuracy if scores else None
        say(f"{outcome.card.name}: validation accuracy {_percent(accuracy)} after {outcome.seconds:.1f} s ({outcome.card.stop_reason})")
        return {
            "model": str(outcome.card.folder),
            "accuracy": accuracy,
            "per_class": _per_class(scores),
            "seconds": round(outcome.seconds, 3),
            "stop_reason": outcome.card.stop_reason,
            "notes": [str(note) for note in outcome.notes],
        }

    _end(command, as_json)


@app.command()
def evaluate(
    project: ProjectFolder,
    model: Annotated[str, typer.Option(metavar="NAME", help="A model of the project; the newest if left out.")] = "",
    split: Annotated[
        str, typer.Option(metavar="test|validation|train", help="Left out: test, or validation where there is no test picture.")
    ] = "",
    as_json: JsonFlag = False,
) -> None:
    """Hold a model against labelled pictures that it has not learned from."""

    def command() -> dict[str, Any]:
        from engine.operations.evaluating import evaluate
        from engine.operations.models import model_folder

        with Project.open(project) as opened:
            evaluation = followed(evaluate(opened, model_folder(opened, model), _split(split)))
        scores = evaluation.scores
        for each in scores.per_class:
            say(f"  {each.name:<24} precision {each.precision:7.1%}  recall {each.recall:7.1%}  F1 {each.f1:7.1%}  of {each.support}")
        say(f"{evaluation.model} on the {evaluation.split} split: accuracy {_percent(scores.accuracy)} of {scores.count} pictures")
        return {
            "model": evaluation.model,
            "split": evaluation.split.value,
            "accuracy": scores.accuracy,
            "balanced_accuracy": scores.balanced_accuracy,
            "per_class": _per_class(scores),
            "confusion": [list(row) for row in scores.confusion],
            "count": scores.count,
            "unreadable": evaluation.unreadable,
        }

    _end(command, as_json)


@app.command()
def classify(
    model: ModelFolder,
    folders: Folders,
    out: Annotated[Path | None, typer.Option(metavar="FILE.csv", help="Where the table of answers goes.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Classify the pictures of folders."""

    def command() -> dict[str, Any]:
        from engine.operations.classifying import classify_folders, write_csv

        classified = followed(classify_folders(_model_in(model), folders))
        for prediction in classified.failed:
            say(f"not classified: {prediction.path}: {prediction.failure}")
        if out is not None:
            write_csv(out, classified.card.class_names, classified.predictions)
            say(f"The answers are in {out}")
        count, failed = len(classified.predictions), len(classified.failed)
        say(f"{count - failed} classified, {failed} unreadable, {classified.images_per_second:.0f} pictures a second")
        return {
            "count": count,
            "failed": failed,
            "seconds": round(classified.seconds, 3),
            "images_per_second": round(classified.images_per_second, 2),
            "out": str(out) if out else None,
        }

    _end(command, as_json)


@app.command()
def explain(
    model: ModelFolder,
    image: Annotated[Path, typer.Argument(metavar="IMAGE")],
    out: Annotated[Path, typer.Option(metavar="FILE.png", help="Where the picture with the heatmap goes.")],
    class_name: Annotated[str, typer.Option("--class", metavar="NAME", help="Evidence for this class; left out: the answer.")] = "",
    as_json: JsonFlag = False,
) -> None:
    """Show where in a picture the evidence for a class lies."""

    def command() -> dict[str, Any]:
        from engine.classifier.model import read_card
        from engine.operations.explaining import explain, write_overlay

        folder = _model_in(model)
        names = list(read_card(folder).class_names)
        if class_name and class_name not in names:
            raise SettingInvalid(value=class_name, field="--class", reason="the classes are " + ", ".join(names))
        explanation = followed(explain(folder, image, names.index(class_name) if class_name else None))
        write_overlay(out, explanation)
        ranked: list[dict[str, Any]] = [{"class": names[index], "probability": value} for index, value in explanation.prediction.ranked(5)]
        say(f"{ranked[0]['class']} {_percent(ranked[0]['probability'])}; the evidence for {names[explanation.saliency.target]} is in {out}")
        return {"out": str(out), "class": names[explanation.saliency.target], "ranked": ranked, "method": explanation.saliency.method}

    _end(command, as_json)


@app.command()
def demo(
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where everything goes.")] = Path("fieldmark-demo"),
    as_json: JsonFlag = False,
) -> None:
    """Do the whole job on the sample pictures, without a screen: import, train, evaluate, classify, report, screenshots."""

    def command() -> dict[str, Any]:
        from engine.operations.demo import demo

        outcome = followed(demo(out.absolute()))
        say(f"Accuracy {_percent(outcome.accuracy)} on held-out pictures, {_percent(outcome.new_accuracy)} on the unlabelled ones.")
        say(f"The report is in {outcome.report}, the answers are in {outcome.table}")
        pictures = [str(path) for path in _screenshots(outcome.project, out.absolute() / "screenshots")] if _screenshots else []
        if pictures:
            say(f"Screenshots of the window are in {out.absolute() / 'screenshots'}")
        return {
            "accuracy": outcome.accuracy,
            "new_accuracy": outcome.new_accuracy,
            "seconds": round(outcome.seconds, 3),
            "model": str(outcome.training.card.folder),
            "project": str(outcome.project),
            "report": str(outcome.report),
            "screenshots": pictures,
        }

    _end(command, as_json)


@app.command()
def doctor(as_json: JsonFlag = False) -> None:
    """Look at this machine: versions, device, Qt's libraries, writable folders, network."""

    def command() -> dict[str, Any]:
        from engine.operations.doctor import examine

        findings = followed(examine())
        signs = {True: "ok", False: "MISSING", None: ""}
        for finding in findings:
            say(f"{finding.name:<20} {signs[finding.ok]:<8} {finding.value}")
        return {"healthy": all(finding.ok is not False for finding in findings), "findings": [asdict(finding) for finding in findings]}

    _end(command, as_json)


@contextmanager
def _open_or_create(folder: Path) -> Iterator[Project]:
    """A project that had to be made for a command goes away again if the command puts nothing into it."""
    try:
        project, made = Project.open(folder, to_write=True), False
    except ProjectMissing:
        project, made = Project.create(folder), True
    try:
        yield project
    finally:
        unused = made and not project.history()
        project.close()
        if unused:
            shutil.rmtree(project.folder)


def _assignments(texts: Sequence[str]) -> dict[str, str]:
    pairs = {}
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign:
            raise SettingInvalid(value=text, field="--set", reason="write FIELD=VALUE")
        pairs[name.strip()] = value.strip()
    return pairs


def _absolute_pack(weights: str | None) -> str | None:
    """A folder is remembered with its whole path, so that it is found from everywhere."""
    return str(Path(weights).resolve()) if weights and Path(weights).is_dir() else weights


def _model_in(folder: Path) -> Path:
    """The folder itself, or the newest model of the project that it is."""
    from engine.operations.models import model_folder
    from engine.project.schema import FILE_NAME

    if not (folder / FILE_NAME).is_file():
        return folder
    with Project.open(folder) as project:
        newest = model_folder(project)
    say(f"Using {newest.name}, the newest model of {project.name}")
    return newest


def _split(text: str) -> Split | None:
    if text not in ("", *Split):
        raise SettingInvalid(value=text, field="--split", reason="the choices are test, validation, train")
    return Split(text) if text else None


def _per_class(scores: Scores | None) -> list[dict[str, Any]]:
    return [asdict(each) for each in scores.per_class] if scores else []


def _percent(share: float | None) -> str:
    return "unknown" if share is None else f"{share:.1%}"
