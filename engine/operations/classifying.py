"""Classify the pictures of folders with a model, and write the answers as CSV."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.classifier.model.card import ModelCard, read_card
from engine.classifier.values import Prediction
from engine.errors import NoPictures, OutputNotWritable, translate
from engine.images.walk import files_below, is_picture, looks_like_picture
from engine.operations.learning import learning_ready
from engine.operations.models import open_model
from engine.paths import write_atomically
from engine.progress import Operation, Progress


@dataclass(frozen=True)
class Classified:
    """All answers of a run in the order of the files; `seconds` from the first picture read to the last answer."""

    card: ModelCard
    predictions: tuple[Prediction, ...]
    seconds: float

    @property
    def failed(self) -> tuple[Prediction, ...]:
        return tuple(prediction for prediction in self.predictions if prediction.failure)

    @property
    def images_per_second(self) -> float:
        return len(self.predictions) / self.seconds if self.seconds else 0.0


def pictures_below(folders: Sequence[Path]) -> list[Path]:
    """All pictures in `folders` (single files are taken too), each once; raises `FolderMissing`, `NoPictures`."""
    found: dict[Path, None] = {}
    for folder in folders:
        files = [folder] if folder.is_file() else files_below(folder).files
        found.update((file.absolute(), None) for file in files if looks_like_picture(file) or is_picture(file))
    if not found:
        raise NoPictures(folder=", ".join(map(str, folders)))
    return list(found)


def classify_folders(folder: Path, folders: Sequence[Path]) -> Operation[Classified]:
    """Classify all pictures in `folders` with the model in `folder`; each `Progress.detail` holds the latest answers.

    Unreadable pictures become answers with a `failure`. Raises `ModelMissing`, `ModelDamaged`, `FolderMissing`, `NoPictures`.
    """
    card = read_card(folder)
    yield Progress(translate("operations", "Looking for pictures"))
    paths = pictures_below(folders)
    return (yield from classify_paths(card, paths))


def classify_paths(card: ModelCard, paths: Sequence[Path]) -> Operation[Classified]:
    """The same for pictures that are known by their paths."""
    yield from learning_ready()
    yield Progress(translate("operations", "Loading the model"))
    model = open_model(card.folder)
    from engine.classifier.inference import predict

    started = time.perf_counter()
    predictions = yield from predict(model, paths)
    return Classified(card, tuple(predictions), time.perf_counter() - started)


def write_csv(file: Path, class_names: Sequence[str], predictions: Sequence[Prediction]) -> None:
    """One row a picture: path, class, confidence (0..1), reason if it could not be read, then the probability of each class as p_NAME.

    Raises `OutputNotWritable`, also for a name that promises another format.
    """
    if file.suffix.lower() not in (".csv", ".txt", ""):
        raise OutputNotWritable(file=file, reason=translate("errors", "answers are written as .csv"))
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(["path", "class", "confidence", "failure", *(f"p_{name}" for name in class_names)])
    for prediction in predictions:
        best = prediction.ranked(1)
        answer = [class_names[best[0][0]], f"{best[0][1]:.6f}"] if best else ["", ""]
        shares = [f"{value:.6f}" for value in prediction.probabilities] or [""] * len(class_names)
        writer.writerow([prediction.path, *answer, prediction.failure, *shares])
    try:
        # a byte-order mark, or spreadsheets take UTF-8 for the local code page
        write_atomically(file, buffer.getvalue().encode("utf-8-sig", errors="surrogateescape"))
    except OSError as error:
        raise OutputNotWritable(file=file, reason=error.strerror) from error
