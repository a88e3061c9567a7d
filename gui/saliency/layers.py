"""What is laid over a picture, made in a worker thread: colours take a moment at the size of a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from engine.errors import translate
from engine.progress import Operation, Progress

if TYPE_CHECKING:
    import numpy as np

OFF, HEAT, CONTOURS, EVIDENCE = "", "heat", "contours", "evidence"  # the last three as in `engine.classifier.saliency.overlay`
OPACITIES = {HEAT: 0.6, CONTOURS: 1.0, EVIDENCE: 0.85}  # to begin with
WORDS = {
    OFF: translate("Layers", "Off"),
    HEAT: translate("Layers", "Heat"),
    CONTOURS: translate("Layers", "Contours"),
    EVIDENCE: translate("Layers", "Evidence"),
}
MEANINGS = {
    OFF: translate("Layers", "The picture alone"),
    HEAT: translate("Layers", "Colours over the picture: the paler, the more evidence"),
    CONTOURS: translate("Layers", "Lines round the hottest half, quarter and tenth of the picture"),
    EVIDENCE: translate("Layers", "Darkens all but the hottest quarter of the picture"),
}
_LONGEST = 1024  # px; lines and edges stay fine when somebody zooms in


def layered(heatmap: np.ndarray, mode: str) -> Operation[QImage]:
    """The layer of `heatmap`, fully opaque where it is strongest."""
    from engine.classifier.saliency.overlay import layer

    yield Progress("")
    height, width = heatmap.shape
    scale = 1 if mode == HEAT else max(1, _LONGEST / max(width, height))  # heat has no edges
    return image_of(layer(heatmap, mode, 1.0, size=(round(width * scale), round(height * scale))))


def legend_image() -> QImage:
    """The colours from little to much; to be asked for once there was a map, which has brought numpy."""
    from engine.classifier.saliency.overlay import legend

    return image_of(legend(256, 1))


def image_of(pixels: np.ndarray) -> QImage:
    """uint8 RGBA (H, W, 4) as an image of its own, as the screen takes it."""
    height, width = pixels.shape[:2]
    image = QImage(pixels.tobytes(), width, height, width * 4, QImage.Format.Format_RGBA8888)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
