"""What the controllers of the window need of it, without its pages: a session, the lanes, and a bar for messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.app import make_app
from gui.jobs import Jobs
from gui.notices import Notice, Notices
from gui.session import Session
from gui.widgets.parts import MessageBar

LONG_MS = 30_000


class Desk(QWidget):
    """`notices` are all that was said, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.session, self.jobs = Session(keeps_recent=False), Jobs()
        self.message = MessageBar()
        self.notices: list[Notice] = []
        self.errors: list[BaseException] = []
        self._shown = Notices(self.message)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(self.message)
        self.resize(900, 600)
        self.session.project_closing.connect(self.jobs.stop)
        for signal in (self.session.failed, self.jobs.failed):
            signal.connect(self._on_failed)

    def say(self, notice: Notice) -> None:
        self.notices.append(notice)
        self._shown.show(notice)

    def wait(self, qtbot: QtBot) -> None:
        """Until all work is done."""
        lanes = (self.jobs.work, self.jobs.questions, self.jobs.upkeep)
        qtbot.waitUntil(lambda: all(lane.current is None and not lane.waiting for lane in lanes), timeout=LONG_MS)

    def _on_failed(self, error: BaseException) -> None:
        self.errors.append(error)
        self._shown.show_error(error)


@contextmanager
def desk(qtbot: QtBot) -> Iterator[Desk]:
    make_app()
    made = Desk()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.session.close()
    made.jobs.shutdown()


def in_dialog(act: Callable[[QDialog], None]) -> None:
    """Do something to the modal dialog that opens next."""

    def later() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        act(dialog)

    QTimer.singleShot(150, later)


def button(dialog: QWidget, text: str) -> QPushButton:
    (found,) = [each for each in dialog.findChildren(QPushButton) if each.text() == text and each.isVisible()]
    return found
