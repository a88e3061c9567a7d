"""Asks what names the classes of pictures that are about to be imported, and shows beforehand what will come of it.

What lies in the folders is looked at in a thread; the dialog opens with a guess and corrects it unless somebody has chosen already.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QRadioButton, QVBoxLayout, QWidget

from engine.operations.import_preview import Foreseen, foresee
from engine.transfer.columns import Columns
from engine.transfer.folders import FIRST
from gui import theme
from gui.dialogs.fitting import height_for, moved_into, room_for
from gui.dialogs.folder_box import FolderBox
from gui.dialogs.label_file_box import LabelFileBox
from gui.tasks import Task, TaskLane
from gui.text import sentences
from gui.widgets.labels import MutedLabel

FOLDERS, NONE, AUTO = "folders", "none", "auto"  # as in engine.operations.import_sources, which takes half a second to import
_INDENT = 28  # px; what belongs to a choice stands below its text
_NARROW, _WIDE = 520, 800
_MOST_ROOM = 100  # of what is over; the rest is below everything
_GLANCE = 500  # entries of a folder that the first guess goes by


@dataclass(frozen=True)
class ImportChoice:
    """What `import_folders` takes."""

    paths: tuple[Path, ...]
    labels: str = FOLDERS
    split: str = FOLDERS
    columns: Columns | None = None
    nested: str = FIRST


class ImportDialog(QDialog):
    """`choice` is what was chosen; `last` what was chosen last time, which is offered again where it fits. Looks around on `lane`."""

    def __init__(
        self, paths: Sequence[Path], parent: QWidget | None = None, last: ImportChoice | None = None, lane: TaskLane | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import pictures"))
        self.setMinimumWidth(_NARROW)
        self._wanted = 0  # px; the height that was asked for last
        self._paths = tuple(paths)
        self._foreseen: Foreseen | None = None
        self._own_lane = lane is None
        self._lane = lane or TaskLane(self)
        self._touched = False
        self._build(self._names())
        self._arrange()
        self._connect()
        self._offer(last)
        self._look()

    # ---- what was chosen -----------------------------------------------------------------------------------

    @property
    def choice(self) -> ImportChoice:
        return ImportChoice(self._chosen_paths(), self.labels, self.split, self._columns(), self.folders.nested)

    @property
    def labels(self) -> str:
        if self.by_file.isChecked():
            return str(self.label_file.file or NONE)
        return FOLDERS if self.by_folder.isChecked() else NONE

    @property
    def split(self) -> str:
        return FOLDERS if self.splits.isChecked() else AUTO

    def _columns(self) -> Columns | None:
        return self.label_file.columns if self.by_file.isChecked() else None

    def _chosen_paths(self) -> tuple[Path, ...]:
        """A label file beside folders only says what their pictures are; alone it says which pictures there are as well."""
        others = self._others()
        if len(self._label_files()) > 1:
            fruitless = self._foreseen.fruitless if self._foreseen else ()
            return tuple(path for path in self._paths if path not in fruitless)
        return others or self._paths

    def _label_files(self) -> tuple[Path, ...]:
        """Those that name a picture which is there."""
        return tuple(file for file in self._foreseen.label_files if file not in self._foreseen.fruitless) if self._foreseen else ()

    def _others(self) -> tuple[Path, ...]:
        """The folders and pictures, without label files and what is of no use."""
        left_out = {*self._foreseen.unusable, *self._foreseen.label_files} if self._foreseen else set()
        return tuple(path for path in self._paths if path not in left_out)

    # ---- building ------------------------------------------------------------------------------------------

    def _names(self) -> str:
        shown = ", ".join(path.name or str(path) for path in self._paths[:3])
        return shown + (" …" if len(self._paths) > 3 else "")

    def _build(self, names: str) -> None:
        self._question = QLabel(self.tr("How are the pictures in “{0}” labelled?").format(names))
        self._question.setFont(theme.scaled_font(self.font(), 15 / 13, self.font().Weight.DemiBold))
        self._question.setWordWrap(True)
        self._question.setTextFormat(Qt.TextFormat.PlainText)
        self.by_folder = QRadioButton(self.tr("Their folders name the classes"))
        self.by_nobody = QRadioButton(self.tr("Not labelled yet: I label them here"))
        self.by_file = QRadioButton(self.tr("A label file names the class of each picture"))
        self._radios = (self.by_folder, self.by_nobody, self.by_file)
        self.folders = FolderBox()
        self.label_file = LabelFileBox([path for path in self._paths if path.is_dir()], self._lane)
        self.label_file.hide()
        self.splits = QCheckBox(self.tr("Take folders named train, val and test as the split"))
        self.splits.setChecked(True)
        self._remark = MutedLabel()
        self._remark.setTextFormat(Qt.TextFormat.PlainText)
        self._remark.hide()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(self.tr("Import"))
        self._ok.setProperty("kind", "primary")
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(2 * theme.STEP)
        layout.addWidget(self._question)
        layout.addWidget(self._remark)
        layout.addSpacing(theme.STEP)
        for choice, *details in ((self.by_folder, self.folders), (self.by_nobody,), (self.by_file, self.label_file)):
            layout.addWidget(choice)
            for part in details:
                layout.addLayout(_indented(part), _MOST_ROOM if part is self.label_file else 0)
        layout.addSpacing(theme.STEP)
        layout.addWidget(self.splits)
        layout.addWidget(MutedLabel(self.tr("The pictures stay where they are; Fieldmark only remembers their place.")))
        layout.addStretch(1)
        layout.addSpacing(2 * theme.STEP)
        layout.addWidget(self._buttons)

    def _connect(self) -> None:
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.label_file.changed.connect(self._refresh)
        for radio in self._radios:
            radio.clicked.connect(self._on_touched)
            radio.toggled.connect(self._refresh)

    # ---- guessing and looking ------------------------------------------------------------------------------

    def _offer(self, last: ImportChoice | None) -> None:
        has_folders = any(map(_seems_to_have_folders, self._paths))
        wanted = NONE if last is not None and last.labels == NONE else FOLDERS
        (self.by_folder if has_folders and wanted == FOLDERS else self.by_nobody).setChecked(True)
        if last is not None:
            self.splits.setChecked(last.split == FOLDERS)
            self.folders.set_nested(last.nested)
        self._focus_choice()
        self._refresh()

    def _look(self) -> None:
        self._looking = Task("", lambda: foresee(self._paths))
        self._looking.succeeded.connect(self._on_foreseen)
        self._looking.failed.connect(lambda error: self._say(" ".join(sentences(error))))
        self._lane.submit(self._looking)

    def _on_foreseen(self, foreseen: Foreseen) -> None:
        self._foreseen = foreseen
        fruitful = self._label_files()
        files = fruitful or foreseen.fruitless[:1]
        self.folders.set_foreseen(foreseen)
        if len(files) == 1 and self.label_file.file is None:
            self.label_file.set_file(files[0])
        if not self._touched and (fruitful or (files and not self._others())):
            self.by_file.setChecked(True)
            self._focus_choice()
        self._say(self._remarks(foreseen))
        self._refresh()

    def _remarks(self, foreseen: Foreseen) -> str:
        lines = []
        fruitful = self._label_files()
        if len(fruitful) == 1:
            lines.append(self.tr("“{0}” is a label file.").format(fruitful[0].name))
        elif fruitful:
            lines.append(self.tr("There are {0} label files: each names the classes of its pictures.").format(len(fruitful)))
        lines += [self.tr("“{0}” names no picture that is there.").format(file.name) for file in foreseen.fruitless]
        for path in foreseen.arrays:
            text = self.tr("“{0}” holds pictures and their labels in one (like MNIST or CIFAR); they are unpacked into the project folder.")
            lines.append(text.format(path.name))
        for error in foreseen.unusable.values():
            lines.append(sentences(error)[0])
        return " ".join(lines)

    def _say(self, text: str) -> None:
        self._remark.setText(text)
        self._remark.setVisible(bool(text))

    # ---- showing -------------------------------------------------------------------------------------------

    def _focus_choice(self) -> None:
        next(radio for radio in self._radios if radio.isChecked()).setFocus()

    def _on_touched(self) -> None:
        self._touched = True

    def _refresh(self) -> None:
        """What can be chosen, and what belongs to the choice."""
        several = len(self._label_files()) > 1
        only_files = self._foreseen is not None and not [path for path in self._others() if path not in self._foreseen.arrays]
        only_arrays = self._foreseen is not None and only_files and not self._foreseen.label_files
        for radio in self._radios:
            radio.setVisible(not only_arrays and not (several and only_files))
        for radio in (self.by_folder, self.by_nobody):
            radio.setEnabled(not only_files)
        self.folders.setVisible(self.by_folder.isVisibleTo(self) and self.by_folder.isEnabled())
        self.folders.setEnabled(self.by_folder.isChecked())
        self.label_file.setVisible(self.by_file.isChecked() and self.by_file.isVisibleTo(self))
        if self.label_file.isVisibleTo(self) and self.label_file.columns is not None:
            self.setMinimumWidth(min(_WIDE, room_for(self).width()))
        self._ok.setEnabled(self._can_start())

    def _can_start(self) -> bool:
        if self._foreseen is None:
            return all(path.is_dir() for path in self._paths) and not self.by_file.isChecked()
        if len(self._foreseen.unusable) == len(self._paths):
            return False
        return self.label_file.ready or not self.label_file.isVisibleTo(self)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show) and self.isVisible():
            self._fit()
        return handled

    def _fit(self) -> None:
        """Grow with what is shown, within the screen; a height that was chosen by hand stays until more is to be shown."""
        room = room_for(self)
        self.setMinimumHeight(min(height_for(self, least=True), room.height()))
        wanted = height_for(self)
        inner = self.geometry()
        if wanted > self._wanted:
            inner.setHeight(max(wanted, inner.height()))
        self._wanted = wanted
        inner = moved_into(inner, room)
        if inner != self.geometry():
            self.setGeometry(inner)

    def done(self, result: int) -> None:
        self._looking.cancel()
        self.label_file.stop()
        if self._own_lane:
            self._lane.shutdown()
        super().done(result)


def remembered(choice: ImportChoice) -> ImportChoice:
    """What of a choice fits another import."""
    return replace(choice, paths=(), columns=None, labels=choice.labels if choice.labels == NONE else FOLDERS)


def _indented(part: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setContentsMargins(_INDENT, 0, 0, theme.STEP)
    layout.addWidget(part)
    return layout


def _seems_to_have_folders(path: Path) -> bool:
    """By a glance at the first entries: the window must not wait for a folder of 100 000 pictures."""
    try:
        with os.scandir(path) as entries:
            return any(entry.is_dir() and not entry.name.startswith(".") for entry in islice(entries, _GLANCE))
    except OSError:  # a file, or a folder that is gone
        return False
