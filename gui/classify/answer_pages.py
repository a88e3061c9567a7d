"""What the middle of the classify page shows: the grid, or in its place what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from gui.classify.answer_desk import AnswerDesk
from gui.classify.run_menu import name_of
from gui.widgets.parts import EmptyState, grouped

if TYPE_CHECKING:
    from engine.operations.classifying import JobCard

GRID, NO_MODEL, NO_ANSWERS, BUSY, NO_MATCHES = range(5)


class AnswerPages(QWidget):
    """Fills `middle` and chooses among its pages."""

    train_wanted = Signal()
    folder_wanted = Signal()
    unlabelled_wanted = Signal()
    earlier_wanted = Signal(object)  # JobCard

    def __init__(self, desk: AnswerDesk, middle: QStackedWidget) -> None:
        super().__init__(middle)
        self.hide()
        self._desk, self._middle = desk, middle
        self._has_model = self._has_unlabelled = False
        self._last: JobCard | None = None
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(desk.gallery)
        self.no_model = EmptyState(
            "train",
            self.tr("No model yet"),
            self.tr("Train one with your labelled pictures, then let it sort the rest."),
            self.tr("Train a model"),
        )
        self.no_answers = EmptyState("classify", "")
        self.busy = EmptyState("search", "")
        self.no_matches = EmptyState("filter", self.tr("Nothing here"), self.tr("No answer fits the filter."), self.tr("Show all answers"))
        for page in (holder, self.no_model, self.no_answers, self.busy, self.no_matches):
            middle.addWidget(page)
        self.no_model.primary_clicked.connect(self.train_wanted)
        self.no_answers.primary_clicked.connect(self._on_primary)
        self.no_answers.secondary_clicked.connect(self._on_secondary)
        desk.runs.stage_changed.connect(self._show_stage)
        self.no_matches.primary_clicked.connect(desk.arranger.show_everything)
        for signal in (desk.model.modelReset, desk.model.rowsInserted, desk.arranger.changed, desk.runs.changed):
            signal.connect(self._choose)
        self._show_stage("")
        self.show_state(False, False)

    def show_state(self, has_model: bool, has_unlabelled: bool) -> None:
        """Whether there is a model to ask, and something in the project to ask it about."""
        self._has_model, self._has_unlabelled = has_model, has_unlabelled
        unlabelled = self.tr("Classify the unlabelled pictures") if has_unlabelled else ""
        choose = self.tr("Choose a folder …")
        self.no_answers.set_texts(
            self.tr("Drop a folder to classify it"),
            self.tr("The answers appear as they come, with the most probable classes under each picture."),
            *((self._told(self._last), choose) if self._last else (choose, unlabelled)),
        )
        self._choose()

    def offer_earlier(self, cards: Sequence[JobCard]) -> None:
        """The jobs that there are, the last one first: while no answers are shown, its answers are what the page offers first."""
        self._last = next((card for card in cards if card.answered + card.unreadable + card.waiting), None)
        self.show_state(self._has_model, self._has_unlabelled)

    def _show_stage(self, stage: str) -> None:
        doing = stage or self.tr("Opening the answers")
        self.busy.set_texts(f"{doing} …", self.tr("The answers appear here as they come. Whatever happens, they are kept."))

    def _told(self, card: JobCard) -> str:
        name = name_of(card.question.sources)
        if card.interrupted and card.waiting:
            done = card.answered + card.unreadable
            return self.tr("Go on: {0}, {1} of {2}").format(name, grouped(done), grouped(done + card.waiting)).replace("&", "&&")
        return self.tr("Show the last answers: {0}").format(name).replace("&", "&&")

    def _on_primary(self) -> None:
        if self._last is not None:
            self.earlier_wanted.emit(self._last)
        else:
            self.folder_wanted.emit()

    def _on_secondary(self) -> None:
        (self.unlabelled_wanted if self._last is None else self.folder_wanted).emit()

    def _choose(self, *_: object) -> None:
        arranger, runs = self._desk.arranger, self._desk.runs
        if self._desk.model.rowCount():
            page = GRID
        elif arranger.sheet is not None and arranger.ready and arranger.total:
            page = NO_MATCHES if arranger.filtered or not runs.is_asked(arranger.sheet) else BUSY
        elif (arranger.sheet is not None and not arranger.ready) or runs.running:
            page = BUSY
        else:
            page = NO_ANSWERS if self._has_model else NO_MODEL
        self._middle.setCurrentIndex(page)
