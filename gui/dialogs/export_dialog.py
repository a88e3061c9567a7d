"""Asks in which form labels leave the project, which of them, and where they go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from engine.errors import translate
from engine.operations.exporting import COPY, ENDINGS, FOLDERS, FORMS, HARD_LINK, SYMLINK
from engine.progress import Operation
from gui import theme
from gui.dialogs.export_target import Place, place_of, room_at
from gui.dialogs.scope_box import ScopeBox, Scopes
from gui.quantities import size_text
from gui.tasks import Task, TaskLane
from gui.text import of_engine
from gui.widgets.labels import MutedLabel
from gui.widgets.parts import button

_DELAY_MS = 150
HOWS = {
    COPY: (
        translate("ExportDialog", "Copy the pictures"),
        translate("ExportDialog", "Whole copies, which can be given away."),
    ),
    HARD_LINK: (
        translate("ExportDialog", "Hard links"),
        translate("ExportDialog", "Second names of the same files: no room is taken. On another drive the pictures are copied instead."),
    ),
    SYMLINK: (
        translate("ExportDialog", "Symbolic links"),
        translate("ExportDialog", "Pointers to the files: no room is taken. They break when the pictures move."),
    ),
}


@dataclass(frozen=True)
class ExportChoice:
    """What `export` takes."""

    target: Path
    form: str = FOLDERS
    how: str = COPY
    with_splits: bool = False
    ids: tuple[int, ...] | None = None


class ExportDialog(QDialog):
    """`choice` is what was chosen. `measure` finds the sizes of the samples {id: bytes}; it runs on `lane`."""

    def __init__(
        self,
        project: Path,
        scopes: Scopes,
        measure: Callable[[], Operation[Mapping[int, int]]],
        lane: TaskLane,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self.setMinimumWidth(560)
        self._project = project
        self._sizes: Mapping[int, int] | None = None
        self._build(scopes)
        self._arrange()
        self._connect()
        self.target.setText(str(_documents() / f"{project.stem}-export"))
        self._on_form()
        self._measuring = Task("", measure)
        self._measuring.succeeded.connect(self._on_measured)
        lane.submit(self._measuring)

    @property
    def choice(self) -> ExportChoice:
        return ExportChoice(
            Path(self.target.text().strip()).expanduser(),
            str(self.form.currentData()),
            str(self.how.currentData()),
            self.with_splits.isChecked(),
            self.scope.ids,
        )

    def done(self, result: int) -> None:
        self._measuring.cancel()
        super().done(result)

    # ---- building ------------------------------------------------------------------------------------------

    def _build(self, scopes: Scopes) -> None:
        self.form = self._box(self.tr("Form"), {key: of_engine("operations", text) for key, text in FORMS.items()})
        self.scope = ScopeBox(scopes)
        self.how = self._box(self.tr("Pictures"), {key: of_engine("ExportDialog", text) for key, (text, _) in HOWS.items()})
        self._meaning = MutedLabel()
        self.with_splits = QCheckBox(self.tr("In folders for training, validation and test"))
        self.target = QLineEdit()
        self.target.setAccessibleName(self.tr("Where to"))
        self._choose = button(self.tr("Choose …"))
        self._choose.setAutoDefault(False)
        self._outcome = QLabel()
        self._outcome.setWordWrap(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(self.tr("Export"))
        self._ok.setProperty("kind", "primary")
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))

    def _box(self, name: str, choices: Mapping[str, str]) -> QComboBox:
        box = QComboBox()
        for key, text in choices.items():
            box.addItem(text, key)
        box.setAccessibleName(name)
        return box

    def _arrange(self) -> None:
        where = QHBoxLayout()
        where.setSpacing(2 * theme.STEP)
        where.addWidget(self.target, 1)
        where.addWidget(self._choose)
        self._rows = QFormLayout()
        self._rows.setHorizontalSpacing(4 * theme.STEP)
        self._rows.setVerticalSpacing(3 * theme.STEP)
        self._rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._rows.addRow(self.tr("Form"), self.form)
        self._rows.addRow(self.tr("Which"), self.scope)
        self._rows.addRow(self.tr("Pictures"), self.how)
        self._rows.addRow("", self._meaning)
        self._rows.addRow("", self.with_splits)
        self._rows.addRow(self.tr("Where to"), where)
        self._rows.addRow("", self._outcome)
        height = self.form.sizeHint().height()
        for field in (self.form, self.scope, self.how, where):
            label = self._rows.labelForField(field)
            label.setMinimumHeight(height)  # so that it stands at the middle of its field
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(4 * theme.STEP)
        layout.addLayout(self._rows)
        layout.addStretch(1)
        layout.addWidget(self._buttons)

    def _connect(self) -> None:
        self._delay = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._delay.timeout.connect(self._refresh)
        self.target.textChanged.connect(self._on_typed)
        self.form.currentIndexChanged.connect(self._on_form)
        for box in (self.scope, self.how):
            box.currentIndexChanged.connect(self._refresh)
        self._choose.clicked.connect(self._on_choose)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    # ---- what was chosen -----------------------------------------------------------------------------------

    def _on_form(self) -> None:
        """The name follows the form: folders have no ending."""
        form = str(self.form.currentData())
        target = Path(self.target.text().strip())
        stem = target.with_suffix("") if target.suffix.lower() in ENDINGS.values() else target
        if stem.name:
            self.target.setText(str(stem if form == FOLDERS else stem.with_name(stem.name + ENDINGS[form])))
        for part in (self.how, self._meaning, self.with_splits):
            self._rows.setRowVisible(part, form == FOLDERS)
        self._refresh()
        self.adjustSize()

    def _on_typed(self) -> None:
        self._ok.setEnabled(False)  # until the place has been looked at
        self._delay.start()

    def _on_choose(self) -> None:
        now, form = self.target.text(), str(self.form.currentData())
        if form == FOLDERS:
            name = QFileDialog.getExistingDirectory(self, self.tr("Where should the folders go?"), str(Path(now).parent))
        else:
            kinds = f"{self.form.currentText()} (*{ENDINGS[form]})"
            name, _ = QFileDialog.getSaveFileName(self, self.tr("Where should the file go?"), now, kinds)
        if name:
            self.target.setText(name)

    def _on_measured(self, sizes: Mapping[int, int]) -> None:
        self._sizes = sizes
        self._refresh()

    # ---- showing -------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        self._delay.stop()
        self._meaning.setText(of_engine("ExportDialog", HOWS[self.choice.how][1]))
        place = place_of(self.choice.target, self.choice.form, self._project)
        room, fits = self._room(place)
        self._outcome.setText(" ".join(text for text in (place.remark.told(lambda text: of_engine("ExportDialog", text)), room) if text))
        self._outcome.setProperty("kind", "danger" if place.forbidden or not fits else "muted")
        self._outcome.style().unpolish(self._outcome)
        self._outcome.style().polish(self._outcome)
        self._ok.setEnabled(not place.forbidden and fits)

    def _room(self, place: Place) -> tuple[str, bool]:
        """What copies need and what there is; False if that is too little. A continued export needs less than can be said here."""
        choice = self.choice
        if place.forbidden or choice.form != FOLDERS or choice.how != COPY or self._sizes is None:
            return "", True
        needed = sum(self._sizes.values()) if choice.ids is None else sum(self._sizes.get(id_, 0) for id_ in choice.ids)
        try:
            free = room_at(choice.target)
        except OSError:
            return "", True
        if needed > free and not place.continued:
            return self.tr("It needs {0}, but only {1} are free there.").format(size_text(needed), size_text(free)), False
        if place.continued:
            return self.tr("All of it takes {0}; {1} are free there.").format(size_text(needed), size_text(free)), True
        return self.tr("It needs {0}; {1} are free there.").format(size_text(needed), size_text(free)), True


def _documents() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())
