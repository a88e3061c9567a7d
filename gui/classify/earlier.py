"""The jobs beside the one that runs: where earlier ones are offered, what is said when one ends or gives way, and what is watched."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.errors import ModelDamaged, ModelMissing, ModelReplaced
from gui.classify.answer_chips import AnswerChips
from gui.classify.answer_desk import AnswerDesk
from gui.classify.answer_pages import AnswerPages
from gui.classify.closing_words import ClosingWords
from gui.classify.run_menu import RunMenu, name_of
from gui.classify.runs import Run
from gui.notices import Notice

if TYPE_CHECKING:
    from engine.operations.classifying import JobCard

_NO_MODEL = (ModelDamaged, ModelMissing, ModelReplaced)  # going on with a job that ended so can only fail again


class Earlier(QObject):
    """Offers them in the menu, on the empty page and, for the job that is shown, as a pill while pictures wait."""

    said = Signal(object)  # Notice
    outdated = Signal(object)  # Notice that does not hold any more

    def __init__(
        self, desk: AnswerDesk, menu: RunMenu, pages: AnswerPages, chips: AnswerChips, words: ClosingWords, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._runs, self._menu, self._pages, self._chips, self._words = desk, desk.runs, menu, pages, chips, words
        self._left: dict[Path, int] = {}  # how many pictures wait in each job that can be gone on with
        self._hopeless: set[Path] = set()
        self._wanted: JobCard | None = None  # that is to be shown
        self._away: Notice | None = None
        self._runs.listed.connect(self._on_listed)
        self._runs.changed.connect(self._show_runs)
        self._runs.replaced.connect(lambda run: self.said.emit(words.stopped(run, self._go_on)))
        self._runs.ended.connect(self._on_ended)
        desk.showing.connect(self._on_showing)
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

    def _go_on(self, run: Run) -> None:
        if run.file is not None:
            self._runs.go_on(run.file, run.name)

    def _can_go_on(self, job: JobCard) -> bool:
        return job.interrupted and job.has_model and job.file not in self._hopeless

    def _on_ended(self, run: Run) -> None:
        if run.file is not None:
            (self._hopeless.add if isinstance(run.error, _NO_MODEL) else self._hopeless.discard)(run.file)
        self.said.emit(self._words.of(run, self._go_on))
        self._runs.list_earlier()

    def _on_wanted(self, job: JobCard) -> None:
        self._wanted = job
        self._runs.show(job.file)

    def _on_showing(self) -> None:
        self._runs.list_earlier()
        sheet, job, self._wanted = self._desk.arranger.sheet, self._wanted, None
        if sheet is None or job is None or sheet.answers.file != job.file or self._runs.running or not self._can_go_on(job):
            return
        name = name_of(job.question.sources)
        self.said.emit(self._words.interrupted(job.waiting, lambda: self._runs.go_on(job.file, name)))

    def _on_last(self, job: JobCard) -> None:
        if self._can_go_on(job) and job.waiting:
            self._runs.go_on(job.file, name_of(job.question.sources))
        else:
            self._on_wanted(job)

    def _on_watched(self) -> None:
        if self._runs.watched is not self._desk.arranger.sheet:
            self._runs.show_watched()

    def _on_listed(self, jobs: Sequence[JobCard]) -> None:
        useful = [job for job in jobs if job.answered + job.unreadable or (job.waiting and self._can_go_on(job))]
        self._menu.offer_earlier(useful)
        self._pages.offer_earlier(useful[0] if useful else None, bool(useful) and self._can_go_on(useful[0]))
        self._left = {job.file: job.waiting for job in useful if self._can_go_on(job)}
        self._show_runs()

    def _show_runs(self) -> None:
        """Which folder is watched, and how many of the pictures that are shown wait for somebody to go on."""
        sheet, watched = self._desk.arranger.sheet, self._runs.watched
        self._chips.show_watching(name_of(watched.question.sources) if watched else "", bool(self._runs.away))
        self._tell_away()
        idle = sheet is not None and not self._runs.running and not self._runs.is_asked(sheet)
        self._chips.show_waiting(self._left.get(sheet.answers.file, 0) if sheet is not None and idle else 0)

    def _tell_away(self) -> None:
        """Once, when it happens; the pill tells for as long as it is so."""
        away = self._runs.away
        if away and self._away is None:
            self._away = self._words.away(away[0].name or str(away[0]))
            self.said.emit(self._away)
        elif not away and self._away is not None:
            self.outdated.emit(self._away)
            self._away = None
