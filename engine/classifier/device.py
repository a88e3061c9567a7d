"""The device to compute on, the seed, and how torch shares the machine with a window. Light: torch is imported at the call."""

from __future__ import annotations

import atexit
import ctypes
import gc
import importlib
import importlib.util
import os
import platform
import random
import sys
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3  # malloc.h
_KEPT_BYTES = 2**29

# The big libraries behind `import torch`, in the order in which torch loads them; the first shares what it names with the others.
_TORCH_LIBRARIES = ("libtorch_global_deps.so", "libc10.so", "libtorch_cpu.so", "libtorch_cuda.so", "libtorch.so")
_PACKAGES = (
    "numpy",
    "torch",
    "torchvision",
    "timm",
    "timm.optim",
    "lightning_fabric",
    "sklearn.linear_model",
    "sklearn.metrics",
    "sklearn.model_selection",
)


@cache
def preload() -> None:
    """Import torch and its company from a worker thread without holding up the window's thread for long.

    An import holds Python's lock (GIL) while the system loads a library; called as a foreign function, `dlopen` does not.
    A library that does not load here is left to the import, which explains what is wrong better.
    """
    if sys.platform == "linux":
        _load_torch_libraries()
    collecting = gc.isenabled()
    gc.disable()  # full collections among so many new modules hold the lock as well
    try:
        for package in _PACKAGES:
            importlib.import_module(package)
    finally:
        gc.freeze()  # modules live to the end: without this the first collection after would hold the lock for 0.3 s
        atexit.register(gc.unfreeze)  # or triton prints a page about what it could not free
        if collecting:
            gc.enable()


def _load_torch_libraries() -> None:
    found = importlib.util.find_spec("torch")
    if found is None or found.origin is None or "torch" in sys.modules:
        return
    dlopen = ctypes.CDLL(None).dlopen
    dlopen.argtypes, dlopen.restype = (ctypes.c_char_p, ctypes.c_int), ctypes.c_void_p
    for position, name in enumerate(_TORCH_LIBRARIES):
        file = Path(found.origin).parent / "lib" / name
        if file.exists():
            dlopen(os.fsencode(file), os.RTLD_LAZY if position else os.RTLD_NOW | os.RTLD_GLOBAL)


def best_device() -> str:
    """ "cuda", "mps" or "cpu": the fastest that this machine and this torch have."""
    import torch

    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def describe() -> str:
    """One line for people, such as "CPU, 8 cores (x86_64), torch 2.9.0"."""
    import torch

    version = f"torch {torch.__version__}"
    device = best_device()
    if device == "cuda":
        facts = torch.cuda.get_device_properties(0)
        return f"{facts.name}, {facts.total_memory / 2**30:.0f} GiB, {version}"
    name = "Apple graphics" if device == "mps" else "CPU"
    return f"{name}, {os.cpu_count() or 1} cores ({platform.machine()}), {version}"


def leave_a_core_for_the_window() -> None:
    """With every core taken by torch beside a busy window, training itself was measured to slow down 20-fold."""
    import torch

    torch.set_num_threads(max(1, (os.cpu_count() or 1) - 1))


def seed_everything(seed: int) -> None:
    """Seed torch on all devices, Python and NumPy, so that the same run on the same machine comes out the same."""
    import numpy as np
    import torch

    random.seed(seed)
    np.random.seed(seed % 2**32)
    torch.manual_seed(seed)


@cache
def reuse_memory() -> None:
    """Have the C library keep what tensors free for the next ones, instead of handing it back to the system each time.

    Only with glibc, whose defaults cost half the speed here: embedding 398 pictures took 13.1 s before and 6.3 s after.
    """
    if sys.platform == "linux" and platform.libc_ver()[0] == "glibc":
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_M_MMAP_THRESHOLD, _KEPT_BYTES)
        mallopt(_M_TRIM_THRESHOLD, _KEPT_BYTES)


def autocast(device: str) -> AbstractContextManager[object]:
    """Half precision where it is both fast and safe, which is bfloat16 on a graphics card; else nothing."""
    import torch

    if device.startswith("cuda") and torch.cuda.is_bf16_supported():
        return torch.autocast("cuda", torch.bfloat16)
    return nullcontext()


def placed(module: torch.nn.Module, device: str, channels_last: bool = True) -> torch.nn.Module:
    """`module` on `device`, in channels-last memory, in which convolutions are faster on CPUs and graphics cards alike."""
    import torch

    if not channels_last:
        return module.to(device)
    return module.to(device=device, memory_format=torch.channels_last)  # type: ignore[call-overload,no-any-return]
