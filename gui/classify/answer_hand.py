"""The answers in hand and what a person says of them: accept, correct, unknown, take back. Each word is on the disk before it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QObject, Signal

from engine.progress import Operation, Progress
from gui.classify.answer_cells import Shown
from gui.classify.answer_model import AnswerModel
from gui.gallery.gallery import Gallery
from gui.jobs import Jobs
from gui.widgets.chips import grouped

if TYPE_CHECKING:
    import numpy as np

    from gui.classify.sheet import Sheet

_Flag = QItemSelectionModel.SelectionFlag
_LANE = "verdicts"
_MOST_STEPS = 200  # that can be taken back
_MOST_RUNS = 2000  # of a selection that is kept when the grid is ordered anew; a more scattered one is let go


@dataclass(frozen=True)
class Step:
    """What was said before of some pictures, so that it can be said again; `words` are what was said instead."""

    before: Mapping[int, str | None]
    words: str
    current: int


class AnswerHand(QObject):
    """The hand holds the selection of the gallery. The pictures in it stay in it when the grid is ordered anew."""

    told = Signal(str)  # why nothing happened
    said = Signal()  # verdicts were written
    steps_changed = Signal()  # what can be undone

    def __init__(self, jobs: Jobs, model: AnswerModel, gallery: Gallery, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._model, self._gallery = jobs, model, gallery
        self._steps: list[Step] = []
        self._before: tuple[np.ndarray | None, int] = (None, -1)  # rows of the table, and the current one's
        model.modelAboutToBeReset.connect(self._on_reset_begun)
        model.modelReset.connect(self._on_reset)

    # ---- what is in the hand -------------------------------------------------------------------------------

    def count(self) -> int:
        """How many pictures a key means."""
        return sum(map(len, self._gallery.selected_runs()))

    def current_row(self) -> int:
        """The one that is looked at: the current one if it is selected, else the first of the selection; -1 for none."""
        index, runs = self._gallery.currentIndex(), self._gallery.selected_runs()
        if index.isValid() and self._gallery.selectionModel().isSelected(index):
            return index.row()
        return runs[0].start if runs else -1

    def current(self) -> Shown | None:
        """What is known of it by now."""
        return self._model.answer_at(self.current_row())

    def takes_for_unknown(self) -> bool:
        """Whether to accept the one picture in hand means to call it unknown."""
        each, cells = self.current(), self._model.cells
        return self.count() == 1 and each is not None and cells is not None and cells.is_unknown(each)

    def ids(self) -> list[int]:
        ids = self._model.ids_of(self._gallery.selected_runs())
        if not ids:
            self.told.emit(self.tr("Nothing is selected. Click a picture first; Ctrl and Shift select more."))
        return ids

    # ---- saying --------------------------------------------------------------------------------------------

    def accept(self) -> None:
        """What the first line of each card in hand says is right, be it a class or "unknown"; then on to the next one."""
        sheet, cells, ids = self._model.sheet, self._model.cells, self.ids()
        if sheet is None or cells is None or not ids:
            return
        self._judge(sheet.first_words(ids, cells.thresholds), len(ids))

    def correct(self, name: str) -> None:
        """The pictures in hand are of the class `name`, which the model need not know."""
        sheet, ids = self._model.sheet, self.ids()
        if sheet is not None and ids:
            self._judge(dict.fromkeys(sheet.readable(ids), name), len(ids))

    def call_unknown(self) -> None:
        from engine.batch.answers import UNKNOWN_VERDICT

        self.correct(UNKNOWN_VERDICT)

    def take_back(self) -> None:
        """Nothing was said of the pictures in hand."""
        self._say(dict.fromkeys(self.ids(), None))

    @property
    def next_undo(self) -> str:
        """What `undo` would take back, in words; empty if there is nothing."""
        return self._steps[-1].words if self._steps else ""

    def undo(self) -> None:
        """What was said last was not said."""
        if not self._steps:
            self.told.emit(self.tr("Nothing was said here that could be undone."))
            return
        step = self._steps.pop()
        self.steps_changed.emit()
        self._write(step.before, lambda _: None)
        row = self._row_of(step.current)
        if row >= 0:
            self._gallery.select_row(row)

    def forget(self) -> None:
        """Another job is shown: what was said there is kept, but cannot be undone here."""
        self._steps.clear()
        self.steps_changed.emit()

    def _judge(self, verdicts: Mapping[int, str | None], count: int) -> None:
        """Say `verdicts` of those of `count` pictures in hand that can be read, then on to the next one."""
        if len(verdicts) < count:
            self.told.emit(self.tr("What cannot be read cannot be judged, and stays as it is."))
        if verdicts:
            self._say(verdicts)
            self.move_on()

    def _say(self, verdicts: Mapping[int, str | None]) -> None:
        if verdicts:
            row = self.current_row()
            current = self._model.id_at(row) if row >= 0 else -1
            words = self._words(verdicts)
            self._write(verdicts, lambda before: self._remember(Step(before, words, current)))

    def _words(self, verdicts: Mapping[int, str | None]) -> str:
        """What is being said, and of how many pictures."""
        from engine.batch.answers import UNKNOWN_VERDICT

        said, count = set(verdicts.values()), len(verdicts)
        names = {UNKNOWN_VERDICT: self.tr("unknown"), None: self.tr("nothing said")}
        (one,) = said if len(said) == 1 else (self.tr("correct"),)
        word = names.get(one) or str(one)
        return self.tr("{0}, 1 picture").format(word) if count == 1 else self.tr("{0}, {1} pictures").format(word, grouped(count))

    def _remember(self, step: Step) -> None:
        self._steps.append(step)
        del self._steps[:-_MOST_STEPS]
        self.steps_changed.emit()

    def _write(self, verdicts: Mapping[int, str | None], then: object) -> None:
        sheet = self._model.sheet
        if sheet is not None:
            self._jobs.beside(_LANE, lambda: _judging(sheet, verdicts), lambda before: self._on_written(sheet, before, then), in_turn=True)

    def _on_written(self, sheet: Sheet, before: Mapping[int, str | None], then: object) -> None:
        if sheet is self._model.sheet:
            if callable(then):
                then(before)
            self.said.emit()

    # ---- moving --------------------------------------------------------------------------------------------

    def move_on(self) -> None:
        """To the next picture after those in hand, if there is one."""
        runs = self._gallery.selected_runs()
        after = runs[-1].stop if runs else 0
        if runs and after < self._model.rowCount():
            self._gallery.select_row(after)

    def select_like(self) -> None:
        """Everything under the header of the current picture, or everything with its answer."""
        row = self.current_row()
        if row < 0:
            self.ids()
            return
        first = 0
        for section in self._model.sections():
            if first <= row < first + section.count:
                self._gallery.select_rows([range(first, first + section.count)])
                return
            first += section.count
        sheet = self._model.sheet
        if sheet is not None:
            import numpy as np

            answers = sheet.table.column("answer")[self._model.rows]
            self._gallery.select_rows(_runs(np.flatnonzero(answers == answers[row])))

    def _row_of(self, id_: int) -> int:
        import numpy as np

        sheet = self._model.sheet
        place = sheet.table.row_of(id_) if sheet else -1
        found = np.flatnonzero(np.asarray(self._model.rows, np.int64) == place).tolist() if place >= 0 else []
        return int(found[0]) if found else -1

    # ---- keeping what is in hand ---------------------------------------------------------------------------

    def _on_reset_begun(self) -> None:
        self._before = (None, -1)
        runs = self._gallery.selected_runs()
        if self._model.sheet is None or not len(self._model.rows) or not runs:
            return
        import numpy as np

        current = self._gallery.currentIndex().row()
        rows = np.concatenate([np.asarray(self._model.rows[run.start : run.stop], np.int64) for run in runs])
        self._before = (rows, int(self._model.rows[current]) if current >= 0 else -1)
        self._sheet_before = self._model.sheet

    def _on_reset(self) -> None:
        (selected, current), self._before = self._before, (None, -1)
        sheet = self._model.sheet
        if selected is None or sheet is None or sheet is not self._sheet_before or not len(self._model.rows):
            return
        import numpy as np

        marked = np.zeros(sheet.table.count, bool)
        marked[selected] = True
        rows = np.asarray(self._model.rows, np.int64)
        runs = _runs(np.flatnonzero(marked[rows]))
        if len(runs) <= _MOST_RUNS:
            self._gallery.select_rows(runs)
        found = np.flatnonzero(rows == current).tolist() if current >= 0 else []
        if found:
            index = self._model.index(found[0])
            self._gallery.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
            self._gallery.scrollTo(index)


def _judging(sheet: Sheet, verdicts: Mapping[int, str | None]) -> Operation[dict[int, str | None]]:
    yield Progress("")
    return sheet.answers.judge(verdicts)


def _runs(rows: np.ndarray | Sequence[int]) -> list[range]:
    """Ascending rows as runs."""
    import numpy as np

    places = np.asarray(rows, np.int64)
    if not len(places):
        return []
    breaks = np.flatnonzero(np.diff(places) != 1)
    starts, stops = np.r_[places[0], places[breaks + 1]], np.r_[places[breaks], places[-1]] + 1
    return [range(int(start), int(stop)) for start, stop in zip(starts, stops, strict=True)]
