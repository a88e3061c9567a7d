"""What is done with answers: written out, files sorted, put into the project, put together by likeness, looked at in another light."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from engine.classifier.model.card import ModelCard
from engine.progress import Operation, Progress
from gui.classify.answer_desk import AnswerDesk
from gui.classify.closing_words import ClosingWords
from gui.jobs import Jobs
from gui.session import Session
from gui.text import summary

if TYPE_CHECKING:
    from engine.batch.answers import Answers
    from engine.batch.table import Thresholds
    from engine.operations.judging import Adopted
    from engine.project.project import Project
    from gui.classify.sheet import Sheet
    from gui.dialogs.scope_box import Scopes

_ALIKE = "likeness"  # lane
_MOST_ALARMED = 200


class Sequels(QObject):
    """Opens the dialogs over `page`, each imported when it is first wanted."""

    said = Signal(object)  # Notice
    told = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, desk: AnswerDesk, words: ClosingWords, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._jobs, self._desk, self._words, self._page = session, jobs, desk, words, page
        self._adopted = 0  # entry of the history that `adopt` made

    # ---- dialogs -------------------------------------------------------------------------------------------

    def export(self) -> None:
        from gui.dialogs.answers_dialog import AnswersDialog

        sheet, wish = self._desk.arranger.sheet, self._desk.arranger.wish
        if sheet is not None and wish is not None:
            AnswersDialog(self._jobs, sheet.answers, wish.thresholds, self._page, self._scopes()).open()

    def sort_files(self) -> None:
        from gui.dialogs.sort_dialog import SortDialog

        sheet, wish = self._desk.arranger.sheet, self._desk.arranger.wish
        if sheet is not None and wish is not None:
            project = self._session.project if self._session.writable else None
            dialog = SortDialog(self._jobs, sheet.answers, wish.thresholds, self._page, project, self._scopes())
            dialog.finished.connect(self._on_sorted)
            dialog.open()

    def _scopes(self) -> Scopes:
        """What can be chosen from to be written out or sorted."""
        from gui.dialogs.scope_box import Scopes

        model, arranger = self._desk.model, self._desk.arranger
        shown = model.ids_of([range(model.rowCount())]) if arranger.filtered else None
        return Scopes(arranger.total, shown, model.ids_of(self._desk.gallery.selected_runs()))

    def _on_sorted(self) -> None:
        """Moved pictures have new places, in the job as in the project."""
        self._desk.arranger.take_news()
        self._session.reload()

    def alarm(self) -> None:
        """Whether the model goes by the background: asked of the pictures in hand, or of those that are shown first."""
        from gui.dialogs.alarm_dialog import AlarmDialog

        sheet, card = self._desk.arranger.sheet, self._card()
        if sheet is None or card is None:
            return
        runs = self._desk.gallery.selected_runs() if self._desk.hand.count() > 1 else [range(len(self._desk.model.rows))]
        ids = self._desk.model.ids_of(run[:_MOST_ALARMED] for run in runs)[:_MOST_ALARMED]
        answers = sheet.answers
        self._jobs.beside(
            _ALIKE,
            lambda: _paths(answers, ids),
            lambda paths: AlarmDialog(self._jobs, card, paths, self._page).open(),
        )

    def show_large(self) -> None:
        """The picture in hand with its evidence, as large as the window."""
        each, card = self._desk.hand.current(), self._card()
        if each is None:
            return
        if card is None or each.reason:
            from gui.dialogs.picture_dialog import PictureDialog

            PictureDialog(each.path, self._page).open()
        else:
            from gui.classify.large_hand import LargeHand
            from gui.saliency.large import LargeSaliency

            large = LargeSaliency(self._jobs, card, each.path, self._page)
            LargeHand(self._desk, large, self._page)
            large.open()

    # ---- likeness ------------------------------------------------------------------------------------------

    def put_together(self) -> None:
        """Show what is shown under one header for each group of pictures that look alike."""
        sheet = self._desk.arranger.sheet
        ids = self._desk.model.ids_of([range(len(self._desk.model.rows))])
        if sheet is None or not ids:
            return
        self._jobs.start(
            self.tr("Putting alike pictures together"),
            lambda: _grouped(sheet, ids),
            lambda groups: self._on_grouped(sheet, groups),
        )

    def _on_grouped(self, sheet: Sheet, groups: tuple[tuple[int, ...], ...]) -> None:
        if sheet is not self._desk.arranger.sheet:
            return
        if groups:
            self._desk.arranger.wish_for(groups=groups)
            self.told.emit(self.tr("Click a header to select its pictures, then press L to name a class of them."))
        else:
            self._desk.arranger.arrange()
            self.told.emit(self.tr("No pictures here are enough alike to make a group."))

    # ---- into the project ----------------------------------------------------------------------------------

    def adopt(self) -> None:
        """What a person said of the answers becomes labels of the project."""
        sheet, project, wish = self._desk.arranger.sheet, self._session.project, self._desk.arranger.wish
        if sheet is None or project is None or wish is None:
            return
        thresholds = wish.thresholds
        self._jobs.start(
            self.tr("Putting what you said into the project"),
            lambda: _adopted(project, sheet, thresholds),
            self._on_adopted,
        )

    @property
    def next_undo(self) -> str:
        """That `undo_adopting` can take labels back, in words; empty if something else was done to the project since."""
        latest = self._session.history(1) if self._adopted and self._session.writable else []
        return summary(latest[0].summary) if latest and latest[0].id == self._adopted and not latest[0].undone else ""

    def undo_adopting(self) -> None:
        """What was said of the answers shown does not label the project after all."""
        if self.next_undo:
            self._session.undo()

    def _on_adopted(self, adopted: Adopted) -> None:
        self._adopted = self._session.history(1)[0].id if adopted.changed else 0
        self._session.reload()
        self._desk.hand.forget()  # from here on Ctrl+Z takes the labels back
        self.said.emit(self._words.adopted(adopted))

    def _card(self) -> ModelCard | None:
        sheet = self._desk.arranger.sheet
        return sheet.card if sheet else None


def _paths(answers: Answers, ids: list[int]) -> Operation[list[Path]]:
    yield Progress("")
    return [each.path for each in answers.read(ids) if not each.reason]


def _grouped(sheet: Sheet, ids: list[int]) -> Operation[tuple[tuple[int, ...], ...]]:
    from engine.operations.unknowns import group_unknown

    return (yield from group_unknown(sheet.answers, ids))


def _adopted(project: Project, sheet: Sheet, thresholds: Thresholds) -> Operation[Adopted]:
    from engine.operations.judging import adopt

    return (yield from adopt(project, sheet.answers, thresholds=thresholds))
