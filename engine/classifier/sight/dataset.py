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
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch

from engine.classifier.sight.memory import PictureMemory
from engine.classifier.sight.transforms import Picture, Transform, write
from engine.errors import PictureUnreadable

__all__ = ["Batch", "PictureMemory", "batches"]

_BATCHES_AHEAD = 2
_PIXELS_A_TASK = 2**18  # a few photos, or many tiny pictures, of which handing over each would cost more than preparing it
_LEAST_A_TASK, _MOST_A_TASK = 4, 64


@dataclass(frozen=True)
class Batch:
    """`pixels` uint8 (B, H, W, 3) on the CPU; `indices[i]` is the place of `pixels[i]` in the given sequence of paths.

    `failures` are (index, reason) of the pictures of this batch that could not be read; B may be 0. `tensor_of` makes of `pixels`
    what the network takes.
    """

    pixels: torch.Tensor
    indices: list[int]
    failures: tuple[tuple[int, str], ...]


def batches(
    paths: Sequence[Path],
    transform: Transform,
    batch_size: int,
    order: Sequence[int] | None = None,
    seed: int | None = None,
    first: int = 0,
    memory: PictureMemory | None = None,
    pin: bool = False,
) -> Generator[Batch, None, None]:
    """The pictures `order` (indices into `paths`, which may repeat; None: all in turn), prepared a little ahead.

    The view at place p of `order` is drawn from (`seed`, `first` + p) alone. `memory` keeps what it can for the next pass. `pin` puts
    the pixels into page-locked memory where there is a graphics card, which copies them from it while it computes. A lone last picture
    joins the batch before it: batch norm cannot learn from one. Closing the iterator ends its threads.
    """
    places = range(len(paths)) if order is None else [int(index) for index in order]
    preparation = _Preparation(paths, transform, seed or 0, memory or PictureMemory(0), min(batch_size, len(places)))
    ahead: deque[_Underway] = deque()
    try:
        for start, stop in _parts(len(places), batch_size):
            ahead.append(preparation.start(places[start:stop], first + start, pin and torch.cuda.is_available()))
            if len(ahead) > _BATCHES_AHEAD:
                yield ahead.popleft().batch()
        while ahead:
            yield ahead.popleft().batch()
    finally:
        preparation.stop()


def _parts(count: int, size: int) -> list[tuple[int, int]]:
    """The bounds of the batches in the order."""
    bounds = [*range(0, count, size), count]
    if size > 1 and len(bounds) > 2 and bounds[-1] - bounds[-2] == 1:
        del bounds[-2]
    return list(pairwise(bounds))


@dataclass(frozen=True)
class _Underway:
    """A batch that threads are still writing into; each task tells what it could not read, as (row, reason)."""

    pixels: torch.Tensor
    indices: Sequence[int]
    tasks: list[Future[list[tuple[int, str]]]]

    def batch(self) -> Batch:
        failed = {row: reason for task in self.tasks for row, reason in task.result()}
        if not failed:
            return Batch(self.pixels, list(self.indices), ())
        readable = [row for row in range(len(self.indices)) if row not in failed]
        failures = tuple((self.indices[row], reason) for row, reason in failed.items())
        return Batch(self.pixels[readable], [self.indices[row] for row in readable], failures)


class _Preparation:
    """Reads pictures and takes their views in threads, until it is stopped."""

    def __init__(self, paths: Sequence[Path], transform: Transform, seed: int, memory: PictureMemory, at_once: int) -> None:
        self._paths = paths
        self._transform = transform
        self._seed = seed
        self._memory = memory
        self._stopped = threading.Event()
        height, width = transform.config.size
        self._pictures_a_task = min(max(_PIXELS_A_TASK // (height * width), _LEAST_A_TASK), _MOST_A_TASK)
        self._pool = ThreadPoolExecutor(max(1, min(os.cpu_count() or 1, at_once)), thread_name_prefix="decoding")

    def start(self, indices: Sequence[int], first: int, pin: bool) -> _Underway:
        """Begin with a batch whose first picture is at place `first`."""
        pixels = torch.empty((len(indices), *self._transform.config.size, 3), dtype=torch.uint8, pin_memory=pin)
        rows, each = pixels.numpy(), self._pictures_a_task
        tasks = [
            self._pool.submit(self._prepare, rows[start : start + each], indices[start : start + each], start, first + start)
            for start in range(0, len(indices), each)
        ]
        return _Underway(pixels, indices, tasks)

    def stop(self) -> None:
        self._stopped.set()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _prepare(self, out: np.ndarray, indices: Sequence[int], row: int, place: int) -> list[tuple[int, str]]:
        """Write the views into `out`, whose first row is row `row` of the batch."""
        failures: list[tuple[int, str]] = []
        found: list[tuple[int, Picture]] = []
        for position, index in enumerate(indices):
            if self._stopped.is_set():
                return []
            try:
                if self._transform.fixed:
                    write(out[position], self._memory.plain(self._paths[index], self._transform))
                else:
                    found.append((position, self._memory.read(self._paths[index], self._transform.decoded_size)))
            except PictureUnreadable as failure:
                failures.append((row + position, failure.reason))
        if found:
            self._take_views(out, found, place)
        return failures

    def _take_views(self, out: np.ndarray, found: list[tuple[int, Picture]], place: int) -> None:
        positions = [position for position, _ in found]
        whole = len(found) == len(out)
        views = out if whole else np.empty((len(found), *out.shape[1:]), np.uint8)
        self._transform.fill(views, [picture for _, picture in found], self._seed, [place + position for position in positions])
        if not whole:
            out[positions] = views
