"""The card of a model, `model.json`: all that is known of it without its weights. Light to import."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.classifier.recipe import Recipe, recipe_from_json
from engine.classifier.sight.input import InputConfig
from engine.classifier.values import ClassScore, EpochReport, Scores
from engine.errors import FieldmarkError, ModelDamaged, ModelMissing, Sentence, translate

if TYPE_CHECKING:
    from engine.classifier.learning.training import TrainedModel

FORMAT = 1
CARD_FILE = "model.json"


@dataclass(frozen=True)
class ModelCard:
    """What is known of a model without its weights. `name` is that of its folder, `created` is ISO 8601 in UTC.

    `metrics` is None if there were no validation pictures. `class_colours` is empty or has one colour a class.
    """

    folder: Path
    name: str
    architecture: str
    model_args: dict[str, Any]
    class_names: tuple[str, ...]
    class_colours: tuple[str, ...]
    config: InputConfig
    recipe: Recipe
    metrics: Scores | None
    curves: tuple[EpochReport, ...]
    stop_reason: str
    seconds: float
    training_count: int
    validation_count: int
    unreadable_count: int
    sha256: str
    created: str
    fieldmark_version: str


def read_card(folder: Path) -> ModelCard:
    """The card of the model in `folder`; raises `ModelMissing`, `ModelDamaged`."""
    file = folder / CARD_FILE
    if not file.is_file():
        raise ModelMissing(folder=folder)
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        if stored["format"] > FORMAT:
            raise ModelDamaged(folder=folder, reason=translate("errors", "it was written by a newer Fieldmark"))
        return _card(folder, stored)
    except ModelDamaged:
        raise
    except (OSError, ValueError, KeyError, TypeError, AttributeError, FieldmarkError) as error:
        facts = {"file": CARD_FILE, "details": f"{type(error).__name__}: {error}"}
        raise ModelDamaged(folder=folder, reason=Sentence(translate("errors", "{file} is damaged ({details})"), facts)) from error


def list_models(folder: Path) -> list[ModelCard]:
    """The cards of the models in the folders below `folder`, newest first; what is no model is skipped."""
    cards = []
    for place in folder.iterdir() if folder.is_dir() else ():
        if place.name.startswith(".") or not place.is_dir():
            continue
        try:
            cards.append(read_card(place))
        except (ModelMissing, ModelDamaged):
            continue
    return sorted(cards, key=lambda card: (card.created, card.name), reverse=True)


def _card(folder: Path, stored: dict[str, Any]) -> ModelCard:
    """The inverse of `_stored`; raises what wrong types and missing keys raise."""
    names = tuple(str(name) for name in stored["class_names"])
    colours = tuple(str(colour) for colour in stored["class_colours"])
    if len(names) < 2 or len(colours) not in (0, len(names)):
        raise ValueError("the classes and their colours do not fit together")
    return ModelCard(
        folder=folder,
        name=folder.name,
        architecture=str(stored["architecture"]),
        model_args=dict(stored["model_args"]),
        class_names=names,
        class_colours=colours,
        config=InputConfig.from_json(stored["input"]),
        recipe=recipe_from_json(stored["recipe"]),
        metrics=_scores(stored["metrics"]),
        curves=tuple(_report(row) for row in stored["curves"]),
        sha256=str(stored["weights_sha256"]),
        **{name: kind(stored[name]) for name, kind in _PLAIN.items()},
    )


_PLAIN: dict[str, Any] = {
    "stop_reason": str,
    "seconds": float,
    "training_count": int,
    "validation_count": int,
    "unreadable_count": int,
    "created": str,
    "fieldmark_version": str,
}


def stored_card(trained: TrainedModel, colours: Sequence[str], sha256: str) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "fieldmark_version": _fieldmark_version(),
        "created": datetime.now(UTC).isoformat(timespec="microseconds"),
        "architecture": trained.architecture,
        "model_args": trained.model_args,
        "class_names": list(trained.class_names),
        "class_colours": list(colours),
        "input": trained.config.to_json(),
        "recipe": asdict(trained.recipe),
        "metrics": asdict(trained.validation) if trained.validation else None,
        "curves": [
            {
                name: None if value != value or value in (math.inf, -math.inf) else value for name, value in asdict(report).items()
            }  # JSON knows no NaN
            for report in trained.curves
        ],
        "stop_reason": trained.stop_reason,
        "seconds": round(trained.seconds, 3),
        "training_count": trained.training_count,
        "validation_count": trained.validation_count,
        "unreadable_count": len(trained.unreadable),
        "weights_sha256": sha256,
    }


def _report(stored: dict[str, Any]) -> EpochReport:
    values: dict[str, Any] = {name: math.nan if value is None else value for name, value in stored.items()}
    return EpochReport(**values)


def _scores(stored: dict[str, Any] | None) -> Scores | None:
    if stored is None:
        return None
    per_class = tuple(ClassScore(**row) for row in stored["per_class"])
    confusion = tuple(tuple(int(count) for count in row) for row in stored["confusion"])
    return Scores(float(stored["accuracy"]), float(stored["balanced_accuracy"]), per_class, confusion, int(stored["count"]))


def _fieldmark_version() -> str:
    try:
        return version("fieldmark")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "unknown"
