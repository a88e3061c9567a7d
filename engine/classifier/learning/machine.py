"""The machine under a training: device, precision and processes, carried by Lightning Fabric, and the ways in which it fails."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from lightning_fabric import Fabric

from engine.classifier.recipe import AUTO, Recipe
from engine.errors import DeviceFailed

# Set by torchrun, which starts several processes that train together.
_TOGETHER = "TORCHELASTIC_RUN_ID"
_PRECISIONS: dict[str, Any] = {"fp32": "32-true", "bf16": "bf16-mixed", "fp16": "16-mixed"}
_CHATTER = ("lightning_fabric", "lightning.fabric")

# What torch says where memory ends, on a graphics card and in the computer itself.
_NO_MEMORY = ("out of memory", "can't allocate memory", "not enough memory")
# What it says where the device itself is in trouble: nothing on it can be used any more.
_DEVICE_TROUBLE = ("cuda error", "device-side assert", "cudnn_status", "cublas_status", "nccl error", "hip error", "mps backend")


def fabric_for(recipe: Recipe, device: str) -> Fabric:
    """Fabric on `device` in the recipe's precision, which must not be automatic any more."""
    accelerator, _, number = device.partition(":")
    for name in _CHATTER:
        logging.getLogger(name).setLevel(logging.WARNING)
    together = int(os.environ.get("WORLD_SIZE", "1")) if _TOGETHER in os.environ else 1
    nodes = int(os.environ.get("GROUP_WORLD_SIZE", "1")) if together > 1 else 1
    devices: Any = together // nodes if together > 1 else ([int(number)] if number and accelerator == "cuda" else 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # advice about servers of other makers
        fabric = Fabric(
            accelerator=accelerator,
            devices=devices,
            num_nodes=nodes,
            strategy="ddp" if together > 1 else "auto",
            precision=_PRECISIONS[recipe.precision],
        )
        fabric.launch()
    return fabric


def chosen_precision(device: str) -> str:
    """bf16 on graphics cards that compute in it, where it halves time and memory at no loss; else plain fp32."""
    return "bf16" if device.startswith("cuda") and torch.cuda.is_bf16_supported() else "fp32"


def precision_of(recipe: Recipe, device: str) -> str:
    return chosen_precision(device) if recipe.precision == AUTO else recipe.precision


def memory_in_use(device: str) -> int:
    """The most bytes of a graphics card's memory that tensors took so far; 0 on other devices."""
    return int(torch.cuda.max_memory_allocated(device)) if device.startswith("cuda") else 0


def free_memory(device: str) -> int:
    """Bytes that a graphics card has left; 0 on other devices, where the system lends what it has."""
    return int(torch.cuda.mem_get_info(device)[0]) if device.startswith("cuda") else 0


def is_out_of_memory(error: BaseException) -> bool:
    if isinstance(error, (torch.OutOfMemoryError, MemoryError)):
        return True
    return isinstance(error, RuntimeError) and any(words in str(error).lower() for words in _NO_MEMORY)


def let_go_of_memory(device: str) -> None:
    if device.startswith("cuda"):
        torch.cuda.empty_cache()


def device_trouble(error: BaseException) -> DeviceFailed | None:
    """The error in words if it is the device that failed, such as a driver that was reset or a card that fell off the bus."""
    said = str(error)
    if not isinstance(error, RuntimeError) or not any(words in said.lower() for words in _DEVICE_TROUBLE):
        return None
    return DeviceFailed(reason=said.partition("\n")[0])


@contextmanager
def repeatable(wanted: bool) -> Iterator[None]:
    """Have torch use only algorithms that give the same result each time, as far as it has them."""
    before = torch.are_deterministic_algorithms_enabled()
    if wanted:
        os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
        torch.use_deterministic_algorithms(True, warn_only=True)
    try:
        yield
    finally:
        torch.use_deterministic_algorithms(before)
