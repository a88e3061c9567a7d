"""The pictures about which a model stays sure with the hottest part of their map masked, as a list for the gallery."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from engine.classifier.saliency.verdict import Masked
from gui.gallery.bar_row import percent_text
from gui.models.cell import Bar, Cell, CellRole, PictureKey

Index = QModelIndex | QPersistentModelIndex


class SuspectModel(QAbstractListModel):
    """Two bars a card: how sure the model was before, and how sure it is when the hottest part of the map is masked."""

    def __init__(self) -> None:
        super().__init__()
        self._suspects: Sequence[Masked] = ()
        self._names: Sequence[str] = ()
        self._colours: Sequence[str] = ()

    def show(self, suspects: Sequence[Masked], names: Sequence[str], colours: Sequence[str]) -> None:
        self.beginResetModel()
        self._suspects, self._names, self._colours = tuple(suspects), names, colours
        self.endResetModel()

    def suspect(self, index: Index) -> Masked:
        return self._suspects[index.row()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._suspects)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        suspect = self._suspects[index.row()]
        name = self._names[suspect.target]
        if role == CellRole:
            colour = self._colours[suspect.target] if suspect.target < len(self._colours) else ""
            return Cell(PictureKey(suspect.path), bars=(Bar(name, colour, suspect.before), Bar(self.tr("masked"), colour, suspect.after)))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            told = self.tr("{0}: “{1}” {2}, masked {3}")
            return told.format(suspect.path.name, name, percent_text(suspect.before), percent_text(suspect.after))
        return None
