"""Sorts the pictures of a job into class folders: first a dry run that touches nothing, then the sort, and a way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from engine.batch.answers import Answers
from engine.batch.table import Thresholds
from engine.operations.sorting import JournalCard, Sorted, SortPlan, Undone, plan_sort
from engine.progress import Operation, Progress
from engine.project.project import Project
from gui import theme
from gui.dialogs.dialog_work import DialogWork
from gui.dialogs.scope_box import Scopes
from gui.dialogs.sort_form import SortForm, example_of, first_example
from gui.dialogs.sort_outcome import SortOutcome
from gui.dialogs.sort_plan_view import SortPlanView
from gui.dialogs.sort_runner import SortRunner
from gui.dialogs.sort_words import button_text
from gui.jobs import Jobs
from gui.recipes.progress_line import ProgressLine
from gui.text import sentences
from gui.widgets.parts import button

_SIZE, _LEAST = QSize(760, 720), QSize(640, 480)
_PLANNING, _EXAMPLE, _LOOKING = "dialog-plan", "dialog-example", "dialog-journals"


class SortDialog(QDialog):
    """`scopes` are what the pictures can be chosen from. Put away while it sorts, it comes back when that is done.

    With a `project`, samples that are moved are found at their new place.
    """

    def __init__(
        self,
        jobs: Jobs,
        answers: Answers,
        thresholds: Thresholds,
        parent: QWidget | None = None,
        project: Project | None = None,
        scopes: Scopes = Scopes(),  # noqa: B008
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Sort files into class folders"))
        self._jobs, self._project, self._answers = jobs, project, answers
        self._work = DialogWork(jobs)
        self._plan: SortPlan | None = None
        self._planning = False
        self._is_over = False  # all is sorted; nothing was changed in the form since
        self.runner = SortRunner(jobs, project, self)
        question = answers.question
        example = example_of(question.sources, question.class_names)
        self.form = SortForm(_target_for(question.sources), thresholds, example, scopes)
        self.dry_run, self.outcome, self.progress = SortPlanView(), SortOutcome(), ProgressLine()
        self.earlier_button = button(self.tr("Earlier sorts …"), "quiet", "history")
        self.close_button = button(self.tr("Close"))
        self.check_button = button(self.tr("Check"))
        self.check_button.setToolTip(self.tr("Finds out what would happen. No file is touched."))
        self.go_button = button("", "primary")
        self._arrange()
        self._connect()
        self._refresh()
        self._work.begin(_EXAMPLE, lambda: first_example(answers, thresholds), self._on_example, on_failure=self._on_failed)

    def _arrange(self) -> None:
        content = QWidget()
        content.setObjectName("contents")
        inner = QVBoxLayout(content)
        inner.setContentsMargins(20, 20, 20, 8)
        inner.setSpacing(4 * theme.STEP)
        inner.addWidget(self.form)
        inner.addWidget(self.dry_run, 1)
        inner.addStretch()  # while there is no dry run to show
        scrolled = QScrollArea()
        scrolled.setWidget(content)
        scrolled.setWidgetResizable(True)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * theme.STEP)
        buttons.addWidget(self.earlier_button)
        buttons.addStretch(1)
        for each in (self.close_button, self.check_button, self.go_button):
            buttons.addWidget(each)
        for each in (self.earlier_button, self.close_button, self.go_button):
            each.setAutoDefault(False)
        self.check_button.setDefault(True)
        lower = QVBoxLayout()
        lower.setContentsMargins(20, 8, 20, 16)
        lower.setSpacing(3 * theme.STEP)
        lower.addWidget(self.outcome)
        lower.addWidget(self.progress)
        lower.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scrolled, 1)
        layout.addLayout(lower)
        self.setMinimumSize(_LEAST)
        self.resize(_SIZE)

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edited)
        self.check_button.clicked.connect(self._on_check)
        self.go_button.clicked.connect(self._on_go)
        self.close_button.clicked.connect(self.reject)
        self.earlier_button.clicked.connect(self._on_earlier)
        self.progress.stop_wanted.connect(self._on_stop)
        self.outcome.finish_wanted.connect(self.runner.finish)
        self.outcome.undo_wanted.connect(self.runner.undo)
        runner = self.runner
        runner.begun.connect(self._on_begun)
        runner.progressed.connect(self._on_progress)
        runner.done.connect(self._on_done)
        runner.failed.connect(self._on_failed)
        runner.ended.connect(self._on_ended)

    # ---- the dry run ---------------------------------------------------------------------------------------

    @property
    def plan(self) -> SortPlan | None:
        """The last dry run, if nothing was changed since."""
        return self._plan

    def _on_example(self, example: tuple[Path, str, float] | None) -> None:
        if example is not None:
            self.form.set_example(example)

    def _on_edited(self) -> None:
        self._plan = None
        self._is_over = False
        self._refresh()

    def _on_check(self) -> None:
        wanted, thresholds, answers, ids = self.form.wanted, self.form.thresholds, self._answers, self.form.scope.ids
        self.outcome.leave()
        self._planning = True
        self._plan, self._is_over = None, False
        self.progress.set_running(self.tr("Looking at what would happen"), in_bytes=False)
        self._refresh()
        self._work.begin(
            _PLANNING,
            lambda: plan_sort(
                answers,
                wanted.target,
                wanted.how,
                pattern=wanted.pattern,
                thresholds=thresholds,
                unsure=wanted.unsure,
                unknown=wanted.unknown,
                ids=ids,
            ),
            self._on_planned,
            self.progress.show_progress,
            on_failure=self._on_failed,
            on_end=self._on_plan_ended,
        )

    def _on_planned(self, plan: SortPlan) -> None:
        self._plan = plan

    def _on_plan_ended(self) -> None:
        self._planning = False
        self.progress.set_running("")
        self._refresh()

    # ---- the sort ------------------------------------------------------------------------------------------

    def _on_go(self) -> None:
        if self._plan is not None:
            self.runner.apply(self._plan.journal, self._plan.wanted.how)

    def _on_begun(self, title: str) -> None:
        self.outcome.leave()
        self.progress.set_running(self.tr("Waiting for other work to end") if self.runner.waits else title, in_bytes=False)
        self._title, self._is_over = title, False
        self._refresh()

    def _on_progress(self, progress: Progress) -> None:
        self.progress.title.setText(self._title)  # its turn has come
        self.progress.show_progress(progress)

    def _on_done(self, outcome: Sorted | Undone) -> None:
        if isinstance(outcome, Sorted):
            self._is_over = not outcome.failed
            self.outcome.tell_sorted(outcome)
        else:
            self.outcome.tell_undone(outcome)

    def _on_failed(self, error: BaseException) -> None:
        self.outcome.tell(sentences(error), "error")
        self._look_for_unfinished()

    def _on_ended(self) -> None:
        self._plan = None  # the files do not lie any more as it says
        self.progress.set_running("")
        if not self.isVisible():
            self.open()  # it was put away while it sorted
        if not self.outcome.told:
            self._look_for_unfinished()  # it was stopped by hand
        self._refresh()

    def _on_stop(self) -> None:
        self.progress.set_stopping()
        self.runner.stop()
        if self._planning:
            self._work.cancel()

    def _look_for_unfinished(self) -> None:
        """Offer to finish or to take back what lies half done in the target."""
        target = self.form.wanted.target
        self._work.begin(_LOOKING, lambda: _unfinished(target), self._on_unfinished, on_failure=self._on_lookup_failed)

    def _on_unfinished(self, card: JournalCard | None) -> None:
        if card is not None:
            self.outcome.offer(card)

    def _on_lookup_failed(self, error: BaseException) -> None:
        self.outcome.tell(sentences(error), "error")

    def _on_earlier(self) -> None:
        from gui.dialogs.sorts_dialog import SortsDialog

        sorts = SortsDialog(self._jobs, self, self._project)
        sorts.changed.connect(self._on_changed_elsewhere)
        sorts.open()

    def _on_changed_elsewhere(self, journal: Path) -> None:
        """The sort of `journal` was undone, finished or forgotten: what is said of it here holds no longer, nor does a dry run."""
        self._plan = None
        if journal == self.outcome.journal:
            self._is_over = False
            self.outcome.leave()
            self._look_for_unfinished()
        self._refresh()

    # ---- showing -------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        plan, busy = self._plan, self._planning or self.runner.busy
        self.form.setEnabled(not busy)
        self.check_button.setEnabled(not busy and self.form.complete)
        self.check_button.setText(self.tr("Check again") if plan is not None else self.tr("Check"))
        self._lead({self.check_button: plan is None and not self._is_over, self.close_button: self._is_over})
        self.go_button.setText(button_text(plan) if plan is not None else self.tr("Sort the pictures"))
        self.go_button.setEnabled(plan is not None and not busy and plan.pictures > 0 and plan.fits)
        self.close_button.setText(self.tr("Go on in the background") if self.runner.busy else self.tr("Close"))
        self.earlier_button.setEnabled(not busy)
        self.outcome.set_idle(not busy)
        self.dry_run.setVisible(not self._is_over)
        self.dry_run.show_plan(plan)

    def _lead(self, leading: Mapping[QPushButton, bool]) -> None:
        """Have these buttons stand out, or not; Enter presses the one that does."""
        for each, leads in leading.items():
            each.setProperty("kind", "primary" if leads else "")
            each.style().unpolish(each)
            each.style().polish(each)
        self.close_button.setDefault(leading[self.close_button])
        self.check_button.setDefault(not leading[self.close_button])

    # ---- leaving -------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """While it sorts it only goes out of sight."""
        if self.runner.busy:
            self.hide()
        elif self._planning:
            self._on_stop()
        else:
            super().reject()

    def done(self, result: int) -> None:
        self.runner.leave()
        self._work.end()
        super().done(result)


def _target_for(sources: Sequence[Path]) -> Path:
    """A new folder beside what was classified."""
    first = sources[0] if sources else Path.home() / "pictures"
    return first.parent / (f"{first.name}-sorted" if len(sources) == 1 else "sorted")


def _unfinished(target: Path) -> Operation[JournalCard | None]:
    from engine.operations.sorting import unfinished

    yield Progress("")
    return unfinished(target)
