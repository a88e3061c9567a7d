"""The catalogue of architectures as rows: narrowed by words and filters, sorted by any column, with what was measured on this machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor

from engine.classifier.architectures.catalogue import Architecture, Weights, search
from engine.classifier.weights.store import packs
from engine.operations.architectures import Measured, remembered
from gui import theme
from gui.quantities import size_text

Index = QModelIndex | QPersistentModelIndex
NAME, FAMILY, PARAMETERS, GMACS, SIZE, LICENCE, HERE, PREDICTED, TRAINED, MEMORY = range(10)
MEASURED_COLUMNS = (PREDICTED, TRAINED, MEMORY)
_NUMBERS = (PARAMETERS, GMACS, SIZE, *MEASURED_COLUMNS)
_UNKNOWN = "–"
_ROLES = frozenset(
    (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.TextAlignmentRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.ForegroundRole)
)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class ArchitectureFilter:
    """What is looked for. `most` in millions of parameters; `here` asks for weights that are on this machine."""

    text: str = ""
    family: str = ""
    most: float | None = None
    commercial: bool = False
    here: bool = False


class ArchitectureModel(QAbstractTableModel):
    """Rows come by relevance until a column is sorted by; what is unknown stands last either way."""

    def __init__(self) -> None:
        super().__init__()
        self._heads = {
            NAME: self.tr("Name"),
            FAMILY: self.tr("Family"),
            PARAMETERS: self.tr("Parameters"),
            GMACS: self.tr("GMACs"),
            SIZE: self.tr("Input"),
            LICENCE: self.tr("Licence"),
            HERE: self.tr("Here"),
            PREDICTED: self.tr("Predicts"),
            TRAINED: self.tr("Trains"),
            MEMORY: self.tr("Memory"),
        }
        self._tips = {
            PARAMETERS: self.tr("Numbers that are learned, in millions"),
            GMACS: self.tr("10⁹ multiplications and additions for one picture"),
            SIZE: self.tr("Side of the pictures that it was made for, in pixels"),
            LICENCE: self.tr("Of its pretrained weights"),
            HERE: self.tr("Whether its weights are on this machine"),
            PREDICTED: self.tr("Pictures a second on this machine, when predicting"),
            TRAINED: self.tr("Pictures a second on this machine, when all layers learn"),
            MEMORY: self.tr("Most memory of a training step on this machine"),
        }
        self._filter = ArchitectureFilter()
        self._found: Sequence[Architecture] = ()
        self._rows: Sequence[Architecture] = ()
        self._sorted = (-1, Qt.SortOrder.AscendingOrder)
        self._here: frozenset[str] = frozenset()
        self._measured: Mapping[str, Measured] = {}
        self.reload()

    # ---- what it shows -------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Look again at which weights are here and what was measured."""
        self._here = frozenset(pack.architecture.partition(".")[0] for pack in packs())
        self._measured = {each.name.partition(".")[0]: each for each in remembered().values()}
        self.narrow(self._filter)

    def narrow(self, wanted: ArchitectureFilter) -> None:
        self._filter = wanted
        found = search(wanted.text, most_parameters=wanted.most, permissive=wanted.commercial)
        self._found = [row for row in found if self._fits(row)]
        self._arrange()

    def architecture(self, row: int) -> Architecture:
        return self._rows[row]

    def row_of(self, name: str) -> int:
        """Where the architecture, whose name may carry a tag, is shown; -1 if it is not."""
        plain = name.partition(".")[0]
        return next((row for row, each in enumerate(self._rows) if each.name == plain), -1)

    def weights_of(self, architecture: Architecture) -> Weights | None:
        """The weights that a row stands for: the usual ones, or the first whose licence the filter asks for."""
        fitting = (each for each in architecture.weights if each.permissive or not self._filter.commercial)
        return next(fitting, None)

    def is_here(self, architecture: Architecture) -> bool:
        return architecture.name in self._here

    def measured(self, architecture: Architecture) -> Measured | None:
        return self._measured.get(architecture.name)

    @property
    def anything_measured(self) -> bool:
        return bool(self._measured)

    def _fits(self, row: Architecture) -> bool:
        wanted = self._filter
        return (not wanted.family or row.family == wanted.family) and (not wanted.here or self.is_here(row))

    def _arrange(self) -> None:
        column, order = self._sorted
        self.beginResetModel()
        self._rows = self._found if column < 0 else self._in_order(column, order == Qt.SortOrder.DescendingOrder)
        self.endResetModel()

    def _in_order(self, column: int, falling: bool) -> list[Architecture]:
        values = [(self._value(row, column), row) for row in self._found]
        known = sorted((pair for pair in values if pair[0] is not None), key=lambda pair: pair[0], reverse=falling)
        return [row for _, row in known] + [row for value, row in values if value is None]

    def _value(self, row: Architecture, column: int) -> Any:
        """What a column sorts by; None is unknown."""
        return _VALUES[column](self, row)

    def _licence(self, row: Architecture) -> str | None:
        weights = self.weights_of(row)
        return weights.license or None if weights else None

    # ---- QAbstractTableModel -------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted = (column, order)
        self._arrange()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ROLES or not index.isValid():  # first of all: a paint asks for ten roles a cell
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column in _NUMBERS else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, column)
        return QBrush(QColor(theme.current().muted)) if self._value(row, column) is None else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tips.get(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in _NUMBERS else _LEFT
        return None

    def _text(self, row: Architecture, column: int) -> str:
        value = self._value(row, column)
        if column == HERE:
            return self.tr("yes") if value else ""
        if value is None:
            return self.tr("no weights") if column == LICENCE and not row.weights else _UNKNOWN
        return _TEXTS.get(column, str)(value)

    def _tip(self, row: Architecture, column: int) -> str:
        found = self.measured(row)
        if column in MEASURED_COLUMNS and found is not None:
            told = self.tr("Measured with {0} pictures of {1} px at a time on {2}").format(found.batch, found.size, found.machine)
            return f"{told}: {found.failure}" if found.failure else told
        return self._text(row, column)


def _speed(value: float) -> str:
    return f"{value:.0f}/s" if value >= 10 else f"{value:.1f}/s"


def _of_measured(name: str) -> Callable[[ArchitectureModel, Architecture], Any]:
    return lambda model, row: getattr(model.measured(row), name, None)


_VALUES: dict[int, Callable[[ArchitectureModel, Architecture], Any]] = {
    NAME: lambda _, row: row.name,
    FAMILY: lambda _, row: row.family or None,
    PARAMETERS: lambda _, row: row.parameters,
    GMACS: lambda _, row: row.gmacs,
    SIZE: lambda _, row: row.input_size,
    LICENCE: lambda model, row: model._licence(row),
    HERE: lambda model, row: model.is_here(row),
    PREDICTED: _of_measured("predicted_per_second"),
    TRAINED: _of_measured("trained_per_second"),
    MEMORY: _of_measured("peak_bytes"),
}
_TEXTS: dict[int, Callable[[Any], str]] = {
    PARAMETERS: lambda value: f"{value:.1f} M" if value >= 1 else f"{value:.2g} M",
    GMACS: lambda value: f"{value:.1f}" if value >= 1 else f"{value:.2g}",
    PREDICTED: _speed,
    TRAINED: _speed,
    MEMORY: size_text,
}
