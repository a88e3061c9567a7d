"""One line that says how far work has come, how long it will take, and stops it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from engine.progress import Progress, RemainingTime
from gui.quantities import size_text
from gui.recipes.rows import row_of
from gui.text import of_engine
from gui.widgets.parts import button, grouped
from gui.widgets.task_bar import duration_text

_STEPS = 1000  # of the bar: bytes of a large download are too many for it


class ProgressLine(QWidget):
    """Hidden while nothing runs. Counts are bytes, or things if `set_running` says so."""

    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._in_bytes = True
        self._remaining = RemainingTime()
        self.title, self.numbers = QLabel(), QLabel()
        self.numbers.setProperty("kind", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop_button = button(self.tr("Stop"))
        self.stop_button.setAutoDefault(False)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(row_of(self.title, self.numbers, None))
        column.addWidget(self.bar)
        row = row_of(self.stop_button)
        row.insertLayout(0, column, 1)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.setLayout(row)
        self.stop_button.clicked.connect(self.stop_wanted)
        self.hide()

    def set_running(self, title: str, in_bytes: bool = True) -> None:
        """`title` "" ends it."""
        self._in_bytes = in_bytes
        self._remaining = RemainingTime()
        self.title.setText(title)
        self.numbers.clear()
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(title)
        self.stop_button.setEnabled(True)
        self.setVisible(bool(title))

    def set_stopping(self) -> None:
        self.stop_button.setEnabled(False)
        self.numbers.setText(self.tr("Stopping …"))

    def show_progress(self, progress: Progress) -> None:
        if not self.stop_button.isEnabled():
            return
        left = self._remaining.update(progress)
        self.bar.setRange(0, _STEPS if progress.total else 0)
        self.bar.setValue(_STEPS * progress.done // progress.total if progress.total else 0)
        self.numbers.setText(" · ".join(self._facts(progress, left)))

    def _facts(self, progress: Progress, left: float | None) -> list[str]:
        count = size_text if self._in_bytes and progress.total else grouped
        facts = []
        if progress.total:
            facts.append(self.tr("{0} of {1}").format(count(progress.done), count(progress.total)))
        elif progress.stage:
            facts.append(of_engine("operations", progress.stage))
        if left is not None and left >= 1:
            facts.append(self.tr("{0} left").format(duration_text(left)))
        return facts
