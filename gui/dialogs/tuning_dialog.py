"""Looks for a better recipe: which fields to search and for how long, the trials as they come, and the best to go on with.

The search belongs to a `Tuner`: the dialog may be closed and opened again while it runs.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.classifier.learning.trials import TrialReport
from engine.classifier.recipe import Recipe
from engine.errors import FieldmarkError
from engine.operations.tuning import TuningRecord, forget_tuning
from engine.progress import Progress
from gui import icons, theme
from gui.dialogs.confirm_dialog import confirmed
from gui.forms import centre_label
from gui.recipes.words import recipe_words
from gui.text import of_engine, sentence, sentences
from gui.tuning.field_list import FieldList
from gui.tuning.trial_plot import TrialPlot
from gui.tuning.trial_table import TrialTable
from gui.tuning.tuner import Tuner
from gui.tuning.words import end_words, importance_words, record_words
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.framed import framed
from gui.widgets.parts import Card, EmptyState, MessageBar, MutedLabel, button
from gui.widgets.spin_boxes import DoubleSpinBox, SpinBox
from gui.widgets.task_bar import duration_text

_SIZE = QSize(1160, 760)
_FIELDS_WIDTH = 344  # px
_MINUTES = 10


class TuningDialog(QDialog):
    """`chosen` is the best recipe once it is accepted, None until then. `recipe` is what a new tuning begins with."""

    def __init__(self, tuner: Tuner, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen: Recipe | None = None
        self._tuner, self._recipe = tuner, recipe
        self.setWindowTitle(self.tr("Tuning"))
        self._build()
        self._arrange()
        self._connect()
        self._on_changed()
        tuner.look_for_earlier()

    # ---- building ------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.earlier = ChoiceBox()
        self.earlier.setAccessibleName(self.tr("Tuning"))
        self.delete_button = QToolButton()
        self.delete_button.setIcon(icons.icon("delete"))
        self.delete_button.setToolTip(self.tr("Delete the tuning"))
        self.delete_button.setAccessibleName(self.tr("Delete the tuning"))
        self.base = MutedLabel()
        self.fields = FieldList()
        self.minutes = DoubleSpinBox()
        self.minutes.setRange(0.1, 100_000)
        self.minutes.setDecimals(1)
        self.minutes.textFromValue = lambda value: f"{value:g}"  # type: ignore[method-assign]
        self.minutes.setValue(_MINUTES)
        self.trials = SpinBox()
        self.trials.setRange(0, 100_000)
        self.trials.setSpecialValueText(self.tr("no limit"))
        self.nothing = EmptyState(
            "suggestion",
            self.tr("Look for a better recipe"),
            self.tr(
                "Many short trainings try other values of the fields on the left; those that fall behind are given up early. "
                "They are compared by the validation pictures. The test pictures take no part."
            ),
        )
        self.plot = TrialPlot()
        self.table = TrialTable()
        self.told = MutedLabel()
        self.message = MessageBar()
        self.stage = MutedLabel()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.close_button = button(self.tr("Close"))
        self.stop_button = button(self.tr("Stop"), "", "stop")
        self.start_button = button(self.tr("Start"), "", "play")
        self.use_button = button(self.tr("Use the best"))

    def _arrange(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * theme.STEP)
        chart = Card()
        chart.body.addWidget(self.plot)
        for part, stretch in ((chart, 5), (framed(self.table), 6), (self.told, 0)):
            column.addWidget(part, stretch)
        self._pages = QStackedWidget()
        for page in (self.nothing, content):
            self._pages.addWidget(page)
        outcome = QVBoxLayout()
        outcome.setSpacing(2 * theme.STEP)
        outcome.addWidget(self.message)
        outcome.addWidget(self._pages, 1)
        upper = QHBoxLayout()
        upper.setSpacing(7 * theme.STEP)
        upper.addLayout(self._left())
        upper.addLayout(outcome, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(4 * theme.STEP)
        layout.addLayout(upper, 1)
        layout.addLayout(self._foot())
        self.resize(_SIZE)

    def _left(self) -> QVBoxLayout:
        which = QHBoxLayout()
        which.setSpacing(theme.STEP)
        which.addWidget(self.earlier, 1)
        which.addWidget(self.delete_button)
        limits = QFormLayout()
        limits.setHorizontalSpacing(3 * theme.STEP)
        limits.setVerticalSpacing(2 * theme.STEP)
        for label, box in ((self.tr("Minutes"), self.minutes), (self.tr("Trials at most"), self.trials)):
            limits.addRow(label, box)
            box.setAccessibleName(label)
            centre_label(limits, box)
        column = QVBoxLayout()
        column.setSpacing(2 * theme.STEP)
        column.addLayout(which)
        column.addWidget(self.base)
        column.addSpacing(2 * theme.STEP)
        column.addWidget(self.fields, 1)
        column.addSpacing(theme.STEP)
        column.addLayout(limits)
        self.fields.setFixedWidth(_FIELDS_WIDTH)
        return column

    def _foot(self) -> QHBoxLayout:
        running = QVBoxLayout()
        running.setSpacing(theme.STEP)
        running.addWidget(self.stage)
        running.addWidget(self.progress)
        foot = QHBoxLayout()
        foot.setSpacing(2 * theme.STEP)
        foot.addLayout(running, 1)
        for each in (self.close_button, self.stop_button, self.start_button, self.use_button):
            each.setAutoDefault(False)
            foot.addWidget(each)
        return foot

    def _connect(self) -> None:
        self._tuner.changed.connect(self._on_changed)
        self._tuner.trial_changed.connect(self._on_trial)
        self._tuner.progressed.connect(self._on_progress)
        self._tuner.earlier_changed.connect(self._show_earlier)
        self.earlier.activated.connect(self._on_chosen)
        self.delete_button.clicked.connect(self._on_delete)
        self.fields.edited.connect(self._show_buttons)
        self.table.chosen.connect(self._tell_trial)
        self.close_button.clicked.connect(self.reject)
        self.stop_button.clicked.connect(self._tuner.stop)
        self.start_button.clicked.connect(self._on_start)
        self.use_button.clicked.connect(self._on_use)

    # ---- acting --------------------------------------------------------------------------------------------

    def _on_start(self) -> None:
        self.message.hide()
        minutes, trials = self.minutes.value(), self.trials.value()
        if self._tuner.name:
            self._tuner.go_on(minutes, trials)
        else:
            self._tuner.start(self._recipe, self.fields.space(), minutes, trials)

    def _on_use(self) -> None:
        self.chosen = self._tuner.best_recipe()
        self.accept()

    def _on_chosen(self, row: int) -> None:
        self.message.hide()
        record = self.earlier.itemData(row)
        self._tuner.show(record)
        if isinstance(record, TuningRecord) and record.trouble is not None:
            self.message.show_message([self.tr("{0} cannot be used: {1}.").format(record.name, sentence(record.trouble))], "error")

    def _on_delete(self) -> None:
        record, project = self.earlier.currentData(), self._tuner.project
        if isinstance(record, TuningRecord) and project is not None and self._confirmed(record.name):
            try:
                forget_tuning(project, record.name)
            except FieldmarkError as error:
                self.message.show_message(sentences(error), "error")
            self._tuner.show(None)
            self._tuner.look_for_earlier()

    def _confirmed(self, name: str) -> bool:
        lost = self.tr("Its trials and their scores go; models and recipes stay.")
        return confirmed(self.tr("Delete the tuning"), self.tr("Delete {0}?").format(name), lost, self.tr("Delete"), self)

    # ---- showing -------------------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        """Another tuning, or the same one in another state."""
        tuner = self._tuner
        tuning = tuner.tuning
        self.base.setText(recipe_words(tuning.recipe if tuning else self._recipe))
        if tuning is None and not tuner.running:
            self.fields.offer(self._recipe)
        self.fields.setEnabled(not tuner.running)
        if tuning is not None:
            self.fields.show_space(tuning.recipe, tuning.space)
            self.table.trials.set_trials(tuner.trials.values(), tuning.space, tuning.metric, tuner.best)
        self.plot.show_tuning(tuning, tuner.trials.values(), tuner.best)
        self._pages.setCurrentIndex(int(tuning is not None))
        self._show_earlier()
        self._show_running()
        self._tell_trial()
        self._tell_end()

    def _on_trial(self, trial: TrialReport) -> None:
        self.table.trials.put(trial, self._tuner.best)
        self.plot.show_trials(self._tuner.trials.values(), self._tuner.best)
        self._tell_trial()

    def _on_progress(self, progress: Progress) -> None:
        self.progress.setRange(0, progress.total)
        self.progress.setValue(progress.done)
        self.stage.setText(self._stage(progress))

    def _stage(self, progress: Progress) -> str:
        if self._tuner.ending:
            return self.tr("Ending …")
        if not self._tuner.trials:
            return of_engine("operations", progress.stage)
        parts = [self.tr("Trial {0}").format(max(self._tuner.trials) + 1)]
        if progress.total:
            parts.append(self.tr("{0} left").format(duration_text(progress.total - progress.done)))
        return " · ".join(parts)

    def _show_running(self) -> None:
        running = self._tuner.running
        self.stage.setVisible(running)
        self.progress.setVisible(running)
        if running and self._tuner.waiting:
            self.stage.setText(self.tr("Waiting for other work to end"))
        elif running and self._tuner.ending:
            self.stage.setText(self.tr("Ending …"))
        if running and not self._tuner.trials:
            self.progress.setRange(0, 0)
        for box in (self.minutes, self.trials, self.earlier):
            box.setEnabled(not running)
        self._show_buttons()

    def _show_buttons(self) -> None:
        tuner = self._tuner
        complaint = "" if tuner.tuning is not None or tuner.running else self.fields.complaint()
        self.stop_button.setVisible(tuner.running)
        self.stop_button.setEnabled(not tuner.ending)
        self.start_button.setVisible(not tuner.running)
        self.start_button.setText(self.tr("Go on") if tuner.name else self.tr("Start"))
        unusable = isinstance(self.earlier.currentData(), TuningRecord) and self.earlier.currentData().tuning is None
        self.start_button.setEnabled(tuner.writable and not complaint and not unusable)
        self.start_button.setToolTip(complaint)
        self.use_button.setEnabled(not tuner.running and tuner.best is not None)
        _dress(self.start_button, "" if self.use_button.isEnabled() else "primary", "play")
        _dress(self.use_button, "primary" if self.use_button.isEnabled() else "")
        self.delete_button.setEnabled(not tuner.running and tuner.writable and self.earlier.currentData() is not None)

    def _show_earlier(self) -> None:
        """The project's tunings in the box, the one that is looked at chosen."""
        self.earlier.clear()
        self.earlier.addItem(self.tr("New tuning"), None)
        for record in self._tuner.earlier:
            self.earlier.addItem(record_words(record), record)
            if record.name == self._tuner.name:
                self.earlier.setCurrentIndex(self.earlier.count() - 1)
        self._show_buttons()

    def _tell_trial(self) -> None:
        """The message of the trial that is selected, or what mattered most."""
        trial = self.table.selected()
        text = importance_words(self._tuner.outcome)
        if trial is not None and trial.message is not None:
            text = self.tr("Trial {0}: {1}").format(trial.number + 1, sentence(trial.message))
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def _tell_end(self) -> None:
        """How the last sitting ended."""
        error, result = self._tuner.error, self._tuner.outcome
        if error is not None:
            self.message.show_message(sentences(error), "error")
        elif result is not None and not self._tuner.running:
            words = [*end_words(result, self._tuner.best), *map(sentence, result.notes)]
            self.message.show_message(words, "success" if self._tuner.best else "info")


def _dress(pressed: QPushButton, kind: str, icon: str = "") -> None:
    """There is one primary button at a time: what comes next."""
    if pressed.property("kind") != kind:
        pressed.setProperty("kind", kind)
        pressed.style().unpolish(pressed)
        pressed.style().polish(pressed)
        if icon:
            pressed.setIcon(icons.icon(icon, "on_accent" if kind == "primary" else ""))
