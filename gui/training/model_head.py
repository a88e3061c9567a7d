"""What stands above the curves of a finished model: its name, how good it is and how sure that is, and where to go from here."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine.classifier.model.card import ModelCard
from gui import theme
from gui.text import percent
from gui.training.accuracy_words import accuracy_words
from gui.training.kept import has_epochs, head_was_best, kept_epoch
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.parts import Card, button


class ModelHead(Card):
    """Of one model, or two. Always of the same height: what is below it must not move while one looks from model to model."""

    evaluate_wanted = Signal(object)  # ModelCard
    classify_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._card: ModelCard | None = None
        self.name, self.facts, self.remark = ElidedLabel(), ElidedLabel(), ElidedLabel()
        self.name.setFont(theme.scaled_font(self.font(), 14 / 13, QFont.Weight.DemiBold))
        self.remark.setProperty("kind", "muted")
        self.evaluate_button = button(self.tr("Evaluate"), "", "evaluate")
        self.evaluate_button.setToolTip(self.tr("See which pictures this model gets right, and which it does not."))
        self.classify_button = button(self.tr("Classify"), "", "folder")
        self.classify_button.setToolTip(self.tr("Let this model name other pictures."))
        self.evaluate_button.clicked.connect(lambda: self.evaluate_wanted.emit(self._card))
        self.classify_button.clicked.connect(lambda: self.classify_wanted.emit(self._card))
        words = QVBoxLayout()
        words.setSpacing(2)
        for part in (self.name, self.facts):
            words.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(2 * theme.STEP)
        row.addLayout(words, 1)
        for each in (self.evaluate_button, self.classify_button):
            policy = each.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            each.setSizePolicy(policy)
            row.addWidget(each)
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(2)
        self.body.addLayout(row)
        self.body.addWidget(self.remark)

    def show_card(self, card: ModelCard) -> None:
        self._card = card
        self._show_buttons(True)
        self.name.setText(card.name)
        self.facts.setText(self._facts(card))
        self.remark.setText(self._remark(card))

    def show_two(self, one: ModelCard, other: ModelCard) -> None:
        """Two that are compared."""
        self._show_buttons(False)
        self.name.setText(self.tr("{0} and {1} compared").format(one.name, other.name))
        told = [f"{card.name}: {accuracy_words(card.metrics)}" for card in (one, other)]
        self.facts.setText(told[0])
        self.remark.setText(told[1])

    def _show_buttons(self, shown: bool) -> None:
        for each in (self.evaluate_button, self.classify_button):
            each.setVisible(shown)

    def _facts(self, card: ModelCard) -> str:
        if card.metrics is None:
            return self.tr("Nothing was held back to validate it: how good it is, is not known.")
        found = self.tr("Validation: {0}").format(accuracy_words(card.metrics))
        balanced = self.tr("balanced {0}").format(percent(card.metrics.balanced_accuracy))
        return f"{found} · {balanced}"

    def _remark(self, card: ModelCard) -> str:
        if head_was_best(card):
            return self.tr("Fine-tuning did not get better than the linear head; that is what was kept.")
        if not has_epochs(card):
            return self.tr("The linear head was fitted at once, without epochs.")
        kept, last = kept_epoch(card), max(report.epoch for report in card.curves)
        if kept is None:
            return self.tr("The last of {0} epochs was kept.").format(last)
        if kept.epoch == last:
            return self.tr("The last of {0} epochs was the best, and was kept.").format(last)
        return self.tr("Epoch {0} of {1} was the best, and was kept.").format(kept.epoch, last)
