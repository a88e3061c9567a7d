"""Keeps what is seen: the picture with its evidence as PNG, the bare heatmap as NPY."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton

from engine.errors import OutputNotWritable
from engine.operations.explaining import Explanation
from engine.paths import write_atomically
from engine.progress import Operation, Progress
from gui import icons
from gui.jobs import Jobs
from gui.saliency.layers import HEAT, OFF
from gui.text import sentences

_LANE = "saliency-save"
_UNUSABLE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\s]+')  # in names of files


class SaveMenu(QObject):
    """The menu of `button`. What became of it is `told`."""

    told = Signal(str, bool)  # sentence, whether it failed

    def __init__(self, jobs: Jobs, button: QToolButton) -> None:
        super().__init__(button)
        self._jobs, self._button = jobs, button
        self._explanation: Explanation | None = None
        self._mode, self.opacity = HEAT, 0.6
        menu = QMenu(button)
        self.overlay_action = menu.addAction(icons.icon("picture"), self.tr("Picture with its evidence (PNG) …"), self._on_overlay)
        self.heatmap_action = menu.addAction(icons.icon("evaluate"), self.tr("Heatmap as numbers (NPY) …"), self._on_heatmap)
        button.clicked.connect(lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
        self.set_explanation(None)

    def set_explanation(self, explanation: Explanation | None) -> None:
        """What there is to keep."""
        self._explanation = explanation
        self._button.setEnabled(explanation is not None)

    def set_mode(self, mode: str) -> None:
        """How the evidence lies over the picture; a picture without any is kept with heat."""
        self._mode = HEAT if mode == OFF else mode

    def _on_overlay(self) -> None:
        explanation, mode, opacity = self._explanation, self._mode, self.opacity
        if explanation is not None:
            self._ask(explanation, ".png", self.tr("Pictures (*.png)"), lambda: encoded_overlay(explanation, opacity, mode))

    def _on_heatmap(self) -> None:
        explanation = self._explanation
        if explanation is not None:
            self._ask(explanation, ".npy", self.tr("NumPy arrays (*.npy)"), lambda: encoded_heatmap(explanation))

    def _ask(self, explanation: Explanation, ending: str, kinds: str, encode: Callable[[], bytes]) -> None:
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation) or str(Path.home())
        suggestion = str(Path(place) / f"{name_of(explanation)}{ending}")
        chosen, _ = QFileDialog.getSaveFileName(self._button, self.tr("Where should the file go?"), suggestion, kinds)
        if chosen:
            file = Path(chosen) if Path(chosen).suffix.lower() == ending else Path(chosen + ending)
            self._jobs.beside(
                _LANE,
                lambda: _saved(file, encode),
                lambda saved: self.told.emit(self.tr("Saved as {0}").format(saved.name), False),
                on_failure=lambda error: self.told.emit(" ".join(sentences(error)), True),
                in_turn=True,
            )


def name_of(explanation: Explanation) -> str:
    """A name for the file: the picture, the method and the class."""
    of_class = explanation.card.class_names[explanation.saliency.target]
    return _UNUSABLE.sub("-", f"{explanation.prediction.path.stem}-{explanation.saliency.method}-{of_class}")


def encoded_overlay(explanation: Explanation, opacity: float, mode: str) -> bytes:
    """The picture in its own size with the evidence over it, as PNG; raises `PictureUnreadable`."""
    from engine.classifier.saliency import saving

    return saving.encoded_overlay(".png", explanation.prediction.path, explanation.saliency, opacity, mode)


def encoded_heatmap(explanation: Explanation) -> bytes:
    """float32 (H, W) in 0..1 as NPY."""
    from engine.classifier.saliency import saving

    return saving.encoded_heatmap(explanation.saliency)


def written(file: Path, content: bytes) -> Path:
    """Write `file` whole or not at all; raises `OutputNotWritable`."""
    try:
        write_atomically(file, content)
    except OSError as error:
        raise OutputNotWritable(file=file, reason=error.strerror or str(error)) from error
    return file


def _saved(file: Path, encode: Callable[[], bytes]) -> Operation[Path]:
    yield Progress("")
    return written(file, encode())
