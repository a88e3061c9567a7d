"""The open project as a QObject: the window's only caller of `apply`, `undo` and `redo`; says what changed in signals."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from engine.errors import FieldmarkError, Sentence
from engine.project.change import Change, Changed
from engine.project.project import HistoryEntry, Project
from engine.project.sample import Marks, Sample, SampleClass
from engine.settings import Settings, load_settings, save_settings, with_recent

_MANY = 5_000  # samples


class Session(QObject):
    """At most one project is open. Everything shown is on the disk before a signal says so."""

    project_opened = Signal()
    project_closing = Signal()  # whoever works on the project must stop before the slot returns
    project_closed = Signal()
    samples_changed = Signal(object)  # frozenset of sample ids whose labels changed
    membership_changed = Signal()  # samples came or went
    classes_changed = Signal()
    models_changed = Signal()
    settings_changed = Signal()
    edited = Signal(object)  # Sentence of what was done, undone or redone
    reverted = Signal(object)  # frozenset of sample ids that undo or redo touched, after everything else has been told
    failed = Signal(object)  # exception to be told to the user

    def __init__(self, parent: QObject | None = None, *, keeps_recent: bool = True) -> None:
        super().__init__(parent)
        self._keeps_recent = keeps_recent
        self._project: Project | None = None
        self._settings = load_settings()
        self.classes: list[SampleClass] = []

    # ---- the project ---------------------------------------------------------------------------------------

    @property
    def project(self) -> Project | None:
        return self._project

    @property
    def writable(self) -> bool:
        return self._project is not None and self._project.writable

    def open(self, folder: Path) -> bool:
        """Open the project in `folder` in place of the open one; on failure the open one stays."""
        return self._take_over(lambda: Project.open(folder), folder)

    def create(self, folder: Path) -> bool:
        return self._take_over(lambda: Project.create(folder), folder)

    def close(self) -> None:
        if self._project is not None:
            self.project_closing.emit()
            self._project.close()
            self._project = None
            self.classes = []
            self.project_closed.emit()
            gc.unfreeze()

    def _take_over(self, opening: Callable[[], Project], folder: Path) -> bool:
        if self._project is not None and self._project.folder == folder.absolute():
            return True
        try:
            project = opening()
        except FieldmarkError as error:
            self.failed.emit(error)
            return False
        self.close()
        self._project = project
        self.classes = project.classes()
        if self._keeps_recent:
            self.change_settings(with_recent(self._settings, project.folder))
        self.project_opened.emit()
        _spare_the_samples()
        return True

    # ---- edits ---------------------------------------------------------------------------------------------

    def apply(self, change: Change) -> bool:
        """Write `change`; False if it could not be written, which the user is told."""
        return self._edit(lambda project: project.apply(change)) is not None

    def undo(self) -> bool:
        return self._revert(lambda project: project.undo())

    def redo(self) -> bool:
        return self._revert(lambda project: project.redo())

    def go_back_to(self, entry_id: int) -> bool:
        """Undo or redo until the history's entry `entry_id` is the latest that holds; 0 goes back to the beginning."""
        return self._revert(lambda project: _as_one(project.go_back_to(entry_id)))

    def history(self, limit: int = 500, before: int | None = None) -> list[HistoryEntry]:
        """The latest changes, or those before the entry `before`, newest first."""
        return self._project.history(limit, before) if self._project else []

    def next_undo(self) -> Sentence | None:
        return self._project.next_undo() if self._project else None

    def next_redo(self) -> Sentence | None:
        return self._project.next_redo() if self._project else None

    def samples(self) -> list[Sample]:
        return self._project.samples() if self._project else []

    def sample_count(self) -> int:
        return self._project.sample_count() if self._project else 0

    def marks(self, ids: frozenset[int]) -> list[tuple[int, Marks]]:
        """What edits change of the samples `ids`."""
        return self._project.marks(ids) if self._project else []

    def reload(self) -> None:
        """Say that everything may have changed, after an operation wrote to the project."""
        if self._project is not None:
            self.classes = self._project.classes()
            self.classes_changed.emit()
            self.membership_changed.emit()
            _spare_the_samples()

    def _edit(self, edit: Callable[[Project], Changed | None]) -> Changed | None:
        if self._project is None:
            return None
        try:
            changed = edit(self._project)
        except FieldmarkError as error:
            self.failed.emit(error)
            return None
        if changed is not None:
            self._tell(changed)
        return changed

    def _revert(self, step: Callable[[Project], Changed | None]) -> bool:
        changed = self._edit(step)
        if changed is not None:
            self.reverted.emit(changed.sample_ids)
        return changed is not None

    def _tell(self, changed: Changed) -> None:
        if changed.classes and self._project is not None:
            self.classes = self._project.classes()
            self.classes_changed.emit()
        if changed.membership:
            self.membership_changed.emit()
        elif changed.sample_ids:
            self.samples_changed.emit(changed.sample_ids)
        if changed.membership or len(changed.sample_ids) > _MANY:
            _spare_the_samples()
        self.edited.emit(changed.summary)

    # ---- settings ------------------------------------------------------------------------------------------

    @property
    def settings(self) -> Settings:
        return self._settings

    def change_settings(self, settings: Settings) -> None:
        """Keep `settings`; a disk that refuses is told, and the choice holds until the window closes."""
        if settings != self._settings:
            self._settings = settings
            try:
                save_settings(settings)
            except OSError as error:
                self.failed.emit(error)
            self.settings_changed.emit()


def _spare_the_samples() -> None:
    """Let the garbage collector pass over all samples from now on: they hold no cycles, and looking through 100 000 of them whenever
    many tuples were made took a third of the time of labelling them all, and 0.1 s at a time while the window should paint."""
    gc.freeze()


def _as_one(steps: list[Changed]) -> Changed | None:
    """What several steps changed together; the summary is that of the last."""
    if not steps:
        return None
    ids = frozenset[int]().union(*(step.sample_ids for step in steps))
    return Changed(steps[-1].summary, ids, any(step.classes for step in steps), any(step.membership for step in steps))
