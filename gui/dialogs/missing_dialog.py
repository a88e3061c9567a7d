"""Says which pictures are not where they were, and offers the ways to find them again. It leaves the window usable."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine.operations.relinking import FilesChecked
from gui import theme
from gui.widgets.framed import framed
from gui.widgets.labels import MutedLabel
from gui.widgets.parts import button, grouped
from gui.widgets.table import TextTable

_MOST_FOLDERS = 500  # listed; the rest is a number


class MissingDialog(QDialog):
    """Asks through signals; `show_checked` tells how it went."""

    again_wanted = Signal()
    folder_chosen = Signal(str)

    def __init__(self, checked: FilesChecked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Missing pictures"))
        self.resize(620, 420)
        self._headline = QLabel()
        self._headline.setFont(theme.scaled_font(self.font(), 15 / 13, self.font().Weight.DemiBold))
        self._headline.setWordWrap(True)
        self.advice = MutedLabel(
            self.tr("Plug the drive in and try again, or say where they are now. Your labels are safe: they are kept in the project.")
        )
        self.table = TextTable(self.tr("Folders"), [self.tr("Folder"), self.tr("Missing")], right={1})
        self.table.setWordWrap(False)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._more = MutedLabel()
        self.again_button = button(self.tr("Try again"), icon="refresh")
        self.find_button = button(self.tr("Find them in a folder …"), "primary")
        self.later_button = button(self.tr("Later"))
        for each in (self.again_button, self.later_button):
            each.setAutoDefault(False)
        self.find_button.setDefault(True)
        self._arrange()
        self.again_button.clicked.connect(self._on_again)
        self.find_button.clicked.connect(self._on_find)
        self.later_button.clicked.connect(self.reject)
        self.show_checked(checked)

    def show_checked(self, checked: FilesChecked) -> None:
        """The outcome of another look."""
        total = checked.present + checked.missing + checked.changed
        if checked.missing:
            text = self.tr("{0} of {1} pictures are not where they were.").format(grouped(checked.missing), grouped(total))
        else:
            text = self.tr("All pictures are there.")
        self._headline.setText(text)
        for part in (self.advice, self._card, self.again_button, self.find_button):
            part.setVisible(bool(checked.missing))
        folders = checked.missing_folders
        self.table.set_rows([(folder, grouped(count)) for folder, count in folders[:_MOST_FOLDERS]])
        self._more.setText(self.tr("and {0} more folders").format(grouped(len(folders) - _MOST_FOLDERS)))
        self._more.setVisible(len(folders) > _MOST_FOLDERS)
        self.set_busy(False)
        if not checked.missing:
            self.resize(self.width(), self.minimumSizeHint().height())

    def set_busy(self, busy: bool) -> None:
        """While it is being looked for; the task bar shows how far that is."""
        missing = self.table.rowCount() > 0
        for each in (self.again_button, self.find_button):
            each.setEnabled(missing and not busy)
        self.later_button.setText(self.tr("Later") if missing else self.tr("Close"))

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * theme.STEP)
        buttons.addWidget(self.later_button)
        buttons.addStretch(1)
        buttons.addWidget(self.again_button)
        buttons.addWidget(self.find_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        for part in (self._headline, self.advice):
            layout.addWidget(part)
        self._card = framed(self.table)
        layout.addWidget(self._card, 1)
        layout.addWidget(self._more)
        layout.addStretch()
        layout.addLayout(buttons)

    def _on_again(self) -> None:
        self.set_busy(True)
        self.again_wanted.emit()

    def _on_find(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("In which folder are the pictures now?"))
        if folder:
            self.set_busy(True)
            self.folder_chosen.emit(folder)
