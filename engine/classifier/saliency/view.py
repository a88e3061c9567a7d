"""What a network sees of one picture, what it says of it, and how places in the view and in the picture belong together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from engine.classifier.calibration import softmax
from engine.classifier.model.files import LoadedModel
from engine.classifier.network import as_numpy
from engine.classifier.sight.frame import Box, visible_box
from engine.classifier.sight.transforms import evaluation_transform
from engine.classifier.values import Saliency
from engine.images.reader import read_facts, read_image

_COARSE = 32  # cells a side, from which a picture is enlarged more smoothly
_LONGEST, _SHORTEST = 512, 224  # bounds of the heatmap's longer side, px


@dataclass(frozen=True)
class View:
    """`pixels` float32 (1, 3, H, W), normalized, on the model's device: the mean colour, the view of nothing, is 0.

    They show `box` of the decoded picture, which is `decoded` = (width, height) px; the picture itself is `size` px.
    """

    pixels: torch.Tensor = field(repr=False, compare=False)
    box: Box
    decoded: tuple[int, int]
    size: tuple[int, int]

    @property
    def frame(self) -> tuple[slice, slice]:
        """The rows and columns of the view that show the picture; the rest is padding."""
        height, width = self.pixels.shape[-2:]
        left, top, right, bottom = self.box
        columns = _inside(left, right, self.decoded[0], width)
        return _inside(top, bottom, self.decoded[1], height), columns


def view_of(model: LoadedModel, path: Path) -> View:
    """Raises `PictureUnreadable`."""
    transform = evaluation_transform(model.config)
    image = read_image(path, transform.decoded_size)
    facts = read_facts(path)
    pixels = transform(image)[None].to(model.device)
    return View(pixels, visible_box(model.config, image.size), image.size, (facts.width, facts.height))


def probabilities(model: LoadedModel, logits: torch.Tensor) -> np.ndarray:
    """Float32 (B, K) as the model's answers are told: calibrated if it has a calibration."""
    values = as_numpy(logits)
    return softmax(values) if model.calibration is None else model.calibration.probabilities(values)


def asked(model: LoadedModel, batches: Iterable[torch.Tensor]) -> Iterator[torch.Tensor]:
    """Logits float32 (n, K) for each batch of views (n, 3, H, W), as they are made; never in half precision, which blurs small changes."""
    for batch in batches:
        with torch.inference_mode():
            yield model.network(batch)


def over_picture(cam: torch.Tensor, box: Box, size: tuple[int, int]) -> np.ndarray:
    """`cam`, which covers `box` of a picture of `size` (width, height), over the whole picture: float32 (H, W), 0 outside."""
    width, height = size
    scale = min(max(max(size), _SHORTEST), _LONGEST) / max(size)
    columns, rows = max(1, round(width * scale)), max(1, round(height * scale))
    left, top, right, bottom = box
    x = ((torch.arange(columns) + 0.5) * width / columns - left) / (right - left) * 2 - 1
    y = ((torch.arange(rows) + 0.5) * height / rows - top) / (bottom - top) * 2 - 1
    seen = (x.abs() <= 1)[None, :] & (y.abs() <= 1)[:, None]
    return as_numpy((_sampled(cam.cpu(), x, y) * seen).clamp(0, 1))


def onto_view(saliency: Saliency, view: View) -> torch.Tensor:
    """The map as the view shows it: float32 (H, W) on the CPU; the inverse of `over_picture`.

    A coarse map says the same of all of a cell, and so does this: what enlarges it smoothly makes up what lies between.
    """
    height, width = view.pixels.shape[-2:]
    if saliency.cells is not None:
        return functional.interpolate(torch.from_numpy(saliency.cells)[None, None], (height, width), mode="nearest-exact")[0, 0]
    left, top, right, bottom = view.box
    x = (left + (torch.arange(width) + 0.5) / width * (right - left)) / view.decoded[0] * 2 - 1
    y = (top + (torch.arange(height) + 0.5) / height * (bottom - top)) / view.decoded[1] * 2 - 1
    return _sampled(torch.from_numpy(np.ascontiguousarray(saliency.heatmap, np.float32)), x, y)


def network_of(model: LoadedModel) -> Any:
    """The network, whose methods are timm's and unknown to torch's own types."""
    return model.network


def _sampled(values: torch.Tensor, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """`values` (h, w), which cover -1..1 both ways, at all columns `x` and rows `y`: float32 (rows, columns)."""
    grid = torch.stack(torch.meshgrid(x, y, indexing="xy"), dim=-1)
    source = values[None, None].float()
    mode = "bicubic" if min(values.shape) <= _COARSE else "bilinear"
    return functional.grid_sample(source, grid[None].float(), mode, padding_mode="border", align_corners=False)[0, 0]


def _inside(start: float, stop: float, side: int, cells: int) -> slice:
    """Those of `cells` over start..stop whose centres lie within 0..side; at least one."""
    centres = start + (np.arange(cells) + 0.5) / cells * (stop - start)
    within = np.flatnonzero((centres >= 0) & (centres <= side))
    return slice(int(within[0]), int(within[-1]) + 1) if len(within) else slice(0, cells)
