"""The backups of projects: made by themselves while a project is open, shown, and gone back to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from engine.errors import FieldmarkError, ProjectDamaged
from engine.progress import Operation, Progress
from engine.project.backups import Backup, back_up, back_up_if_due, backups, restore
from gui.jobs import Jobs
from gui.notices import Notice
from gui.quantities import when_text
from gui.session import Session
from gui.text import sentences

if TYPE_CHECKING:
    from gui.dialogs.backups_dialog import BackupsDialog

_EVERY_SECONDS = 30 * 60


class BackupKeeper(QObject):
    """Dialogs stand before `window`. Nothing is said of an automatic backup unless it fails."""

    said = Signal(object)  # Notice

    def __init__(self, session: Session, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._jobs, self._window = session, jobs, window
        self._dialog: BackupsDialog | None = None
        self.timer = QTimer(self, interval=_EVERY_SECONDS * 1000)
        self.timer.timeout.connect(lambda: self.back_up_quietly(_EVERY_SECONDS))
        session.project_opened.connect(self._on_opened)
        session.project_closed.connect(self._on_closed)
        session.failed.connect(self._on_failed)

    def back_up_quietly(self, every: float | None = None) -> None:
        """Make an automatic backup unless the last is younger than `every` seconds (None: a day) or nothing has changed."""
        project = self._session.project
        if project is not None and project.writable:
            self._jobs.quietly(lambda: _backed_up(project.folder, every), self._on_backup_made, on_failure=self._on_backup_failed)

    def show(self) -> None:
        """The backups of the open project."""
        if self._session.project is not None:
            self._open(self._session.project.folder)

    def offer_restore(self, folder: Path) -> bool:
        """Show the backups of a project that cannot be opened; False if there is none."""
        if not backups(folder):
            return False
        self._open(folder)
        return True

    def restore(self, folder: Path, backup: Backup) -> None:
        """Put `backup` in the place of the database of the project in `folder`, then open it."""
        if self._session.project is not None and self._session.project.folder == folder:
            self._session.close()
        self._jobs.start(
            self.tr("Going back to the backup"),
            lambda: _restored(folder, backup),
            lambda error: self._on_restored(folder, backup, error),
        )

    def _open(self, folder: Path) -> None:
        from gui.dialogs.backups_dialog import BackupsDialog

        project = self._session.project
        is_open = project is not None and project.folder == folder
        if self._dialog is not None:
            self._dialog.close()
        dialog = self._dialog = BackupsDialog(folder, is_open, self._session.writable or not is_open, self._window)
        dialog.backup_wanted.connect(lambda: self._back_up_now(folder))
        dialog.restore_wanted.connect(lambda backup: self.restore(folder, backup))
        dialog.finished.connect(self._on_dialog_closed)
        dialog.open()

    def _back_up_now(self, folder: Path) -> None:
        self._jobs.quietly(lambda: _backed_up_now(folder), self._on_backup_made, on_failure=self._on_backup_failed)

    def _on_backup_made(self, _made: Path | None) -> None:
        if self._dialog is not None:
            self._dialog.set_made()

    def _on_backup_failed(self, error: BaseException) -> None:
        """In words of its own: those of the error speak of a change that could not be saved."""
        reason = error.facts.get("reason", "") if isinstance(error, FieldmarkError) else error
        lines = (
            self.tr("No backup could be made: {0}").format(reason),
            self.tr("Your labels are saved in the project itself."),
            self.tr("Free some space on its drive, then try again under Backups."),
        )
        self.said.emit(Notice(lines, "error"))
        self._on_backup_made(None)

    def _on_dialog_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _on_restored(self, folder: Path, backup: Backup, error: FieldmarkError | None) -> None:
        opened = self._session.open(folder)
        if error is not None:
            self.said.emit(Notice(sentences(error), "error"))
        elif opened:
            lines = (
                self.tr("The project is as it was: {0}.").format(when_text(backup.time)),
                self.tr("The state before is kept as a backup."),
            )
            self.said.emit(Notice(lines, "success"))

    def _on_opened(self) -> None:
        if self._session.writable:
            self.timer.start()

    def _on_closed(self) -> None:
        self.timer.stop()
        if self._dialog is not None:
            self._dialog.close()

    def _on_failed(self, error: BaseException) -> None:
        """Offer the backups of a damaged project, after the window has told the error in its own way."""
        if isinstance(error, ProjectDamaged):
            folder = Path(str(error.facts["folder"]))
            if backups(folder):
                notice = Notice(sentences(error)[:2], "error", self.tr("Go back to a backup …"), lambda: self.offer_restore(folder))
                QTimer.singleShot(0, self, lambda: self.said.emit(notice))


# ---- what runs in the thread -----------------------------------------------------------------------------------


def _backed_up(folder: Path, every: float | None) -> Operation[Path | None]:
    made = back_up_if_due(folder) if every is None else back_up_if_due(folder, every)
    yield Progress("")
    return made


def _backed_up_now(folder: Path) -> Operation[Path]:
    made = back_up(folder)
    yield Progress("")
    return made


def _restored(folder: Path, backup: Backup) -> Operation[FieldmarkError | None]:
    """The failure, if there is one: it is told after the project has been opened again."""
    yield Progress("")
    try:
        restore(folder, backup.path)
    except FieldmarkError as error:
        return error
    return None
