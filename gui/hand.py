"""What keys, menus and clicks do to the pictures in hand: label them, pin them, choose others, and move on to the next by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator

from PySide6.QtCore import QItemSelectionModel, QObject, Signal

from engine.project.duplicates import duplicates_of
from engine.project.sample import Sample, SampleClass, Split
from gui.gallery.gallery import Gallery
from gui.labeller import Labeller
from gui.models.sample_model import SampleModel
from gui.session import Session

_Flag = QItemSelectionModel.SelectionFlag


class Hand(QObject):
    """The hand holds the selection of the gallery, or the one picture that `hold` names: a large view means what it shows."""

    told = Signal(str)  # why nothing happened, or what did where it cannot be seen

    def __init__(self, session: Session, model: SampleModel, gallery: Gallery, labeller: Labeller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._model, self._gallery, self._labeller = session, model, gallery, labeller
        self._held: int | None = None
        self._still = False
        self._before: tuple[list[int], int | None] = ([], None)  # ids of what was selected and current while the model is reset
        session.reverted.connect(self._on_reverted)
        model.modelAboutToBeReset.connect(self._on_reset_begun)
        model.modelReset.connect(self._on_reset)

    # ---- what is in the hand ---------------------------------------------------------------------------------

    def hold(self, sample_id: int | None, *, still: bool = False) -> None:
        """From now on mean this sample alone; `still`: never move on from it. None: the selection again."""
        self._held, self._still = sample_id, still and sample_id is not None

    def samples(self) -> list[Sample]:
        """The samples that a key means."""
        if self._held is not None:
            row = self._model.row_of(self._held)
            return [self._model.sample_at(row)] if row >= 0 else []
        return [self._model.sample_at(row) for run in self._gallery.selected_runs() for row in run]

    def samples_or_word(self) -> list[Sample]:
        """The same, and a word to the user if there are none."""
        samples = self.samples()
        if not samples:
            self.told.emit(self.tr("Nothing is selected. Click a picture first; Ctrl and Shift select more."))
        return samples

    def count(self) -> int:
        """How many they are."""
        return sum(map(len, self._gallery.selected_runs())) if self._held is None else 1

    def current(self) -> Sample | None:
        """The one that is looked at: the current one if it is selected, else the first of the selection."""
        if self._held is not None:
            return next(iter(self.samples()), None)
        index, runs = self._gallery.currentIndex(), self._gallery.selected_runs()
        if index.isValid() and self._gallery.selectionModel().isSelected(index):
            return self._model.sample_at(index.row())
        return self._model.sample_at(runs[0].start) if runs else None

    def common_class(self) -> int | None:
        """The id of the class that all of them have, if it is one."""
        if self._held is not None:
            found = {sample.class_id for sample in self.samples()}
        else:
            found = set()
            for run in self._gallery.selected_runs():
                for row in run:
                    found.add(self._model.sample_at(row).class_id)
                    if len(found) > 1:
                        return None
        return found.pop() if len(found) == 1 else None

    # ---- labelling -------------------------------------------------------------------------------------------

    def assign(self, target: SampleClass) -> None:
        """Give `target` to the pictures in hand."""
        self._label(lambda sample: sample.class_id != target.id, lambda ids: self._labeller.assign(ids, target))

    def assign_new(self, name: str) -> None:
        """Make a class and give it to the pictures in hand, as one step."""
        self._label(lambda _: True, lambda ids: self._labeller.new_class(name, ids) is not None)

    def mark_unsure(self) -> None:
        self._label(lambda sample: not sample.unsure, self._labeller.mark_unsure)

    def take_off(self) -> None:
        samples = self.samples_or_word()
        self._labeller.take_off([sample.id for sample in samples if sample.class_id is not None or sample.unsure])

    def give_majority(self) -> None:
        """Each group of duplicates of what is in hand gets the class that most of it has."""
        samples = self.samples_or_word()
        given = self._labeller.majority([sample.id for sample in samples])
        if samples and not given and self._session.writable:
            self.told.emit(self.tr("No majority among the duplicates. Choose the one that is right and press G: the others get its class."))

    def give_to_duplicates(self) -> None:
        """All duplicates of what is in hand get the class of the current picture."""
        current, project = self.current(), self._session.project
        target = next((each for each in self._session.classes if current and each.id == current.class_id), None)
        if project is None or target is None:
            self.told.emit(self.tr("The picture in hand has no class that it could give to its duplicates."))
            return
        groups = duplicates_of(project, [sample.id for sample in self.samples()])
        lacking = [each.id for group in groups for each in group if each.class_id != target.id]
        if not lacking:
            self.told.emit(self.tr("There are no duplicates that lack the class."))
        self._labeller.assign(lacking, target)

    def pin(self, split: Split) -> None:
        """Keep the pictures in hand on one side of the split; `Split.NONE` lets them go."""
        self._labeller.pin([sample.id for sample in self.samples_or_word()], split)

    def use_as_examples(self) -> None:
        """Show the pictures in hand as examples of the classes that they have."""
        samples = self.samples_or_word()
        by_class: defaultdict[int | None, list[int]] = defaultdict(list)
        for sample in samples:
            by_class[sample.class_id].append(sample.id)
        for each in self._session.classes:
            self._labeller.set_examples(each, by_class[each.id])
        if samples and len(by_class[None]) == len(samples):
            self.told.emit(self.tr("Only a picture with a class can be an example of it."))

    def remove(self) -> None:
        """Take the pictures in hand out of the project; the files stay."""
        self._labeller.remove([sample.id for sample in self.samples_or_word()])

    def _label(self, needs: Callable[[Sample], bool], give: Callable[[Collection[int]], bool]) -> None:
        samples = self.samples_or_word()
        ids = [sample.id for sample in samples if needs(sample)]
        if samples and (not ids or give(ids)) and self._session.settings.advance and not self._still:
            self.next_unlabelled()

    # ---- moving ----------------------------------------------------------------------------------------------

    def go(self, row: int) -> None:
        """Make `row` the current one; it is also the selection, unless a view holds its own picture."""
        index = self._model.index(row)
        command = _Flag.ClearAndSelect if self._held is None else _Flag.NoUpdate
        self._gallery.selectionModel().setCurrentIndex(index, command)
        self._gallery.scrollTo(index)

    def next_unlabelled(self) -> None:
        """To the next picture without a label after those in hand, from the top again after the last."""
        runs = self._gallery.selected_runs() if self._held is None else []
        after = runs[-1].stop - 1 if runs else self._gallery.currentIndex().row()
        row = self._model.next_unlabelled(after) if self._model.counts[None] else None
        if row is None:
            self.told.emit(self.tr("No picture without a label is left here."))
        else:
            self.go(row)

    def select_all(self) -> None:
        self._gallery.selectAll()

    def select_none(self) -> None:
        self._gallery.clearSelection()

    def invert_selection(self) -> None:
        self._gallery.invert_selection()

    def select_class(self) -> None:
        """Everything shown that has the class of the current picture."""
        self._select_like(lambda sample: (sample.class_id, sample.unsure))

    def select_all_of(self, target: SampleClass) -> None:
        """Everything shown that has the class `target`."""
        self._select_where(lambda sample: sample.class_id == target.id)

    def select_folder(self) -> None:
        """Everything shown that lies in the folder of the current picture."""
        self._select_like(lambda sample: sample.folder)

    def _select_like(self, trait: Callable[[Sample], object]) -> None:
        current = self.current()
        if current is None:
            self.samples_or_word()
            return
        wanted = trait(current)
        self._select_where(lambda sample: trait(sample) == wanted)

    def _select_where(self, fits: Callable[[Sample], bool]) -> None:
        sample_at = self._model.sample_at
        self._gallery.select_rows(_runs(row for row in range(self._model.rowCount()) if fits(sample_at(row))))

    def _on_reset_begun(self) -> None:
        row = self._gallery.currentIndex().row()
        current = self._model.ids_of_rows([range(row, row + 1)]) if row >= 0 else [None]
        self._before = (self._model.ids_of_rows(self._gallery.selected_runs()), current[0])

    def _on_reset(self) -> None:
        """Another filter or order, or samples that came: what was in the hand and is still shown stays in it."""
        (selected, current), self._before = self._before, ([], None)
        if not self._model.same_project:
            return
        self._gallery.select_rows(_runs(self._model.rows_of(selected)))
        row = -1 if current is None else self._model.row_of(current)
        if row >= 0:
            index = self._model.index(row)
            self._gallery.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
            self._gallery.scrollTo(index)

    def _on_reverted(self, ids: frozenset[int]) -> None:
        """Take the pictures that were undone back into the hand, those of them that are shown."""
        rows = self._model.rows_of(ids)
        if not rows or self._still:
            return
        self.go(rows[0])
        if len(rows) > 1 and self._held is None:
            self._gallery.select_rows(_runs(rows))


def _runs(rows: Iterable[int]) -> Iterator[range]:
    """Ascending rows as runs."""
    start = stop = -1
    for row in rows:
        if row != stop:
            if start >= 0:
                yield range(start, stop)
            start = row
        stop = row + 1
    if start >= 0:
        yield range(start, stop)
