"""Asks for the name and the place of a new project."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.project.project import SUFFIX
from gui.forms import centre_label

_FORBIDDEN = '/\\:*?"<>|'  # by one of the systems that a project may go to


class NewProjectDialog(QDialog):
    """`folder` is the project folder that was chosen."""

    def __init__(self, suggestion: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New project"))
        self.setMinimumWidth(480)
        self._name = QLineEdit(suggestion)
        self._name.setPlaceholderText(self.tr("Garden insects"))
        self._name.setAccessibleName(self.tr("Name"))
        self._place = QLineEdit(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or str(Path.home()))
        self._place.setAccessibleName(self.tr("Folder"))
        choose = QPushButton(self.tr("Choose …"))
        choose.clicked.connect(self._on_choose)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self._place, 1)
        place.addWidget(choose)
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.addRow(self.tr("Name"), self._name)
        form.addRow(self.tr("Folder"), place)
        self._outcome = QLabel()
        self._outcome.setProperty("kind", "muted")
        self._outcome.setWordWrap(True)
        self._outcome.setTextFormat(Qt.TextFormat.PlainText)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(self.tr("Create"))
        self._ok.setProperty("kind", "primary")
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(16)
        layout.addLayout(form)
        for field in (self._name, place):
            centre_label(form, field)
        layout.addWidget(self._outcome)
        layout.addWidget(self._buttons)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        for line in (self._name, self._place):
            line.textChanged.connect(self._on_edited)
        self._on_edited()

    @property
    def folder(self) -> Path:
        return Path(self._place.text()).expanduser() / (self._name.text().strip() + SUFFIX)

    def _on_choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Where should the project go?"), self._place.text())
        if folder:
            self._place.setText(folder)

    def _on_edited(self) -> None:
        objection = self._objection()
        self._ok.setEnabled(not objection)
        self._outcome.setText(objection or self.tr("Fieldmark will make the folder {0}").format(self.folder))

    def _objection(self) -> str:
        """Why the project cannot be made like this, "" if it can."""
        name = self._name.text().strip()
        if not name:
            return self.tr("Give the project a name; your pictures stay where they are.")
        unusable = [character for character in dict.fromkeys(name) if character in _FORBIDDEN]
        if unusable:
            return self.tr("A name cannot have these characters in it: {0}").format(" ".join(unusable))
        if not self._place.text().strip():
            return self.tr("Choose the folder that the project goes into.")
        return self.tr("There is already a project of this name in this folder.") if self.folder.exists() else ""
