"""The sorts that there have been: each can be taken back, finished if it was broken off, or forgotten."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from engine.operations.sorting import JournalCard, Sorted, Undone
from engine.progress import Operation, Progress
from engine.project.project import Project
from gui import theme
from gui.dialogs.confirm_dialog import confirmed
from gui.dialogs.dialog_work import DialogWork
from gui.dialogs.sort_runner import SortRunner
from gui.dialogs.sort_words import how_text, sorted_lines, state_text, undone_lines
from gui.jobs import Jobs
from gui.quantities import when_text
from gui.recipes.progress_line import ProgressLine
from gui.text import sentences
from gui.widgets.framed import framed
from gui.widgets.labels import MutedLabel
from gui.widgets.parts import MessageBar, button, grouped
from gui.widgets.table import TextTable

_SIZE = QSize(760, 440)
_LANE = "dialog-journals"


class SortsDialog(QDialog):
    """Closed while something runs, it lets that go on; the journal keeps how far it is."""

    changed = Signal(object)  # Path of the journal of a sort that is not any more as it was

    def __init__(self, jobs: Jobs, parent: QWidget | None = None, project: Project | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Earlier sorts"))
        self.resize(_SIZE)
        self._work = DialogWork(jobs)
        self._cards: list[JournalCard] = []
        self._journal = Path()  # of what is at work
        self.runner = SortRunner(jobs, project, self)
        self.about = MutedLabel(self.tr("Looking for earlier sorts …"))
        heads = [self.tr("When"), self.tr("Where to"), self.tr("How"), self.tr("Pictures"), self.tr("State")]
        self.table = TextTable(self.tr("Earlier sorts"), heads, right={3}, wide=1)
        self.table.setSelectionMode(TextTable.SelectionMode.SingleSelection)
        self.table.setWordWrap(False)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.message = MessageBar()
        self.progress = ProgressLine()
        self.forget_button = button(self.tr("Forget …"))
        self.finish_button = button(self.tr("Finish"))
        self.undo_button = button(self.tr("Undo"), icon="undo")
        self.close_button = button(self.tr("Close"), "primary")
        self._arrange()
        self._connect()
        self._refresh()
        self._reload()

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * theme.STEP)
        for each in (self.undo_button, self.finish_button, self.forget_button):
            each.setAutoDefault(False)
            buttons.addWidget(each)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(3 * theme.STEP)
        layout.addWidget(self.about)
        layout.addWidget(framed(self.table), 1)
        layout.addWidget(self.message)
        layout.addWidget(self.progress)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.table.itemSelectionChanged.connect(self._refresh)
        self.undo_button.clicked.connect(self._on_undo)
        self.finish_button.clicked.connect(self._on_finish)
        self.forget_button.clicked.connect(self._on_forget)
        self.close_button.clicked.connect(self.reject)
        self.progress.stop_wanted.connect(self._on_stop)
        runner = self.runner
        runner.begun.connect(self._on_begun)
        runner.progressed.connect(self.progress.show_progress)
        runner.done.connect(self._on_done)
        runner.failed.connect(self._on_failed)
        runner.ended.connect(self._on_ended)

    def card(self) -> JournalCard | None:
        """The sort that is chosen."""
        row = self.table.currentRow()
        return self._cards[row] if self.table.selectedItems() and 0 <= row < len(self._cards) else None

    def _reload(self) -> None:
        self._work.begin(_LANE, _journals, self._on_loaded, on_failure=self._on_failed)

    def _on_loaded(self, cards: list[JournalCard]) -> None:
        row = max(0, self.table.currentRow())
        self._cards = cards
        self.table.set_rows([_row(card) for card in cards])
        if cards:
            self.table.selectRow(min(row, len(cards) - 1))
            self.about.setText(self.tr("Every sort keeps a journal, by which it can be taken back as long as nobody changes the files."))
        else:
            self.about.setText(self.tr("Nothing has been sorted yet."))
        self._refresh()

    def _refresh(self) -> None:
        card, idle = self.card(), not self.runner.busy
        self.undo_button.setEnabled(idle and card is not None and card.can_be_undone)
        self.finish_button.setEnabled(idle and card is not None and card.unfinished)
        self.forget_button.setEnabled(idle and card is not None)

    # ---- what is done --------------------------------------------------------------------------------------

    def _on_undo(self) -> None:
        card = self.card()
        if card is not None:
            self._journal = card.file
            self.runner.undo(card.file)

    def _on_finish(self) -> None:
        card = self.card()
        if card is not None:
            self._journal = card.file
            self.runner.finish(card.file, card.how)

    def _on_forget(self) -> None:
        card = self.card()
        if card is not None and self._confirmed(card):
            self._work.begin(_LANE, lambda: _forgotten(card), lambda _: self._on_forgotten(card), on_failure=self._on_failed)

    def _on_forgotten(self, card: JournalCard) -> None:
        self.changed.emit(card.file)
        self._reload()

    def _confirmed(self, card: JournalCard) -> bool:
        return confirmed(
            self.windowTitle(),
            self.tr("Forget this sort?"),
            self.tr("The pictures stay where they are now; the sort cannot be taken back or finished any more."),
            self.tr("Forget it"),
            self,
        )

    def _on_begun(self, title: str) -> None:
        self.message.hide()
        self.progress.set_running(self.tr("Waiting for other work to end") if self.runner.waits else title, in_bytes=False)
        self._refresh()

    def _on_done(self, outcome: Sorted | Undone) -> None:
        if isinstance(outcome, Sorted):
            self.message.show_message(sorted_lines(outcome), "warning" if outcome.failed else "success")
        else:
            self.message.show_message(undone_lines(outcome), "warning" if outcome.kept else "success")

    def _on_failed(self, error: BaseException) -> None:
        self.message.show_message(sentences(error), "error")

    def _on_ended(self) -> None:
        self.progress.set_running("")
        self.changed.emit(self._journal)
        self._reload()

    def _on_stop(self) -> None:
        self.progress.set_stopping()
        self.runner.stop()

    def done(self, result: int) -> None:
        if self.runner.busy:
            self.changed.emit(self._journal)
        self.runner.leave()
        self._work.end()
        super().done(result)


def _row(card: JournalCard) -> tuple[str, ...]:
    count = grouped(card.pictures) if card.done == card.pictures else f"{grouped(card.done)} / {grouped(card.pictures)}"
    return when_text(card.when), str(card.target), how_text(card.how), count, state_text(card)


def _journals() -> Operation[list[JournalCard]]:
    from engine.operations.sorting import journals

    yield Progress("")
    return journals()


def _forgotten(card: JournalCard) -> Operation[None]:
    from engine.operations.sorting import forget_sort

    yield Progress("")
    forget_sort(card.file)
