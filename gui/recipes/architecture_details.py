"""What is known of one architecture, and its pretrained weights to choose from, each with its licence and what it learned from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from engine.classifier.architectures.catalogue import Architecture, Weights
from engine.classifier.weights.store import StoredPack, packs, stored_pack
from engine.operations.architectures import Measured
from gui import theme
from gui.quantities import size_text
from gui.sample_facts import Fact
from gui.text import of_engine
from gui.widgets.facts_table import FactsTable
from gui.widgets.labels import MutedLabel, SectionLabel

_TAG = Qt.ItemDataRole.UserRole


class ArchitectureDetails(QWidget):
    """`name()` is the chosen one: with a tag unless the usual weights are chosen, which timm takes without one."""

    activated = Signal()  # a double click on weights, or Enter

    def __init__(self, pack: str = "", parent: QWidget | None = None) -> None:
        """`pack` is the folder of the weights pack that is chosen now, "" for none."""
        super().__init__(parent)
        self._pack = pack
        self._architecture: Architecture | None = None
        self.title = QLabel()
        self.title.setFont(theme.scaled_font(self.font(), 15 / 13, QFont.Weight.DemiBold))
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.title.setWordWrap(True)
        self.note = MutedLabel()
        self.facts = FactsTable()
        self._head = SectionLabel(self.tr("Pretrained weights"))
        self.weights = QListWidget()
        self.weights.setProperty("kind", "clear")
        self.weights.setAccessibleName(self.tr("Pretrained weights"))
        self.weights.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.weights.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.weights.itemActivated.connect(lambda _: self.activated.emit())
        self.nothing = MutedLabel()
        self.packs = MutedLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.STEP)
        for part in (self.title, self.note, self.facts, self._head, self.nothing, self.packs):
            column.addWidget(part)
        column.addWidget(self.weights, 1)
        column.addStretch(0)

    def name(self) -> str:
        if self._architecture is None:
            return ""
        item = self.weights.currentItem()
        tag = str(item.data(_TAG)) if item else ""
        usual = self._architecture.weights[0].tag if self._architecture.weights else ""
        return self._architecture.name if tag in ("", usual) else f"{self._architecture.name}.{tag}"

    def show_architecture(self, architecture: Architecture | None, chosen: Weights | None, here: bool, measured: Measured | None) -> None:
        """`chosen` are the weights that are offered first; None shows nothing."""
        self._architecture = architecture
        self.setVisible(architecture is not None)
        if architecture is None:
            return
        self.title.setText(architecture.name)
        self.note.setText(of_engine("architectures", architecture.note))
        self.note.setVisible(bool(architecture.note))
        self.facts.set_facts(self._facts(architecture, here, measured))
        self.weights.clear()
        for each in architecture.weights:
            item = QListWidgetItem(f"{each.tag or self.tr('without a tag')}\n{self._about(each)}")
            item.setData(_TAG, each.tag)
            item.setSizeHint(QSize(0, 2 * self.fontMetrics().lineSpacing() + 3 * theme.STEP))
            item.setToolTip(f"{architecture.name}.{each.tag}\n{self._about(each)}\n{each.where}")
            self.weights.addItem(item)
            if each == chosen:
                self.weights.setCurrentItem(item)
        self.weights.setVisible(bool(architecture.weights))
        self._show_packs(architecture)

    def _show_packs(self, architecture: Architecture) -> None:
        """Those for it that are on this machine, besides what is offered to download."""
        own = stored_pack(Path(self._pack)) if self._pack else None
        found = {pack.folder: pack for pack in (*([own] if own else []), *packs())}
        fitting = [pack for pack in found.values() if pack.architecture.partition(".")[0] == architecture.name]
        self.packs.setText("\n".join([self.tr("Weights packs on this machine:"), *map(self._about_pack, fitting)]))
        self.packs.setVisible(bool(fitting))
        self.nothing.setText(
            self.tr("None are known to download; it starts from the pack.")
            if fitting
            else self.tr("None are known to download: it is trained from scratch, or from a weights pack of yours.")
        )
        self.nothing.setVisible(not architecture.weights)

    def _about_pack(self, pack: StoredPack) -> str:
        chosen = [self.tr("chosen now")] if str(pack.folder) == self._pack else []
        return " · ".join([pack.name, pack.license or self.tr("licence unknown"), *chosen])

    def _about(self, weights: Weights) -> str:
        parts = [weights.license or self.tr("licence unknown"), *weights.trained_on, self.tr("{0} px").format(weights.input_size)]
        return " · ".join(parts)

    def _facts(self, row: Architecture, here: bool, measured: Measured | None) -> list[Fact]:
        facts = [
            (self.tr("Family"), row.family),
            (self.tr("Parameters"), self.tr("{0} million").format(f"{row.parameters:.3g}") if row.parameters else ""),
            (self.tr("GMACs"), f"{row.gmacs:.3g}" if row.gmacs else ""),
            (self.tr("Input"), self.tr("{0} px").format(row.input_size) if row.input_size else ""),
            (self.tr("Features"), str(row.features or "")),
            (self.tr("ImageNet"), f"{row.top1:.1f} % ({row.source})" if row.top1 else ""),
            (self.tr("Weights"), self.tr("on this machine") if here else ""),
            *self._measured(measured),
        ]
        return [Fact(name, value) for name, value in facts if value]

    def _measured(self, found: Measured | None) -> list[tuple[str, str]]:
        if found is None:
            return []
        speed = self.tr("{0} pictures a second")
        return [
            (self.tr("Predicts"), speed.format(f"{found.predicted_per_second:.1f}") if found.predicted_per_second else found.failure),
            (self.tr("Trains"), speed.format(f"{found.trained_per_second:.1f}") if found.trained_per_second else ""),
            (self.tr("Memory"), size_text(found.peak_bytes) if found.peak_bytes else ""),
        ]
