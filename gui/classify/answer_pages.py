"""What the middle of the classify page shows: the grid, or in its place what to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from gui.classify.answer_desk import AnswerDesk
from gui.widgets.parts import EmptyState

GRID, NO_MODEL, NO_ANSWERS, BUSY, NO_MATCHES = range(5)


class AnswerPages(QWidget):
    """Fills `middle` and chooses among its pages."""

    train_wanted = Signal()
    folder_wanted = Signal()
    unlabelled_wanted = Signal()

    def __init__(self, desk: AnswerDesk, middle: QStackedWidget) -> None:
        super().__init__(middle)
        self.hide()
        self._desk, self._middle = desk, middle
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
        self.busy = EmptyState(
            "search", self.tr("Looking for pictures …"), self.tr("The answers appear here as they come. Whatever happens, they are kept.")
        )
        self.no_matches = EmptyState("filter", self.tr("Nothing here"), self.tr("No answer fits the filter."), self.tr("Show all answers"))
        for page in (holder, self.no_model, self.no_answers, self.busy, self.no_matches):
            middle.addWidget(page)
        self.no_model.primary_clicked.connect(self.train_wanted)
        self.no_answers.primary_clicked.connect(self.folder_wanted)
        self.no_answers.secondary_clicked.connect(self.unlabelled_wanted)
        self.no_matches.primary_clicked.connect(desk.arranger.show_everything)
        for signal in (desk.model.modelReset, desk.model.rowsInserted, desk.arranger.changed, desk.runs.changed):
            signal.connect(self._choose)
        self.show_state(False, False)

    def show_state(self, has_model: bool, has_unlabelled: bool) -> None:
        """Whether there is a model to ask, and something in the project to ask it about."""
        self._has_model = has_model
        self.no_answers.set_texts(
            self.tr("Drop a folder to classify it"),
            self.tr("The answers appear as they come, with the most probable classes under each picture."),
            self.tr("Choose a folder …"),
            self.tr("Classify the unlabelled pictures") if has_unlabelled else "",
        )
        self._choose()

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
