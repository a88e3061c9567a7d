"""The samples of the open project as a list for the gallery: filtered, sorted and grouped by a view, kept up to date by what changed."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from engine.errors import Sentence
from engine.project.sample import CHANGED, MISSING, PRESENT, UNREADABLE, Sample
from engine.views.arrange import UNSURE, Arranged, arranged
from engine.views.context import Context
from engine.views.facets import each_facet
from engine.views.matching import matcher, unmatched
from engine.views.query import Query, parse
from engine.views.view import View, last_view, with_renamed_classes
from gui.filters.section_titles import SectionTitles
from gui.models.cell import Cell, CellRole, PictureKey, Section
from gui.session import Session

Index = QModelIndex | QPersistentModelIndex
_MARKS_OF_STATES = {PRESENT: (), MISSING: ("unreadable",), UNREADABLE: ("unreadable",), CHANGED: ("refresh",)}


class SampleModel(QAbstractListModel):
    """Rows are the samples of the view. One that no longer fits stays where it is until the view is arranged again.

    `counts` holds the number of samples of each class id, under None of those without a label, under `UNSURE` of those that a person
    could not tell; also of those that the view hides.
    """

    counts_changed = Signal()
    view_changed = Signal()
    classes_renamed = Signal(dict)  # {old name: new name}

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._titles = SectionTitles(self)
        self._view, self._query = View(), Query()
        self._all: dict[int, Sample] = {}
        self._context = Context(self._all)
        self._arranged = Arranged([], [])
        self._sections: tuple[Section, ...] = ()
        self.counts: Counter[int | None] = Counter()
        self.same_project = True  # whether the rows that a reset brings are of the project that was shown before
        self._ids: list[int] = []  # of the samples of the view, ascending; rows are places in it, by `_arranged.order`
        self._rows_of = array("i")
        self._classes: dict[int, tuple[str, str]] = {}
        session.project_opened.connect(self._on_project)
        session.project_closed.connect(self._on_project)
        session.membership_changed.connect(self.reload)
        session.samples_changed.connect(self._on_samples_changed)
        session.classes_changed.connect(self._on_classes_changed)
        self._on_project()

    # ---- what is shown -------------------------------------------------------------------------------------

    @property
    def view(self) -> View:
        return self._view

    @property
    def query(self) -> Query:
        """The filter of the view."""
        return self._query

    @property
    def context(self) -> Context:
        return self._context

    def set_view(self, view: View) -> None:
        """Filter, sort and group anew, also by the view that is already there."""
        told = view != self._view
        self._view, self._query = view, parse(view.text)
        self._arrange()
        if told:
            self.view_changed.emit()

    def reload(self) -> None:
        """Read the samples anew and show them by the same view."""
        self._all = {sample.id: sample for sample in self._session.samples()}
        self.counts = Counter(_counted(sample.class_id, sample.unsure) for sample in self._all.values())
        self._read_classes()
        self._context = Context(self._all, self._session.classes)
        self._arrange()
        self.counts_changed.emit()

    def problems(self) -> tuple[Sentence, ...]:
        """What the filter says that cannot be used, or that nothing here is called."""
        return (*self._query.problems, *unmatched(self._query, self._context))

    def each_facet(self, dimensions: Collection[str] = ()) -> Iterator[tuple[str, Counter[str]]]:
        """How many samples each choice of a filter would show; see `engine.views.facets`."""
        return each_facet(self._all.values(), self._query, self._context, dimensions)

    def sections(self) -> Sequence[Section]:
        """The headers over the rows; the same object until they change."""
        return self._sections

    def _arrange(self) -> None:
        view = self._view
        fitting = matcher(self._query, self._context)(list(self._all.values()))
        result = arranged(fitting, self._context, view.sort, view.descending, view.group)
        self.beginResetModel()
        self._arranged = result
        self._ids = [sample.id for sample in result.given]
        self._rows_of = _inverse(result.order)
        self._sections = self._titles.of(view.group, result, self._session.classes)
        self.endResetModel()

    # ---- rows and samples ----------------------------------------------------------------------------------

    def sample(self, index: Index) -> Sample:
        return self.sample_at(index.row())

    def sample_at(self, row: int) -> Sample:
        return self._all[self._ids[self._arranged.order[row]]]

    def ids_of_rows(self, runs: Iterable[range]) -> list[int]:
        """The sample ids of runs of rows."""
        return [self._ids[place] for run in runs for place in self._arranged.order[run.start : run.stop]]

    def row_of(self, sample_id: int) -> int:
        """The row of a sample, -1 if it is not shown."""
        place = bisect_left(self._ids, sample_id)
        return self._rows_of[place] if place < len(self._ids) and self._ids[place] == sample_id else -1

    def rows_of(self, ids: Iterable[int]) -> list[int]:
        """The rows of those of `ids` that are shown, ascending."""
        wanted = list(ids)
        if len(wanted) <= len(self._ids) // 8 or not self._ids:
            return sorted(row for row in map(self.row_of, wanted) if row >= 0)
        marked = bytearray(max(self._ids[-1], max(wanted)) + 1)  # for many, a walk over all rows is quicker
        for id_ in wanted:
            marked[id_] = 1
        marks = bytes(map(marked.__getitem__, self._ids))
        return [row for row, place in enumerate(self._arranged.order) if marks[place]]

    def next_unlabelled(self, after: int = -1) -> int | None:
        """The next row after `after` that has neither a class nor "not sure", from the top again after the last; None if none is left."""
        count = len(self._ids)
        for step in range(1, count + 1):
            row = (after + step) % count
            sample = self.sample_at(row)
            if sample.class_id is None and not sample.unsure:
                return row
        return None

    def class_of(self, sample: Sample) -> tuple[str, str] | None:
        """(name, colour) of the class of `sample`."""
        return None if sample.class_id is None else self._classes.get(sample.class_id)

    # ---- QAbstractListModel --------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        sample = self.sample(index)
        if role == CellRole:
            return self._cell(sample)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{sample.name}, {self._caption(sample)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return sample.file
        return None

    def _cell(self, sample: Sample) -> Cell:
        named = self.class_of(sample)
        return Cell(
            PictureKey(sample.path, sample.digest),
            caption=self._caption(sample),
            colour=named[1] if named else "",
            marks=(("pin",) if sample.pinned else ()) + _MARKS_OF_STATES[sample.facts.state],
            unsure=sample.unsure and named is None,
        )

    def _caption(self, sample: Sample) -> str:
        named = self.class_of(sample)
        if named:
            return named[0]
        return self.tr("not sure") if sample.unsure else self.tr("unlabelled")

    # ---- keeping up ----------------------------------------------------------------------------------------

    def _on_project(self) -> None:
        project = self._session.project
        self._view = last_view(project) if project else View()
        self._query = parse(self._view.text)
        self.same_project = False
        self.reload()
        self.same_project = True
        self.view_changed.emit()

    def _read_classes(self) -> None:
        self._classes = {each.id: (each.name, each.colour) for each in self._session.classes}

    def _on_samples_changed(self, ids: frozenset[int]) -> None:
        for id_, marks in self._session.marks(ids):
            old = self._all[id_]
            self.counts[_counted(old.class_id, old.unsure)] -= 1
            self.counts[_counted(marks.class_id, marks.unsure)] += 1
            self._all[id_] = Sample._make((*old[:5], *marks, old.facts))
        self._context.marks_changed()
        self.counts_changed.emit()
        rows = self.rows_of(ids)
        if rows:
            self.dataChanged.emit(self.index(rows[0]), self.index(rows[-1]))

    def _on_classes_changed(self) -> None:
        before = self._classes
        self._read_classes()
        self._context.set_classes(self._session.classes)
        self._follow_names({old[0]: self._classes[id_][0] for id_, old in before.items() if id_ in self._classes})
        if self._view.group == "class" and all(each.key in (None, UNSURE) or each.key in self._classes for each in self._arranged.parts):
            self._sections = self._titles.of(self._view.group, self._arranged, self._session.classes)
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def _follow_names(self, names: dict[str, str]) -> None:
        """Classes that were renamed are renamed in the filter too: it shows the same as before."""
        renamed = {old: new for old, new in names.items() if old != new}
        if not renamed:
            return
        view = with_renamed_classes(self._view, renamed)
        if view != self._view:
            self._view, self._query = view, parse(view.text)
            self.view_changed.emit()
        self.classes_renamed.emit(renamed)


def _counted(class_id: int | None, unsure: bool) -> int | None:
    """Under what a sample is counted."""
    return UNSURE if unsure and class_id is None else class_id


def _inverse(order: Sequence[int]) -> array[int]:
    """At each place the row in which it is shown: an array, because a dict of a hundred thousand takes five times as long."""
    rows = array("i", bytes(4 * len(order)))
    for row, place in enumerate(order):
        rows[place] = row
    return rows
