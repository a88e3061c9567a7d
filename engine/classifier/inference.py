"""Ask a model about pictures: any number of them, in the memory of a few hundred."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

from engine.classifier.asking import AUTO, TORCH, Asking
from engine.classifier.calibration import softmax
from engine.classifier.model.files import LoadedModel
from engine.classifier.runtime.batch_size import batch_size_for
from engine.classifier.runtime.choosing import Chosen, chosen
from engine.classifier.runtime.outputs import Outputs, Underway
from engine.classifier.sight.asked import AskedViews
from engine.classifier.sight.crew import PATIENCE, Seen, seen
from engine.classifier.values import Prediction
from engine.errors import translate
from engine.progress import Operation, Progress, run

STAGE = translate("operations", "Classifying pictures")
_BATCHES_AHEAD = 2  # that the runtime computes while the next ones are decoded
_MORE_THREADS = 2  # than cores: some always wait for the drive
_MANY = 64  # pictures from which it is worth finding the fastest runtime


@dataclass(frozen=True)
class AnswerBatch:
    """What a model says of some pictures; `places[i]` is the position of answer i among the given paths.

    `probabilities` float32 (B, K), calibrated where the model is; `features` float32 (B, D), pooled; `novelty` float32 (B,) in 0..1,
    NaN where the model knows none. `failures` are (place, reason) of pictures that could not be read. With several views of a
    picture, probabilities and features are their means.
    """

    places: list[int]
    probabilities: np.ndarray = field(repr=False)
    features: np.ndarray = field(repr=False)
    novelty: np.ndarray = field(repr=False)
    failures: tuple[tuple[int, str], ...] = ()


class Asker:
    """A model at work in its runtime; `prepared` makes one and tells how far it is. One thread may ask it at a time.

    `runtime` is the name for people of what computes, `remarks` is what they should know about it.
    """

    def __init__(self, model: LoadedModel, asking: Asking = Asking(), found: Chosen | None = None) -> None:  # noqa: B008 - it is frozen
        self.model = model
        self.asking = asking
        found = found or run(chosen(model, asking))
        self._computing = found.runtime
        self._algebra = ThreadpoolController().select(user_api="blas")
        self.runtime, self.remarks = found.runtime.name, found.remarks
        self.batch_size = asking.batch_size or batch_size_for(found.runtime, model.config, model.device)

    def ask(self, paths: Iterable[Path], patience: float = PATIENCE) -> Generator[AnswerBatch, None, None]:
        """The answers about `paths`, each once, nearly in their order: pictures that take long to read come later.

        `paths` is read a few batches ahead. A picture that takes more than `patience` seconds to read is a failure. Closing the
        generator ends the threads.
        """
        looking = AskedViews(self.model.config, self.asking)
        threads = torch.get_num_threads() + _MORE_THREADS
        underway: deque[_Asked] = deque()
        with closing(seen(paths, looking, threads, self.batch_size + 2 * threads, patience)) as source:
            for batch in _batches(source, self.batch_size):
                underway.append(self._begun(batch))
                if len(underway) > _BATCHES_AHEAD:
                    yield self._answered(underway.popleft())
            while underway:
                yield self._answered(underway.popleft())

    def answered(self, pictures: Sequence[Seen]) -> AnswerBatch:
        """The answers about pictures that were looked at elsewhere, such as on other processors of a cluster."""
        return self._answered(self._begun(pictures))

    def _begun(self, batch: Sequence[Seen]) -> _Asked:
        views = [each.views for each in batch if each.views is not None]
        return _Asked(batch, self._computing.begin(np.concatenate(views)) if views else None)

    def _answered(self, asked: _Asked) -> AnswerBatch:
        failures = tuple((each.place, each.failure) for each in asked.batch if each.views is None)
        if asked.underway is None:
            return AnswerBatch([], *self._nothing(), failures)
        counts = [len(each.views) for each in asked.batch if each.views is not None]
        outputs = asked.underway.result()
        features = _means(outputs.features, counts)
        places = [each.place for each in asked.batch if each.views is not None]
        return AnswerBatch(places, _means(self._probabilities(outputs), counts), features, self._novelty(features), failures)

    def _probabilities(self, outputs: Outputs) -> np.ndarray:
        """Of each view. Those of a picture's views are averaged, not their logits: as Krizhevsky et al. 2012, section 4.1."""
        calibration = self.model.calibration
        return calibration.probabilities(outputs.logits) if calibration is not None else softmax(outputs.logits)

    def _novelty(self, features: np.ndarray) -> np.ndarray:
        known = self.model.known
        if known is None:
            return np.full(len(features), np.nan, np.float32)
        with self._algebra.limit(limits=1):  # more threads, where the cores are taken, wait for each other: 1.6 ms a picture, not 0.02
            return known.scores(features)

    def _nothing(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        return np.zeros((0, 0), np.float32), np.zeros((0, 0), np.float32), np.zeros(0, np.float32)


def prepared(model: LoadedModel, asking: Asking = Asking()) -> Operation[Asker]:  # noqa: B008 - it is frozen
    """The model at work in the fastest runtime of this machine, which is tried out if it is not known yet."""
    found = yield from chosen(model, asking)
    return Asker(model, asking, found)


def predict(model: LoadedModel, paths: Sequence[Path], batch_size: int = 32, asking: Asking | None = None) -> Operation[list[Prediction]]:
    """One prediction for each of `paths`, in their order; each `Progress.detail` holds those of one batch.

    Pictures that cannot be read get a prediction with a `failure`. Without `asking`, a few pictures are not worth looking for the
    fastest runtime.
    """
    asking = asking or Asking(AUTO if len(paths) >= _MANY else TORCH, batch_size=batch_size)
    predictions: dict[int, Prediction] = {}
    yield Progress(STAGE, 0, len(paths), ())
    asker = yield from prepared(model, asking)
    with closing(asker.ask(paths)) as source:
        for batch in source:
            answers = _predictions(paths, batch)
            predictions |= answers
            yield Progress(STAGE, len(predictions), len(paths), tuple(answers[place] for place in sorted(answers)))
    return [predictions[place] for place in range(len(paths))]


def _predictions(paths: Sequence[Path], batch: AnswerBatch) -> dict[int, Prediction]:
    answers = {place: Prediction(paths[place], failure=reason) for place, reason in batch.failures}
    rows = batch.probabilities.tolist()
    return answers | {place: Prediction(paths[place], tuple(row)) for place, row in zip(batch.places, rows, strict=True)}


@dataclass(frozen=True)
class _Asked:
    batch: Sequence[Seen]
    underway: Underway | None


def _batches(source: Iterable[Seen], size: int) -> Generator[list[Seen], None, None]:
    batch: list[Seen] = []
    for each in source:
        batch.append(each)
        if len(batch) >= size:
            yield batch
            batch = []
    if batch:
        yield batch


def _means(rows: np.ndarray, counts: Sequence[int]) -> np.ndarray:
    """The mean of the first counts[0] rows, of the next counts[1], and so on; float32."""
    if len(rows) == len(counts):
        return rows
    starts = np.cumsum([0, *counts[:-1]])
    means: np.ndarray = np.add.reduceat(rows, starts, axis=0) / np.asarray(counts, np.float32)[:, None]
    return means.astype(np.float32)
