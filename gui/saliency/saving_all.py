"""Keeps all maps of a picture at once: each as PNG over the picture and as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QPushButton

from engine.operations.explaining import Explanation
from engine.progress import Operation, Progress
from gui.dialogs.dialog_work import DialogWork
from gui.saliency.layers import HEAT, OFF
from gui.saliency.saving import encoded_heatmap, encoded_overlay, name_of, written
from gui.text import sentences
from gui.widgets.parts import MessageBar, grouped

_LANE = "saliency-save"


class SaveAll(QObject):
    """What `button` does; what became of it stands in `message`."""

    def __init__(self, work: DialogWork, button: QPushButton, message: MessageBar) -> None:
        super().__init__(button)
        self._work, self._button, self._message = work, button, message
        self._explanations: tuple[Explanation, ...] = ()
        self.mode, self.opacity = HEAT, 0.6
        button.clicked.connect(self._on_clicked)
        self.set_explanations(())

    def set_explanations(self, explanations: Sequence[Explanation]) -> None:
        self._explanations = tuple(explanations)
        self._button.setEnabled(bool(explanations))

    def _on_clicked(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._button, self.tr("In which folder should the files go?"))
        if folder:
            explanations, opacity, mode = self._explanations, self.opacity, HEAT if self.mode == OFF else self.mode
            self._work.begin(
                _LANE,
                lambda: _all_written(Path(folder), explanations, opacity, mode),
                lambda files: self._message.show_message(
                    [self.tr("{0} files were saved in {1}.").format(grouped(len(files)), folder)], "success"
                ),
                on_failure=lambda error: self._message.show_message(sentences(error), "error"),
                in_turn=True,
            )


def _all_written(folder: Path, explanations: Sequence[Explanation], opacity: float, mode: str) -> Operation[tuple[Path, ...]]:
    files: list[Path] = []
    for each in explanations:
        yield Progress("", len(files), 2 * len(explanations))
        stem = _free(folder, name_of(each))
        files.append(written(folder / f"{stem}.png", encoded_overlay(each, opacity, mode)))
        files.append(written(folder / f"{stem}.npy", encoded_heatmap(each)))
    return tuple(files)


def _free(folder: Path, stem: str) -> str:
    """`stem`, with a number if there are files of that name."""
    taken = (stem if number == 1 else f"{stem} ({number})" for number in range(1, 10_000))
    return next(each for each in taken if not any((folder / f"{each}{ending}").exists() for ending in (".png", ".npy")))
