"""Small heatmaps of many pictures, one after the other, for the thumbnails that the window shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.classifier.saliency.methods import GRAD_CAM
from engine.errors import FieldmarkError, translate
from engine.operations.learning import learning_ready
from engine.operations.models import open_model
from engine.progress import Operation, Progress

LONGEST = 96  # px of the longer side: a thumbnail is enlarged smoothly from that
_STAGE = translate("operations", "Finding the evidence")


@dataclass(frozen=True)
class SmallHeatmap:
    """The evidence for the most probable class in the picture `path`, to be laid over the whole of it: `pixels` are RGBA, row by row.

    Empty, with `width` and `height` 0, where there is none to be had.
    """

    path: Path
    width: int
    height: int
    pixels: bytes


def heatmaps(folder: Path, paths: Sequence[Path], opacity: float = 0.6) -> Operation[int]:
    """Find the evidence in each of `paths` by Grad-CAM; each `Progress.detail` is a `SmallHeatmap`. Returns how many there were.

    A picture that cannot be read, or a network that gives no map, has an empty one. Raises `ModelMissing`, `ModelDamaged`.
    """
    yield from learning_ready()
    yield Progress(_STAGE, 0, len(paths))
    model = open_model(folder)
    from engine.classifier.saliency.finding import saliency
    from engine.classifier.saliency.overlay import HEAT, layer

    found = 0
    for number, path in enumerate(paths, 1):
        try:
            heatmap = (yield from saliency(model, path, method=GRAD_CAM)).heatmap
        except FieldmarkError:
            yield Progress(_STAGE, number, len(paths), SmallHeatmap(path, 0, 0, b""))
            continue
        found += 1
        height, width = heatmap.shape
        scale = min(1.0, LONGEST / max(width, height))
        size = max(1, round(width * scale)), max(1, round(height * scale))
        pixels = layer(heatmap, HEAT, opacity, size=size)
        yield Progress(_STAGE, number, len(paths), SmallHeatmap(path, *size, pixels.tobytes()))
    return found
