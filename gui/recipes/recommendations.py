"""The few architectures worth a beginner's choice, by machine or purpose: chips to say which, a card with one sentence for each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from engine.classifier.architectures.catalogue import Architecture, recommended
from engine.errors import translate
from gui import theme
from gui.text import of_engine
from gui.widgets.chips import Chip
from gui.widgets.flow import FlowLayout
from gui.widgets.preset_card import PresetCard

# What the keys of `engine.classifier.architectures.catalogue.BEST_FOR` begin with, and the chip for them.
PURPOSES = {
    "cpu": translate("Recommendations", "Any computer"),
    "small-gpu": translate("Recommendations", "Graphics card, 4–8 GB"),
    "large-gpu": translate("Recommendations", "Large graphics card"),
    "few-labels": translate("Recommendations", "Few labels"),
    "scratch": translate("Recommendations", "Tiny pictures, from scratch"),
    "classic": translate("Recommendations", "Classics"),
}
_RANKS = {
    "fastest": translate("Recommendations", "Fastest"),
    "balanced": translate("Recommendations", "Balanced"),
    "accurate": translate("Recommendations", "Most accurate"),
}
_ORDER = tuple(_RANKS)


class Recommendations(QWidget):
    """`chosen` tells the name of the architecture whose card was clicked."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[PresetCard] = []
        self._name = ""
        self.chips = {purpose: Chip(of_engine("Recommendations", label)) for purpose, label in PURPOSES.items()}
        self._purposes, self._group = QButtonGroup(self), QButtonGroup(self)
        line = FlowLayout(2 * theme.STEP)
        for purpose, chip in self.chips.items():
            chip.setAutoDefault(False)
            line.addWidget(chip)
            self._purposes.addButton(chip)
            chip.clicked.connect(lambda _=False, purpose=purpose: self.show_purpose(purpose))
        self._row = QHBoxLayout()
        self._row.setSpacing(2 * theme.STEP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.STEP)
        column.addLayout(line)
        column.addLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.show_purpose("cpu")

    def show_purpose(self, purpose: str) -> None:
        """Offer what is recommended for a machine or a purpose of `PURPOSES`."""
        self.chips[purpose].setChecked(True)
        for card in self.cards:
            self._group.removeButton(card)
            card.hide()
            card.deleteLater()
        self.cards = [self._card(each) for each in recommended_for(purpose)]
        for card in self.cards:
            self._row.addWidget(card, 1)
        self.mark(self._name)

    def mark(self, name: str) -> None:
        """The card of the architecture `name` is the checked one, or none is."""
        self._name = name
        self._group.setExclusive(False)
        for card in self.cards:
            card.setChecked(card.property("architecture") == name)
        self._group.setExclusive(True)

    def _card(self, architecture: Architecture) -> PresetCard:
        rank = _RANKS.get(architecture.best_for.rpartition("-")[2], "")
        title = f"{of_engine('Recommendations', rank)} · {architecture.name}" if rank else architecture.name
        card = PresetCard(title, of_engine("architectures", architecture.note))
        card.setProperty("architecture", architecture.name)
        self._group.addButton(card)
        card.clicked.connect(lambda: self.chosen.emit(architecture.name))
        return card


def recommended_for(purpose: str) -> list[Architecture]:
    """Of a machine the fastest first, the most accurate last."""
    found = [each for each in recommended() if each.best_for == purpose or each.best_for.rpartition("-")[0] == purpose]
    ranks = {f"{purpose}-{rank}": place for place, rank in enumerate(_ORDER)}
    return sorted(found, key=lambda each: ranks.get(each.best_for, 0))
