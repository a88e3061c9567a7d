"""Commands that train models and use them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from engine.commands.shared import (
    Folders,
    JsonFlag,
    ModelFolder,
    ProjectFolder,
    absolute_pack,
    assignments_of,
    end,
    model_in,
    per_class,
    percent,
    split_of,
)
from engine.console import followed, say
from engine.errors import SettingInvalid
from engine.fields import changed, validated
from engine.project.project import Project


def train(
    project: ProjectFolder,
    preset: Annotated[str | None, typer.Option(metavar="instant|finetune|thorough|scratch", help="How much of the network learns.")] = None,
    architecture: Annotated[str | None, typer.Option(help="A network by its timm name.")] = None,
    weights: Annotated[str | None, typer.Option(metavar="pretrained|FOLDER", help="What training starts from.")] = None,
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
            given: dict[str, Any] = {"preset": preset, "architecture": named, "weights": absolute_pack(weights), "seed": seed}
            recipe = replace(recipe_of(opened), **{name: value for name, value in given.items() if value is not None})
            recipe = validated(changed(recipe, assignments_of(assignments or [])))
            say(f"Training with {recipe.preset}, {recipe.architecture or 'the architecture of the weights'}, weights {recipe.weights}")
            outcome = followed(train_project(opened, recipe))
            remember_recipe(opened, recipe)
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

    end(command, as_json)


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


def classify(
    model: ModelFolder,
    folders: Folders,
    out: Annotated[Path | None, typer.Option(metavar="FILE.csv", help="Where the table of answers goes.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Classify the pictures of folders."""

    def command() -> dict[str, Any]:
        from engine.operations.classifying import classify_folders, write_csv

        classified = followed(classify_folders(model_in(model), folders))
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

    end(command, as_json)


def explain(
    model: ModelFolder,
    image: Annotated[Path, typer.Argument(metavar="IMAGE")],
    out: Annotated[Path, typer.Option(metavar="FILE.png", help="Where the picture with the heatmap goes.")],
    class_name: Annotated[str, typer.Option("--class", metavar="NAME", help="Evidence for this class; left out: the answer.")] = "",
    as_json: JsonFlag = False,
) -> None:
    """Show where in a picture the evidence for a class lies."""

    def command() -> dict[str, Any]:
        from engine.classifier.model.card import read_card
        from engine.operations.explaining import explain, write_overlay

        folder = model_in(model)
        names = list(read_card(folder).class_names)
        if class_name and class_name not in names:
            raise SettingInvalid(value=class_name, field="--class", reason="the classes are " + ", ".join(names))
        explanation = followed(explain(folder, image, names.index(class_name) if class_name else None))
        write_overlay(out, explanation)
        ranked: list[dict[str, Any]] = [{"class": names[index], "probability": value} for index, value in explanation.prediction.ranked(5)]
        say(f"{ranked[0]['class']} {percent(ranked[0]['probability'])}; the evidence for {names[explanation.saliency.target]} is in {out}")
        return {"out": str(out), "class": names[explanation.saliency.target], "ranked": ranked, "method": explanation.saliency.method}

    end(command, as_json)
