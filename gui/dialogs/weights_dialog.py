"""The weights packs on this machine: what there is, bring in files, download by name, take some along to a computer without a network."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from engine.classifier.weights.store import delete
from engine.errors import ArchitectureUnknown, FieldmarkError, WeightsNotImported
from engine.operations.weights import Arrival, download_weights, export_weights, import_weights
from engine.progress import Operation, Progress
from gui import theme
from gui.dialogs.confirm_dialog import confirmed
from gui.dialogs.fitting import moved_into, room_for
from gui.drop import DropVeil, dropped_paths
from gui.jobs import Jobs
from gui.quantities import size_text
from gui.recipes.arrival_report import ArrivalReport
from gui.recipes.download_line import DownloadLine
from gui.recipes.mirror_line import MirrorLine
from gui.recipes.name_line import NameLine
from gui.recipes.pack_list import PackList
from gui.recipes.progress_line import ProgressLine
from gui.recipes.rows import row_of
from gui.session import Session
from gui.tasks import Task
from gui.text import sentences
from gui.widgets.parts import MessageBar, button

T = TypeVar("T")
_SIZE = QSize(1000, 640)
_Wanted = tuple[Path, str]  # a file, and the architecture that somebody named for it


class WeightsDialog(QDialog):
    """Work runs in the lane for questions, beside a training; what a download has when it is stopped is kept for the next time.

    With a `session` the mirror is changed through it, since it holds the settings of the window.
    """

    packs_changed = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None, session: Session | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Weights"))
        self.setAcceptDrops(True)
        self._jobs = jobs
        self._task: Task | None = None
        self._waiting: deque[_Wanted] = deque()  # files to be imported after the present one
        self._refused: Path | None = None  # the file that is imported, or that nothing came of
        self._failures = 0  # of the files that were brought in together
        self._build(session)
        self._arrange()
        self._connect()
        self.veil = DropVeil(self)
        self.reload()

    # ---- building ------------------------------------------------------------------------------------------

    def _build(self, session: Session | None) -> None:
        self.list = PackList()
        self.file_button = button(self.tr("Import a file …"), "", "import")
        self.pack_button = button(self.tr("Import a folder …"), "", "folder")
        self.export_button = button(self.tr("Export …"), "", "export")
        self.export_button.setToolTip(self.tr("One file for a computer without a network, of the selected weights or of all"))
        self.delete_button = button(self.tr("Delete"), "", "delete")
        self.report = ArrivalReport()
        self.architecture = NameLine(self.tr("Architecture: found by itself"), with_tags=False)
        self.architecture.setAccessibleName(self.tr("Architecture of the file"))
        self.architecture.setToolTip(self.tr("Name it where a file fits several; Enter imports the file that was refused once more."))
        self.download = DownloadLine()
        self.progress = ProgressLine()
        self.mirror = MirrorLine(session)
        self.message = MessageBar()
        self.close_button = button(self.tr("Close"), "primary")

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(2 * theme.STEP)
        layout.addWidget(self.message)
        layout.addWidget(self.list, 1)
        parts = (self.file_button, self.pack_button, self.architecture, self.export_button, self.delete_button)
        layout.addLayout(row_of(*parts, stretch=self.architecture))
        layout.addWidget(self.report)
        layout.addSpacing(2 * theme.STEP)
        layout.addWidget(self.download)
        layout.addWidget(self.mirror)
        layout.addWidget(self.progress)
        layout.addLayout(row_of(None, self.close_button))
        self.resize(_SIZE)

    def _connect(self) -> None:
        self.list.selection_changed.connect(self._show_state)
        self.download.wanted.connect(self._download)
        self.architecture.returnPressed.connect(self._import_again)
        self.mirror.failed.connect(self._tell)
        self.progress.stop_wanted.connect(self.stop)
        actions = {
            self.file_button: self._on_import_file,
            self.pack_button: self._on_import_folder,
            self.export_button: self._export,
            self.delete_button: self._delete,
            self.close_button: self.reject,
        }
        for pressed, action in actions.items():
            pressed.clicked.connect(lambda _=False, action=action: action())
            pressed.setAutoDefault(False)  # Enter belongs to the line that it was typed in
        QShortcut(QKeySequence.StandardKey.Delete, self.list.table, self._delete, context=Qt.ShortcutContext.WidgetShortcut)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setGeometry(moved_into(self.geometry(), room_for(self)))
        (self.list.table if self.list.packs() else self.download.line).setFocus()

    # ---- what is shown -------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Show the packs that there are now."""
        self.list.reload()
        self._show_state()

    def _show_state(self) -> None:
        idle = self._task is None
        for pressed in (self.file_button, self.pack_button, self.architecture):
            pressed.setEnabled(idle)
        self.export_button.setEnabled(idle and bool(self.list.packs()))
        self.delete_button.setEnabled(idle and bool(self.list.selected()))
        self.download.set_idle(idle)

    def _tell(self, error: BaseException) -> None:
        self.message.show_message(sentences(error), "error")

    # ---- work ----------------------------------------------------------------------------------------------

    def _start(self, title: str, operation: Callable[[], Operation[T]], on_result: Callable[[T], object], in_bytes: bool = True) -> None:
        task = self._task = Task(title, operation)
        task.progressed.connect(self._on_progress)
        task.succeeded.connect(on_result)
        task.failed.connect(self._on_failed)
        task.ended.connect(lambda: self._on_end(task))
        self.progress.set_running(title, in_bytes)
        self._show_state()
        self._jobs.questions.submit(task)

    def stop(self) -> None:
        self._waiting.clear()
        if self._task is not None:
            self._task.cancel()
            self.progress.set_stopping()

    def _on_progress(self, progress: Progress) -> None:
        self.progress.show_progress(progress)

    def _on_failed(self, error: BaseException) -> None:
        others = [self.tr("Other files that were refused: {0}.").format(self._failures)] if self._failures else []
        self.message.show_message([*sentences(error), *others], "error")
        self._failures += 1
        if not isinstance(error, (WeightsNotImported, ArchitectureUnknown)):
            self._refused = None

    def _on_end(self, task: Task) -> None:
        if task is not self._task:
            return
        self._task = None
        self.progress.set_running("")
        self.reload()
        if self._waiting:
            self._import(*self._waiting.popleft())

    # ---- bringing in ---------------------------------------------------------------------------------------

    def take_in(self, paths: Sequence[Path]) -> None:
        """Import each of `paths`, one after the other."""
        self._waiting.extend((path, self.architecture.name()) for path in paths)
        if self._task is None and self._waiting:
            self._begin()
            self._import(*self._waiting.popleft())

    def _begin(self) -> None:
        """Something new was asked for: what came of the last is old."""
        self.message.hide()
        self.report.hide()
        self._failures = 0

    def _import(self, path: Path, architecture: str) -> None:
        self._refused = path
        title = self.tr("Importing {0}").format(path.name)
        self._start(title, lambda: import_weights(path, architecture), self._on_imported, in_bytes=False)

    def _on_imported(self, arrival: Arrival) -> None:
        self._refused = None
        self.architecture.clear()
        self.report.show_arrival(arrival)
        self.packs_changed.emit()

    def _import_again(self) -> None:
        if self._refused is not None and self.architecture.name() and self._task is None:
            self.take_in([self._refused])

    def _on_import_file(self) -> None:
        kinds = self.tr("Weights (*.safetensors *.pth *.pt *.bin *.ckpt *.tar *.th *.zip);;All files (*)")
        files, _ = QFileDialog.getOpenFileNames(self, self.tr("Import weights"), "", kinds)
        self.take_in([Path(file) for file in files])

    def _on_import_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("A folder with config.json and model.safetensors"))
        self.take_in([Path(folder)] if folder else [])

    def _download(self, name: str) -> None:
        self._begin()
        self._start(self.tr("Downloading {0}").format(name), lambda: download_weights(name), self._on_downloaded)

    def _on_downloaded(self, arrival: Arrival) -> None:
        self.download.line.clear()
        self.packs_changed.emit()
        names = ", ".join(pack.name for pack in arrival.packs)
        self.message.show_message([self.tr("{0} can be used now.").format(names)], "success")

    # ---- taking along and away -----------------------------------------------------------------------------

    def _export(self) -> None:
        names = [pack.name for pack in self.list.selected()]
        title = names[0] if len(names) == 1 else "fieldmark-weights"
        file, _ = QFileDialog.getSaveFileName(self, self.tr("Export weights"), f"{title}.zip", self.tr("Zip files (*.zip)"))
        if file:
            path = Path(file) if Path(file).suffix else Path(f"{file}.zip")
            told = self.tr("The weights are in {0}. Import that file on the other computer.")
            self._begin()
            self._start(
                self.tr("Exporting weights"),
                lambda: export_weights(names, path),
                lambda _: self.message.show_message([told.format(path)], "success"),
            )

    def _delete(self) -> None:
        chosen = self.list.selected()
        if not chosen or self._task is not None:
            return
        names = ", ".join(pack.name for pack in chosen)
        size = size_text(sum(pack.bytes for pack in chosen))
        sentence = self.tr("It frees {0}. Models that were trained with them are kept; a new training would need them again.").format(size)
        if confirmed(self.windowTitle(), self.tr("Delete {0}?").format(names), sentence, self.tr("Delete"), self):
            self.message.hide()
            try:
                for pack in chosen:
                    delete(pack.name)
            except FieldmarkError as error:
                self._tell(error)
            self.reload()
            self.packs_changed.emit()

    # ---- dropping and leaving --------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()
            self.veil.show_text(self.tr("Drop here to import weights"))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.veil.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.veil.hide()
        event.acceptProposedAction()
        self.take_in(dropped_paths(event.mimeData()))

    def reject(self) -> None:
        """Escape and the button stop what runs first."""
        if self._task is not None:
            self.stop()
        else:
            super().reject()

    def done(self, result: int) -> None:
        self.stop()
        super().done(result)
