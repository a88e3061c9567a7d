"""The two thresholds: below which confidence an answer is unsure, above which score a picture is unknown. They decide anew at once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from gui import theme
from gui.classify.arranger import Arranger
from gui.widgets.parts import MutedLabel
from gui.widgets.spin_boxes import DoubleSpinBox

_STEPS = 1000  # of a slider over its whole range
_SETTLED_MS = 60  # a slider that is being moved decides at most that often


class Threshold(QWidget):
    """A share as a slider and as a number; `finest` is the smallest step of the number in percent."""

    edited = Signal()

    def __init__(self, name: str, low: float, digits: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._low = low
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.box = DoubleSpinBox()
        self.box.setRange(low * 100, 100)
        self.box.setDecimals(digits)
        self.box.setSuffix(" %")
        self.box.setSingleStep(1 if not digits else 0.1)
        self.box.setFixedWidth(92)
        self.box.setKeyboardTracking(False)
        for part in (self.slider, self.box):
            part.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.STEP)
        row.addWidget(self.slider, 1)
        row.addWidget(self.box)
        self.slider.valueChanged.connect(self._on_slid)
        self.box.valueChanged.connect(self._on_typed)

    def value(self) -> float:
        return self.box.value() / 100

    def set_value(self, value: float) -> None:
        with QSignalBlocker(self.slider), QSignalBlocker(self.box):
            self.box.setValue(value * 100)
            self.slider.setValue(self._place(value))

    def _place(self, value: float) -> int:
        return round((value - self._low) / (1 - self._low) * _STEPS)

    def _on_slid(self, place: int) -> None:
        with QSignalBlocker(self.box):
            self.box.setValue((self._low + (1 - self._low) * place / _STEPS) * 100)
        self.edited.emit()

    def _on_typed(self) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(self._place(self.value()))
        self.edited.emit()


class ThresholdBox(QWidget):
    """Shows and changes the thresholds of the arranger."""

    def __init__(self, arranger: Arranger, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._arranger = arranger
        self.confidence = Threshold(self.tr("Unsure below"), 0.0, 0)
        self.novelty = Threshold(self.tr("Unknown above"), 0.5, 1)
        self.confidence.setToolTip(self.tr("An answer that is less sure than this counts as unsure."))
        self.novelty.setToolTip(
            self.tr("A picture less like the training pictures than this share of known ones counts as unknown. 100 % switches it off.")
        )
        self._later = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._later.timeout.connect(self._decide)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * theme.STEP)
        grid.setVerticalSpacing(2 * theme.STEP)
        for number, (name, part) in enumerate(((self.tr("Unsure below"), self.confidence), (self.tr("Unknown above"), self.novelty))):
            label = MutedLabel(name)
            label.setWordWrap(False)
            grid.addWidget(label, number, 0)
            grid.addWidget(part, number, 1)
            part.edited.connect(self._on_edited)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        arranger.opened.connect(self.refresh)

    def refresh(self) -> None:
        wish = self._arranger.wish
        self.setEnabled(wish is not None)
        if wish is not None:
            self.confidence.set_value(wish.thresholds.confidence)
            self.novelty.set_value(wish.thresholds.novelty)

    def _on_edited(self) -> None:
        if not self._later.isActive():
            self._later.start()

    def _decide(self) -> None:
        wish = self._arranger.wish
        if wish is not None:
            changed = replace(wish.thresholds, confidence=self.confidence.value(), novelty=self.novelty.value())
            self._arranger.wish_for(thresholds=changed)
            self._arranger.keep_thresholds()
