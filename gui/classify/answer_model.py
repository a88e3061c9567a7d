"""The answers of a job as a list for the gallery: a million rows are one array, and only what is looked at is read from the disk."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from engine.progress import Operation, Progress
from gui.classify.answer_cells import AnswerCells, Shown, shown
from gui.jobs import Jobs
from gui.models.cell import WAITING, Cell, CellRole, Section

if TYPE_CHECKING:
    import numpy as np

    from gui.classify.sheet import Sheet

Index = QModelIndex | QPersistentModelIndex
Second = Callable[[Sequence[int]], dict[int, Shown]]  # what a second model says of pictures by their ids
_MOST_KEPT = 4000  # answers in memory, a few screens of the smallest cards
_AROUND = 40  # rows that are read along on either side of those that are looked at
_MOST_AT_ONCE = 600
_LANE = "answers"  # where they are read


class AnswerModel(QAbstractListModel):
    """`rows` are rows of the sheet's table. What is not read yet shows an empty card and comes a moment later."""

    came = Signal()  # answers that were waited for have been read

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self.sheet: Sheet | None = None
        self.cells: AnswerCells | None = None
        self.rows: np.ndarray | Sequence[int] = ()
        self._sections: tuple[Section, ...] = ()
        self._kept: OrderedDict[int, Shown] = OrderedDict()
        self._wanted: set[int] = set()
        self._second: Second | None = None
        self._asking = QTimer(self, singleShot=True, interval=0)
        self._asking.timeout.connect(self._ask)

    # ---- what is shown -------------------------------------------------------------------------------------

    def open(self, sheet: Sheet | None, cells: AnswerCells | None) -> None:
        """Show another job, empty until `set_rows`."""
        self.beginResetModel()
        self.sheet, self.cells = sheet, cells
        self.rows, self._sections, self._second = (), (), None
        self._kept.clear()
        self._wanted.clear()
        self.endResetModel()

    def set_rows(self, rows: np.ndarray, sections: tuple[Section, ...]) -> None:
        """All rows anew, in another order."""
        self.beginResetModel()
        self.rows, self._sections = rows, sections
        self._wanted.clear()
        self.endResetModel()

    def append(self, rows: np.ndarray, heading: str) -> None:
        """New ones go to the end, also when sorted, below `heading` if there are sections: nothing jumps under the user's eyes."""
        import numpy as np

        first, last = len(self.rows), len(self.rows) + len(rows) - 1
        self.beginInsertRows(QModelIndex(), first, last)
        self.rows = np.concatenate([np.asarray(self.rows, np.int64), rows])
        if self._sections:
            *before, end = self._sections
            known = [end] if end.title != heading else []
            self._sections = (*before, *known, Section(heading, len(rows) + (0 if known else end.count)))
        self.endInsertRows()

    def compare_with(self, second: Second | None) -> None:
        """From now on each answer has beside it what `second` says of these ids; called in a worker thread."""
        self._second = second
        self._kept.clear()

    def sections(self) -> Sequence[Section]:
        """The headers over the rows; the same object until they change."""
        return self._sections

    # ---- single answers ------------------------------------------------------------------------------------

    def id_at(self, row: int) -> int:
        assert self.sheet is not None
        return int(self.sheet.table.column("id")[self.rows[row]])

    def ids_of(self, runs: Iterable[range]) -> list[int]:
        """The picture ids of runs of rows."""
        if self.sheet is None:
            return []
        column = self.sheet.table.column("id")
        return [each for run in runs for each in column[self.rows[run.start : run.stop]].tolist()]

    def answer_at(self, row: int) -> Shown | None:
        """What is known of a row by now; if it is nothing, it is asked for and `came` tells when it is here."""
        if self.sheet is None or not 0 <= row < len(self.rows):
            return None
        found = self._kept.get(self.id_at(row))
        if found is None:
            self._wanted.add(row)
            self._asking.start()
        else:
            self._kept.move_to_end(found.id)
        return found

    def forget(self, ids: Iterable[int]) -> None:
        """Read these anew, for something was said of them; they are shown as they were until then."""
        known = {id_ for id_ in ids if id_ in self._kept}
        if known:
            self._read(sorted(known))

    def repaint(self) -> None:
        """All cards look different now."""
        if len(self.rows):
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    # ---- QAbstractListModel --------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self.cells is None:
            return None
        each = self.answer_at(index.row())
        if role == CellRole:
            return Cell(WAITING) if each is None else self.cells.cell(each)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return "" if each is None else self.cells.spoken(each)
        if role == Qt.ItemDataRole.ToolTipRole:
            return None if each is None else str(each.path)
        return None

    # ---- reading -------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        wanted, self._wanted = sorted(self._wanted), set()
        if not wanted or self.sheet is None:
            return
        around = range(max(0, wanted[0] - _AROUND), min(len(self.rows), wanted[-1] + 1 + _AROUND))
        rows = around if len(around) <= _MOST_AT_ONCE else wanted[-_MOST_AT_ONCE:]
        missing = [id_ for id_ in (self.id_at(row) for row in rows if row < len(self.rows)) if id_ not in self._kept]
        if missing:
            self._read(missing)

    def _read(self, ids: Sequence[int]) -> None:
        sheet, second = self.sheet, self._second
        if sheet is None:
            return

        def reading() -> Operation[list[Shown]]:
            yield Progress("")
            others = second(ids) if second else {}
            return [shown(each, others.get(each.id)) for each in sheet.answers.read(ids)]

        self._jobs.beside(_LANE, reading, lambda found: self._keep(found, sheet, second), in_turn=True)

    def _keep(self, found: Sequence[Shown], sheet: Sheet, second: Second | None) -> None:
        if sheet is not self.sheet or second is not self._second:
            return  # asked before another job or a comparison was shown
        for each in found:
            self._kept[each.id] = each
            self._kept.move_to_end(each.id)
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        self.repaint()
        self.came.emit()
