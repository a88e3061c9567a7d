"""PyTorch as the runtime: on graphics cards, on Apple's, and on a CPU where nothing faster is there."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

import numpy as np
import torch

from engine.classifier.asking import TORCH
from engine.classifier.device import placed
from engine.classifier.learning.machine import is_out_of_memory, let_go_of_memory
from engine.classifier.runtime.outputs import Asked, Outputs

_ON_A_CPU = 16  # views at once: more only leave the caches of the processor


class TorchRuntime:
    """`asked` must be in evaluation mode. `fast` computes in half precision where that is fast."""

    kind = TORCH

    def __init__(self, asked: Asked, device: str, fast: bool = False) -> None:
        self._asked = placed(asked, device)
        self._device = torch.device(device)
        self._half = _half_of(self._device) if fast else None
        self._at_once = _ON_A_CPU if self._device.type == "cpu" else 0  # 0: all
        self.name = f"PyTorch {'fp32' if self._half is None else 'bf16' if self._half is torch.bfloat16 else 'fp16'}"

    @property
    def is_half(self) -> bool:
        """Whether it computes with fewer digits; on some machines nothing is gained by it."""
        return self._half is not None

    def begin(self, pixels: np.ndarray) -> _OnDevice:
        """A graphics card works on alone after this; a CPU is done with it."""
        return _OnDevice(self._computed(torch.from_numpy(pixels)))

    def _computed(self, pixels: torch.Tensor) -> list[tuple[torch.Tensor, torch.Tensor]]:
        parts = pixels.split(self._at_once) if self._at_once else (pixels,)
        return [outputs for part in parts for outputs in self._in_memory(part)]

    def _in_memory(self, pixels: torch.Tensor) -> list[tuple[torch.Tensor, torch.Tensor]]:
        """The outputs of `pixels`, by halves where they are too many for the memory of the device."""
        try:
            with torch.inference_mode(), self._precision():
                return [self._asked(pixels.to(self._device, non_blocking=True))]
        except RuntimeError as error:
            if len(pixels) < 2 or not is_out_of_memory(error):
                raise
        let_go_of_memory(str(self._device))  # outside of the handler, whose error holds on to tensors
        self._at_once = len(pixels) // 2
        return self._computed(pixels)

    def _precision(self) -> AbstractContextManager[object]:
        if self._half is not None:
            return torch.autocast(self._device.type, self._half)
        if self._device.type != "cuda":
            return nullcontext()
        return torch.backends.cudnn.flags(enabled=True, allow_tf32=False)  # or convolutions compute with 10 bits of a number's 23


@dataclass(frozen=True)
class _OnDevice:
    parts: list[tuple[torch.Tensor, torch.Tensor]]

    def result(self) -> Outputs:
        logits, features = (np.concatenate([part[index].float().cpu().numpy() for part in self.parts]) for index in range(2))
        return Outputs(logits, features)


def _half_of(device: torch.device) -> torch.dtype | None:
    """The half precision in which the device computes faster, None if there is none."""
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float16
    if device.type == "mps":
        return torch.float16
    quick = any(getattr(torch.cpu, f"_is_{name}_supported", bool)() for name in ("avx512_bf16", "amx_tile"))
    return torch.bfloat16 if quick else None
