"""The runs that have not ended, besides the one that is trained: what waits, what was interrupted, what has failed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from engine.operations.runs import RunRecord, RunState, has_checkpoint
from gui import theme
from gui.notices import Notice
from gui.recipes.words import recipe_words
from gui.training.run_queue import RunQueue
from gui.training.run_words import run_words
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.glyph import Glyph
from gui.widgets.parts import Card, button

_GLYPHS = {
    RunState.WAITING: ("history", "muted"),
    RunState.RUNNING: ("play", "accent_text"),
    RunState.INTERRUPTED: ("pause", "warning"),
    RunState.FAILED: ("error", "danger"),
}


class RunList(Card):
    """Hidden while there is nothing in it."""

    said = Signal(object)  # Notice

    def __init__(self, queue: RunQueue, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Runs"))
        self._queue = queue
        self.rows: list[RunRow] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(2 * theme.STEP)
        self.body.addLayout(self._column)
        self.go_on_button = button(self.tr("Go on with all of them"), "", "play")
        self.go_on_button.clicked.connect(lambda: queue.go_on(queue.left_over()))
        line = QHBoxLayout()
        line.addWidget(self.go_on_button)
        line.addStretch(1)
        self.body.addLayout(line)
        queue.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        while self.rows:
            row = self.rows.pop()
            row.setParent(None)
            row.deleteLater()
        running = self._queue.running
        for record in self._queue.records():
            if running is None or record.name != running.name:
                self.rows.append(RunRow(record, self._queue, first=not self.rows))
                self._column.addWidget(self.rows[-1])
        self.go_on_button.setVisible(len(self._queue.left_over()) > 1)
        self.setVisible(bool(self.rows))

    def offer_to_go_on(self) -> None:
        """Say what an earlier session left unfinished, with the button that goes on with it."""
        left = self._queue.left_over() if self._queue.writable else []
        if left:
            text = self.tr("Unfinished trainings: {0}.").format(", ".join(each.name for each in left))
            kept = self.tr("What they have learned is kept.")
            self.said.emit(Notice((text, kept), "info", self.tr("Go on"), lambda: self._queue.go_on(left)))


class RunRow(QWidget):
    """One run and what can be done with it."""

    def __init__(self, record: RunRecord, queue: RunQueue, first: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.record, self._queue = record, queue
        self._queued = queue.is_queued(record)
        name, colour = _GLYPHS[record.state]
        title = ElidedLabel(f"{record.name} · {recipe_words(record.recipe)}")
        title.setFont(theme.scaled_font(self.font(), 1.0, QFont.Weight.DemiBold))
        failed = record.state is RunState.FAILED
        self.state = QLabel(self._state_text()) if failed else ElidedLabel(self._state_text())
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setWordWrap(failed)
        self.state.setProperty("kind", "danger" if failed else "muted")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(title)
        words.addWidget(self.state)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * theme.STEP)
        line.addWidget(Glyph(name, 18, colour))
        line.addSpacing(theme.STEP)
        line.addLayout(words, 1)
        for each in self._buttons(first):
            each.setAccessibleName(f"{each.text()}: {record.name}")
            line.addWidget(each)
        if record.state is RunState.FAILED:
            self.state.setToolTip(" ".join(map(run_words, record.message)))
        self.setAccessibleName(f"{title.text()}: {self.state.text()}")

    def _state_text(self) -> str:
        """How it stands, in a few words."""
        state, epochs = self.record.state, self.record.epochs_done
        if state is RunState.FAILED:
            return self.tr("will be tried again") if self._queued else next(map(run_words, self.record.message), "")
        if self._queued or state is RunState.RUNNING:
            return self.tr("waits for its turn")
        if state is RunState.WAITING:
            return self.tr("has not begun")
        return self.tr("interrupted after {0} epochs").format(epochs) if epochs else self.tr("interrupted before its first epoch ended")

    def _start_text(self) -> str:
        if self.record.epochs_done:
            return self.tr("Go on where it was")
        return self.tr("Try again") if self.record.state is RunState.FAILED else self.tr("Start")

    def _buttons(self, first: bool) -> list[QPushButton]:
        record, queue = self.record, self._queue
        made = []
        if not self._queued:
            go_on = button(self._start_text(), "", "play")
            go_on.clicked.connect(lambda: queue.go_on([record]))
            made.append(go_on)
            if record.epochs_done and queue.running is None and has_checkpoint(record):
                best = button(self.tr("Keep the best"), "", "accept")
                best.setToolTip(self.tr("Make a model of what the run has learned so far, without going on."))
                best.clicked.connect(lambda: queue.keep_best(record))
                made.append(best)
        elif not first:
            earlier = button(self.tr("Train next"), "quiet", "up")
            earlier.setToolTip(self.tr("Train this one before the others that wait."))
            earlier.clicked.connect(lambda: queue.put_first(record))
            made.append(earlier)
        forget = button(self.tr("Remove") if record.state is RunState.WAITING else self.tr("Forget"), "quiet", "delete")
        forget.setToolTip(self.tr("Delete this run and what it has learned. Labels and models stay."))
        forget.clicked.connect(lambda: queue.forget(record))
        return [*made, forget]
