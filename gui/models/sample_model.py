"""The samples of the open project as a list for the gallery, filtered and kept up to date by what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from engine.project.sample import Sample
from gui.models.cell import Cell, CellRole, PictureKey
from gui.session import Session

SampleFilter = Callable[[Sample], bool]
Index = QModelIndex | QPersistentModelIndex


def everything(sample: Sample) -> bool:
    return True


class SampleModel(QAbstractListModel):
    """Rows are samples in the order in which they came. A sample that no longer fits the filter stays until the next filter.

    `counts` holds the number of samples of each class id, and under None of those without one, also of those that the filter hides.
    """

    counts_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._all: dict[int, Sample] = {}
        self.counts: Counter[int | None] = Counter()
        self._rows: list[int] = []
        self._row_of: dict[int, int] = {}
        self._filter: SampleFilter = everything
        self._classes: dict[int, tuple[str, str]] = {}
        session.project_opened.connect(self.reload)
        session.project_closed.connect(self.reload)
        session.membership_changed.connect(self.reload)
        session.samples_changed.connect(self._on_samples_changed)
        session.classes_changed.connect(self._on_classes_changed)
        self.reload()

    # ---- what is shown -------------------------------------------------------------------------------------

    def reload(self) -> None:
        self._all = {sample.id: sample for sample in self._session.samples()}
        self.counts = Counter(sample.class_id for sample in self._all.values())
        self._read_classes()
        self.set_filter(self._filter)
        self.counts_changed.emit()

    def set_filter(self, accepts: SampleFilter) -> None:
        """Show the samples that `accepts` is true of."""
        self.beginResetModel()
        self._filter = accepts
        self._rows = [id_ for id_, sample in self._all.items() if accepts(sample)]
        self._row_of = {id_: row for row, id_ in enumerate(self._rows)}
        self.endResetModel()

    def sample(self, index: Index) -> Sample:
        return self.sample_at(index.row())

    def sample_at(self, row: int) -> Sample:
        return self._all[self._rows[row]]

    def class_of(self, sample: Sample) -> tuple[str, str] | None:
        """(name, colour) of the class of `sample`."""
        return None if sample.class_id is None else self._classes.get(sample.class_id)

    # ---- QAbstractListModel --------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        sample = self.sample(index)
        if role == CellRole:
            return self._cell(sample)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            named = self.class_of(sample)
            return f"{sample.path.name}, {named[0] if named else self.tr('unlabelled')}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(sample.path)
        return None

    def _cell(self, sample: Sample) -> Cell:
        key = PictureKey(sample.path, sample.digest)
        named = self.class_of(sample)
        return Cell(key, caption=named[0], colour=named[1]) if named else Cell(key, caption=self.tr("unlabelled"))

    # ---- keeping up ----------------------------------------------------------------------------------------

    def _read_classes(self) -> None:
        self._classes = {each.id: (each.name, each.colour) for each in self._session.classes}

    def _on_samples_changed(self, ids: frozenset[int]) -> None:
        for id_, marks in self._session.marks(ids):
            old = self._all[id_]
            self.counts[old.class_id] -= 1
            self.counts[marks.class_id] += 1
            self._all[id_] = Sample._make((*old[:5], *marks, old.facts))
        self.counts_changed.emit()
        rows = sorted(self._row_of[id_] for id_ in ids if id_ in self._row_of)
        if rows:
            self.dataChanged.emit(self.index(rows[0]), self.index(rows[-1]))

    def _on_classes_changed(self) -> None:
        self._read_classes()
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
