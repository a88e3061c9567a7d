"""Measure a network on this machine's best device: images a second for prediction and training, and the memory of a training step."""

from __future__ import annotations

import gc
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn
from torch.nn import functional
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves

from engine.classifier.architectures.names import known_to_timm
from engine.classifier.device import autocast, best_device, describe, placed, reuse_memory
from engine.errors import translate
from engine.progress import Operation, Progress

_CLASSES = 10
_SECONDS = 1.0  # the least time a speed is measured over
_FEWEST_STEPS = 2
_TOO_LARGE = translate("errors", "it does not fit into the memory of this machine")
# What networks raise that are built or fed in a way they were not made for.
_UNFIT = (RuntimeError, TypeError, ValueError, AssertionError, KeyError, AttributeError, IndexError, NotImplementedError)


@dataclass(frozen=True)
class Speed:
    """Images a second, and the most bytes of memory that a training step takes; None is unknown, and then `failure` says why."""

    predicted_per_second: float | None = None
    trained_per_second: float | None = None
    peak_bytes: int | None = None
    failure: str = ""


def machine() -> str:
    """What a measurement depends on: device, torch, threads."""
    return f"{describe()}, {torch.get_num_threads()} threads"


def size_of(name: str) -> int:
    """The side in px of the pictures that timm shows to the architecture."""
    cfg = known_to_timm().get_pretrained_cfg(name)
    return int(cfg.input_size[-1]) if cfg is not None else 224


def measured(name: str, size: int, batch: int, stage: Progress) -> Operation[Speed]:
    """The speeds of the architecture for `batch` square pictures of `size` px, without pretrained weights; yields `stage` between steps."""
    device = best_device()
    reuse_memory()
    try:
        return (yield from _speed(name, size, batch, device, stage))
    except (torch.OutOfMemoryError, MemoryError):
        return Speed(failure=_TOO_LARGE)
    except _UNFIT as error:
        too_large = "not enough memory" in str(error) or "can't allocate" in str(error)
        return Speed(failure=_TOO_LARGE if too_large else str(error).strip().partition("\n")[0][:160])
    finally:
        gc.collect()
        if device == "cuda":
            torch.cuda.empty_cache()


def _speed(name: str, size: int, batch: int, device: str, stage: Progress) -> Operation[Speed]:
    yield stage
    network = placed(_built(name, size), device)
    images = torch.rand(batch, 3, size, size, device=device).contiguous(memory_format=torch.channels_last)
    predicted = yield from _predicted(network, images, device, stage)
    trained, peak = yield from _trained(network, images, device, stage)
    return Speed(batch / predicted, batch / trained, peak)


def _built(name: str, size: int) -> nn.Module:
    timm = known_to_timm()
    cfg = timm.get_pretrained_cfg(name)
    sized = {"img_size": size} if cfg is not None and cfg.fixed_input_size and size != cfg.input_size[-1] else {}
    network: nn.Module = timm.create_model(name, pretrained=False, num_classes=_CLASSES, **sized)
    return network


def _predicted(network: nn.Module, images: torch.Tensor, device: str, stage: Progress) -> Operation[float]:
    network.eval()

    def step() -> None:
        with torch.inference_mode(), autocast(device):
            network(images)

    return (yield from _seconds_each(step, device, stage))


def _trained(network: nn.Module, images: torch.Tensor, device: str, stage: Progress) -> Operation[tuple[float, int | None]]:
    """Seconds of a step, and the most memory that the second one takes: the first makes the optimizer's state."""
    network.train()
    optimizer = torch.optim.AdamW(network.parameters())
    targets = torch.arange(len(images), device=device) % _CLASSES

    def step() -> None:
        optimizer.zero_grad()
        with autocast(device):
            loss = functional.cross_entropy(network(images), targets)
        loss.backward()
        optimizer.step()

    step()
    yield stage
    peak = _peak_of(step, network, optimizer, images, device)
    seconds = yield from _seconds_each(step, device, stage)
    return seconds, peak


def _seconds_each(step: Callable[[], None], device: str, stage: Progress) -> Operation[float]:
    """The mean over at least a second, after one step that is not counted."""
    step()
    _wait_for(device)
    began, steps = time.perf_counter(), 0
    while steps < _FEWEST_STEPS or time.perf_counter() - began < _SECONDS:
        yield stage
        step()
        _wait_for(device)
        steps += 1
    return (time.perf_counter() - began) / steps


def _wait_for(device: str) -> None:
    """Graphics cards work on while the program goes on."""
    if device == "cuda":
        torch.cuda.synchronize()
    elif device == "mps":
        torch.mps.synchronize()


def _peak_of(
    step: Callable[[], None], network: nn.Module, optimizer: torch.optim.Optimizer, images: torch.Tensor, device: str
) -> int | None:
    """The most bytes that are in use at once during `step`; on a CPU those of tensors, on a graphics card of its allocator."""
    if device == "cuda":
        torch.cuda.reset_peak_memory_stats()
        step()
        return int(torch.cuda.max_memory_allocated())
    if device != "cpu":
        step()
        return None
    state = [each for values in optimizer.state.values() for each in values.values()]
    live = _LiveTensors()
    with live:
        live.see([*network.parameters(), *network.buffers(), *(each.grad for each in network.parameters()), *state, images])
        step()
    return live.peak


class _LiveTensors(TorchDispatchMode):
    """Counts the bytes of all tensors that operations make, until they are gone: CPUs have no allocator that could be asked."""

    def __init__(self) -> None:
        super().__init__()
        self._alive: dict[int, int] = {}
        self._now = 0
        self.peak = 0

    def __torch_dispatch__(self, operation: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        made = operation(*args, **(kwargs or {}))
        self.see(made)
        return made

    def see(self, values: Any) -> None:
        for value in tree_leaves(values):
            if isinstance(value, torch.Tensor):
                self._count(value.untyped_storage())

    def _count(self, storage: torch.UntypedStorage) -> None:
        key = storage._cdata  # views of a tensor share it
        if key in self._alive:
            return
        self._alive[key] = storage.nbytes()
        self._now += storage.nbytes()
        self.peak = max(self.peak, self._now)
        weakref.finalize(storage, self._forget, key)

    def _forget(self, key: int) -> None:
        self._now -= self._alive.pop(key, 0)
