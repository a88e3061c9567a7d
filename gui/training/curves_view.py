"""The curves of one training: loss, accuracy and learning rate."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from engine.classifier.model.card import ModelCard
from engine.classifier.values import EpochReport, StepReport
from gui import theme
from gui.training.kept import kept_epoch
from gui.training.wide_row import WideRow
from gui.widgets.chart import CurveChart
from gui.widgets.parts import Card

LEAST_HEIGHT, _LOW, _HIGH = 216, 148, 340  # px of a card: usually, of the learning rate, at most
_ALL_ABREAST, _TWO_ABREAST = 860, 420  # px of width


class CurvesView(WideRow):
    """Fed report by report while a model learns, or with all of them at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_ALL_ABREAST, parent)
        self.loss = CurveChart(self.tr("Loss"), faint={"running": "training"})
        names = {"training": self.tr("training"), "validation": self.tr("validation"), "balanced": self.tr("balanced")}
        self.accuracy = CurveChart(self.tr("Accuracy"), kind="percent", series=names)
        self.rate = CurveChart(self.tr("Learning rate"), kind="rate", series={"rate": self.tr("now")})
        pair = WideRow(_TWO_ABREAST)
        for chart in (self.loss, self.accuracy):
            pair.add(_carded(chart, LEAST_HEIGHT), 1)
        self.add(pair, 3)
        self.add(_carded(self.rate, _LOW), 1)

    def charts(self) -> tuple[CurveChart, ...]:
        return self.loss, self.accuracy, self.rate

    def clear(self) -> None:
        for chart in self.charts():
            chart.clear()
            chart.mark(None)
            chart.set_span(None)

    def set_epochs(self, epochs: int) -> None:
        """How many there will be at most: the curves leave room for them."""
        for chart in self.charts():
            chart.set_span(epochs if epochs > 1 else None)

    def add_step(self, report: StepReport) -> None:
        self.loss.append(report.epoch, {"running": report.loss})
        self.rate.append(report.epoch, {"rate": report.learning_rate})

    def add_epoch(self, report: EpochReport) -> None:
        epoch = report.epoch
        self.loss.append(epoch, {"training": report.training_loss, "validation": report.validation_loss})
        shares = {"training": report.training_accuracy, "validation": report.validation_accuracy, "balanced": report.balanced_accuracy}
        self.accuracy.append(epoch, shares)
        self.rate.append(epoch, {"rate": report.learning_rate})

    def show_reports(self, reports: Sequence[EpochReport]) -> None:
        self.clear()
        for report in reports:
            self.add_epoch(report)

    def mark_kept(self, card: ModelCard) -> None:
        """Mark the epoch of these curves that became the model; the legends show its values."""
        kept = kept_epoch(card)
        for chart in self.charts():
            chart.mark(kept.epoch if kept else None, self.tr("kept"))


def _carded(chart: CurveChart, least: int) -> Card:
    card = Card()
    card.body.setContentsMargins(16, 12, 16, 2 * theme.STEP)
    card.body.addWidget(chart)
    card.setMinimumHeight(least)
    card.setMaximumHeight(_HIGH)
    return card
