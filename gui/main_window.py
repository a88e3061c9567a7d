"""The window: puts rail, pages and task bar together and passes wishes on. What pages do is in the pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QMainWindow, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from engine.operations.importing import Imported, import_folders
from engine.operations.sample_project import sample_project
from engine.operations.training import TrainingOutcome
from engine.progress import Progress
from engine.project.project import Project
from gui import actions, icons, theme
from gui.drop import DropVeil, dropped_paths
from gui.jobs import Jobs
from gui.models.thumbnail_loader import ThumbnailLoader
from gui.pages.classify_page import ClassifyPage
from gui.pages.evaluate_page import EvaluatePage
from gui.pages.label_page import LabelPage
from gui.pages.train_page import TrainPage
from gui.pages.welcome_page import WelcomePage
from gui.session import Session
from gui.tasks import Task
from gui.text import of_engine, percent, sentence, sentences, summary
from gui.widgets.parts import MessageBar, grouped
from gui.widgets.rail import Rail
from gui.widgets.task_bar import TaskBar

LABEL, TRAIN, EVALUATE, CLASSIFY, WELCOME = range(5)
_GOOD_NEWS_MS = 10_000  # after which it goes away by itself; bad news stays until it is dismissed


def _fitting(wanted: QSize) -> QSize:
    """`wanted`, or what the screen has room for beside its panels and the frame of the window."""
    return wanted.boundedTo(QGuiApplication.primaryScreen().availableSize() - QSize(16, 48))


class MainWindow(QMainWindow):
    """One window, one project at a time."""

    def __init__(self, session: Session, jobs: Jobs, thumbnails: ThumbnailLoader) -> None:
        super().__init__()
        self.session, self.jobs, self.thumbnails = session, jobs, thumbnails
        self.setWindowTitle("Fieldmark")
        self.resize(_fitting(QSize(1440, 900)))
        self.setMinimumSize(1100, 600)
        self.setAcceptDrops(True)
        self.label_page = LabelPage(session, thumbnails)
        self.train_page = TrainPage(session, jobs)
        self.evaluate_page = EvaluatePage(session, jobs, thumbnails)
        self.classify_page = ClassifyPage(session, jobs, thumbnails)
        self.welcome_page = WelcomePage(session)
        self._pages = (self.label_page, self.train_page, self.evaluate_page, self.classify_page, self.welcome_page)
        self.rail, self.task_bar, self.message = Rail(), TaskBar(), MessageBar()
        self.pages = QStackedWidget()
        self.actions_, self._menu = actions.build(self, self._handlers())
        self._assemble()
        self._veil = DropVeil(self)
        self._message_timer = QTimer(self, singleShot=True, interval=_GOOD_NEWS_MS)
        self._message_timer.timeout.connect(self.message.hide)
        self._connect()
        self._on_project()

    # ---- assembling ----------------------------------------------------------------------------------------

    def _handlers(self) -> dict[str, Callable[[], object]]:
        return {
            "new_project": self.new_project,
            "open_project": self.open_project,
            "open_sample": self.open_sample,
            "import_folders": self.choose_folders,
            "close_project": self.session.close,
            "show_settings": self.show_settings,
            "show_help": self.show_help,
            "quit": self.close,
            "undo": self.session.undo,
            "redo": self.session.redo,
            "take_labels_off": self.label_page.take_labels_off,
            "remove_selected": self.label_page.remove_selected,
            "go_label": lambda: self.go(LABEL),
            "go_train": lambda: self.go(TRAIN),
            "go_evaluate": lambda: self.go(EVALUATE),
            "go_classify": lambda: self.go(CLASSIFY),
        }

    def _assemble(self) -> None:
        for page in self._pages:
            self.pages.addWidget(page)
        menu = QToolButton()
        menu.setObjectName("menu")
        menu.setIcon(icons.icon("more"))
        menu.setToolTip(self.tr("Menu"))
        menu.setAccessibleName(self.tr("Menu"))
        menu.setMenu(self._menu)
        menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for name in ("undo", "redo"):
            step = QToolButton()
            step.setDefaultAction(self.actions_[name])
            step.setAccessibleName(self.actions_[name].text())
            self.rail.add_at_bottom(step)
        self.rail.add_at_bottom(menu)
        notice = QVBoxLayout()
        notice.setContentsMargins(12, 0, 12, 0)
        notice.addWidget(self.message)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.pages, 1)
        right.addLayout(notice)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.rail)
        upper.addLayout(right, 1)
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(upper, 1)
        whole.addWidget(self.task_bar)
        holder = QWidget()
        holder.setLayout(whole)
        self.setCentralWidget(holder)

    def _connect(self) -> None:
        session, jobs = self.session, self.jobs
        self.rail.page_selected.connect(self.go)
        session.project_closing.connect(jobs.stop)
        session.project_opened.connect(self._on_project)
        session.project_closed.connect(self._on_project)
        session.edited.connect(self._show_status)
        session.membership_changed.connect(self._show_status)
        for signal in (session.failed, jobs.failed, self.label_page.edit_refused, self.train_page.refused, self.classify_page.refused):
            signal.connect(self.show_error)
        jobs.started.connect(self._on_task_started)
        jobs.progressed.connect(self._on_progress)
        jobs.ended.connect(lambda: self.task_bar.finish())
        self.task_bar.cancel_requested.connect(jobs.cancel_current)
        session.settings_changed.connect(self._on_settings)
        self.label_page.import_wanted.connect(self.choose_folders)
        self.train_page.trained.connect(self._on_trained)
        for page in (self.evaluate_page, self.classify_page):
            page.train_wanted.connect(lambda: self.go(TRAIN))
        self.classify_page.saved.connect(lambda file: self.say([self.tr("The answers are in {0}").format(file)], "success"))
        self.welcome_page.new_wanted.connect(self.new_project)
        self.welcome_page.open_wanted.connect(self.open_project)
        self.welcome_page.sample_wanted.connect(self.open_sample)
        self.welcome_page.project_chosen.connect(self.session.open)

    # ---- moving about --------------------------------------------------------------------------------------

    def go(self, page: int) -> None:
        """Show one of the four steps; without a project there is only the welcome page."""
        if self.session.project is None:
            page = WELCOME
        self.pages.setCurrentIndex(page)
        self._pages[page].setFocus()
        if page != WELCOME:
            self.rail.set_current(page)

    def _on_project(self) -> None:
        project = self.session.project
        for page in range(WELCOME):
            self.rail.button(page).setVisible(project is not None)
        self.message.hide()
        self.setWindowTitle(f"{project.name} – Fieldmark" if project else "Fieldmark")
        self.go(LABEL)
        self._show_status()
        if project is not None and not project.writable:
            reason = of_engine("errors", project.read_only_reason)
            self.say(
                [self.tr("This project can only be looked at: {0}.").format(reason), self.tr("Nothing you do here changes it.")], "warning"
            )

    # ---- projects ------------------------------------------------------------------------------------------

    def new_project(self, suggestion: str = "") -> bool:
        from gui.dialogs.new_project_dialog import NewProjectDialog

        dialog = NewProjectDialog(suggestion, self)
        return bool(dialog.exec()) and self.session.create(dialog.folder)

    def open_project(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Open a project: a folder whose name ends in .fieldmark"))
        if folder:
            self.session.open(Path(folder))

    def open_sample(self) -> None:
        self.jobs.start(self.tr("Preparing the sample project"), sample_project, self.session.open)

    def choose_folders(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder of pictures"))
        if folder:
            self.import_paths([Path(folder)])

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Ask how `paths` are labelled, then import them; without a project, make one first."""
        from gui.dialogs.import_dialog import ImportDialog

        if self.session.project is None and not self.new_project(paths[0].stem):
            return
        project = self.session.project
        dialog = ImportDialog(paths, self)
        if project is not None and dialog.exec():
            self.start_import(project, paths, dialog.labels, dialog.split)

    def start_import(self, project: Project, paths: Sequence[Path], labels: str, split: str) -> None:
        self.jobs.start(
            self.tr("Importing pictures"),
            lambda: import_folders(project, paths, labels, split),
            self._on_imported,
            on_end=self.session.reload,
        )

    def _on_imported(self, outcome: Imported) -> None:
        told = [self.tr("{0} pictures imported.").format(grouped(outcome.imported))]
        if outcome.skipped:
            told.append(self.tr("{0} files were skipped: already here, or no pictures.").format(grouped(outcome.skipped)))
        if outcome.failed:
            path, reason = outcome.failed[0]
            told.append(
                self.tr("{0} cannot be read, the first: {1} ({2}).").format(
                    grouped(len(outcome.failed)), path.name, of_engine("errors", reason)
                )
            )
        self.say(told, "warning" if outcome.failed else "success")

    # ---- telling -------------------------------------------------------------------------------------------

    def say(self, lines: Sequence[str], kind: str = "info") -> None:
        self.message.show_message(lines, kind)
        if kind in ("success", "info"):
            self._message_timer.start()
        else:
            self._message_timer.stop()

    def show_error(self, error: BaseException) -> None:
        self.say(sentences(error), "error")

    def show_settings(self) -> None:
        from gui.dialogs.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self.session.settings, self)
        if dialog.exec():
            self.session.change_settings(dialog.settings)

    def show_help(self) -> None:
        from gui.dialogs.help_dialog import HelpDialog

        HelpDialog(self).open()

    def _on_trained(self, outcome: TrainingOutcome) -> None:
        scores = outcome.card.metrics
        told = [
            self.tr("{0} is ready: {1} right on validation pictures.").format(
                outcome.card.name, percent(scores.accuracy if scores else None)
            )
        ]
        if scores is not None:
            self.evaluate_page.evaluate()
        self.say([*told, *map(sentence, outcome.notes)], "warning" if outcome.notes else "success")

    def _on_settings(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, self.session.settings.appearance)

    def _show_status(self) -> None:
        undo = self.session.next_undo()
        redo = self.session.next_redo()
        self.actions_["undo"].setEnabled(undo is not None and self.session.writable)
        self.actions_["redo"].setEnabled(redo is not None and self.session.writable)
        for name, change in (("undo", undo), ("redo", redo)):
            text = self.actions_[name].text()
            self.actions_[name].setToolTip(f"{text}: {summary(change)}" if change else text)
        if self.session.project is None:
            self.task_bar.set_status("")
        elif undo is None:
            self.task_bar.set_status(self.tr("All changes saved"))
        else:
            self.task_bar.set_status(self.tr("All changes saved · Ctrl+Z: {0}").format(summary(undo)))

    def _on_task_started(self, task: Task) -> None:
        if self.message.property("tone") == "error":  # a new attempt has begun
            self.message.hide()
        self.task_bar.show_task(task.title)

    def _on_progress(self, progress: Progress) -> None:
        self.task_bar.update_progress(replace(progress, stage=of_engine("operations", progress.stage)))

    # ---- dropping ------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()
            classify = self.pages.currentIndex() == CLASSIFY and self.classify_page.card() is not None
            self._veil.show_text(self.tr("Drop to classify") if classify else self.tr("Drop to import these pictures"))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._veil.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._veil.hide()
        paths = dropped_paths(event.mimeData())
        event.acceptProposedAction()
        if len(paths) == 1 and paths[0].name.endswith(".fieldmark"):
            self.session.open(paths[0])
        elif self.pages.currentIndex() == CLASSIFY and self.classify_page.card() is not None:
            self.classify_page.classify(paths)
        elif paths:
            self.import_paths(paths)

    # ---- closing -------------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Long work is cancelled; what it had finished is kept."""
        self.jobs.shutdown()
        self.label_page.shutdown()
        self.classify_page.shutdown()
        self.thumbnails.shutdown()
        self.session.close()
        super().closeEvent(event)
