"""How the run stands that is being trained, and what can be done with it: pause, end with the best so far, cancel."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from engine.classifier.values import EpochReport, StepReport
from engine.operations.runs import RunRecord
from engine.progress import Progress, RemainingTime
from gui import icons, theme
from gui.quantities import size_text
from gui.recipes.words import recipe_words
from gui.text import of_engine
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.parts import Card, button, grouped
from gui.widgets.task_bar import WorkClock, duration_text


class RunHeader(Card):
    """Stays in sight above the rest of the page, which scrolls."""

    pause_wanted = Signal(bool)  # False: go on
    finish_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._name, self._facts, self._recipe = ElidedLabel(), ElidedLabel(), ElidedLabel()
        self._name.setFont(theme.scaled_font(self.font(), 1.0, QFont.Weight.DemiBold))
        for label in (self._facts, self._recipe):
            label.setProperty("kind", "muted")
        self.pause_button = button(self.tr("Pause"), "", "pause")
        self.finish_button = button(self.tr("Stop and keep the best"), "", "stop")
        self.finish_button.setToolTip(self.tr("End the training now; the model of the best epoch so far is kept."))
        self.cancel_button = button(self.tr("Cancel"), "", "cancel")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._arrange()
        self.pause_button.clicked.connect(lambda: self.pause_wanted.emit(not self._paused))
        self.finish_button.clicked.connect(self.finish_wanted)
        self.cancel_button.clicked.connect(self._on_cancel)
        self._reset(0)

    def _reset(self, epochs: int) -> None:
        self._epochs = epochs
        self._epoch, self._speed, self._memory = 0, 0.0, 0
        self._stage, self._layers, self._word = "", "", ""
        self._left: float | None = None
        self._paused = False
        self._clock = WorkClock()
        self._remaining = RemainingTime(self._clock)

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._facts)
        row = QHBoxLayout()
        row.setSpacing(2 * theme.STEP)
        row.addLayout(words, 1)
        for each in (self.pause_button, self.finish_button, self.cancel_button):
            row.addWidget(each)
        self.body.setContentsMargins(16, 12, 16, 14)
        self.body.setSpacing(10)
        self.body.addLayout(row)
        self.body.addWidget(self._recipe)
        self.body.addWidget(self._bar)

    # ---- what the page tells it ----------------------------------------------------------------------------

    def begin(self, record: RunRecord) -> None:
        self._reset(0)
        self._name.setText(record.name)
        self._recipe.setText(recipe_words(record.recipe))
        self._show_kept(record.epochs_done > 0)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(record.name)
        for each in (self.pause_button, self.finish_button, self.cancel_button):
            each.setEnabled(True)
        self.set_paused(False)

    def set_epochs(self, epochs: int) -> None:
        self._epochs = epochs
        self._show_facts()

    def update_progress(self, progress: Progress) -> None:
        self._take(progress.detail)
        self._stage = of_engine("operations", progress.stage)
        self._left = self._remaining.update(progress)
        self._bar.setRange(0, progress.total)
        self._bar.setValue(min(progress.done, progress.total))
        self._show_facts()

    def _take(self, report: object) -> None:
        if isinstance(report, StepReport):
            self._show_kept(True)
            self._epoch, self._speed, self._memory = int(report.epoch) + 1, report.images_per_second, report.memory
        elif isinstance(report, EpochReport):
            self._epoch, self._layers = report.epoch + 1, report.stage
            if report.images_per_second == report.images_per_second:
                self._speed = report.images_per_second

    def set_paused(self, paused: bool) -> None:
        self._paused = paused
        self.pause_button.setIcon(icons.icon("play" if paused else "pause"))
        self._clock.set_stopped(paused)
        self.pause_button.setText(self.tr("Go on") if paused else self.tr("Pause"))
        self._word = self.tr("Paused") if paused else ""
        self._show_facts()

    def set_finishing(self) -> None:
        """It has been asked to end with what it has."""
        self._word = self.tr("Keeping the best …")
        self.finish_button.setEnabled(False)
        self.pause_button.setEnabled(False)
        self._show_facts()

    def facts(self) -> str:
        return self._facts.text()

    # ---- inside --------------------------------------------------------------------------------------------

    def _on_cancel(self) -> None:
        self._word = self.tr("Cancelling …")  # the training ends at its next step, not at once
        for each in (self.pause_button, self.finish_button, self.cancel_button):
            each.setEnabled(False)
        self._show_facts()
        self.cancel_wanted.emit()

    def _show_kept(self, kept: bool) -> None:
        """Say what remains after a cancel: from the first step on the run has something to go on from."""
        self.cancel_button.setToolTip(
            self.tr("End without a model. What the run has learned stays under “Runs”: it can go on from there later, or be forgotten.")
            if kept
            else self.tr("End without a model. So far the run has learned nothing that could be kept: it is forgotten.")
        )

    def _show_facts(self) -> None:
        measured = self._measured()
        facts = [self._word or ("" if self._epoch and measured else self._stage), *measured]
        self._facts.setText(" · ".join(fact for fact in facts if fact))

    def _measured(self) -> list[str]:
        facts = []
        if self._epoch and self._epochs:
            facts.append(self.tr("epoch {0} of {1}").format(min(self._epochs, self._epoch), self._epochs))
        if self._left is not None and self._left >= 1 and not self._word:
            facts.append(self.tr("{0} left").format(duration_text(self._left)))
        if self._speed:
            facts.append(self.tr("{0} pictures/s").format(grouped(round(self._speed))))
        if self._layers:
            facts.append(of_engine("operations", self._layers))
        if self._memory:
            facts.append(self.tr("{0} on the graphics card").format(size_text(self._memory)))
        return facts
