"""Asks where the classes of dropped folders come from, before they are imported."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFileDialog, QLabel, QRadioButton, QVBoxLayout, QWidget

from engine.operations.importing import AUTO, FOLDERS, NONE


class ImportDialog(QDialog):
    """`labels` and `split` are what `import_folders` takes."""

    def __init__(self, folders: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import pictures"))
        self.setMinimumWidth(440)
        self._file = ""
        shown = ", ".join(folder.name or str(folder) for folder in folders[:3]) + (" …" if len(folders) > 3 else "")
        question = QLabel(self.tr("How are the pictures in “{0}” labelled?").format(shown))
        question.setWordWrap(True)
        self._folders = QRadioButton(self.tr("By folder: each subfolder is a class"))
        self._none = QRadioButton(self.tr("Not yet: I label them here"))
        self._table = QRadioButton(self.tr("By a CSV file with a path and a class in each row …"))
        self._sides = QCheckBox(self.tr("Take folders named train, val and test as the split"))
        self._sides.setChecked(True)
        note = QLabel(self.tr("The pictures stay where they are; Fieldmark only remembers their place."))
        note.setProperty("kind", "muted")
        note.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText(self.tr("Import"))
        ok.setProperty("kind", "primary")
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        for widget in (question, self._folders, self._none, self._table, self._sides, note, buttons):
            layout.addWidget(widget)
        (self._folders if any(_has_subfolders(folder) for folder in folders) else self._none).setChecked(True)
        self._table.clicked.connect(self._on_table_clicked)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)

    @property
    def labels(self) -> str:
        return FOLDERS if self._folders.isChecked() else NONE if self._none.isChecked() else self._file

    @property
    def split(self) -> str:
        return FOLDERS if self._sides.isChecked() else AUTO

    def _on_table_clicked(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a label file"), "", self.tr("Tables (*.csv *.tsv *.txt)"))
        if name:
            self._file = name
            self._table.setText(self.tr("By the file {0}").format(Path(name).name))
        elif not self._file:
            self._none.setChecked(True)


def _has_subfolders(folder: Path) -> bool:
    return folder.is_dir() and any(child.is_dir() and not child.name.startswith(".") for child in folder.iterdir())
