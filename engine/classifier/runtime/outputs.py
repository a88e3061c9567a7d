"""The one computation that every runtime carries out: from bytes to logits and pooled features."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import torch
from torch import nn

from engine.classifier.sight.input import InputConfig

_ALIKE = 1e-4  # of the largest logit: rounding, where the order of the sums differs


@dataclass(frozen=True)
class Outputs:
    """`logits` float32 (B, K) and the pooled `features` float32 (B, D) that they were computed from."""

    logits: np.ndarray = field(repr=False)
    features: np.ndarray = field(repr=False)


class Underway(Protocol):
    """A computation that may still go on elsewhere."""

    def result(self) -> Outputs:
        """Waits for it; raises what went wrong."""


class Runtime(Protocol):
    """Computes outputs; `begin` may return before they are there, so that the next pixels can be prepared meanwhile.

    `name` is for people; `kind` is "torch" or "openvino".
    """

    name: str
    kind: str

    def begin(self, pixels: np.ndarray) -> Underway:
        """Start with views uint8 (B, H, W, 3), B >= 1; they must not be changed before the result is there."""


class Asked(nn.Module):
    """A network with its normalization before it: views uint8 (B, H, W, 3) to (logits (B, K), features (B, D))."""

    scale: torch.Tensor
    shift: torch.Tensor

    def __init__(self, network: Any, config: InputConfig) -> None:
        super().__init__()
        self.network = network
        deviations = torch.tensor(config.std, dtype=torch.float32)
        # the arithmetic of transforms.tensor_of
        self.register_buffer("scale", (255 * deviations).reciprocal())
        self.register_buffer("shift", -torch.tensor(config.mean, dtype=torch.float32) / deviations)
        self._whole = False

    def forward(self, pixels: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        images = torch.addcmul(self.shift, pixels.to(torch.float32), self.scale).permute(0, 3, 1, 2)
        maps = self.network.forward_features(images)
        logits = self.network(images) if self._whole else self.network.forward_head(maps)
        return logits, self.network.forward_head(maps, pre_logits=True).flatten(1)

    def checked(self, size: tuple[int, int]) -> Asked:
        """Itself, certain that its logits are the network's: those of few architectures are more than their head's of their features."""
        random = torch.Generator().manual_seed(0)
        pixels = torch.randint(0, 256, (1, *size, 3), dtype=torch.uint8, generator=random).to(self.scale.device)
        with torch.no_grad():
            self._whole = False
            quick = self(pixels)[0]
            self._whole = True
            whole = self(pixels)[0]
        self._whole = not torch.allclose(quick, whole, rtol=0, atol=_ALIKE * float(whole.abs().max().clamp(min=1)))
        return self
