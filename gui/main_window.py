"""The window: puts rail, pages and task bar together and passes wishes on. What pages do is in the pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QStackedWidget

from engine.classifier.model.card import ModelCard
from engine.errors import ProjectDamaged
from engine.progress import Operation, Progress
from gui import actions, theme
from gui.drop import DropVeil, dropped_paths
from gui.frame import fill_rail, fitting, framed
from gui.jobs import Jobs
from gui.loud_steps import LoudSteps
from gui.models.thumbnail_loader import ThumbnailLoader
from gui.notices import Notice, Notices
from gui.pages.classify_page import ClassifyPage
from gui.pages.evaluate_page import EvaluatePage
from gui.pages.label_page import LabelPage
from gui.pages.train_page import TrainPage
from gui.pages.welcome_page import WelcomePage
from gui.session import Session
from gui.status import Status
from gui.tasks import Task
from gui.text import of_engine, sentence
from gui.training.accuracy_words import accuracy_words
from gui.transfers import Transfers
from gui.upkeep import Upkeep
from gui.widgets.parts import MessageBar
from gui.widgets.rail import Rail
from gui.widgets.task_bar import TaskBar

if TYPE_CHECKING:
    from engine.operations.training import TrainingOutcome
    from gui.dialogs.history_dialog import HistoryDialog

LABEL, TRAIN, EVALUATE, CLASSIFY, WELCOME = range(5)


class MainWindow(QMainWindow):
    """One window, one project at a time."""

    def __init__(self, session: Session, jobs: Jobs, thumbnails: ThumbnailLoader) -> None:
        super().__init__()
        self.session, self.jobs, self.thumbnails = session, jobs, thumbnails
        self.setWindowTitle("Fieldmark")
        self.resize(fitting(QSize(1440, 900)))
        self.setMinimumSize(1100, 600)
        self.setAcceptDrops(True)
        self.label_page = LabelPage(session, thumbnails)
        self.train_page = TrainPage(session, jobs, thumbnails)
        self.evaluate_page = EvaluatePage(session, jobs, thumbnails)
        self.classify_page = ClassifyPage(session, jobs, thumbnails)
        self.welcome_page = WelcomePage(session)
        self._pages = (self.label_page, self.train_page, self.evaluate_page, self.classify_page, self.welcome_page)
        self.rail, self.task_bar, self.message = Rail(), TaskBar(), MessageBar()
        self.pages = QStackedWidget()
        self.notices = Notices(self.message)
        self.transfers = Transfers(session, jobs, self, self.new_project)
        self.upkeep = Upkeep(session, jobs, self)
        self._history: HistoryDialog | None = None
        self.actions_, self._menu = actions.build(self, self._handlers())
        self.actions_["move_on"].setChecked(session.settings.advance)
        self.status = Status(session, self.task_bar, self.actions_)
        for page in self._pages:
            self.pages.addWidget(page)
        fill_rail(self.rail, (self.actions_["undo"], self.actions_["redo"]), self._menu)
        self.setCentralWidget(framed(self.rail, self.pages, self.message, self.task_bar))
        self._veil = DropVeil(self)
        self._connect()
        self._on_project()

    # ---- assembling ----------------------------------------------------------------------------------------

    def _handlers(self) -> dict[str, Callable[[], object]]:
        return {
            "new_project": self.new_project,
            "open_project": self.open_project,
            "open_sample": self.open_sample,
            "import_folders": self.transfers.choose_folders,
            "show_report": self.transfers.show_report,
            "export": lambda: (self.classify_page.sequels if self.pages.currentIndex() == CLASSIFY else self).export(),
            "split": self.show_split,
            "show_missing": self.upkeep.check_files,
            "show_backups": self.upkeep.backups.show,
            "close_project": self.session.close,
            "show_settings": self.show_settings,
            "show_help": self.show_help,
            "quit": self.close,
            "undo": lambda: (self.classify_page if self.pages.currentIndex() == CLASSIFY else self.session).undo(),
            "redo": self.session.redo,
            "show_history": self.show_history,
            "go_label": lambda: self.go(LABEL),
            "go_train": lambda: self.go(TRAIN),
            "go_evaluate": lambda: self.go(EVALUATE),
            "go_classify": lambda: self.go(CLASSIFY),
            **self.label_page.commands,
        }

    def _connect(self) -> None:
        session, jobs = self.session, self.jobs
        self.rail.page_selected.connect(self.go)
        session.project_closing.connect(jobs.stop)
        session.project_opened.connect(self._on_project)
        session.project_closed.connect(self._on_project)
        self.label_page.told.connect(self.status.tell)
        self.task_bar.status_clicked.connect(self.show_history)
        for signal in (session.failed, jobs.failed, self.label_page.edit_refused, self.train_page.refused):
            signal.connect(self.show_error)
        session.edited.connect(lambda _: self.notices.hide_outdated(session.undo, session.redo))
        for source in (self.transfers, self.upkeep, LoudSteps(session, self), self.train_page, self.classify_page):
            source.said.connect(self.notices.show)
        self.transfers.import_ended.connect(self.upkeep.examine)
        self.upkeep.search_wanted.connect(self.label_page.sample.search_wanted)
        self.upkeep.search_wanted.connect(lambda _: self.go(LABEL))
        jobs.started.connect(self._on_task_started)
        jobs.progressed.connect(self._on_progress)
        jobs.ended.connect(lambda: self.task_bar.finish())
        jobs.paused_changed.connect(self.task_bar.set_paused)
        self.task_bar.cancel_requested.connect(jobs.cancel_current)
        self.task_bar.pause_requested.connect(jobs.pause_current)
        session.settings_changed.connect(self._on_settings)
        self.label_page.import_wanted.connect(self.transfers.choose_folders)
        self.train_page.trained.connect(self._on_trained)
        self.train_page.label_wanted.connect(lambda: self.go(LABEL))
        self.train_page.evaluate_wanted.connect(self.go_evaluate)
        self.train_page.classify_wanted.connect(self.go_classify)
        for page in (self.evaluate_page, self.classify_page):
            page.train_wanted.connect(lambda: self.go(TRAIN))
        self.classify_page.told.connect(self.status.tell)
        self.classify_page.speaker.outdated.connect(self.notices.withdraw)
        self.classify_page.steps_changed.connect(self.status.refresh)
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
        actions.allow_labelling(self.actions_, page == LABEL)
        self.status.follow((lambda: self.classify_page.next_undo) if page == CLASSIFY else None)
        self._pages[page].setFocus()
        if page != WELCOME:
            self.rail.set_current(page)

    def go_evaluate(self, card: ModelCard) -> None:
        self.evaluate_page.choose_model(card.name)
        self.go(EVALUATE)

    def go_classify(self, card: ModelCard) -> None:
        self.classify_page.choose_model(card.name)
        self.go(CLASSIFY)

    def _on_project(self) -> None:
        project = self.session.project
        for page in range(WELCOME):
            self.rail.button(page).setVisible(project is not None)
        self.notices.hide()
        self.setWindowTitle(f"{project.name} – Fieldmark" if project else "Fieldmark")
        self.go(LABEL)
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
        self.jobs.start(self.tr("Preparing the sample project"), _sample_project, self.session.open)

    def export(self) -> None:
        """Ask what to write and where: everything, what is shown, or what is selected."""
        page = self.label_page
        shown = page.model.ids_of_rows([range(page.model.rowCount())])
        self.transfers.export(page.model.counts.total(), page.model.ids_of_rows(page.gallery.selected_runs()), shown)

    def show_split(self) -> None:
        from gui.dialogs.split_dialog import SplitDialog

        if self.session.project is not None:
            SplitDialog(self.session, self.jobs, self).open()

    # ---- telling -------------------------------------------------------------------------------------------

    def say(self, lines: Sequence[str], kind: str = "info") -> None:
        self.notices.say(lines, kind)

    def show_error(self, error: BaseException) -> None:
        self.notices.show_error(error)
        if isinstance(error, ProjectDamaged):
            self.upkeep.backups.offer_restore(Path(str(error.facts["folder"])))

    def show_settings(self) -> None:
        from gui.dialogs.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self.session.settings, self)
        if dialog.exec():
            self.session.change_settings(dialog.settings)

    def show_history(self) -> None:
        from gui.dialogs.history_dialog import HistoryDialog

        if self._history is None:
            self._history = HistoryDialog(self.session, self)
        self._history.show()
        self._history.activateWindow()

    def show_help(self) -> None:
        from gui.dialogs.help_dialog import HelpDialog

        HelpDialog(self).open()

    def _on_trained(self, outcome: TrainingOutcome) -> None:
        scores = outcome.card.metrics
        told = [
            self.tr("{0} is ready: {1} right on validation pictures.").format(outcome.card.name, accuracy_words(scores))
            if scores
            else self.tr("{0} is ready. Nothing was held back to validate it.").format(outcome.card.name)
        ]
        if scores is not None:
            self.evaluate_page.evaluate()
        lines, kind = (*told, *map(sentence, outcome.notes)), "warning" if outcome.notes else "success"
        self.notices.show(Notice(lines, kind, self.tr("Evaluate"), lambda: self.go_evaluate(outcome.card)))

    def _on_settings(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, self.session.settings.appearance)
        self.actions_["move_on"].setChecked(self.session.settings.advance)

    def _on_task_started(self, task: Task) -> None:
        if self.jobs.busy:  # quiet work says nothing against what was told
            self.notices.hide_errors()
        self.task_bar.show_task(task.title, can_pause=task.can_pause)

    def _on_progress(self, progress: Progress) -> None:
        self.task_bar.update_progress(replace(progress, stage=of_engine("operations", progress.stage)))

    # ---- dropping ------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()
            classify = self.pages.currentIndex() == CLASSIFY and self.classify_page.card() is not None
            self._veil.show_text(self.classify_page.drop_words() if classify else self.tr("Drop to import these pictures"))

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
            self.transfers.import_paths(paths)

    # ---- closing -------------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Long work is cancelled; what it had finished is kept."""
        self.jobs.shutdown()
        self.label_page.shutdown()
        self.classify_page.shutdown()
        self.thumbnails.shutdown()
        self.session.close()
        super().closeEvent(event)


def _sample_project() -> Operation[Path]:
    from engine.operations.sample_project import sample_project  # brings numpy and scikit-learn, better in the worker thread

    return (yield from sample_project())
