"""The bar at the foot of the window: what is running, how far it is, and what is saved."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QWidget

from engine.progress import Progress, RemainingTime
from gui import theme
from gui.widgets.parts import button, grouped

HEIGHT = 36
_FINISHED_MS = 6000  # for how long the last word of a task stays


def duration_text(seconds: float) -> str:
    """About how long, as people say it: "41 s", "4 min", "2 h 10 min"."""
    if seconds < 60:
        return QCoreApplication.translate("TaskBar", "{seconds} s").format(seconds=max(1, round(seconds)))
    minutes = round(seconds / 60)
    if seconds < 300 and int(seconds % 60) >= 10:
        return QCoreApplication.translate("TaskBar", "{minutes} min {seconds} s").format(
            minutes=int(seconds // 60), seconds=int(seconds % 60) // 10 * 10
        )
    if minutes < 60:
        return QCoreApplication.translate("TaskBar", "{minutes} min").format(minutes=minutes)
    return QCoreApplication.translate("TaskBar", "{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)


class WorkClock:
    """Seconds that stand still during a pause, so that what is left is not judged by them."""

    def __init__(self) -> None:
        self._lost = 0.0
        self._stopped_at: float | None = None

    def __call__(self) -> float:
        return (time.monotonic() if self._stopped_at is None else self._stopped_at) - self._lost

    def set_stopped(self, stopped: bool) -> None:
        if stopped and self._stopped_at is None:
            self._stopped_at = time.monotonic()
        elif not stopped and self._stopped_at is not None:
            self._lost += time.monotonic() - self._stopped_at
            self._stopped_at = None


class TaskBar(QFrame):
    """36 px; idle it shows the status alone."""

    cancel_requested = Signal()
    pause_requested = Signal(bool)  # False: go on
    status_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._running = self._paused = self._can_pause = False
        self._title = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(200)
        self._numbers = QLabel()
        self._pause = button(self.tr("Pause"), "quiet")
        self._pause.clicked.connect(lambda: self.pause_requested.emit(not self._paused))
        self._cancel = button(self.tr("Cancel"), "quiet")
        self._cancel.clicked.connect(self._on_cancel)
        self._status = button("", "quiet")
        self._status.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not take the focus from the pictures
        self._status.clicked.connect(self.status_clicked)
        self._clock = WorkClock()
        self._remaining = RemainingTime(self._clock)
        self._goodbye = QTimer(self)
        self._goodbye.setSingleShot(True)
        self._goodbye.timeout.connect(self._title.clear)
        self._arrange()
        self._show_running(False)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 16, 0)
        row.setSpacing(3 * theme.STEP)
        for part in (self._title, self._bar, self._numbers, self._pause, self._cancel):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self._status)
        for label in (self._title, self._numbers):
            label.setProperty("kind", "muted")
        for part in (self._title, self._numbers, self._status):
            part.setMinimumWidth(1)  # long texts give way instead of widening the window
            part.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._dress()

    def _dress(self) -> None:
        small = theme.scaled_font(self.font(), 12 / 13)
        for part in (self._title, self._numbers, self._status, self._pause, self._cancel):
            part.setFont(small)

    # ---- what the window tells it ----------------------------------------------------------------------------

    def show_task(self, title: str, *, can_pause: bool = False) -> None:
        """A task has begun; its end is not known yet."""
        self._goodbye.stop()
        self._title.setText(title)
        self._numbers.clear()
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(title)
        self._cancel.setEnabled(True)
        self._pause.setEnabled(True)
        self._clock = WorkClock()
        self._remaining = RemainingTime(self._clock)
        self._can_pause = can_pause
        self.set_paused(False)
        self._show_running(True)

    def set_paused(self, paused: bool) -> None:
        """The task is held, or goes on."""
        self._paused = paused
        self._clock.set_stopped(paused)
        self._pause.setText(self.tr("Go on") if paused else self.tr("Pause"))
        if paused:
            self._numbers.setText(self.tr("Paused"))

    def update_progress(self, progress: Progress) -> None:
        """Bar, counts and time left; `total` 0 shows a bar without end."""
        left = self._remaining.update(progress)
        if self._paused:  # the last words of a step that had begun
            return
        self._bar.setRange(0, progress.total)
        self._bar.setValue(min(progress.done, progress.total))
        self._numbers.setText(" · ".join(self._facts(progress, left)))

    def _facts(self, progress: Progress, left: float | None) -> list[str]:
        facts = [progress.stage] if progress.stage and progress.stage != self._title.text() else []
        if progress.total:
            facts.append(self.tr("{done} of {total}").format(done=grouped(progress.done), total=grouped(progress.total)))
        elif progress.done:
            facts.append(grouped(progress.done))
        pace = getattr(progress.detail, "images_per_second", 0.0)  # of details that know it, such as the tally of a job
        if pace:
            facts.append(self.tr("{pace} images/s").format(pace=grouped(round(pace)) if pace >= 10 else f"{pace:.1f}"))
        if left is not None and left >= 1:
            facts.append(self.tr("{time} left").format(time=duration_text(left)))
        return facts

    def finish(self, message: str = "") -> None:
        """The task is over; `message` stays for a few seconds."""
        self._show_running(False)
        self._title.setText(message)
        self._goodbye.start(_FINISHED_MS)

    def set_status(self, text: str) -> None:
        """The text at the right, such as "All changes saved"."""
        self._status.setText(text.replace("&", "&&"))
        self._status.setVisible(bool(text))
        self._status.setToolTip(text)

    def status(self) -> str:
        return self._status.toolTip()

    # ---- inside ----------------------------------------------------------------------------------------------

    def _show_running(self, running: bool) -> None:
        self._running = running
        for part in (self._bar, self._numbers, self._cancel):
            part.setVisible(running)
        self._pause.setVisible(running and self._can_pause)

    def _on_cancel(self) -> None:
        self._cancel.setEnabled(False)  # the operation ends at its next step, not at once
        self._pause.setEnabled(False)
        self._numbers.setText(self.tr("Cancelling …"))
        self.cancel_requested.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_status"):
            self._dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, QColor(theme.current().border))
        painter.end()
