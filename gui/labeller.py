"""What hands do to samples and classes, for every place in the window that offers it: each call is one change that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QObject, Signal

from engine.errors import FieldmarkError
from engine.project import changes, class_changes, duplicates
from engine.project.change import Change
from engine.project.project import Project
from engine.project.sample import SampleClass, Split
from gui.session import Session


class Labeller(QObject):
    """Calls return True if something was written. An unusable name or a read-only project is told through `refused`; nothing is lost."""

    refused = Signal(object)  # FieldmarkError

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    # ---- samples -------------------------------------------------------------------------------------------

    def assign(self, ids: Collection[int], target: SampleClass) -> bool:
        return bool(ids) and self.change(lambda project: changes.label(project, ids, target))

    def mark_unsure(self, ids: Collection[int]) -> bool:
        return bool(ids) and self.change(lambda project: changes.mark_unsure(project, ids))

    def take_off(self, ids: Collection[int]) -> bool:
        return bool(ids) and self.change(lambda project: changes.unlabel(project, ids))

    def remove(self, ids: Collection[int]) -> bool:
        """Take samples out of the project; the files stay."""
        return bool(ids) and self.change(lambda project: changes.remove_samples(project, ids))

    def pin(self, ids: Collection[int], split: Split) -> bool:
        """Keep samples on one side of the split; `Split.NONE` lets them go."""
        return bool(ids) and self.change(lambda project: changes.pin(project, ids, split))

    def majority(self, ids: Collection[int]) -> bool:
        """Give the duplicates of the samples the class that most of them have."""
        return bool(ids) and self.change(lambda project: duplicates.label_as_majority(project, ids))

    # ---- classes -------------------------------------------------------------------------------------------

    def new_class(self, name: str, ids: Collection[int] = ()) -> SampleClass | None:
        """Make a class and give it to `ids`; None if the name cannot be used."""
        made: list[SampleClass] = []

        def make(project: Project) -> Change:
            change, target = class_changes.split_off(project, ids, name) if ids else class_changes.add_class(project, name)
            made.append(target)
            return change

        return made[0] if self.change(make) else None

    def rename_class(self, target: SampleClass, name: str) -> bool:
        return self.change(lambda project: class_changes.rename_class(project, target, name))

    def recolour_class(self, target: SampleClass, colour: str) -> bool:
        return self.change(lambda project: class_changes.recolour_class(target, colour))

    def set_shortcut(self, target: SampleClass, key: str) -> bool:
        return self.change(lambda project: class_changes.set_shortcut(project, target, key))

    def reorder_classes(self, ids: Sequence[int]) -> bool:
        return self.change(lambda project: class_changes.reorder_classes(project, ids))

    def merge_classes(self, sources: Sequence[SampleClass], target: SampleClass) -> bool:
        return bool(sources) and self.change(lambda project: class_changes.merge_classes(project, sources, target))

    def delete_class(self, target: SampleClass) -> bool:
        return self.change(lambda project: class_changes.delete_class(project, target))

    def set_notes(self, target: SampleClass, notes: str) -> bool:
        return self.change(lambda project: class_changes.set_notes(project, target, notes))

    def set_examples(self, target: SampleClass, ids: Collection[int], wanted: bool = True) -> bool:
        return bool(ids) and self.change(lambda project: class_changes.set_examples(project, target, ids, wanted))

    # ---- the one way -----------------------------------------------------------------------------------------

    def change(self, make: Callable[[Project], Change]) -> bool:
        """Work a change out from the project as it is, and write it."""
        project = self._session.project
        if project is None:
            return False
        try:
            change = make(project)
        except FieldmarkError as error:
            self.refused.emit(error)
            return False
        return bool(change.edits) and self._session.apply(change)
