"""The self-contained model on disk: `model.json` says what it is, `model.safetensors` holds its weights.

Reading a card is light; torch is imported only to save or load the weights.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.classifier.input import InputConfig
from engine.classifier.recipe import Recipe
from engine.classifier.values import ClassScore, EpochReport, Scores
from engine.errors import FieldmarkError, ModelDamaged, ModelMissing, OutputNotWritable, Sentence, translate
from engine.fields import from_json
from engine.paths import write_atomically

if TYPE_CHECKING:
    from torch import nn

    from engine.classifier.training import TrainedModel

FORMAT = 1
CARD_FILE = "model.json"
WEIGHTS_FILE = "model.safetensors"
_CHUNK = 2**20


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


@dataclass(frozen=True)
class LoadedModel:
    """A model ready to classify: `network` in evaluation mode on `device`."""

    network: nn.Module = field(repr=False, compare=False)
    card: ModelCard
    config: InputConfig
    device: str


# ---- cards -------------------------------------------------------------------------------------------------


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
        recipe=from_json(Recipe, stored["recipe"]),
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


def _stored(trained: TrainedModel, colours: Sequence[str], sha256: str) -> dict[str, Any]:
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
            {name: value if math.isfinite(value) else None for name, value in asdict(report).items()}  # JSON knows no NaN
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


# ---- saving and loading ------------------------------------------------------------------------------------


def save(trained: TrainedModel, folder: Path, class_colours: Sequence[str] = ()) -> ModelCard:
    """Write the model to `folder`, in the place of what was there; raises `OutputNotWritable`.

    It is written beside `folder` and renamed, so that there is never half a model.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as temporary:
            place = Path(temporary) / "model"
            place.mkdir()
            _write_weights(trained.network, place / WEIGHTS_FILE)
            stored = _stored(trained, class_colours, _sha256(place / WEIGHTS_FILE))
            write_atomically(place / CARD_FILE, json.dumps(stored, indent=1, ensure_ascii=False, allow_nan=False))
            if folder.exists():
                os.replace(folder, Path(temporary) / "replaced")
            os.replace(place, folder)
    except OSError as error:
        raise OutputNotWritable(file=folder, reason=error.strerror or str(error)) from error
    return read_card(folder)


def load(folder: Path, device: str | None = None) -> LoadedModel:
    """The model in `folder`, ready on `device` (None: the best); raises `ModelMissing`, `ModelDamaged`. Never asks the network."""
    card = read_card(folder)
    if not (folder / WEIGHTS_FILE).is_file():
        raise ModelDamaged(folder=folder, reason=Sentence(translate("errors", "{file} is missing"), {"file": WEIGHTS_FILE}))
    if _sha256(folder / WEIGHTS_FILE) != card.sha256:
        text = translate("errors", "{file} is not the file that was saved with it: cut short or changed")
        raise ModelDamaged(folder=folder, reason=Sentence(text, {"file": WEIGHTS_FILE}))
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    from engine.classifier.device import best_device, placed, reuse_memory
    from engine.classifier.network import UNFIT, rebuild
    from engine.classifier.weights import safe_model_args

    try:
        state = load_file(folder / WEIGHTS_FILE)
        network = rebuild(card.architecture, safe_model_args(card.model_args), len(card.class_names), state)
    except (SafetensorError, OSError, *UNFIT) as error:
        text = translate("errors", "its weights do not fit its description ({details})")
        raise ModelDamaged(folder=folder, reason=Sentence(text, {"details": str(error).partition("\n")[0]})) from error
    reuse_memory()
    device = device or best_device()
    return LoadedModel(placed(network, device), card, card.config, device)


def _write_weights(network: nn.Module, file: Path) -> None:
    from safetensors.torch import save_file

    # Cloned, because safetensors refuses tensors that share memory; contiguous, because channels-last ones are not.
    state = {name: tensor.detach().cpu().contiguous().clone() for name, tensor in network.state_dict().items()}
    save_file(state, file, metadata={"format": "pt"})
    file.chmod(0o644)  # it makes files that only their owner can read
    with file.open("rb+") as handle:
        os.fsync(handle.fileno())


def _sha256(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as handle:
        while chunk := handle.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
