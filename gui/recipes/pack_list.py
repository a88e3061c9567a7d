"""The weights packs of this machine as a table, with where they lie and how much room they take."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from engine.classifier.weights.store import StoredPack, packs, store_folder
from gui import theme
from gui.quantities import size_text
from gui.recipes.rows import row_of
from gui.widgets.framed import framed
from gui.widgets.parts import MutedLabel, SectionLabel, button, grouped
from gui.widgets.table import TextTable

_NAME, _ARCHITECTURE, _BYTES, _LICENCE, _SOURCE = range(5)


class PackList(QWidget):
    """Several can be selected."""

    selection_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._packs: Sequence[StoredPack] = ()
        heads = [self.tr("Name"), self.tr("Architecture"), self.tr("Size"), self.tr("Licence"), self.tr("Source")]
        self.table = TextTable(self.tr("Weights on this machine"), heads, right=(_BYTES,), wide=_SOURCE)
        self.table.setWordWrap(False)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.setMinimumHeight(96)
        self._card = framed(self.table)
        self.nothing = MutedLabel(
            self.tr("There are no weights here yet. Download some by name, import a file, or drop one here. Training fetches its own.")
        )
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.place = MutedLabel()
        self.place.setWordWrap(False)
        self.place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.place.setMinimumWidth(1)
        self.folder_button = button(self.tr("Open folder"), "quiet", "open")
        self.folder_button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * theme.STEP)
        layout.addLayout(row_of(SectionLabel(self.tr("On this machine")), self.place, self.folder_button, stretch=self.place))
        layout.addWidget(self._card, 1)
        layout.addWidget(self.nothing, 1)
        self.table.itemSelectionChanged.connect(self.selection_changed)
        self.folder_button.clicked.connect(_open_folder)

    def packs(self) -> Sequence[StoredPack]:
        return self._packs

    def selected(self) -> list[StoredPack]:
        return [self._packs[index.row()] for index in self.table.selectionModel().selectedRows()]

    def reload(self) -> None:
        """Show the packs that there are now."""
        self._packs = packs()
        self.table.set_rows([self._row(pack) for pack in self._packs])
        self.table.horizontalHeader().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.ResizeToContents)
        size = size_text(sum(pack.bytes for pack in self._packs))
        text = self.tr("Packs: {0}, {1}, in {2}").format(grouped(len(self._packs)), size, store_folder())
        self.place.setText(text if self._packs else str(store_folder()))
        self.place.setToolTip(str(store_folder()))
        self._card.setVisible(bool(self._packs))
        self.nothing.setVisible(not self._packs)

    def _row(self, pack: StoredPack) -> tuple[str, ...]:
        unknown = self.tr("unknown")
        return pack.name, pack.architecture, size_text(pack.bytes), pack.license or unknown, pack.source or unknown


def _open_folder() -> None:
    folder = store_folder()
    folder.mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
