"""What the middle of the classify page shows: the grid, or in its place what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gui.classify.answer_desk import AnswerDesk
from gui.classify.other_model import OtherModel
from gui.classify.run_menu import name_of
from gui.widgets.parts import EmptyState, grouped

if TYPE_CHECKING:
    from engine.operations.classifying import JobCard

GRID, NO_MODEL, NO_ANSWERS, BUSY, NO_MATCHES, WATCHING = range(6)


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
        self._goes_on = False
        self.other_model = OtherModel()
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        line = QVBoxLayout()  # of no height while the line is hidden
        line.setContentsMargins(16, 12, 16, 0)
        line.addWidget(self.other_model)
        column.addLayout(line)
        column.addWidget(desk.gallery, 1)
        self.no_model = EmptyState(
            "train",
            self.tr("No model yet"),
            self.tr("Train one with your labelled pictures, then let it sort the rest."),
            self.tr("Train a model"),
        )
        self.no_answers = EmptyState("classify", "")
        self.busy = EmptyState("search", "")
        self.no_matches = EmptyState("filter", self.tr("Nothing here"), self.tr("No answer fits the filter."), self.tr("Show all answers"))
        self.watching = EmptyState("search", "")
        for page in (holder, self.no_model, self.no_answers, self.busy, self.no_matches, self.watching):
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

    def offer_earlier(self, last: JobCard | None, goes_on: bool) -> None:
        """The job that was begun last: while no answers are shown, its answers, or to go on with it, are what the page offers first."""
        self._last, self._goes_on = last, goes_on
        self.show_state(self._has_model, self._has_unlabelled)

    def _show_stage(self, stage: str) -> None:
        doing = stage or self.tr("Opening the answers")
        self.busy.set_texts(f"{doing} …", self.tr("The answers appear here as they come. Whatever happens, they are kept."))

    def _told(self, card: JobCard) -> str:
        name = name_of(card.question.sources)
        if self._goes_on and card.waiting:
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
        elif arranger.sheet is not None and arranger.sheet is runs.watched:
            page = WATCHING
            self._tell_watching(name_of(arranger.sheet.question.sources), bool(runs.away))
        elif (arranger.sheet is not None and not arranger.ready) or runs.running:
            page = BUSY
        else:
            page = NO_ANSWERS if self._has_model else NO_MODEL
        self._middle.setCurrentIndex(page)

    def _tell_watching(self, name: str, away: bool) -> None:
        if away:
            told = self.tr("{0} is not there at the moment"), self.tr("It is waited for: watching goes on by itself when it is back.")
        else:
            told = self.tr("Watching {0}: nothing yet"), self.tr("Pictures are classified as they arrive in the folder.")
        self.watching.set_texts(told[0].format(name), told[1])
