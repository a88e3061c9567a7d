"""Joins what the classify page is made of: runs bring sheets, the arranger orders them, the grid shows them, the hand judges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.classify.answer_gallery import AnswerGallery
from gui.classify.answer_hand import AnswerHand
from gui.classify.answer_inspector import AnswerInspector
from gui.classify.answer_model import AnswerModel
from gui.classify.arranger import Arranger
from gui.classify.heated_thumbnails import HeatedThumbnails
from gui.classify.naming import Naming
from gui.classify.runs import Runs
from gui.jobs import Jobs
from gui.models.cell import Cell, CellRole
from gui.models.thumbnail_loader import ThumbnailLoader
from gui.session import Session

if TYPE_CHECKING:
    from gui.classify.sheet import Sheet


class AnswerDesk(QObject):
    """`showing` changes when another job, or none, is shown."""

    showing = Signal()

    def __init__(self, session: Session, jobs: Jobs, thumbnails: ThumbnailLoader, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self.runs = Runs(session, jobs, self)
        self.model = AnswerModel(jobs)
        self.arranger = Arranger(jobs, self.model, self)
        self.heated = HeatedThumbnails(thumbnails, jobs, self)
        self.gallery = AnswerGallery(self.heated)  # type: ignore[arg-type] # offers what a gallery asks of a loader
        self.gallery.setModel(self.model)
        self.hand = AnswerHand(jobs, self.model, self.gallery, self)
        self.inspector = AnswerInspector(jobs, self.model, self.hand)
        self.naming = Naming(session, self.arranger, page)
        self._connect()

    def _connect(self) -> None:
        runs, arranger, hand, selection = self.runs, self.arranger, self.hand, self.gallery.selectionModel()
        runs.opened.connect(self.show)
        runs.came.connect(lambda _: arranger.take_news())
        runs.ended.connect(lambda _: arranger.take_news())
        arranger.released.connect(runs.release)
        hand.said.connect(arranger.take_verdicts)
        selection.selectionChanged.connect(self.inspector.follow)
        selection.currentChanged.connect(self.inspector.follow)
        self.model.modelReset.connect(self.inspector.follow)
        self.naming.named.connect(hand.correct)
        buttons = self.inspector.buttons
        buttons.accept.clicked.connect(hand.accept)
        buttons.unknown.clicked.connect(hand.call_unknown)
        for each in (buttons.pick, buttons.new_class):
            each.clicked.connect(self.pick)
        self.gallery.hovered.connect(self._on_hovered)
        self.heated.heated.connect(lambda _: self.gallery.viewport().update())
        arranger.changed.connect(self._show_groups)
        for signal in (self._session.classes_changed, self._session.project_opened):
            signal.connect(self._show_colours)
        self._session.project_closed.connect(lambda: self.show(None))

    def shutdown(self) -> None:
        self.inspector.shutdown()
        self.show(None)

    def show(self, sheet: Sheet | None) -> None:
        """Show the answers of another job, or none."""
        if sheet is None and self.arranger.sheet is None:
            return
        self.hand.forget()
        card = sheet.card if sheet else None
        self.inspector.set_card(card)
        self.heated.set_model(card.folder if card else None)
        self.gallery.set_bar_rows(min(3, max(2, len(sheet.question.class_names))) if sheet else 0)
        self.arranger.open(sheet)
        self._show_colours()
        self.gallery.scrollToTop()
        self.showing.emit()

    def pick(self) -> None:
        """Find a class by typing, or name a new one, for the pictures in hand."""
        if self.hand.ids():
            self.naming.pick(self.gallery)

    def _show_groups(self) -> None:
        wish = self.arranger.wish
        self.inspector.buttons.new_class.setVisible(wish is not None and bool(wish.groups))

    def _show_colours(self) -> None:
        if self.model.cells is not None:
            self.model.cells.more_colours = {each.name: each.colour for each in self._session.classes}

    def _on_hovered(self, index: QModelIndex) -> None:
        cell = index.data(CellRole) if index.isValid() else None
        self.heated.hover(cell.picture.path if isinstance(cell, Cell) and not cell.failure else None)
