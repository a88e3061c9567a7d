"""The four ways to train as cards, each with one sentence and, once it can be known, about how long it takes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from engine.classifier.recipe import FINETUNE, INSTANT, SCRATCH, THOROUGH
from gui import theme
from gui.widgets.preset_card import PresetCard
from gui.widgets.task_bar import duration_text

_ABREAST = 600  # px of width for four beside each other
_FEW = 10  # seconds


class PresetRow(QWidget):
    """One is always chosen."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = {
            INSTANT: PresetCard(self.tr("Instant"), self.tr("Learns from ready-made features: strong with few pictures.")),
            FINETUNE: PresetCard(self.tr("Fine-tune"), self.tr("All layers adapt: the best choice from some hundred pictures on.")),
            THOROUGH: PresetCard(self.tr("Thorough"), self.tr("Fine-tunes longer, with more variation: for the last percent.")),
            SCRATCH: PresetCard(self.tr("From scratch"), self.tr("Without pretrained weights: needs thousands of pictures.")),
        }
        self._unknown = {
            INSTANT: self.tr("Seconds to a minute"),
            FINETUNE: self.tr("Minutes"),
            THOROUGH: self.tr("Many minutes to hours"),
            SCRATCH: self.tr("Minutes to hours"),
        }
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(3 * theme.STEP)
        for preset, card in self.cards.items():
            self._group.addButton(card)
            card.toggled.connect(lambda on, preset=preset: self.chosen.emit(preset) if on else None)
        self._columns = 0
        self._place(len(self.cards))
        self.choose(INSTANT)

    def preset(self) -> str:
        return next(name for name, card in self.cards.items() if card.isChecked())

    def choose(self, preset: str) -> None:
        if any(card.hasFocus() for card in self.cards.values()):
            self.cards[preset].setFocus()
        self.cards[preset].setChecked(True)

    def show_times(self, seconds: Callable[[str], float | None], epochs: int) -> None:
        """`seconds` tells how long a preset takes, if it is known; `epochs` is what somebody has set for all of them, or 0."""
        for preset, card in self.cards.items():
            card.set_note(self._note(preset, seconds(preset), 0 if preset == INSTANT else epochs))

    def _note(self, preset: str, seconds: float | None, epochs: int) -> str:
        times = [] if epochs else [self._unknown[preset]]
        if seconds is not None:  # what loading adds at the first run is more than a few seconds would say
            times = [self.tr("Seconds") if seconds < _FEW else self.tr("About {0}").format(duration_text(seconds))]
        return "\n".join([*times, *([self.tr("{0} epochs, set by you").format(epochs)] if epochs else [])])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(len(self.cards) if self.width() >= _ABREAST else 2)

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, number // columns, number % columns)
        for column in range(len(self.cards)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
