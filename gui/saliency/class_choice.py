"""For which class the evidence is wanted: the model's answer first, then the next probable ones, then all the others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.gallery.bar_row import percent_text
from gui.widgets.choice_box import ChoiceBox

_TOP = 5
_LONGEST = 40  # characters of a name; Qt cuts what the box has no room for
_SQUARE = 9  # px


class ClassChoice(ChoiceBox):
    """`target` is None for the model's own answer."""

    picked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Evidence for"))
        self.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setIconSize(QSize(_SQUARE + 3, _SQUARE))
        self._target: int | None = None
        self._answer = -1
        self.activated.connect(self._on_activated)
        self.offer((), (), (), None)

    @property
    def target(self) -> int | None:
        return self._target

    def offer(self, names: Sequence[str], colours: Sequence[str], probabilities: Sequence[float], target: int | None) -> None:
        """Fill it for a picture with these `probabilities` (empty: not known yet) and choose `target`, without telling."""
        ranked = sorted(range(len(probabilities)), key=lambda index: -probabilities[index])
        self._target, self._answer = target, ranked[0] if ranked else -1
        with QSignalBlocker(self):
            self.clear()
            if not ranked:
                self.addItem(self.tr("The answer") if names else "–", -1)
            for index in [*ranked[:_TOP], *(index for index in range(len(names)) if index not in ranked[:_TOP])]:
                share = f"   {percent_text(probabilities[index])}" if ranked else ""
                colour = colours[index] if index < len(colours) else theme.current().muted
                self.addItem(_square(colour, self.devicePixelRatioF()), _short(names[index]) + share, index)
            if len(names) > _TOP and ranked:
                self.insertSeparator(_TOP)
            self.setCurrentIndex(0 if target is None else max(0, self.findData(target)))
        self.setEnabled(len(names) > 0)

    def _on_activated(self, row: int) -> None:
        index = int(self.itemData(row))
        chosen = None if index in (-1, self._answer) else index
        if chosen != self._target:
            self._target = chosen
            self.picked.emit()


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"


def _square(colour: str, ratio: float) -> QIcon:
    pixmap = QPixmap(QSize(_SQUARE, _SQUARE) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(0, 0, _SQUARE, _SQUARE, 2, 2)
    painter.end()
    return QIcon(pixmap)
