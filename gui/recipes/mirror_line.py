"""The setting for a mirror of the model hub, kept when the line is left."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from engine.errors import FolderNotWritable, SettingInvalid, translate
from engine.fields import options
from engine.settings import Settings, load_settings, save_settings
from gui.recipes.rows import row_of
from gui.session import Session
from gui.text import of_engine

_HUB = "https://huggingface.co"


class MirrorLine(QWidget):
    """Writes the settings through the `session`, if there is one: it holds those of the window."""

    failed = Signal(object)  # FieldmarkError

    def __init__(self, session: Session | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        option = next(each for each in options(Settings) if each.name == "hub_mirror")
        label = QLabel(of_engine("settings", option.label))
        label.setProperty("kind", "muted")
        self.line = QLineEdit(self._settings().hub_mirror)
        self.line.setPlaceholderText(_HUB)
        self.line.setToolTip(of_engine("settings", option.help))
        self.line.setAccessibleName(label.text())
        self.line.setAccessibleDescription(self.line.toolTip())
        label.setBuddy(self.line)
        row = row_of(label, self.line, stretch=self.line)
        row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(row)
        self.line.editingFinished.connect(self._keep)

    def _settings(self) -> Settings:
        return self._session.settings if self._session else load_settings()

    def _keep(self) -> None:
        address = self.line.text().strip().rstrip("/")
        settings = self._settings()
        invalid = bool(address) and not address.startswith(("https://", "http://"))
        self.line.setProperty("invalid", invalid)
        self.line.style().polish(self.line)
        if invalid:
            reason = translate("errors", "an address begins with https://")
            self.failed.emit(SettingInvalid(value=address, field=self.line.accessibleName(), reason=reason))
        elif address != settings.hub_mirror:
            self._write(replace(settings, hub_mirror=address))

    def _write(self, settings: Settings) -> None:
        if self._session is not None:
            self._session.change_settings(settings)
            return
        try:
            save_settings(settings)
        except OSError as error:
            self.failed.emit(FolderNotWritable(folder="config", reason=error.strerror or error))
