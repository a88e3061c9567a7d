"""The card of a model, `model.json`: all that is known of it without its weights. Light to import."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from engine.classifier import calibration
from engine.classifier.calibration import Calibration
from engine.classifier.recipe import Recipe, recipe_from_json
from engine.classifier.sight.input import InputConfig
from engine.classifier.values import ClassScore, EpochReport, Reason, Scores
from engine.classifier.weights.origin import WeightsOrigin
from engine.errors import FieldmarkError, ModelDamaged, ModelMissing, ModelTooNew, Sentence, translate
from engine.sentences import sentence_from

FORMAT = 1
CARD_FILE, WEIGHTS_FILE, KNOWN_FILE = "model.json", "model.safetensors", "known.safetensors"
LARGEST_CARD = LARGEST_KNOWN = 16 * 2**20  # bytes; about 3 MB of what a model remembers are usual at most


@dataclass(frozen=True)
class ModelCard:
    """What is known of a model without its weights. `name` is that of its folder, `created` is ISO 8601 in UTC.

    `metrics` is None if there were no validation pictures. `class_colours` is empty or has one colour a class. What earlier versions
    did not write has a default: `reasons` tells what the training decided by itself, `origin` where its first weights came from (None:
    from scratch, or unknown), `fingerprint` is that of its pictures, classes and splits, `class_counts` are the training pictures of
    each class, `made_with` are {library: version}, `made_on` is {"python", "platform", "device"}; `notes` is what the user was told.
    `calibration` is None where there were too few validation pictures; `known_sha256` is that of what the model remembers of its
    training pictures, "" if that is nothing.
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
    reasons: tuple[Reason, ...] = ()
    origin: WeightsOrigin | None = None
    fingerprint: str = ""
    class_counts: tuple[int, ...] = ()
    made_with: Mapping[str, str] = field(default_factory=dict)
    made_on: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Sentence, ...] = ()
    calibration: Calibration | None = None
    known_sha256: str = ""

    @property
    def knows(self) -> bool:
        """Whether the model can say how far a picture is from what it has learned from."""
        return bool(self.known_sha256)

    @property
    def answers_sha256(self) -> str:
        """Changes with all that decides the model's answers: its weights, its calibration, what it remembers."""
        temperature = self.calibration.temperature if self.calibration else None
        return hashlib.sha256(json.dumps([self.sha256, temperature, self.known_sha256]).encode()).hexdigest()


def read_card(folder: Path) -> ModelCard:
    """The card of the model in `folder`, or in the one file that it is (`package`); raises `ModelMissing`, `ModelDamaged`."""
    if folder.is_file():
        from engine.classifier.model.inspection import packed_card

        return packed_card(folder)
    file = folder / CARD_FILE
    if not file.is_file():
        raise ModelMissing(folder=folder)
    try:
        if file.stat().st_size > LARGEST_CARD:
            raise ModelDamaged(folder=folder, reason=Sentence(translate("errors", "{file} is too large"), {"file": CARD_FILE}))
        content = file.read_bytes()
    except OSError as error:
        raise ModelDamaged(folder=folder, reason=error.strerror or str(error)) from error
    return card_from(folder, folder.name, content)


def card_from(place: Path, name: str, content: bytes) -> ModelCard:
    """The card of the model `name` at `place`, whose `model.json` has this content; raises `ModelDamaged`, `ModelTooNew`."""
    try:
        stored = json.loads(content.decode("utf-8"))
        if stored["format"] > FORMAT:
            raise ModelTooNew(folder=place)
        return _card(place, name, stored)
    except ModelDamaged:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError, FieldmarkError) as error:
        facts = {"file": CARD_FILE, "details": f"{type(error).__name__}: {error}"}
        raise ModelDamaged(folder=place, reason=Sentence(translate("errors", "{file} is damaged ({details})"), facts)) from error


def list_models(folder: Path) -> list[ModelCard]:
    """The cards of the models in the folders below `folder`, newest first; what is no model is skipped."""
    cards = []
    for place in _model_folders(folder):
        try:
            cards.append(read_card(place))
        except (ModelMissing, ModelDamaged):
            continue
    return sorted(cards, key=lambda card: (card.created, card.name), reverse=True)


def too_new_models(folder: Path) -> list[str]:
    """The names of the models that `list_models` skips because a newer Fieldmark wrote them."""
    names = []
    for place in _model_folders(folder):
        try:
            read_card(place)
        except ModelTooNew:
            names.append(place.name)
        except (ModelMissing, ModelDamaged):
            continue
    return sorted(names)


def _model_folders(folder: Path) -> list[Path]:
    places = folder.iterdir() if folder.is_dir() else ()
    return [place for place in places if not place.name.startswith(".") and place.is_dir()]


def _card(place: Path, name: str, stored: dict[str, Any]) -> ModelCard:
    """The inverse of `_stored`; raises what wrong types and missing keys raise."""
    names = tuple(str(name) for name in stored["class_names"])
    colours = tuple(str(colour) for colour in stored["class_colours"])
    if len(names) < 2 or len(colours) not in (0, len(names)):
        raise ValueError("the classes and their colours do not fit together")
    return ModelCard(
        folder=place,
        name=name,
        architecture=str(stored["architecture"]),
        model_args=dict(stored["model_args"]),
        class_names=names,
        class_colours=colours,
        config=InputConfig.from_json(stored["input"]),
        recipe=recipe_from_json(stored["recipe"]),
        metrics=_scores(stored["metrics"]),
        curves=tuple(_report(row) for row in stored["curves"]),
        sha256=str(stored["weights_sha256"]),
        **{key: kind(stored[key]) for key, kind in _PLAIN.items()},
        **{key: read(stored[key]) for key, read in _LATER.items() if stored.get(key) is not None},
    )


def _reason(stored: Mapping[str, Any]) -> Reason:
    return Reason(str(stored["field"]), stored["value"], sentence_from(stored["text"]))


def _origin(stored: Mapping[str, Any]) -> WeightsOrigin:
    return WeightsOrigin(**{each.name: str(stored.get(each.name, "")) for each in fields(WeightsOrigin)})


def _words(stored: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): str(value) for name, value in dict(stored).items()}


# What is absent from the cards of earlier versions, and how it is read.
_LATER: dict[str, Callable[[Any], Any]] = {
    "reasons": lambda rows: tuple(map(_reason, rows)),
    "origin": _origin,
    "fingerprint": str,
    "class_counts": lambda counts: tuple(map(int, counts)),
    "made_with": _words,
    "made_on": _words,
    "notes": lambda rows: tuple(map(sentence_from, rows)),
    "calibration": calibration.from_json,
    "known_sha256": str,
}


_PLAIN: dict[str, Any] = {
    "stop_reason": str,
    "seconds": float,
    "training_count": int,
    "validation_count": int,
    "unreadable_count": int,
    "created": str,
    "fieldmark_version": str,
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
