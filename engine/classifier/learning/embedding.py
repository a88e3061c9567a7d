"""Pictures to feature vectors: the backbone's pooled output, from which a linear head can be fitted in seconds.

With a store each picture is shown to the network once for all trainings: what is kept is not even decoded again.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, field

import numpy as np
import torch

from engine.classifier.learning.backbone import backbone_identity
from engine.classifier.learning.embedding_store import EmbeddingStore
from engine.classifier.learning.feature_views import FeatureView
from engine.classifier.learning.machine import is_out_of_memory, let_go_of_memory
from engine.classifier.network import Network, as_numpy, pooled_features
from engine.classifier.sight.dataset import Batch, PictureMemory, batches
from engine.classifier.sight.transforms import tensor_of
from engine.classifier.values import NOWHERE, Example, Storage
from engine.errors import translate
from engine.progress import Operation, Progress

STAGE = translate("operations", "Embedding pictures")
_HALF = {"bf16": torch.bfloat16, "fp16": torch.float16}
_WRITTEN_AT_ONCE = 128  # pictures: a killed run loses no more


@dataclass(frozen=True)
class Embeddings:
    """`features` float32 (N, D); row i is of the picture `indices[i]` of those given. `failures` are (index, reason)."""

    features: np.ndarray = field(repr=False)
    indices: list[int]
    failures: tuple[tuple[int, str], ...] = ()


class Embedder:
    """A network that looks at pictures. `precision` is "fp32", "bf16" or "fp16"; `computed` counts what it was shown.

    `network.module` must be on `device` and is put into evaluation mode.
    """

    def __init__(
        self,
        network: Network,
        device: str,
        precision: str = "fp32",
        batch_size: int = 32,
        memory: PictureMemory | None = None,
        storage: Storage = NOWHERE,
    ) -> None:
        self._network = network
        self._device = device
        self._precision = precision
        self._batch_size = batch_size
        self._memory = memory
        self._folder = storage.embeddings
        self._identity = backbone_identity(network, precision) if storage.embeddings else ""
        self.computed = 0

    def embed(self, examples: Sequence[Example], view: FeatureView, done: int = 0, total: int = 0) -> Operation[Embeddings]:
        """The features of all readable pictures as `view` shows them, in order; new ones are kept every few batches.

        Pictures without a key are not kept. `done` of `total` were embedded before, which only the progress tells.
        """
        total = total or len(examples)
        failures: list[tuple[int, str]] = []
        yield Progress(STAGE, done, total)
        with self._open(view) as store, _Keeper(store) as keeper:
            found = store.get([example.key for example in examples]) if store else {}
            rows = {index: found[example.key] for index, example in enumerate(examples) if example.key in found}
            missing = [index for index in range(len(examples)) if index not in rows]
            with closing(self._batches([examples[index] for index in missing], view)) as source:
                for batch in source:
                    for place, row in zip(batch.indices, self._features(batch, view.mirrored), strict=True):
                        rows[missing[place]] = row
                        keeper.keep(examples[missing[place]].key, row)
                    failures += [(missing[place], reason) for place, reason in batch.failures]
                    yield Progress(STAGE, done + len(rows) + len(failures), total)
        indices = sorted(rows)
        return Embeddings(np.stack([rows[index] for index in indices]) if indices else _none(), indices, tuple(failures))

    def _open(self, view: FeatureView) -> AbstractContextManager[EmbeddingStore | None]:
        return EmbeddingStore(self._folder, self._identity, view.name) if self._folder else nullcontext()

    def _batches(self, examples: Sequence[Example], view: FeatureView) -> Generator[Batch, None, None]:
        paths = [each.path for each in examples]
        return batches(paths, view.transform_of(examples), self._batch_size, seed=view.seed, memory=self._memory)

    def _features(self, batch: Batch, mirrored: bool) -> np.ndarray:
        """Float32 (B, D)."""
        if not batch.indices:
            return _none()
        self.computed += len(batch.indices)
        return self._looked_at(batch.pixels.flip(2) if mirrored else batch.pixels)

    def _looked_at(self, pixels: torch.Tensor) -> np.ndarray:
        """The features of `pixels` (B, H, W, 3), by halves where they are too many for the memory of the device."""
        try:
            with torch.inference_mode(), self._autocast():
                images = tensor_of(pixels, self._network.config, self._device)
                return as_numpy(pooled_features(self._network.module.eval(), images))
        except RuntimeError as error:
            if len(pixels) < 2 or not is_out_of_memory(error):
                raise
        let_go_of_memory(self._device)  # outside of the handler, whose error holds on to tensors
        self._batch_size = max(1, min(self._batch_size, len(pixels) // 2))
        return np.concatenate([self._looked_at(half) for half in pixels.chunk(2)])

    def _autocast(self) -> AbstractContextManager[object]:
        if self._precision not in _HALF:
            return nullcontext()
        return torch.autocast(torch.device(self._device).type, _HALF[self._precision])


class _Keeper:
    """Hands vectors to the store some at a time, the last ones also when the work is broken off."""

    def __init__(self, store: EmbeddingStore | None) -> None:
        self._store = store
        self._waiting: dict[str, np.ndarray] = {}

    def __enter__(self) -> _Keeper:
        return self

    def __exit__(self, *details: object) -> None:
        self._write()

    def keep(self, key: str, vector: np.ndarray) -> None:
        if self._store and key:
            self._waiting[key] = vector
            if len(self._waiting) >= _WRITTEN_AT_ONCE:
                self._write()

    def _write(self) -> None:
        if self._store and self._waiting:
            self._store.put(self._waiting)
            self._waiting = {}


def _none() -> np.ndarray:
    return np.zeros((0, 0), np.float32)
