"""The answer in hand: the classes with their bars, where its evidence lies, and what is known of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui import theme
from gui.classify.answer_cells import BARS_IN_HAND, Shown
from gui.classify.answer_hand import AnswerHand
from gui.classify.answer_model import AnswerModel
from gui.classify.verdict_buttons import VerdictButtons
from gui.jobs import Jobs
from gui.models.picture_loader import PictureLoader
from gui.quantities import size_text, when_text
from gui.saliency.panel import SaliencyPanel
from gui.sample_facts import Fact
from gui.text import capitalised, percent, reason
from gui.widgets.confidence_bars import ConfidenceBars
from gui.widgets.facts_table import FactsTable
from gui.widgets.parts import MutedLabel, SectionLabel

if TYPE_CHECKING:
    from engine.classifier.model.card import ModelCard

_CLEAR = 0.995  # a lead that would be told as 100 %
_DELAY_MS = 40  # a key that judges and moves on must not wait for what only follows it with the eyes


class AnswerInspector(QWidget):
    """Follows the hand a moment later. The card is that of the model whose answers are shown, None if it is gone. `buttons` judge the
    answer and are put where they stay in sight."""

    def __init__(self, jobs: Jobs, model: AnswerModel, hand: AnswerHand, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._hand = model, hand
        self._card: ModelCard | None = None
        self._shown_id = -1
        self.saliency = SaliencyPanel(jobs)
        self.head = SectionLabel()
        self.bars = ConfidenceBars()
        self.verdict = MutedLabel()
        self.facts = FactsTable()
        self.buttons = VerdictButtons()
        self._pictures = PictureLoader(self)  # for what has no evidence to be shown
        self._later = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._arrange()
        self._connect()
        self.follow()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.STEP)
        self.saliency_head = SectionLabel(self.tr("Saliency"))
        evidence: tuple[QWidget, ...] = (self.saliency_head, self.saliency)
        self._answer = QWidget()
        answer = QVBoxLayout(self._answer)
        answer.setContentsMargins(0, 0, 0, theme.STEP)
        answer.setSpacing(2 * theme.STEP)
        for line in (self.head, self.bars, self.verdict):
            answer.addWidget(line)
        answer.addStretch(1)
        column.addWidget(self._answer)
        for part in evidence:
            column.addWidget(part)
        column.addSpacing(theme.STEP)
        column.addWidget(self.facts)

    def _connect(self) -> None:
        self._later.timeout.connect(self.show_answer)
        self._model.came.connect(self._on_came)
        self._pictures.loaded.connect(lambda _, image: self.saliency.picture.set_image(image))

    def shutdown(self) -> None:
        self._later.stop()
        self._pictures.shutdown()
        self.saliency.shutdown()

    def set_card(self, card: ModelCard | None) -> None:
        self._card = card
        self._shown_id = -1

    # ---- following -----------------------------------------------------------------------------------------

    def follow(self) -> None:
        """The hand holds something else."""
        count = self._hand.count()
        self.head.setText(self.tr("Answer") if count < 2 else self.tr("Answer for this one"))
        self.buttons.set_count(count)
        if self._model.cells is not None:
            self._keep_room(len(self._model.cells.names) + 1)
        if self._hand.current_row() < 0:
            self._clear()
        self._later.start()

    def _keep_room(self, rows: int) -> None:
        """For so many bars with a sentence of two lines: what is below must not jump from one picture to the next."""
        spaces, sentence = 5 * theme.STEP, 2 * self.verdict.fontMetrics().lineSpacing()
        self._answer.setMinimumHeight(self.head.sizeHint().height() + self.bars.height_of(rows) + sentence + spaces)

    def _on_came(self) -> None:
        if self._hand.current_row() >= 0:
            self._later.start()

    def _clear(self) -> None:
        self._shown_id = -1
        self.bars.set_bars(())
        self.facts.set_facts(())
        is_open = self._model.cells is not None
        self._answer.setVisible(is_open)
        self.verdict.setText(self.tr("Click a picture to see its answer."))
        self._pictures.forget()
        self.saliency.clear()
        if not is_open:
            self.saliency.picture.set_placeholder(self.tr("The picture in hand, with its evidence"))

    def show_answer(self) -> None:
        """What is known of the picture in hand by now."""
        each, cells = self._hand.current(), self._model.cells
        if each is None or cells is None:
            return
        self.bars.set_bars(cells.bars(each, BARS_IN_HAND))
        self.facts.set_facts(self._facts(each))
        self.verdict.setText(capitalised(reason(each.reason)) if each.reason else self._words(each))
        if self._hand.count() == 1:
            self.buttons.allow(bool(each.ranked), self._hand.takes_for_unknown())
        if each.id != self._shown_id:
            self._shown_id = each.id
            self._show_evidence(each)

    def _show_evidence(self, each: Shown) -> None:
        """Without a model that could be asked, the picture alone."""
        self._pictures.forget()
        if self._card is not None and each.ranked:
            self.saliency.show_picture(self._card, each.path, each.ranked[0][0])
            return
        self.saliency.clear()
        if each.reason:
            self.saliency.picture.set_placeholder(self.tr("It cannot be read: {0}").format(reason(each.reason)))
        else:
            self._pictures.ask(each.path)

    def _words(self, each: Shown) -> str:
        """How clear the answer is, in a sentence."""
        cells = self._model.cells
        assert cells is not None
        mark = cells.mark(each)
        if mark:
            said = {"check": self.tr("You said: correct."), "help": self.tr("You said: unknown.")}
            return said.get(mark) or self.tr("You said: {0}.").format(each.verdict)
        if cells.is_unknown(each):
            return self.tr("Unlike the training pictures: it may belong to no class.")
        if cells.is_unsure(each):
            return self.tr("Unsure: no class is clearly ahead.")
        if each.margin >= _CLEAR:
            return self.tr("No other class comes near.")
        return self.tr("{0} ahead of the second class.").format(percent(each.margin, 0))

    def _facts(self, each: Shown) -> list[Fact]:
        facts = [(self.tr("File"), each.path.name), (self.tr("Folder"), str(each.path.parent))]
        if each.size:
            facts.append((self.tr("Size"), size_text(each.size)))
        facts.append((self.tr("Changed"), when_text(each.modified)))
        if each.ranked:
            facts.append((self.tr("Lead"), percent(each.margin, 1)))
        if each.novelty is not None:
            facts.append((self.tr("Unknown score"), percent(each.novelty, 1)))
        return [Fact(name, value) for name, value in facts]
