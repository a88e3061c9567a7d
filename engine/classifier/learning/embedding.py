"""Pictures to feature vectors: the backbone's pooled output, from which a linear head can be fitted in seconds."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import nn

from engine.classifier.device import autocast
from engine.classifier.network import as_numpy, pooled_features
from engine.classifier.sight.dataset import PictureMemory, batches
from engine.classifier.sight.input import InputConfig
from engine.classifier.sight.transforms import evaluation_transform
from engine.errors import translate
from engine.progress import Operation, Progress

STAGE = translate("operations", "Embedding pictures")


@dataclass(frozen=True)
class Embeddings:
    """`features` float32 (N, D); row i is of the picture `indices[i]` of those given. `failures` are (index, reason)."""

    features: np.ndarray = field(repr=False)
    indices: list[int]
    failures: tuple[tuple[int, str], ...] = ()


def embed(
    network: nn.Module,
    config: InputConfig,
    paths: Sequence[Path],
    device: str,
    batch_size: int = 32,
    memory: PictureMemory | None = None,
) -> Operation[Embeddings]:
    """The features of all readable pictures, in order. `network` must be on `device`; it is put into evaluation mode."""
    network.eval()
    rows: list[np.ndarray] = []
    indices: list[int] = []
    failures: list[tuple[int, str]] = []
    yield Progress(STAGE, 0, len(paths))
    with closing(batches(paths, evaluation_transform(config), batch_size, memory=memory)) as source:
        for batch in source:
            if batch.indices:
                with torch.inference_mode(), autocast(device):
                    rows.append(as_numpy(pooled_features(network, batch.images.to(device))))
            indices += batch.indices
            failures += batch.failures
            yield Progress(STAGE, len(indices) + len(failures), len(paths))
    return Embeddings(np.concatenate(rows) if rows else np.zeros((0, 0), np.float32), indices, tuple(failures))
