"""Everything that an import did not take in as it was: to look through, to search, and to keep as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QDialog, QFileDialog, QHBoxLayout, QHeaderView, QLineEdit, QTableView, QVBoxLayout, QWidget

from engine.errors import OutputNotWritable, Sentence, translate
from engine.operations.import_report import KINDS, Issue, write_report
from engine.progress import Operation, Progress
from gui import theme
from gui.models.issue_model import KIND, PLACE, WHAT, IssueModel, import_text
from gui.tasks import Task, TaskLane
from gui.text import sentences
from gui.widgets.flow import FlowLayout
from gui.widgets.framed import framed
from gui.widgets.labels import MutedLabel
from gui.widgets.parts import Chip, MessageBar, button, grouped

_SEARCH_DELAY_MS = 150
_ROW_HEIGHT = 30
_PLACE_WIDTH = 330


class ReportDialog(QDialog):
    """Chips choose a kind, the search line words; a double click shows the file in its folder."""

    def __init__(self, issues: Sequence[Issue], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import report"))
        self.resize(960, 600)
        self._kind = ""
        self._lane = TaskLane(self)
        self._search: Task | None = None
        self.model = IssueModel(issues)
        self.table = self._table()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(240)
        self.chips = self._chips(Counter(issue.kind for issue in issues))
        self.message = MessageBar()
        self._count = MutedLabel()
        self.save_button = button(self.tr("Save as a table …"), icon="export")
        self._arrange()
        self._connect()
        self._show_count()

    def done(self, result: int) -> None:
        self._lane.shutdown(5000)
        super().done(result)

    # ---- building ------------------------------------------------------------------------------------------

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setProperty("kind", "clear")
        table.setAccessibleName(self.tr("Import report"))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.horizontalHeader().setHighlightSections(False)
        kinds = max(table.fontMetrics().horizontalAdvance(import_text(name)) for name in KINDS.values())
        for column, width in ((KIND, kinds + 7 * theme.STEP), (PLACE, _PLACE_WIDTH)):
            table.setColumnWidth(column, width)
        table.horizontalHeader().setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        return table

    def _chips(self, counts: Counter[str]) -> dict[str, Chip]:
        chips = {"": Chip(self.tr("All"), counts.total())}
        chips |= {kind: Chip(import_text(name), counts[kind]) for kind, name in KINDS.items() if counts[kind]}
        chips[""].setChecked(True)
        return chips

    def _arrange(self) -> None:
        chips = FlowLayout(2 * theme.STEP)
        for chip in self.chips.values():
            chips.addWidget(chip)
        top = QHBoxLayout()
        top.setSpacing(3 * theme.STEP)
        top.addLayout(chips, 1)
        top.addWidget(self.search, 0, Qt.AlignmentFlag.AlignTop)
        close = button(self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        for each in (close, self.save_button, *self.chips.values()):
            each.setAutoDefault(False)  # Enter in the search line must not close the report
        bottom = QHBoxLayout()
        bottom.setSpacing(2 * theme.STEP)
        bottom.addWidget(self._count, 1)
        bottom.addWidget(self.save_button)
        bottom.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(framed(self.table), 1)
        layout.addWidget(self.message)
        layout.addLayout(bottom)

    def _connect(self) -> None:
        self._delay = QTimer(self, singleShot=True, interval=_SEARCH_DELAY_MS)
        self._delay.timeout.connect(self._look)
        self.search.textChanged.connect(self._delay.start)
        for kind, chip in self.chips.items():
            chip.clicked.connect(lambda _=False, chosen=kind: self._on_chip(chosen))
        self.table.doubleClicked.connect(self._open_folder)
        enter = QShortcut(Qt.Key.Key_Return, self.table, context=Qt.ShortcutContext.WidgetShortcut)
        enter.activated.connect(lambda: self._open_folder(self.table.currentIndex()))
        self.save_button.clicked.connect(self._on_save)

    # ---- looking through it --------------------------------------------------------------------------------

    def _on_chip(self, chosen: str) -> None:
        self._kind = chosen
        for kind, chip in self.chips.items():
            chip.setChecked(kind == chosen)
        self._look()

    def _look(self) -> None:
        kind, words = self._kind, self.search.text().casefold().split()
        if self._search is not None:
            self._search.cancel()
        self._search = Task("", lambda: self.model.found(kind, words))
        self._search.succeeded.connect(self._on_found)
        self._lane.submit(self._search)

    def _on_found(self, rows: list[int]) -> None:
        self.model.set_rows(rows)
        self._show_count()

    def _show_count(self) -> None:
        shown, total = self.model.rowCount(), self.chips[""].count or 0
        self._count.setText(
            self.tr("{0} lines").format(grouped(total))
            if shown == total
            else self.tr("{0} of {1} lines").format(grouped(shown), grouped(total))
        )

    def _open_folder(self, index: QModelIndex) -> None:
        """The folder of the file that a line is about, if there is one."""
        if not index.isValid():
            return
        place = self.model.issue(index.row()).place
        if isinstance(place, Sentence):
            return
        folder = next((each for each in (Path(place), *Path(place).parents) if each.is_dir()), None)
        if folder is not None and Path(place).is_absolute():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    # ---- keeping it ----------------------------------------------------------------------------------------

    def _on_save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the report"), "import-report.csv", self.tr("Tables (*.csv)"))
        if name:
            file = Path(name) if Path(name).suffix else Path(name + ".csv")
            shown = self.model.shown()
            task = Task("", lambda: _written(file, shown))
            task.succeeded.connect(lambda _: self.message.show_message([self.tr("The report is in {0}").format(file)], "success"))
            task.failed.connect(lambda error: self.message.show_message(sentences(error), "error"))
            self._lane.submit(task)


def _written(file: Path, issues: Sequence[Issue]) -> Operation[Path]:
    try:
        write_report(file, issues, import_text)
    except OSError as error:
        raise OutputNotWritable(file=file, reason=error.strerror or translate("errors", "the file may not be written")) from error
    yield Progress("")
    return file
