"""Two models side by side: their curves in one picture; and a table of how good they are and in what their recipes differ."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QVBoxLayout, QWidget

from engine.classifier.model.card import ModelCard
from engine.classifier.values import ClassScore, EpochReport
from gui.recipes.words import differing
from gui.text import percent
from gui.training.accuracy_words import accuracy_words
from gui.training.curves_view import LEAST_HEIGHT
from gui.training.kept import kept_epoch
from gui.training.models_model import balanced, licence
from gui.training.wide_row import WideRow
from gui.widgets.chart import CurveChart
from gui.widgets.parts import Card, grouped
from gui.widgets.table import TextTable
from gui.widgets.task_bar import duration_text

_ABREAST = 640  # px
_KEYS = ("one", "other")


class CompareView(QWidget):
    """The validation curves are drawn, or those of training where nothing was validated.

    `figures` is the table, for a place below that of the models: it must not push them away from under the mouse.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = dict.fromkeys(_KEYS, "")
        self.loss = CurveChart(self.tr("Validation loss"), series=names)
        self.accuracy = CurveChart(self.tr("Validation accuracy"), kind="percent", series=names)
        self.table = TextTable(self.tr("Two models compared"), ("", "", ""), right=(), wide=0)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        for number in range(3):
            self.table.horizontalHeader().setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        charts = WideRow(_ABREAST)
        for chart in (self.loss, self.accuracy):
            card = Card()
            card.body.addWidget(chart)
            card.setMinimumHeight(LEAST_HEIGHT)
            charts.add(card, 1)
        self.figures = Card(self.tr("Compared"))
        self.figures.body.addWidget(self.table)
        self.figures.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(charts)

    def show_cards(self, one: ModelCard, other: ModelCard) -> None:
        for key, card in zip(_KEYS, (one, other), strict=True):
            self._draw(key, card)
        rows = [
            *self._metrics(one, other),
            *self._recalls(one, other),
            *((each.label, each.one or "–", each.other or "–") for each in differing(one.recipe, other.recipe)),
        ]
        self.table.setHorizontalHeaderLabels(["", one.name, other.name])
        self.table.set_rows(rows)
        self.table.setFixedHeight(self.table.horizontalHeader().sizeHint().height() + sum(map(self.table.rowHeight, range(len(rows)))) + 2)

    def _draw(self, key: str, card: ModelCard) -> None:
        kept = kept_epoch(card)
        for chart, values in ((self.loss, _losses), (self.accuracy, _accuracies)):
            chart.set_name(key, card.name)
            chart.show_value_at(key, kept.epoch if kept else None)
            ys = values(card.curves)
            known = [(report.epoch, y) for report, y in zip(card.curves, ys, strict=True) if not math.isnan(y)]
            chart.set_series({key: ([x for x, _ in known], [y for _, y in known])})

    def _metrics(self, one: ModelCard, other: ModelCard) -> list[tuple[str, str, str]]:
        facts: tuple[tuple[str, Callable[[ModelCard], str]], ...] = (
            (self.tr("Accuracy"), lambda card: accuracy_words(card.metrics)),
            (self.tr("Balanced accuracy"), lambda card: percent(balanced(card))),
            (self.tr("Epochs trained"), self._epochs),
            (self.tr("Time"), lambda card: duration_text(card.seconds)),
            (self.tr("Training pictures"), lambda card: grouped(card.training_count)),
            (self.tr("Validation pictures"), lambda card: grouped(card.validation_count)),
            (self.tr("Licence of the weights"), licence),
        )
        return [(name, fact(one), fact(other)) for name, fact in facts]

    def _epochs(self, card: ModelCard) -> str:
        """How many were really done, and which of them was kept."""
        done, kept = max((report.epoch for report in card.curves), default=0), kept_epoch(card)
        return self.tr("{0}, of which number {1} was kept").format(done, kept.epoch) if done and kept else str(done)

    def _recalls(self, one: ModelCard, other: ModelCard) -> list[tuple[str, str, str]]:
        """Of the classes that either knows."""
        found = [{each.name: _recall(each) for each in card.metrics.per_class} if card.metrics else {} for card in (one, other)]
        names = dict.fromkeys([*found[0], *found[1]])
        return [(self.tr("Recall of {0}").format(name), found[0].get(name, "–"), found[1].get(name, "–")) for name in names]


def _recall(score: ClassScore) -> str:
    return percent(score.recall) if score.support else "–"


def _losses(reports: Sequence[EpochReport]) -> list[float]:
    return _validated([each.validation_loss for each in reports], [each.training_loss for each in reports])


def _accuracies(reports: Sequence[EpochReport]) -> list[float]:
    return _validated([each.validation_accuracy for each in reports], [each.training_accuracy for each in reports])


def _validated(validation: list[float], training: list[float]) -> list[float]:
    return training if all(map(math.isnan, validation)) else validation
