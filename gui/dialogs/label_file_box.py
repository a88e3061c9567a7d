"""Chooses a label file and shows what it holds: of a table the first rows with the meaning of each column, of others the figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine.errors import translate
from engine.operations.import_preview import LabelsSeen, TableSeen, look_up, see_label_file
from engine.progress import Operation
from engine.transfer.columns import Columns
from gui import theme
from gui.dialogs.column_table import ColumnTable
from gui.tasks import Task, TaskLane
from gui.text import of_engine, sentences
from gui.widgets.framed import framed
from gui.widgets.labels import MutedLabel
from gui.widgets.parts import button, grouped

T = TypeVar("T")

_LEAST_TABLE = 140  # px; on a low screen it is the table that gives way
_DELIMITERS = {
    ",": translate("LabelFileBox", "commas"),
    ";": translate("LabelFileBox", "semicolons"),
    "\t": translate("LabelFileBox", "tabs"),
    "|": translate("LabelFileBox", "bars"),
}
_ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "cp1252": translate("LabelFileBox", "Western (guessed)"),
    "gb18030": translate("LabelFileBox", "Chinese (guessed)"),
}
_KINDS = {
    "json_lines": "JSON",
    "label_studio": "Label Studio",
    "cvat": "CVAT",
}


class LabelFileBox(QWidget):
    """`file` and `columns` are what was chosen; pictures are looked for beside the file and below `roots`. Reads on `lane`."""

    changed = Signal()

    def __init__(self, roots: Sequence[Path], lane: TaskLane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.file: Path | None = None
        self._roots = roots
        self._lane = lane
        self._task: Task | None = None
        self._seen: TableSeen | LabelsSeen | None = None
        self._name = QLabel()
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self.choose_button = button(self.tr("Choose …"))
        self.choose_button.setAutoDefault(False)
        self.table = ColumnTable()
        self._card = framed(self.table)
        self._card.setMinimumHeight(_LEAST_TABLE)
        self._found = 0
        self.has_header = QCheckBox(self.tr("The first row holds names"))
        self._form = MutedLabel()
        self._form.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._outcome = QLabel()
        self._outcome.setWordWrap(True)
        self._outcome.setTextFormat(Qt.TextFormat.PlainText)
        self._arrange()
        self.choose_button.clicked.connect(self._on_choose)
        self.table.edited.connect(self._on_edited)
        self.has_header.toggled.connect(self._on_header)
        self._show()

    @property
    def ready(self) -> bool:
        """Whether an import can go by what was chosen: at least one of its pictures is there."""
        return self._found > 0 and (self.columns is not None or isinstance(self._seen, LabelsSeen))

    @property
    def columns(self) -> Columns | None:
        """The columns of a table; None for any other file."""
        return self.table.columns() if isinstance(self._seen, TableSeen) else None

    def set_file(self, file: Path) -> None:
        self.file, self._seen, self._found = file, None, 0
        self._show()
        self._say(self.tr("Reading the file …"))
        self._ask(lambda: see_label_file(file, self._roots), self._on_seen)

    def stop(self) -> None:
        """Look at nothing any more."""
        if self._task is not None:
            self._task.cancel()

    # ---- building ------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(3 * theme.STEP)
        top.addWidget(self._name, 1)
        top.addWidget(self.choose_button)
        below = QHBoxLayout()
        below.addWidget(self.has_header)
        below.addWidget(self._form, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * theme.STEP)
        layout.addLayout(top)
        layout.addWidget(self._card)
        layout.addLayout(below)
        layout.addWidget(self._outcome)

    def _order(self) -> None:
        """The Tab key goes along the boxes as they stand."""
        parts = [self.choose_button, *self.table.heads.boxes(), self.table, self.has_header]
        for part, following in pairwise(parts):
            QWidget.setTabOrder(part, following)

    def _show(self) -> None:
        """Show what is known of the file, and only that."""
        is_table = isinstance(self._seen, TableSeen)
        self._name.setText(self.file.name if self.file else self.tr("CSV, TSV, JSON, Label Studio or CVAT"))
        self._name.setProperty("kind", "" if self.file else "muted")
        self._name.style().polish(self._name)
        self._name.setToolTip(str(self.file or ""))
        self.choose_button.setText(self.tr("Another one …") if self.file else self.tr("Choose …"))
        for part in (self._card, self.has_header, self._form):
            part.setVisible(is_table)
        self._outcome.setVisible(self.file is not None)

    def _say(self, text: str, kind: str = "muted") -> None:
        self._outcome.setText(text)
        self._outcome.setProperty("kind", kind)
        self._outcome.style().unpolish(self._outcome)
        self._outcome.style().polish(self._outcome)
        self.changed.emit()

    # ---- looking -------------------------------------------------------------------------------------------

    def _on_choose(self) -> None:
        start = str((self.file or self._roots[0] / "x").parent) if self.file or self._roots else ""
        kinds = self.tr("Label files (*.csv *.tsv *.txt *.json *.jsonl *.xml)") + ";;" + self.tr("All files (*)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a label file"), start, kinds)
        if name:
            self.set_file(Path(name))

    def _ask(self, operation: Callable[[], Operation[T]], on_result: Callable[[T], object]) -> None:
        self.stop()
        self._task = Task("", operation)
        self._task.succeeded.connect(on_result)
        self._task.failed.connect(self._on_failed)
        self._lane.submit(self._task)

    def _on_seen(self, seen: TableSeen | LabelsSeen) -> None:
        self._seen = seen
        if isinstance(seen, TableSeen):
            self.table.show_rows(seen.all_rows, seen.preview.guessed)
            with QSignalBlocker(self.has_header):
                self.has_header.setChecked(seen.preview.guessed.has_header)
            encoding = of_engine("LabelFileBox", _ENCODINGS.get(seen.preview.encoding, seen.preview.encoding))
            delimiter = of_engine("LabelFileBox", _DELIMITERS.get(seen.preview.delimiter, seen.preview.delimiter))
            self._form.setText(self.tr("{0}, columns divided by {1}").format(encoding, delimiter))
            self._order()
            self._show()
            self._on_edited()
        else:
            self._found = seen.found
            self._show()
            self._say(self._told(seen), "" if seen.found else "danger")

    def _told(self, seen: LabelsSeen) -> str:
        lines = [
            self.tr("{0}: {1} pictures, {2} of them found, {3} classes.").format(
                _KINDS.get(seen.kind, seen.kind), grouped(seen.pictures), grouped(seen.found), grouped(seen.classes)
            )
        ]
        if seen.problems:
            lines.append(self.tr("The report after the import will list {0} remarks.").format(grouped(seen.problems)))
        return " ".join(lines)

    def _on_failed(self, error: BaseException) -> None:
        self._say(" ".join(sentences(error)), "danger")

    def _on_header(self, has_header: bool) -> None:
        self.table.set_header(has_header)
        self._on_edited()

    def _on_edited(self) -> None:
        seen, columns = self._seen, self.table.columns()
        if not isinstance(seen, TableSeen):
            return
        self._found = 0
        if columns is None:
            self.stop()
            self._say(self.tr("Say which column holds the path or the name of the picture."), "danger")
            return
        self._say(self._rows_told(seen, columns))
        self._ask(lambda: look_up(seen, columns), lambda counts: self._on_counted(seen, columns, counts))

    def _on_counted(self, seen: TableSeen, columns: Columns, counts: tuple[int, int]) -> None:
        self._found, missing = counts
        found = self._found
        lines = [self._rows_told(seen, columns)]
        if not missing:
            lines.append(self.tr("All pictures of the first {0} are found.").format(found))
        elif found:
            lines.append(self.tr("Of the first {0}, {1} pictures are found and {2} are not.").format(found + missing, found, missing))
        else:
            lines.append(self.tr("No picture of the first {0} is found: is it the right column?").format(missing))
        if columns.class_name is None:
            lines.append(self.tr("No column holds a class, so the pictures come without labels."))
        self._say(" ".join(lines), "" if found else "danger")

    def _rows_told(self, seen: TableSeen, columns: Columns) -> str:
        return self.tr("{0} rows.").format(grouped(seen.rows - columns.has_header))
