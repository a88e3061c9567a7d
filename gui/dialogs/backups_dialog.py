"""The copies of a project that can be gone back to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from engine.errors import translate
from engine.project.backups import Backup, backups
from gui import theme
from gui.dialogs.confirm_dialog import confirmed
from gui.quantities import size_text, when_text
from gui.text import of_engine
from gui.widgets.framed import framed
from gui.widgets.labels import MutedLabel
from gui.widgets.parts import button
from gui.widgets.table import TextTable

_REASONS = {
    "auto": translate("BackupsDialog", "Automatic"),
    "manual": translate("BackupsDialog", "Made by hand"),
    "before-restore": translate("BackupsDialog", "Before going back to an older state"),
}
_UPDATE = translate("BackupsDialog", "Before an update of Fieldmark")


class BackupsDialog(QDialog):
    """Asks through signals. `is_open` False: the project could not be opened, so there is nothing to back up."""

    backup_wanted = Signal()
    restore_wanted = Signal(object)  # Backup

    def __init__(self, folder: Path, is_open: bool = True, writable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Backups of {0}").format(folder.stem))
        self.resize(620, 420)
        self._folder = folder
        self._writable = writable
        self._found: list[Backup] = []
        self.table = TextTable(self.tr("Backups"), [self.tr("When"), self.tr("Why"), self.tr("Size")], right={2}, wide=1)
        self.table.setSelectionMode(TextTable.SelectionMode.SingleSelection)
        self._remark = MutedLabel()
        self.make_button = button(self.tr("Back up now"))
        self.make_button.setVisible(is_open)
        self.make_button.setEnabled(writable)
        self.restore_button = button(self.tr("Go back to this one …"), "primary")
        self._close = button(self.tr("Close"))
        self._arrange()
        self.make_button.clicked.connect(self._on_make)
        self.restore_button.clicked.connect(self._on_restore)
        self._close.clicked.connect(self.reject)
        self.table.itemSelectionChanged.connect(self._refresh)
        self.table.cellDoubleClicked.connect(lambda *_: self._on_restore())
        for each in (self.make_button, self._close):
            each.setAutoDefault(False)  # Enter goes back to the backup that is chosen
        self.restore_button.setDefault(True)
        self.reload()

    def reload(self) -> None:
        """Show the backups that there are now."""
        self._found = backups(self._folder)
        self.table.set_rows([(when_text(each.time), self._reason(each), size_text(each.size)) for each in self._found])
        if self._found:
            self.table.selectRow(0)
        self._remark.setText(self._about())
        self._refresh()

    def selected(self) -> Backup | None:
        row = self.table.currentRow()
        return self._found[row] if self.table.selectedItems() and 0 <= row < len(self._found) else None

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * theme.STEP)
        buttons.addWidget(self.make_button)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self.restore_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._remark)
        layout.addWidget(framed(self.table), 1)
        layout.addLayout(buttons)

    def _about(self) -> str:
        if not self._writable:
            return self.tr("This project can only be looked at here, so no backup can be made or gone back to.")
        if not self._found:
            return self.tr("There is no backup yet. Fieldmark makes one by itself each day that you work.")
        return self.tr("Backups hold your labels and classes, not the pictures. Old automatic ones are deleted in time, others never.")

    def _reason(self, backup: Backup) -> str:
        text = _REASONS.get(backup.reason, _UPDATE if backup.reason.startswith("before-version") else "")
        return of_engine("BackupsDialog", text) if text else backup.reason

    def _refresh(self) -> None:
        self.restore_button.setEnabled(self._writable and self.selected() is not None)

    def _on_make(self) -> None:
        self.make_button.setEnabled(False)
        self.backup_wanted.emit()

    def set_made(self) -> None:
        """The backup that was asked for is there, or could not be made."""
        self.make_button.setEnabled(self._writable)
        self.reload()

    def _on_restore(self) -> None:
        backup = self.selected()
        if backup is not None and self.restore_button.isEnabled() and self._confirmed(backup):
            self.accept()
            self.restore_wanted.emit(backup)

    def _confirmed(self, backup: Backup) -> bool:
        return confirmed(
            self.windowTitle(),
            self.tr("Go back to the backup of {0}?").format(when_text(backup.time)),
            self.tr(
                "Labels that were given since then will not be in the project. Its present state is kept as a backup too, so that you can "
                "come back to it."
            ),
            self.tr("Go back"),
            self,
        )
