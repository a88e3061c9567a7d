"""How many pictures to hand over at once, by the memory of the device."""

from __future__ import annotations

import numpy as np
import torch

from engine.classifier.learning.machine import free_memory, is_out_of_memory
from engine.classifier.runtime.outputs import Runtime
from engine.classifier.sight.input import InputConfig

_ON_A_CPU, _ON_A_CARD = 32, 256
_MOST_BYTES = 2**26  # of views in one batch, several of which are under way
_TRIED = 8
_SHARE = 0.4  # of the free memory of a card: others use it too, and batches differ


def batch_size_for(runtime: Runtime, config: InputConfig, device: str) -> int:
    """Measured on a graphics card; elsewhere what keeps all cores busy and memory small."""
    by_bytes = max(1, _MOST_BYTES // (3 * config.size[0] * config.size[1]))
    if not device.startswith("cuda") or runtime.kind != "torch":
        return min(_ON_A_CPU, by_bytes)
    return max(1, min(_ON_A_CARD, by_bytes, _fitting(runtime, config, device)))


def _fitting(runtime: Runtime, config: InputConfig, device: str) -> int:
    before = torch.cuda.memory_allocated(device)
    torch.cuda.reset_peak_memory_stats(device)
    try:
        runtime.begin(np.zeros((_TRIED, *config.size, 3), np.uint8)).result()
    except RuntimeError as error:
        if is_out_of_memory(error):
            return 1
        raise
    each = max(1, (torch.cuda.max_memory_allocated(device) - before) // _TRIED)
    return int(_SHARE * free_memory(device)) // each
