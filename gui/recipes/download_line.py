"""Download pretrained weights by their name: what they are is said before anything is fetched."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.classifier.architectures.catalogue import known, weights_of
from gui import theme
from gui.quantities import size_text
from gui.recipes.name_line import NameLine
from gui.recipes.rows import row_of
from gui.widgets.parts import MutedLabel, SectionLabel, button

_BYTES_A_PARAMETER = 4


class DownloadLine(QWidget):
    """`wanted` tells the name, by Enter or the button."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._idle = True
        self.line = NameLine(self.tr("Name, such as resnet18.a1_in1k"), with_tags=True)
        self.button = button(self.tr("Download"))
        self.button.setAutoDefault(False)
        self.about = MutedLabel()
        self.about.setFont(theme.small_font(self.font()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * theme.STEP)
        layout.addWidget(SectionLabel(self.tr("Download")))
        layout.addLayout(row_of(self.line, self.button, stretch=self.line))
        layout.addWidget(self.about)
        self.line.textChanged.connect(self._show_state)
        self.line.returnPressed.connect(self._on_wanted)
        self.button.clicked.connect(self._on_wanted)
        self._show_state()

    def set_idle(self, idle: bool) -> None:
        """Nothing can be asked for while something runs."""
        self._idle = idle
        self._show_state()

    def _on_wanted(self) -> None:
        if self.button.isEnabled():
            self.wanted.emit(self.line.name())

    def _show_state(self) -> None:
        self.button.setEnabled(self._idle and bool(self.line.name()))
        self.about.setText(self._told(self.line.name()))

    def _told(self, name: str) -> str:
        """What would be downloaded."""
        architecture, weights = known(name), weights_of(name)
        if not name:
            return self.tr("Downloading is the only thing here that uses the network. A download that stops goes on where it was.")
        if architecture is None:
            return self.tr("No architecture of the catalogue is called so.")
        if weights is None:
            return self.tr("No pretrained weights of this name are known.")
        size = 1e6 * _BYTES_A_PARAMETER * (architecture.parameters or 0)
        parts = (
            f"{architecture.name}.{weights.tag}",
            self.tr("Licence: {0}").format(weights.license or self.tr("unknown")),
            self.tr("about {0}").format(size_text(size)) if size else "",
            self.tr("learned from {0}").format(", ".join(weights.trained_on)) if weights.trained_on else "",
        )
        return " · ".join(part for part in parts if part)
