"""Earlier jobs on the classify page: where they are offered, how they are gone on with, and what is being watched beside them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gui.classify.answer_chips import AnswerChips
from gui.classify.answer_desk import AnswerDesk
from gui.classify.answer_pages import AnswerPages
from gui.classify.closing_words import ClosingWords
from gui.classify.run_menu import RunMenu, name_of

if TYPE_CHECKING:
    from engine.operations.classifying import JobCard


class Earlier(QObject):
    """Offers them in the menu, on the empty page and, for the job that is shown, as a pill while pictures wait."""

    said = Signal(object)  # Notice

    def __init__(
        self, desk: AnswerDesk, menu: RunMenu, pages: AnswerPages, chips: AnswerChips, words: ClosingWords, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._runs, self._menu, self._pages, self._chips, self._words = desk, desk.runs, menu, pages, chips, words
        self._left: dict[Path, int] = {}  # how many pictures wait in each job
        self._runs.listed.connect(self._on_listed)
        self._runs.changed.connect(self._show_runs)
        for event in (desk.showing, self._runs.ended):
            event.connect(self._runs.list_earlier)
        menu.earlier_wanted.connect(self._on_wanted)
        menu.stop_watching_wanted.connect(self._runs.stop_watching)
        pages.earlier_wanted.connect(self._on_last)
        chips.stop_wanted.connect(self._runs.stop_watching)
        chips.watched_wanted.connect(self._on_watched)
        chips.go_on_wanted.connect(self.go_on)

    def go_on(self) -> None:
        """Ask what the job that is shown has not answered yet, and what is new in its folders."""
        sheet = self._desk.arranger.sheet
        if sheet is not None:
            self._runs.go_on(sheet.answers.file, name_of(sheet.question.sources))

    def _on_wanted(self, job: JobCard) -> None:
        self._runs.show(job.file)
        if job.interrupted and not self._runs.running:
            name = name_of(job.question.sources)
            self.said.emit(self._words.interrupted(job.waiting, lambda: self._runs.go_on(job.file, name)))

    def _on_last(self, job: JobCard) -> None:
        if job.interrupted and job.waiting:
            self._runs.go_on(job.file, name_of(job.question.sources))
        else:
            self._on_wanted(job)

    def _on_watched(self) -> None:
        if self._runs.watched is not self._desk.arranger.sheet:
            self._runs.show_watched()

    def _on_listed(self, jobs: Sequence[JobCard]) -> None:
        self._menu.offer_earlier(jobs)
        self._pages.offer_earlier(jobs)
        self._left = {job.file: job.waiting for job in jobs}
        self._show_runs()

    def _show_runs(self) -> None:
        """Which folder is watched, and how many of the pictures that are shown wait for somebody to go on."""
        sheet, watched = self._desk.arranger.sheet, self._runs.watched
        self._chips.show_watching(name_of(watched.question.sources) if watched else "")
        idle = sheet is not None and not self._runs.running and not self._runs.is_asked(sheet)
        self._chips.show_waiting(self._left.get(sheet.answers.file, 0) if sheet is not None and idle else 0)
