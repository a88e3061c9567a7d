"""What the open project needs without being asked: its files looked for, backups made, its pictures examined.

All of it runs behind the user's own work. It is told only if somebody has to decide something, or if it fails.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from engine.errors import WriteFailed
from engine.progress import Operation, Progress
from engine.project.project import Project
from gui.backup_keeper import BackupKeeper
from gui.jobs import Jobs
from gui.notices import Notice
from gui.session import Session
from gui.text import sentences
from gui.widgets.chips import grouped

if TYPE_CHECKING:
    from engine.operations.examining import Examined
    from engine.operations.relinking import FilesChecked, Relinked
    from gui.dialogs.missing_dialog import MissingDialog

_SOON_MS = 2000  # after opening: the first screen of thumbnails comes first
_REFRESH_SECONDS = 10.0
_REFRESH_SHARE = 30  # times as long as a refresh took is waited before the next one
_CHECKED, _EXAMINED = "files checked", "examined"  # what the project remembers
_WHOLE = "whole"


class Upkeep(QObject):
    """Begins when a project is opened and ends when it is closed; dialogs stand before `window`."""

    said = Signal(object)  # Notice
    search_wanted = Signal(str)  # what to put into the search line

    def __init__(self, session: Session, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._jobs, self._window = session, jobs, window
        self.backups = BackupKeeper(session, jobs, window)
        self._missing: MissingDialog | None = None
        self._checked: FilesChecked | None = None
        self._refreshed_at = self._refresh_took = 0.0
        self.soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self.soon.timeout.connect(self.look_after)
        session.project_opened.connect(self._on_opened)
        session.project_closed.connect(self._on_closed)
        self.backups.said.connect(self.said)

    def look_after(self) -> None:
        """All that an open project needs."""
        self._tell_too_new()
        self.backups.back_up_quietly()
        self.check_files()
        self.examine()

    def _on_opened(self) -> None:
        if self._session.writable:
            self.soon.start()

    def _on_closed(self) -> None:
        self.soon.stop()
        self._checked = None
        if self._missing is not None:
            self._missing.close()

    def _writable(self) -> Project | None:
        return self._session.project if self._session.writable else None

    def _tell_too_new(self) -> None:
        """Models that no list shows, because only a newer Fieldmark can use them."""
        from engine.operations.models import too_new_of

        names = too_new_of(self._session.project) if self._session.project else []
        if names:
            told = self.tr("Written by a newer Fieldmark, and therefore in no list here: {0}.").format(", ".join(names))
            self.said.emit(Notice((told, self.tr("Update Fieldmark to use it."), self.tr("Its files were left as they are.")), "warning"))

    # ---- the files -----------------------------------------------------------------------------------------

    def check_files(self) -> None:
        """Look quietly whether all files are where they were; something is said if not."""
        project = self._writable()
        if project is not None:
            self._jobs.quietly(
                lambda: _checked(project),
                lambda told: self._on_checked(project, *told),
                self.tr("Looking for the files"),
                on_failure=self._on_upkeep_failed,
            )

    def show_missing(self) -> None:
        """The dialog that finds missing pictures again."""
        from gui.dialogs.missing_dialog import MissingDialog

        if self._checked is None:
            return
        if self._missing is None:
            self._missing = MissingDialog(self._checked, self._window)
            self._missing.again_wanted.connect(self._check_again)
            self._missing.folder_chosen.connect(self._find)
            self._missing.finished.connect(self._on_missing_closed)
        self._missing.show()
        self._missing.raise_()

    def _on_checked(self, project: Project, checked: FilesChecked, is_news: bool) -> None:
        if project is not self._session.project:
            return
        self._checked = checked
        if is_news:
            self._refresh()
        if self._missing is not None:
            self._missing.show_checked(checked)
        elif checked.missing:
            self._tell_missing(checked)
        elif checked.changed and is_news:
            lines = (self._changed_told(checked), self.tr("Their labels were kept: look whether they still fit."))
            self.said.emit(Notice(lines, "warning", self.tr("Show them"), lambda: self.search_wanted.emit("is:changed")))

    def _tell_missing(self, checked: FilesChecked) -> None:
        total = checked.present + checked.missing + checked.changed
        lines = [
            self.tr("{0} of {1} pictures are not where they were.").format(grouped(checked.missing), grouped(total)),
            self.tr("Your labels are safe: they are kept in the project."),
        ]
        if checked.changed:
            lines.append(self._changed_told(checked))
        self.said.emit(Notice(tuple(lines), "warning", self.tr("Find them …"), self.show_missing))

    def _changed_told(self, checked: FilesChecked) -> str:
        return self.tr("{0} files changed since they were imported.").format(grouped(checked.changed))

    def _check_again(self) -> None:
        """The same, but asked for: it is shown and does not wait."""
        project = self._writable()
        if project is not None:
            self._jobs.start(
                self.tr("Looking for the files"),
                lambda: _checked(project),
                lambda told: self._on_checked(project, *told),
                on_end=self._rest,
            )

    def _find(self, folder: str) -> None:
        project = self._writable()
        if project is None:
            return

        def start() -> Operation[Relinked]:
            from engine.operations.relinking import relink

            return relink(project, [Path(folder)])

        self._jobs.start(self.tr("Looking for the pictures"), start, self._on_relinked, on_end=self._rest)

    def _on_relinked(self, relinked: Relinked) -> None:
        self._session.reload()
        if relinked.found:
            lines = [self.tr("{0} pictures were found again.").format(grouped(relinked.found))]
            lines += [self.tr("{0} are still missing.").format(grouped(relinked.still_missing))] if relinked.still_missing else []
            self.said.emit(Notice(tuple(lines), "success"))
        else:
            lines = [self.tr("None of the missing pictures is in this folder."), self.tr("Nothing was changed; try another folder.")]
            self.said.emit(Notice(tuple(lines), "warning"))
        self._check_again()

    def _rest(self) -> None:
        """However it ended, the dialog can be used again; it is busy still if more was asked for."""
        if self._missing is not None and not self._jobs.work.waiting:
            self._missing.set_busy(False)

    def _on_missing_closed(self) -> None:
        if self._missing is not None:
            self._missing.deleteLater()
            self._missing = None

    # ---- examining -----------------------------------------------------------------------------------------

    def examine(self) -> None:
        """Measure pictures that nobody has looked at yet, such as those just imported, and find which are alike."""
        project = self._writable()
        if project is not None:
            self._refreshed_at = time.monotonic()
            self._jobs.quietly(
                lambda: _examined(project),
                lambda examined: self._on_examined(project, examined),
                self.tr("Looking for near-duplicates"),
                self._on_examining,
                self._on_upkeep_failed,
            )

    def _on_examining(self, progress: Progress) -> None:
        pause = max(_REFRESH_SECONDS, _REFRESH_SHARE * self._refresh_took)
        if progress.done and time.monotonic() - self._refreshed_at > pause:
            self._refresh()

    def _on_examined(self, project: Project, examined: Examined | None) -> None:
        if project is self._session.project and examined is not None:
            self._refresh()

    def _on_upkeep_failed(self, error: BaseException) -> None:
        """What could not be written was no change of the user's, as the words of the error would have it."""
        if not isinstance(error, WriteFailed):
            self.said.emit(Notice(sentences(error), "error"))
            return
        lines = (
            self.tr("What was found out about the pictures could not be saved: {0}").format(error.facts.get("reason", "")),
            self.tr("Your labels are saved."),
            self.tr("Free some space on the drive of the project; it is tried again when the project is opened."),
        )
        self.said.emit(Notice(lines, "error"))

    def _refresh(self) -> None:
        """Facts about pictures changed, but neither labels nor classes: what is being typed must stay."""
        begun = time.monotonic()
        self._session.membership_changed.emit()
        self._refreshed_at = time.monotonic()
        self._refresh_took = self._refreshed_at - begun


# ---- what runs in the thread -----------------------------------------------------------------------------------


def _checked(project: Project) -> Operation[tuple[FilesChecked, bool]]:
    """The outcome of `check_files`, and whether it is another one than last time."""
    from engine.operations.relinking import check_files

    checked = yield from check_files(project)
    outcome, before = f"{checked.missing} {checked.changed}", project.recall(_CHECKED) or "0 0"
    if outcome != before:
        project.remember(_CHECKED, outcome)
    return checked, outcome != before


def _examined(project: Project) -> Operation[Examined | None]:
    """None if there was nothing to do; what was interrupted before it knew which pictures are alike is done again."""
    from engine.operations.examining import examine, threads_beside_a_window, unmeasured

    if not unmeasured(project) and project.recall(_EXAMINED) == _WHOLE:
        return None
    project.remember(_EXAMINED, "")
    examined = yield from examine(project, threads_beside_a_window())
    project.remember(_EXAMINED, _WHOLE)
    return examined
