"""Pictures to batches: threads decode a little ahead of the network, so that no worker processes are needed.

Pictures that cannot be read are left out and named; they never stop a run.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from engine.classifier.sight.transforms import Transform, normalized
from engine.classifier.values import Example
from engine.errors import PictureUnreadable
from engine.images.reader import read_image

MEMORY_LIMIT = 256 * 2**20  # bytes of decoded RGB
_BATCHES_AHEAD = 2
_PICTURES_A_TASK = 8  # handing over tiny pictures one by one costs more than preparing them


@dataclass(frozen=True)
class Batch:
    """`images` float32 (B, 3, H, W); `indices[i]` is the place of `images[i]` in the given sequence.

    `failures` are (index, reason) of the pictures of this batch that could not be read; B may be 0.
    """

    images: torch.Tensor
    indices: list[int]
    failures: tuple[tuple[int, str], ...]


class PictureMemory:
    """Decoded pictures kept for the next epoch, as many as fit into `limit` bytes, and the reasons of unreadable ones."""

    def __init__(self, limit: int = MEMORY_LIMIT) -> None:
        self._free = limit
        self._kept: dict[Path, Image.Image | str] = {}
        self._lock = threading.Lock()

    def read(self, path: Path, shrink_to: int) -> Image.Image:
        """The upright RGB picture; raises `PictureUnreadable`."""
        kept = self._kept.get(path)
        if isinstance(kept, str):
            raise PictureUnreadable(path=path, reason=kept)
        if kept is not None:
            return kept
        try:
            image = read_image(path, shrink_to)
        except PictureUnreadable as failure:
            self._kept[path] = failure.reason
            raise
        self._keep(path, image)
        return image

    def _keep(self, path: Path, image: Image.Image) -> None:
        size = 3 * image.width * image.height
        with self._lock:
            # First come, first kept: with pictures read in turn, throwing out the oldest would lose each one before its reuse.
            if size <= self._free and path not in self._kept:
                self._free -= size
                self._kept[path] = image


@dataclass(frozen=True)
class _Prepared:
    index: int
    view: np.ndarray | None
    reason: str = ""


class _Preparation:
    """Reads pictures and takes their views in threads, until it is stopped."""

    def __init__(self, paths: Sequence[Path], transform: Transform, seed: int | None, memory: PictureMemory) -> None:
        self._paths = paths
        self._transform = transform
        self._seed = seed or 0
        self._memory = memory
        self._stopped = threading.Event()
        self._pool = ThreadPoolExecutor(max(1, min(os.cpu_count() or 1, len(paths))), thread_name_prefix="decoding")

    def start(self, indices: Sequence[int]) -> list[Future[list[_Prepared]]]:
        parts = [indices[start : start + _PICTURES_A_TASK] for start in range(0, len(indices), _PICTURES_A_TASK)]
        return [self._pool.submit(self._prepare, part) for part in parts]

    def stop(self) -> None:
        self._stopped.set()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _prepare(self, indices: Sequence[int]) -> list[_Prepared]:
        return [self._prepare_one(int(index)) for index in indices if not self._stopped.is_set()]

    def _prepare_one(self, index: int) -> _Prepared:
        try:
            image = self._memory.read(self._paths[index], self._transform.decoded_size)
        except PictureUnreadable as failure:
            return _Prepared(index, None, failure.reason)
        return _Prepared(index, np.asarray(self._transform.view(image, (self._seed, index))))


def batches(
    items: Sequence[Example] | Sequence[Path],
    transform: Transform,
    batch_size: int,
    shuffle_seed: int | None = None,
    memory: PictureMemory | None = None,
) -> Generator[Batch, None, None]:
    """All of `items` in order, or in the order and the random views of `shuffle_seed`.

    A lone last picture joins the batch before it: batch norm cannot learn from one. Closing the iterator ends its threads.
    """
    paths = [item.path if isinstance(item, Example) else item for item in items]
    order = list(range(len(paths))) if shuffle_seed is None else np.random.default_rng(shuffle_seed).permutation(len(paths)).tolist()
    preparation = _Preparation(paths, transform, shuffle_seed, memory or PictureMemory(0))
    ahead: deque[list[Future[list[_Prepared]]]] = deque()
    try:
        for indices in _parts(order, batch_size):
            ahead.append(preparation.start(indices))
            if len(ahead) > _BATCHES_AHEAD:
                yield _batch(ahead.popleft(), transform)
        while ahead:
            yield _batch(ahead.popleft(), transform)
    finally:
        preparation.stop()


def _parts(order: list[int], size: int) -> list[list[int]]:
    parts = [order[start : start + size] for start in range(0, len(order), size)]
    if size > 1 and len(parts) > 1 and len(parts[-1]) == 1:
        parts[-2:] = [parts[-2] + parts[-1]]
    return parts


def _batch(tasks: list[Future[list[_Prepared]]], transform: Transform) -> Batch:
    prepared = [each for task in tasks for each in task.result()]
    views = [each.view for each in prepared if each.view is not None]
    readable = [each.index for each in prepared if each.view is not None]
    return Batch(normalized(views, transform.config), readable, tuple((each.index, each.reason) for each in prepared if each.view is None))
