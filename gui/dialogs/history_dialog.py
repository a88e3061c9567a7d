"""Everything that was done to the project, newest first; a click goes back to just after a change, or forward to it again."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gui.models.history_model import HistoryModel
from gui.session import Session
from gui.widgets.history_list import HistoryList
from gui.widgets.parts import MutedLabel, button

_REFRESH_MS = 30_000
_MARGIN = 16


class HistoryDialog(QDialog):
    """Stays open beside the work and follows it."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window, Qt.WindowType.Tool)
        self._window = window
        self.setWindowTitle(self.tr("History"))
        self.resize(400, 560)
        self._session = session
        self.model = HistoryModel(session)
        self.list = HistoryList(self.model)
        self.beginning = button(self.tr("Back to the beginning"), "quiet", "undo")
        self.beginning.setToolTip(self.tr("Undo everything; it can be brought back from here until something new is done."))
        self._empty = MutedLabel(self.tr("Nothing has been done yet. What you change is listed here, and can be taken back."))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._clock = QTimer(self, interval=_REFRESH_MS)  # "2 min ago" grows old by itself
        self._arrange()
        self._connect()
        self._on_rows_changed()

    def _arrange(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 0, 8, 0)
        foot.addWidget(self.beginning)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 10)
        column.setSpacing(8)
        column.addWidget(self._empty, 1)
        column.addWidget(self.list, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._clock.timeout.connect(self.list.viewport().update)
        self.list.picked.connect(self._on_picked)
        self.beginning.clicked.connect(lambda: self._go_back_to(0))
        for signal in (self.model.modelReset, self.model.rowsInserted, self.model.rowsRemoved, self.model.dataChanged):
            signal.connect(self._on_rows_changed)

    def showEvent(self, event: QShowEvent) -> None:
        corner = self._window.mapToGlobal(QPoint(self._window.width(), self._window.height()))
        self.move(corner - QPoint(self.width() + _MARGIN, self.height() + 3 * _MARGIN))
        self._clock.start()
        self.list.setCurrentIndex(self.model.index(self.model.here()))
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._clock.stop()
        super().hideEvent(event)

    def _on_picked(self, index: QModelIndex) -> None:
        if self.model.steps_to(index.row()):
            self._go_back_to(self.model.entry(index.row()).id)

    def _go_back_to(self, entry_id: int) -> None:
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)  # thousands of steps take a second
        try:
            self._session.go_back_to(entry_id)
        finally:
            QGuiApplication.restoreOverrideCursor()

    def _on_rows_changed(self) -> None:
        rows = self.model.rowCount()
        self._empty.setVisible(not rows)
        self.list.setVisible(rows > 0)
        self.list.setEnabled(self._session.writable)
        self.beginning.setEnabled(self._session.writable and self.model.here() < rows)
