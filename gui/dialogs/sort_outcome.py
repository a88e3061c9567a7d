"""What became of a sort, with the ways on from there: undo it, finish it, look into its folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine.operations.sorting import JournalCard, Sorted, Undone
from gui import theme
from gui.dialogs.sort_words import sorted_lines, undone_lines
from gui.widgets.parts import MessageBar, button, grouped


class SortOutcome(QWidget):
    """Empty until something is told; the buttons mean the sort of `journal`, which was told of last."""

    finish_wanted = Signal(object, str)  # Path of the journal, by what means
    undo_wanted = Signal(object)  # Path of the journal

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.journal, self._how, self._folder = Path(), "", Path()
        self.message = MessageBar()
        self.finish_button = button(self.tr("Finish it"))
        self.undo_button = button(self.tr("Undo"), icon="undo")
        self._actions = QWidget()
        row = QHBoxLayout(self._actions)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.STEP)
        for each in (self.finish_button, self.undo_button):
            each.setAutoDefault(False)
            row.addWidget(each)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.STEP)
        column.addWidget(self.message)
        column.addWidget(self._actions)
        self.finish_button.clicked.connect(lambda: self.finish_wanted.emit(self.journal, self._how))
        self.undo_button.clicked.connect(lambda: self.undo_wanted.emit(self.journal))
        self.message.action_clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))))
        self.message.dismissed.connect(self.leave)
        self.leave()

    @property
    def told(self) -> bool:
        return not self.message.isHidden()

    def leave(self) -> None:
        """There is nothing to say."""
        self.message.hide()
        self._actions.hide()

    def tell(self, lines: Sequence[str], kind: str, folder: Path | None = None) -> None:
        """`folder` can then be looked into."""
        self._folder = folder or Path()
        self._actions.hide()
        self.message.show_message(lines, kind, self.tr("Show in folder") if folder is not None else "")

    def tell_sorted(self, outcome: Sorted) -> None:
        self.tell(sorted_lines(outcome), "warning" if outcome.failed else "success", outcome.target)
        self._offer(outcome.journal, outcome.how, finish=bool(outcome.failed))

    def tell_undone(self, outcome: Undone) -> None:
        self.tell(undone_lines(outcome), "warning" if outcome.kept else "success", outcome.target if outcome.kept else None)

    def offer(self, card: JournalCard) -> None:
        """The sort of `card` was broken off; that is said, unless something is told already."""
        if not self.told:
            told = self.tr("The sort is not finished: {0} of {1} pictures are sorted.")
            advice = self.tr("Finish it or take it back, now or later.")
            self.tell([told.format(grouped(card.done), grouped(card.pictures)), advice], "warning")
        self._offer(card.file, card.how, finish=True)

    def set_idle(self, idle: bool) -> None:
        for each in (self.finish_button, self.undo_button):
            each.setEnabled(idle)

    def _offer(self, journal: Path, how: str, finish: bool) -> None:
        self.journal, self._how = journal, how
        self.finish_button.setVisible(finish)
        self._actions.show()
