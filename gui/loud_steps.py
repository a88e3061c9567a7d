"""Steps that take much away are told loudly, with a button that takes them back: a key may have been pressed once too often."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from engine.errors import Sentence
from gui.notices import Notice
from gui.session import Session
from gui.text import summary
from gui.widgets.chips import grouped

# The texts of `engine.project.changes` and `class_changes` after which pictures lack their labels, or are no longer there.
_LOUD = frozenset(("Delete the class {name}", "Take {count} out of the project", "Merge {names} into {name}"))


class LoudSteps(QObject):
    """Listens to the session's edits."""

    said = Signal(object)  # Notice

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._count = 0  # samples before the step that is being told
        self._came_or_went = False
        session.project_opened.connect(self._recount)
        session.membership_changed.connect(self._on_membership)
        session.edited.connect(self._on_edited)
        session.reverted.connect(self._on_reverted)

    def _recount(self) -> None:
        self._count, self._came_or_went = self._session.sample_count(), False

    def _on_membership(self) -> None:
        """An import grows without being told as an edit; what undo takes away is compared when it is told."""
        self._count, self._came_or_went = max(self._count, self._session.sample_count()), True

    def _on_edited(self, change: Sentence) -> None:
        if self._session.next_undo() != change:
            return  # it was undone
        if self._came_or_went:
            self._recount()
        if change.text in _LOUD:
            lines = (
                self.tr("Done: {0}.").format(summary(change)),
                self.tr("The files stay where they are, and undo brings everything back."),
            )
            self.said.emit(Notice(lines, "info", self.tr("Undo"), self._session.undo))

    def _on_reverted(self, _ids: frozenset[int]) -> None:
        if not self._came_or_went:
            return
        before = self._count
        self._recount()
        undone = self._session.next_redo()
        if self._count < before and undone is not None:
            gone = before - self._count
            if gone == 1:
                told = self.tr("Undone: {0}. 1 picture is no longer in the project; its file and label are kept.")
            else:
                told = self.tr("Undone: {0}. {1} pictures are no longer in the project; their files and labels are kept.")
            lines = (told.format(summary(undone), grouped(gone)), self.tr("Redo brings them back, until you change something else."))
            self.said.emit(Notice(lines, "warning", self.tr("Redo"), self._session.redo))
