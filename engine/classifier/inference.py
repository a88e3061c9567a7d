"""Ask a model about pictures."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import torch

from engine.classifier.device import autocast
from engine.classifier.model.files import LoadedModel
from engine.classifier.sight.dataset import Batch, batches
from engine.classifier.sight.transforms import evaluation_transform, tensor_of
from engine.classifier.values import Prediction
from engine.errors import translate
from engine.progress import Operation, Progress

STAGE = translate("operations", "Classifying pictures")


def predict(model: LoadedModel, paths: Sequence[Path], batch_size: int = 32) -> Operation[list[Prediction]]:
    """One prediction for each of `paths`, in their order; each `Progress.detail` holds those of one batch.

    Pictures that cannot be read get a prediction with a `failure`.
    """
    predictions: list[Prediction] = []
    yield Progress(STAGE, 0, len(paths), ())
    with closing(batches(paths, evaluation_transform(model.config), batch_size)) as source:
        for batch in source:
            answers = _answers(model, paths, batch)
            predictions += answers
            yield Progress(STAGE, len(predictions), len(paths), answers)
    return predictions


def _answers(model: LoadedModel, paths: Sequence[Path], batch: Batch) -> tuple[Prediction, ...]:
    answers = {index: Prediction(paths[index], failure=reason) for index, reason in batch.failures}
    if batch.indices:
        with torch.inference_mode(), autocast(model.device):
            logits = model.network(tensor_of(batch.pixels, model.config, model.device))
        rows = logits.double().softmax(dim=1).cpu().tolist()
        answers.update((index, Prediction(paths[index], tuple(row))) for index, row in zip(batch.indices, rows, strict=True))
    return tuple(answers[index] for index in sorted(answers))
