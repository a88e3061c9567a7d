"""How the evidence is laid over a picture: as what, and how strongly; and the colours it comes in."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from gui import theme
from gui.saliency.heat_legend import HeatLegend
from gui.saliency.layers import HEAT, MEANINGS, OFF, OPACITIES, WORDS, legend_image
from gui.saliency.segments import Segments
from gui.text import of_engine
from gui.widgets.labels import MutedLabel


class DisplayRow(QWidget):
    """Each mode remembers its own opacity. `wide` puts everything on one line."""

    mode_changed = Signal(str)
    opacity_changed = Signal(float)

    def __init__(self, wide: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opacities = dict(OPACITIES)
        self.modes = Segments(self.tr("How the evidence is shown"), {mode: of_engine("Layers", word) for mode, word in WORDS.items()})
        for mode, meaning in MEANINGS.items():
            self.modes.buttons[mode].setToolTip(of_engine("Layers", meaning))
        self.modes.choose(HEAT)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setPageStep(10)
        self.slider.setAccessibleName(self.tr("Opacity"))
        self.slider.setMinimumWidth(80)
        self.legend = HeatLegend()
        self._word = MutedLabel(self.tr("Opacity"))
        self._word.setWordWrap(False)
        self._arrange(wide)
        self._show_opacity()
        self.modes.chosen.connect(self._on_mode)
        self.slider.valueChanged.connect(self._on_slider)

    @property
    def mode(self) -> str:
        return self.modes.key()

    @property
    def opacity(self) -> float:
        return self.slider.value() / 100

    def light_legend(self) -> None:
        """Once there was a map."""
        if not self.legend.lit:
            self.legend.light(legend_image())

    def _arrange(self, wide: bool) -> None:
        self.beside_legend = QHBoxLayout()  # room for buttons
        self.beside_legend.setSpacing(theme.STEP)
        colours = QHBoxLayout()
        colours.setSpacing(2 * theme.STEP)
        colours.addWidget(self.legend, 1)
        colours.addLayout(self.beside_legend)
        strength = QHBoxLayout()
        strength.setSpacing(2 * theme.STEP)
        strength.addWidget(self._word)
        strength.addWidget(self.slider, 1)
        layout = QHBoxLayout(self) if wide else QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4 * theme.STEP if wide else 2 * theme.STEP)
        if wide:
            self.modes.setFixedWidth(self.modes.sizeHint().width())  # here no word need be cut
            layout.addWidget(self.modes)
            layout.addLayout(strength, 1)
            layout.addLayout(colours, 1)
        else:
            layout.addLayout(colours)
            layout.addWidget(self.modes)
            layout.addLayout(strength)

    def _on_mode(self, mode: str) -> None:
        self._show_opacity()
        self.mode_changed.emit(mode)
        self.opacity_changed.emit(self.opacity)

    def _on_slider(self, value: int) -> None:
        self._opacities[self.mode] = value / 100
        self.opacity_changed.emit(self.opacity)

    def _show_opacity(self) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(100 * self._opacities.get(self.mode, 0.0)))
        self.slider.setEnabled(self.mode != OFF)
