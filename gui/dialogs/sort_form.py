"""How pictures are to be sorted: where to, by what means, under which names, and what becomes of unsure and unknown ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from engine.batch.answers import Answers
from engine.batch.sorting.values import PATTERN, Wanted
from engine.batch.table import Thresholds, word_of
from engine.errors import FieldmarkError
from engine.operations.sorting import COPY, FIELDS, pattern_example
from engine.progress import Operation, Progress
from gui import theme
from gui.dialogs.scope_box import ScopeBox, Scopes
from gui.dialogs.sort_words import HOWS, say
from gui.saliency.segments import Segments
from gui.text import of_engine, sentences
from gui.widgets.labels import MutedLabel
from gui.widgets.parts import button
from gui.widgets.spin_boxes import SpinBox


class SortForm(QWidget):
    """`wanted` and `thresholds` are what it says now; `edited` tells that they may have changed."""

    edited = Signal()

    def __init__(
        self, target: Path, thresholds: Thresholds, example: tuple[Path, str, float], scopes: Scopes, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._given, self._example, self._complaint = thresholds, example, ""
        self.scope = ScopeBox(scopes)
        self.target = QLineEdit(str(target))
        self.target.setAccessibleName(self.tr("Where to"))
        self.choose_button = button(self.tr("Choose …"))
        self.choose_button.setAutoDefault(False)
        self.place_remark = _objection(self.tr("Give the whole path of the folder."))
        self.how = Segments(self.tr("How"), {key: say(word) for key, (word, _) in HOWS.items()})
        self.how.choose(COPY)
        self.meaning = MutedLabel()
        self.pattern = QLineEdit(PATTERN)
        self.pattern.setAccessibleName(self.tr("Names"))
        self.pattern.setToolTip("<table>" + "".join(_tip_row(name, about) for name, about in FIELDS.items()) + "</table>")
        self.example = QLabel()
        self.example.setTextFormat(Qt.TextFormat.PlainText)
        self.example.setWordWrap(True)
        self.threshold = SpinBox()
        self.threshold.setRange(0, 100)
        self.threshold.setSuffix("\u00a0%")
        self.threshold.setValue(round(100 * thresholds.confidence))
        self.threshold.setAccessibleName(self.tr("Unsure below"))
        self.unsure, self.unsure_box = self._folder("unsure", self.tr("Folder for unsure pictures"))
        self.unknown, self.unknown_box = self._folder("unknown", self.tr("Folder for unknown pictures"))
        self.names_remark = _objection(self.tr("Give the folder a name, or untick its box."))
        self._arrange()
        self._connect()
        self._refresh()

    def _folder(self, name: str, accessible: str) -> tuple[QLineEdit, QCheckBox]:
        line = QLineEdit(name)
        line.setAccessibleName(accessible)
        line.setFixedWidth(160)
        box = QCheckBox()
        box.setChecked(True)
        return line, box

    def _arrange(self) -> None:
        self.unsure_box.setText(self.tr("Unsure ones, below"))
        self.unknown_box.setText(self.tr("Unknown ones into the folder"))
        into = MutedLabel(self.tr("into the folder"))
        into.setWordWrap(False)
        others = QVBoxLayout()
        others.setSpacing(2 * theme.STEP)
        others.addLayout(_row(self.unsure_box, self.threshold, into, self.unsure, None))
        others.addLayout(_row(self.unknown_box, self.unknown, None))
        others.addWidget(self.names_remark)
        height = self.target.sizeHint().height()
        self.how.setFixedHeight(height)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4 * theme.STEP)
        grid.setVerticalSpacing(3 * theme.STEP)
        where = QVBoxLayout()
        where.setSpacing(theme.STEP)
        where.addLayout(_row(self.target, self.choose_button, stretch=self.target))
        where.addWidget(self.place_remark)
        which = [(self.tr("Which"), _row(self.scope, stretch=self.scope))] if self.scope.is_needed else []
        for line, (name, field) in enumerate(
            (
                *which,
                (self.tr("Where to"), where),
                (self.tr("How"), _noted(self.how, self.meaning)),
                (self.tr("Names"), _noted(self.pattern, self.example)),
                (self.tr("Others"), others),
            )
        ):
            label = QLabel(name)
            label.setFixedHeight(height)  # so that it stands at the middle of the first field
            grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(field, line, 1)
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        self.choose_button.clicked.connect(self._on_choose)
        self.scope.currentIndexChanged.connect(self._refresh)
        self.how.chosen.connect(lambda _: self._refresh())
        for line in (self.target, self.pattern, self.unsure, self.unknown):
            line.textChanged.connect(self._refresh)
        for box in (self.unsure_box, self.unknown_box):
            box.toggled.connect(self._refresh)
        self.threshold.valueChanged.connect(self._refresh)

    # ---- what it says ----------------------------------------------------------------------------------------

    @property
    def wanted(self) -> Wanted:
        target = Path(self.target.text().strip()).expanduser()
        unsure = self.unsure.text().strip() if self.unsure_box.isChecked() else ""
        unknown = self.unknown.text().strip() if self.unknown_box.isChecked() else ""
        return Wanted(target, self.how.key(), self.pattern.text().strip(), unsure, unknown)

    @property
    def thresholds(self) -> Thresholds:
        """Those that were given unless somebody moved the one that is shown: it shows whole percent."""
        if self.threshold.value() == round(100 * self._given.confidence):
            return self._given
        return replace(self._given, confidence=self.threshold.value() / 100)

    @property
    def complete(self) -> bool:
        """Whether a dry run makes sense; what stands against it is said beside its field."""
        return self._is_placed and self._are_named and not self._complaint

    @property
    def _is_placed(self) -> bool:
        return self.wanted.target.is_absolute()

    @property
    def _are_named(self) -> bool:
        lines = ((self.unsure_box, self.unsure), (self.unknown_box, self.unknown))
        return all(line.text().strip() or not box.isChecked() for box, line in lines)

    def set_example(self, example: tuple[Path, str, float]) -> None:
        """A picture, its class and how sure the model is of it, to show what the names would look like."""
        self._example = example
        self._show_example()

    def _on_choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Where should the folders go?"), self.target.text())
        if folder:
            self.target.setText(folder)

    def _refresh(self) -> None:
        self.meaning.setText(say(HOWS[self.how.key()][1]))
        self.unsure.setEnabled(self.unsure_box.isChecked())
        self.unknown.setEnabled(self.unknown_box.isChecked())
        self.place_remark.setVisible(not self._is_placed)
        self.names_remark.setVisible(not self._are_named)
        self._show_example()
        self.edited.emit()

    def _show_example(self) -> None:
        path, name, confidence = self._example
        self._complaint = ""
        try:
            text = self.tr("Such as {0}").format(pattern_example(self.wanted.pattern, path, name, confidence))
        except FieldmarkError as error:
            text = self._complaint = sentences(error)[0]
        self.example.setText(text)
        self.example.setProperty("kind", "danger" if self._complaint else "muted")
        self.pattern.setProperty("invalid", "true" if self._complaint else "false")
        for part in (self.example, self.pattern):
            part.style().unpolish(part)
            part.style().polish(part)


def _row(*widgets: QWidget | None, stretch: QWidget | None = None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2 * theme.STEP)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget, 1 if widget is stretch else 0)
    return row


def _noted(field: QWidget, note: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.STEP)
    column.addWidget(field)
    column.addWidget(note)
    return column


def _objection(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("kind", "danger")
    label.setWordWrap(True)
    return label


def _tip_row(name: str, about: str) -> str:
    return f"<tr><td><b>{{{name}}}</b>&nbsp;</td><td>{of_engine('batch', about)}</td></tr>"


def example_of(sources: Sequence[Path], class_names: Sequence[str]) -> tuple[Path, str, float]:
    """A picture that may be there: what names look like depends on no particular one."""
    folder = sources[0] if sources else Path("pictures")
    return folder / "IMG_0412.jpg", class_names[0] if class_names else "class", 0.973


def first_example(answers: Answers, thresholds: Thresholds) -> Operation[tuple[Path, str, float] | None]:
    """The first picture of the job that has an answer, with its class and how sure it is."""
    yield Progress("")
    for (id_,) in answers.rows("SELECT id FROM picture WHERE state = 1 ORDER BY id LIMIT 1"):
        for each in answers.read([id_]):
            return each.path, word_of(each, answers.question, thresholds)[1], max(each.probabilities)
    return None
