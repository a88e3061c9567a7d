"""What is written into `model.json` of a model that was just trained; `engine.classifier.model.card` reads it."""

from __future__ import annotations

import math
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from engine.classifier import calibration
from engine.classifier.calibration import Calibration
from engine.classifier.model.card import FORMAT
from engine.classifier.values import EpochReport, Reason
from engine.errors import Sentence
from engine.sentences import stored_sentence

if TYPE_CHECKING:
    from engine.classifier.learning.training import TrainedModel

LIBRARIES = ("torch", "torchvision", "timm", "numpy", "safetensors", "scikit-learn", "pillow")


@dataclass(frozen=True)
class CardFacts:
    """What goes into a card and the trained model does not know; `class_counts` are the training pictures of each class."""

    class_colours: Sequence[str] = ()
    class_counts: Sequence[int] = ()
    notes: Sequence[Sentence] = ()
    device: str = ""


def stored_card(trained: TrainedModel, facts: CardFacts, sha256: str, known_sha256: str = "") -> dict[str, Any]:
    """`model.json` as a dictionary."""
    return {
        "format": FORMAT,
        "fieldmark_version": _version("fieldmark") or "unknown",
        "created": datetime.now(UTC).isoformat(timespec="microseconds"),
        "architecture": trained.architecture,
        "model_args": trained.model_args,
        "class_names": list(trained.class_names),
        "class_colours": list(facts.class_colours),
        "input": trained.config.to_json(),
        "recipe": asdict(trained.recipe),
        "metrics": asdict(trained.validation) if trained.validation else None,
        "curves": [_stored_report(report) for report in trained.curves],
        "stop_reason": trained.stop_reason,
        "seconds": round(trained.seconds, 3),
        "training_count": trained.training_count,
        "validation_count": trained.validation_count,
        "unreadable_count": len(trained.unreadable),
        "weights_sha256": sha256,
        "reasons": [_stored_reason(each) for each in trained.plan.reasons] if trained.plan else [],
        "origin": asdict(trained.origin) if trained.origin else None,
        "fingerprint": trained.fingerprint,
        "class_counts": list(facts.class_counts),
        "made_with": {name: found for name in LIBRARIES if (found := _version(name))},
        "made_on": {"python": platform.python_version(), "platform": platform.platform(), "device": facts.device},
        "notes": [stored_sentence(note) for note in facts.notes],
        **stored_knowledge(trained.calibration, known_sha256),
    }


def stored_knowledge(fitted: Calibration | None, known_sha256: str) -> dict[str, Any]:
    """The part of `model.json` that a model can be given later."""
    return {"calibration": calibration.to_json(fitted) if fitted else None, "known_sha256": known_sha256}


def _stored_report(report: EpochReport) -> dict[str, Any]:
    """JSON knows no NaN."""
    return {name: None if isinstance(value, float) and not math.isfinite(value) else value for name, value in asdict(report).items()}


def _stored_reason(reason: Reason) -> dict[str, Any]:
    value = reason.value if isinstance(reason.value, bool | int | float | str) else str(reason.value)
    return {"field": reason.field, "value": value, "text": stored_sentence(reason.text)}


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:  # part of a bundle without its metadata, or not there
        return ""
