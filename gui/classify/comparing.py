"""Two models on the same pictures: asks the second one what is missing, then shows only where they differ, both answers on each card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.classifier.model.card import ModelCard
from engine.progress import Operation, Progress
from gui.classify.answer_cells import Shown, shown
from gui.classify.answer_desk import AnswerDesk
from gui.jobs import Jobs
from gui.notices import Notice
from gui.widgets.chips import grouped

if TYPE_CHECKING:
    from engine.batch.answers import Answers
    from engine.batch.table import Thresholds
    from engine.operations.comparing import Comparison
    from gui.classify.sheet import Sheet

_LANE = "compare anew"
_MOST_PAIRS = 3  # that are told


class Comparing(QObject):
    """`words` is what the pill says of the comparison that is shown, `sides` the names of models A and B; both empty without one."""

    changed = Signal()
    said = Signal(object)  # Notice

    def __init__(self, jobs: Jobs, desk: AnswerDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._desk = jobs, desk
        self._comparison: Comparison | None = None
        self._novelty = 0.0  # the threshold that the comparison has or will have in a moment
        self.words = ""
        self.sides: tuple[str, ...] = ()
        desk.showing.connect(self._forget)
        desk.arranger.changed.connect(self._follow)

    def start(self, card: ModelCard) -> None:
        """Compare what is shown with what `card` says of the same pictures."""
        sheet, wish = self._desk.arranger.sheet, self._desk.arranger.wish
        if sheet is not None and wish is not None:
            thresholds = wish.thresholds
            self._jobs.start(
                self.tr("Comparing with {0}").format(card.name),
                lambda: _compared(sheet.answers, card, thresholds),
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
        self.sides = (sheet.question.model.name, card.name)
        model.cells.set_other(found.second.question.class_names, found.second.question.class_colours)
        arranger.show_everything()
        self._show(found)
        self.said.emit(Notice(self._told(found), "info"))

    def _show(self, found: Comparison) -> None:
        self._comparison, self._novelty = found, found.novelty
        self.words = self.tr("Differ {0} of {1}").format(grouped(found.differ), grouped(found.agree + found.differ))
        self._desk.model.compare_with(_second(found))
        self._desk.arranger.want(within=found.ids)
        self.changed.emit()

    def _follow(self) -> None:
        """Compare anew what both have said already, by a threshold that has changed."""
        before, wish = self._comparison, self._desk.arranger.wish
        if before is None or wish is None or wish.thresholds.novelty == self._novelty:
            return
        self._novelty = novelty = wish.thresholds.novelty
        self._jobs.beside(
            _LANE,
            lambda: _compared_anew(before, novelty),
            lambda found: self._show(found) if self._comparison is before else None,
        )

    def _told(self, found: Comparison) -> tuple[str, ...]:
        differ = self.tr("A is {0}, B is {1}. Pictures on which they differ: {2}.").format(*self.sides, grouped(found.differ))
        pairs = [
            self.tr("A {0} → B {1} ({2})").format(self._name(one), self._name(other), grouped(count))
            for one, other, count in found.pairs[:_MOST_PAIRS]
        ]
        return (differ, self.tr("Mostly: {0}.").format(", ".join(pairs)))

    def _name(self, name: str) -> str:
        from engine.batch.answers import UNKNOWN_VERDICT

        return self.tr("unknown") if name == UNKNOWN_VERDICT else name

    def _forget(self) -> None:
        if self._comparison is not None:
            self._comparison.second.close()
            self._comparison = None
            self.words, self.sides = "", ()
            self.changed.emit()


def _second(found: Comparison) -> Callable[[Sequence[int]], dict[int, Shown]]:
    """What the second model says of pictures, by their ids in the first job; to be called in a worker thread."""
    answers = found.second
    others = dict(zip(found.ids.tolist(), found.other_ids.tolist(), strict=True))

    def said(ids: Sequence[int]) -> dict[int, Shown]:
        wanted = {others[id_]: id_ for id_ in ids if id_ in others}
        return {wanted[each.id]: shown(each) for each in answers.read(list(wanted))}

    return said


def _compared(answers: Answers, card: ModelCard, thresholds: Thresholds) -> Operation[Comparison]:
    from engine.operations.comparing import compare_with

    return (yield from compare_with(answers, card, thresholds=thresholds))


def _compared_anew(before: Comparison, novelty: float) -> Operation[Comparison]:
    from engine.batch.compare import compared

    yield Progress("")
    return compared(before.first, before.second, novelty)
