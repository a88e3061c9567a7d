"""What the window has to tell, one notice at a time: good news go away by themselves, bad news stay until they are dismissed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QShortcut

from gui.text import sentences
from gui.widgets.parts import MessageBar

_GOOD_NEWS_MS = 10_000
_WITH_ACTION_MS = 30_000  # somebody has to reach the button


@dataclass(frozen=True)
class Notice:
    """Sentences, their kind ("info", "success", "warning" or "error"), and a button that does `act`."""

    lines: tuple[str, ...]
    kind: str = "info"
    action: str = ""
    act: Callable[[], object] | None = field(default=None, compare=False)


class Speaker(QObject):
    """Says the notices of one page, and takes the last one back when it is over."""

    said = Signal(object)  # Notice
    outdated = Signal(object)  # Notice

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last: Notice | None = None

    def say(self, notice: Notice) -> None:
        self._last = notice
        self.said.emit(notice)

    def withdraw(self) -> None:
        if self._last is not None:
            self.outdated.emit(self._last)
            self._last = None


class Notices(QObject):
    """Shows notices in `bar`; a new one takes the place of the one before."""

    def __init__(self, bar: MessageBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._notice = Notice(())
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(bar.hide)
        bar.action_clicked.connect(self._on_action)
        QShortcut(Qt.Key.Key_Escape, bar, self.hide)  # while the bar can be seen

    def show(self, notice: Notice) -> None:
        self._notice = notice
        self._bar.show_message(notice.lines, notice.kind, notice.action)
        if notice.kind in ("success", "info"):
            self._timer.start(_WITH_ACTION_MS if notice.action else _GOOD_NEWS_MS)
        else:
            self._timer.stop()

    def say(self, lines: Sequence[str], kind: str = "info") -> None:
        self.show(Notice(tuple(lines), kind))

    def show_error(self, error: BaseException) -> None:
        self.say(sentences(error), "error")

    def hide(self) -> None:
        self._timer.stop()
        self._bar.hide()

    def withdraw(self, notice: Notice) -> None:
        """What `notice` tells of is over."""
        if notice is self._notice:
            self.hide()

    def hide_errors(self) -> None:
        """A new attempt has begun."""
        if self._notice.kind == "error":
            self.hide()

    def hide_outdated(self, *steps: Callable[[], object]) -> None:
        """Something was done: errors are over, and so are offers of one of `steps`, which would now do something else."""
        self.hide_errors()
        if self._notice.act in steps:
            self.hide()

    def _on_action(self) -> None:
        notice = self._notice
        self.hide()
        if notice.act is not None:
            notice.act()
