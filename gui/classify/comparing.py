"""Two models on the same pictures: asks the second one what is missing, then shows only where they differ, both answers on each card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.classifier.model.card import ModelCard
from engine.progress import Operation
from gui.classify.answer_cells import Shown, shown
from gui.classify.answer_desk import AnswerDesk
from gui.jobs import Jobs
from gui.notices import Notice
from gui.widgets.chips import grouped

if TYPE_CHECKING:
    from engine.batch.answers import Answers
    from engine.operations.comparing import Comparison
    from gui.classify.sheet import Sheet

_MOST_PAIRS = 3  # that are told


class Comparing(QObject):
    """`words` is what the pill says of the comparison that is shown; empty without one."""

    changed = Signal()
    said = Signal(object)  # Notice

    def __init__(self, jobs: Jobs, desk: AnswerDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._desk = jobs, desk
        self._comparison: Comparison | None = None
        self.words = ""
        desk.showing.connect(self._forget)

    def start(self, card: ModelCard) -> None:
        """Compare what is shown with what `card` says of the same pictures."""
        sheet = self._desk.arranger.sheet
        if sheet is not None:
            self._jobs.start(
                self.tr("Comparing with {0}").format(card.name),
                lambda: _compared(sheet.answers, card),
                lambda found: self._on_compared(sheet, card, found),
                can_pause=True,
            )

    def end(self) -> None:
        """Show the answers of the first model alone again."""
        if self._comparison is not None:
            self._forget()
            self._desk.model.compare_with(None)
            self._desk.arranger.show_everything()

    def _on_compared(self, sheet: Sheet, card: ModelCard, found: Comparison) -> None:
        arranger, model = self._desk.arranger, self._desk.model
        if sheet is not arranger.sheet or model.cells is None:
            found.second.close()
            return
        whole = found.agree + found.differ
        if not found.differ:
            found.second.close()
            agreed = self.tr("Both models say the same of every picture ({0}).").format(grouped(whole))
            self.said.emit(Notice((agreed,), "success"))
            return
        self._forget()
        self._comparison = found
        self.words = self.tr("Differ {0} of {1}").format(grouped(found.differ), grouped(whole))
        model.cells.set_other(found.second.question.class_names, found.second.question.class_colours)
        model.compare_with(_second(found))
        arranger.show_everything()
        arranger.want(within=found.ids)
        self.said.emit(Notice(self._told(card, found), "info"))
        self.changed.emit()

    def _told(self, card: ModelCard, found: Comparison) -> tuple[str, ...]:
        sheet = self._desk.arranger.sheet
        mine = sheet.question.model.name if sheet else ""
        first = self.tr("A is {0}, B is {1}. Pictures on which they differ: {2}.").format(mine, card.name, grouped(found.differ))
        pairs = [self.tr("“{0}” and “{1}” ({2})").format(one, other, grouped(count)) for one, other, count in found.pairs[:_MOST_PAIRS]]
        return (first, self.tr("Mostly: {0}.").format(", ".join(pairs)))

    def _forget(self) -> None:
        if self._comparison is not None:
            self._comparison.second.close()
            self._comparison = None
            self.words = ""
            self.changed.emit()


def _second(found: Comparison) -> Callable[[Sequence[int]], dict[int, Shown]]:
    """What the second model says of pictures, by their ids in the first job; to be called in a worker thread."""
    answers, names = found.second, found.second.question.class_names
    others = dict(zip(found.ids.tolist(), found.other_ids.tolist(), strict=True))

    def said(ids: Sequence[int]) -> dict[int, Shown]:
        wanted = {others[id_]: id_ for id_ in ids if id_ in others}
        return {wanted[each.id]: shown(each, names) for each in answers.read(list(wanted))}

    return said


def _compared(answers: Answers, card: ModelCard) -> Operation[Comparison]:
    from engine.operations.comparing import compare_with

    return (yield from compare_with(answers, card))
