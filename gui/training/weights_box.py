"""From which weights a training starts: downloaded once, or a weights pack on the disk; and their licence."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine.classifier.architectures.catalogue import weights_of
from engine.classifier.recipe import PRETRAINED
from engine.classifier.weights.store import packs, stored_pack
from gui import theme
from gui.quantities import size_text
from gui.training.network_box import keep_narrow
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.parts import MutedLabel, button


class WeightsBox(QWidget):
    """Grey beside a preset that takes none."""

    edited = Signal()
    packs_wanted = Signal()  # what is installed, to import and to download
    folder_wanted = Signal()  # a pack in a folder of its own

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._architecture = ""
        self._used = True
        self.box = ChoiceBox()
        keep_narrow(self.box)
        self.box.setAccessibleName(self.tr("Weights"))
        self.box.addItem(self.tr("Pretrained"), PRETRAINED)
        self.packs_button = button(self.tr("Packs …"))
        self.packs_button.setToolTip(self.tr("What is installed, to import and to download: for computers without a network, too."))
        self.folder_button = button(self.tr("Open a folder …"))
        self.folder_button.setToolTip(self.tr("Take a weights pack from where it lies: a folder with config.json and model.safetensors."))
        self.note = MutedLabel()
        row = QHBoxLayout()
        row.setSpacing(2 * theme.STEP)
        row.addWidget(self.packs_button)
        row.addWidget(self.folder_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.box)
        column.addWidget(self.note)
        column.addLayout(row)
        self.box.currentIndexChanged.connect(self._on_changed)
        self.packs_button.clicked.connect(self.packs_wanted)
        self.folder_button.clicked.connect(self.folder_wanted)
        self._describe()

    def value(self) -> str:
        return str(self.box.currentData())

    def set_value(self, weights: str) -> None:
        self.box.blockSignals(True)
        if self.box.findData(weights) < 0:
            self.box.addItem(Path(weights).name, weights)
        self.box.setCurrentIndex(self.box.findData(weights))
        self.box.blockSignals(False)
        self._describe()

    def refresh_packs(self) -> None:
        """Offer the packs that are installed now; one that was chosen from elsewhere stays."""
        chosen = self.value()
        self.box.blockSignals(True)
        while self.box.count() > 1:
            self.box.removeItem(1)
        for pack in packs():
            self.box.addItem(pack.name, str(pack.folder))
        self.box.blockSignals(False)
        self.set_value(chosen)

    def _about_pack(self, folder: Path) -> str:
        pack = stored_pack(folder)
        if pack is None:
            return self.tr("There is no weights pack in {0} now.").format(folder)
        licence = [self.tr("Licence: {0}").format(pack.license)] if pack.license else []
        return " · ".join([pack.architecture, size_text(pack.bytes), *licence])

    def set_used(self, used: bool) -> None:
        self._used = used
        self.box.setEnabled(used)
        self.folder_button.setEnabled(used)
        self._describe()

    def set_architecture(self, name: str) -> None:
        """Whose weights they are, for their licence."""
        self._architecture = name
        self._describe()

    def _on_changed(self) -> None:
        self._describe()
        self.edited.emit()

    def _describe(self) -> None:
        if not self._used:
            self.note.setText(self.tr("Training from scratch takes none."))
        elif self.value() != PRETRAINED:
            self.note.setText(self._about_pack(Path(self.value())))
        else:
            known = weights_of(self._architecture)
            facts = [self.tr("Licence: {0}").format(known.license)] if known and known.license else []
            facts.append(self.tr("Fetched from the model hub at the first training, then kept. Nothing else uses the network."))
            self.note.setText("\n".join(facts))
