"""Commands that use models, hand them on and look after them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from engine.commands.shared import (
    JsonFlag,
    ModelFolder,
    ProjectFolder,
    end,
    model_in,
    per_class,
    percent,
    split_of,
)
from engine.console import followed, say
from engine.project.project import Project

app = typer.Typer(no_args_is_help=True, help="Hand a model on as one file, read its card, rename or delete it.")
ModelName = Annotated[str, typer.Argument(metavar="NAME", help="A model of the project.")]


def evaluate(
    project: ProjectFolder,
    model: Annotated[str, typer.Option(metavar="NAME|FILE", help="A model of the project, or a model file; left out: the newest.")] = "",
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
            evaluation = followed(evaluate(opened, model_folder(opened, model), split_of(split)))
        scores = evaluation.scores
        for each in scores.per_class:
            say(f"  {each.name:<24} precision {each.precision:7.1%}  recall {each.recall:7.1%}  F1 {each.f1:7.1%}  of {each.support}")
        say(f"{evaluation.model} on the {evaluation.split} split: accuracy {percent(scores.accuracy)} of {scores.count} pictures")
        return {
            "model": evaluation.model,
            "split": evaluation.split.value,
            "accuracy": scores.accuracy,
            "balanced_accuracy": scores.balanced_accuracy,
            "per_class": per_class(scores),
            "confusion": [list(row) for row in scores.confusion],
            "count": scores.count,
            "unreadable": evaluation.unreadable,
        }

    end(command, as_json)


@app.command(name="list")
def list_(project: ProjectFolder, as_json: JsonFlag = False) -> None:
    """List the models of a project, newest first, and those that were deleted and can be brought back."""

    def command() -> dict[str, Any]:
        from engine.operations.models import deleted_models, models_of

        with Project.open(project) as opened:
            cards, deleted = models_of(opened), deleted_models(opened)
        for card in cards:
            accuracy = percent(card.metrics.accuracy if card.metrics else None)
            say(f"{card.name:<24} {card.created[:16].replace('T', ' ')}  {card.architecture:<28} {card.recipe.preset:<9} {accuracy}")
        for name in deleted:
            say(f"{name:<24} deleted: fieldmark model restore brings it back")
        if not cards and not deleted:
            say("There is no model yet.")
        return {"models": [card.name for card in cards], "deleted": deleted}

    end(command, as_json)


@app.command()
def export(
    model: ModelFolder,
    file: Annotated[Path, typer.Argument(metavar="FILE.fieldmark-model", help="Where the one file goes.")],
    as_json: JsonFlag = False,
) -> None:
    """Write a model as one file, which opens on any machine without the project."""

    def command() -> dict[str, Any]:
        from engine.operations.models import export_model

        written = followed(export_model(model_in(model), file))
        say(f"The model is in {written}")
        return {"file": str(written), "bytes": written.stat().st_size}

    end(command, as_json)


@app.command(name="import")
def import_(
    project: ProjectFolder,
    file: Annotated[Path, typer.Argument(metavar="FILE.fieldmark-model", help="A model as one file.")],
    name: Annotated[str, typer.Option(metavar="NAME", help="What it is called in the project; left out: as where it was exported.")] = "",
    as_json: JsonFlag = False,
) -> None:
    """Make a model file one of the models of a project."""

    def command() -> dict[str, Any]:
        from engine.operations.models import import_model

        with Project.open(project, to_write=True) as opened:
            card, notes = followed(import_model(opened, file, name))
        for note in notes:
            say(str(note))
        say(f"{card.name} is now a model of the project")
        return {"model": str(card.folder), "name": card.name, "notes": [str(note) for note in notes]}

    end(command, as_json)


@app.command()
def card(
    model: ModelFolder,
    out: Annotated[Path | None, typer.Option(metavar="FILE.md", help="Where the card goes; left out: it is printed.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Show a model's card: classes, figures, how it was trained, licence of the weights, how to use it."""

    def command() -> dict[str, Any]:
        from engine.operations.models import text_of_card, write_card_text

        place = model_in(model)
        if out is not None:
            write_card_text(place, out)
            say(f"The card is in {out}")
        else:
            say(text_of_card(place))
        return {"card": text_of_card(place), "out": str(out) if out else None}

    end(command, as_json)


@app.command()
def rename(
    project: ProjectFolder,
    name: ModelName,
    new: Annotated[str, typer.Argument(metavar="NEW", help="Its new name.")],
    as_json: JsonFlag = False,
) -> None:
    """Give a model of a project another name."""

    def command() -> dict[str, Any]:
        from engine.operations.models import rename_model

        with Project.open(project, to_write=True) as opened:
            renamed = rename_model(opened, name, new)
        say(f"{name} is now called {renamed.name}")
        return {"model": str(renamed.folder), "name": renamed.name}

    end(command, as_json)


@app.command()
def delete(
    project: ProjectFolder,
    name: ModelName,
    for_good: Annotated[bool, typer.Option("--for-good", help="Free its space on the disk; it cannot be brought back.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Delete a model of a project; without --for-good it can be brought back."""

    def command() -> dict[str, Any]:
        from engine.operations.models import delete_model

        with Project.open(project, to_write=True) as opened:
            delete_model(opened, name, for_good)
        say(f"{name} is deleted" + ("" if for_good else f"; fieldmark model restore {project} {name} brings it back"))
        return {"deleted": name, "for_good": for_good}

    end(command, as_json)


@app.command()
def restore(project: ProjectFolder, name: ModelName, as_json: JsonFlag = False) -> None:
    """Bring back a deleted model."""

    def command() -> dict[str, Any]:
        from engine.operations.models import restore_model

        with Project.open(project, to_write=True) as opened:
            restored = restore_model(opened, name)
        say(f"{restored.name} is back")
        return {"model": str(restored.folder), "name": restored.name}

    end(command, as_json)


@app.command()
def calibrate(
    project: ProjectFolder,
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="A model of the project; left out: the newest.")] = "",
    as_json: JsonFlag = False,
) -> None:
    """Let a model made by an earlier version say how sure it is, and which pictures are unknown to it."""

    def command() -> dict[str, Any]:
        from engine.operations.knowing import learn_known
        from engine.operations.models import model_folder

        with Project.open(project, to_write=True) as opened:
            card = followed(learn_known(opened, model_folder(opened, name)))
        fitted = card.calibration
        if fitted is None:
            say(f"{card.name} is not calibrated: the project has too few validation pictures")
        else:
            errors = f"calibration error {fitted.ece_before:.1%} before, {fitted.ece_after:.1%} after"
            say(f"{card.name}: temperature {fitted.temperature:.2f}, {errors}")
        say("It can tell unknown pictures" if card.knows else "It cannot tell unknown pictures: the project has too few labelled ones")
        return {
            "model": str(card.folder),
            "name": card.name,
            "temperature": fitted.temperature if fitted else None,
            "ece_before": fitted.ece_before if fitted else None,
            "ece_after": fitted.ece_after if fitted else None,
            "knows": card.knows,
        }

    end(command, as_json)
