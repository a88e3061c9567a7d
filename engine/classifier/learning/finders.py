"""Tries out what cannot be known beforehand: the learning rate that a network bears, and the batch that the memory holds."""

from __future__ import annotations

import copy
import math
from collections.abc import Sequence
from contextlib import closing
from typing import Any

import torch

from engine.classifier.learning.feed import Feed
from engine.classifier.learning.learner import Learner
from engine.classifier.learning.machine import free_memory, is_out_of_memory, let_go_of_memory
from engine.classifier.learning.material import Material
from engine.errors import translate
from engine.progress import Operation, Progress

FINDING = translate("operations", "Finding the learning rate")

TRIED_STEPS = 40
_LOWEST, _HIGHEST = 1e-6, 1.0
_SMOOTHING = 0.3
_BURST = 3.0  # times the best loss, at which the test is over
_SAFETY = 0.7  # of the free memory
_FIT_SIZES = (2, 6)


def find_learning_rate(learner: Learner, feed: Feed, material: Material, usual: float, steps: int = TRIED_STEPS) -> Operation[float]:
    """The learning rate by a range test (Smith 2017, section 3.3): it rises step by step from 1e-6 to 1 while the loss is watched.

    The rate in the middle of the steepest fall is taken, or `usual` where the loss never falls; never more than 5 times `usual`, nor
    less than a fifth: a test of a few steps is rough. The network and its optimizer are as before afterwards.
    """
    before = copy.deepcopy(learner.state())
    rates: list[float] = []
    losses: list[float] = []
    try:
        with closing(_endless(feed)) as source:
            for step in range(steps):
                batch = next(source)
                rate = _LOWEST * (_HIGHEST / _LOWEST) ** (step / (steps - 1))
                learner.set_rate(rate)
                targets = [material.training[index].target for index in batch.indices]
                if len(targets) > int(learner.needs_pairs):
                    learned = learner.learn(batch.pixels, targets, len(targets), (0, step), True)
                    loss = float(learned.loss) / learned.count
                    if not math.isfinite(loss) or (losses and loss > _BURST * min(losses)):
                        break
                    rates.append(rate)
                    losses.append(loss)
                yield Progress(FINDING, step + 1, steps)
    finally:
        learner.restore(before)
    return min(5 * usual, max(usual / 5, steepest(rates, losses) or usual))


def steepest(rates: Sequence[float], losses: Sequence[float]) -> float:
    """The rate at which the smoothed loss falls fastest per factor of the rate; 0 if it never falls."""
    smooth: list[float] = []
    for loss in losses:
        smooth.append(loss if not smooth else smooth[-1] + _SMOOTHING * (loss - smooth[-1]))
    falls = [smooth[place - 1] - smooth[place + 1] for place in range(1, len(smooth) - 1)]
    if not falls or max(falls) <= 0:
        return 0.0
    return float(f"{rates[1 + falls.index(max(falls))]:.2g}")


def _endless(feed: Feed) -> Any:
    epoch = 0
    while True:
        with closing(feed.training(epoch, 0)) as source:
            yield from source
        epoch += 1


def fitting_batch(module: torch.nn.Module, size: tuple[int, int], device: str, autocast: Any) -> int:
    """How many pictures of `size` (height, width) px a training step can hold on a graphics card; 0 on other devices.

    Two small steps are measured; what a picture takes is the slope between them.
    """
    if not device.startswith("cuda"):
        return 0
    taken = []
    for count in _FIT_SIZES:
        try:
            taken.append(_step_memory(module, count, size, device, autocast))
        except (RuntimeError, MemoryError) as error:
            if not is_out_of_memory(error):
                raise
            let_go_of_memory(device)
            return 1
    return largest_batch(_FIT_SIZES, taken, free_memory(device))


def _step_memory(module: torch.nn.Module, count: int, size: tuple[int, int], device: str, autocast: Any) -> int:
    torch.cuda.reset_peak_memory_stats(device)
    before = torch.cuda.memory_allocated(device)
    with autocast():
        module(torch.zeros(count, 3, *size, device=device)).float().sum().backward()
    module.zero_grad(set_to_none=True)
    return int(torch.cuda.max_memory_allocated(device) - before)


def largest_batch(counts: Sequence[int], taken: Sequence[int], free: int) -> int:
    """The largest power of two of pictures that fits into `free` bytes, given what two counts of them took."""
    each = max(1.0, (taken[1] - taken[0]) / (counts[1] - counts[0]))
    fixed = max(0.0, taken[0] - each * counts[0])
    most = max(1.0, (_SAFETY * free - fixed) / each)
    return int(2 ** math.floor(math.log2(most)))
