"""What came of an import of weights: which tensors found their place, which are missing, which were left over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from engine.operations.weights import Arrival
from gui.widgets.parts import Card, MutedLabel, grouped

_MOST = 6  # names in a line; the tooltip has more
_MOST_IN_TIP = 40


class ArrivalReport(Card):
    """Hidden until there is something to tell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Last import"), parent)
        self.head = QLabel()
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        self.head.setWordWrap(True)
        self.lines = [MutedLabel(), MutedLabel()]
        lines = QVBoxLayout()
        lines.setSpacing(4)
        for part in (self.head, *self.lines):
            lines.addWidget(part)
        self.body.addLayout(lines)
        self.body.setSpacing(8)
        self.hide()

    def show_arrival(self, arrival: Arrival) -> None:
        """Also that nothing came of it: without packs it hides."""
        names = ", ".join(pack.name for pack in arrival.packs)
        if arrival.matched:
            for_whom = arrival.packs[0].architecture if arrival.packs else ""
            text = self.tr("{0}: {1} tensors fit {2}.").format(names, grouped(arrival.matched), for_whom)
        else:
            text = self.tr("Came in: {0}").format(names)
        self.head.setText(text)
        missing = self.tr("Missing, so they begin at random: {0}.")
        left_over = self.tr("Left over, as the network has no place for them: {0}.")
        for label, sentence, tensors in zip(self.lines, (missing, left_over), (arrival.missing, arrival.left_over), strict=True):
            label.setText(sentence.format(self._told(tensors)))
            label.setToolTip("\n".join((*tensors[:_MOST_IN_TIP], *(["…"] if len(tensors) > _MOST_IN_TIP else []))))
            label.setVisible(bool(tensors))
        self.setVisible(bool(arrival.packs))

    def _told(self, names: Sequence[str]) -> str:
        shown = ", ".join(names[:_MOST])
        return self.tr("{0} and {1} more").format(shown, grouped(len(names) - _MOST)) if len(names) > _MOST else shown
