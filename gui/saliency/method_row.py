"""The methods as pills; those that the network cannot do are greyed and say why."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from engine.classifier.model.card import ModelCard
from engine.classifier.saliency.methods import GRAD_CAM, METHODS, ROLLOUT, Method, methods_for
from gui.text import of_engine
from gui.widgets.chips import Chip
from gui.widgets.flow import FlowLayout

_ORDER = (GRAD_CAM, "layercam", "lime", "shap")  # first, as they fill a line of the inspector; the others follow
_GAP, _TIGHTER = 4, 8  # px


class MethodRow(QWidget):
    """One is chosen; with `several`, any number of them."""

    chosen = Signal(str)  # the method that was clicked

    def __init__(self, several: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Method"))
        flow = FlowLayout(_GAP, self)
        short = {ROLLOUT: self.tr("Rollout"), "integrated": self.tr("Int. gradients")}
        self.chips = {key: _MethodChip(short.get(key) or of_engine("saliency", METHODS[key].label)) for key in _ordered()}
        group = QButtonGroup(self)
        group.setExclusive(not several)
        for key, chip in self.chips.items():
            chip.setAutoDefault(False)
            group.addButton(chip)
            flow.addWidget(chip)
            chip.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
        self.chips[GRAD_CAM].setChecked(True)
        self._tell({})

    def method(self) -> str:
        """The first one that is chosen."""
        return next(iter(self.methods()))

    def methods(self) -> tuple[str, ...]:
        return tuple(key for key, chip in self.chips.items() if chip.isChecked() and chip.isEnabled()) or (GRAD_CAM,)

    def choose(self, *keys: str) -> None:
        """Choose these without telling."""
        for key, chip in self.chips.items():
            chip.setChecked(key in keys)

    def suit(self, card: ModelCard) -> None:
        """Grey what this model's network cannot do; Grad-CAM takes the place of a chosen one."""
        reasons = methods_for(card)
        self._tell(reasons)
        if reasons.get(self._chosen(), ""):
            self.choose(GRAD_CAM)

    def _chosen(self) -> str:
        return next((key for key, chip in self.chips.items() if chip.isChecked()), GRAD_CAM)

    def _tell(self, reasons: dict[str, str]) -> None:
        for key, chip in self.chips.items():
            against = of_engine("errors", reasons.get(key, ""))
            chip.setEnabled(not against)
            chip.setToolTip(_tip(METHODS[key], self.tr("Not with this model: {0}.").format(against) if against else ""))
            chip.setAccessibleDescription(against or of_engine("saliency", METHODS[key].about))


class _MethodChip(Chip):
    """Seven of them take two lines of the inspector."""

    def sizeHint(self) -> QSize:
        return super().sizeHint() - QSize(_TIGHTER, 0)


def _ordered() -> list[str]:
    return [*_ORDER, *(key for key in METHODS if key not in _ORDER)]


def _tip(method: Method, against: str) -> str:
    head = f"<b>{of_engine('saliency', method.label)}</b> · {method.paper}"
    return f"<p>{head}</p><p>{of_engine('saliency', method.about)}</p>" + (f"<p>{against}</p>" if against else "")
