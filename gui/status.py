"""What the foot of the window says at rest: that all is saved and what Ctrl+Z would undo; for a moment also why a key did nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction

from engine.errors import Sentence
from gui.session import Session
from gui.text import summary
from gui.widgets.task_bar import TaskBar

_WORD_MS = 5000


class Status(QObject):
    """Keeps undo and redo in step with it."""

    def __init__(self, session: Session, bar: TaskBar, actions: Mapping[str, QAction]) -> None:
        super().__init__(bar)
        self._session, self._bar, self._actions = session, bar, actions
        self._steps: Callable[[], str] | None = None
        self._over = QTimer(self, singleShot=True, interval=_WORD_MS)
        self._over.timeout.connect(self.refresh)
        for signal in (session.edited, session.membership_changed, session.project_opened, session.project_closed):
            signal.connect(self.refresh)
        self.refresh()

    def tell(self, text: str) -> None:
        """Say it for a few seconds, or until something is done."""
        self._bar.set_status(text)
        self._over.start()

    def follow(self, steps: Callable[[], str] | None) -> None:
        """`steps` tells what undo takes back on a page that has its own, empty for nothing; None: the last step of the project."""
        self._steps = steps
        self.refresh()

    def refresh(self) -> None:
        self._over.stop()
        undo = self._steps() if self._steps else self._of_project(self._session.next_undo())
        for name, words in (("undo", undo), ("redo", self._of_project(self._session.next_redo()))):
            action = self._actions[name]
            action.setEnabled(bool(words))
            action.setToolTip(f"{action.text()}: {words}" if words else action.text())
        if self._session.project is None:
            self._bar.set_status("")
        elif not self._session.writable:
            self._bar.set_status(self.tr("Only to be looked at"))
        elif not undo:
            self._bar.set_status(self.tr("All changes saved"))
        else:
            self._bar.set_status(self.tr("All changes saved · Ctrl+Z: {0}").format(undo))

    def _of_project(self, change: Sentence | None) -> str:
        return summary(change) if change is not None and self._session.writable else ""
