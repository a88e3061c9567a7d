"""Ask a model what it says of one picture, and where it looked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.classifier.model.card import ModelCard, read_card
from engine.classifier.values import Prediction, Saliency
from engine.errors import OutputNotWritable, PictureUnreadable, translate
from engine.operations.learning import learning_ready
from engine.operations.models import open_model
from engine.progress import Operation, Progress, run


@dataclass(frozen=True)
class Explanation:
    """The answer for one picture and the saliency of `saliency.target`."""

    card: ModelCard
    prediction: Prediction
    saliency: Saliency


def explain(folder: Path, path: Path, target: int | None = None) -> Operation[Explanation]:
    """Classify the picture and find the evidence for class `target` (None: the most probable one).

    Raises `ModelMissing`, `ModelDamaged`, `PictureUnreadable`, `ArchitectureUnsupported`.
    """
    card = read_card(folder)
    yield from learning_ready()
    yield Progress(translate("operations", "Loading the model"))
    model = open_model(folder)
    from engine.classifier.attribution import saliency
    from engine.classifier.inference import predict

    yield Progress(translate("operations", "Finding the evidence"))
    (prediction,) = run(predict(model, [path]))
    if prediction.failure:
        raise PictureUnreadable(path=path, reason=prediction.failure)
    return Explanation(card, prediction, saliency(model, path, target))


def write_overlay(file: Path, explanation: Explanation, opacity: float = 0.6) -> None:
    """The picture with the heatmap over it, as a file of the format that the name says; raises `OutputNotWritable`."""
    from engine.classifier.overlay import overlaid
    from engine.images.reader import read_image

    image = overlaid(read_image(explanation.prediction.path), explanation.saliency, opacity)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        image.save(file)
    except (OSError, ValueError) as error:  # ValueError: an extension that no picture format has
        raise OutputNotWritable(file=file, reason=getattr(error, "strerror", None) or str(error)) from error
