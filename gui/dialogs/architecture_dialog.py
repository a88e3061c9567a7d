"""Choose a network: a few recommended ones by machine, and a search over everything that timm knows, with licences and measured speed."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from engine.classifier.architectures.catalogue import catalogue, weights_of
from engine.operations.architectures import Measured, measure
from engine.progress import Progress
from gui import theme
from gui.classes.find_line import FindLine
from gui.dialogs.fitting import moved_into, room_for
from gui.jobs import Jobs
from gui.models.architecture_model import FAMILY, LICENCE, MEASURED_COLUMNS, NAME, ArchitectureModel
from gui.recipes.architecture_details import ArchitectureDetails
from gui.recipes.architecture_filters import ArchitectureFilters
from gui.recipes.recommendations import Recommendations
from gui.recipes.rows import row_of
from gui.tasks import Task
from gui.text import of_engine, reason, sentences
from gui.widgets.framed import framed
from gui.widgets.parts import Card, MessageBar, MutedLabel, button, grouped

_SIZE = QSize(1240, 760)
_DETAILS = 292  # px
_ROW_HEIGHT = 30
_HEAD_PADDING = 54  # px, with room for the arrow of the column that is sorted by
_WIDTHS = {NAME: 196, FAMILY: 116, LICENCE: 118}
_WHOLE_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_MANY = 12  # at a time: each takes seconds


class ArchitectureDialog(QDialog):
    """`chosen` is a name as timm takes it, with a tag where other than the usual weights were picked; `current` until it is accepted."""

    def __init__(self, jobs: Jobs, current: str, parent: QWidget | None = None, *, pack: str = "") -> None:
        """`pack` is the folder of the weights pack that is chosen now, "" for none."""
        super().__init__(parent)
        self._pack = pack
        self.setWindowTitle(self.tr("Choose an architecture"))
        self.chosen = current
        self._jobs = jobs
        self._task: Task | None = None
        self.model = ArchitectureModel()
        self._build()
        self._arrange()
        self._connect()
        self._show_found()
        self._show_running()
        self.go_to(current)

    # ---- building ------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.recommendations = Recommendations()
        self.table = self._table()
        self.search_line = FindLine(self.table, self.tr("Search by name, family, data set"))
        self.filters = ArchitectureFilters(self.search_line)
        self.details = ArchitectureDetails(self._pack)
        self.message = MessageBar()
        self.nothing = MutedLabel(self.tr("No architecture is called so, or the filters leave none."))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.count = MutedLabel()
        self.count.setWordWrap(False)
        self.stage = QLabel()
        self.stage.setProperty("kind", "muted")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(140)
        self.progress.setAccessibleName(self.tr("Measuring"))
        self.measure_button = button(self.tr("Measure on this machine"))
        self.measure_button.setToolTip(self.tr("Pictures a second and memory of the selected architectures; some seconds each"))
        self.cancel_button = button(self.tr("Cancel"))
        self.choose_button = button(self.tr("Choose"), "primary")

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setProperty("kind", "clear")
        table.setAccessibleName(self.tr("Architectures"))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setSortIndicatorClearable(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        table.setSortingEnabled(True)
        bold = QFontMetrics(theme.scaled_font(head.font(), 1.0, QFont.Weight.DemiBold))
        for column in range(self.model.columnCount()):
            text = str(self.model.headerData(column, Qt.Orientation.Horizontal))
            table.setColumnWidth(column, max(_WIDTHS.get(column, 0), bold.horizontalAdvance(text) + _HEAD_PADDING))
        for column in reversed(MEASURED_COLUMNS):  # what was asked for stands where it is seen without scrolling
            head.moveSection(head.visualIndex(column), FAMILY)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        table.setMinimumHeight(4 * _ROW_HEIGHT)
        return table

    def _arrange(self) -> None:
        self._card = framed(self.table)
        self._side = Card()
        self._side.setFixedWidth(_DETAILS)
        self._side.body.addWidget(self.details)
        lower = QHBoxLayout()
        lower.setSpacing(3 * theme.STEP)
        lower.addWidget(self._card, 1)
        lower.addWidget(self.nothing, 1)
        lower.addWidget(self._side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(3 * theme.STEP)
        layout.addWidget(self.message)
        layout.addWidget(self.recommendations)
        layout.addWidget(self.filters)
        layout.addLayout(lower, 1)
        foot = (self.measure_button, self.progress, self.stage, self.count, None, self.cancel_button, self.choose_button)
        layout.addLayout(row_of(*foot))
        self.resize(_SIZE)

    def _connect(self) -> None:
        self.filters.changed.connect(self.model.narrow)
        self.search_line.entered.connect(lambda _: self._choose())
        self.recommendations.chosen.connect(self._on_recommended)
        self.model.modelReset.connect(self._show_found)
        self.table.selectionModel().selectionChanged.connect(self._show_selected)
        self.table.doubleClicked.connect(lambda _: self._choose())
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(key, self.table, self._choose, context=Qt.ShortcutContext.WidgetShortcut)
        self.details.activated.connect(self._choose)
        self.measure_button.clicked.connect(self._measure)
        self.cancel_button.clicked.connect(self.reject)
        self.choose_button.clicked.connect(self._choose)
        for each in (self.measure_button, self.cancel_button, self.choose_button):
            each.setAutoDefault(False)  # Enter is the table's and the search line's

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setGeometry(moved_into(self.geometry(), room_for(self)))
        self._scroll_to_current()
        self.search_line.setFocus()

    # ---- finding -------------------------------------------------------------------------------------------

    def go_to(self, name: str) -> None:
        """Make the architecture current, if it is shown, with the weights that its tag means."""
        row = self.model.row_of(name)
        if row < 0:
            return
        self._make_current(row)
        self._scroll_to_current()
        self._show_details(row, name if "." in name else "")

    def _make_current(self, row: int) -> None:
        """Without the signals, which would show the details once for each."""
        chosen = self.table.selectionModel()
        chosen.blockSignals(True)
        chosen.setCurrentIndex(self.model.index(row, NAME), _WHOLE_ROW)
        chosen.blockSignals(False)
        self.table.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._use_room()

    def _use_room(self) -> None:
        """Names take the width that the other columns leave; where they leave too little, the table scrolls."""
        head = self.table.horizontalHeader()
        others = head.length() - head.sectionSize(NAME)
        self.table.setColumnWidth(NAME, max(_WIDTHS[NAME], self.table.viewport().width() - others))

    def _scroll_to_current(self) -> None:
        self.table.scrollTo(self.table.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def _show_found(self) -> None:
        """After each change of what is shown: the best match is current, so that Enter takes it."""
        found, every = self.model.rowCount(), len(catalogue())
        self.count.setText(
            self.tr("{0} architectures").format(grouped(found))
            if found == every
            else self.tr("{0} of {1} architectures").format(grouped(found), grouped(every))
        )
        for column in MEASURED_COLUMNS:
            self.table.setColumnHidden(column, not self.model.anything_measured)
        self._card.setVisible(bool(found))
        self._side.setVisible(bool(found))
        self.nothing.setVisible(not found)
        self._use_room()
        if found:
            self._make_current(0)
            self.table.scrollToTop()
        self._show_selected()

    def _show_selected(self, *_: object) -> None:
        row = self.table.currentIndex().row()
        self._show_details(row if self.table.selectionModel().selectedRows() else -1)

    def _show_details(self, row: int, name: str = "") -> None:
        architecture = self.model.architecture(row) if row >= 0 else None
        self.choose_button.setEnabled(architecture is not None)
        self.measure_button.setEnabled(architecture is not None and self._task is None)
        self.recommendations.mark(architecture.name if architecture else "")
        if architecture is None:
            self.details.show_architecture(None, None, False, None)
            return
        weights = weights_of(name) if name else self.model.weights_of(architecture)
        self.details.show_architecture(architecture, weights, self.model.is_here(architecture), self.model.measured(architecture))

    def _on_recommended(self, name: str) -> None:
        """A card was clicked: if search and filters hide its architecture, they are taken off."""
        if self.model.row_of(name) < 0:
            self.filters.clear()
        self.go_to(name)

    def _choose(self) -> None:
        if self.details.name() and self.choose_button.isEnabled():
            self.chosen = self.details.name()
            self.accept()

    # ---- measuring -----------------------------------------------------------------------------------------

    def _selected(self) -> list[QModelIndex]:
        return sorted(self.table.selectionModel().selectedRows(), key=lambda index: index.row())

    def _measure(self) -> None:
        names = [self.model.architecture(index.row()).name for index in self._selected()[:_MANY]]
        self.message.hide()
        self._task = self._jobs.start(
            self.tr("Measuring architectures"),
            lambda: measure(names),
            self._on_measured,
            self._on_progress,
            self._on_end,
            on_failure=self._on_failed,
        )
        self._show_running()

    def _on_measured(self, found: list[Measured]) -> None:
        failed = [each for each in found if each.failure]
        if failed:
            told = self.tr("{0} could not be measured: {1}.").format(failed[0].name, reason(failed[0].failure).rstrip("."))
            self.message.show_message([told], "warning")

    def _on_progress(self, progress: Progress) -> None:
        self.stage.setText(of_engine("operations", progress.stage))
        self.progress.setRange(0, progress.total)
        self.progress.setValue(progress.done)

    def _on_failed(self, error: BaseException) -> None:
        self.message.show_message(sentences(error), "error")

    def _on_end(self) -> None:
        """However it ended: what was measured until then is remembered."""
        self._task = None
        name = self.details.name()
        self.model.reload()
        self.go_to(name)
        self._show_running()

    def _show_running(self) -> None:
        running = self._task is not None
        self.measure_button.setEnabled(not running and self.table.currentIndex().isValid())
        self.stage.setVisible(running)
        self.progress.setVisible(running)
        self.progress.setRange(0, 0)
        self.count.setVisible(not running)
        self.stage.setText(self.tr("Waiting for other work to end") if self._task is not None and not self._task.running else "")
        self.cancel_button.setText(self.tr("Stop") if running else self.tr("Cancel"))

    def reject(self) -> None:
        """Escape and the button stop what is measured first."""
        if self._task is not None:
            self._task.cancel()
        else:
            super().reject()

    def done(self, result: int) -> None:
        if self._task is not None:
            self._task.cancel()
        super().done(result)
